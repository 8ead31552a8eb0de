"""What a prediction calls right about games is what the models compute."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from dilemmas import AXELROD, LECTURE
from kooperation.games.classification import Classification, GameKind, classify
from kooperation.games.game import C, D, SymmetricGame, letters, seen_by
from kooperation.games.game_words import games
from kooperation.games.public_good import PublicGoodGame, equilibria, payoff
from kooperation.games.solution import pure_equilibria
from kooperation.games.tree import Decision, below, best
from kooperation.games.tree_words import trees
from kooperation.games.trust import binary_trust_threshold, trust_threshold
from kooperation.practice.prediction_words import predictions
from kooperation.repeated.folk_theorem import feasible, minmax_corner
from kooperation.repeated.forgiveness import forgiveness
from kooperation.repeated.polygon import contains
from kooperation.repeated.shadow import trust_game
from kooperation.repeated.strategies import tit_for_tat
from kooperation.repeated.thresholds import grim_threshold, tit_for_tat_thresholds
from kooperation.repeated.transcript import drawn_luck, totals, transcript

ALTERNATING = SymmetricGame(4, 2, 1, 0)
UNEQUAL = games()["ungleiche_macht"].game
POSSIBLE = [
    (Fraction(first), Fraction(second))
    for first, second in (("2", "2"), ("2.4", "1.2"), ("1.2", "1.2"), ("2.6", "0.8"))
]
LUCK = drawn_luck(30, Random(1))
ECHO = transcript(tit_for_tat(), tit_for_tat(), LUCK, slips=[(4, 0)])


def after_giving(next_contract: float) -> frozenset[int]:
    """Return what the provider does best in the trust tree: 0 returns, 1 keeps."""
    node = below(trees()["vertrauen"].tree({"f": next_contract}), (1,))
    assert isinstance(node, Decision)
    return best(node)


HELD = {
    "dilemma-abwechseln": (
        "einmal",
        classify(ALTERNATING.game) == Classification(GameKind.PRISONERS_DILEMMA, alternating=True),
    ),
    "dilemma-versuchung": (
        "beide",
        pure_equilibria(SymmetricGame(1.9, 2, 1, 0).game) == ((C, C), (D, D)),
    ),
    "dilemma-nachgeben": ("einer", pure_equilibria(games()["chicken"].game) == ((C, D), (D, C))),
    "dilemma-vertrauen": (
        "zwei-drittel",
        trust_threshold(seen_by(0, games()["hirschjagd"].game)) == pytest.approx(2 / 3),
    ),
    "dilemma-ausweg": (
        "mehr",
        (grim_threshold(LECTURE), grim_threshold(LECTURE, 1.5)) == pytest.approx((1 / 2, 2 / 3)),
    ),
    "dilemma-versprechen": (
        "zehn",
        [after_giving(worth) for worth in (9, 10, 11)] == [{1}, {0, 1}, {0}],
    ),
    "dilemma-vorleistung": ("haelfte", binary_trust_threshold(15, 10, 5) == 0.5),
    "dilemma-viele": ("fuenfunddreissig", payoff(PublicGoodGame(6, 10, 3), False, 5) == 35),
    "dilemma-mindestzahl": ("niemand-oder-vier", equilibria(PublicGoodGame(6, 10, 3, 4)) == (0, 4)),
    "wiederholung-schwelle": ("halb", grim_threshold(LECTURE) == 0.5),
    "wiederholung-abwechseln": (
        "nur-grim",
        grim_threshold(AXELROD) < 0.6 < tit_for_tat_thresholds(AXELROD).equilibrium,
    ),
    "wiederholung-ungleich": (
        "jobcenter",
        [grim_threshold(seen_by(player, UNEQUAL)) for player in (0, 1)]
        == pytest.approx([2 / 3, 0.4]),
    ),
    "wiederholung-welches-spiel": (
        "hirschjagd",
        classify(trust_game(LECTURE, 0.75).game).kind is GameKind.STAG_HUNT,
    ),
    "wiederholung-moeglich": (
        "schief",
        [
            contains(feasible(LECTURE.game), [at])
            and all(mine > sure for mine, sure in zip(at, minmax_corner(LECTURE.game), strict=True))
            for at in POSSIBLE
        ]
        == [True, True, True, False],
    ),
    "wiederholung-echo": (
        "echo",
        {letters(each.profile) for each in ECHO[5:]} == {"CD", "DC"}
        and totals(ECHO, LECTURE.game) == (47, 47),
    ),
    "wiederholung-verzeihen": (
        "anderthalb",
        forgiveness(LECTURE, 0, 0.01).itself[0] == pytest.approx(1.5),
    ),
}


@pytest.mark.parametrize("key", HELD)
def test_the_answer_called_right_is_the_one_that_is_computed(key: str) -> None:
    option, holds = HELD[key]
    assert predictions()[key].observed == option
    assert holds
