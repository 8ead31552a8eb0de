"""The situations as records."""

from __future__ import annotations

from kooperation.negotiation.modes import compare_modes
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_words import situations


def test_there_are_at_least_six_situations_with_norms_and_sources() -> None:
    assert len(situations()) >= 6
    for record in situations().values():
        assert "§" in record.norms
        assert record.sources
        assert all(len(each) == 2 for each in (record.names, record.subjects))


def test_the_labour_market_programme_has_the_worked_examples_numbers() -> None:
    """Formulas 3.4 and 3.5: d = (4, 4), P1 = (8, 3) with −4 for others, P2 = (3, 7)."""
    model = situations()["arbeitsmarktprogramm"].model
    assert model.disagreement == (4, 4)
    assert [(p.first, p.second, p.third) for p in model.projects] == [(8, 3, -4), (3, 7, 0)]


def test_each_mode_is_ahead_somewhere_so_that_there_is_no_ladder() -> None:
    ahead = set()
    for record in situations().values():
        outcomes = compare_modes(record.model, record.start)
        ahead.add(max(outcomes.values(), key=lambda outcome: outcome.joint).mode)
    assert ahead == set(Mode)


def test_a_setting_of_a_record_is_a_setting() -> None:
    assert all(isinstance(record.start, Setting) for record in situations().values())
