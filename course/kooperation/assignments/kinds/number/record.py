"""A number for each part."""

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
    Shared,
    Wanted,
    check,
)
from kooperation.base.german import number
from kooperation.base.typed_numbers import parse_number
from kooperation.base.words import Words

ERRORS = Words("assignments/kinds/number.errors.record")


def _readable(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


TypedNumber = Annotated[
    str, Wanted('ist eine Zahl in Anführungszeichen, zum Beispiel "0,5"', _readable)
]


@dataclass(frozen=True, kw_only=True)
class NumberItem(AskingItem):
    """An item whose key is a number within a tolerance; *why* explains the numbers of known mistakes."""

    unit: Shared[str] = ""
    key: Private[TypedNumber | None] = None
    tolerance: Private[TypedNumber] = "0"
    why: Private[Reasons] = field(default_factory=dict)
    otherwise: Private[str | None] = None
    solution: Private[str] = ""

    @check("key", "tolerance", "why")
    def mistakes_are_wrong_numbers(self, _question: Any) -> Iterator[str]:
        """What is explained as a mistake is a number, and none that counts."""
        if self.key is None:
            return
        key, within = parse_number(self.key), parse_number(self.tolerance)
        for value in self.why:
            try:
                if abs(parse_number(value) - key) <= within:
                    yield ERRORS.filled("right_mistake", value=value)
            except ValueError as error:
                yield ERRORS.filled("no_number", error=error)

    @check("key", of_question=["minimum", "maximum"])
    def can_be_answered(self, question: NumberRecord) -> Iterator[str]:
        """The key lies where answers are read."""
        if self.key is None:
            return
        least, most, key = question.minimum, question.maximum, parse_number(self.key)
        if (least is not None and key < least) or (most is not None and key > most):
            yield ERRORS.filled("key_out_of_range", key=self.key)

    @check("key", "otherwise")
    def has_a_reason_for_the_rest(self, _question: Any) -> Iterator[str]:
        """Any mistake is explained."""
        if self.key is not None and self.otherwise is None:
            yield ERRORS["no_otherwise"]


@dataclass(frozen=True, kw_only=True)
class NumberRecord(DrawnRecord):
    """A question with a number for each part, between *minimum* and *maximum*."""

    minimum: Public[float | None] = None
    maximum: Public[float | None] = None
    percent: Public[bool] = False
    pool: Public[tuple[NumberItem, ...]] = ()

    @check("minimum", "maximum")
    def something_lies_between(self, _question: Any) -> Iterator[str]:
        """There are numbers that can be answered."""
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            yield ERRORS.filled(
                "no_range", minimum=number(self.minimum), maximum=number(self.maximum)
            )
