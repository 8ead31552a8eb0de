"""Card: the one widget as which an explorer is displayed, however many nodes it has.

The browser gets `tree`, which says what stands where, and for each trait of a node one of the card's:
`n12_value`. So an entry is an ordinary `update` of one widget, and a redraw of all tables is one message.
The scripts and the style travel once per kernel, in the `Kit`; a card's own script is a few lines.

Drawn anew, a cell closes the cards that it showed before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import uuid4
from weakref import WeakSet

import anywidget
import traitlets

from kooperation.base.words import Words
from kooperation.kit.browser_kernel import adapt
from kooperation.kit.guard import extension, static, style
from kooperation.kit.node import Box, Node
from kooperation.kit.telling import tell_errors

KIT = "dom changes announce guard twin chart player pictures controls sending card loader"
OWN = tuple(f"{name}.js" for name in KIT.split())  # of the kit; the others are nodes'
END = "export default { render };"
FACE = "export { connect, install, render };\n"  # the end of card.js
ELSEWHERE = ("desk", "labextension", "__pycache__")  # no scripts of nodes
WORDS = Words("kit.page")


# What travels once --------------------------------------------------------------------------------


def scripts() -> dict[str, str]:
    """Return the scripts of nodes, by room and name."""
    root = files("kooperation")
    found: dict[str, str] = {}

    def look(folder: Any, name: str) -> None:
        for entry in sorted(folder.iterdir(), key=lambda each: str(each.name)):
            inside = f"{name}/{entry.name}".lstrip("/")
            if entry.is_dir() and entry.name not in ELSEWHERE:
                look(entry, inside)
            elif inside.endswith(".js") and inside not in {f"kit/{own}" for own in OWN}:
                found[inside] = entry.read_text("utf-8")

    look(root, "")
    return found


def code() -> str:
    """Return the module that draws cards."""
    return drawing() + FACE


@cache
def drawing() -> str:
    """Return what draws cards, with the scripts of all nodes; it exports nothing."""
    parts = [static("kit", name) for name in OWN[:-2]]
    for name, text in scripts().items():
        body, end, rest = text.rpartition(END)
        if not end or rest.strip():
            raise ValueError(f"{name} does not end in „{END}“")
        parts.append(f"SCRIPTS[{json.dumps(name)}] = (() => {{\n{body}\nreturn render;\n}})();\n")
    return "\n".join([*parts, static("kit", "card.js").removesuffix(FACE)])


class Plain(anywidget.AnyWidget):
    """A widget without a layout: one for each would double their number, and one for all comes too late.

    Where a page is loaded anew, a cell may run before the page knows what an earlier run has left.
    """

    layout = traitlets.Any(None, allow_none=True).tag(sync=True)


class Kit(Plain):
    """What all cards of a kernel share: the script that draws them, and the style of the page."""

    _esm = "export default {};"
    code = traitlets.Unicode().tag(sync=True)
    css = traitlets.Unicode().tag(sync=True)
    back = traitlets.Unicode().tag(sync=True)  # what leads from a section to where one read
    extension = traitlets.Unicode().tag(sync=True)  # the edition that goes with it


_kits: list[Kit] = []  # of this kernel: none yet, or the one


def _kit() -> Kit:
    if not _kits or _kits[0].comm is None:
        if not _kits:
            adapt()
        _kits[:] = [Kit(code=code(), css=style(), back=WORDS["back"], extension=extension())]
        tell_errors()
    return _kits[0]


# The card -----------------------------------------------------------------------------------------


class Card(Plain):
    """Shows *root* and what is in it."""

    _esm = static("kit", "loader.js")
    kit = traitlets.Unicode().tag(sync=True)
    # By which its script finds the model that it is given a part of.
    own_id = traitlets.Unicode().tag(sync=True)

    def __init__(self, root: Node) -> None:
        self._root = root
        self._nodes: dict[str, Node] = {}
        self._count = self._depth = 0
        # Node and trait, in the order of their changes.
        self._changed: dict[tuple[str, str], None] = {}
        self._new: set[str] = set()
        self._is_grown = False  # there are other nodes than the browser knows
        self._said: Mapping[str, Any] = {}  # what the browser has just said itself
        self._tree = self._grow(root)
        own_id = uuid4().hex
        super().__init__(kit=_kit().model_id, own_id=own_id, model_id=own_id)
        if self.comm is not None:
            # What a page sends is dealt with in the order in which it comes: ipykernel would give the first message to
            # the main thread and the next to another, beside it.
            self.comm._reply_subshell_for = None
        self._new.clear()
        self.on_msg(self._pass_on)

    def _grow(self, node: Node) -> dict[str, Any]:
        """Name *node* and what is in it, and return the tree."""
        if node._card is not self:
            if node._card is not None:
                node._card.forget(node)
            self._count += 1
            node._card, node._name = self, f"n{self._count}"
            self._nodes[node._name] = node
            self._new.add(node._name)
        tree = {"id": node._name, **node.structure()}
        if isinstance(node, Box):
            tree["children"] = [self._grow(child) for child in node.children]
        return tree

    def forget(self, node: Node) -> None:
        """Know nothing of *node* any more."""
        self._nodes.pop(node._name, None)
        node._card = None

    def close(self) -> None:
        for node in tuple(self._nodes.values()):
            self.forget(node)
        super().close()

    # To the browser -------------------------------------------------------------------------------

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        if key is None:
            state["tree"] = self._tree
            for name, node in self._nodes.items():
                state |= {f"{name}_{trait}": value for trait, value in node.state().items()}
        return state

    def hear_change(self, node: Node, trait: str) -> None:
        """Take note that *trait* of *node* is another, and say so, at once or when nobody holds it back."""
        if trait == "children":
            self._is_grown = True
        elif trait in node.synced():
            self._changed[node._name, trait] = None
        if not self._depth:
            self._tell()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Tell the browser of all changes within the outermost block in one message."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self._tell()

    def _tell(self) -> None:
        state: dict[str, Any] = {}
        if self._is_grown:
            self._is_grown = False
            state |= self._regrown()
        changed, self._changed = self._changed, {}
        for name, trait in changed:
            if node := self._nodes.get(name):
                state[f"{name}_{trait}"] = node.plain(trait)
        said = self._said
        state = {name: v for name, v in state.items() if name not in said or said[name] != v}
        if state and self.comm is not None:
            self._send({"method": "update", "state": state, "buffer_paths": []})

    def _regrown(self) -> dict[str, Any]:
        """Return the tree and the state of what is new in it; forget what is not in it any more."""
        self._new.clear()
        self._tree = self._grow(self._root)
        there = _names(self._tree)
        for name, node in tuple(self._nodes.items()):
            if name not in there:
                self.forget(node)
        state: dict[str, Any] = {"tree": self._tree}
        for name in self._new:
            state |= {f"{name}_{trait}": v for trait, v in self._nodes[name].state().items()}
        self._new.clear()
        return state

    # From the browser -----------------------------------------------------------------------------

    def set_state(self, sync_data: dict[str, Any]) -> None:
        parts: dict[str, dict[str, Any]] = {}
        for key, value in sync_data.items():
            name, _, trait = key.partition("_")
            if name in self._nodes:
                parts.setdefault(name, {})[trait] = value
        # What is not said back another window would not hear of.
        self._send({"method": "echo_update", "state": sync_data, "buffer_paths": []})
        before = self._said
        try:
            self._said = sync_data
            with self.held():
                for name, state in parts.items():
                    if node := self._nodes.get(name):
                        node.set_state(state)
                        # A value that is not taken over is told, too.
                        for trait, value in state.items():
                            if trait in node.synced() and node.plain(trait) != value:
                                self._changed[name, trait] = None
        finally:
            self._said = before

    def _pass_on(self, _card: Any, content: Any, buffers: Any) -> None:
        node = self._nodes.get(str(content.get("node"))) if isinstance(content, dict) else None
        if node is not None:
            with self.held():
                node.receive(content.get("content"), buffers)


def _names(tree: dict[str, Any]) -> set[str]:
    return {tree["id"]}.union(*(_names(child) for child in tree.get("children", ())))


# Which cell shows it ------------------------------------------------------------------------------

WINDOWS = 2  # of one notebook that stay alive beside each other; a window that was loaded anew is another one
# By cell and window: the run, and what it shows.
_shown: dict[str, dict[str, tuple[str, WeakSet[Card]]]] = {}


def shown(card: Card) -> Card:
    """Take note that the cell that runs shows *card*, close what it showed in an earlier run, return *card*."""
    cell, window, run = _running()
    if not cell:
        return card
    windows = _shown.setdefault(cell, {})
    before, cards = windows.pop(window, ("", WeakSet()))
    left = set() if before == run else set(cards)
    windows[window] = run, WeakSet([card, *(cards if before == run else ())])
    while len(windows) > WINDOWS:
        left.update(windows.pop(next(iter(windows)))[1])
    for each in left - {
        card for there in _shown.values() for _run, cards in there.values() for card in cards
    }:
        each.close()
    return card


def running_cell() -> str:
    """Return the cell that runs, "" where no kernel says so."""
    return _running()[0]


def is_live() -> bool:
    """Say whether a page has asked for what runs: it shows widgets, and saves none of what it shows (see `tidy`)."""
    return bool(_running()[0])


def _running() -> tuple[str, str, str]:
    """Return the cell that runs, the window that runs it, and the message; "" where no kernel says so."""
    with suppress(ImportError, AttributeError, KeyError, TypeError):
        from IPython import get_ipython

        parent = get_ipython().kernel.get_parent("shell")
        header = parent["header"]
        return (
            str(parent["metadata"].get("cellId", "")),
            str(header["session"]),
            str(header["msg_id"]),
        )
    return "", "", ""
