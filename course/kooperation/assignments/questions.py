"""Questions of an assignment as records: what is asked and which answers there are. No keys."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kooperation.assignments.kinds import Kind
from kooperation.games.game_words import GamePreset
from kooperation.institutions.cases_words import Basis

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Item:
    """What one part of a question asks. *words* is the least and the greatest number of words of a text.

    *title* and *bases* belong to a case to be mapped, *game* to a game to be judged; *own* is what else its
    kind of question publishes.
    """

    item: str
    text: str = ""
    label: str = ""
    unit: str = ""
    words: tuple[int, int] | None = None
    title: str = ""
    bases: Mapping[str, Basis] = field(default_factory=lambda: NOTHING)
    game: GamePreset | None = None
    own: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Table:
    """A table of what is given, as text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """A question with its parts in the order of the variant.

    *parts* maps a part's key to its label, *items* to what it asks; *options* maps an option's key to
    its label and is the same for all parts. *read* names the section of the lecture to read again,
    *hint* helps without telling. *points* is what all parts together bring. Answers that are numbers lie
    between *minimum* and *maximum*; *words* is the length of a text, least and greatest. *own* is what else the
    kind of question publishes.
    """

    slug: str
    title: str
    kind: Kind
    parts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    options: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    items: Mapping[str, Item] = field(default_factory=lambda: NOTHING)
    points: float = 1.0
    read: str = ""
    hint: str = ""
    text: str = ""
    table: Table | None = None
    minimum: float | None = None
    maximum: float | None = None
    percent: bool = False
    words: tuple[int, int] | None = None
    own: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    @property
    def in_sheet(self) -> bool:
        """Whether the answer stands in the answer sheet, not in a cell of the notebook."""
        return not self.kind.in_a_cell

    @property
    def games(self) -> Mapping[str, GamePreset]:
        """The games of the parts that have one."""
        return {part: item.game for part, item in self.items.items() if item.game}


@dataclass(frozen=True)
class Task:
    """A learner's own version of an assignment: what is *given* (numbers, games), and the questions."""

    slug: str
    variant: int
    questions: Mapping[str, Question]
    given: Mapping[str, Any] = field(default_factory=dict)


def source_of_chance(slug: str, variant: int, name: str = "") -> random.Random:
    """Return a source of chance that depends on nothing but slug, variant and name."""
    return random.Random(":".join((slug, str(variant), name)).removesuffix(":"))
