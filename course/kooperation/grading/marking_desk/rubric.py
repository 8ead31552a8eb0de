"""The rubric of a text: criteria with anchored levels, from the assignment's record, and points by it.

    rubrics(root, "dilemma")["begruendung"].points((0, 1), "")      best level, second level: 1.5
    rubrics(root, "dilemma")["begruendung"].points((0, 1), "1,25")  what was typed counts instead of the sum

No number is cut or read otherwise than it was meant: what is no number of points is refused with the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kooperation.assignments.kinds import Kind
from kooperation.base.german import join, number
from kooperation.base.places import UnavailableError
from kooperation.base.typed_numbers import names_percent, parse_number
from kooperation.base.words import Words

WORDS = Words("grading/marking_desk.rubric")
Levels = tuple[int | None, ...]  # for each criterion which of its levels, None for none yet


class MarkError(ValueError):
    """This cannot be a mark; the message says why, in German."""


@dataclass(frozen=True)
class Sentence:
    """A sentence for comments: on a *criterion*, or on the whole text; *is_own* if it can be taken out at the desk."""

    text: str
    criterion: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class Anchored:
    """A level of a criterion: its points, and what a text must do for them."""

    points: float
    anchor: str


@dataclass(frozen=True)
class Criterion:
    """A criterion with its levels, from the best to nothing."""

    name: str
    levels: tuple[Anchored, ...]


@dataclass(frozen=True)
class Rubric:
    """How the texts that answer a *question* are marked, out of `most` points."""

    question: str
    title: str
    most: float
    criteria: tuple[Criterion, ...]
    samples: tuple[str, ...]
    comments: tuple[Sentence, ...]

    @property
    def step(self) -> float:
        """The least difference of two levels of a criterion."""
        values = [[level.points for level in each.levels] for each in self.criteria]
        return min(a - b for levels in values for a, b in pairwise(levels))

    def points(self, levels: Sequence[int | None], typed: str) -> float:
        """Return the points of *levels*, or what was *typed* instead. Raises MarkError."""
        if typed.strip():
            return self._typed(typed)
        if len(levels) != len(self.criteria):
            raise MarkError(WORDS.filled("other_rubric", title=self.title))
        chosen = dict(zip(self.criteria, levels, strict=True))
        if missing := [f"„{each.name}“" for each, level in chosen.items() if level is None]:
            raise MarkError(WORDS.filled("missing", criteria=join(missing)))
        return sum(each.levels[level].points for each, level in chosen.items() if level is not None)

    def _typed(self, typed: str) -> float:
        if names_percent(typed):
            raise MarkError(WORDS.filled("percent", typed=typed.strip()))
        try:
            points = float(parse_number(typed))
        except ValueError as error:
            raise MarkError(str(error)) from error
        if not 0 <= points <= self.most:
            raise MarkError(WORDS.filled("outside", typed=typed.strip(), most=number(self.most)))
        return points


def rubrics(root: Path, slug: str) -> Mapping[str, Rubric]:
    """Return the rubrics of the texts of *slug* in the course at *root*, by question.

    Raises UnavailableError if there is no record, or no question asks for a text.
    """
    path = root / "source" / slug / f"{slug}.toml"
    if not path.is_file():
        known = join([f"„{each.parent.name}“" for each in sorted(root.glob("source/*/*.toml"))])
        raise UnavailableError(WORDS.filled("unknown", slug=slug, known=known or WORDS["none"]))
    questions: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["questions"]
    by_hand = {name: raw for name, raw in questions.items() if Kind(raw["kind"]).record.by_hand}
    found = {name: _rubric(name, raw) for name, raw in by_hand.items()}
    if not found:
        raise UnavailableError(WORDS.filled("no_texts", slug=slug))
    return found


def _rubric(name: str, raw: Mapping[str, Any]) -> Rubric:
    return Rubric(
        question=name,
        title=raw["title"],
        most=float(raw["points"]),
        criteria=tuple(
            Criterion(each["name"], tuple(map(_anchored, each["levels"])))
            for each in raw["criteria"]
        ),
        samples=tuple(raw["samples"]),
        comments=(
            *map(Sentence, raw["comments"]),
            *(
                Sentence(text, each["name"])
                for each in raw["criteria"]
                for text in each.get("comments", ())
            ),
        ),
    )


def _anchored(level: str) -> Anchored:
    points, _, anchor = level.partition(":")
    return Anchored(float(parse_number(points)), anchor.strip())
