"""The control of each kind of quiz question: shows an answer, gives one, and says when it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import anywidget
import ipywidgets as w
import traitlets

from kooperation.base.words import texts
from kooperation.kit.guard import static
from kooperation.practice.quiz import (
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    start_order,
)
from kooperation.practice.quiz_words import QuizQuestion

FULL = {"width": "auto", "max_width": "100%"}


class Control:
    """What all controls of a question share. *changed* is called when the learner changes something,
    *submitted* when Enter is pressed in a text field."""

    widget: w.Widget

    def __init__(
        self,
        question: QuizQuestion,
        changed: Callable[[], None],
        submitted: Callable[[], None],
    ) -> None:
        self.question = question
        self.submitted = submitted
        self._changed = changed
        self._build()

    def _build(self) -> None:
        raise NotImplementedError

    @property
    def answer(self) -> Any:
        """The answer as plain data, as it is kept in the record."""
        raise NotImplementedError

    def show(self, answer: Any) -> None:
        """Show *answer*; what it does not say is shown as open. None shows the untouched control."""
        raise NotImplementedError

    def _on_change(self, _change: Any) -> None:
        self._changed()


class SingleControl(Control):
    """Radio buttons."""

    def _build(self) -> None:
        self.widget = self.choice = w.RadioButtons(
            options=[(option.text, option.key) for option in self.question.options],
            value=None,
            tooltip=self.question.text,  # names the group for screen readers
            layout=FULL,
        )
        self.choice.observe(self._on_change, "value")

    @property
    def answer(self) -> str | None:
        value: str | None = self.choice.value
        return value

    def show(self, answer: Any) -> None:
        known = isinstance(answer, str) and any(answer == o.key for o in self.question.options)
        self.choice.value = answer if known else None


class MultipleControl(Control):
    """Check boxes."""

    def _build(self) -> None:
        self.boxes = {
            option.key: w.Checkbox(description=option.text, indent=False, layout=FULL)
            for option in self.question.options
        }
        for box in self.boxes.values():
            box.observe(self._on_change, "value")
        self.widget = w.VBox(list(self.boxes.values()))

    @property
    def answer(self) -> list[str]:
        return [key for key, box in self.boxes.items() if box.value]

    def show(self, answer: Any) -> None:
        for key, box in self.boxes.items():
            box.value = isinstance(answer, list) and key in answer


class MatchingControl(Control):
    """A drop-down list for each item."""

    def _build(self) -> None:
        first = (texts()["quiz"]["choose"], "")
        options = [first, *((label, key) for key, label in self.question.targets.items())]
        self.lists = {
            option.key: w.Dropdown(
                options=options,
                value="",
                description=option.text,
                style={"description_width": "initial"},
                layout=FULL,
            )
            for option in self.question.options
        }
        for one in self.lists.values():
            one.observe(self._on_change, "value")
        self.widget = w.VBox(list(self.lists.values()))

    @property
    def answer(self) -> dict[str, str]:
        return {key: one.value for key, one in self.lists.items() if one.value}

    def show(self, answer: Any) -> None:
        given: Mapping[str, Any] = answer if isinstance(answer, dict) else {}
        for key, one in self.lists.items():
            target = given.get(key)
            one.value = (
                target if isinstance(target, str) and target in self.question.targets else ""
            )


class NumericControl(Control):
    """A text field; what it says is read by our own parser (see `typed_numbers`)."""

    def _build(self) -> None:
        self.field = w.Text(
            description=texts()["quiz"]["field"],
            style={"description_width": "initial"},
            layout={"width": "14rem"},
            continuous_update=False,
        )
        self._entered = False
        self.field.observe(self._on_value, "value")
        self.field.on_msg(self._on_message)
        self.widget = w.HBox([self.field, w.HTML(self.question.unit)])

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and content.get("event") == "submit":
            self._entered = True
            self.submitted()

    def _on_value(self, change: Any) -> None:
        """Take the text over; where it comes just after its Enter, as it does, check it again."""
        self._on_change(change)
        if self._entered:
            self._entered = False
            self.submitted()

    @property
    def answer(self) -> str:
        value: str = self.field.value
        return value

    def show(self, answer: Any) -> None:
        self.field.value = answer if isinstance(answer, str) else ""


class OrderList(anywidget.AnyWidget):
    """A list with buttons that move its items; `order` holds their keys."""

    _esm = static("practice", "order.js")
    items = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    order = traitlets.List(traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class OrderingControl(Control):
    """A list to bring into order."""

    def _build(self) -> None:
        assert isinstance(self.question.task, Ordering)
        self._start: Sequence[str] = start_order(self.question.task)
        by_key = {option.key: option.text for option in self.question.options}
        words = texts()["quiz"]
        self.widget = self.list = OrderList(
            items=[[key, by_key[key]] for key in self._start],
            order=list(self._start),
            label=self.question.text,
            words={name: words[name] for name in ("up", "down", "place")},
        )
        self.list.observe(self._on_change, "order")

    @property
    def answer(self) -> list[str]:
        return list(self.list.order)

    def show(self, answer: Any) -> None:
        known = isinstance(answer, list) and sorted(map(str, answer)) == sorted(self._start)
        self.list.order = list(answer if known else self._start)


CONTROLS: dict[type, type[Control]] = {
    SingleChoice: SingleControl,
    MultipleChoice: MultipleControl,
    Matching: MatchingControl,
    Numeric: NumericControl,
    Ordering: OrderingControl,
}
