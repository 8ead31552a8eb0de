"""Cohen's κ with linear weights, and what follows from two marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.grading.marking_desk.agreement import agreed, kappa

POINTS = st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0])
PAIRS = st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=12)


def test_kappa_of_a_table_counted_by_hand() -> None:
    # Ten texts, 0, 1 or 2 points. Rows A, columns B:  2 1 0 / 1 3 0 / 0 1 2.
    table = [[2, 1, 0], [1, 3, 0], [0, 1, 2]]
    pairs = [(a, b) for a in range(3) for b in range(3) for _ in range(table[a][b])]
    # Observed: three texts a point apart, 3/10. A has 3, 4, 3 texts of each, B 3, 5, 2; by chance
    # (3·5 + 4·3 + 4·2 + 3·5)·1 + (3·2 + 3·3)·2 = 50 + 30 = 80 of 100. κ = 1 − 0.3/0.8 = 0.625.
    assert kappa(pairs) == pytest.approx(0.625)


def test_kappa_is_the_unweighted_one_where_there_are_two_categories() -> None:
    # Cohen's own measure: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: (0.7 − 0.5)/(1 − 0.5).
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(pairs) == pytest.approx(0.4)


@given(PAIRS)
def test_kappa_is_at_most_one_and_the_same_both_ways(pairs: list[tuple[float, float]]) -> None:
    value, turned = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert value == pytest.approx(turned)
    assert value is None or value <= 1


@given(PAIRS)
def test_kappa_does_not_depend_on_the_unit(pairs: list[tuple[float, float]]) -> None:
    assert kappa(pairs) == pytest.approx(kappa([(10 * a + 3, 10 * b + 3) for a, b in pairs]))


def test_kappa_is_one_for_equal_marks_and_none_where_chance_agrees_always() -> None:
    assert kappa([(0, 0), (1, 1), (2, 2)]) == 1
    assert kappa([(2, 2), (2, 2)]) is None
    assert kappa([]) is None


def test_a_step_apart_the_higher_holds_and_further_apart_none() -> None:
    assert agreed(1, 1.5, step=0.5) == agreed(1.5, 1, step=0.5) == 1.5
    assert agreed(0.1 + 0.2, 0.8, step=0.5) == 0.8
    assert agreed(1, 2, step=0.5) is None
