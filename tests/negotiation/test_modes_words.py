"""The modes of slide 15 as records."""

from __future__ import annotations

from kooperation.negotiation.mode_traits import findings
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation_words import situations


def test_the_slides_fifteen_traits_are_those_of_the_model() -> None:
    record = situations()["arbeitsmarktprogramm"]
    found = findings(record.model, record.start)
    for mode, text in modes().items():
        assert [finding.key for finding in found[mode]] == list(text.traits)
    assert sum(len(text.traits) for text in modes().values()) == 15
