"""The guard: one invisible widget that every visible one brings along, installed once per page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import anywidget
import ipywidgets as w
import traitlets


@cache
def static(room: str, name: str) -> str:
    """Return the text of a script or style sheet that lies in a room."""
    return files("kooperation").joinpath(room, name).read_text("utf-8")


@cache
def style() -> str:
    """Return the style sheet of the page: palette and kit first, then what the rooms have of their own."""
    own = sorted(room.name for room in files("kooperation").iterdir() if room.name != "kit")
    sheets = [
        *(("kit", name) for name in ("palette.css", "style.css", "layout.css")),
        *((room, "style.css") for room in own),
    ]
    there = [sheet for sheet in sheets if files("kooperation").joinpath(*sheet).is_file()]
    return "\n".join(static(*sheet) for sheet in there)


class Guard(anywidget.AnyWidget):
    """Keeps JupyterLab from stealing keys, names slider handles, and brings the style sheet."""

    _esm = static("kit", "changes.js") + static("kit", "guard.js")
    css = traitlets.Unicode(style()).tag(sync=True)


def guarded(*children: w.Widget) -> w.VBox:
    """Return a box with *children* and the guard, so that keys reach them."""
    box = w.VBox([*children, Guard()])
    box.add_class("kooperation-box")
    return box
