"""What is refused of numbers that learners set, and the German sentence that says so."""

from __future__ import annotations

import math
from typing import Any

import pytest

from kooperation.base.checks import (
    check_count,
    check_discount,
    check_probability,
    german,
    is_number,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.5, "1,5"), (-2, "−2"), (3, "3"), (True, "„True“"), ("viel", "„viel“"), (None, "„None“")],
)
def test_a_number_is_written_as_in_german_and_anything_else_is_quoted(
    value: object, written: str
) -> None:
    assert german(value) == written


@pytest.mark.parametrize("value", [0, -3, 0.5, 10**30])
def test_finite_integers_and_floats_are_numbers(value: object) -> None:
    assert is_number(value)


@pytest.mark.parametrize("value", [True, False, math.nan, math.inf, -math.inf, "1", None, 1j])
def test_truth_values_text_and_what_is_not_finite_are_none(value: object) -> None:
    assert not is_number(value)


@pytest.mark.parametrize("value", [0, 1, 0.5])
def test_a_probability_lies_between_0_and_1_both_included(value: float) -> None:
    check_probability(value, "Das Rauschen")


@pytest.mark.parametrize(
    ("value", "said"), [(-0.1, "−0,1"), (1.1, "1,1"), (True, "„True“"), (math.nan, "nan")]
)
def test_any_other_probability_is_refused_in_a_sentence_that_names_both(
    value: float, said: str
) -> None:
    with pytest.raises(ValueError, match=r"^Das Rauschen muss") as refused:
        check_probability(value, "Das Rauschen")
    assert str(refused.value) == f"Das Rauschen muss zwischen 0 und 1 liegen, nicht bei {said}."


@pytest.mark.parametrize("value", [0, 0.5, 0.999])
def test_a_discount_factor_is_at_least_0_and_less_than_1(value: float) -> None:
    check_discount(value)


@pytest.mark.parametrize("value", [1, 1.0])
def test_with_a_discount_factor_of_1_the_sum_grows_without_end(value: float) -> None:
    with pytest.raises(ValueError, match=r"^Mit δ = 1 wächst .*; δ muss kleiner als 1 sein\.$"):
        check_discount(value)


@pytest.mark.parametrize(("value", "said"), [(-0.1, "−0,1"), (2, "2"), (True, "„True“")])
def test_any_other_discount_factor_is_named(value: float, said: str) -> None:
    with pytest.raises(ValueError, match=r"^δ muss mindestens 0 und kleiner als 1 sein") as refused:
        check_discount(value)
    assert str(refused.value).endswith(f", nicht {said}.")


def test_a_count_is_a_whole_number_from_its_least_on() -> None:
    check_count(1, "Die Zahl der Runden")
    check_count(2, "Die Zahl der Stellen", least=2)
    check_count(0, "Die Zahl der anderen", least=0)


@pytest.mark.parametrize(
    ("value", "least", "said"),
    [(0, 1, "0"), (1, 2, "1"), (-1, 0, "−1"), (2.0, 1, "2,0"), (True, 1, "„True“")],
)
def test_any_other_count_is_refused_with_the_least_and_what_was_given(
    value: Any, least: int, said: str
) -> None:
    with pytest.raises(ValueError, match=r"^Die Zahl muss") as refused:
        check_count(value, "Die Zahl", least)
    assert str(refused.value) == f"Die Zahl muss eine ganze Zahl ab {least} sein, nicht {said}."


def test_without_a_least_a_count_begins_at_1() -> None:
    with pytest.raises(ValueError, match="ab 1 sein"):
        check_count(0, "Die Zahl")
