"""A slider with its value beside it in German notation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from kooperation.base.german import number


class ValueSlider(w.HBox):
    """A slider from *lowest* to *highest*; *name* is read to screen readers where it is longer.

    *show* writes the value beside it. *live* is False where an update takes so long that it waits
    until the slider is let go. ipywidgets' own readout turns «3,5» into 3, hence our label.
    """

    def __init__(
        self,
        label: str,
        value: float,
        span: tuple[float, float, float],
        changed: Callable[[], None],
        name: str = "",
        *,
        show: Callable[[float], str] = number,
        live: bool = True,
        label_width: str = "7.5rem",
    ) -> None:
        self.lowest, self.highest, step = span
        self.name = name or label
        self._changed, self._format = changed, show
        self.slider = w.FloatSlider(
            value=value,
            min=self.lowest,
            max=self.highest,
            step=step,
            description=label,
            tooltip=self.name,
            readout=False,
            continuous_update=live,
            style={"description_width": label_width},
            layout={"width": "100%", "max_width": "23rem"},
        )
        self.label = w.HTML(layout={"width": "auto", "min_width": "3rem"})
        super().__init__([self.slider, self.label], layout={"align_items": "center"})
        self.refresh()
        self.slider.observe(self._on_value, "value")

    def _on_value(self, _change: Any) -> None:
        self._changed()  # first: the tables are what one waits for
        self.refresh()

    def refresh(self) -> None:
        """Write the value beside the slider anew."""
        self.label.value = f'<span class="kooperation-value">{self._format(self.value)}</span>'

    @property
    def value(self) -> float:
        return float(round(self.slider.value, 6))

    @value.setter
    def value(self, value: float) -> None:
        self.slider.value = value

    @property
    def at_end(self) -> bool:
        return self.value in (self.lowest, self.highest)
