"""Entries of the desk: one person's text with what is known of it, and how far it is marked."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kooperation.base.words import Words
from kooperation.grading.marking_desk.agreement import agreed
from kooperation.grading.marking_desk.beside import SETTLED, GivenMark, Marks
from kooperation.grading.marking_desk.book import Grade, InBook
from kooperation.grading.marking_desk.rubric import Rubric
from kooperation.grading.objection import code
from kooperation.grading.sheet_texts import as_read
from kooperation.grading.similar import alikeness, copies, one_after_the_other

WORDS = Words("grading/marking_desk.entries")
FIRST, SECOND = MARKERS = ("A", "B")
LONGEST = 20_000  # characters that are shown; the longest text asked for has 250 words


class State(Enum):
    """How far a text is marked, for one of the markers."""

    OPEN = "open"
    TO_SETTLE = "to settle"
    DONE = "done"


@dataclass(frozen=True)
class WrittenText:
    """A text as it was typed, what the gradebook keeps of it, and what the markers noted."""

    grade: Grade
    text: str
    marks: Marks
    similar: int = 0  # how many others are very similar

    @property
    def kept(self) -> InBook:
        """What the gradebook keeps of it."""
        return self.grade.kept

    @property
    def is_settled(self) -> bool:
        """Whether the gradebook has what both markers hold to."""
        settled = self.marks.get(SETTLED)
        return settled is not None and not self.kept.waits and self.kept.points == settled.points

    def mark(self, marker: str) -> GivenMark | None:
        """Return the mark of *marker*; the first marker's is what the gradebook has, wherever it was given."""
        noted = self.marks.get(marker)
        if marker != FIRST or self.is_settled:
            return noted
        points = self.kept.points
        is_noted = noted is not None and noted.points == points
        if points is None or (self.kept.waits and not (is_noted and SECOND in self.marks)):
            return None
        return noted if is_noted else GivenMark(points, (), self.kept.comment)

    def state(self, marker: str, rubric: Rubric) -> State:
        """Return how far it is marked for *marker*."""
        own, other = (self.mark(who) for who in (marker, other_than(marker)))
        if self.is_settled:
            return State.DONE
        if own is None:
            return State.OPEN
        apart = other and agreed(own.points, other.points, step=rubric.step) is None
        return State.TO_SETTLE if apart else State.DONE

    def code(self, slug: str) -> str:
        """Return the code by which an objection names it."""
        return code(slug, self.grade.question, self.grade.student)


def other_than(marker: str) -> str:
    """Return the other marker."""
    return SECOND if marker == FIRST else FIRST


def read_text(notebook: Path, question: str) -> str:
    """Return what was written, as it was typed, from the graded *notebook*: nothing in it is markup any more."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError) as error:
        return WORDS.filled("unread", file=notebook, why=type(error).__name__)
    sources = (
        "".join(cell["source"])
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == question
    )
    text = as_read(next(sources, ""))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n\n{WORDS['cut']}"


def in_order(entries: list[WrittenText]) -> list[WrittenText]:
    """Return the *entries* of a question so that similar ones follow each other; else the order says nothing.

    It is not that of the names, and the same in every run.
    """
    mixed = sorted(entries, key=lambda entry: entry.code(""))
    random.Random(len(mixed)).shuffle(mixed)
    texts = [entry.text for entry in mixed]
    counts = copies(texts)
    return [
        WrittenText(mixed[i].grade, mixed[i].text, mixed[i].marks, counts[i])
        for i in one_after_the_other(alikeness(texts))
    ]
