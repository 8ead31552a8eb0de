"""„Mitnehmen“: the one small menu in the title line of every card; the page draws it and makes pictures (`away.js`)."""

from __future__ import annotations

from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.html import error, joined, note
from kooperation.kit.node import Scripted
from kooperation.kit.own_note import OwnNote
from kooperation.kit.settings import control_values, line, made
from kooperation.kit.table_data import data_csv

WORDS = Words("kit.away")


class Away(Scripted):
    """The menu of *explorer*, whose title is *title*. `note` is the field that it opens, at the foot of the card.

    The browser asks for „data“ or „setting“, and gets them as a message; with „stand“ comes the setting of a link that
    somebody has opened, whose card this is: `made` by the same call, in the same `cell`. `said` tells what became of it.
    """

    script = "kit/away.js"
    words = traitlets.Dict().tag(sync=True)
    made = traitlets.Unicode().tag(sync=True)
    cell = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    noting = traitlets.Bool(False).tag(sync=True, spare=True)
    said = traitlets.Unicode().tag(sync=True, spare=True)

    def __init__(self, explorer: Any, title: str) -> None:
        super().__init__(words=dict(WORDS.section("menu")), made=made(explorer), title=title)
        self._explorer = explorer
        self.note = OwnNote(self.made, title)
        self.noting = not self.note.hidden
        self.observe(self._show_note, "noting")
        self.on_msg(self._answer)

    def _show_note(self, _change: Any) -> None:
        self.note.hidden = not self.noting

    def _answer(self, _node: Any, content: Any, _buffers: Any) -> None:
        asked = content if isinstance(content, dict) else {}
        if asked.get("ask") == "data":
            self.send({"data": True}, [data_csv(self.title, self._explorer)])
        elif asked.get("ask") == "setting":
            self.send(self._setting())
        elif "stand" in asked:
            self._take_over(asked["stand"])

    def _setting(self) -> dict[str, Any]:
        """Return the lines for a cell, and what a link has to say, as plain data."""
        name = type(self._explorer).__name__
        call = line(self._explorer, self._explorer.at_first)
        imported = f"from kooperation.widgets import {name}"
        return {"line": f"{imported}\n{call}", "stand": dict(control_values(self._explorer).values)}

    def _take_over(self, given: Any) -> None:
        wrong = self._explorer.take_over_setting(given)
        told = [error(sentence) for sentence in wrong]
        self.said = joined(told) if told else note(WORDS["taken_over"])
