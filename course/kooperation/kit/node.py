"""Nodes: what an explorer is made of. Plain Python objects, until it is displayed as one widget (see `card`).

    area.value = "<p>…</p>"                what a node holds is a trait, and can be observed
    box.children = [area, slider]
    node.hidden = True                     out of sight and out of the way of the Tab key
    node.add_class("kooperation-field")
    node.set_state({"value": 3})           as the browser does, also several traits at once
    node.still()                           as HTML, for where there is no kernel

A trait that is tagged `sync=True` is known to the browser. One that is also tagged `spare=True` is sent
only where it says something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import traitlets

from kooperation.kit.html import Markup, tag

if TYPE_CHECKING:
    from kooperation.kit.card import Card

Hearer = Callable[[Any, Any, Any], None]


class Node(traitlets.HasTraits):
    """A part of an explorer; *kind* says how `card.js` draws it."""

    kind: ClassVar[str]
    classes = traitlets.List(traitlets.Unicode()).tag(sync=True, spare=True)
    hidden = traitlets.Bool(False).tag(sync=True, spare=True)
    prints = True  # also where there is no kernel
    unwritten: tuple[
        str, ...
    ] = ()  # traits that no file holds: the page sets them again in the next kernel

    _card: Card | None = None  # the widget that shows it, and its name there
    _name = ""

    @classmethod
    @cache
    def synced(cls) -> tuple[str, ...]:
        """Return the names of the traits that the browser knows."""
        return tuple(sorted(cls.class_traits(sync=True)))

    @classmethod
    @cache
    def _spare(cls) -> frozenset[str]:
        return frozenset(cls.class_traits(spare=True))

    def state(self) -> dict[str, Any]:
        """Return what the browser has to know, as plain data."""
        values = {name: self.plain(name) for name in self.synced()}
        return {name: value for name, value in values.items() if value or name not in self._spare()}

    def plain(self, name: str) -> Any:
        """Return a trait as plain data."""
        return getattr(self, name)

    def structure(self) -> dict[str, Any]:
        """Return what never changes, for the tree that the browser gets."""
        return {"kind": self.kind, **({"unwritten": [*self.unwritten]} if self.unwritten else {})}

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Set traits as the browser says; observers are told when all are set."""
        with self.hold_trait_notifications():
            for name, value in state.items():
                if name in self.synced():
                    self.set_trait(name, value)

    def notify_change(self, change: Any) -> None:
        """Tell the browser, then the observers."""
        if self._card is not None:
            self._card.hear_change(self, change["name"])
        super().notify_change(change)

    @contextmanager
    def hold_sync(self) -> Iterator[None]:
        """Tell the browser of all changes within the block in one message."""
        if self._card is None:
            yield
            return
        with self._card.held():
            yield

    def add_class(self, *names: str) -> None:
        """Add classes of the style sheet."""
        self.classes = [*self.classes, *(name for name in names if name not in self.classes)]

    def remove_class(self, *names: str) -> None:
        """Take classes away."""
        self.classes = [name for name in self.classes if name not in names]

    # Without a kernel ------------------------------------------------------------------------------

    def still(self) -> Markup:
        """Return as HTML what the node shows now; nothing while it is hidden."""
        return self._still() if self.prints and not self.hidden else Markup()

    def unprinted(self) -> Self:
        """Leave it out where there is no kernel: it says only what a hand could do, or what stands there anyway."""
        self.prints = False
        return self

    def _still(self) -> Markup:
        """Return what is to be read of the node. What is there for a hand alone says nothing."""
        return Markup()

    # Messages -------------------------------------------------------------------------------------

    def on_msg(self, hear: Hearer) -> None:
        """Call *hear* with the node, the content and the buffers of each message from the browser."""
        self._hearers = (*getattr(self, "_hearers", ()), hear)

    def receive(self, content: Any, buffers: Any = None) -> None:
        """Tell what the browser sent to those who listen."""
        for hear in getattr(self, "_hearers", ()):
            hear(self, content, buffers)

    def send(self, content: Any, buffers: list[bytes] | None = None) -> None:
        """Send a message to the node's script."""
        if self._card is not None:
            self._card.send({"node": self._name, "content": content}, buffers)


class Box(Node):
    """Nodes one below the other; *look* are classes of the style sheet without their prefix."""

    kind = "box"
    is_part = False  # whether its attributes are controls
    children = traitlets.Tuple()

    def __init__(self, children: Iterable[Node] = (), look: str = "") -> None:
        super().__init__()
        self.add_class(*(f"kooperation-{name}" for name in look.split()))
        self.children = tuple(children)

    def _still(self) -> Markup:
        parts = [part for child in self.children if (part := child.still())]
        return tag("div", *parts, class_=" ".join(self.classes) or None) if parts else Markup()


class Scripted(Node):
    """A node with a script of its own, which draws it: „room/name.js“.

    The script has a function `render({ model, el })`, as an anywidget has; `model` knows the node's traits.
    """

    kind = "script"
    script: ClassVar[str]

    def structure(self) -> dict[str, Any]:
        return {**super().structure(), "script": self.script}
