"""Explorers whose picture twins draw answer without a kernel, too: what a page needs for it, the book for instance.

<div class="kooperation-still" … data-alive="{tree, state, nothing}">    `alive.mjs` draws the card that this says
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kooperation.base.words import Words
from kooperation.kit.node import Box, Node
from kooperation.kit.twin import Twin

WORDS = Words("kit.alive")
SHOWING = ("box", "fold", "area", "twin")  # kinds of nodes that wait for nobody


def alive(explorer: Node) -> str | None:
    """Return as JSON tree and state of *explorer*, and what to say where nothing can be drawn, with those controls alone that twins hear.

    None where no twin draws, or where no card has been made yet, so that nothing has a name.
    """
    twins = [node for node in _nodes(explorer) if isinstance(node, Twin)]
    if not twins or explorer._card is None:
        return None
    heard = {control for twin in twins for control in twin.controls.values()}
    tree = _tree(explorer, heard)
    names = {*_names(tree)}
    state = {
        f"{node._name}_{trait}": value
        for node in _nodes(explorer)
        if node._name in names
        for trait, value in node.state().items()
    }
    said = {"tree": tree, "state": state, "nothing": WORDS["nothing"]}
    return json.dumps(said, ensure_ascii=False)


def _nodes(node: Node) -> Iterable[Node]:
    yield node
    for child in node.children if isinstance(node, Box) else ():
        yield from _nodes(child)


def _tree(node: Node, heard: set[Any]) -> dict[str, Any]:
    tree = {"id": node._name, **node.structure()}
    if isinstance(node, Box):
        parts = [_tree(child, heard) for child in node.children if _shows(child, heard)]
        tree["children"] = [part for part in parts if part.get("children") != []]
    return tree


def _shows(node: Node, heard: set[Any]) -> bool:
    return node in heard or (node.prints and node.kind in SHOWING)


def _names(tree: dict[str, Any]) -> Iterable[str]:
    yield tree["id"]
    for child in tree.get("children", ()):
        yield from _names(child)
