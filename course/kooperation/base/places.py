"""Where things lie: the checkout, its lectures, the released assignments, the learner's own copies."""

from __future__ import annotations

import shutil
from pathlib import Path

START = Path("course/lectures/00_start.ipynb")
WORK = "meine_aufgaben"


class UnavailableError(Exception):
    """Something needed cannot be had (a folder, a file, a port); the message says what to do."""


def course_root(start: Path | None = None) -> Path:
    """Return the folder of the course: the one *start* lies in, else the one this package lies in.

    Raises UnavailableError if there is none.
    """
    start = (start or Path.cwd()).resolve()
    package = Path(__file__).resolve()
    for folder in (start, *start.parents, package.parents[3]):
        if (folder / START).is_file():
            return folder
    raise UnavailableError(
        f"Hier liegt kein Kurs: «{START}» fehlt. Wechseln Sie in den Ordner, in den Sie den Kurs "
        "geladen haben, und rufen Sie den Befehl dort noch einmal auf."
    )


def assignments(root: Path) -> list[str]:
    """Return the slugs of the released assignments, in alphabetical order."""
    return sorted(path.parent.name for path in (root / "release").glob("*/*.ipynb"))


def lay_out_work(root: Path) -> list[Path]:
    """Copy what is released and not yet there to the learner's folder; return what is new.

    Work that is there is never touched, not even when a newer release exists.
    """
    new = []
    for slug in assignments(root):
        target = root / WORK / slug
        if not target.exists():
            shutil.copytree(root / "release" / slug, target)
            new.append(target)
    return new
