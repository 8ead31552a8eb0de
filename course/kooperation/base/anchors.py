"""Where a heading can be linked."""

from __future__ import annotations

import re


def anchor(title: str) -> str:
    """Return what a link to the heading *title* says, as JupyterLab reads it."""
    return re.sub(r"[*_`]", "", title).replace(" ", "-")
