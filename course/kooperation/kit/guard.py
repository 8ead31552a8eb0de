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


class Guard(anywidget.AnyWidget):
    """Keeps JupyterLab from stealing keys, names slider handles, and brings the style sheet."""

    _esm = static("kit", "guard.js")
    css = traitlets.Unicode(static("kit", "palette.css") + static("kit", "style.css")).tag(
        sync=True
    )


def guarded(*children: w.Widget) -> w.VBox:
    """Return a box with *children* and the guard, so that keys reach them."""
    box = w.VBox([*children, Guard()])
    box.add_class("kooperation-box")
    return box
