"""Controls: one slider, one checkbox, a button, a line of text. A list of options: see `choice`.

    Slider(words["trust"], 0.5, (0.0, 1.0, 0.01), words["trust_long"])   `.value` is rounded, clamped
    checkbox(words["pairs"]);  button(words["reset"], self.reset)
    EndNotes(words["at_end"], sliders)               „… steht am Ende seines Bereichs“, by itself
    row(self.choice, self.reset); pair(t, r)         side by side where there is room

All of them have `.value` and can be followed by an explorer (see `explorer`). They are nodes: the page
draws them as native controls (`controls.js`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import traitlets

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.html import Markup, fill, joined, note
from kooperation.kit.node import Box, Node
from kooperation.kit.standing import setting

STILL = Words("kit.still")


def named(control: Any, text: str) -> Any:
    """Give *control* its accessible name, where the label beside it is short or missing; return it."""
    control.name = text
    return control


class Slider(Node):
    """A slider with its value beside it in German notation.

    *span* is lowest, highest, step. *name* is read to screen readers where it says more than the
    label. *show* writes the value. *is_live* is False where an update takes so long that it waits
    until the slider is let go.

    `value` is what the person who set it sees: rounded, so that 0.1 is 0.1, and within the span, which
    may change. `text` is how it is written; where that is the number alone, as `spelled` says, the page
    writes it itself.
    """

    kind = "slider"
    value = traitlets.Float().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True, spare=True)
    name = traitlets.Unicode().tag(sync=True, spare=True)
    lowest = traitlets.Float().tag(sync=True)
    highest = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    waits = traitlets.Bool(False).tag(sync=True, spare=True)
    spelled = traitlets.Bool(False).tag(sync=True, spare=True)
    label_width = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        label: str,
        value: float,
        span: tuple[float, float, float],
        name: str = "",
        *,
        show: Callable[[float], str] = number,
        is_live: bool = True,
        label_width: str = "7.5rem",  # one width, so that all tracks begin together
    ) -> None:
        self._format = show
        lowest, highest, step = span
        super().__init__(lowest=lowest, highest=highest, step=step)
        self.label, self.name, self.label_width = label, name or label, label_width
        self.waits, self.spelled = not is_live, show is number
        self.value = value
        self.refresh()
        self.observe(self.refresh, "value")
        self.observe(self._within_span, ["lowest", "highest"])

    @property
    def at_end(self) -> bool:
        return self.value in (self.lowest, self.highest)

    def refresh(self, _change: Any = None) -> None:
        """Write the value beside the slider anew."""
        self.text = self._format(self.value)

    @traitlets.validate("value")
    def _within(self, proposal: Any) -> float:
        return float(round(min(max(proposal["value"], self.lowest), self.highest), 6))

    def _within_span(self, _change: Any) -> None:
        self.value = min(max(self.value, self.lowest), self.highest)

    def _still(self) -> Markup:
        return setting(self.name or self.label, self.text)


class EndNotes(Area):
    """Says of each of *sliders* that stands at an end of its span that it goes no further.

    *pattern* has the places {name} and {value}; *name* says how a slider is called in it.
    """

    def __init__(
        self,
        pattern: str,
        sliders: Iterable[Slider],
        name: Callable[[Slider], str] = lambda slider: slider.label,
    ) -> None:
        super().__init__(height="1.7rem")
        self._pattern, self._called = pattern, name
        self._sliders: Sequence[Slider] = ()
        self.watch(sliders)

    def watch(self, sliders: Iterable[Slider]) -> None:
        """Speak of *sliders* from now on, in place of those before."""
        for slider in self._sliders:
            slider.unobserve(self._tell, "value")
        self._sliders = tuple(sliders)
        for slider in self._sliders:
            slider.observe(self._tell, "value")
        self._tell()

    def _tell(self, _change: Any = None) -> None:
        self.show(
            joined(
                note(fill(self._pattern, name=self._called(slider), value=number(slider.value)))
                for slider in self._sliders
                if slider.at_end
            )
        )


class Checkbox(Node):
    """A checkbox with its *label*; *hint* is shown under the mouse."""

    kind = "checkbox"
    value = traitlets.Bool(False).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True, spare=True)

    def _still(self) -> Markup:
        return setting(self.label, STILL["ticked"] if self.value else STILL["open"])


class Button(Node):
    """A button; `click` does what a press does."""

    kind = "button"
    label = traitlets.Unicode().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True, spare=True)

    def __init__(self, label: str, action: Callable[[], object]) -> None:
        super().__init__(label=label)
        self._action = action
        self.on_msg(self._press)

    def click(self) -> None:
        """Do what a press does."""
        self._action()

    def _press(self, _node: Any, _content: Any, _buffers: Any) -> None:
        if not self.disabled:
            self.click()


class Toggle(Node):
    """A button that stays pressed while `value` is True."""

    kind = "toggle"
    value = traitlets.Bool(False).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)


class Entry(Node):
    """A line of text called *label*; *submitted* is called when Enter is pressed in it."""

    kind = "entry"
    value = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, submitted: Callable[[], object] = lambda: None) -> None:
        super().__init__(label=label)
        self._submitted = submitted
        self.on_msg(self._submit)

    def _submit(self, _node: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and isinstance(content.get("value"), str):
            self.value = content["value"]
            self._submitted()


def checkbox(label: str, value: bool = False, tooltip: str | None = None) -> Checkbox:
    """Return a checkbox as wide as its label."""
    return Checkbox(value=value, label=label, hint=tooltip or "")


def button(label: str, action: Callable[[], object]) -> Button:
    """Return a button as wide as its label that does *action*."""
    return Button(label, action)


# Side by side -------------------------------------------------------------------------------------


def row(*parts: Node) -> Box:
    """Return *parts* in a line that breaks where there is no room."""
    return Box(parts, "row")


def pair(*parts: Node) -> Box:
    """Return *parts* two in a line, all equally wide, one below the other where it is narrow."""
    blank = [Area()] if len(parts) % 2 else []  # or the last would be twice as wide
    return Box([*parts, *blank], "pair")


def show_only(shown: bool, *parts: Node) -> None:
    """Show *parts*, or take them out of sight and out of the way of the Tab key."""
    for part in parts:
        part.hidden = not shown
