"""A place on the grid of lecture 4 for each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from kooperation.assignments.kinds.shared.record import (
    AskingItem,
    DrawnRecord,
    Private,
    Public,
    Reasons,
    Wanted,
    check,
)
from kooperation.base.words import Words
from kooperation.institutions.placement import STEPS, TOLERANCE

ERRORS = Words("assignments/kinds/place.errors.record")

Steps = Annotated[
    tuple[int, int],
    Wanted("ist ein Platz: zwei Stufen von 1 bis 5", lambda place: set(place) <= set(STEPS)),
]


@dataclass(frozen=True, kw_only=True)
class PlaceItem(AskingItem):
    """An item whose key is a place; *others* are places of other readings, *why* has a reason for each way."""

    key: Private[Steps | None] = None
    others: Private[
        Annotated[tuple[Steps, ...], Wanted("sind Plätze: je zwei Stufen von 1 bis 5")]
    ] = ()
    why: Private[Reasons] = field(default_factory=dict)
    solution: Private[str] = ""

    @check("key", "why")
    def each_way_has_a_reason(self, _question: Any) -> Iterator[str]:
        """Whoever is too far off in some way reads why."""
        for axis, step in zip(("command", "form"), self.key or (), strict=False):
            if step + TOLERANCE < STEPS[-1] and f"{axis}_high" not in self.why:
                yield ERRORS.filled("no_reason_high", axis=axis)
            if step - TOLERANCE > STEPS[0] and f"{axis}_low" not in self.why:
                yield ERRORS.filled("no_reason_low", axis=axis)


@dataclass(frozen=True, kw_only=True)
class PlaceRecord(DrawnRecord):
    """A question with a place for each part."""

    pool: Public[tuple[PlaceItem, ...]] = ()
