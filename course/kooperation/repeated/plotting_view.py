"""What the figures of the room have in common: titles of axes, and upright lines that mark a place."""

from __future__ import annotations

from typing import Any

from kooperation.kit.palette import colour


def title(text: str, **more: Any) -> dict[str, Any]:
    """Return the title of an axis."""
    return {"text": text, "font": {"size": 13}, **more}


def upright(at: float, dash: str = "solid") -> dict[str, Any]:
    """Return a line at *at*, from the bottom to the top."""
    line = {"color": colour("ink"), "dash": dash, "width": 1.5}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}
