"""Twins: a part of an explorer that the page draws itself, in the frame in which a key is pressed.

    self.twin = Twin("games/trust_game.js", {"table": self.table}, words={"game": "games.trust_game"})
    self.twin.controls = {"given": self.given}           whose values the script is given, by these names
    self.twin.show(table=trust_game_table(…))            what the kernel draws: with what it was drawn from

The kernel draws, too, and what it says counts: the page shows its own picture only until the kernel's for the same
values is there. Both are the same, fragment for fragment (`tests/kit/test_twins.py` tries thousands); where they are not, the
kernel's stays and the console tells. A script draws no more than it can: areas it leaves out are dimmed meanwhile.
In an explorer a twin stands after its controls and areas.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.html import Markup, fill
from kooperation.kit.node import Node


class Twin(Node):
    """Draws *areas* by the script „room/name.js“, whose `render(values, words, record)` returns fragments by name.

    *words* says for each name in the script which section of a room's words it gets; `record` is what else it has to
    know, and may change; `drawn` are the values that the kernel's picture belongs to.
    """

    kind = "twin"
    words = traitlets.Dict().tag(sync=True)
    record = traitlets.Dict().tag(sync=True)
    drawn = traitlets.Dict().tag(sync=True)

    def __init__(self, script: str, areas: Mapping[str, Area], words: Mapping[str, str]) -> None:
        super().__init__(words={name: handed(Words(of).section()) for name, of in words.items()})
        self.script, self.areas = script, areas
        self.controls: Mapping[str, Any] = {}
        # What the kernel sees to, and a page without one by itself: a slider reaches as far as another's value and so
        # much more, and a control is there only while a box is ticked.
        self.limits: Mapping[str, tuple[str, float]] = {}
        self.shown_by: Mapping[str, str] = {}

    def structure(self) -> dict[str, Any]:
        named = {name: area._name for name, area in self.areas.items()}
        heard = {name: control._name for name, control in self.controls.items()}
        return {**super().structure(), "script": self.script, "areas": named, "controls": heard}

    def show(self, **fragments: Markup) -> None:
        """Show what the kernel has drawn from the values that the controls have now."""
        with self.hold_sync():
            for name, fragment in fragments.items():
                self.areas[name].show(fragment)
            self.drawn = self.values

    @property
    def values(self) -> dict[str, Any]:
        """What the controls say."""
        return {name: control.value for name, control in self.controls.items()}


def handed(text: Any) -> Any:
    """Return a text of `words.toml` as HTML whose `{places}` are still to be filled; a section text by text."""
    if isinstance(text, Mapping):
        return {name: handed(inner) for name, inner in text.items()}
    if not isinstance(text, str):
        return [handed(inner) for inner in text]
    places = {name for _, name, _, _ in Formatter().parse(text) if name}
    return str(fill(text, **{name: f"{{{name}}}" for name in places}))
