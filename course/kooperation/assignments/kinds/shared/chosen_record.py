"""What an author writes of an item whose key is one or several of the question's options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kooperation.assignments.kinds.shared.record import (
    AskingItem,
    Keys,
    OptionsRecord,
    Private,
    Reasons,
    check,
)
from kooperation.base.words import Words

ERRORS = Words("assignments.errors.chosen_record")


@dataclass(frozen=True, kw_only=True)
class ChosenItem(AskingItem):
    """An item whose key is one or several of the question's options."""

    key: Private[Keys | None] = None
    why: Private[Reasons] = field(default_factory=dict)
    otherwise: Private[str | None] = None
    solution: Private[str] = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The right options."""
        return (self.key,) if isinstance(self.key, str) else self.key or ()

    @property
    def named(self) -> tuple[str, ...]:
        """The options that the item names beside its key."""
        return ()

    @check("key", of_question=["options"])
    def options_are_written(self, question: OptionsRecord) -> Iterator[str]:
        """A key goes with options of the author's own."""
        if self.key is not None and isinstance(question.options, str):
            yield ERRORS["no_options"]

    @check("key", "why", "half", "admissible", of_question=["options"])
    def options_are_there(self, question: OptionsRecord) -> Iterator[str]:
        """Whatever is named can be chosen."""
        if self.key is not None and question.options and not isinstance(question.options, str):
            for name in dict.fromkeys([*self.keys, *self.named, *self.why]):
                if name not in question.options:
                    yield ERRORS.filled("no_answer", name=name)

    @check("key", "why")
    def reasons_are_for_mistakes(self, _question: Any) -> Iterator[str]:
        """What is right needs no reason."""
        if self.key is not None and not self.keys:
            yield ERRORS["no_key"]
        for name in sorted(set(self.keys) & set(self.why)):
            yield ERRORS.filled("right_with_reason", name=name)

    @check("key", "otherwise")
    def has_a_reason_for_the_rest(self, _question: Any) -> Iterator[str]:
        """Any mistake is explained."""
        if self.key is not None and self.otherwise is None:
            yield ERRORS["no_otherwise"]
