"""The public good: a chart of one's payoff, a table for one situation, and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import either, number
from kooperation.base.words import Words
from kooperation.games.public_good import PublicGoodGame, equilibria, payoff
from kooperation.kit.chart import Line, Mark, line_chart
from kooperation.kit.html import Markup, numeric, places, table

WORDS = Words("games.public_good")


def situation(good: PublicGoodGame) -> str:
    """Return the situation in words."""
    return WORDS.filled(
        "story",
        endowment=number(good.endowment),
        multiplier=number(good.multiplier),
        each=number(good.marginal_return),
    )


def chart(good: PublicGoodGame, others: int) -> Markup:
    """Return one's payoff with and without paying, by how many of the others pay."""
    counts = range(good.players)
    lines = [
        Line(name, [(k, payoff(good, pays, k)) for k in counts], dashed=pays, dots=True)
        for name, pays in ((WORDS["free_rides"], False), (WORDS["pays"], True))
    ]
    return line_chart(
        lines,
        WORDS["x_axis"],
        WORDS["y_axis"],
        " ".join(in_words(good)),
        [Mark(others, WORDS.filled("mark", count=others), strong=True)],
        list(counts),
    )


def payoffs_table(good: PublicGoodGame, others: int) -> Markup:
    """Return what I and the others have if I pay and if I do not, while *others* pay."""
    shown = []
    for pays in (True, False):
        paying = others + pays
        payers = payoff(good, True, paying - 1) if others else None
        keepers = payoff(good, False, paying) if others < good.players - 1 else None
        values = (payoff(good, pays, others), payers, keepers)
        shown += [WORDS["nobody_else"] if value is None else number(value) for value in values]
    return _what_each_has(shown)


def payoffs_frame() -> Markup:
    """Return the table with places for what depends on the sliders."""
    return _what_each_has(places(6))


def _what_each_has(values: Sequence[str]) -> Markup:
    rows = [
        [name, *map(numeric, cells)]
        for name, cells in ((WORDS["if_pays"], values[:3]), (WORDS["if_not"], values[3:]))
    ]
    head = ["", WORDS["mine"], WORDS["payers"], WORDS["keepers"]]
    return table(WORDS["table"], head, rows, "report ranking small")


def in_words(good: PublicGoodGame) -> list[str]:
    """Return German sentences: the extremes, why it is a dilemma or none, and the equilibria."""
    n = good.players
    extremes = WORDS.filled(
        "extremes",
        all=number(payoff(good, True, n - 1)),
        none=number(payoff(good, False, 0)),
        rider=number(payoff(good, False, n - 1)),
    )
    return [extremes, _kind(good), _equilibria(good)]


def _kind(good: PublicGoodGame) -> str:
    k = good.threshold
    if not good.worth_it:
        return WORDS["unprofitable"]
    if good.pays_each:
        return WORDS["harmony"] if k == 1 else WORDS.filled("harmony_threshold", count=k)
    if k == good.players and k in equilibria(good):
        return WORDS["assurance"]
    if good.is_even:
        return WORDS["even"] if k == 1 else WORDS.filled("even_threshold", count=k)
    if k == 1:
        share, multiplier = number(good.marginal_return), number(good.multiplier)
        return WORDS.filled("dilemma", share=share, multiplier=multiplier)
    if k not in equilibria(good):
        return WORDS.filled("pivotal_not", count=k)
    return WORDS.filled("coordination", count=k)


def _equilibria(good: PublicGoodGame) -> str:
    paying = equilibria(good)
    if len(paying) > good.players:
        return WORDS["any"]
    if len(paying) > 2:  # m = n and a minimum number: nobody, or any number from there on
        return WORDS.filled("any_from", count=paying[1])
    found = [_count(good, number) for number in paying]
    if len(found) == 1:
        return WORDS.filled("alone", count=found[0])
    return WORDS.filled("several", counts=either(found))


def _count(good: PublicGoodGame, paying: int) -> str:
    if paying == 0:
        return WORDS["nobody"]
    return WORDS["everybody"] if paying == good.players else WORDS.filled("some", count=paying)
