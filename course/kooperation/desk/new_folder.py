"""A folder that is written whole or not at all: an edition of the course, a site."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

ERRORS = Words("desk.errors.new_folder")


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give the path of a folder to make; when the block has ended well it gets its name, *target*.

    It lies in a folder of its own, in which other things may be made meanwhile. Raises UnavailableError if
    something cannot be written; nothing is left behind then, nor after any other error.
    """
    made = [folder for folder in target.parents if not folder.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".kooperation-") as temporary:
            folder = Path(temporary) / target.name
            yield folder
            if target.exists():
                target.rmdir()  # it is empty
            folder.rename(target)
    except OSError as error:
        raise UnavailableError(
            ERRORS.filled("not_written", target=target, reason=_reason(error))
        ) from error
    finally:
        for above in made:
            with suppress(OSError):
                above.rmdir()  # where the new folder lies in it, it stays


def _reason(error: OSError) -> str:
    """Return what happened; `shutil.copytree` collects one error for each file."""
    return str(error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror or error)
