"""The instructor's notebook with the learner's answers in it, whatever became of the learner's own cells.

A cell of the assignment is known by nbgrader's id, else by its own id (a release gives both the same), else by what
stands in it. What is locked comes from the release. What the learner added stays, below the cell that it stood below.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode

from kooperation.assignments.kinds.text.reading import is_untouched
from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.grading.clean import shown
from kooperation.grading.reading import NEW

WORDS = Words("grading.restore")
_MARKS = ("schema_version", "grade", "solution", "locked", "points")
_QUESTION = "-auftrag"  # how the id of the cell ends that asks


@dataclass
class Rebuilt:
    """The cells in their order, and in sentences what was mended."""

    cells: list[NotebookNode] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


def rebuild(handed_in: Sequence[NotebookNode], released: Mapping[str, NotebookNode]) -> Rebuilt:
    """Return the notebook of *released* cells, by their ids in their order, with what was *handed_in*."""
    result = Rebuilt()
    names = _names(handed_in, released, result)
    cells = _answered(handed_in, names, released, result)
    order = list(cells)
    places = _places(handed_in, names, order, released)
    own: dict[int, list[NotebookNode]] = {}
    for number, (index, place) in enumerate(places):
        cell = handed_in[index]
        cell.id, cell.metadata = f"eigene-{number}", {}
        own.setdefault(place, []).append(cell)
    _show_own_texts(cells, released, handed_in, names, result)
    result.cells = own.get(-1, [])
    for place, name in enumerate(order):
        result.cells += [cells[name], *own.get(place, [])]
    return result


def _names(
    handed_in: Sequence[NotebookNode], released: Mapping[str, NotebookNode], result: Rebuilt
) -> list[str]:
    """Return which cell of the assignment each cell is, "" for the learner's own."""
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
        if name in names or not _is_code_answer(cell):
            continue
        wanted = _bound(cell.source)
        for index, own in enumerate(handed_in):
            is_free = not names[index] or released[names[index]].metadata.nbgrader.locked
            if is_free and wanted & _bound(own.source):
                names[index] = name
                result.mended.append(WORDS.filled("found", question=name))
                break
    if lost:
        result.mended.append(WORDS.filled("lost", cells=_list(lost)))
    changed = [
        name
        for name, cell in zip(names, handed_in, strict=True)
        if name and grade_id(cell) == name and _marks(cell) != _marks(released[name])
    ]
    if changed:
        result.mended.append(WORDS.filled("marks", cells=_list(changed)))
    return names


def _answered(
    handed_in: Sequence[NotebookNode],
    names: list[str],
    released: Mapping[str, NotebookNode],
    result: Rebuilt,
) -> dict[str, NotebookNode]:
    """Return the released cells, those for answers with what was written there.

    Of several copies in code the last is the answer; the others become the learner's own, and their *names* "". A
    missing answer in code stays out: the learner may have written it elsewhere.
    """
    cells, missing, again, retyped = {}, [], [], []
    for name, cell in released.items():
        copies = [index for index, its in enumerate(names) if its == name]
        if not copies and _is_code_answer(cell):
            continue
        cells[name] = made = NEW[cell.cell_type](cell.source, metadata=cell.metadata, id=name)
        if not copies:
            missing.append(name)
            continue
        if len(copies) > 1 and not _is_text(cell):
            again.append(name)
        if not cell.metadata.nbgrader.locked and handed_in[copies[-1]].cell_type != cell.cell_type:
            retyped.append(name)
        if _is_text(cell):
            _show_copies(made, [handed_in[index] for index in copies], name, result)
        elif _is_code_answer(cell):
            made.source = handed_in[copies[-1]].source
            kept = {made.source}
            for index in copies[:-1]:
                names[index] = "" if handed_in[index].source not in kept else name
    if missing:
        result.mended.append(WORDS.filled("missing", cells=_list(missing)))
    if again:
        result.mended.append(WORDS.filled("again", cells=_list(again)))
    if retyped:
        result.mended.append(WORDS.filled("retyped", cells=_list(retyped)))
    found = [name for name in dict.fromkeys(names) if name in cells]
    if found != [name for name in cells if name in found]:
        result.mended.append(WORDS["moved"])
    return cells


def _show_copies(
    cell: NotebookNode, copies: list[NotebookNode], name: str, result: Rebuilt
) -> None:
    """Put all that was written for one text into its one *cell*: another term's stub is no answer."""
    written = [copy for copy in copies if not is_untouched(copy.source)]
    texts = list(dict.fromkeys(copy.source for copy in written))
    if not texts:
        return
    if len(texts) == 1:
        cell.source = texts[0]
        if attachments := written[0].get("attachments"):
            cell.attachments = attachments
    else:
        lines = [f"**{WORDS.filled('copies', count=len(texts))}**"]
        for number, text in enumerate(texts, start=1):
            lines += [f"**{WORDS.filled('copy', number=number)}**", shown(text)]
        cell.source = "\n\n".join(lines)
    if len(copies) > 1:
        result.mended.append(WORDS.filled("told", question=name, count=len(copies)))


def _places(
    handed_in: Sequence[NotebookNode],
    names: list[str],
    order: list[str],
    released: Mapping[str, NotebookNode],
) -> Iterator[tuple[int, int]]:
    """Yield for each cell of the learner's own the place in *order* below which it goes, −1 for the top.

    Code stays before an answer that it came before, since all of it is run in its order.
    """
    place = -1
    for index, name in enumerate(names):
        if name:
            place = order.index(name)
            continue
        later = [
            order.index(its) - 1
            for its in names[index:]
            if its and handed_in[index].cell_type == "code" and _is_code_answer(released[its])
        ]
        yield index, min([place, *later])


def _show_own_texts(
    cells: dict[str, NotebookNode],
    released: Mapping[str, NotebookNode],
    handed_in: Sequence[NotebookNode],
    names: list[str],
    result: Rebuilt,
) -> None:
    """Show texts in cells of the learner's own where a human looks, if the cell for the text is untouched.

    They count to the last text that was asked for above them, else to the first.
    """
    texts = [name for name, cell in released.items() if _is_text(cell)]
    asks = {_asked(name, released): name for name in texts}
    found: dict[str, list[str]] = {}
    current = texts[0] if texts else ""
    for name, cell in zip(names, handed_in, strict=True):
        current = asks.get(name, current)
        is_own = not name and cell.cell_type != "code" and not is_untouched(cell.source)
        if current and is_own:
            found.setdefault(current, []).append(cell.source)
    for name, written in found.items():
        if is_untouched(cells[name].source) or cells[name].source == released[name].source:
            told = f"**{WORDS['own_cell']}**"
            cells[name].source = "\n\n".join([told, *(shown(text) for text in written)])
            result.mended.append(WORDS.filled("own_told", question=name))


def _asked(name: str, released: Mapping[str, NotebookNode]) -> str:
    """Return the id of the cell that asks for the text *name*; its own where there is none."""
    return f"{name}{_QUESTION}" if f"{name}{_QUESTION}" in released else name


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


def _is_code_answer(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not cell.metadata.nbgrader.locked


def _is_text(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown" and not cell.metadata.nbgrader.locked


def _marks(cell: NotebookNode) -> list[object]:
    return [cell.metadata.nbgrader.get(mark) for mark in _MARKS]


def _list(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    shown_ones = [f"„{name}“" for name in unique[:6]]
    return join([*shown_ones, WORDS["more"]] if len(unique) > 6 else shown_ones)


def grade_id(cell: NotebookNode) -> str:
    """Return the id in a cell's marks of nbgrader's, "" if there is none: learners can write anything."""
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else ""
