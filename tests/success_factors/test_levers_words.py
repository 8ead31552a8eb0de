"""The levers, factors and towns as records."""

from __future__ import annotations

import re

from kooperation.base.sources import sources
from kooperation.base.words import Words
from kooperation.practice.prediction_words import predictions
from kooperation.practice.quiz import Matching
from kooperation.practice.quiz_words import quizzes
from kooperation.success_factors.cooperation_check import TOP
from kooperation.success_factors.levers_words import factors, lever_effects, levers


def test_every_lever_of_slide_17_and_every_factor_of_slide_16_is_there() -> None:
    assert sum(lever.slide == 17 for lever in levers().values()) == 8
    assert sum(16 in factor.slides for factor in factors().values()) == 5
    assert sum(17 in factor.slides for factor in factors().values()) == 8
    assert all(len(factor.levels) == TOP + 1 for factor in factors().values())


def test_sources_of_levers_exist_and_only_cost_pressure_is_out_of_reach() -> None:
    for lever in levers().values():
        assert lever.sources
        assert not set(lever.sources) - set(sources()), lever.key
    assert [k for k, lever in levers().items() if lever.reach == "politisch"] == ["kostendruck"]


def test_every_parameter_has_a_german_name() -> None:
    moved = {effect.parameter for effects in lever_effects().values() for effect in effects}
    assert moved <= set(Words("success_factors.town").section("parameters"))


SYMBOLS = {
    "trust": "τ", "permanence": "δ", "continuity": "δ", "noise": "ε", "temptation": "T", "reward": "R",
    "sucker": "S", "multiplier": "m", "leeway": "h", "process_cost": "c",
}  # fmt: skip


def test_what_a_lever_says_of_itself_is_what_it_does() -> None:
    """Of each effect it tells the direction, and of none how much, since that is only assumed."""
    for key, lever in levers().items():
        assert not re.search(r"\d", lever.why), key
        for effect in lever.effects:
            verb = "steigt" if effect.change > 0 else "sink"
            clauses = re.split(r"[,.:]", lever.why)
            said = [c for c in clauses if re.search(rf"\b{SYMBOLS[effect.parameter]}\b", c)]
            assert any(verb in clause for clause in said), (key, effect)


def test_how_long_money_comes_and_how_much_are_two_levers() -> None:
    """A contract over years moves δ, a better rate T and R; neither claims the other's."""
    moved = {key: {e.parameter for e in effects} for key, effects in lever_effects().items()}
    assert moved["strukturen"] == {"permanence"}
    assert moved["kostendruck"] == {"temptation", "reward"}
    assert "Verpflichtungsermächtigung" in levers()["strukturen"].example
    assert not re.search("jährig|Jahre", levers()["kostendruck"].example)
    assert not any("jährig" in level for level in factors()["kostendruck"].levels)


def test_the_quizzes_keep_duration_and_rate_apart() -> None:
    lever = quizzes()["08_erfolgsfaktoren"]["erfolg-hebel"].task
    assert isinstance(lever, Matching)
    assert (lever.right["laufzeit"], lever.right["verguetung"]) == ("w", "versuchung")
    assert predictions()["hebel-laufzeit"].observed == "zukunft"
    advice = quizzes()["06_wiederholung"]["wiederholung-rat"]
    assert isinstance(advice.task, Matching)
    paid = [o.text for o in advice.options if advice.task.right[o.key] == "auszahlung"]
    assert paid
    assert not any("jährig" in text for text in paid)
