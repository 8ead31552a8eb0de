"""Which cell of the assignment a cell is: by nbgrader's id, else by its own id (a release gives both the same), else by
what stands in it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from nbformat import NotebookNode

from kooperation.base.german import join
from kooperation.base.words import Words

WORDS = Words("grading.restore")
_MARKS = ("schema_version", "grade", "solution", "locked", "points")


def names_of(
    handed_in: Sequence[NotebookNode], released: Mapping[str, NotebookNode]
) -> tuple[list[str], list[str]]:
    """Return which cell of the assignment each cell is, "" for the learner's own; and in sentences what was mended."""
    mended = []
    names = [name if (name := grade_id(cell)) in released else "" for cell in handed_in]
    lost = []
    for index, cell in enumerate(handed_in):
        if not names[index] and cell.get("id") in released and cell.id not in names:
            names[index] = cell.id
            lost.append(cell.id)
    sources: dict[str, str] = {}
    for name, cell in released.items():
        sources.setdefault(cell.source.strip(), name)
    for index, cell in enumerate(handed_in):
        name = sources.get(cell.source.strip(), "")
        if not names[index] and name and name not in names:
            names[index] = name
            lost.append(name)
    for name, cell in released.items():
        if name in names or not is_code_answer(cell):
            continue
        wanted = _bound(cell.source)
        for index, own in enumerate(handed_in):
            is_free = not names[index] or released[names[index]].metadata.nbgrader.locked
            if is_free and wanted & _bound(own.source):
                names[index] = name
                mended.append(WORDS.filled("found", question=name))
                break
    if lost:
        mended.append(WORDS.filled("lost", cells=listed(lost)))
    changed = [
        name
        for name, cell in zip(names, handed_in, strict=True)
        if name and grade_id(cell) == name and _marks(cell) != _marks(released[name])
    ]
    if changed:
        mended.append(WORDS.filled("marks", cells=listed(changed)))
    return names, mended


def _bound(source: str) -> set[str]:
    """Return the names of functions and values that code binds at its top."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    functions = {line.name for line in body if isinstance(line, ast.FunctionDef)}
    values = {
        target.id
        for line in body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    return functions | values


def _marks(cell: NotebookNode) -> list[object]:
    return [cell.metadata.nbgrader.get(mark) for mark in _MARKS]


def is_code_answer(cell: NotebookNode) -> bool:
    """Say whether the released *cell* is for code of the learner's."""
    return cell.cell_type == "code" and not cell.metadata.nbgrader.locked


def is_text(cell: NotebookNode) -> bool:
    """Say whether the released *cell* is for a text of the learner's."""
    return cell.cell_type == "markdown" and not cell.metadata.nbgrader.locked


def listed(names: Sequence[str]) -> str:
    """Return the *names* in a sentence, each once, the first six of many."""
    unique = list(dict.fromkeys(names))
    shown_ones = [f"„{name}“" for name in unique[:6]]
    return join([*shown_ones, WORDS["more"]] if len(unique) > 6 else shown_ones)


def grade_id(cell: NotebookNode) -> str:
    """Return the id in a cell's marks of nbgrader's, "" if there is none: learners can write anything."""
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else ""
