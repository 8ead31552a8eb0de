"""Typed text: signs nobody sees go, a line stays a line, and what makes no difference makes none."""

from __future__ import annotations

from kooperation.base.typed_text import clean, quoted, same


def test_signs_nobody_sees_are_gone_and_a_line_stays_a_line() -> None:
    assert clean(" a\u202eb\x00c\nd\u2028e\ud800 ", 80) == "ab c d e"
    assert clean("x" * 9, 4) == "xxxx"


def test_spaces_and_capitals_make_no_difference() -> None:
    assert same(" Verein  am Markt") == same("verein am\tMARKT ")
    assert same("Verein") != same("Vereine")


def test_of_what_is_refused_only_a_beginning_is_quoted() -> None:
    assert quoted("x" * 999) == "x" * 30
    assert quoted(["x"]) == "…"
