"""The numbers of the assignment `wiederholung`: whoever draws them gets the same work, and a fair key."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from kooperation.assignments.wiederholung import dilemmas, givens

VARIANTS = range(40)
MANY = range(300)
TOLERANCE = Fraction(1, 100)


@cache
def drawn(variant: int) -> dict[str, Any]:
    return givens(random.Random(f"wiederholung:{variant}"))


def payoffs(given: dict[str, Any]) -> tuple[int, int, int, int]:
    return given["T"], given["R"], given["P"], given["S"]


def thresholds(given: dict[str, Any]) -> tuple[Fraction, Fraction]:
    """Grim trigger's condition and tit for tat's second one, by formulas 2.2 and 2.5."""
    t, r, p, s = payoffs(given)
    return Fraction(t - r, t - p), Fraction(t - r, r - s)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_payoffs_are_a_proper_prisoners_dilemma(variant: int) -> None:
    t, r, p, s = payoffs(drawn(variant))
    assert t > r > p > s >= 0
    assert 2 * r > t + s


@pytest.mark.parametrize("variant", VARIANTS)
def test_both_thresholds_are_simple_fractions_between_0_and_1(variant: int) -> None:
    for threshold in thresholds(drawn(variant)):
        assert 0 < threshold < 1
        assert threshold.denominator <= 10


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_known_mistake_gives_another_number(variant: int) -> None:
    t, r, p, s = payoffs(drawn(variant))
    grim, alternation = thresholds(drawn(variant))
    whole_range = Fraction(t - r, t - s)
    single = {
        grim: [alternation, Fraction(r - p, t - p), Fraction(t - r, r - p), 1 / grim],
        alternation: [grim, Fraction(t - r, r - p), Fraction(t - r, p - s), 1 - alternation],
        max(grim, alternation): [
            min(grim, alternation),
            grim + alternation,
            (grim + alternation) / 2,
            grim * alternation,
            Fraction(t - r + p - s, t - s),
        ],
    }
    for key, mistakes in single.items():
        # Both may be rounded: half a unit of the second decimal on the one side, the tolerance on the other.
        assert all(abs(key - mistake) > 2 * TOLERANCE for mistake in [*mistakes, whole_range])


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_number_of_rounds_is_not_what_a_mistake_gives(variant: int) -> None:
    w = Fraction(repr(drawn(variant)["w"]))
    rounds = 1 / (1 - w)
    assert (rounds * 100).denominator == 1, "two decimals are enough"
    assert all(abs(rounds - m) > 2 * TOLERANCE for m in (w / (1 - w), 1 / w, 1 - w, w))


def test_each_condition_of_tit_for_tat_is_often_the_stricter_one() -> None:
    stricter = [grim > alternation for grim, alternation in map(thresholds, map(drawn, MANY))]
    assert 0.4 < sum(stricter) / len(stricter) < 0.6


def test_the_numbers_of_slide_lecture_and_quiz_are_not_drawn() -> None:
    assert not {(3, 2, 1, 0), (5, 3, 1, 0), (4, 3, 1, 0)} & set(dilemmas())


@pytest.mark.parametrize("variant", VARIANTS)
def test_tit_for_tat_beats_nobody_and_loses_by_one_exploitation_at_most(variant: int) -> None:
    given = drawn(variant)
    points, one = given["points"], given["names"].index("Tit-for-Tat")
    lost = [points[j][one] - points[one][j] for j in range(5)]
    assert set(lost) <= {0, given["T"] - given["S"]}
    assert 1 <= sum(map(bool, lost)) <= 2


@pytest.mark.parametrize("variant", VARIANTS)
def test_tit_for_tat_cooperates_throughout_with_three_and_lives_on_it(variant: int) -> None:
    given = drawn(variant)
    points, one = given["points"], given["names"].index("Tit-for-Tat")
    together = given["n"] * given["R"]
    assert points[one].count(together) == 3
    assert all(points[j][one] == together for j in range(5) if points[one][j] == together)
    assert 3 * together > sum(points[one]) / 2


@pytest.mark.parametrize("variant", VARIANTS)
def test_tit_for_tat_comes_first_or_second(variant: int) -> None:
    given = drawn(variant)
    sums = [sum(row) for row in given["points"]]
    assert sum(total > sums[given["names"].index("Tit-for-Tat")] for total in sums) <= 1


def test_tit_for_tat_does_not_always_win() -> None:
    def wins(given: dict[str, Any]) -> bool:
        sums = [sum(row) for row in given["points"]]
        return bool(sums[given["names"].index("Tit-for-Tat")] == max(sums))

    assert 0.4 < sum(map(wins, map(drawn, MANY))) / len(MANY) < 0.6


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_table_holds_five_contestants_and_what_their_rules_say(variant: int) -> None:
    given = drawn(variant)
    t, r, p, s = payoffs(given)
    n, names, points = given["n"], given["names"], given["points"]
    assert len(set(names)) == 5
    always_c, always_d = names.index("Immer kooperieren"), names.index("Immer defektieren")
    assert points[always_d][always_c] == n * t
    assert points[always_c][always_d] == n * s
    assert points[always_d][always_d] == n * p
    assert points[names.index("Tit-for-Tat")][always_d] == s + (n - 1) * p
    assert points[always_c][always_c] == n * r
