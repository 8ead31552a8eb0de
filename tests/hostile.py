"""Hostile and damaged submissions of `dilemma`: what each tries stands in `tests/submissions/hostile/`.

Each is the work of the record `wrong` with something done to it: *code* in the cell of the function, other answers,
other files, another notebook. Whatever it tries, it deserves the points of that work, and for its function what
`deserves` says: nothing, if nothing is said.
"""

from __future__ import annotations

import json
import os
import socket
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_output

from handing_in import SUBMISSIONS, hand_in, submission

SLUG, CODE, FUNCTION = "dilemma", "funktion-antwort", "funktion"
WORK = submission(SLUG, "wrong")
SHEET = sum(points for question, points in WORK.points.items() if question != FUNCTION)
KINDS = ("reading", "writing", "forging", "endless", "flooding", "values", "files")


@dataclass(frozen=True)
class Attempt:
    """One of them: whose it is, what it is made of, and what it may earn; *refused* is in the reason for no grade."""

    name: str
    kind: str
    about: dict[str, Any]

    @property
    def refused(self) -> str:
        return str(self.about.get("refused", ""))

    @property
    def deserves(self) -> dict[str, float | None]:
        """Points of the function, None if a human gives them, and of all questions that the answers file answers."""
        sheet, own = float(self.about.get("sheet_deserves", SHEET)), self.about.get("deserves", 0)
        return {FUNCTION: None if own == "waits" else float(own), "sheet": sheet}


def attempts() -> list[Attempt]:
    found = []
    for kind in KINDS:
        table = tomllib.loads((SUBMISSIONS / "hostile" / f"{kind}.toml").read_text("utf-8"))
        before = table.pop("before")
        for name, about in table.items():
            code = before + about.get("code", "")
            found.append(Attempt(name, kind, {**about, "code": code}))
    return found


def hand_it_in(attempt: Attempt, submitted: Path, places: dict[str, str]) -> None:
    """Lay *attempt* out in *submitted*; *places* are what stands for @COURSE@ and the like in it."""
    about = attempt.about

    def filled(text: str) -> str:
        for mark, place in places.items():
            text = text.replace(f"@{mark}@", place)
        return text.replace("@MANY@", about.get("many", "") * about.get("times", 100_000))

    folder = hand_in(WORK, submitted / attempt.name, release=submitted.parent / "release")
    sheet, path = folder / f"{SLUG}.answers.json", folder / f"{SLUG}.ipynb"
    if answers := about.get("answers"):
        data = json.loads(sheet.read_text("utf-8"))
        data["answers"] |= answers
        sheet.write_text(filled(json.dumps(data)), "utf-8")
    if "sheet" in about:
        sheet.write_text(about["sheet"], "utf-8")
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id == CODE:
            cell.source = filled(about["code"])
        if grade_id == FUNCTION and "rewritten" in about:
            _rewrite(cell, about["rewritten"])
    notebook.cells[:0] = [new_code_cell(source) for source in about.get("own", ())]
    for forged in about.get("cells", ()):
        marks = {"schema_version": 3, "solution": False, "locked": False, "task": False, **forged}
        source = marks.pop("source")
        notebook.cells.append(new_code_cell(source, metadata={"nbgrader": marks}))
    nbformat.write(notebook, path)
    if "notebook" in about:
        path.write_text(about["notebook"], "utf-8")
    _lay_beside(about, folder, filled)


def _rewrite(cell: Any, about: dict[str, Any]) -> None:
    if about.get("outputs"):
        marks = {"application/vnd.kooperation.marks+json": {"points": 2, "of": 2, "remarks": []}}
        cell.outputs = [new_output("execute_result", marks), new_output("execute_result", {"text/plain": "2.0"})]  # fmt: skip
        return
    cell.source = about["source"]
    cell.metadata["tags"] = about.get("tags", [])
    cell.metadata.nbgrader |= {
        name: about[name] for name in ("points", "locked", "solution", "grade") if name in about
    }


def _lay_beside(about: dict[str, Any], folder: Path, filled: Any) -> None:
    for name, text in about.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(filled(text), "utf-8")
    for name, size in about.get("sparse", {}).items():
        with (folder / name).open("wb") as file:
            file.truncate(size)
    others = [*about.get("links", {}), *about.get("pipes", ()), *about.get("folders", ())]
    for name in others:
        (folder / name).unlink(missing_ok=True)
    for name, target in about.get("links", {}).items():
        (folder / name).symlink_to(filled(target))
    for name in about.get("pipes", ()):
        os.mkfifo(folder / name)
    for name in about.get("folders", ()):
        (folder / name).mkdir()
    for name in about.get("sockets", ()):
        here = os.getcwd()
        os.chdir(folder)  # a socket's address is short
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(name)
        finally:
            os.chdir(here)
