"""How far a part of a map is, in words, as a score sheet: part, choices → sentence."""

from __future__ import annotations

import re

import pytest

from kooperation.base.records import ContentError, load
from kooperation.institutions import interfaces_words
from kooperation.institutions.case_map import PARTS, Choices, compare_part
from kooperation.institutions.case_map_view import SIGNS
from kooperation.institutions.case_map_words import PART_NAMES, state
from kooperation.institutions.cases_words import MadeUpCase, cases
from kooperation.institutions.interfaces_words import actors, parts

KEY = cases()["entgiftung"].map_key  # JC, BER, and DRV or KK; type S, V or L; I1 to I4


def chosen(text: str) -> Choices:
    return frozenset(text.split())


@pytest.mark.parametrize(
    ("part", "choices", "said"),
    [
        ("actors", "", "Stellen: noch offen."),
        ("actors", "GA", "Stellen: 1 passt; 3 fehlen noch."),
        ("actors", "JC", "Stellen: 1 passt; 2 fehlen noch."),
        ("actors", "JC DRV KK", "Stellen: 3 passen; 1 fehlt noch."),
        ("actors", "JC ABH", "Stellen: 1 passt, 1 passt nicht; 2 fehlen noch."),
        ("actors", "JC BER KK ABH", "Stellen: 3 passen, 1 passt nicht; keine fehlt."),
        ("actors", "ABH AA", "Stellen: 2 passen nicht; 3 fehlen noch."),
        ("actors", "JC BER KK", "✓ Stellen: vollständig."),
        ("bases", "", "Rechtsgrundlagen: noch offen."),
        (
            "bases",
            "JC:sgb9-9",
            "Rechtsgrundlagen: 1 passt; 2 nötige Stellen haben noch keine passende.",
        ),
        (
            "bases",
            "JC:sgb9-9 KK:sgb5-40 JC:sgb9-6",
            "Rechtsgrundlagen: 2 passen, 1 passt nicht; 1 nötige Stelle hat noch keine passende.",
        ),
        (
            "bases",
            "JC:sgb9-6 JC:sgb9-14",
            "Rechtsgrundlagen: 2 passen nicht; 3 nötige Stellen haben noch keine passende.",
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
    assert state(part, compare_part(chosen(choices), key)) == said


@pytest.mark.parametrize("case", cases().values(), ids=lambda case: str(case.key))
@pytest.mark.parametrize("part", ["actors", "bases"])
def test_the_sentence_counts_the_signs_that_one_sees(case: MadeUpCase, part: str) -> None:
    """All choices at once, and then all that are accepted but those that meet the first need."""
    key = case.map_key.part(part)
    everything = (
        set(actors())
        if part == "actors"
        else {f"{actor}:{basis}" for actor in actors() for basis in case.bases}
    )
    for choices in (everything, key.accepted - key.needs[0]):
        result = compare_part(choices, key)
        signs = [SIGNS[verdict] for verdict in result.verdicts.values()]
        said = state(part, result)
        for sign, one, many in (
            ("✓", "1 passt[,;]", "passen[,;]"),
            ("≈", "1 ist strittig", "sind strittig"),
            ("✗", "1 passt nicht", "passen nicht"),
        ):
            count = signs.count(sign)
            pattern = one if count == 1 else f" {count} {many}"
            assert bool(re.search(pattern, said)) == bool(count), said


def test_each_part_has_a_name_of_its_own() -> None:
    assert tuple(PART_NAMES) == PARTS
    assert len(set(PART_NAMES.values())) == len(PARTS)


def test_a_part_without_its_words_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = load("institutions/interfaces")
    del raw["parts"]["problem"]
    monkeypatch.setattr(interfaces_words, "load", lambda _name: raw)
    with pytest.raises(ContentError, match="problem"):
        parts.__wrapped__()
