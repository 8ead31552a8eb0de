"""Partial credit is fair: one more right answer never lowers the points, one more wrong one never raises them."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handing_in import ROOT
from kooperation.assignments import Kind, Question, read_answer
from kooperation.assignments.kinds.map.marking import map_share
from kooperation.assignments.kinds.map.record import case_record
from kooperation.assignments.kinds.place.marking import place_share
from kooperation.assignments.kinds.several.marking import chosen_share
from kooperation.assignments.kinds.shared.marking import set_share
from kooperation.assignments.questions import Item
from kooperation.authoring.assignments import read_assignment
from kooperation.grading.items import mark_items
from kooperation.grading.marking import Case, mark_calls, mark_numbers, mark_options, mark_sets
from kooperation.institutions.case_map import PARTS, PLAIN, Verdict, compare_part
from kooperation.institutions.cases_words import MadeUpCase, make_case

OPTIONS = "pqrstuv"
sets = st.frozensets(st.sampled_from(OPTIONS))
keys = st.frozensets(st.sampled_from(OPTIONS), min_size=1)
LETTERS = "abcd"


def question(kind: Kind, own: dict[str, Any] | None = None) -> Question:
    return Question(
        "frage",
        "Frage",
        kind,
        {part: f"Teil {part}" for part in LETTERS},
        {key: key for key in OPTIONS},
        {part: Item(f"item_{part}") for part in LETTERS},
        own=own or {},
    )


# Sets of options -----------------------------------------------------------------------------------


@given(sets, keys, sets)
def test_one_more_right_or_wrong_option_moves_the_points_as_it_should(
    chosen: frozenset[str], right: frozenset[str], admissible: frozenset[str]
) -> None:
    admissible -= right
    share = set_share(chosen, right, admissible)
    for option in set(OPTIONS) - chosen:
        more = set_share(chosen | {option}, right, admissible)
        if option in right:
            assert more >= share
        elif option in admissible:
            assert more == share
        else:
            assert more <= share


@given(sets, keys)
def test_all_options_bring_nothing_where_at_most_half_are_right(
    chosen: frozenset[str], right: frozenset[str]
) -> None:
    if 2 * len(right) <= len(OPTIONS):
        assert set_share(frozenset(OPTIONS), right) == 0
    assert 0 <= set_share(chosen, right) <= 1


@given(sets, keys)
def test_where_a_number_is_chosen_each_right_one_counts_alike_and_a_wrong_one_takes_nothing(
    chosen: frozenset[str], right: frozenset[str]
) -> None:
    share = chosen_share(chosen, right)
    assert share == len(chosen & right) / len(right)
    for option in set(OPTIONS) - chosen:
        more = chosen_share(chosen | {option}, right)
        assert (
            more == (share + 1 / len(right) if option in right else share)
            or abs(more - share - 1 / len(right)) < 1e-12
        )


@given(st.frozensets(st.sampled_from(OPTIONS), min_size=1))
def test_more_than_are_to_be_chosen_are_no_answer(chosen: frozenset[str]) -> None:
    asked = question(Kind.SEVERAL, {"choose": 2})
    reading = read_answer(asked, {"a": sorted(chosen)})
    assert len(reading.answer["a"]) == (len(chosen) if len(chosen) <= 2 else 0)
    said = reading.said("Teil a")
    assert (said == "") == (len(chosen) == 2)
    if len(chosen) != 2:
        assert said == f"gefragt sind genau 2, gewählt {len(chosen)}."


@given(
    st.dictionaries(st.sampled_from(LETTERS), st.frozensets(st.sampled_from(OPTIONS), max_size=2))
)
def test_who_is_unsure_of_one_of_two_does_not_gain_by_leaving_it_out(
    chosen: dict[str, frozenset[str]],
) -> None:
    records = {
        f"item_{part}": {"key": ["p", "q"], "missing": "fehlt", "otherwise": "nein"}
        for part in LETTERS
    }
    asked = question(Kind.SEVERAL, {"choose": 2})
    points = mark_items(asked, {p: sorted(c) for p, c in chosen.items()}, records, of=4)
    for part, options in chosen.items():
        for option in options:
            less = {**chosen, part: options - {option}}
            assert (
                mark_items(asked, {p: sorted(c) for p, c in less.items()}, records, of=4) <= points
            )


@given(
    st.dictionaries(st.sampled_from(LETTERS), sets),
    st.sampled_from(LETTERS),
    st.sampled_from(OPTIONS),
)
def test_marks_in_matrices_follow_the_same_law(
    chosen: dict[str, frozenset[str]], part: str, option: str
) -> None:
    right = frozenset("pq")

    def points(answer: dict[str, frozenset[str]]) -> float:
        raw = {p: sorted(c) for p, c in answer.items()}
        return mark_sets(
            question(Kind.SEVERAL), raw, dict.fromkeys(LETTERS, right), of=4, why=lambda *_: "nein"
        )

    before = chosen.get(part, frozenset())
    more = points({**chosen, part: before | {option}})
    assert more >= points(chosen) if option in right else more <= points(chosen)


# One answer for each part --------------------------------------------------------------------------


@given(
    st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(OPTIONS)), st.sampled_from(LETTERS)
)
def test_one_more_part_right_raises_and_a_wrong_one_takes_nothing(
    chosen: dict[str, str], part: str
) -> None:
    def points(answer: dict[str, str]) -> float:
        return mark_options(
            question(Kind.CHOICE), answer, dict.fromkeys(LETTERS, "p"), of=4, why=lambda *_: "nein"
        )

    without = {p: c for p, c in chosen.items() if p != part}
    assert points({**without, part: "p"}) == points(without) + 1
    assert points({**without, part: "q"}) == points(without)


@given(st.sampled_from(OPTIONS))
def test_half_an_answer_is_worth_less_than_a_whole_one_and_more_than_none(option: str) -> None:
    records = {f"item_{part}": {"key": "p", "half": ["q"], "otherwise": "nein"} for part in LETTERS}
    points = mark_items(question(Kind.CHOICE), {"a": option}, records, of=4)
    assert float(points) == {"p": 1, "q": 0.5}.get(option, 0)


@given(st.dictionaries(st.sampled_from(LETTERS), st.integers(0, 9)), st.sampled_from(LETTERS))
def test_numbers_follow_the_same_law(chosen: dict[str, int], part: str) -> None:
    def points(answer: dict[str, int]) -> float:
        return mark_numbers(question(Kind.NUMBER), answer, dict.fromkeys(LETTERS, 5), of=4)

    without = {p: c for p, c in chosen.items() if p != part}
    assert points({**without, part: 5}) == points(without) + 1
    assert points({**without, part: 4}) == points(without)


@given(st.lists(st.booleans(), min_size=1, max_size=4))
def test_each_case_of_a_function_counts_for_itself(works: list[bool]) -> None:
    cases = [Case(str(n), [((n,), True)], "nein") for n in range(len(works))]
    points = mark_calls(question(Kind.FUNCTION), lambda n: works[n], cases, of=len(works))
    assert float(points) == sum(works)


# Places --------------------------------------------------------------------------------------------

steps = st.integers(1, 5)
places = st.tuples(steps, steps)


@given(places, places)
def test_a_step_towards_the_place_never_lowers_the_points(
    given_place: tuple[int, int], right: tuple[int, int]
) -> None:
    share = place_share(given_place, right)
    for axis in (0, 1):
        if given_place[axis] != right[axis]:
            nearer = list(given_place)
            nearer[axis] += 1 if given_place[axis] < right[axis] else -1
            assert place_share(nearer, right) >= share


def test_the_middle_of_the_grid_is_worth_nothing_for_a_corner() -> None:
    assert [place_share((3, 3), corner) for corner in product((1, 5), repeat=2)] == [0] * 4
    assert place_share((2, 2), (1, 1)) == 1
    assert place_share((2, 3), (1, 1)) == 0.25
    assert place_share((1, 4), (1, 1)) == 0


# Maps ----------------------------------------------------------------------------------------------


@cache
def graded() -> tuple[MadeUpCase, ...]:
    pool = read_assignment(ROOT / "source" / "schnittstellen").questions["karten"]["pool"]
    return tuple(make_case(item["item"], case_record(item)) for item in pool)


@given(st.data())
def test_one_more_choice_in_a_map_moves_the_points_as_it_should(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(graded()))
    name = data.draw(st.sampled_from([part for part in PARTS if part != "problem"]))
    key = case.map_key.part(name)
    offered = sorted(key.accepted | {f"{actor}:{norm}" for actor in ("JC", "AA") for norm in case.bases}
                     if name == "bases" else case.choices[name])  # fmt: skip
    chosen = data.draw(st.frozensets(st.sampled_from(offered), max_size=5))
    more = data.draw(st.sampled_from(offered))

    def share(choices: frozenset[str]) -> float:
        return map_share(name, compare_part(choices, key), len(key.needs))

    if key.verdict(more) is Verdict.WRONG:
        assert share(chosen | {more}) <= share(chosen)
    else:
        assert share(chosen | {more}) >= share(chosen)


def test_what_can_be_argued_about_is_worth_half_and_only_where_one_choice_is_all() -> None:
    for case in graded():
        for name in PLAIN:
            key = case.map_key.part(name)
            for choice in key.accepted:
                right = key.verdict(choice) is Verdict.RIGHT
                got = map_share(name, compare_part({choice}, key), len(key.needs))
                assert got == (1 if right else 0.5), (case.key, name, choice)
