"""Colours by name: `colour("own")` in a figure is „var(--kooperation-own)“ of `palette.css`.

Browsers draw a name that does not exist in black or not at all, and say nothing; here it is a
ValueError. plotly knows no CSS: `figure.js` resolves the names when it draws.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

PREFIX = "--kooperation-"


@cache
def palette_css() -> str:
    """Return the palette as CSS, for the page and for what is printed from it."""
    return files("kooperation").joinpath("kit", "palette.css").read_text("utf-8")


@cache
def dark_css() -> str:
    """Return the dark theme's part of the palette for a page without JupyterLab, which has to ask the system."""
    found = re.search(r'^\[data-jp-theme-light="false"\] \{\n(.*?)^\}', palette_css(), re.M | re.S)
    assert found, "palette.css has no dark theme"
    asks = "@media screen and (prefers-color-scheme: dark) and (forced-colors: none)"
    return f"{asks} {{\n:root {{\n{found[1]}}}\n}}"


@cache
def names() -> frozenset[str]:
    """Return the names of all colours: own, other, third, good, wrong, ink …"""
    return frozenset(re.findall(rf"{PREFIX}([\w-]+)\s*:", palette_css()))


@cache
def colour(name: str) -> str:
    """Return the CSS that stands for *name*. Raises ValueError if the palette has no such colour."""
    if name not in names():
        raise ValueError(f"no colour {name!r} in palette.css: {', '.join(sorted(names()))}")
    return f"var({PREFIX}{name})"
