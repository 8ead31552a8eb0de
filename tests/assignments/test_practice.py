"""Practice: other cases and numbers than those that bring points, marked by the same rules, and nothing kept of them."""

from __future__ import annotations

import random
import re
import tomllib
from fractions import Fraction
from typing import Any

import pytest

from handing_in import ROOT
from kooperation.assignments import draw, folded
from kooperation.assignments.practice import (
    PracticeSheet,
    exercise,
    practised,
    practised_slugs,
    titles,
)
from kooperation.base.answers_file import VARIANTS
from kooperation.games import PROFILES, letters

EACH = [(slug, name) for slug in practised_slugs() for name in titles(slug)]
WITH_KEYS = [(slug, name) for slug, name in EACH if not practised(slug)["practice"][name]["code"]]
COMPUTED = [each for each in EACH if each not in WITH_KEYS]


def questions(slug: str) -> dict[str, Any]:
    records = tomllib.loads((ROOT / "source" / slug / f"{slug}.toml").read_text("utf-8"))
    return dict(records["questions"])


def pool(slug: str, name: str) -> list[dict[str, Any]]:
    return list(questions(slug)[name].get("pool", []))


PRACTISED = ["begriffe", "dilemma", "gewaehrleistung", "modi", "schnittstellen", "wiederholung"]


def test_assignments_of_lectures_2_to_7_can_be_practised_and_both_ways_occur() -> None:
    assert practised_slugs() == PRACTISED
    assert {slug for slug, _ in WITH_KEYS} == {*PRACTISED} - {"dilemma"}
    assert {slug for slug, _ in COMPUTED} == {"dilemma", "modi", "wiederholung"}


# What is kept apart ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "name"), WITH_KEYS)
def test_an_item_of_practice_is_never_drawn_where_points_are_given(slug: str, name: str) -> None:
    own = {item["item"] for item in pool(slug, name) if item.get("practice")}
    assert own
    graded = {
        item.item
        for variant in range(300)
        for item in draw(slug, variant).questions[name].items.values()
    }
    assert not own & graded


@pytest.mark.parametrize(("slug", "name"), WITH_KEYS)
def test_practice_has_keys_of_its_own_items_alone(slug: str, name: str) -> None:
    own = {item["item"] for item in pool(slug, name) if item.get("practice")}
    assert set(practised(slug)["practice"][name]["items"]) == own
    assert {item["item"] for item in practised(slug)["questions"][name]["pool"]} == own
    texts = {item["text"] for item in pool(slug, name) if not item.get("practice")}
    assert not texts & {item["text"] for item in practised(slug)["questions"][name]["pool"]}


def reasons(item: dict[str, Any]) -> list[str]:
    told = [*item.get("why", {}).values(), item.get("otherwise"), item.get("missing")]
    return [reason for reason in told if reason]


@pytest.mark.parametrize("slug", sorted({slug for slug, _ in WITH_KEYS}))
def test_a_reason_that_goes_to_learners_is_none_of_those_that_stay(slug: str) -> None:
    """Long ones would be taken for a copy of what only lecturers may have."""
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for item in (item for name in questions(slug) for item in pool(slug, name)):
        told[item.get("practice", False)] |= {text for text in reasons(item) if len(text) >= 60}
    assert told[True]
    assert told[True] & told[False] == set()


@pytest.mark.parametrize(("slug", "name"), WITH_KEYS)
def test_no_reason_in_practice_tells_the_right_answer(slug: str, name: str) -> None:
    """Reasons come before the solution, which is folded: one may try again."""
    options = practised(slug)["questions"][name]["options"]
    for item in (item for item in pool(slug, name) if item.get("practice")):
        keys = [item["key"]] if isinstance(item["key"], str) else item["key"]
        said = reasons(item)
        assert not {*keys} & {*item["why"]}, item["item"]
        assert len(set(said)) == len(said), item["item"]
        told = [reason for key in keys for reason in said if folded(options[key]) in folded(reason)]
        assert told == [], item["item"]


@pytest.mark.parametrize(("slug", "name"), COMPUTED)
def test_where_keys_are_computed_none_is_written_down(slug: str, name: str) -> None:
    assert not [item for item in pool(slug, name) if "key" in item or "solution" in item]


@pytest.mark.parametrize(("slug", "name"), EACH)
def test_no_learner_has_a_variant_of_practice(slug: str, name: str) -> None:
    task = exercise(slug, name, random.Random(1)).task
    assert task.variant >= VARIANTS
    with pytest.raises(ValueError, match="gibt es nicht"):
        draw(slug, task.variant)


# Marks ---------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "name"), WITH_KEYS)
def test_the_key_of_each_case_brings_all_points_and_another_option_a_reason(
    slug: str, name: str
) -> None:
    keys = {item["item"]: item["key"] for item in pool(slug, name) if item.get("practice")}
    asked = set()
    for seed in range(40):
        one = exercise(slug, name, random.Random(seed))
        items = {part: item.item for part, item in one.question.items.items()}
        asked |= set(items.values())
        right = one.marks({part: keys[item] for part, item in items.items()})
        assert (right, [part.remark for part in right.parts]) == (right.of, [""] * len(items))
        for option in one.question.options:
            marks = one.marks(dict.fromkeys(items, option))
            for part, item in zip(marks.parts, items.values(), strict=True):
                assert (part.share == 1) == (option == keys[item])
                assert bool(part.remark) == (part.share < 1)
                assert part.solution
    assert asked == set(keys)


def test_thresholds_are_those_of_the_formulas() -> None:
    """Grim trigger (T − R)/(T − P), tit for tat also (T − R)/(R − S), 1/(1 − w) rounds: formulas 2.2, 2.4, 2.8."""
    for seed in range(20):
        one = exercise("wiederholung", "schwellen", random.Random(seed))
        t, r, p, s = (one.task.given[name] for name in "TRPS")
        grim, turns = Fraction(t - r, t - p), Fraction(t - r, r - s)
        rounds = 1 / (1 - Fraction(str(one.task.given["w"])))
        answer = [grim, turns, max(grim, turns), rounds]
        assert float(one.marks(dict(zip("abcd", map(str, answer), strict=True)))) == 4
        assert f"({t} − {r}) / ({t} − {p})" in one.worked


def test_an_equilibrium_is_where_nobody_gains_alone() -> None:
    for seed in range(20):
        one = exercise("dilemma", "gleichgewichte", random.Random(seed))
        found = {}
        for part, preset in one.question.games.items():
            pay = preset.game.payoff
            found[part] = [
                letters((a, b))
                for a, b in PROFILES
                if pay((a, b), 0) >= pay((a.other, b), 0) and pay((a, b), 1) >= pay((a, b.other), 1)
            ]
        assert float(one.marks(found)) == 2
        assert one.marks({part: keys[:1] for part, keys in found.items()}) <= 2


@pytest.mark.parametrize(("slug", "name"), EACH)
@pytest.mark.parametrize("rubbish", [None, "", 7, [], {"a": "?"}, {"a": [1, {}]}])
def test_whatever_is_answered_there_are_marks(slug: str, name: str, rubbish: object) -> None:
    marks = exercise(slug, name, random.Random(3)).marks(rubbish)
    assert float(marks) == 0
    assert all(part.remark for part in marks.parts)


@pytest.mark.parametrize(("slug", "name"), EACH)
def test_numbers_stand_in_what_is_worked_out_and_no_place_for_one_is_left(
    slug: str, name: str
) -> None:
    one = exercise(slug, name, random.Random(5))
    assert one.said
    assert not re.search("[{}]", one.said + one.worked)
    assert one.worked or not practised(slug)["practice"][name]["code"]


def test_who_asks_for_nothing_there_is_reads_what_there_is() -> None:
    with pytest.raises(ValueError, match=f"Üben können Sie: {', '.join(PRACTISED)}"):
        titles("konzept")
    with pytest.raises(ValueError, match=r"„karte“ gibt es nicht\. Vorhanden sind: spielarten"):
        exercise("dilemma", "karte", random.Random(1))


def test_a_sheet_of_practice_is_written_nowhere(tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = PracticeSheet()
    sheet["pareto"] = ["CC"]
    assert sheet["pareto"] == ["CC"]
    assert "pareto" not in PracticeSheet()
    assert list(tmp_path.iterdir()) == []
