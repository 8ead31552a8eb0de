"""What a question of an assignment shows beside its controls, and the report of the formal check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kooperation.assignments.questions import Item, Question, Table
from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.games.game_view import plain_table
from kooperation.games.own_game_sheet import along
from kooperation.games.own_game_view import own_table, what_holds
from kooperation.kit.html import BR, Markup, joined, story, strong, table, tag

PACKING, WORDS = Words("assignments.packing"), Words("assignments.assignment")
GAME = Words("games.own")
FEW_COLUMNS = 3


def introduction(question: Question) -> Markup:
    """Return the text and the table above all parts of *question*, nothing if it has none."""
    return joined(
        [
            story(unbroken(question.text)) if question.text else None,
            given_table(question.table) if question.table else None,
        ]
    )


def given_table(given: Table) -> Markup:
    """Return a table of what is given; its first column names the rows."""
    # Few columns fit anywhere; many are set one below the other where there is no room.
    look = "wide" if len(given.head) > FEW_COLUMNS else "narrow"
    shown = table(given.caption, given.head, given.rows, look, labelled=True)
    return tag("div", shown, look="fit")


def part_text(label: str, item: Item) -> Markup:
    """Return what a part asks, under its *label*; a game is shown with its matrix."""
    if item.game:
        return story(unbroken(item.game.story)) + plain_table(item.game)
    if item.title:
        return story(strong(f"{label}: {item.title}"), BR, unbroken(item.text))
    return story(strong(f"{label}:"), " ", unbroken(item.text))


def game_along(question: Question, answers: Mapping[str, Any]) -> Markup:
    """Return the learner's own game that goes along with the answer to *question*, and what holds in it; nothing if none does."""
    game = along(answers) if question.own.get("own_game") else None
    return own_table(game, GAME["table.caption"]) + what_holds(game) if game else Markup()


def formal_report(rows: Iterable[tuple[str, Iterable[str]]]) -> Markup:
    """Return the table of the formal check: each question's title, and what is missing or malformed."""
    lines = [(title, joined(problems, BR) or WORDS["complete"]) for title, problems in rows]
    return table(WORDS["report"], [], lines, "report")


def download_link(name: str, content: str) -> Markup:
    """Return the link that downloads a zip file, *content* as base64: the server may be far from the browser."""
    address = f"data:application/zip;base64,{content}"
    text = PACKING.filled("download", name=name)
    return tag("p", tag("a", text, href=address, download=name), look="story download")
