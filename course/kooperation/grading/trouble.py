"""What stops a command over a class and is nobody's work: a full disk, missing rights, a gradebook that is held or damaged.

The standard library alone: the command line asks here before it knows whether the grading part is installed.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

from kooperation.base.files import reason
from kooperation.base.words import Words

WORDS = Words("grading.trouble")
EVERYBODY = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS, errno.EIO}
# What SQLite says → what we say; anything else of its is told in its own words.
BOOK = {
    "locked": "locked",
    "busy": "locked",
    "full": "full",
    "readonly": "forbidden",
    "unable to open": "forbidden",
    "malformed": "damaged",
    "not a database": "damaged",
}


def meets_all(error: BaseException) -> bool:
    """Say whether the next submission would meet the same: then nothing more is to be tried."""
    return _of_the_book(error) is not None or (
        isinstance(error, OSError) and error.errno in EVERYBODY
    )


def behind(error: BaseException) -> BaseException | None:
    """Return the trouble that *error* was raised over, if there was one."""
    return next((each for each in _chain(error) if meets_all(each)), None)


def told(error: BaseException) -> str:
    """Return in German what stopped a command, and what to do; "" if *error* is a fault of ours."""
    if isinstance(error, KeyboardInterrupt):
        return WORDS["stopped"]
    if (book := _of_the_book(error)) is not None:
        said = str(book)
        known = next((ours for theirs, ours in BOOK.items() if theirs in said), "other")
        return WORDS.section("book")[known].format(why=said)
    if isinstance(error, OSError) and error.errno and not isinstance(error, BrokenPipeError):
        if not error.filename:
            return WORDS.filled("machine", why=reason(error))
        return WORDS.filled("file", file=error.filename, why=reason(error))
    return ""


def _of_the_book(error: BaseException) -> sqlite3.Error | None:
    own = getattr(error, "orig", error)  # SQLAlchemy wraps it
    return own if isinstance(own, sqlite3.DatabaseError) and not _is_ours(own) else None


def _is_ours(error: sqlite3.Error) -> bool:
    return isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
