"""The course as files: what an edition ships, where it is read from, and what somebody changed of it since.

Beside the files lies a record of them (`course/ausgabe.json`): by it a later update knows what is untouched. Ends of lines do
not count, since Git writes them anew on Windows.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from kooperation import __version__
from kooperation.base.places import PRINTED, START, UnavailableError
from kooperation.base.words import Words

ERRORS = Words("desk.errors.shipped")

RECORD = "course/ausgabe.json"
CARRIED = "edition"  # in an installed package: what pyproject.toml puts there, and no checkout has
NOT_RECORDED = ("__pycache__", ".git", ".uv", ".venv")


def digest(raw: bytes) -> str:
    """Return what two files have in common if they differ in the ends of lines alone."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()[:32]


def carried() -> dict[str, bytes]:
    """Return the course that the installed package carries, by path; nothing in a checkout, where it lies around it."""
    package = files("kooperation")
    found = dict(_below(package / CARRIED))
    if found:
        for printed in package.joinpath(*PRINTED).iterdir():
            name = PurePosixPath(START.parent.as_posix(), printed.name).with_suffix(".ipynb")
            found[str(name)] = printed.read_bytes()
        found[RECORD] = record(found)
    return found


def _below(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.name not in NOT_RECORDED:
            if each.is_dir():
                yield from _below(each, f"{above}{each.name}/")
            else:
                yield f"{above}{each.name}", each.read_bytes()


def record(course: Mapping[str, bytes], version: str = __version__) -> bytes:
    """Return the record of the *course*: its *version*, and of each file a digest."""
    marks = {name: digest(raw) for name, raw in sorted(course.items()) if name != RECORD}
    text = json.dumps({"version": version, "files": marks}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def write_record(edition: Path) -> None:
    """Lay the record of all that lies in the folder *edition* into it."""
    (edition / RECORD).write_bytes(record(dict(_below(edition))))


def recorded(raw: bytes) -> tuple[str, dict[str, str]]:
    """Return version and digests of the record *raw*; nothing where it is none."""
    try:
        found = json.loads(raw)
        return str(found["version"]), {
            str(name): str(mark) for name, mark in found["files"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return "", {}


def laid_out(root: Path) -> tuple[str, dict[str, str]]:
    """Return version and digests of what was laid out at *root*; nothing where nobody wrote them down."""
    path = root / RECORD
    return recorded(path.read_bytes()) if path.is_file() else ("", {})


def read_edition(place: Path) -> dict[str, bytes]:
    """Return the files of the learner's edition at *place*, a folder or a Zip of it, by path.

    Raises UnavailableError if it is none, or not whole.
    """
    try:
        if place.is_dir():
            course = _recorded_files(place)
        else:
            with zipfile.ZipFile(place) as archive:
                course = _recorded_files(zipfile.Path(archive, _top(archive)))
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise UnavailableError(ERRORS.filled("no_edition", place=place)) from error
    return course


def _top(archive: zipfile.ZipFile) -> str:
    """Return the folder of *archive* in which the course lies: a Zip of GitHub has one."""
    return min((n for n in archive.namelist() if n.endswith(RECORD)), key=len).removesuffix(RECORD)


def _recorded_files(folder: Path | zipfile.Path) -> dict[str, bytes]:
    raw = folder.joinpath(RECORD).read_bytes()
    course = {RECORD: raw}
    for name, mark in recorded(raw)[1].items():
        if re.search(r"(^|/)\.\.(/|$)|^/|[\\:]", name):  # leads out of the folder
            raise KeyError(name)
        course[name] = folder.joinpath(name).read_bytes()
        if digest(course[name]) != mark:
            raise KeyError(name)
    return course
