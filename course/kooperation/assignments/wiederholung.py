"""The numbers of the assignment `wiederholung`: payoffs, a chance to meet again, a small tournament."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import Any

from kooperation.games.classification import Classification, GameKind, classify
from kooperation.games.game import SymmetricGame
from kooperation.repeated.match import Rounds
from kooperation.repeated.strategies import (
    alternating,
    always_cooperate,
    always_defect,
    grim_trigger,
    suspicious_tit_for_tat,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.tournament import TournamentResult, play_tournament

PAYOFFS = range(13)
LARGEST_SUCKER = 3
LARGEST_DENOMINATOR = 10
# Numbers that differ by less could be taken for each other after rounding to two decimals.
APART = Fraction(1, 40)

# The lecture's own examples are 0.7, 0.8 and 0.95; with 1/2, dividing by w would give the same.
CHANCES = (0.6, 0.75, 0.84, 0.875, 0.9, 0.92, 0.96, 0.98)

ROUNDS = range(6, 11)
ALWAYS_THERE = (tit_for_tat, always_cooperate, always_defect)
FRIENDLY = (grim_trigger, tit_for_two_tats, two_tits_for_tat, win_stay_lose_shift)
UNFRIENDLY = (suspicious_tit_for_tat, alternating)
PLAIN_DILEMMA = Classification(GameKind.PRISONERS_DILEMMA)  # one in which taking turns brings less

Numbers = tuple[int, int, int, int]
Field = tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]


def givens(rng: random.Random) -> dict[str, Any]:
    """Return the numbers of a variant: T, R, P, S, w, the tournament's rounds n, names and points.

    All variants ask the same amount of work: a prisoners' dilemma in whole numbers, thresholds with
    denominators up to LARGEST_DENOMINATOR, and five contestants, of whom two besides tit for tat are
    friendly and one begins to defect now and then. Each of the two conditions of tit for tat is the
    stricter one in half of the variants; so is tit for tat ahead of all others in half of them, and
    second in the rest.
    """
    alternation_is_stricter, ahead = rng.random() < 0.5, rng.random() < 0.5
    games = [
        game
        for game in dilemmas()
        if (game[1] - game[3] < game[0] - game[2]) == alternation_is_stricter
    ]
    while True:
        numbers, rounds = rng.choice(games), rng.choice(ROUNDS)
        contestants = [
            make() for make in (*ALWAYS_THERE, rng.choice(FRIENDLY), rng.choice(UNFRIENDLY))
        ]
        rng.shuffle(contestants)
        played = play_tournament(contestants, SymmetricGame(*numbers), Rounds(rounds))
        place = next(s.place for s in played.ranking if s.name == tit_for_tat().name)
        if place == (1 if ahead else 2):
            break
    names, points = totals(played, rounds)
    return {
        **dict(zip("TRPS", numbers, strict=True)),
        "w": rng.choice(CHANCES),
        "n": rounds,
        "names": names,
        "points": points,
    }


def totals(played: TournamentResult, rounds: int) -> Field:
    """Return the names and what each row gets from each column in all *rounds* together."""
    return played.matches.names, tuple(
        tuple(round(per_round * rounds) for per_round in row) for row in played.payoffs
    )


@cache
def dilemmas() -> tuple[Numbers, ...]:
    """Return all (T, R, P, S) to draw from: dilemmas whose thresholds no known mistake hits by chance."""
    return tuple(_candidates())


def _candidates() -> Iterator[Numbers]:
    for t, r, p, s in product(PAYOFFS, repeat=4):
        if (
            s <= LARGEST_SUCKER
            and classify(SymmetricGame(t, r, p, s).game) == PLAIN_DILEMMA
            and max(t - p, r - s) <= LARGEST_DENOMINATOR
            and _apart(t, r, p, s)
        ):
            yield t, r, p, s


def _apart(t: int, r: int, p: int, s: int) -> bool:
    """Say whether the fractions that are mixed up most easily can be told from each other."""
    gain = t - r
    single = [Fraction(gain, t - p), Fraction(gain, r - s), Fraction(gain, t - s)]
    confused = [Fraction(gain, r - p), Fraction(gain, p - s), Fraction(r - p, t - p)]
    confused += [1 - single[1], Fraction(gain + p - s, t - s)]
    together = [single[0] + single[1], (single[0] + single[1]) / 2, single[0] * single[1]]
    return all(abs(a - b) > APART for a, b in combinations(single, 2)) and all(
        abs(a - b) > APART for a, b in product(single[:2], confused + together)
    )
