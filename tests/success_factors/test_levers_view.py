"""A score sheet: town with levers pulled → the sentences it must say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup
from towns import START

from kooperation.success_factors.levers_view import in_words, lever_sentence
from kooperation.success_factors.levers_words import lever_effects, levers

GAME, FUTURE, BEGIN, MODE = range(4)


@pytest.mark.parametrize(
    ("pulled", "which", "text"),
    [
        ([], GAME, "Das Spiel einer einzelnen Runde: Gefangenendilemma."),
        (["kostendruck"], GAME, "Hirschjagd oder Gefangenendilemma"),
        (["kontinuitaet"], FUTURE, "Die Zukunft zählt zu wenig"),
        (["strukturen"], FUTURE, "hängt davon ab, wie stark die Hebel wirken"),
        (["kontinuitaet", "strukturen"], FUTURE, "Die Zukunft zählt genug"),
        (["kostendruck"], BEGIN, "Anzufangen lohnt sich bei dem Vertrauen, das da ist, nicht."),
        (["kontinuitaet", "strukturen"], BEGIN, "Ob es sich lohnt anzufangen, hängt davon ab"),
        (list(levers()), BEGIN, "Anzufangen lohnt sich bei dem Vertrauen, das da ist."),
        ([], MODE, "Es bleibt beim Kompromiss"),
        (["moderation"], MODE, "hängt von den Annahmen ab"),
        (["leitbild", "ort", "vertrauen", "moderation"], MODE, "für beide Seiten"),
    ],
)  # fmt: skip
def test_sentences_say_what_holds_under_all_assumptions_and_what_is_open(
    pulled: list[str], which: int, text: str
) -> None:
    said = in_words(START, lever_effects(), dict.fromkeys(pulled, 1.0))
    assert text in Markup(said[which]).striptags()


def test_the_weaker_side_alone_may_stay_with_the_compromise() -> None:
    """Formula 3.7: c = 0.12, κ_max = 0.6, β = 0.7: between 0.58 and 0.82 with h = 0.4 only one side gains."""
    town = replace(START, trust=0.7)
    said = Markup(in_words(town, lever_effects(), {})[MODE]).striptags()
    assert "Die schwächere bleibt beim Kompromiss" in said


def test_a_lever_says_who_pulls_it_and_keeps_norms_on_one_line() -> None:
    text = lever_sentence(levers()["leitbild"])
    assert text.startswith("<strong>Leitbilder und Foren schaffen</strong> (örtlich): ")
    assert "(§\N{NO-BREAK SPACE}18d SGB\N{NO-BREAK SPACE}II)" in text
