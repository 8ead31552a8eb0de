"""German notation of numbers, shares, lists and norms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kooperation.base.german import (
    either,
    join,
    number,
    operand,
    pair,
    percent,
    told_apart,
    unbroken,
    unbroken_markdown,
)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (1.5, 2, "1,5"),
        (2.0, 2, "2"),
        (-3.25, 2, "−3,25"),
        (1 / 3, 4, "0,3333"),
        (100, 0, "100"),  # zeros before the comma stay
        (-0.001, 2, "0"),  # no minus before nothing
        (-0.4, 0, "0"),
        (0.125, 2, "0,12"),
        (2500, 2, "2500"),  # thousands from five digits on
        (9999.996, 2, "10\u202f000"),
        (-1234567.5, 2, "−1\u202f234\u202f567,5"),
    ],
)
def test_numbers_have_a_comma_a_true_minus_and_no_zeros_at_the_end(
    value: float, digits: int, written: str
) -> None:
    assert number(value, digits) == written


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((9, 10), ("9", "10")),
        ((10.002, 10), ("10,002", "10")),  # not „10 statt 10“
        ((0.397, 0.4), ("0,397", "0,4")),
        ((0.1 + 0.2, 0.3), ("0,3", "0,3")),  # only rounding tells them apart
        ((0, 0), ("0", "0")),
        ((2, 2.0004, 1), ("2", "2,0004", "1")),
    ],
)
def test_different_numbers_look_different(
    values: tuple[float, ...], shown: tuple[str, ...]
) -> None:
    assert told_apart(*values) == shown


def test_after_a_sign_a_negative_number_stands_in_parentheses() -> None:
    assert (operand(-2), operand(2)) == ("(−2)", "2")


def test_a_share_is_given_in_per_cent_that_stay_on_their_line() -> None:
    assert percent(0.025) == "2,5\N{NO-BREAK SPACE}%"
    assert percent(0.666, 0) == "67\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")],
)
def test_lists_end_in_a_word(items: list[str], joined: str) -> None:
    assert join(items) == joined


def test_where_one_is_enough_they_end_in_another_word() -> None:
    assert either(["a", "b", "c"]) == "a, b oder c"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("nach § 16a Abs. 2 Satz 1 Nr. 3 SGB II,", "nach §~16a Abs.~2 Satz~1 Nr.~3 SGB~II,"),
        ("Art. 91e GG und §§ 4, 5 SGB XII", "Art.~91e GG und §§~4, 5 SGB~XII"),
        ("mit δ = 0,75 und 5 % bei (3; 0)", "mit δ~=~0,75 und 5~% bei (3;~0)"),
        ("Ein Satz in der Nr. eins: A = B", "Ein Satz in der Nr. eins: A = B"),
        ("60.000 Euro, 74 Prozent, seit 1. Januar", "60.000~Euro, 74~Prozent, seit 1.~Januar"),
    ],
)
def test_what_belongs_together_is_divided_by_no_lines_end(text: str, held: str) -> None:
    assert unbroken(text).replace("\N{NO-BREAK SPACE}", "~") == held


def test_headings_code_and_formulas_of_a_text_stay_as_they_are() -> None:
    text = "# Zu § 1 SGB II\n\nNach § 1 SGB II, `a = 1` und $b = 2$:\n\n```{code}\nc = 3\n```\n"
    held = unbroken_markdown(text).replace("\N{NO-BREAK SPACE}", "~")
    assert held == text.replace("Nach § 1 SGB II", "Nach §~1 SGB~II")


def test_what_two_sides_have_is_divided_by_no_lines_end() -> None:
    assert pair((5.0, 2.5)) == "(5;\u00a02,5)"
    assert pair((Fraction(-1, 2), Fraction(3))) == "(−0,5;\u00a03)"
