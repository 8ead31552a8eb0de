"""Comparing a map of a case with its key: laws for any key (formula 4.2), and the rules of a case."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.institutions.case_map import (
    PARTS,
    MapKey,
    MappedCase,
    PartKey,
    Verdict,
    compare,
    compare_part,
    placement,
    restored,
    split,
    stored,
)

REHA = PartKey(
    needs=(frozenset({"JC"}), frozenset({"DRV", "KK"})),
    admissible=frozenset({"GA"}),
    disputed=frozenset({"FT"}),
)
CHOICES = st.frozensets(st.sampled_from("abcdefgh"))


@st.composite
def part_keys(draw: Any) -> PartKey:
    need = st.frozensets(st.sampled_from("abcd"), min_size=1)
    return PartKey(
        needs=tuple(draw(st.lists(need, min_size=1, max_size=3))),
        admissible=draw(st.frozensets(st.sampled_from("ef"))),
        disputed=draw(st.frozensets(st.sampled_from("ag"))),
    )


# Laws --------------------------------------------------------------------------------------------


@given(part_keys())
def test_every_choice_of_one_alternative_for_each_need_is_full(key: PartKey) -> None:
    for chosen in product(*key.needs):
        result = compare_part(chosen, key)
        assert result.is_full
        assert not result.missing


@given(part_keys())
def test_choosing_all_that_is_accepted_is_full(key: PartKey) -> None:
    assert compare_part(key.accepted, key).is_full


@given(part_keys(), st.lists(st.sampled_from("abcdefgh")))
def test_neither_order_nor_repetition_matters(key: PartKey, chosen: list[str]) -> None:
    expected = compare_part(chosen, key)
    assert compare_part(reversed(chosen), key) == expected
    assert compare_part(chosen * 2, key) == expected


@given(part_keys(), CHOICES)
def test_the_share_lies_between_none_and_all(key: PartKey, chosen: frozenset[str]) -> None:
    assert 0 <= compare_part(chosen, key).share <= 1


@given(part_keys(), CHOICES)
def test_a_wrong_choice_never_helps_and_costs_while_there_is_something_to_lose(
    key: PartKey, chosen: frozenset[str]
) -> None:
    before = compare_part(chosen, key).share
    after = compare_part(chosen | {"wrong"}, key).share
    assert after < before or before == after == 0


@given(part_keys(), CHOICES)
def test_admissible_and_disputed_choices_never_cost_anything(
    key: PartKey, chosen: frozenset[str]
) -> None:
    before = compare_part(chosen, key).share
    for extra in key.admissible | key.disputed:
        assert compare_part(chosen | {extra}, key).share >= before


@given(part_keys(), CHOICES)
def test_a_share_is_full_exactly_if_nothing_is_missing_and_nothing_wrong(
    key: PartKey, chosen: frozenset[str]
) -> None:
    result = compare_part(chosen, key)
    assert result.is_full == (not result.missing and not result.having(Verdict.WRONG))


# Cases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "share", "missing"),
    [
        ({"JC", "DRV"}, 1, 0),
        ({"JC", "KK"}, 1, 0),
        ({"JC", "KK", "DRV"}, 1, 0),
        ({"JC"}, 0.5, 1),
        ({"JC", "GA"}, 0.5, 1),
        ({"JC", "FT"}, 0.5, 1),
        ({"JC", "DRV", "BAMF"}, 0.75, 0),
        ({"BAMF"}, 0, 2),
        (set(), 0, 2),
    ],
)
def test_pension_or_health_insurance_one_of_them_is_enough(
    chosen: set[str], share: float, missing: int
) -> None:
    """A rehabilitation case: „DRV oder KK“."""
    result = compare_part(chosen, REHA)
    assert (result.share, len(result.missing)) == (share, missing)


def test_each_choice_has_its_verdict() -> None:
    result = compare_part({"JC", "GA", "FT", "BAMF"}, REHA)
    assert result.verdicts == {
        "JC": Verdict.RIGHT,
        "GA": Verdict.ADMISSIBLE,
        "FT": Verdict.DISPUTED,
        "BAMF": Verdict.WRONG,
    }


def test_a_disputed_alternative_meets_the_need_and_is_called_disputed() -> None:
    key = PartKey(needs=(frozenset("SV"),), disputed=frozenset("V"))
    assert compare_part("S", key).is_full
    assert compare_part("V", key).is_full
    assert key.verdict("V") is Verdict.DISPUTED
    assert compare_part("D", key).share == 0


def test_choosing_everything_brings_less_than_the_answer() -> None:
    everything = {"JC", "DRV", "KK", "GA", "FT", "BAMF", "ABH", "SCH", "AsylB"}
    assert compare_part(everything, REHA).share == 0


def test_the_four_parts_weigh_the_same() -> None:
    one = PartKey(needs=(frozenset({"x"}),))
    grounds = PartKey(needs=(frozenset({"x:n"}),))
    key = MapKey(actors=one, bases=grounds, problem=one, instruments=one)
    x = frozenset({"x"})
    parts: dict[str, frozenset[str]] = {"actors": x, "bases": frozenset({"x:n"}), "problem": x}
    shares = []
    for count in range(len(parts) + 1):
        answer = MappedCase(**dict(list(parts.items())[:count]))
        shares.append(compare(answer, key).share)
    assert shares == [0, 0.25, 0.5, 0.75]
    full = compare(MappedCase(**parts, instruments=x), key)
    assert full.is_full
    assert full.share == 1


@pytest.mark.parametrize("needs", [(), (frozenset[str](),)])
def test_a_key_that_demands_nothing_is_refused(needs: tuple[frozenset[str], ...]) -> None:
    with pytest.raises(ValueError, match="prüft nichts"):
        PartKey(needs=needs)


def test_a_map_with_two_main_types_or_a_basis_without_its_actor_is_refused() -> None:
    with pytest.raises(ValueError, match="einen Haupttyp"):
        MappedCase(problem=frozenset("SL"))
    with pytest.raises(ValueError, match="nicht gewählt"):
        MappedCase(bases=frozenset({"JC:x"}))


def test_a_placement_can_be_taken_apart_again() -> None:
    assert split(placement("JC", "sgb2-15")) == ("JC", "sgb2-15")


# What is stored ----------------------------------------------------------------------------------

KNOWN = {
    "actors": frozenset({"JC", "AA"}),
    "bases": frozenset({"n", "m"}),
    "problem": frozenset("SLDV"),
    "instruments": frozenset({"I1", "I6"}),
}
FULL = MappedCase(
    frozenset({"JC", "AA"}), frozenset({"JC:n", "JC:m"}), frozenset("S"), frozenset({"I1"})
)


@pytest.mark.parametrize("answer", [MappedCase(), FULL])
def test_a_stored_map_comes_back_as_it_was(answer: MappedCase) -> None:
    assert restored(stored(answer), KNOWN) == answer


@pytest.mark.parametrize(
    "data",
    [None, 3, "x", [], {"stellen": "JC"}, {"stellen": [1, None]}, {"grundlagen": [1]},
     {"grundlagen": {"JC": ["n"]}}, {"typ": ["S", "L"]}, {"typ": {"S": 1}}, {"instrumente": ["I99"]},
     {"stellen": ["XY"], "grundlagen": {"XY": ["n"]}}],
)  # fmt: skip
def test_whatever_else_is_stored_does_no_harm(data: Any) -> None:
    assert restored(data, KNOWN).is_empty


def test_what_no_longer_exists_is_left_out() -> None:
    data = {"stellen": ["JC", "weg"], "grundlagen": {"JC": ["n", "weg"], "weg": ["n"]}}
    assert restored(data, KNOWN) == MappedCase(frozenset({"JC"}), frozenset({"JC:n"}))


def test_there_are_four_parts() -> None:
    assert PARTS == ("actors", "bases", "problem", "instruments")
