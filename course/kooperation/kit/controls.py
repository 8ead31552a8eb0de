"""Controls: one slider, one dropdown, one checkbox, radio buttons, a button, areas of HTML.

    Slider(words["trust"], 0.5, (0.0, 1.0, 0.01), words["trust_long"])   `.value` is rounded, clamped
    dropdown(titled(games()), "hirschjagd", words["preset"])
    radio(options, None, words["question"])          a group with that name for screen readers
    checkbox(words["pairs"]);  button(words["reset"], self.reset)
    area = live(); area.show(sentences(lines))       what changes there is read out
    Area(heading(words["figure"]))                   what stays
    EndNotes(words["at_end"], sliders)               „… steht am Ende seines Bereichs“, by itself
    row(self.choice, self.reset); pair(t, r)         side by side where there is room

All of them have `.value` and can be followed by an explorer (see `explorer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets as w
import traitlets
from markupsafe import Markup

from kooperation.base.german import number
from kooperation.kit.html import error, fill, joined, note, tag

FITTING = {"width": "max-content", "max_width": "calc(100% - 4px)"}
INITIAL = {"description_width": "initial"}  # ipywidgets cuts labels after ten letters
Options = Iterable[tuple[str, Any]]


def named(control: Any, text: str) -> Any:
    """Give *control* its accessible name, where the label beside it is short or missing; return it.

    The one place for it. ipywidgets cannot set aria-label, so the name travels as the tooltip, and
    `guard.js` names by it a slider's handle, a group of radio buttons, a field for text.
    """
    inner = control.slider if isinstance(control, Slider) else control
    inner.tooltip = text
    return control


# Areas --------------------------------------------------------------------------------------------


class Area(w.HTML):
    """A place for a fragment. *height* is kept free, so that nothing below it jumps."""

    def __init__(self, *fragments: Markup, height: str | None = None) -> None:
        super().__init__(layout={"min_height": height} if height else {})
        self.show(*fragments)

    def show(self, *fragments: Markup) -> None:
        """Show *fragments* in place of what was shown before; none of them: nothing."""
        self.value = "".join(fragments)


def live(*fragments: Markup) -> Area:
    """Return an area that screen readers read out when it changes: what one has to hear, no table."""
    area = Area(*fragments)
    area.add_class("kooperation-live")
    return area


def areas(count: int) -> list[Area]:
    """Return *count* areas, for tables and pictures."""
    return [Area() for _ in range(count)]


def refuse(wrong: ValueError, said: Area, *others: Area) -> None:
    """Say in *said* what is wrong with the numbers, and empty *others*, which belong to other ones."""
    said.show(error(str(wrong)))
    for area in others:
        area.show()


# Controls -----------------------------------------------------------------------------------------


class Slider(w.HBox):
    """A slider with its value beside it in German notation.

    *span* is lowest, highest, step. *name* is read to screen readers where it says more than the
    label. *show* writes the value. *is_live* is False where an update takes so long that it waits
    until the slider is let go. ipywidgets' own readout turns „3,5“ into 3, hence our label.

    `value` is what the person who set it sees: rounded, so that 0.1 is 0.1, and within the span.
    """

    value = traitlets.Float()

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
        self.slider = w.FloatSlider(
            value=value,
            min=span[0],
            max=span[1],
            step=span[2],
            description=label,
            readout=False,
            continuous_update=is_live,
            style={"description_width": label_width},
            layout={"width": "100%", "max_width": "23rem"},
        )
        named(self, name or label)
        self.label = w.HTML(layout={"width": "auto", "min_width": "3rem"})
        super().__init__([self.slider, self.label], layout={"align_items": "center"})
        self.value = value
        self.refresh()
        self.slider.observe(self._on_move, "value")
        self.observe(self._on_value, "value")

    @property
    def name(self) -> str:
        """What is read to screen readers."""
        return self.slider.tooltip or self.slider.description

    @property
    def lowest(self) -> float:
        return float(self.slider.min)

    @property
    def highest(self) -> float:
        return float(self.slider.max)

    @property
    def at_end(self) -> bool:
        return self.value in (self.lowest, self.highest)

    def refresh(self) -> None:
        """Write the value beside the slider anew."""
        self.label.value = tag("span", self._format(self.value), look="value")

    @traitlets.validate("value")
    def _within(self, proposal: Any) -> float:
        return round(min(max(proposal["value"], self.lowest), self.highest), 6)

    def _on_move(self, change: Any) -> None:
        self.value = change["new"]  # first: the tables are what one waits for
        self.refresh()

    def _on_value(self, _change: Any) -> None:
        if round(self.slider.value, 6) != self.value:
            self.slider.value = self.value


class EndNotes(Area):
    """Says of each of *sliders* that stands at an end of its span that it goes no further.

    *pattern* has the places {name} and {value}; *name* says how a slider is called in it.
    """

    def __init__(
        self,
        pattern: str,
        sliders: Iterable[Slider],
        name: Callable[[Slider], str] = lambda slider: slider.slider.description,
    ) -> None:
        super().__init__(height="1.7rem")
        self._pattern, self._name = pattern, name
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
                note(fill(self._pattern, name=self._name(slider), value=number(slider.value)))
                for slider in self._sliders
                if slider.at_end
            )
        )


def titled(records: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return *records*, which have titles, as the options of a dropdown or of radio buttons."""
    return [(record.title, key) for key, record in records.items()]


def dropdown(options: Options, value: Any, label: str) -> w.Dropdown:
    """Return a dropdown as wide as its longest option, within its box."""
    return w.Dropdown(
        options=list(options), value=value, description=label, style=INITIAL, layout=FITTING
    )


def radio(options: Options, value: Any, name: str, *, across: bool = False) -> w.RadioButtons:
    """Return radio buttons, a group called *name*; *across* sets them side by side."""
    buttons = w.RadioButtons(
        options=list(options),
        value=value,
        orientation="horizontal" if across else "vertical",
        layout={"width": "100%"} if across else {"width": "max-content", "max_width": "100%"},
    )
    if across:
        buttons.add_class("kooperation-radiorow")
    named(buttons, name)
    return buttons


def checkbox(label: str, value: bool = False, tooltip: str | None = None) -> w.Checkbox:
    """Return a checkbox as wide as its label."""
    return w.Checkbox(
        value=value, description=label, tooltip=tooltip, indent=False, layout={"width": "auto"}
    )


def button(label: str, action: Callable[[], object]) -> w.Button:
    """Return a button as wide as its label that does *action*."""
    made = w.Button(description=label, layout={"width": "max-content", "max_width": "100%"})
    made.on_click(lambda _button: action())
    return made


# Side by side -------------------------------------------------------------------------------------


def row(*parts: w.Widget) -> w.HBox:
    """Return *parts* in a line that breaks where there is no room."""
    return w.HBox(parts, layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"})


def pair(*parts: w.Widget) -> w.HBox:
    """Return *parts* two in a line, all equally wide, one below the other where it is narrow."""
    box = w.HBox(
        [*parts, *([Area()] if len(parts) % 2 else [])]
    )  # or the last would be twice as wide
    box.add_class("kooperation-pair")
    return box


def show_only(shown: bool, *parts: w.Widget) -> None:
    """Show *parts*, or take them out of sight and out of the way of the Tab key."""
    for part in parts:
        part.layout.display = None if shown else "none"
