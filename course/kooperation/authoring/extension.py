"""What JupyterLab's extension knows of the course: its notebooks, the cells that may run by themselves, its words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kooperation import __version__
from kooperation.assignments.kinds import Kind
from kooperation.authoring.leftovers import PUBLISHED
from kooperation.authoring.links import headings
from kooperation.authoring.notebooks import STAMP, write
from kooperation.base.anchors import anchor
from kooperation.base.places import FRESH
from kooperation.base.records import records
from kooperation.base.words import Words

NAME = "kooperation"
EXTENSION = Path("course/kooperation/labextension") / NAME
WORDS, ASSIGNMENT = Words("labextension.extension"), Words("assignments.assignment")


def write_extension(root: Path) -> Iterator[Path]:
    """Write what the extension at *root* reads, from the printed and released notebooks; yield each file."""
    folder = root / EXTENSION
    if not folder.is_dir():  # a course without the package's own folder: it is installed elsewhere
        return
    yield from _write_lectures(root, folder / "static" / "lectures")
    yield write(folder / "static" / "course.json", _json(known(root)))
    yield write(folder / "package.json", _json(_package(folder)))


def _write_lectures(root: Path, folder: Path) -> Iterator[Path]:
    """Write the printed lectures to *folder*, from where a fresh copy comes; what is there of others goes."""
    lectures = {path.with_suffix(".json").name: path for path in _lectures(root)}
    for left in set(folder.glob("*.json")) - {folder / name for name in lectures}:
        left.unlink()
    for name, path in lectures.items():
        yield write(folder / name, path.read_bytes())


def _lectures(root: Path) -> list[Path]:
    texts = sorted((root / "course" / "lectures").glob("[0-9][0-9]_*.md"))
    return [text.with_suffix(".ipynb") for text in texts]


def known(root: Path) -> dict[str, Any]:
    """Return lectures and assignments at *root*, each with the texts of the cells that may run by themselves.

    In an assignment these are the locked cells without points: neither a test nor what the learner writes.
    """
    published = sorted(root.joinpath(*PUBLISHED).glob("*.json"))
    released = [root / "release" / path.stem / f"{path.stem}.ipynb" for path in published]
    released = [path for path in released if path.is_file()]  # the others will be built
    return {
        "words": dict(WORDS.section()),
        "packing": next(anchor(title) for title, _ in headings(ASSIGNMENT["end"])),
        "fresh": FRESH,
        "lectures": [_lecture(path) for path in _lectures(root)],
        "assignments": sorted(
            (_assignment(root, path.stem, _code(path, only_locked=True)) for path in released),
            key=lambda task: task["lecture"],
        ),
    }


def _lecture(path: Path) -> dict[str, Any]:
    stamp = _notebook(path)["metadata"][STAMP]
    cells = _code(path)
    calls = re.findall(r'^(\w+)\("(.*?)"\)$', "\n".join(cells), re.M)
    return {
        "file": path.name,
        "number": int(path.name[:2]),
        "title": stamp["short"],
        "minutes": stamp["minutes"],
        # Where the learner's record says that something was answered, by what it is.
        "predictions": [f"vorhersage.{key}" for name, key in calls if name == "Prediction"],
        "quiz": f"quiz.{path.stem}",
        "questions": list(records(f"practice/quiz/{path.stem}", lambda key, _: key)),
        "cells": cells,
    }


def _assignment(root: Path, slug: str, cells: list[str]) -> dict[str, Any]:
    record = json.loads(root.joinpath(*PUBLISHED, f"{slug}.json").read_text("utf-8"))
    return {
        "slug": slug,
        "title": record["title"],
        "lecture": int(record["lecture"][:2]),
        "minutes": record["minutes"],
        "fields": [
            key for key, asked in record["questions"].items() if Kind(asked["kind"]).has_control
        ],
        "cells": cells,
    }


def _notebook(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return notebook


def _code(path: Path, *, only_locked: bool = False) -> list[str]:
    texts = []
    for cell in _notebook(path)["cells"]:
        mark = cell["metadata"].get("nbgrader", {})
        runs = not only_locked or (mark.get("locked") and not mark.get("grade"))
        if cell["cell_type"] == "code" and runs:
            texts.append("".join(cell["source"]))
    return list(dict.fromkeys(texts))


def _package(folder: Path) -> dict[str, Any]:
    """Return the file by which JupyterLab finds the extension: a changed file has another address."""
    seen = hashlib.sha256()
    for path in sorted(path for path in (folder / "static").rglob("*") if path.is_file()):
        seen.update(path.name.encode() + path.read_bytes())
    return {
        "name": NAME,
        "version": __version__,
        "description": "Opens the notebooks of the course: runs their own cells, hides code, shows what is done.",
        "license": "BSD-3-Clause",
        "jupyterlab": {
            "extension": True,
            "outputDir": ".",
            "schemaDir": "schemas",
            "_build": {
                "load": f"static/entry.js?v={seen.hexdigest()[:12]}",
                "extension": "./extension",
            },
        },
    }


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
