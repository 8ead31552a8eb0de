"""What becomes of files on their way: renamed by a browser, cut off, forgotten, a cell twice, something nasty in it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from copy import deepcopy

from kooperation.base.records import load

Files = dict[str, bytes]
Mishap = Callable[[str, Files, random.Random], Files]


def renamed(slug: str, files: Files, _rng: random.Random) -> Files:
    """Return the files as a browser names them where there were some before."""
    return {name.replace(slug, f"{slug} (1)", 1): raw for name, raw in files.items()}


def cut_off(slug: str, files: Files, _rng: random.Random) -> Files:
    """Return a notebook that ends in its middle."""
    name = f"{slug}.ipynb"
    return {**files, name: files[name][: len(files[name]) // 2]}


def without_answers(slug: str, files: Files, _rng: random.Random) -> Files:
    """Return the notebook alone."""
    return {f"{slug}.ipynb": files[f"{slug}.ipynb"]}


def broken_answers(slug: str, files: Files, _rng: random.Random) -> Files:
    """Return an answers file that ends in its middle."""
    name = f"{slug}.answers.json"
    return {**files, name: files[name][: len(files[name]) * 2 // 3]}


def a_cell_twice(slug: str, files: Files, rng: random.Random) -> Files:
    """Return a notebook with one of nbgrader's cells copied."""
    name = f"{slug}.ipynb"
    notebook = json.loads(files[name])
    known = [at for at, cell in enumerate(notebook["cells"]) if cell["metadata"].get("nbgrader")]
    at = rng.choice(known)
    notebook["cells"].insert(at + 1, deepcopy(notebook["cells"][at]))
    return {**files, name: json.dumps(notebook, ensure_ascii=False, indent=1).encode()}


def hostile(slug: str, files: Files, rng: random.Random) -> Files:
    """Return a notebook whose answer also tries what it must not, and a text with a script in it."""
    name, sheet_name = f"{slug}.ipynb", f"{slug}.answers.json"
    texts = load("authoring/demo/texts")
    notebook, sheet = json.loads(files[name]), json.loads(files[sheet_name])
    for cell in notebook["cells"]:
        if str(cell["metadata"].get("nbgrader", {}).get("grade_id")).endswith("-antwort"):
            cell["source"] = rng.choice(texts["hostile"]) + "".join(cell["source"])
    sheet["answers"]["begruendung"] = texts["script"]
    return {
        name: json.dumps(notebook, ensure_ascii=False, indent=1).encode(),
        sheet_name: json.dumps(sheet, ensure_ascii=False, indent=1).encode(),
    }


MISHAPS: tuple[Mishap, ...] = (
    renamed,
    hostile,
    broken_answers,
    cut_off,
    a_cell_twice,
    without_answers,
)
