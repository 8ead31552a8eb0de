"""Where things lie: the checkout, its lectures, the released assignments, the learner's own copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from kooperation.base.files import reason, replace
from kooperation.base.words import Words

ERRORS = Words("base.errors.places")

START = Path("course/lectures/00_start.ipynb")
WORK = "meine_aufgaben"
HOME = "kooperation"  # the folder that „kooperation lab“ makes where none was named
PRINTED = (
    "labextension",
    "kooperation",
    "static",
    "lectures",
)  # in the package: lectures as printed
FRESH = "_frische_kopie"  # ends the name of what is laid beside a damaged notebook
RECORD = "lernstand.json"  # beside the lectures: what the learner answered in them


class UnavailableError(Exception):
    """Something needed cannot be had (a folder, a file, a port); the message says what to do."""


def course_around(folder: Path) -> Path | None:
    """Return the course that *folder* lies in, None if it lies in none."""
    folder = folder.resolve()
    return next((at for at in (folder, *folder.parents) if (at / START).is_file()), None)


def course_root(start: Path | None = None) -> Path:
    """Return the folder of the course: the one *start* lies in, else `kooperation` in it, else the one this package lies in.

    Raises UnavailableError if there is none.
    """
    start = (start or Path.cwd()).resolve()
    package = Path(__file__).resolve()
    for folder in (start, *start.parents, start / HOME, package.parents[3]):
        if (folder / START).is_file():
            return folder
    raise UnavailableError(ERRORS.filled("no_course", start=START))


def require_plain_path(folder: Path) -> None:
    """Raise UnavailableError if nbgrader would read a character in the path of *folder* as a pattern, or as more than that.

    It looks for notebooks with `glob`, and for its gradebook at an address that alembic reads with `%`.
    """
    if odd := [sign for sign in "[*?%" if sign in str(folder)]:
        raise UnavailableError(ERRORS.filled("odd_name", folder=folder, letter=odd[0]))


def require_source(root: Path, command: str) -> None:
    """Raise UnavailableError if the course at *root* is the learner's edition, where *command* has nothing to work on.

    To be asked before anything of the grading part is imported: who installs that has still no solutions.
    """
    if not (root / "source").is_dir():
        raise UnavailableError(ERRORS.filled("for_lecturers", command=command, root=root))


def require_tests(root: Path, slug: str) -> None:
    """Raise UnavailableError if the course at *root* has no tests of the assignment *slug*."""
    if not (root / "source" / slug).is_dir():
        raise UnavailableError(ERRORS.filled("no_tests", slug=slug))


def require_new_folder(root: Path, folder: Path, proposed: str) -> None:
    """Raise UnavailableError unless *folder* is outside of the course at *root*, and empty or not there yet."""
    if folder.resolve().is_relative_to(root.resolve()):
        raise UnavailableError(
            ERRORS.filled("inside", folder=folder, proposed=root.parent / proposed)
        )
    if folder.is_file():
        raise UnavailableError(ERRORS.filled("a_file", folder=folder))
    if folder.exists() and any(folder.iterdir()):
        raise UnavailableError(ERRORS.filled("not_empty", folder=folder))


def assignments(root: Path) -> list[str]:
    """Return the slugs of the released assignments, in alphabetical order."""
    return sorted(path.parent.name for path in (root / "release").glob("*/*.ipynb"))


def read_notebook(path: Path) -> dict[str, Any] | None:
    """Return the notebook *path* as data; None if there is none, or it is damaged."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("cells"), list) else None


def fresh_copy(notebook: Path) -> Path:
    """Return where a fresh copy lies beside a damaged *notebook*."""
    return notebook.with_name(f"{notebook.stem}{FRESH}{notebook.suffix}")


def lay_out_work(root: Path) -> list[Path]:
    """Copy what is released and not yet there to the learner's folder; return what is new: folders, files.

    What is there is never touched, not even when a newer release exists: a folder that was begun gets the files that
    it lacks, and a damaged notebook a fresh copy beside it, a lecture too.

    Raises UnavailableError if that folder cannot be written.
    """
    new: list[Path] = []
    for slug in assignments(root):
        released, target = root / "release" / slug, root / WORK / slug
        begun = target.exists()
        try:
            laid = list(_completed(released, target))
        except OSError as error:
            raise UnavailableError(
                ERRORS.filled("not_laid_out", target=target, reason=reason(error))
            ) from error
        new += laid if begun else [target]
    return [*new, *_beside_damaged_lectures(root)]


def _beside_damaged_lectures(root: Path) -> Iterator[Path]:
    """Lay a fresh copy beside each lecture that is damaged; yield what is new."""
    for own in sorted((root / START).parent.glob("[0-9][0-9]_*.ipynb")):
        printed, copy = files("kooperation").joinpath(*PRINTED, f"{own.stem}.json"), fresh_copy(own)
        if printed.is_file() and not copy.exists() and read_notebook(own) is None:
            with suppress(OSError):  # the course opens without it; JupyterLab says what is damaged
                replace(copy, printed.read_bytes())
                yield copy


def _completed(released: Path, target: Path) -> Iterator[Path]:
    """Copy to *target* the files of *released* that it lacks, each whole or not at all; yield what is new."""
    for file in sorted(path for path in released.rglob("*") if path.is_file()):
        own = target / file.relative_to(released)
        if own.suffix == ".ipynb" and own.exists() and read_notebook(own) is None:
            own = fresh_copy(own)
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            replace(own, file.read_bytes())
            yield own
