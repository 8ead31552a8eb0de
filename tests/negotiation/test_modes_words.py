"""The modes of slide 15 as records."""

from __future__ import annotations

from dataclasses import replace

from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.mode_traits import findings
from kooperation.negotiation.mode_traits_view import reason_text
from kooperation.negotiation.modes import solve_problems
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_words import situations


def test_the_slides_fifteen_traits_are_those_of_the_model() -> None:
    record = situations()["arbeitsmarktprogramm"]
    found = findings(record.model, record.start)
    for mode, text in modes().items():
        assert [finding.key for finding in found[mode]] == list(text.traits)
    assert sum(len(text.traits) for text in modes().values()) == 15


def test_what_a_search_could_bring_is_not_promised_where_even_full_trust_would_not_bring_it_about() -> (
    None
):
    """The weaker side would block: 10·0.6·1·0.3·0.05 = 0.09 is less than the costs of 0.5."""
    setting = Setting(power=0.05, trust=0.0, room=0.3, cost=0.5)
    compared = Compared(situations()["arbeitsmarktprogramm"], setting)
    assert not solve_problems(compared.record.model, replace(setting, trust=1.0)).reached
    (found,) = (
        finding
        for finding in compared.findings[Mode.COMPROMISE]
        if finding.key == "little_innovation"
    )
    trait = modes()[Mode.COMPROMISE].traits["little_innovation"]
    # 1.8 more on the axis, less 0.5 for each side
    assert reason_text(trait, found, compared) == (
        "Mit vollem Vertrauen wäre nach Abzug der Kosten zusammen 0,8 mehr zu teilen."
    )
