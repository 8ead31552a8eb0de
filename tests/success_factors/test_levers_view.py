"""A score sheet: town with levers pulled → the sentences it must say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup
from towns import SLIDE, START, all_the_way

from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_view import in_words, lever_sentence
from kooperation.success_factors.levers_words import levers


def said(situation: TownSituation) -> list[str]:
    return [Markup(sentence).striptags() for sentence in in_words(situation)]


@pytest.mark.parametrize(
    ("discount", "text"),
    [
        (0.4, "δ = 0,4: Grim Trigger hält erst ab 0,5."),
        (
            0.6,
            "Grim Trigger hält (ab 0,5), aber Kooperation ist nicht risikodominant (erst ab 0,67)",
        ),
        (0.8, "Grim Trigger hält (ab 0,5), und Kooperation ist risikodominant (ab 0,67)"),
    ],
)
def test_the_future_is_said_by_its_two_thresholds(discount: float, text: str) -> None:
    """Formulas 2.4 and 2.9 with 3/2/1/0: (T − R)/(T − P) = 1/2 and 1 − (R − P)/(T − S) = 2/3."""
    _, future, _, _ = said(replace(SLIDE, time_discount=discount))
    assert text in future


def test_a_stag_hunt_needs_no_future() -> None:
    game, future, start, _ = said(all_the_way("kostendruck"))
    assert game.endswith("Hirschjagd: CC und DD.")
    assert "eine Schwelle braucht es nicht mehr" in future
    assert "Anzufangen lohnt sich, wenn man dem anderen mindestens" in start


@pytest.mark.parametrize(
    ("trust", "found"),
    [
        (0.3, "es bleibt beim Kompromiss"),
        (0.5, "die schwächere Seite bleibt beim Kompromiss"),
        (0.7, "beide machen mit"),
    ],
)
def test_the_mode_changes_when_both_sides_trust_enough(trust: float, found: str) -> None:
    """Formula 3.7: κ_max = 0.6, h = 0.5, c = 0.1, β = 0.8 need 0.368 and 0.1/(0.6·0.5·0.517) = 0.6447."""
    town = replace(START, leeway=0.5, process_cost=0.1, enlargement=0.6, power=0.8, trust=trust)
    _, _, _, mode = said(town)
    assert mode == (
        "Gemeinsames Problemlösen lohnt sich für die stärkere Seite ab τ = 0,37, für die schwächere"
        f" ab τ = 0,64; da sind {str(trust).replace('.', ',')}: {found}."
    )


def test_a_lever_says_its_slide_who_pulls_it_and_keeps_norms_on_one_line() -> None:
    text = lever_sentence(levers()["leitbild"])
    assert text.startswith("<strong>Leitbilder und Foren schaffen</strong> (Folie 17, örtlich): ")
    assert "(§\N{NO-BREAK SPACE}18d SGB II)" in text
