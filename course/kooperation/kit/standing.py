"""How a control stands, in a page in which nobody can move it (see `Node.still`)."""

from __future__ import annotations

from collections.abc import Iterable

from kooperation.kit.html import Child, Markup, strong, tag


def setting(label: Child, value: Child) -> Markup:
    """Return how a control stands, where there is none to move."""
    between = " " if str(label).endswith(("?", ":")) else ": "
    return tag("p", label, between, strong(value), look="setting")


def option_list(options: Iterable[Child], chosen: Child = None, *, name: str = "") -> Markup:
    """Return *options* to choose from as a list, called *name* where it is read out; what is *chosen* stands out."""
    items = (tag("li", strong(one) if one == chosen else one) for one in options)
    return tag("ul", *items, look="options", aria_label=name or None)
