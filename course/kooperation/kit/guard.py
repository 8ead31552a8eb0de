"""Scripts and style sheets that lie in the rooms, and the edition of the extension that goes with them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def static(room: str, name: str) -> str:
    """Return the text of a script or style sheet that lies in a room."""
    return files("kooperation").joinpath(room, name).read_text("utf-8")


@cache
def style() -> str:
    """Return the style sheet of the page: the palette, and how all looks."""
    return f"{static('kit', 'palette.css')}\n{looks()}"


@cache
def looks() -> str:
    """Return how all looks in whatever palette: the kit first, then what the rooms have of their own."""
    own = sorted(room.name for room in files("kooperation").iterdir() if room.name != "kit")
    sheets = [
        *(("kit", name) for name in ("style.css", "controls.css", "layout.css", "scene.css")),
        *((room, "style.css") for room in own),
    ]
    there = [sheet for sheet in sheets if files("kooperation").joinpath(*sheet).is_file()]
    return "\n".join(static(*sheet) for sheet in there)


@cache
def extension() -> str:
    """Return the edition of JupyterLab's extension that goes with this package; "" where there is none.

    It ends the address of its first script (see `authoring.extension`), by which the script knows it, too.
    """
    package = files("kooperation").joinpath("labextension", "kooperation", "package.json")
    if not package.is_file():
        return ""
    address: str = json.loads(package.read_text("utf-8"))["jupyterlab"]["_build"]["load"]
    return address.rpartition("?v=")[2]
