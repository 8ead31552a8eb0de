"""What of the course is installed: the notebooks need little, opening and grading them need more."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

WORDS = Words("desk.parts")
PARTS = {  # a package that may be missing → the extra in pyproject.toml that brings it
    "jupyterlab": "lab",
    "jupyter_server": "lab",
    "nbformat": "lab",
    "nbconvert": "lab",
    "tornado": "lab",
    "nbgrader": "grading",
    "nh3": "grading",
    "psutil": "grading",
    "sqlalchemy": "grading",
    "jupyterlite_core": "site",
    "jupyterlite_pyodide_kernel": "site",
}
RECEIPTS = {"uv-receipt.toml": "uv_tool", "pipx_metadata.json": "pipx"}  # who made the environment


def require_part(package: str) -> None:
    """Raise UnavailableError, with the command that installs it, if *package* is missing."""
    if find_spec(package) is None:
        raise UnavailableError(missing(PARTS[package]))


def without(error: ModuleNotFoundError) -> str:
    """Return in a sentence which part of the course is missing; raise *error* if it is none of ours."""
    package = (error.name or "").partition(".")[0]
    if package not in PARTS:
        raise error
    return missing(PARTS[package])


def missing(part: str) -> str:
    """Return in a sentence that *part* is missing, and what installs it where this runs."""
    return WORDS.filled("missing", what=WORDS.section("what")[part], command=_command(part))


def _command(part: str) -> str:
    if (Path(__file__).resolve().parents[3] / "pyproject.toml").is_file():
        return WORDS.filled("with.checkout", part=part)
    made = (way for file, way in RECEIPTS.items() if Path(sys.prefix, file).is_file())
    packages = " ".join(f'"{each}"' for each in _packages(part))
    return WORDS.section("with")[next(made, "pip")].format(packages=packages, python=sys.executable)


def _packages(part: str) -> Iterator[str]:
    """Yield what *part* asks for, by name and version: the course itself is in no registry."""
    for line in requires("kooperation") or ():
        asked, _, marker = (piece.strip() for piece in line.partition(";"))
        if re.fullmatch(rf"""extra == ["']{part}["']""", marker):
            inner = re.fullmatch(r"kooperation\[(\w+)\]", asked)
            yield from _packages(inner[1]) if inner else [asked]
