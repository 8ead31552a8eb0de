"""Numbers as people type them: what is read, and what is asked back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.base.typed_numbers import names_percent, parse_number


@pytest.mark.parametrize(
    "text",
    ["0,5", "0.5", ",5", ".5", "1/2", " 1 / 2 ", "½", "50 %", "50%", "50 Prozent", "≈ 0,5", "2⁄4"],
)
def test_a_half_has_many_spellings(text: str) -> None:
    assert parse_number(text) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,5", Fraction(7, 2)),  # a slider's text box reads 3 or 35
        ("1 1/2", Fraction(3, 2)),
        ("1½", Fraction(3, 2)),
        ("−1", Fraction(-1)),
        ("- 0,25", Fraction(-1, 4)),
        ("1.234,5", Fraction(2469, 2)),
        ("1.000.000", Fraction(1_000_000)),
        ("10\u202f000,5", Fraction(20001, 2)),  # as we write it
        ("10 000", Fraction(10_000)),
        ("1 100/200", Fraction(3, 2)),
        ("0.125", Fraction(1, 8)),
        ("66 2/3 %", Fraction(2, 3)),
    ],
)
def test_german_and_english_notation_are_read_exactly(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["2.500", "100.000", "−1.200"])
def test_a_point_before_three_digits_is_asked_back(text: str) -> None:
    with pytest.raises(ValueError, match="kann zweierlei heißen"):
        parse_number(text)


@pytest.mark.parametrize(
    "text", ["viel", "1 2", "1e5", "1/2/3", "1,2,3", "٣", "--1", "nan", "inf", "1²", "9" * 40]
)
def test_what_is_no_number_is_said_in_german(text: str) -> None:
    with pytest.raises(ValueError, match="lässt sich nicht als Zahl lesen"):
        parse_number(text)


@pytest.mark.parametrize(("text", "word"), [("", "zuerst"), ("  ", "zuerst"), ("1/0", "null")])
def test_nothing_and_division_by_zero_are_said_too(text: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse_number(text)


@given(st.fractions(-999, 999, max_denominator=999))
def test_each_fraction_is_read_as_it_is_written(value: Fraction) -> None:
    assert parse_number(f"{value.numerator}/{value.denominator}") == value


@given(st.decimals(0, 999, places=2))
def test_comma_and_point_mean_the_same_and_percent_is_a_hundredth(value: object) -> None:
    text = str(value)
    assert parse_number(text) == parse_number(text.replace(".", ",")) == Fraction(text)
    assert parse_number(f"{text} %") == Fraction(text) / 100


@given(st.text(max_size=40))
def test_whatever_is_typed_there_is_a_number_or_a_sentence(text: str) -> None:
    said = ""
    try:
        parse_number(text)
    except ValueError as error:
        said = str(error)
    assert not said or said.endswith(".")


def test_percent_is_noticed_at_the_end_only() -> None:
    assert names_percent("80 %")
    assert not names_percent("80")
