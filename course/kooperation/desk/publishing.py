"""The learner's edition: the course without solutions, hidden tests, keys and rubrics."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from kooperation.assignments.deadlines import FILE as DEADLINES
from kooperation.assignments.deadlines import read_deadlines
from kooperation.authoring.assignments import private_texts, read_assignment
from kooperation.authoring.leftovers import PUBLISHED
from kooperation.authoring.practising import keys_in
from kooperation.base.places import FRESH, UnavailableError, assignments, require_new_folder
from kooperation.base.words import Words

WORDS = Words("desk.publishing")

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
SHORTEST = 40  # characters: shorter texts stand in a lecture by chance
MARKS = ("BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME", "BEGIN SOLUTION")


def publish(root: Path, target: Path) -> Path:
    """Write the learner's edition of the course at *root* to the folder *target*, and return it.

    Everything is copied beside it first and searched for keys; only then it gets its name. Raises
    UnavailableError if *target* is taken or lies in the course, if a key was found, or if it
    cannot be written; nothing is left behind then.
    """
    root, target = root.resolve(), target.resolve()
    _require_free(root, target)
    made = [folder for folder in target.parents if not folder.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".kooperation-") as temporary:
            edition = Path(temporary) / target.name
            _copy(root, edition)
            if found := next(leaks(root, edition), None):
                raise UnavailableError(found)
            if target.exists():
                target.rmdir()  # it is empty
            edition.rename(target)
    except OSError as error:
        raise UnavailableError(
            f"Die Ausgabe ließ sich nicht nach „{target}“ schreiben ({_reason(error)}). Prüfen "
            "Sie, ob noch Speicherplatz frei ist und ob Sie dort schreiben dürfen. Es wurde nichts "
            "angelegt."
        ) from error
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()  # where the edition lies in it, it stays
    return target


def _reason(error: OSError) -> str:
    """Return what happened; `shutil.copytree` collects one error for each file."""
    return str(error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror or error)


def _require_free(root: Path, target: Path) -> None:
    require_new_folder(root, target, "kooperation-lernen")
    if missing := [name for name in (*FILES, *FOLDERS, "source") if not (root / name).exists()]:
        raise UnavailableError(
            f"Veröffentlichen geht nur aus der vollständigen Ausgabe des Kurses; hier fehlt {missing[0]}."
        )
    if unknown := sorted(set(read_deadlines(root)) - set(assignments(root))):
        raise UnavailableError(f"„{DEADLINES}“: Die Aufgabe „{unknown[0]}“ gibt es nicht.")
    if not assignments(root):
        raise UnavailableError(
            "In „release/“ liegt noch keine Aufgabe; rufen Sie „kooperation build“ auf."
        )


def _copy(root: Path, edition: Path) -> None:
    for name in FOLDERS:
        shutil.copytree(root / name, edition / name, ignore=LEFT_OUT)
    for name in FILES:
        shutil.copy(root / name, edition / name)
    if read_deadlines(root):
        shutil.copy(root / DEADLINES, edition / DEADLINES)
    readme = files("kooperation").joinpath("desk", "lernausgabe.md").read_text("utf-8")
    (edition / "README.md").write_text(readme, "utf-8")


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
        raw = path.read_bytes()
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
