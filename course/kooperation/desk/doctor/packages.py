"""Python and the packages: what the course's own metadata ask for, and whether another course stands in its way."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path

import kooperation
from kooperation.base.words import Words
from kooperation.desk.doctor.diagnosis import Diagnosis, good, todo

WORDS = Words("desk.doctor.packages")
COURSE = "kooperation"
FOR_ALL = {"", "lab"}  # "": what has no condition; extras that are not there ask for nothing
FOR_GRADING = "grading"  # only who has nbgrader is asked for the rest of it
STAMP = Path("labextension", COURSE, "package.json")  # has another content in each edition


def versions(folders: Sequence[str] | None = None) -> Iterator[Diagnosis]:
    """Say of Python and each package in *folders* (`sys.path`) whether it is what the course asks for."""
    from packaging.requirements import Requirement
    from packaging.specifiers import SpecifierSet

    own = _installed(COURSE, folders)
    if own is None:
        yield todo(WORDS["not_installed"])
        return
    python = SpecifierSet(own.metadata["Requires-Python"] or "")
    running = platform.python_version()
    suits = python.contains(running, prereleases=True)
    said = WORDS.filled("python", version=running, asked=python)
    yield good(said) if suits else todo(f"{said} {WORDS['other_python']}")
    extras = FOR_ALL | ({FOR_GRADING} if _installed("nbgrader", folders) else set())
    told = set[str]()
    for asked in map(Requirement, own.requires or ()):
        applies = asked.marker is None or any(asked.marker.evaluate({"extra": e}) for e in extras)
        if asked.name != COURSE and applies and asked.name not in told:
            told.add(asked.name)  # an extra that contains another names its packages again
            yield _checked(asked.name, str(asked.specifier), folders)


def _checked(name: str, asked: str, folders: Sequence[str] | None) -> Diagnosis:
    from packaging.specifiers import SpecifierSet

    found = _installed(name, folders)
    if found is None:
        return todo(WORDS.filled("missing", name=name, asked=asked))
    said = WORDS.filled("there", name=name, version=found.version, asked=asked)
    suits = SpecifierSet(asked).contains(found.version, prereleases=True)
    return good(said) if suits else todo(f"{said} {WORDS['other_version']}")


def _installed(name: str, folders: Sequence[str] | None) -> Distribution | None:
    if folders is not None:
        return next(iter(Distribution.discover(name=name, path=list(folders))), None)
    try:
        return Distribution.from_name(name)
    except PackageNotFoundError:
        return None


def shadows(root: Path, folders: Sequence[str] | None = None) -> Iterator[Diagnosis]:
    """Say which copy of the package is used, and which others lie in *folders* (`sys.path`) or are older at *root*."""
    used = Path(kooperation.__file__).resolve().parent
    searched = [Path(folder or os.curdir, COURSE) for folder in folders or sys.path]
    copies = {each.resolve() for each in searched if (each / "__init__.py").is_file()}
    others = sorted(copies - {used})
    for other in others:
        yield todo(WORDS.filled("other_copy", used=used, other=other))
    here = (root / "course" / COURSE).resolve()
    is_another = here not in (used, *others) and (here / STAMP).is_file()
    if is_another and (here / STAMP).read_bytes() != (used / STAMP).read_bytes():
        yield todo(WORDS.filled("other_edition", used=used, here=here))
    elif not others:
        yield good(WORDS.filled("used", used=used))
