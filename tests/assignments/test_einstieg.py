"""The numbers of the assignment `einstieg`."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from kooperation.assignments.einstieg import ALL_CASES, givens


@pytest.fixture(scope="module")
def drawn() -> set[tuple[int, int]]:
    """Pairs (n, k) of many variants."""
    sets = [givens(random.Random(seed)) for seed in range(3000)]
    return {(int(given["n"]), int(given["k"])) for given in sets}


def test_every_share_is_a_whole_number_of_per_cent(drawn: set[tuple[int, int]]) -> None:
    assert all((100 * Fraction(k, n)).denominator == 1 for n, k in drawn)


def test_every_share_lies_between_a_tenth_and_a_half(drawn: set[tuple[int, int]]) -> None:
    assert all(Fraction(1, 10) < Fraction(k, n) < Fraction(1, 2) for n, k in drawn)


def test_no_known_mistake_leads_to_the_share_or_to_another_mistake(
    drawn: set[tuple[int, int]],
) -> None:
    for n, k in drawn:
        shares = {Fraction(k, n), Fraction(n - k, n), Fraction(k, n - k), Fraction(k, 100)}
        assert len(shares) == 4, (n, k)


def test_all_numbers_of_cases_are_drawn(drawn: set[tuple[int, int]]) -> None:
    assert {n for n, _ in drawn} == set(ALL_CASES)
    assert len(drawn) == 7 + 10 + 19
