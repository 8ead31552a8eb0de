"""What becomes of the gradebook and of the marks beside it when a text is marked, by one human or by two."""

from __future__ import annotations

from kooperation.grading.marking_desk.agreement import agreed
from kooperation.grading.marking_desk.beside import SETTLED, GivenMark, Marks
from kooperation.grading.marking_desk.book import InBook
from kooperation.grading.marking_desk.entries import FIRST, WrittenText, other_than


def outcome(
    entry: WrittenText, mark: GivenMark, marker: str, step: float, *, settles: bool
) -> tuple[InBook, Marks]:
    """Return what the gradebook has, and the marks of *entry*, after *marker* gave *mark*.

    The first marker's holds until there is a second. Of two that are at most a *step* apart the higher holds; of
    others the first, which waits until somebody *settles* it.
    """
    marks = {**entry.marks}
    if settles:
        return InBook(mark.points, mark.comment, False), {**marks, SETTLED: mark}
    marks.pop(SETTLED, None)
    marks[marker] = mark
    other = entry.mark(other_than(marker))
    if other is None:
        own = InBook(mark.points, mark.comment, False)
        return (own if marker == FIRST else entry.kept), marks
    marks[other_than(marker)] = other
    first, second = marks[FIRST], marks[other_than(FIRST)]
    points = agreed(first.points, second.points, step=step)
    if points is None:
        return InBook(first.points, first.comment, True), marks
    higher = first if first.points == points else second
    comment = first.comment or second.comment
    marks[SETTLED] = GivenMark(points, higher.levels, comment)
    return InBook(points, comment, False), marks
