"""The lecture's six cases have a sound key, and explain every choice."""

from __future__ import annotations

import copy
from itertools import product
from typing import Any

import pytest

from kooperation.base.records import load
from kooperation.base.sources import sources
from kooperation.institutions.case_map import MappedCase, Verdict, compare, placement
from kooperation.institutions.case_map_words import reason
from kooperation.institutions.cases_words import MadeUpCase, cases, make_case
from kooperation.institutions.fields_words import fields
from kooperation.institutions.interfaces_words import actors, instruments, problems

CASES = list(cases().values())
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)


def test_the_lecture_has_six_cases_that_cover_the_five_fields_and_the_four_types() -> None:
    assert len(CASES) == 6
    assert {case.field for case in CASES} == set(fields())
    assert {case.plain["problem"].right[0] for case in CASES} == set(problems())


@pytest.mark.parametrize(
    ("key", "needs", "problem", "side", "instrument_keys"),
    [
        ("entgiftung", [{"JC"}, {"BER"}, {"DRV", "KK"}], "S", "LV", "I1 I2 I3 I4"),
        ("erwerbsfaehigkeit", [{"AA"}, {"KOM", "SozA"}, {"DRV"}], "V", "S", "I6"),
        ("kontopfaendung", [{"BER"}, {"SozA", "KOM", "LAND"}], "L", "V", "I1 I4"),
        ("abschluss", [{"AA"}, {"JC"}, {"JA"}, {"SCH"}], "D", "LS", "I2 I3 I5"),
        ("anerkennung", [{"AsylB"}, {"JC"}, {"BAMF"}, {"ABH"}], "S", "D", "I2 I3 I5"),
        ("wohngeld", [{"WoG", "LAND", "KOM"}], "D", "S", "I1 I5"),
    ],
)
def test_the_key_is_the_one_checked_against_the_norms(
    key: str, needs: list[set[str]], problem: str, side: str, instrument_keys: str
) -> None:
    """Table of 6.7. Two needs are wider: freely funded advice counts as well as social assistance
    (BSG 13.7.2010, B 8 SO 14/09 R), and so does „kommt auf das Land an“ (note below the table).
    """
    case = cases()[key]
    assert [set(need) for need in case.required] == needs
    assert case.plain["problem"].right[0] == problem
    assert "".join(sorted(case.plain["problem"].disputed)) == side
    assert " ".join(case.plain["instruments"].right) == instrument_keys


def full_maps(case: MadeUpCase) -> list[MappedCase]:
    """Return a full map for each choice among the alternatives of the key."""
    found = []
    for chosen in product(*case.required):
        bases = []
        for actor in chosen:
            fitting = [b.key for b in case.bases.values() if actor in (*b.right, *b.disputed)]
            bases.append(placement(actor, fitting[0]))
        found.append(
            MappedCase(
                frozenset(chosen),
                frozenset(bases),
                frozenset({case.plain["problem"].right[0]}),
                frozenset({case.plain["instruments"].right[0]}),
            )
        )
    return found


@each
def test_every_alternative_can_be_mapped_to_full_marks(case: MadeUpCase) -> None:
    for answer in full_maps(case):
        assert compare(answer, case.map_key).is_full, answer


@each
def test_side_types_and_disputed_instruments_count_like_the_main_ones(case: MadeUpCase) -> None:
    for problem in case.plain["problem"].disputed:
        answer = MappedCase(problem=frozenset({problem}))
        assert compare(answer, case.map_key).problem.is_full
    for code in (*case.plain["instruments"].right, *case.plain["instruments"].disputed):
        answer = MappedCase(instruments=frozenset({code}))
        assert compare(answer, case.map_key).instruments.is_full


@each
def test_all_that_can_be_chosen_is_explained(case: MadeUpCase) -> None:
    bases = [placement(actor, basis) for actor in actors() for basis in case.bases]
    offered = {
        "actors": list(actors()),
        "bases": bases,
        "problem": list(problems()),
        "instruments": list(instruments()),
    }
    for part, choices in offered.items():
        key = case.map_key.part(part)
        for choice in choices:
            text = reason(case, part, choice, key.verdict(choice))
            assert len(text) > 20, choice
            assert text.endswith("."), choice


@each
def test_each_part_has_something_wrong_to_choose(case: MadeUpCase) -> None:
    key = case.map_key
    assert set(actors()) - key.actors.accepted
    assert set(problems()) - key.problem.accepted
    assert set(instruments()) - key.instruments.accepted
    assert any(not basis.right and not basis.disputed for basis in case.bases.values()) or any(
        basis.wrong for basis in case.bases.values()
    )


@each
def test_a_case_names_its_dispute_its_reason_and_sources_that_exist(case: MadeUpCase) -> None:
    assert case.dispute
    assert case.reference
    assert case.sources
    assert set(case.sources) <= set(sources())


@pytest.mark.parametrize(
    ("key", "part", "choice", "words"),
    [
        ("entgiftung", "bases", "JC:sgb9-6", "kein Reha-Träger"),
        ("entgiftung", "bases", "JC:sgb9-14", "kein"),
        ("entgiftung", "bases", "JC:sgb6-15", "kein Reha-Träger"),
        ("erwerbsfaehigkeit", "bases", "JC:sgb9-14", "kein Reha-Träger"),
        ("kontopfaendung", "actors", "JC", "Leistungsberechtigte"),
        ("kontopfaendung", "bases", "JC:sgb2-16a", "Leistungsberechtigte"),
        ("kontopfaendung", "bases", "KOM:sgb2-16a", "bezieht keine Leistungen"),
        ("abschluss", "bases", "JC:sgb3-31a", "nimmt § 31a aus"),
        ("anerkennung", "bases", "AsylB:sgb2-50", "eigene Grundlage"),
        ("wohngeld", "actors", "JC", "nicht zuständig"),
        ("wohngeld", "bases", "WoG:sgb2-28-anspruch", "keine Anspruchsgrundlage"),
        ("wohngeld", "bases", "JC:sgb2-28-anspruch", "§ 6b BKGG"),
    ],
)
def test_typical_errors_are_wrong_and_explained(
    key: str, part: str, choice: str, words: str
) -> None:
    """End of 6.7: Jobcenter as provider of rehabilitation, § 16a without entitlement, § 28 with
    housing benefit alone.
    """
    case = cases()[key]
    assert case.map_key.part(part).verdict(choice) is Verdict.WRONG
    assert words in reason(case, part, choice, Verdict.WRONG)


def test_help_for_those_hard_to_reach_is_no_error_where_a_certificate_is_at_stake() -> None:
    """§ 16h Abs. 1 Satz 1 SGB II names „eine schulische … Qualifikation abzuschließen“; its heading, who is hard to reach."""
    key = cases()["abschluss"].map_key.part("bases")
    assert key.verdict("JC:sgb2-16h") is Verdict.DISPUTED
    assert key.verdict("JA:sgb2-16h") is Verdict.WRONG


def test_it_depends_on_the_state_is_right_where_the_power_is_named() -> None:
    """Note below the table of 6.7, case 9."""
    answer = MappedCase(frozenset({"LAND"}), frozenset({"LAND:bkgg-13"}))
    result = compare(answer, cases()["wohngeld"].map_key)
    assert result.actors.is_full
    assert result.bases.is_full


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"required": [["XY"]]}, "unbekannte Stelle"),
        ({"problems": {"S": "."}}, "ohne Begründung"),
        ({"actors": {"JC": "."}}, "ohne Begründung"),
        ({"gibtesnicht": 1}, "unbekannte Angabe"),
    ],
)
def test_a_record_that_names_or_explains_wrongly_is_refused(
    change: dict[str, Any], message: str
) -> None:
    raw = copy.deepcopy(load("institutions/cases")["wohngeld"])
    with pytest.raises(ValueError, match=message):
        make_case("wohngeld", {**raw, **change})


def test_a_basis_that_is_right_at_a_wrong_actor_is_refused() -> None:
    raw = copy.deepcopy(load("institutions/cases")["wohngeld"])
    raw["bases"]["bkgg-9"]["right"] = ["JC"]
    with pytest.raises(ValueError, match="falscher Stelle"):
        make_case("wohngeld", raw)
