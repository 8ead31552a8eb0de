"""One of several options: a drop-down list, or radio buttons.

dropdown(titled(games()), "hirschjagd", words["preset"])
radio(options, None, words["question"])          a group with that name for screen readers
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import traitlets

from kooperation.kit.html import Markup, tag
from kooperation.kit.node import Node
from kooperation.kit.standing import option_list, setting

ASKS = "–"  # what begins so is no option: „– bitte wählen –“
Options = Iterable[tuple[str, Any]]


class Choice(Node):
    """One of *options*, pairs of label and value; `value` is what is chosen, None for nothing.

    With other options the value stays where there still is one; else the first is chosen, if *begins*
    says that one always is.
    """

    begins: ClassVar[bool]
    options = traitlets.List(traitlets.Tuple())
    value = traitlets.Any(None, allow_none=True)
    index = traitlets.Int(None, allow_none=True).tag(sync=True)
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True, spare=True)
    name = traitlets.Unicode().tag(sync=True, spare=True)

    def __init__(self, options: Options, value: Any, label: str = "", name: str = "") -> None:
        super().__init__(label=label, name=name)
        self.options = [tuple(option) for option in options]
        self.value = value

    @traitlets.validate("options")
    def _listed(self, proposal: Any) -> list[tuple[str, Any]]:
        return [(str(label), value) for label, value in proposal["value"]]

    @traitlets.validate("value")
    def _known(self, proposal: Any) -> Any:
        value = proposal["value"]
        if value is None or self._place(value) is not None:
            return value
        raise traitlets.TraitError(f"{value!r} is none of {[each for _, each in self.options]}")

    @traitlets.validate("index")
    def _there(self, proposal: Any) -> int | None:
        at: int | None = proposal["value"]
        if at is None or 0 <= at < len(self.options):
            return at
        raise traitlets.TraitError(f"there is no option {at}")

    @traitlets.observe("options")
    def _offer(self, change: Any) -> None:
        kept = self._place(self.value)
        self.labels = [label for label, _value in change["new"]]
        if self.value is None or kept is None:
            kept = 0 if self.begins and self.options else None
        self.index = kept
        self._take_over({"new": kept})

    @traitlets.observe("index")
    def _take_over(self, change: Any) -> None:
        at = change["new"]
        self.value = None if at is None else self.options[at][1]

    @traitlets.observe("value")
    def _point(self, change: Any) -> None:
        self.index = self._place(change["new"])

    def _still(self) -> Markup:
        named, chosen = self.name or self.label, self._place(self.value)
        if chosen is None or self.labels[chosen].startswith(ASKS):
            offered = [label for label in self.labels if not label.startswith(ASKS)]
            head = tag("p", self.label) if self.label else Markup()
            return head + option_list(offered, name=named) if offered else Markup()
        return setting(named, self.labels[chosen]) if named else tag("p", self.labels[chosen])

    def _place(self, value: Any) -> int | None:
        places = (at for at, (_, each) in enumerate(self.options) if each == value)
        return next(places, None)


class Dropdown(Choice):
    """A drop-down list, in which one option is always chosen."""

    kind = "dropdown"
    begins = True


class Radio(Choice):
    """Radio buttons, of which none may be chosen yet."""

    kind = "radio"
    begins = False


def titled(records: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return *records*, which have titles, as the options of a dropdown or of radio buttons."""
    return [(record.title, key) for key, record in records.items()]


def dropdown(options: Options, value: Any, label: str) -> Dropdown:
    """Return a dropdown as wide as its longest option, within its box."""
    return Dropdown(options, value, label)


def radio(
    options: Options, value: Any, name: str, *, across: bool = False, label: str = ""
) -> Radio:
    """Return radio buttons, a group called *name*; *across* sets them side by side, after a *label*."""
    buttons = Radio(options, value, label, name)
    if across:
        buttons.add_class("kooperation-radiorow")
    return buttons
