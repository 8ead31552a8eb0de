"""What comes of the three modes as a table, and the projects one by one."""

from __future__ import annotations

from collections.abc import Callable

from kooperation.base.german import join, number, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, table
from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.exchange import bundle, losers
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import ModeOutcome
from kooperation.negotiation.situation_words import SituationRecord

WORDS = Words("negotiation.outcomes")
LOOK = "small report modes"


def outcomes_table(compared: Compared) -> Markup:
    """Return the comparable numbers: a column for each mode."""
    record, outcomes = compared.record, compared.outcomes
    a, b = record.names
    rows: list[tuple[str, Callable[[ModeOutcome], str]]] = [
        (WORDS["comes_about"], lambda outcome: WORDS["yes"] if outcome.reached else WORDS["no"]),
        (a, lambda outcome: _with_change(outcome, 0)),
        (b, lambda outcome: _with_change(outcome, 1)),
        (WORDS["together"], lambda outcome: _signed(outcome.joint)),
        (WORDS.filled("share", name=a), _share),
        (WORDS.filled("third_row", name=record.third), lambda outcome: _signed(outcome.third)),
        (WORDS["total"], lambda outcome: _signed(outcome.total)),
    ]
    head = ["", *(modes()[mode].short for mode in outcomes)]
    body = [[name, *map(cell, outcomes.values())] for name, cell in rows]
    return table(WORDS["table"], head, body, LOOK)


def _with_change(outcome: ModeOutcome, player: int) -> str:
    return f"{number(outcome.utilities[player])} ({_signed(outcome.change[player])})"


def _signed(value: float) -> str:
    text = number(value)
    return f"+{text}" if text[0].isdigit() and text != "0" else text


def _share(outcome: ModeOutcome) -> str:
    return WORDS["none"] if outcome.share is None else percent(outcome.share, 0)


def projects_table(record: SituationRecord) -> Markup:
    """Return what each project alone brings, and who would block it."""
    d = record.model.disagreement
    rows = []
    for index, project in enumerate(record.model.projects):
        blockers = [record.names[i] for i in losers(bundle([project], d), d)]
        numbers = number(project.first), number(project.second), _signed(project.third)
        name = f"V{index + 1}: {project.name}"
        rows.append([name, *numbers, join(blockers) or WORDS["nobody"]])
    head = [WORDS["project_column"], *record.names, record.third, WORDS["blocks_column"]]
    return table(WORDS["projects_table"], head, rows, LOOK)
