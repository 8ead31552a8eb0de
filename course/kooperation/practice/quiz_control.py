"""The control of each kind of quiz question: shows an answer, gives one, and says when it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.choice import dropdown, radio
from kooperation.kit.controls import Entry, checkbox, row
from kooperation.kit.explorer import Controls
from kooperation.kit.html import tag
from kooperation.kit.node import Box, Node
from kooperation.practice.order_control import OrderList
from kooperation.practice.quiz import (
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    start_order,
)
from kooperation.practice.quiz_words import QuizQuestion

WORDS = Words("practice.quiz")


class AnswerControl(Controls):
    """What all controls of *question* share; *submitted* is called when Enter is pressed in a text field."""

    def __init__(self, question: QuizQuestion, submitted: Callable[[], None]) -> None:
        self.question = question
        self.submitted = submitted
        super().__init__(self._made())
        _outlives_its_kernel(self)

    def _made(self) -> list[Node]:
        """Make the controls, follow them, and return them."""
        raise NotImplementedError

    @property
    def answer(self) -> Any:
        """The answer as plain data, as it is kept in the record."""
        raise NotImplementedError

    def show(self, answer: Any) -> None:
        """Show *answer*; what it does not say is shown as open. None shows the untouched control."""
        raise NotImplementedError


def _outlives_its_kernel(node: Node) -> None:
    """Have what is entered in *node* and not checked set again in the next kernel."""
    node.unwritten = tuple(name for name in ("index", "order", "value") if name in node.synced())
    for child in node.children if isinstance(node, Box) else ():
        _outlives_its_kernel(child)


class SingleControl(AnswerControl):
    """Radio buttons."""

    def _made(self) -> list[Node]:
        options = [(option.text, option.key) for option in self.question.options]
        self.choice = radio(options, None, self.question.text)
        self.follow(self.choice)
        return [self.choice]

    @property
    def answer(self) -> str | None:
        value: str | None = self.choice.value
        return value

    def show(self, answer: Any) -> None:
        known = isinstance(answer, str) and any(answer == o.key for o in self.question.options)
        self.choice.value = answer if known else None


class MultipleControl(AnswerControl):
    """Check boxes."""

    def _made(self) -> list[Node]:
        self.boxes = {option.key: checkbox(option.text) for option in self.question.options}
        self.follow(*self.boxes.values())
        return list(self.boxes.values())

    @property
    def answer(self) -> list[str]:
        return [key for key, box in self.boxes.items() if box.value]

    def show(self, answer: Any) -> None:
        for key, box in self.boxes.items():
            box.value = isinstance(answer, list) and key in answer


class MatchingControl(AnswerControl):
    """A drop-down list for each item."""

    def _made(self) -> list[Node]:
        targets = [(label, key) for key, label in self.question.targets.items()]
        options = [(WORDS["choose"], ""), *targets]
        self.lists = {o.key: dropdown(options, "", o.text) for o in self.question.options}
        self.follow(*self.lists.values())
        return list(self.lists.values())

    @property
    def answer(self) -> dict[str, str]:
        return {key: one.value for key, one in self.lists.items() if one.value}

    def show(self, answer: Any) -> None:
        given: Mapping[str, Any] = answer if isinstance(answer, dict) else {}
        for key, one in self.lists.items():
            target = given.get(key)
            known = isinstance(target, str) and target in self.question.targets
            one.value = target if known else ""


class NumericControl(AnswerControl):
    """A text field; what it says is read by our own parser (see `typed_numbers`)."""

    def _made(self) -> list[Node]:
        self.field = Entry(WORDS["field"], self.submitted)
        self.follow(self.field)
        return [row(self.field, Area(tag("span", self.question.unit)))]

    @property
    def answer(self) -> str:
        value: str = self.field.value
        return value

    def show(self, answer: Any) -> None:
        self.field.value = answer if isinstance(answer, str) else ""


class OrderingControl(AnswerControl):
    """A list to bring into order."""

    def _made(self) -> list[Node]:
        assert isinstance(self.question.task, Ordering)
        self._start = start_order(self.question.task)
        items = [(key, self.question.option(key).text) for key in self._start]
        self.list = OrderList(items, self.question.text)
        self.when(self.list, self.update, "order")
        return [self.list]

    @property
    def answer(self) -> list[str]:
        return list(self.list.order)

    def show(self, answer: Any) -> None:
        known = isinstance(answer, list) and sorted(map(str, answer)) == sorted(self._start)
        self.list.order = list(answer if known else self._start)


CONTROLS: dict[type, type[AnswerControl]] = {
    SingleChoice: SingleControl,
    MultipleChoice: MultipleControl,
    Matching: MatchingControl,
    Numeric: NumericControl,
    Ordering: OrderingControl,
}
