"""How far a part of a map is, in words, as a score sheet: part, choices → sentence."""

from __future__ import annotations

import pytest

from kooperation.base.records import ContentError, load
from kooperation.institutions import interfaces_words
from kooperation.institutions.case_map import PARTS, Choices, compare_part
from kooperation.institutions.case_map_words import PART_NAMES, state
from kooperation.institutions.cases_words import cases
from kooperation.institutions.interfaces_words import parts

KEY = cases()["entgiftung"].map_key  # JC, BER, and DRV or KK; type S, V or L; I1 to I4


def chosen(text: str) -> Choices:
    return frozenset(text.split())


@pytest.mark.parametrize(
    ("part", "choices", "said"),
    [
        ("actors", "", "Stellen: noch offen."),
        ("actors", "GA", "Stellen: 0 von 3 nötigen Stellen gefunden."),
        ("actors", "JC", "Stellen: 1 von 3 nötigen Stellen gefunden."),
        ("actors", "JC DRV KK", "Stellen: 2 von 3 nötigen Stellen gefunden."),
        ("actors", "JC ABH", "Stellen: 1 von 3 nötigen Stellen gefunden; 1 passt nicht."),
        ("actors", "JC BER KK ABH", "Stellen: 3 von 3 nötigen Stellen gefunden; 1 passt nicht."),
        ("actors", "ABH AA", "Stellen: 0 von 3 nötigen Stellen gefunden; 2 passen nicht."),
        ("actors", "JC BER KK", "✓ Stellen: vollständig."),
        ("bases", "", "Rechtsgrundlagen: noch offen."),
        (
            "bases",
            "JC:sgb9-9",
            "Rechtsgrundlagen: 1 von 3 nötigen Stellen hat eine passende Grundlage.",
        ),
        (
            "bases",
            "JC:sgb9-9 KK:sgb5-40 JC:sgb9-6",
            "Rechtsgrundlagen: 2 von 3 nötigen Stellen haben eine passende Grundlage; 1 passt nicht.",
        ),
        (
            "bases",
            "JC:sgb9-6 JC:sgb9-14",
            "Rechtsgrundlagen: 0 von 3 nötigen Stellen haben eine passende Grundlage; 2 passen nicht.",
        ),
        ("problem", "", "Problemtyp: noch offen."),
        ("problem", "D", "Problemtyp: der Haupttyp passt noch nicht."),
        ("problem", "V", "✓ Problemtyp: vollständig."),
        ("instruments", "", "Instrument: noch offen."),
        ("instruments", "I7", "Instrument: noch kein passendes; 1 passt nicht."),
        ("instruments", "I5 I7", "Instrument: noch kein passendes; 2 passen nicht."),
        ("instruments", "I1 I7", "Instrument: mindestens eines passt; 1 passt nicht."),
        ("instruments", "I1", "✓ Instrument: vollständig."),
    ],
)
def test_how_far_a_part_is(part: str, choices: str, said: str) -> None:
    key = KEY.part(part)
    assert state(part, compare_part(chosen(choices), key), key) == said


def test_each_part_has_a_name_of_its_own() -> None:
    assert tuple(PART_NAMES) == PARTS
    assert len(set(PART_NAMES.values())) == len(PARTS)


def test_a_part_without_its_words_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = load("institutions/interfaces")
    del raw["parts"]["problem"]
    monkeypatch.setattr(interfaces_words, "load", lambda _name: raw)
    with pytest.raises(ContentError, match="problem"):
        parts.__wrapped__()
