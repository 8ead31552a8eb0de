"""The cases of the assignment `konzept`: their keys against the check of lecture 8, and what its form finds."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from handing_in import ROOT
from kooperation.assignments.form_checks import (
    bodies_named,
    dates,
    names_a_number,
    names_a_time,
    names_someone_who_decides,
)
from kooperation.assignments.kinds.form.record import FormRecord
from kooperation.assignments.konzept import cases, givens
from kooperation.authoring.assignments import read_assignment
from kooperation.authoring.errors import AuthoringError
from kooperation.success_factors.cooperation_check import TOP, bottlenecks, checked, strengths
from kooperation.success_factors.levers_words import factors, levers

# What the facts of each case say, as levels of the check (success_factors/factors.toml).
RATINGS = {
    "kita": {"spielraum": 0, "kontinuitaet": 3, "leitbild": 3, "professionalitaet": 2, "buerger": 0},
    "schulden": {"spielraum": 3, "strukturen": 3, "vertrauen": 0, "moderation": 2, "qualitaet": 0},
    "wohnen": {"spielraum": 3, "strukturen": 2, "kontinuitaet": 0, "moderation": 0, "kostendruck": 3},
    "sprache": {"strukturen": 0, "kontinuitaet": 2, "vertrauen": 3, "professionalitaet": 0, "buerger": 3},
    "lernen": {"kontinuitaet": 3, "moderation": 3, "leitbild": 0, "qualitaet": 2, "ort": 0},
    "reha": {"spielraum": 2, "strukturen": 3, "kontinuitaet": 0, "leitbild": 3, "professionalitaet": 0},
    "seele": {"vertrauen": 0, "professionalitaet": 3, "kostendruck": 0, "buerger": 3, "ort": 2},
    "haft": {"spielraum": 0, "strukturen": 1, "kontinuitaet": 3, "vertrauen": 3, "moderation": 2},
}  # fmt: skip


@pytest.fixture(scope="module")
def pools() -> dict[str, dict[str, Any]]:
    """The private records by question and item."""
    questions = read_assignment(ROOT / "source" / "konzept").questions
    return {
        slug: {item["item"]: item for item in record.get("pool", ())}
        for slug, record in questions.items()
    }


@pytest.mark.parametrize("fall", cases())
def test_the_keys_are_what_the_check_of_lecture_8_says_about_the_facts(
    pools: dict[str, dict[str, Any]], fall: str
) -> None:
    ratings = RATINGS[fall]
    low, high = (pools["diagnose"][f"{fall}_{end}"] for end in ("engpass", "staerke"))
    assert set(low["key"]) == set(bottlenecks(ratings).certain)
    assert bottlenecks(ratings).tied == ()  # nothing is left to choose
    assert set(high["key"]) == set(strengths(ratings))
    assert all(ratings[key] == TOP for key in high["key"])
    between = set(ratings) - set(low["key"]) - set(high["key"])
    assert set(low["admissible"]) == set(high["admissible"]) == between
    assert len(between) == 1


@pytest.mark.parametrize("fall", cases())
def test_every_case_has_two_local_levers_or_one_where_costs_are_the_bottleneck(
    pools: dict[str, dict[str, Any]], fall: str
) -> None:
    keys = [pools["hebel"][f"{fall}_{n}"]["key"] for n in range(1, 7)]
    political = sum(
        levers()[key].reach == "politisch" for key in bottlenecks(RATINGS[fall]).certain
    )
    assert keys.count("vor_ort") == 2 - political
    assert keys.count("hoeher") == 1 + political
    assert {keys.count("verboten"), keys.count("daneben")} == {1, 2}


def test_the_place_of_a_proposal_in_its_file_tells_nothing() -> None:
    """All six come first about as often; what they say goes with them."""
    first = [0] * 6
    for seed in range(600):
        given = givens(random.Random(seed))
        proposals = cases()[given["fall_slug"]].proposals
        shown = [given[f"v{n}"] for n in range(1, 7)]
        assert shown == [proposals[own - 1] for own in given["order"]]
        assert sorted(given["order"]) == [1, 2, 3, 4, 5, 6]
        first[given["order"][0] - 1] += 1
    assert min(first) > 60


def test_options_are_the_factors_of_the_check() -> None:
    record = read_assignment(ROOT / "source" / "konzept").questions["diagnose"]
    assert set(record["options"]) == set(factors())
    assert all(checked(r, record["options"]) == r for r in map(dict, RATINGS.values()))


def test_all_cases_are_drawn_and_of_like_length() -> None:
    drawn = [givens(random.Random(seed)) for seed in range(500)]
    assert {given["fall_slug"] for given in drawn} == set(cases())
    lengths = [len(case.story.split()) for case in cases().values()]
    assert max(lengths) <= 1.15 * min(lengths)


@pytest.mark.parametrize("fall", cases())
def test_every_body_is_found_in_the_story_of_its_case(fall: str) -> None:
    case = cases()[fall]
    assert bodies_named(case.story, fall) == tuple(case.bodies)
    assert all(bodies_named(name, fall) for name in case.bodies)


@pytest.mark.parametrize(
    ("fall", "text", "named"),
    [
        ("kita", "JC, KREISJUGENDAMT und Kita-Traeger", 3),
        ("schulden", "In der Stadt Marbrück gilt die Vereinbarung", 0),
        ("schulden", "die beiden Vereine", 2),
        ("lernen", "eine Vereinbarung im Kreis Sundorf", 0),
        ("lernen", "Landkreis und gE", 2),
        ("wohnen", "die Stadt Elmstedt und die Wohnungsbaugesellschaft", 2),
        ("haft", "JVA, Bewährungshelfer und die Brücke", 3),
        ("seele", "SpDi und Klinik", 2),
        ("sprache", "eine Veranstaltung", 0),
    ],
)
def test_bodies_are_found_by_their_usual_names(fall: str, text: str, named: int) -> None:
    assert len(bodies_named(text, fall)) == named


@pytest.mark.parametrize("text", ["40 Anfragen", "die Hälfte", "zwölf Kinder", "fuenfundzwanzig", "10 %",
                                  "im Mai 20 Familien", "ein Drittel", "halbiert sich",
                                  "ein Dutzend", "ein Fünftel", "dreimal so viele", "zwanzigmal"])  # fmt: skip
def test_a_number_is_found_in_digits_and_in_words(text: str) -> None:
    assert names_a_number(f"Es sind {text} mehr.")


@pytest.mark.parametrize("text", ["§ 44c Abs. 2 Satz 2 Nr. 2 SGB II", "§§ 16a, 17 SGB II", "31.12.2027", "Q1 2027",
                                  "im März 2027", "im Jahr 2028", "wir achten darauf", "helfen"])  # fmt: skip
def test_sections_and_dates_are_no_number_of_a_goal(text: str) -> None:
    assert not names_a_number(f"Besser, {text}.")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("31.03.2027", 3), ("31.3.27", 3), ("1. 4. 2027", 4), ("2027-06-30", 6), ("03/2027", 3), ("Maerz 2027", 3),
        ("15. März 2027", 3), ("Sept. 2027", 9), ("1. Quartal 2027", 3), ("Q2/2027", 6), ("erstes Quartal 2027", 3),
        ("2. Halbjahr 2027", 12), ("Ende 2027", 12), ("Juni 27, spätestens", 6),
    ],
)  # fmt: skip
def test_a_day_or_month_is_found_however_it_is_written(text: str, month: int) -> None:
    assert (2027, month) in {(day.year, day.month) for day in dates(text)}
    assert any(day.exists and day.not_before("2026-12") for day in dates(text))


@pytest.mark.parametrize("text", ["31.02.2027", "13/2027"])
def test_days_that_the_calendar_lacks_do_not_exist(text: str) -> None:
    assert [day.exists for day in dates(text)] == [False]


@pytest.mark.parametrize("text", ["30.11.2026", "März 2025", "3. Quartal 2026"])
def test_what_is_over_is_not_ahead(text: str) -> None:
    assert not any(day.not_before("2026-12") for day in dates(text))


@pytest.mark.parametrize(
    "text", ["bis Weihnachten", "vor den Sommerferien", "spätestens Ostern", "zu Silvester"]
)
def test_a_feast_or_holidays_without_a_year_are_the_next_ones(text: str) -> None:
    """They are ahead in any term, and no clock is asked."""
    assert [day.not_before("2099-12") for day in dates(text)] == [True]


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("Sommer 2027", 2027, 8), ("im Frühjahr 2027", 2027, 5), ("Herbst des Jahres 2027", 2027, 11),
        ("bis Weihnachten 2027", 2027, 12), ("nach den Osterferien 2028", 2028, 4),
    ],
)  # fmt: skip
def test_a_season_or_feast_with_its_year_is_a_date(text: str, year: int, month: int) -> None:
    assert (year, month) in {(day.year, day.month) for day in dates(text)}


def test_a_season_alone_is_a_time_but_no_date() -> None:
    assert dates("irgendwann im Sommer") == ()
    assert names_a_time("irgendwann im Sommer")


def test_the_first_month_that_counts_stands_in_the_records_alone() -> None:
    """So it cannot be one thing in the text and another in the marks."""
    source = ROOT / "source" / "konzept"
    record = read_assignment(source).records["steckbrief"]
    assert isinstance(record, FormRecord)
    assert record.earliest == "2026-12"
    assert any("Dezember 2026" in line for line in record.prompt())
    assert "2026" not in (source / "konzept.md").read_text("utf-8").split("## steckbrief")[1]


def test_the_first_month_that_counts_is_that_of_the_deadline_where_the_term_has_one(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(ROOT / "source" / "konzept", tmp_path / "source" / "konzept")
    (tmp_path / "termine.toml").write_text("[konzept]\ndue = 2027-06-30T23:59:00", "utf-8")
    record = read_assignment(folder).records["steckbrief"]
    assert isinstance(record, FormRecord)
    assert record.earliest == "2027-06"
    assert any("Juni 2027" in line for line in record.prompt())
    (tmp_path / "termine.toml").write_text("[konzept]\ndue = 'bald'", "utf-8")
    with pytest.raises(AuthoringError, match="kein Zeitpunkt"):
        read_assignment(folder)


def test_a_span_is_a_time_but_no_date() -> None:
    assert dates("in drei Monaten") == ()
    assert names_a_time("in drei Monaten")
    assert not names_a_time("sobald wie möglich")


def test_organs_decide_as_well_as_bodies() -> None:
    assert names_someone_who_decides("Trägerversammlung", "kita")
    assert names_someone_who_decides("das Jobcenter", "kita")
    assert not names_someone_who_decides("wir alle", "kita")


def test_no_proposal_mixes_how_long_money_comes_with_how_much(
    pools: dict[str, dict[str, Any]],
) -> None:
    """Duration acts on the weight of the future, a common pot on the payoffs; nor is school law touched."""
    told = " ".join(proposal for case in cases().values() for proposal in case.proposals)
    assert "mehrjährig" not in told
    assert "vormittags" not in cases()["lernen"].proposals[3]
    assert pools["hebel"]["lernen_4"]["key"] == "vor_ort"
