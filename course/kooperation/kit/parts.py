"""Small parts that several explorers are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as w


def dropdown(options: Any, value: Any, label: str) -> w.Dropdown:
    """Return a dropdown as wide as its longest option, within its box."""
    return w.Dropdown(
        options=options,
        value=value,
        description=label,
        style={"description_width": "initial"},
        layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
    )


def checkbox(label: str, value: bool = False, tooltip: str | None = None) -> w.Checkbox:
    """Return a checkbox as wide as its label."""
    return w.Checkbox(
        value=value, description=label, tooltip=tooltip, indent=False, layout={"width": "auto"}
    )


def heading(text: str) -> w.HTML:
    """Return a heading inside a widget."""
    return w.HTML(f'<p class="kooperation-heading">{text}</p>')


def note(text: str) -> str:
    """Return the HTML of a small remark."""
    return f'<p class="kooperation-legend">{text}</p>'


def story(text: str) -> str:
    """Return the HTML of a paragraph."""
    return f'<p class="kooperation-story">{text}</p>'


def sentences(lines: Sequence[str]) -> str:
    """Return German sentences as an HTML list."""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="kooperation-sentences">{items}</ul>'


def show_only(shown: bool, *parts: w.Widget) -> None:
    """Show *parts*, or take them out of sight and out of the way of the Tab key."""
    for part in parts:
        part.layout.display = None if shown else "none"
