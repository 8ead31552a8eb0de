"""The answers file: what may stand in it, and reading it with care."""

from __future__ import annotations

import json
import math
import os
import re
from pathlib import Path
from typing import Any

from kooperation.base.files import decoded, patiently, reason
from kooperation.base.words import Words

ANSWERS, WORDS = Words("base.answers"), Words("base.edition")
ERRORS = Words("base.errors.answers_file")
SCHEMA = 1
VARIANTS = 1_000_000  # so many that two learners of a class hardly ever draw the same one
MAX_BYTES = 1_000_000

Plain = None | bool | int | float | str | list[Any] | dict[str, Any]


class SheetError(Exception):
    """Something is wrong with an answers file; the message says in German what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show learners the sentence alone: IPython asks for this."""
        return [str(self)]


class DamagedSheetError(SheetError):
    """A file is there, and no answers can be read from it: *why*, without what a learner should do."""

    def __init__(self, why: str, advice: str = ANSWERS["keep"]) -> None:
        super().__init__(f"{why} {advice}")
        self.why = why


class EditionError(SheetError):
    """Answers belong to another edition of the assignment than that of this course."""


class ToClarifyError(Exception):
    """No program can say how many points this is worth: a human must. The message says why.

    It is a German sentence that learners read, too. Raised in a hidden test, or by anything that it calls, it
    leaves the question without points, waiting for a human in gradebook, feedback and log.
    """


def plain(value: object) -> Plain:
    """Return *value* as plain JSON data of exact types; sets and tuples become lists.

    Raises SheetError for anything else, for numbers that are not finite, and for keys that are no
    text: no foreign object with methods of its own ever reaches a comparison.
    """
    if value is None or type(value) in (bool, int) or _is_text(value):
        return value  # type: ignore[return-value]
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) in (list, tuple):
        return [plain(item) for item in value]  # type: ignore[attr-defined]
    if type(value) in (set, frozenset):
        return sorted((plain(item) for item in value), key=repr)  # type: ignore[attr-defined]
    if type(value) is dict and all(map(_is_text, value)):
        return {key: plain(item) for key, item in value.items()}
    shown = repr(value)
    raise SheetError(ERRORS.filled("not_storable", shown=shown[:60]))


def _is_text(value: object) -> bool:
    """Say whether *value* is text that can be written: half a character would stop the grading."""
    if type(value) is not str:
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_answers(path: Path, *, handed_in: bool = False) -> dict[str, Any]:
    """Return {"schema", "variant", "edition", "answers"} of the file, checked, without changing it.

    Variant and edition are None where the file has none. What was *handed_in* is read in any coding: on its way it
    may have got another one. Who still works on the file is told.

    Raises SheetError, with a German sentence that says what to do, if there is no file, and
    DamagedSheetError if it is not such a file.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ValueError(ERRORS["no_file"])  # a pipe would never end
        raw = _raw(path)
        if len(raw) > MAX_BYTES:
            raise ValueError(ERRORS["too_large"])
        text = decoded(raw)[0] if handed_in else raw.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_once)
        return _checked(data)
    except FileNotFoundError as error:
        raise SheetError(
            ERRORS.filled("unreadable_kept", path=path, reason=reason(error), keep=ANSWERS["keep"])
        ) from error
    except OSError as error:
        raise DamagedSheetError(
            ERRORS.filled("unreadable", path=path, reason=reason(error))
        ) from error
    except json.JSONDecodeError as error:
        where = ERRORS.filled("where", line=error.lineno, column=error.colno)
        raise DamagedSheetError(ERRORS.filled("damaged_at", file=path.name, where=where)) from None
    except (UnicodeDecodeError, RecursionError):
        raise DamagedSheetError(ERRORS.filled("damaged", file=path.name)) from None
    except ValueError as error:
        raise DamagedSheetError(ERRORS.filled("unusable", file=path.name, error=error)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object's *pairs*; JSON would take the last of several answers to one question, and say nothing."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            raise ValueError(ERRORS.filled("several", question=name[:60]))
        found[name] = value
    return found


def _raw(path: Path) -> bytes:
    """Return the first bytes of *path*: one more than a sheet may have."""

    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

    is_locked = os.access(
        path, os.R_OK
    )  # and not out of bounds for us, where waiting would be of no use
    return patiently(read) if is_locked else read()


def _checked(data: object) -> dict[str, Any]:
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        raise ValueError(ERRORS["no_answers"])
    if data.get("schema") != SCHEMA:
        raise ValueError(ERRORS.filled("other_schema", found=data.get("schema"), known=SCHEMA))
    variant = data.get("variant")
    if variant is not None and (type(variant) is not int or not 0 <= variant < VARIANTS):
        raise ValueError(ERRORS.filled("no_variant", variant=variant))
    edition = data.get("edition")
    if edition is not None and not _is_edition(edition):
        raise ValueError(ERRORS["no_edition"])
    try:
        answers = plain(data["answers"])
    except SheetError as error:
        raise ValueError(str(error).removesuffix(".")) from None
    return {"schema": SCHEMA, "variant": variant, "edition": edition, "answers": answers}


def _is_edition(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-f]{1,64}", value))


def notebook_edition(notebook: Path) -> str | None:
    """Return the edition that *notebook* was released with; None if it names none, or cannot be read."""
    try:
        found = json.loads(notebook.read_text("utf-8"))["metadata"]["kooperation"]["edition"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if _is_edition(found) else None


def require_edition(path: Path, found: str | None, edition: str) -> None:
    """Raise EditionError if the file *path* is of the edition *found*, and the course of another one."""
    if found and edition and found != edition:
        raise EditionError(WORDS.filled("other", file=path.name, found=found, edition=edition))


def answers_path(notebook: Path) -> Path:
    """Return where the answers of *notebook* lie: x.ipynb has x.answers.json beside it."""
    return notebook.with_name(f"{notebook.stem}.answers.json")


def notebook_path(answers: Path) -> Path:
    """Return the notebook that the file *answers* belongs to."""
    return answers.with_name(f"{answers.name.removesuffix('.answers.json')}.ipynb")
