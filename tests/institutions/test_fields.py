"""The five fields and the life course: which seams there are, drawn and told."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kooperation.base.records import load
from kooperation.base.sources import sources
from kooperation.institutions.case_map import Problem
from kooperation.institutions.fields_explorer import ALL
from kooperation.institutions.fields_network_view import field_figure
from kooperation.institutions.fields_view import (
    count_table,
    counts,
    field_words,
    role_table,
    seam_table,
)
from kooperation.institutions.fields_words import PERSON, Field, _field, fields, life_courses
from kooperation.institutions.interfaces_words import actors, problems
from kooperation.institutions.life_course_view import course_figure, course_words, station_table
from kooperation.practice.prediction_words import predictions
from kooperation.widgets import FieldExplorer

FIELDS = list(fields().values())
each = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
MIRA = life_courses()["mira"]


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_fields_are_the_five_of_slide_6() -> None:
    assert list(fields()) == ["gesundheit", "schulden", "jugend", "gefluechtete", "but"]


@pytest.mark.parametrize(
    ("key", "letters"),
    [
        ("gesundheit", "SSVSVSL"),
        ("schulden", "LSDLL"),
        ("jugend", "DVSLL"),
        ("gefluechtete", "SDLSSS"),
        ("but", "DSSL"),
    ],
)
def test_the_seams_have_their_main_types(key: str, letters: str) -> None:
    """Tables of 6.2 to 6.6, in their order; temporary protection (§ 74 SGB II) came in later."""
    assert "".join(seam.problem for seam in fields()[key].seams) == letters


@each
def test_sources_exist_and_every_seam_lies_between_actors_of_the_field(field: Field) -> None:
    assert set(field.sources) <= set(sources())
    here = {role.actor for role in field.actors} | {PERSON}
    for seam in field.seams:
        assert set(seam.between) <= here
        assert len(seam.between) > 1


@each
def test_the_tables_name_every_actor_basis_and_seam(field: Field) -> None:
    text = words(role_table(field) + seam_table(field))
    for role in field.actors:
        assert actors()[role.actor].name in text
        assert role.basis in text
    for seam in field.seams:
        assert seam.title in text
        assert seam.instrument in text


@each
def test_the_picture_shows_every_actor_and_a_letter_on_every_stretch_of_a_seam(
    field: Field,
) -> None:
    """A seam between three bodies has two stretches; a click on either letter chooses it."""
    *lines, letters, points = field_figure(field).data
    assert len(lines) == len(field.seams)
    stretches = [at for at, seam in enumerate(field.seams) for _ in seam.between[1:]]
    assert list(letters.customdata) == stretches
    assert [re.sub("<[^>]+>", "", text) for text in letters.text] == [
        str(field.seams[at].problem) for at in stretches
    ]
    assert len(points.x) == len(field.actors) + 1
    assert str(len(field.seams)) in field_words(field)


@each
def test_the_persons_name_is_struck_out_by_no_line_and_covers_no_letter(field: Field) -> None:
    figure = field_figure(field)
    *_lines, letters, _points = figure.data
    (name,) = figure.layout.annotations
    assert name.text == "der Mensch"
    assert name.bgcolor
    for x, y in zip(letters.x, letters.y, strict=True):
        assert abs(x - name.x) > 0.4 or abs(y - name.y) > 0.14


@each
def test_a_chosen_seam_stands_out_and_the_others_step_back(field: Field) -> None:
    lines = field_figure(field, chosen=1).data[: len(field.seams)]
    assert [line.opacity == 1 for line in lines] == [at == 1 for at in range(len(lines))]


def test_what_the_prediction_says_of_the_most_frequent_type_is_counted() -> None:
    found = counts(FIELDS)
    record = predictions()["naehte-typ"]
    assert max(found, key=lambda problem: found[problem]) == record.observed
    assert f"{found[Problem.INTERFACE]} von {sum(found.values())} Nähten" in record.explanation
    assert f"Lücke mit {found[Problem.GAP]}" in record.explanation
    assert "Zusammen 12 8 4 3" in re.sub(r"\s+", " ", words(count_table()))


def test_the_life_course_meets_nine_actors_as_the_prediction_says() -> None:
    assert len(MIRA.actors) == 9
    assert "neun" in predictions()["lebenslauf-stellen"].explanation
    assert "sechs Stationen" in predictions()["lebenslauf-stellen"].question
    assert len(MIRA.stations) == 6


def test_the_letters_above_the_stations_are_told_beside_them() -> None:
    told = course_words(MIRA)
    for station in MIRA.stations:
        assert f"{station.problem}\N{NO-BREAK SPACE}{problems()[station.problem].name}" in told


def test_on_a_phone_all_stations_are_in_view_and_a_fields_names_have_their_room() -> None:
    shown = FieldExplorer("mira")
    frame = shown._frame
    assert "kooperation-slim" in frame.classes
    shown.choice.value = "gesundheit"
    assert "kooperation-slim" not in frame.classes


def test_only_at_36_nobody_is_there_who_was_there_at_the_station_before() -> None:
    """What the lecture lets one find: youth office and Jobcenter, municipality and agency go on, until wages do."""
    here = [{role.actor for role in station.roles} for station in MIRA.stations]
    alone = [
        station.age
        for station, before, now in zip(MIRA.stations[1:], here, here[1:], strict=False)
        if not before & now
    ]
    assert alone == [36]


def test_the_life_course_shows_every_role_as_a_point_in_its_lane() -> None:
    *stations, _letters = course_figure(MIRA).data
    assert [len(trace.x) for trace in stations] == [len(s.roles) for s in MIRA.stations]
    lanes = {code: -at for at, code in enumerate(MIRA.actors)}
    for trace, station in zip(stations, MIRA.stations, strict=True):
        assert sorted(trace.y) == sorted(lanes[role.actor] for role in station.roles)
    text = words(station_table(MIRA))
    assert all(role.basis in text for station in MIRA.stations for role in station.roles)


def test_a_seam_with_somebody_who_is_not_in_the_field_is_refused() -> None:
    raw = load("institutions/fields")["but"]
    raw["seams"][0]["between"] = ["DRV", "P"]
    with pytest.raises(ValueError, match="gehört nicht zum Feld"):
        _field("but", raw)


# The explorer ------------------------------------------------------------------------------------


def test_the_explorer_changes_between_fields_life_course_and_count() -> None:
    explorer = FieldExplorer("gesundheit")
    for field in FIELDS:
        explorer.choice.value = field.key
        assert field.seams[0].title in words(explorer.tables.value)
        assert explorer.figure.alt.startswith(field.title)
        assert len(explorer.figure.figure["data"]) == len(field.seams) + 2
    explorer.choice.value = "mira"
    assert "9 verschiedene Stellen" in explorer.said.value
    assert explorer.seam.hidden
    explorer.choice.value = "alle"
    assert "Zusammen" in explorer.tables.value
    assert explorer.figure.hidden


def test_choosing_a_seam_marks_its_row_and_says_it_and_a_click_does_the_same() -> None:
    explorer = FieldExplorer("schulden")
    explorer.seam.value = 2
    assert explorer.tables.value.count("data-chosen") == 1
    assert "Zwei Töpfe" in explorer.said.value
    explorer.figure.set_state({"clicked": {"value": 0, "count": 1}})
    assert explorer.seam.value == 0
    explorer.choice.value = "but"
    assert explorer.seam.value == ALL
    assert "data-chosen" not in explorer.tables.value


def test_an_unknown_field_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="gesundheit"):
        FieldExplorer("wohnen")
