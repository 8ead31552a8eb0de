"""The instructor's notebook with the learner's answers in it, whatever became of the learner's own cells.

What is locked comes from the release. What the learner added stays, below the cell that it stood below.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode

from kooperation.assignments.kinds.text.reading import is_untouched
from kooperation.base.words import Words
from kooperation.grading.clean import shown
from kooperation.grading.known_cells import is_code_answer, is_text, listed, names_of
from kooperation.grading.reading import NEW

WORDS = Words("grading.restore")
_QUESTION = "-auftrag"  # how the id of the cell ends that asks


@dataclass
class Rebuilt:
    """The cells in their order, and in sentences what was mended."""

    cells: list[NotebookNode] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


def rebuild(
    handed_in: Sequence[NotebookNode],
    released: Mapping[str, NotebookNode],
    answered: Collection[str] = (),
) -> Rebuilt:
    """Return the notebook of *released* cells, by their ids in their order, with what was *handed_in*.

    Texts that are *answered* elsewhere, in the sheet, are not looked for in cells of the learner's own.
    """
    names, mended = names_of(handed_in, released)
    result = Rebuilt(mended=mended)
    cells = _answered(handed_in, names, released, result)
    order = list(cells)
    places = _places(handed_in, names, order, released)
    own: dict[int, list[NotebookNode]] = {}
    for number, (index, place) in enumerate(places):
        cell = handed_in[index]
        cell.id, cell.metadata = f"eigene-{number}", {}
        own.setdefault(place, []).append(cell)
    _show_own_texts(cells, released, handed_in, names, answered, result)
    result.cells = own.get(-1, [])
    for place, name in enumerate(order):
        result.cells += [cells[name], *own.get(place, [])]
    return result


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
        if not copies and is_code_answer(cell):
            continue
        cells[name] = made = NEW[cell.cell_type](cell.source, metadata=cell.metadata, id=name)
        if not copies:
            missing.append(name)
            continue
        if len(copies) > 1 and not is_text(cell):
            again.append(name)
        if not cell.metadata.nbgrader.locked and handed_in[copies[-1]].cell_type != cell.cell_type:
            retyped.append(name)
        if is_text(cell):
            _show_copies(made, [handed_in[index] for index in copies], name, result)
        elif is_code_answer(cell):
            made.source = handed_in[copies[-1]].source
            kept = {made.source}
            for index in copies[:-1]:
                names[index] = "" if handed_in[index].source not in kept else name
    if missing:
        result.mended.append(WORDS.filled("missing", cells=listed(missing)))
    if again:
        result.mended.append(WORDS.filled("again", cells=listed(again)))
    if retyped:
        result.mended.append(WORDS.filled("retyped", cells=listed(retyped)))
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
            if its and handed_in[index].cell_type == "code" and is_code_answer(released[its])
        ]
        yield index, min([place, *later])


def _show_own_texts(
    cells: dict[str, NotebookNode],
    released: Mapping[str, NotebookNode],
    handed_in: Sequence[NotebookNode],
    names: list[str],
    answered: Collection[str],
    result: Rebuilt,
) -> None:
    """Show texts in cells of the learner's own where a human looks, if the cell for the text is untouched.

    They count to the last text that was asked for above them, else to the first.
    """
    texts = [name for name, cell in released.items() if is_text(cell)]
    asks = {_asked(name, released): name for name in texts}
    found: dict[str, list[str]] = {}
    current = texts[0] if texts else ""
    for name, cell in zip(names, handed_in, strict=True):
        current = asks.get(name, current)
        is_own = not name and cell.cell_type != "code" and not is_untouched(cell.source)
        if current and is_own:
            found.setdefault(current, []).append(cell.source)
    for name, written in found.items():
        if name in answered:
            continue
        if is_untouched(cells[name].source) or cells[name].source == released[name].source:
            told = f"**{WORDS['own_cell']}**"
            cells[name].source = "\n\n".join([told, *(shown(text) for text in written)])
            result.mended.append(WORDS.filled("own_told", question=name))


def _asked(name: str, released: Mapping[str, NotebookNode]) -> str:
    """Return the id of the cell that asks for the text *name*; its own where there is none."""
    return f"{name}{_QUESTION}" if f"{name}{_QUESTION}" in released else name
