"""Scripts and style sheets that lie in the rooms."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def static(room: str, name: str) -> str:
    """Return the text of a script or style sheet that lies in a room."""
    return files("kooperation").joinpath(room, name).read_text("utf-8")


@cache
def style() -> str:
    """Return the style sheet of the page: palette and kit first, then what the rooms have of their own."""
    own = sorted(room.name for room in files("kooperation").iterdir() if room.name != "kit")
    sheets = [
        *(
            ("kit", name)
            for name in ("palette.css", "style.css", "controls.css", "layout.css", "scene.css")
        ),
        *((room, "style.css") for room in own),
    ]
    there = [sheet for sheet in sheets if files("kooperation").joinpath(*sheet).is_file()]
    return "\n".join(static(*sheet) for sheet in there)
