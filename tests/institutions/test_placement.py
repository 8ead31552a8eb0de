"""Placing forms of cooperation: laws of the comparison, the reference, the grid and the record."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.base.records import load
from kooperation.base.sources import sources
from kooperation.base.words import Words
from kooperation.institutions.arrangements_explorer import ENTRY, OrderForms
from kooperation.institutions.arrangements_view import (
    comparison_text,
    introduction,
    map_table,
    place_name,
    total,
)
from kooperation.institutions.arrangements_words import _arrangement, arrangements
from kooperation.institutions.placement import Nearness, Place, compare, distance

places = st.builds(Place, st.integers(1, 5), st.integers(1, 5))
FORMS = arrangements()
WORDS = Words("institutions.forms")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for `lernstand.json`."""
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


# The comparison -----------------------------------------------------------------------------------


@given(places, places)
def test_the_distance_is_the_same_both_ways(one: Place, other: Place) -> None:
    assert distance(one, other) == distance(other, one)


@given(places, places)
def test_the_distance_is_zero_only_for_the_same_place(one: Place, other: Place) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= 4


@given(places, places, places)
def test_a_detour_is_never_shorter(a: Place, b: Place, c: Place) -> None:
    assert distance(a, c) <= distance(a, b) + distance(b, c)


@given(places, places)
def test_one_step_off_still_agrees(own: Place, reference: Place) -> None:
    agrees = compare(own, reference).verdict in (Nearness.SAME, Nearness.NEAR)
    assert agrees == (distance(own, reference) <= 1)


@given(places, places, places)
def test_another_reading_counts_only_where_the_reference_does_not(
    own: Place, reference: Place, other: Place
) -> None:
    found = compare(own, reference, [other])
    if found.verdict is Nearness.OTHER_READING:
        assert distance(own, reference) > 1
        assert distance(own, other) <= 1
    assert (found.command, found.form) == (
        own.command - reference.command,
        own.form - reference.form,
    )


@pytest.mark.parametrize("steps", [(0, 3), (3, 6), (True, 2), (2.0, 2), ("2", 2)])
def test_a_place_outside_the_grid_is_named(steps: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="keine Stufe"):
        Place(*steps)


# The reference ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "corner"),
    [
        ("gemeinsame-einrichtung", (5, 5)),
        ("zusammenlegung", (1, 5)),
        ("abstimmung-16h", (5, 1)),
        ("fallbesprechung", (1, 1)),
    ],
)
def test_all_four_corners_are_taken(key: str, corner: tuple[int, int]) -> None:
    """What the prediction „formen-achsen“ and lecture 4 say; norms: § 44b, § 16h Abs. 3 SGB II."""
    assert FORMS[key].place == Place(*corner)


def test_the_cooperation_plan_is_disputed() -> None:
    """A borderline case of voluntariness."""
    assert FORMS["kooperationsplan"].disputed
    assert Place(3, 3) in FORMS["kooperationsplan"].others


def test_every_form_has_reasons_for_both_axes_and_sources_that_resolve() -> None:
    for form in FORMS.values():
        assert form.command
        assert form.form
        assert form.sources
        assert set(form.sources) <= set(sources())
    assert [form.order for form in FORMS.values()] == list(range(1, len(FORMS) + 1))


def test_a_second_place_needs_a_reason() -> None:
    raw = {**load("institutions/arrangements")["zusammenlegung"], "others": [[2, 2]]}
    with pytest.raises(ValueError, match="ohne disputed"):
        _arrangement("x", raw)


def test_every_verdict_and_step_has_its_words() -> None:
    for verdict in Nearness:
        assert verdict.value in WORDS.section("verdicts")
        assert verdict.value in WORDS.section("short")
    assert [len(WORDS.lines(name)) for name in ("command", "form", "rows")] == [5, 5, 5]


# In words -----------------------------------------------------------------------------------------


def test_the_introduction_does_not_tell_the_place() -> None:
    for form in FORMS.values():
        assert place_name(form.place) not in introduction(form)
        assert form.command not in introduction(form)


def test_the_comparison_says_in_which_direction_one_is_off() -> None:
    text = comparison_text(FORMS["zusammenlegung"], Place(3, 2))
    assert "zwei Schritte stärker angeordnet und drei Schritte flexibler" in text
    assert FORMS["zusammenlegung"].form in text


def test_the_comparison_shows_what_is_disputed() -> None:
    form = FORMS["oertlicher-beirat"]
    text = comparison_text(form, Place(2, 4))
    assert WORDS.section("verdicts")["andere_lesart"] in text
    assert form.disputed in text


def test_the_map_tells_the_reference_only_where_it_was_asked_for() -> None:
    placed = {"zusammenlegung": Place(1, 5), "fallbesprechung": Place(5, 5)}
    table = map_table(FORMS.values(), placed, {"zusammenlegung"})
    short = WORDS.section("short")
    assert f"<td>✓ {short['gleich']}</td>" in table
    assert short["fern"] not in table


# The widget ---------------------------------------------------------------------------------------


def choose(widget: OrderForms, x: int, y: int, count: int = 1) -> None:
    """Do what the browser does when the learner places the current form."""
    widget.grid.set_state({"chosen": {"x": x, "y": y, "count": count}})


def saved(folder: Path) -> dict[str, object]:
    data = json.loads((folder / "lernstand.json").read_text("utf-8"))
    entry: dict[str, object] = data["answers"][ENTRY]
    return entry


def test_showing_the_widget_writes_nothing(folder: Path) -> None:
    OrderForms()
    assert not (folder / "lernstand.json").exists()


def test_a_place_is_saved_at_once_and_shown(folder: Path) -> None:
    widget = OrderForms()
    choose(widget, 5, 4)
    assert saved(folder)["plaetze"] == {"gemeinsame-einrichtung": [5, 4]}
    assert [(t["kind"], t["x"], t["y"]) for t in widget.grid.tokens] == [("own", 5, 4)]
    assert "angeordnet, eher institutionalisiert" in widget.status.value


def test_the_reading_is_shown_on_request_only(folder: Path) -> None:
    widget = OrderForms()
    widget.compare.click()
    assert "Setzen Sie zuerst" in widget.status.value
    choose(widget, 2, 2)
    assert widget.comparison.value == ""
    widget.compare.click()
    assert FORMS["gemeinsame-einrichtung"].command in widget.comparison.value
    assert [t["kind"] for t in widget.grid.tokens] == ["own", "reading"]
    assert saved(folder)["verglichen"] == ["gemeinsame-einrichtung"]


def test_all_placed_forms_are_compared_at_once_with_a_total_that_comes_back() -> None:
    """Nine where the reading has them; the tenth in the corner that is farthest off."""
    widget = OrderForms()
    *nine, last = FORMS
    for count, key in enumerate(nine, start=1):
        widget.choice.value = key
        choose(widget, FORMS[key].place.command, FORMS[key].place.form, count)
    widget.choice.value = last
    far = 5 if FORMS[last].place.command < 3 else 1, 5 if FORMS[last].place.form < 3 else 1
    choose(widget, *far, count=10)
    assert widget.total.value == ""
    widget.compare.click()
    assert "<strong>9 von 10 verglichenen Formen</strong>" in widget.total.value
    assert f"(≠): {FORMS[last].order}.\N{NO-BREAK SPACE}{FORMS[last].title}" in widget.total.value
    signs = {token["key"]: token["sign"] for token in widget.grid.tokens if "sign" in token}
    assert signs == dict.fromkeys(nine, "✓") | {last: "≠"}
    again = OrderForms()
    assert again.total.value == widget.total.value
    assert again.compared == set(FORMS)


def test_what_is_placed_later_is_compared_when_one_asks_again() -> None:
    widget = OrderForms()
    choose(widget, 5, 5)
    widget.compare.click()
    widget.next.click()
    choose(widget, 3, 3, count=2)
    assert "1 von 1 " in widget.total.value
    assert widget.comparison.value == ""
    widget.compare.click()
    assert "von 2 " in widget.total.value
    assert widget.comparison.value != ""


def test_a_good_reading_of_another_kind_is_told_apart() -> None:
    found = {"oertlicher-beirat": Nearness.OTHER_READING, "fallbesprechung": Nearness.NEAR}
    form, said = FORMS["oertlicher-beirat"], total(FORMS, found)
    assert "1 von 2" in said
    assert f"gute Gründe (≈): {form.order}.\N{NO-BREAK SPACE}{form.title}." in said
    assert "≠" not in said
    assert total(FORMS, {}) == ""


def test_a_form_can_be_moved_after_comparing(folder: Path) -> None:
    widget = OrderForms()
    choose(widget, 2, 2)
    widget.compare.click()
    choose(widget, 5, 5, count=2)
    assert WORDS.section("verdicts")["gleich"] in widget.comparison.value


def test_a_reopened_notebook_shows_the_map_again(folder: Path) -> None:
    first = OrderForms()
    choose(first, 5, 5)
    first.compare.click()
    first.next.click()
    choose(first, 1, 4, count=2)
    again = OrderForms()
    assert again.placed == {"gemeinsame-einrichtung": Place(5, 5), "zusammenlegung": Place(1, 4)}
    assert again.compared == {"gemeinsame-einrichtung"}
    assert again.comparison.value


def test_next_goes_to_a_form_that_is_not_placed_yet() -> None:
    widget = OrderForms()
    choose(widget, 5, 5)
    widget.next.click()
    assert widget.form.key == "zusammenlegung"
    for count in range(2, len(FORMS) + 1):
        choose(widget, 3, 3, count=count)
        widget.next.click()
    assert len(widget.placed) == len(FORMS)
    assert "10 von 10" in widget.status.value


def test_the_other_answers_in_the_record_stay(folder: Path) -> None:
    (folder / "lernstand.json").write_text(
        json.dumps({"schema": 1, "answers": {"vorhersage.x": "a"}}), "utf-8"
    )
    choose(OrderForms(), 1, 1)
    data = json.loads((folder / "lernstand.json").read_text("utf-8"))
    assert data["answers"]["vorhersage.x"] == "a"
    assert ENTRY in data["answers"]


@pytest.mark.parametrize(
    "entry",
    [
        "unsinn",
        {"plaetze": [1, 2], "verglichen": "x"},
        {"plaetze": {"gibtesnicht": [1, 1], "zusammenlegung": [9, 1], "fallbesprechung": [1]}},
        {"verglichen": [["zusammenlegung"], "zusammenlegung"]},
    ],
)
def test_what_is_no_place_is_left_out(folder: Path, entry: object) -> None:
    data = {"schema": 1, "answers": {ENTRY: entry}}
    (folder / "lernstand.json").write_text(json.dumps(data), "utf-8")
    widget = OrderForms()
    assert widget.placed == {}
    assert widget.compared == set()


def test_a_broken_record_is_told_and_left_as_it_is(folder: Path) -> None:
    (folder / "lernstand.json").write_text("{kaputt", "utf-8")
    widget = OrderForms()
    assert "beschädigt" in widget.status.value
    choose(widget, 4, 4)
    assert "beschädigt" in widget.status.value
    assert (folder / "lernstand.json").read_text("utf-8") == "{kaputt"
    assert widget.placed["gemeinsame-einrichtung"] == Place(4, 4)


def test_a_record_that_was_mended_keeps_its_places_and_the_new_one(folder: Path) -> None:
    (folder / "lernstand.json").write_text("{kaputt", "utf-8")
    widget = OrderForms()
    mended = {"schema": 1, "answers": {ENTRY: {"plaetze": {"fallbesprechung": [1, 1]}}}}
    (folder / "lernstand.json").write_text(json.dumps(mended), "utf-8")
    choose(widget, 4, 4)
    assert saved(folder)["plaetze"] == {
        "fallbesprechung": [1, 1],
        "gemeinsame-einrichtung": [4, 4],
    }


def test_a_form_placed_in_another_window_is_not_lost() -> None:
    first, second = list(FORMS)[:2]
    one, other = OrderForms(), OrderForms()
    choose(one, 2, 3)
    other.choice.value = second
    choose(other, 4, 5)
    assert OrderForms().placed == {first: Place(2, 3), second: Place(4, 5)}


@pytest.mark.parametrize("chosen", [{}, {"x": 9, "y": 1}, {"x": "1", "y": 1}])
def test_nonsense_from_the_browser_places_nothing(folder: Path, chosen: dict[str, object]) -> None:
    widget = OrderForms()
    widget.grid.set_state({"chosen": {"count": 1, **chosen}})
    assert widget.placed == {}
    assert not (folder / "lernstand.json").exists()
