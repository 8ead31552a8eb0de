"""A game against a hidden strategy: the rounds as a strip, as a table and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import Action, SymmetricGame
from kooperation.kit.html import Child, Markup, columns, details, legend, small, table, tag, th, tr
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.play import Play
from kooperation.repeated.strategies_words import strategy_texts

WORDS = Words("repeated.play")
SIGNS = {Action.COOPERATE: ("●", "K"), Action.DEFECT: ("✕", "D")}


def payoffs_sentence(game: SymmetricGame) -> str:
    """Say what each combination of moves brings."""
    return WORDS.filled(
        "payoffs",
        t=number(game.temptation),
        r=number(game.reward),
        p=number(game.punishment),
        s=number(game.sucker),
    )


def status_sentence(play: Play, game: SymmetricGame) -> str:
    """Say what the last round brought, what there is in all, and whether it goes on."""
    if not play.rounds:
        return WORDS["not_begun"]
    own, other = at = play.rounds[-1]
    last = WORDS.filled(
        "round",
        number=len(play.rounds),
        own=WORDS.section("did")[own.value],
        other=WORDS.section("does")[other.value],
        payoff=number(game.game.payoff(at, 0)),
        others=number(game.game.payoff(at, 1)),
    )
    sums = play.totals(game)
    total = WORDS.filled("sums", own=number(sums[0]), other=number(sums[1]))
    return f"{last} {total} {WORDS['is_over'] if play.over else WORDS['goes_on']}"


def strip(play: Play) -> Markup:
    """Return the rounds as a strip of signs and letters; the table says the same to screen readers."""
    if not play.rounds:
        return Markup()
    names = (tag("span", WORDS["you"]), tag("span", WORDS["opponent"]))
    who = tag("span", small("\N{NO-BREAK SPACE}"), *names, look="round who")
    rounds = [
        tag("span", small(k), _sign(own), _sign(other), look="round")
        for k, (own, other) in enumerate(play.rounds, 1)
    ]
    return tag("div", who, *rounds, look="strip", aria_hidden="true") + legend(WORDS["strip"])


def _sign(action: Action) -> Markup:
    sign, letter = SIGNS[action]
    text = f"{sign}\N{NARROW NO-BREAK SPACE}{letter}"
    return tag("span", text, look="move", data_move=letter)


def history_table(play: Play, game: SymmetricGame) -> Markup:
    """Return the rounds as a table with words and running sum, the last round first."""
    if not play.rounds:
        return Markup()
    does, total = WORDS.section("does"), 0.0
    rows: list[list[Child]] = []
    for k, at in enumerate(play.rounds, 1):
        payoffs = [game.game.payoff(at, player) for player in (0, 1)]
        total += payoffs[0]
        rows.append([k, *(does[a.value] for a in at), *map(number, payoffs), number(total)])
    both = (WORDS["you"], WORDS["opponent"])
    first = tr(
        th(WORDS["columns.round"], scope="col", rowspan=2),
        th(WORDS["columns.move"], scope="colgroup", colspan=2),
        th(WORDS["columns.payoff"], scope="colgroup", colspan=2),
        th(WORDS["columns.sum"], scope="col", rowspan=2),
    )
    shown = table(WORDS["table"], [first, columns(*both, *both)], rows[::-1], "small")
    return tag("div", shown, look="scroll", role="region", tabindex=0, aria_label=WORDS["table"])


def field_table(field: Sequence[Automaton]) -> Markup:
    """Return the strategies that may be hidden, each with its rule."""
    rows = [[strategy.name, strategy_texts()[strategy.key].rule] for strategy in field]
    head = [WORDS["columns.strategy"], WORDS["columns.rule"]]
    summary = WORDS.filled("field", count=len(field))
    return details(summary, table(None, head, rows, "report small", aria_label=summary))
