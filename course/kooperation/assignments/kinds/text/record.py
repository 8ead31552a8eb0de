"""A text in a cell of the notebook, marked by a human."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from kooperation.assignments.kinds.shared.record import (
    Counts,
    Private,
    Public,
    QuestionRecord,
    Record,
    Wanted,
    check,
)
from kooperation.base.german import number
from kooperation.base.typed_numbers import parse_number
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")
ERRORS = Words("assignments/kinds/text.errors.record")


def _has_points(levels: tuple[str, ...]) -> bool:
    try:
        return all(":" in level and parse_number(level.split(":", 1)[0]) >= 0 for level in levels)
    except ValueError:
        return False


Levels = Annotated[
    tuple[str, ...],
    Wanted("sind Texte: Jede Stufe beginnt mit ihren Punkten und einem Doppelpunkt", _has_points),
]


@dataclass(frozen=True, kw_only=True)
class CriterionRecord(Record):
    """A criterion of the rubric, with its levels from the best to nothing, and sentences for comments on it."""

    name: Private[Annotated[str, Wanted("ist ein Text, der etwas sagt", bool)]]
    levels: Private[Levels]
    comments: Private[tuple[str, ...]] = ()

    @classmethod
    def place(cls, _name: str, raw: Mapping[str, Any]) -> str:
        """Return the criterion's name."""
        return f"criteria „{raw.get('name')}“"

    @property
    def values(self) -> list[float]:
        """The points of the levels."""
        return [float(parse_number(level.split(":", 1)[0])) for level in self.levels]

    @check("levels")
    def levels_go_down(self, _question: Any) -> Iterator[str]:
        """The best level comes first, nothing last."""
        values = self.values
        if len(values) < 2 or values != sorted(values, reverse=True) or values[-1] != 0:
            yield ERRORS["levels"]


@dataclass(frozen=True, kw_only=True)
class TextRecord(QuestionRecord):
    """A question that asks for a text of so many words, with what the marker gets."""

    by_hand: ClassVar[bool] = True

    words: Public[Counts]
    own_game: Public[bool] = False  # whether the learner's own game may go along with the text
    samples: Private[tuple[str, ...]]
    comments: Private[tuple[str, ...]]
    criteria: Private[tuple[CriterionRecord, ...]]

    @check("criteria", "points")
    def levels_bring_the_points(self, _question: Any) -> Iterator[str]:
        """The best levels together bring what the question brings."""
        best = sum(max(criterion.values, default=0.0) for criterion in self.criteria)
        if best != self.points:
            yield (ERRORS.filled("best_levels", best=number(best), points=number(self.points)))

    @property
    def step(self) -> str:
        """What there is to do, in the list at the beginning."""
        return WORDS["text"]

    def prompt(self) -> Iterator[str]:
        """Yield how long the text is to be, and the marking schemes."""
        low, high = self.words
        yield WORDS.filled("write", low=low, high=high, read=self.read)
        yield self.rubric()

    def rubric(self) -> str:
        """Return the marking schemes of a text: comments to copy, then samples and criteria.

        The criteria come last, next to the learner's answer. Comments are a scheme of their own: no learner
        reads them, not even with the solutions.
        """
        comments = [WORDS.filled("copied", comments=WORDS["comments"]), ""]
        comments += [f"- {comment}" for comment in self.comments]
        for criterion in self.criteria:
            comments += [f"- **{criterion.name}:** {comment}" for comment in criterion.comments]
        lines = []
        for count, sample in enumerate(self.samples, start=1):
            lines += [WORDS.filled("sample", number=count, text=sample), ""]
        for criterion in self.criteria:
            lines += [f"**{criterion.name}**", ""]
            for level in criterion.levels:
                value, anchor = level.split(":", 1)
                lines.append(f"- **{value.strip()}**: {anchor.strip()}")
            lines.append("")
        return f"{_scheme(comments)}\n\n{_scheme(lines)}"


def _scheme(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    return f"=== BEGIN MARK SCHEME ===\n\n{text}\n\n=== END MARK SCHEME ==="
