"""What a notebook shows where no page asks for its widgets: GitHub, nbviewer, nbconvert, the book.

An explorer's `text/html` is made of the same nodes as its card (`Node.still`). Its frame says which explorer it is and how
its controls stand, and how a page without a kernel brings it to life, where that can be (`alive`):

    <div class="kooperation-still" data-explorer="PayoffExplorer" data-settings="[…]" data-alive="{…}">
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kooperation.kit.alive import alive
from kooperation.kit.guard import style
from kooperation.kit.html import Markup, tag
from kooperation.kit.node import Box, Node

CONTROLS = ("slider", "dropdown", "radio", "checkbox")
_PICTURE = re.compile(r'<svg\b[^>]*\brole="img"[^>]*>.*?</svg>', re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


class Printed(Box):
    """What can stand in a page without a kernel."""

    def in_print(self) -> Markup:
        """Return what is to be read where nobody answers; an exercise says what is right, folded."""
        return super()._still()

    def _still(self) -> Markup:
        """Return it as it stands, with its name and its settings; nothing stays nothing."""
        inside = self.in_print()
        if not inside:
            return inside
        stands = json.dumps([*settings(self)], ensure_ascii=False, default=str)
        name = type(self).__name__
        return tag(
            "div",
            inside,
            look="still",
            lang="de",
            data_explorer=name,
            data_settings=stands,
            data_alive=alive(self),
        )


def settings(node: Node) -> Iterator[dict[str, Any]]:
    """Yield kind, name and value of each control in *node* that can be seen, in its order."""
    if node.hidden:
        return
    if node.kind in CONTROLS:
        stands: Any = node
        name = getattr(node, "name", "") or stands.label
        yield {"kind": node.kind, "name": name, "value": stands.value}
    for child in node.children if isinstance(node, Box) else ():
        yield from settings(child)


def with_still(bundle: Any, explorer: Node) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return *bundle*, what IPython is told of a widget, with the HTML of *explorer*, and its picture if that is all."""
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    html = explorer.still()
    drawn = _PICTURE.findall(html)
    if not html:
        return data, metadata
    more = {"image/svg+xml": standalone(drawn[0])} if len(drawn) == 1 else {}
    return {**data, "text/html": str(html), **more}, metadata


def standalone(svg: str) -> str:
    """Return *svg* as a file of its own, with the rules of the style sheet that it needs."""
    css = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", style(), flags=re.S)
    used = set(re.findall(r"kooperation-[\w-]+", " ".join(re.findall(r'class="([^"]*)"', svg))))
    rules = [
        f"{names.strip()}{{{body.strip()}}}"
        for names, body in _RULE.findall(css)
        if ":root" in names or any(re.search(rf"\.{look}(?![\w-])", names) for look in used)
    ]
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    inside = tag("style", Markup("\n".join(rules).replace("<", "")))  # our own files
    start, end = svg.index("<svg ") + len("<svg "), svg.index(">") + 1
    return f"{head}{svg[start:end]}{inside}{svg[end:]}"
