"""The learner's edition: the course without solutions, hidden tests, keys and rubrics."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from kooperation.assignments.deadlines import FILE as DEADLINES
from kooperation.assignments.deadlines import read_deadlines, require_known
from kooperation.authoring.assignments import private_texts, read_assignment
from kooperation.authoring.leftovers import PUBLISHED
from kooperation.authoring.practising import keys_in
from kooperation.base.places import FRESH, UnavailableError, assignments, require_new_folder
from kooperation.base.words import Words
from kooperation.desk.new_folder import new_folder
from kooperation.desk.shipped import write_record

WORDS = Words("desk.publishing")
ERRORS = Words("desk.errors.publishing")

FILES = (
    "pyproject.toml",
    "LICENSE",
    "LICENSE-texts",
    "CITATION.cff",
    "course/hilfe.md",
    "course/barrierefreiheit.md",
)
FOLDERS = ("course/lectures", "course/kooperation", "release", "binder")
# What a learner's or instructor's work leaves behind never goes along.
LEFT_OUT = shutil.ignore_patterns(
    ".*",
    "__pycache__",
    "*.pyc",
    "*.answers.json",
    "lernstand*.json",
    f"*{FRESH}*.ipynb",
    "*.html",
    "gradebook.db*",
)
# What `uv run` installs without a word: learners need nothing to grade with.
INSTALLED, INSTALLED_FOR_LEARNERS = (
    'checkout = ["kooperation[grading]"]',
    'checkout = ["kooperation[lab]"]',
)
# In the edition git leaves out what a learner does, and what was installed.
IGNORED = (
    "meine_aufgaben/",
    "frueherer_stand/",
    "lernstand*.json",
    "*.answers.json",
    "*_frische_kopie*.ipynb",
    "*_meine_fassung*.ipynb",
    ".kooperation-update/",
    ".ipynb_checkpoints/",
    "__pycache__/",
    ".uv/",
    ".venv/",
    "uv.lock",
)
REPOSITORY = re.compile(
    r"(?=[^/]{1,39}/)[A-Za-z0-9](?:-?[A-Za-z0-9])*/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII
)
SHORTEST = 40  # characters: shorter texts stand in a lecture by chance
BADGE = "[BINDER]"  # in the README: where the button stands, if there is one
MARKS = ("BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME", "BEGIN SOLUTION")


def publish(root: Path, target: Path, repository: str | None = None) -> Path:
    """Write the learner's edition of the course at *root* to the folder *target*, and return it.

    With *repository*, OWNER/NAME, its README has the button that opens it on Binder. Everything is copied beside it
    first and searched for keys; only then it gets its name. Raises UnavailableError if *target* is taken or lies in
    the course, if a key was found, or if it cannot be written; nothing is left behind then.
    """
    if repository is not None and not REPOSITORY.fullmatch(repository):
        raise UnavailableError(ERRORS.filled("no_repository", repository=repository))
    root, target = root.resolve(), target.resolve()
    _require_free(root, target)
    with new_folder(target) as edition:
        _copy(root, edition)
        _write_own(edition, repository)
        write_record(edition)
        if found := next(leaks(root, edition), None):
            raise UnavailableError(found)
    return target


def _require_free(root: Path, target: Path) -> None:
    require_new_folder(root, target, "kooperation-lernen")
    if missing := [name for name in (*FILES, *FOLDERS, "source") if not (root / name).exists()]:
        raise UnavailableError(ERRORS.filled("not_complete", missing=missing[0]))
    require_known(root, assignments(root))
    if not assignments(root):
        raise UnavailableError(ERRORS["nothing_released"])


def _copy(root: Path, edition: Path) -> None:
    for name in FOLDERS:
        shutil.copytree(root / name, edition / name, ignore=LEFT_OUT)
    for name in FILES:
        shutil.copy(root / name, edition / name)
    if read_deadlines(root):
        shutil.copy(root / DEADLINES, edition / DEADLINES)


def _write_own(edition: Path, repository: str | None) -> None:
    """Write what the edition has of its own: its README, what git leaves out, what is installed."""
    readme = files("kooperation").joinpath("desk", "lernausgabe.md").read_text("utf-8")
    badge = WORDS.filled("badge", repository=repository) if repository else ""
    readme = readme.replace(f"{BADGE}\n", badge and f"{badge}\n\n")
    (edition / "README.md").write_text(readme, "utf-8", newline="\n")
    (edition / ".gitattributes").write_text("* text=auto eol=lf\n", "utf-8", newline="\n")
    (edition / ".gitignore").write_text("\n".join([*IGNORED, ""]), "utf-8", newline="\n")
    project = (edition / "pyproject.toml").read_text("utf-8")
    if INSTALLED not in project:
        raise UnavailableError(ERRORS.filled("no_line", line=INSTALLED))
    project = project.replace(INSTALLED, INSTALLED_FOR_LEARNERS)
    (edition / "pyproject.toml").write_text(project, "utf-8", newline="\n")


def leaks(root: Path, edition: Path) -> Iterator[str]:
    """Yield a sentence for each private text of the assignments at *root* that is in *edition*."""
    secrets = [
        (folder.name, written.encode("utf-8"))
        for folder in sorted((root / "source").glob("*/"))
        for text in private_texts(read_assignment(folder))
        if len(text) >= SHORTEST
        for written in {text, json.dumps(text, ensure_ascii=False)[1:-1]}  # as notebooks have it
    ]
    yield from _keys(root, edition)
    marks = [mark.encode() for mark in MARKS]
    for path in sorted(edition.rglob("*")):
        if not path.is_file():
            continue
        raw = path.read_bytes().replace(b"\r\n", b"\n")  # as Git may write it on Windows
        where = path.relative_to(edition)
        if path.suffix == ".ipynb" and any(mark in raw for mark in marks):
            yield WORDS.filled("solutions", where=where)
        for slug, secret in secrets:
            if secret in raw:
                yield WORDS.filled("private", where=where, slug=slug, text=secret.decode()[:60])


def _keys(root: Path, edition: Path) -> Iterator[str]:
    """Yield a sentence for each key that brings points and stands in what is published of questions, also for practice.

    A key is often a word of the lecture: no search for texts would find it.
    """
    for path in sorted(edition.joinpath(*PUBLISHED).rglob("*.json")):
        source = root / "source" / path.stem
        if not source.is_dir():
            continue
        published = json.loads(path.read_text("utf-8"))
        for item in keys_in(published, read_assignment(source).questions):
            where = path.relative_to(edition)
            yield WORDS.filled("key", where=where, slug=path.stem, item=item)
