"""The six cases kept for grading have a sound key, and explain every choice."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from handing_in import ROOT
from kooperation.assignments import draw
from kooperation.assignments.kinds.map.guesses import guesses
from kooperation.assignments.kinds.map.made_up import mapped
from kooperation.assignments.kinds.map.record import case_record
from kooperation.authoring.assignments import read_assignment
from kooperation.base.sources import sources
from kooperation.institutions.case_map import (
    STORED,
    MappedCase,
    Verdict,
    compare,
    placement,
    restored,
)
from kooperation.institutions.case_map_words import reason
from kooperation.institutions.cases_words import MadeUpCase, cases, make_case
from kooperation.institutions.interfaces_words import actors, instruments, problems

POOL = read_assignment(ROOT / "source" / "schnittstellen").questions["karten"]["pool"]
GRADED = {item["item"]: make_case(item["item"], case_record(item)) for item in POOL}
SLOTS = {item["item"]: item["slot"] for item in POOL}
each = pytest.mark.parametrize("case", GRADED.values(), ids=list(GRADED))


def test_no_case_of_the_lecture_is_graded() -> None:
    assert len(GRADED) == 6
    assert not set(GRADED) & set(cases())
    assert not {case.title for case in GRADED.values()} & {c.title for c in cases().values()}


@pytest.mark.parametrize(
    ("key", "needs", "problem", "side", "instrument_keys"),
    [
        ("schulden", [{"JC"}, {"KOM"}, {"BER"}], "D", "", "I7"),
        ("wohngruppe", [{"JA"}, {"JC"}], "L", "V", "I1"),
        ("duldung", [{"AsylB"}, {"AA"}, {"ABH"}], "L", "", "I7"),
        ("umschulung", [{"JC"}, {"AA"}], "S", "V", "I2"),
        ("nachmittag", [{"JA", "LAND"}, {"KOM", "JC"}], "S", "", "I1"),
        ("abbruch", [{"JA"}, {"EGH"}, {"AA"}], "V", "", "I6"),
    ],
)
def test_the_key_is_the_one_checked_against_the_norms(
    key: str, needs: list[set[str]], problem: str, side: str, instrument_keys: str
) -> None:
    """The bodies are those of the table of 6.7, cases 3, 6, 8, 10, 11, 12, with „kommt auf das Land an“ in case 11.

    Types and instruments follow from the stories as they are told now: they exclude what else could be argued.
    """
    case = GRADED[key]
    assert [set(need) for need in case.required] == needs
    assert case.plain["problem"].right[0] == problem
    assert "".join(sorted(case.plain["problem"].disputed)) == side
    assert " ".join(case.plain["instruments"].right) == instrument_keys


def test_cases_stand_against_each_other() -> None:
    """No type and no instrument is right in more than a third of the cases, and none is worth more unread."""
    assert set(SLOTS.values()) == {1}
    assert {len(case.required) for case in GRADED.values()} == {2, 3}
    for part in ("problem", "instruments"):
        offered = problems() if part == "problem" else instruments()
        for choice in offered:
            shares = [
                1.0
                if choice in case.plain[part].right
                else 0.5 * (choice in case.plain[part].disputed)
                for case in GRADED.values()
            ]
            assert sum(shares) <= len(GRADED) / 3, choice


def test_the_order_of_norms_is_not_the_one_in_which_an_author_writes_them() -> None:
    published = read_assignment(ROOT / "source" / "schnittstellen").public["questions"]["karten"][
        "pool"
    ]
    for shown, written in zip(published, POOL, strict=True):
        assert set(shown["bases"]) == set(written["bases"])
        assert list(shown["bases"]) != list(written["bases"])


@each
def test_every_alternative_can_be_mapped_to_full_marks(case: MadeUpCase) -> None:
    for chosen in product(*case.required):
        bases = [
            placement(actor, b.key)
            for actor in chosen
            for b in case.bases.values()
            if actor in (*b.right, *b.disputed)
        ]
        for problem in (case.plain["problem"].right[0], *case.plain["problem"].disputed):
            for help_ in (*case.plain["instruments"].right, *case.plain["instruments"].disputed):
                answer = MappedCase(
                    frozenset(chosen), frozenset(bases), frozenset({problem}), frozenset({help_})
                )
                assert compare(answer, case.map_key).is_full, answer


@each
def test_a_basis_is_never_wrong_where_its_record_says_otherwise(case: MadeUpCase) -> None:
    """A basis that is „right“ at an actor who is only disputed would count as wrong."""
    for basis in case.bases.values():
        for actor in (*basis.right, *basis.disputed):
            verdict = case.map_key.bases.verdict(placement(actor, basis.key))
            assert verdict is not Verdict.WRONG, (actor, basis.key)


@each
def test_all_that_can_be_chosen_is_explained_in_a_sentence(case: MadeUpCase) -> None:
    offered = {
        "actors": list(actors()),
        "bases": [placement(actor, basis) for actor in actors() for basis in case.bases],
        "problem": list(problems()),
        "instruments": list(instruments()),
    }
    for part, choices in offered.items():
        for choice in choices:
            text = reason(case, part, choice, case.map_key.part(part).verdict(choice))
            assert len(text) > 20, choice
            assert text.endswith("."), choice


@each
def test_what_is_said_of_a_wrong_type_or_instrument_names_no_type(case: MadeUpCase) -> None:
    names = [problem.name for problem in problems().values()]
    wrong = [
        t
        for k, t in case.plain["problem"].reasons.items()
        if k not in case.map_key.problem.accepted
    ]
    wrong += [
        t
        for k, t in case.plain["instruments"].reasons.items()
        if k not in case.map_key.instruments.accepted
    ]
    assert len(wrong) >= 2
    assert not [text for text in wrong for name in names if name in text]


@each
def test_each_part_has_something_wrong_to_choose_and_choosing_all_does_not_pay(
    case: MadeUpCase,
) -> None:
    key = case.map_key
    assert set(problems()) - key.problem.accepted
    assert any(not (*b.right, *b.disputed) for b in case.bases.values())
    everything = MappedCase(
        actors=frozenset(actors()),
        bases=frozenset(placement(a, b) for a in actors() for b in case.bases),
        instruments=frozenset(instruments()),
    )
    result = compare(everything, key)
    assert result.actors.share == result.bases.share == result.instruments.share == 0


@each
def test_a_case_names_its_dispute_its_reason_and_sources_that_exist(case: MadeUpCase) -> None:
    assert case.dispute
    assert case.reference
    assert set(case.sources) <= set(sources())


@pytest.mark.parametrize(
    ("key", "part", "choice", "words"),
    [
        ("abbruch", "bases", "JC:sgb9-6", "kein Reha-Träger"),
        ("abbruch", "bases", "JC:sgb9-14", "keiner"),
        ("abbruch", "bases", "JC:sgb3-112", "kein Reha-Träger"),
        ("umschulung", "bases", "JC:sgb2-16", "vor 2025"),
        ("umschulung", "bases", "JC:sgb3-81", "vor 2025"),
        ("duldung", "actors", "JC", "ausgeschlossen"),
        ("duldung", "bases", "JC:sgb2-16", "ausgeschlossen"),
        ("duldung", "bases", "AA:sgb2-16", "ausgeschlossen"),
    ],
)
def test_typical_errors_are_wrong_and_explained(
    key: str, part: str, choice: str, words: str
) -> None:
    """End of 6.7: Jobcenter as provider of rehabilitation, as payer of training, as agent under a Duldung."""
    case = GRADED[key]
    assert case.map_key.part(part).verdict(choice) is Verdict.WRONG
    assert words in reason(case, part, choice, Verdict.WRONG)


def test_whoever_guesses_tries_each_part_of_the_map() -> None:
    question = draw("schnittstellen", 17).questions["karten"]
    tried = guesses(question, next(iter(question.parts))).values()
    assert {part for answer in tried for part in answer} == {*STORED.values()}


@pytest.mark.parametrize("case", POOL, ids=list(GRADED))
def test_the_made_up_class_fills_each_part_and_who_knows_all_is_right(case: dict[str, Any]) -> None:
    answer = mapped(case, 1, Random(20))
    assert answer.keys() == {*STORED.values()}
    found = compare(restored(answer, GRADED[case["item"]].choices), GRADED[case["item"]].map_key)
    assert found.is_full
