"""The desk: which text is up, what saving does, and how it is taken back. No widget in here.

    desk = Desk(root, "dilemma")
    desk.entry                              the text that is up, the first that nobody marked
    desk.save((0, 1), "", "Gut begründet.") points by the rubric, into the gradebook; the next is up
    desk.undo()                             takes the last saving back, whatever it was, and puts that text up

With marker „B“ a second human marks the same texts without seeing what the first gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kooperation.base.german import number
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.marking_desk.agreement import kappa
from kooperation.grading.marking_desk.beside import SETTLED, Beside, GivenMark, Marks
from kooperation.grading.marking_desk.book import Book, ChangedError, Grade, InBook
from kooperation.grading.marking_desk.entries import (
    FIRST,
    MARKERS,
    State,
    WrittenText,
    in_order,
    read_text,
)
from kooperation.grading.marking_desk.outcome import outcome
from kooperation.grading.marking_desk.rubric import Levels, MarkError, Rubric, rubrics

WORDS = Words("grading/marking_desk.desk")


@dataclass(frozen=True)
class _Saved:
    """What a saving did, so that it can be taken back."""

    at: int
    before: WrittenText
    after: WrittenText


class Desk:
    """The texts of *slug* in the course at *root*, for *marker*. Raises UnavailableError if there is nothing to mark."""

    def __init__(self, root: Path, slug: str, marker: str = FIRST) -> None:
        if marker not in MARKERS:
            raise UnavailableError(WORDS.filled("marker", marker=marker))
        self.slug, self.marker = slug, marker
        self.rubrics = rubrics(root, slug)
        self.book = Book(root, slug)
        self.beside = Beside(self.book.folder, slug)
        grades = self.book.grades(list(self.rubrics))
        marks = self.beside.marks()
        found = [self._entry(grade, marks) for grade in grades if not grade.is_empty]
        self.empty = len(grades) - len(found)
        if not found:
            raise UnavailableError(WORDS.filled("all_empty", slug=slug, count=self.empty))
        self.entries: list[WrittenText] = []
        for question in self.rubrics:
            self.entries += in_order([e for e in found if e.grade.question == question])
        self._saved: list[_Saved] = []
        self.at = next((i for i, e in enumerate(self.entries) if self.state(e) is State.OPEN), 0)
        if self.state(self.entry) is not State.OPEN:
            self._go_on()

    def _entry(self, grade: Grade, marks: Callable[[str, str, str], Marks]) -> WrittenText:
        return _written_text(self.book, grade, marks)

    # What is up ---------------------------------------------------------------------------------------

    @property
    def entry(self) -> WrittenText:
        """The text that is up."""
        return self.entries[self.at]

    @property
    def rubric(self) -> Rubric:
        """Its rubric."""
        return self.rubrics[self.entry.grade.question]

    def state(self, entry: WrittenText) -> State:
        """Return how far *entry* is marked for this marker."""
        return entry.state(self.marker, self.rubrics[entry.grade.question])

    def count(self, state: State) -> int:
        """Return how many texts are that far."""
        return sum(self.state(entry) is state for entry in self.entries)

    @property
    def is_settling(self) -> bool:
        """Whether what is saved now is what both markers hold to."""
        return self.entry.is_settled or self.state(self.entry) is State.TO_SETTLE

    def own(self) -> GivenMark | None:
        """Return what is to be seen in the fields: what was settled, what the marker gave, None for nothing."""
        if self.entry.is_settled:
            return self.entry.marks[SETTLED]
        return self.entry.mark(self.marker)

    def agreement(self) -> tuple[float | None, int]:
        """Return κ of the two markers and how many texts both marked."""
        pairs = _pairs(self.entries)
        return kappa(pairs), len(pairs)

    # Going about --------------------------------------------------------------------------------------

    def go(self, steps: int) -> None:
        """Put up the text that is so many *steps* further, the first after the last."""
        self.at = (self.at + steps) % len(self.entries)
        self.refresh()

    def refresh(self) -> None:
        """See what stands in the gradebook and beside it by now: another desk may have marked the text."""
        old = self.entry
        grade = self.book.now(old.grade)
        fresh = self._entry(grade, self.beside.marks())
        self.entries[self.at] = replace(fresh, similar=old.similar)

    def _go_on(self) -> bool:
        """Put up the next open text, or else the next to be settled; say whether there was one."""
        here = self.at
        for wanted in (State.OPEN, State.TO_SETTLE):
            for step in range(1, len(self.entries) + 1):
                at = (here + step) % len(self.entries)
                if self.state(self.entries[at]) is wanted:
                    self.at = at
                    self.refresh()
                    if self.state(self.entry) is wanted:
                        return True
        self.at = here
        return False

    def open(self, student: str, question: str | None = None) -> None:
        """Put up the text of *student*. Raises UnavailableError if there is none."""
        self._put_up(
            (i for i, e in enumerate(self.entries)
             if e.grade.student == student and question in (None, e.grade.question)),
            WORDS.filled("no_student", student=student, slug=self.slug),
        )  # fmt: skip

    def objection(self, code: str) -> None:
        """Put up the text that *code* names, as the feedback page tells it. Raises UnavailableError."""
        wanted = code.strip()
        places = (i for i, e in enumerate(self.entries) if e.code(self.slug) == wanted)
        self._put_up(places, WORDS.filled("no_code", code=wanted))

    def _put_up(self, places: Iterable[int], otherwise: str) -> None:
        at = next(iter(places), None)
        if at is None:
            raise UnavailableError(otherwise)
        self.at = at
        self.refresh()

    # Saving -------------------------------------------------------------------------------------------

    def save(self, levels: Levels, typed: str, comment: str) -> bool:
        """Write the mark of the text that is up, and put up the next; say whether there is one left.

        Raises MarkError if it is no mark, or if somebody else has changed the gradebook since the text was put up:
        saved once more, it is written over that.
        """
        points = self.rubric.points(levels, typed)
        blank = (None,) * len(self.rubric.criteria)
        mark = GivenMark(points, blank if typed.strip() else tuple(levels), comment.strip())
        before = self.entry
        where = self.book.notebook(before.grade.student)
        if read_text(where, before.grade.question) != before.text:
            self.refresh()
            raise MarkError(WORDS["other_text"])
        try:
            after = self._written(*self._outcome(mark))
        except ChangedError as error:
            self._take(error.found)
            if self.marker == FIRST or self.is_settling:
                raise MarkError(self._meanwhile(error.found)) from error
            before = self.entry  # a second marker's mark is written over nothing of others'
            after = self._written(*self._outcome(mark))
        self._saved.append(_Saved(self.at, before, after))
        self.entries[self.at] = after
        return self._go_on()

    def _outcome(self, mark: GivenMark) -> tuple[InBook, Marks]:
        settles = self.is_settling
        return outcome(self.entry, mark, self.marker, self.rubric.step, settles=settles)

    def _written(self, kept: InBook, marks: Marks) -> WrittenText:
        """Write both and return the entry as it is then. If the gradebook refuses, nothing is kept beside it."""
        entry = self.entry
        grade = entry.grade
        try:
            self.book.change(grade, kept, lambda: self._put(entry, marks))
        except BaseException:
            if self.beside.marks()(grade.question, grade.student, entry.text) != entry.marks:
                self._put(entry, entry.marks)
            raise
        return replace(entry, grade=replace(grade, kept=kept), marks=marks)

    def _put(self, entry: WrittenText, marks: Marks) -> None:
        self.beside.put(entry.grade.question, entry.grade.student, entry.text, marks)

    def _take(self, kept: InBook) -> None:
        self.entries[self.at] = replace(self.entry, grade=replace(self.entry.grade, kept=kept))
        self.refresh()

    def _meanwhile(self, kept: InBook) -> str:
        if kept.points is None:
            return WORDS["meanwhile_nothing"]
        return WORDS.filled("meanwhile", points=number(kept.points))

    def undo(self) -> None:
        """Take the last saving back, and put that text up. Raises MarkError if there is none, or it was changed since."""
        if not self._saved:
            raise MarkError(WORDS["nothing_to_undo"])
        last = self._saved[-1]
        self.at = last.at
        self.entries[self.at] = last.after
        try:
            self.entries[self.at] = self._written(last.before.kept, last.before.marks)
        except ChangedError as error:
            self._saved.pop()
            self._take(error.found)
            raise MarkError(WORDS["changed_since"]) from error
        self._saved.pop()


def _written_text(book: Book, grade: Grade, marks: Callable[[str, str, str], Marks]) -> WrittenText:
    text = read_text(book.notebook(grade.student), grade.question)
    return WrittenText(grade, text, marks(grade.question, grade.student, text))


def _pairs(entries: Iterable[WrittenText]) -> list[tuple[float, float]]:
    both = [[entry.mark(who) for who in MARKERS] for entry in entries]
    return [(a.points, b.points) for a, b in both if a and b]


def both_marked(root: Path, slug: str, question: str) -> list[tuple[float, float]]:
    """Return the points of both markers for each text that answers *question* and that two have marked.

    Raises UnavailableError if there is no gradebook, or what the markers noted is damaged.
    """
    book = Book(root, slug)
    marks = Beside(book.folder, slug).marks()
    grades = [grade for grade in book.grades([question]) if not grade.is_empty]
    return _pairs(_written_text(book, grade, marks) for grade in grades)
