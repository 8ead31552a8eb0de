"""Which strategies hold and which of two to choose, as tables."""

from __future__ import annotations

import math
from collections.abc import Iterable

from kooperation.base.comparing import at_least
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.games.game_view import matrix_table
from kooperation.games.game_words import GameNames
from kooperation.kit.html import Markup, heading, table, tr
from kooperation.repeated.shadow import StrategyVerdict, trust_game
from kooperation.repeated.strategies import always_defect, grim_trigger

WORDS = Words("repeated.verdicts")


def verdicts_table(found: Iterable[StrategyVerdict]) -> Markup:
    """Return for each strategy its threshold, what deviating brings, and whether it holds now."""
    rows = (
        tr(
            verdict.strategy.name,
            threshold_text(verdict.threshold),
            number(verdict.own),
            number(verdict.best),
            _yes_no(verdict.equilibrium),
            _yes_no(verdict.subgame_perfect),
            data_strategy=verdict.strategy.key,
        )
        for verdict in found
    )
    return table(WORDS["table"], WORDS.section("columns").values(), rows, "small shadow")


def threshold_text(value: float | None) -> str:
    """Return a threshold as „0,67“, „nie“, or „–“ where there is none."""
    if value is None:
        return WORDS["unknown"]
    if value == math.inf:
        return WORDS["never"]
    if at_least(value, 1):
        return WORDS.filled("never_finite", value=number(value))
    return number(value)


def _yes_no(value: bool | None) -> str:
    if value is None:
        return WORDS["unknown"]
    return WORDS["yes"] if value else WORDS["no"]


def trust_table(game: SymmetricGame, discount: float) -> Markup:
    """Return the choice between grim trigger and always D as a matrix, equilibria marked (formula 2.9)."""
    names = GameNames(
        player_names=(WORDS["first"], WORDS["second"]),
        cooperate=grim_trigger().name,
        defect=always_defect().name,
    )
    return heading(WORDS["choice"]) + matrix_table(trust_game(game, discount).game, names)
