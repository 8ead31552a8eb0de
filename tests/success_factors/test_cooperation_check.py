"""The Kooperations-Check: bottlenecks, strengths, comparison; no overall mark."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.base.words import Words
from kooperation.success_factors.cooperation_check import (
    TOP,
    bottlenecks,
    changes,
    checked,
    positions,
    raised,
    strengths,
    ties,
)
from kooperation.success_factors.levers_words import factors
from kooperation.widgets import CooperationCheck

WORDS = Words("success_factors.report")
FACTORS = ("a", "b", "c", "d", "e")
ratings = st.dictionaries(st.sampled_from(FACTORS), st.integers(0, TOP))


def test_the_two_lowest_factors_are_the_bottlenecks_and_equals_are_told() -> None:
    given_ = {"a": 2, "b": 0, "c": 1, "d": 1, "e": 3}
    assert bottlenecks(given_) == ("b", "c")
    assert ties(given_) == ("d",)
    assert strengths(given_) == ("e",)


def test_where_all_is_well_there_is_no_bottleneck() -> None:
    assert bottlenecks(dict.fromkeys(FACTORS, TOP)) == ()
    assert ties(dict.fromkeys(FACTORS, TOP)) == ()


def test_where_all_is_weak_there_is_no_strength() -> None:
    assert strengths(dict.fromkeys(FACTORS, 1)) == ()
    assert strengths({}) == ()


@given(ratings)
def test_a_bottleneck_is_never_rated_above_another_factor_that_is_none(
    given_: dict[str, int],
) -> None:
    found = bottlenecks(given_)
    assert len(found) <= 2
    for key in found:
        assert all(given_[key] <= given_[other] for other in given_ if other not in found)
        assert raised(given_, key)[key] == given_[key] + 1
    assert not set(found) & {k for k in strengths(given_) if given_[k] == TOP}


@given(ratings)
def test_positions_are_shares_of_the_top(given_: dict[str, int]) -> None:
    assert all(0 <= at <= 1 for at in positions(given_).values())
    assert positions(dict.fromkeys(given_, TOP)) == dict.fromkeys(given_, 1.0)


def test_only_factors_rated_in_both_checks_are_compared() -> None:
    found = changes({"a": 1, "b": 2}, {"b": 3, "c": 0})
    assert [(c.key, c.before, c.after) for c in found] == [("b", 2, 3)]


@pytest.mark.parametrize(
    "raw", [None, 3, [1], "x", {"a": 4}, {"a": True}, {"a": "2"}, {"z": 1}, {"a": -1}]
)
def test_what_is_malformed_in_the_file_is_left_out(raw: object) -> None:
    assert checked(raw, FACTORS) == {}


def test_ratings_keep_the_order_of_the_check() -> None:
    assert list(checked({"c": 1, "a": 0}, FACTORS)) == ["a", "c"]


def test_the_top_cannot_be_raised() -> None:
    with pytest.raises(ValueError, match="«a»"):
        raised({"a": TOP}, "a")


# The widget ---------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


def rate(check: CooperationCheck, **levels: int | str) -> None:
    for key, level in levels.items():
        check.choices[key].value = level


def fill(check: CooperationCheck, level: int = 2) -> None:
    rate(check, **dict.fromkeys(factors(), level))


def record(folder: Path) -> dict[str, object]:
    answers: dict[str, object] = json.loads((folder / "lernstand.json").read_text("utf-8"))[
        "answers"
    ]
    return answers


def test_each_level_is_described_in_words_and_nobody_has_to_know(folder: Path) -> None:
    for key, choice in CooperationCheck().choices.items():
        labels = [label for label, _ in choice.options]
        assert labels[:4] == list(factors()[key].levels)
        assert labels[4] == "Kann ich nicht einschätzen."
        assert all(len(label) > 10 for label in labels)


def test_nothing_is_written_before_a_choice_and_nothing_shown_before_three(folder: Path) -> None:
    check = CooperationCheck()
    assert not (folder / "lernstand.json").exists()
    rate(check, spielraum=0, vertrauen=1)
    assert check.results.layout.display == "none"
    assert record(folder)["kooperationscheck.erster"] == {"spielraum": 0, "vertrauen": 1}
    rate(check, moderation="?")
    assert check.results.layout.display == "none"  # not to know is no rating
    rate(check, ort=3)
    assert check.results.layout.display is None


def test_the_two_weakest_factors_get_levers_with_examples_and_numbers(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    rate(check, kontinuitaet=0, kostendruck=1)
    shown = html.unescape(check.levers.value)
    assert (
        "Engpässe: Ansprechpersonen und Kontinuität; Kooperation statt Konkurrenz"
        in check.sentences.value
    )
    assert "Feste Tandems aus Jobcenter und Jugendamt" in shown
    assert "dieselben Menschen</th><td>0,7</td><td>0,78</td>" in shown  # a third of 0.25 more
    assert "er ist politisch (Lesart)" in shown
    assert "Versuchung T</th><td>2,63</td><td>2,27</td>" in shown  # thirds of 1.1 less
    assert shown.count("kooperation-panel") == 2


def test_the_radar_holds_what_is_rated_and_says_it_in_words(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    rate(check, buerger="?", leitbild=3)
    (trace,) = check.figure.figure["data"]
    assert len(trace["r"]) == 11  # ten factors, and back to the first
    assert "Bürger" not in trace["theta"]
    assert dict(zip(trace["theta"], trace["r"], strict=True))["Leitbild"] == 4
    assert "Leitbild 4" in check.figure.alt
    assert "nicht beurteilt" in check.table.value


def test_a_later_check_is_compared_with_the_first(folder: Path) -> None:
    check = CooperationCheck()
    fill(check, 1)
    check.round.value = "letzter"
    assert check.ratings == {}
    fill(check, 1)
    rate(check, moderation=3, ort=0)
    assert "1 gestiegen, 1 gesunken, 9 gleich" in check.sentences.value
    assert len(check.figure.figure["data"]) == 2
    assert "2 ▲ gestiegen" in check.table.value
    assert set(record(folder)) == {"kooperationscheck.erster", "kooperationscheck.letzter"}
    again = CooperationCheck()
    assert again.round.value == "letzter"
    assert again.ratings == check.ratings
    again.round.value = "erster"
    assert set(again.ratings.values()) == {1}
    assert again.earlier is None


def test_what_one_cannot_judge_is_restored_too(folder: Path) -> None:
    rate(CooperationCheck(), buerger="?", ort=1)
    again = CooperationCheck()
    assert (again.choices["buerger"].value, again.choices["ort"].value) == ("?", 1)


def test_a_broken_record_is_told_and_left_as_it_is(folder: Path) -> None:
    (folder / "lernstand.json").write_text("{kaputt", "utf-8")
    check = CooperationCheck()
    assert "beschädigt" in check.status.value
    fill(check)
    assert "beschädigt" in check.status.value
    assert (folder / "lernstand.json").read_text("utf-8") == "{kaputt"
    assert check.results.layout.display is None  # the picture is shown all the same


# The report ---------------------------------------------------------------------------------------


def test_the_report_is_one_file_with_no_name_no_time_and_nothing_from_elsewhere(
    folder: Path,
) -> None:
    check = CooperationCheck()
    fill(check)
    check.report.export.click()
    page = (folder / "kooperations-check.html").read_text("utf-8")
    assert page == check.report.links.html
    assert page.startswith("<!doctype html>")
    assert "kooperations-check.html" in check.report.saved.value
    for forbidden in ("http:", "https:", "src=", "<script", "@import", "url("):
        assert forbidden not in page
    dates = set(re.findall(r"\d{1,2}\.\d{1,2}\.\d{4}", page))
    assert dates == {"19.07.2026", "19.08.2026"}  # those of the law alone
    assert not re.search(r"\d\d:\d\d", page)
    for factor in factors().values():
        assert factor.title in html.unescape(page)
    assert "@page" in page


def test_the_report_is_the_same_each_time_and_taken_back_after_a_change(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    check.report.export.click()
    first = check.report.links.html
    check.report.export.click()
    assert check.report.links.html == first
    rate(check, ort=0)
    assert check.report.links.html == ""
    assert check.report.saved.value == ""


def test_a_report_of_nothing_is_not_written(folder: Path) -> None:
    check = CooperationCheck()
    check.report.export.click()
    assert WORDS["export_empty"] in check.report.saved.value
    assert not list(folder.iterdir())


def test_where_the_folder_cannot_be_written_the_report_can_still_be_opened(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    (folder / "kooperations-check.html").mkdir()
    check.report.export.click()
    assert "ließ sich nicht speichern" in check.report.saved.value
    assert check.report.links.html


def test_while_grading_nothing_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check = CooperationCheck()
    fill(check)
    check.report.export.click()
    assert not list(folder.iterdir())
