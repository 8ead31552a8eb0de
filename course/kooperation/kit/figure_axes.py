"""Axes of a figure that is drawn without plotly: where a value lies, and what is written there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kooperation.base.comparing import TIE
from kooperation.base.german import number
from kooperation.kit.chart import ticks

Value = float | str
ROOM = 0.06  # beside points that have no range given


@dataclass(frozen=True)
class Axis:
    """From *low* at the pixel *start* to *high* at *end*; names lie at 0, 1, 2 …"""

    low: float
    high: float
    start: float
    end: float
    names: tuple[str, ...] = ()

    def at(self, value: Value) -> float:
        """Return the pixel of *value*."""
        place = self.names.index(value) if isinstance(value, str) else value
        return self.start + (place - self.low) / (self.high - self.low) * (self.end - self.start)


def axis_of(
    given: Mapping[str, Any], values: Iterable[Value | None], pixels: tuple[float, float]
) -> Axis:
    """Return the axis that plotly's *given* asks for, for *values*, from pixel to pixel."""
    there = [value for value in values if value is not None]
    names = tuple(
        given.get("categoryarray") or dict.fromkeys(v for v in there if isinstance(v, str))
    )
    if names:
        low, high = -0.5, len(names) - 0.5
    elif given.get("range"):
        low, high = map(float, given["range"])
    else:
        low, high = _spanned([float(value) for value in there], given.get("rangemode") == "tozero")
    if given.get("autorange") == "reversed":
        low, high = high, low
    return Axis(low, high, *pixels, names=names)


def _spanned(values: Sequence[float], from_zero: bool) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * ROOM or 0.5
    return (0.0 if from_zero else low - room), high + room


def tick_texts(axis: Axis, given: Mapping[str, Any]) -> list[tuple[float, str]]:
    """Return the pixel and the text of each tick; none where the axis is not to be seen."""
    if given.get("visible") is False:
        return []
    if given.get("tickvals") is not None:
        texts = given.get("ticktext") or [number(value) for value in given["tickvals"]]
        return [(axis.at(at), str(text)) for at, text in zip(given["tickvals"], texts, strict=True)]
    if axis.names:
        return [(axis.at(name), name) for name in axis.names]
    low, high = sorted((axis.low, axis.high))
    step = given.get("dtick")
    places = (
        [k * step for k in range(math.ceil(low / step - TIE), math.floor(high / step + TIE) + 1)]
        if step
        else ticks(low, high)
    )
    end = given.get("ticksuffix", "")
    return [(axis.at(at), f"{number(at)}{end}") for at in places if low - TIE <= at <= high + TIE]
