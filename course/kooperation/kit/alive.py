"""Explorers whose picture twins draw answer without a kernel, too: what a page needs for it, the book for instance.

<div class="kooperation-still" … data-alive="{tree, state, …}">    `alive.mjs` draws the card that this says
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kooperation.kit.node import Box, Node
from kooperation.kit.twin import Twin

SHOWING = ("box", "fold", "area", "twin")  # kinds of nodes that wait for nobody


def alive(explorer: Node) -> str | None:
    """Return as JSON tree and state of *explorer*, with those controls alone that twins hear; others are told.

    None where no twin draws, or where no card has been made yet, so that nothing has a name.
    """
    twins = [node for node in _nodes(explorer) if isinstance(node, Twin)]
    if not twins or explorer._card is None:
        return None
    heard = {control for twin in twins for control in twin.controls.values()}
    state: dict[str, Any] = {}
    tree = _tree(explorer, heard, state)
    limits = [
        [twin.controls[one]._name, twin.controls[other]._name, more]
        for twin in twins
        for one, (other, more) in twin.limits.items()
    ]
    shown_by = [
        [twin.controls[one]._name, twin.controls[box]._name]
        for twin in twins
        for one, box in twin.shown_by.items()
    ]
    said = {"tree": tree, "state": state, "limits": limits, "shown_by": shown_by}
    return json.dumps(said, ensure_ascii=False)


def _nodes(node: Node) -> Iterable[Node]:
    yield node
    for child in node.children if isinstance(node, Box) else ():
        yield from _nodes(child)


def _tree(node: Node, heard: set[Any], state: dict[str, Any]) -> dict[str, Any]:
    """Return the tree of *node*, and add to *state* what it shows; {} if there is nothing to see."""
    name = node._name
    if node not in heard and (not node.prints or node.kind not in SHOWING):
        state[f"{name}_value"] = told = node.still()
        return {"id": name, "kind": "area"} if told else {}
    tree = {"id": name, **node.structure()}
    if isinstance(node, Box):
        tree["children"] = [part for one in node.children if (part := _tree(one, heard, state))]
        if not tree["children"]:
            return {}
    state |= {f"{name}_{trait}": value for trait, value in node.state().items()}
    return tree
