"""The Kooperations-Check as a learner fills it: what is kept, shown and compared."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from kooperation.success_factors.levers_words import factors
from kooperation.widgets import CooperationCheck


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
    assert check.results.hidden
    assert check.sentences.hidden
    assert not check.picture.prints
    assert record(folder)["kooperationscheck.erster"] == {"spielraum": 0, "vertrauen": 1}
    rate(check, moderation="?")
    assert check.results.hidden  # not to know is no rating
    rate(check, ort=3)
    assert not check.results.hidden
    assert check.picture.prints


def test_before_there_is_a_picture_its_axes_stand_beside_the_questions(folder: Path) -> None:
    """Else half a broad page is empty until the third judgement, and all questions jump then."""
    check = CooperationCheck()
    assert not check.picture.hidden
    assert check.figure.alt == "Netzdiagramm mit den Stufen 1 bis 4, noch leer."
    around = check.figure.figure["layout"]["polar"]["angularaxis"]
    assert (
        around["type"] == "category"
    )  # plotly writes degrees where there is nothing to tell it from
    assert len(around["categoryarray"]) == 11


def test_the_two_weakest_factors_get_levers_with_examples_and_directions(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    rate(check, kontinuitaet=0, kostendruck=1)
    shown = html.unescape(check.levers.value)
    assert (
        "Engpässe: Ansprechpersonen und Kontinuität; Kooperation statt Konkurrenz"
        in check.sentences.value
    )
    assert "Feste Tandems aus Jobcenter und Jugendamt" in shown
    assert "dieselben Menschen</th><td>▲ steigt</td>" in shown
    assert "er ist politisch (Lesart)" in shown
    assert "Versuchung T</th><td>▼ sinkt</td>" in shown
    assert shown.count("kooperation-panel") == 2
    assert not re.search(r"\d,\d", shown)  # invented numbers are not told of one's own town


def test_with_equal_bottlenecks_the_learner_chooses(folder: Path) -> None:
    check = CooperationCheck()
    rate(check, ort=1, buerger=1)
    assert check.choose.hidden  # not before there is a picture
    fill(check)
    assert not check.choose.hidden
    assert check.levers.value == ""
    rate(check, moderation=0)
    assert check.levers.value.count("kooperation-panel") == 1
    assert check.ticks["moderation"].hidden  # no choice: it is the lowest
    check.ticks["ort"].value = True
    assert check.picks == ("ort",)
    assert "Organisation der gE so vereinbaren" in html.unescape(check.levers.value)
    check.ticks["buerger"].value = True  # one place: the latest choice holds
    assert (check.picks, check.ticks["ort"].value) == (("buerger",), False)
    assert (
        "Engpässe: „Kooperationsunternehmer“; Bürger und Zivilgesellschaft" in check.sentences.value
    )
    assert CooperationCheck().picks == ("buerger",)
    page = check.report._page()
    assert page is not None
    assert "Bürger und Zivilgesellschaft als Ressource" in html.unescape(page)
    check.ticks["buerger"].value = False
    assert check.picks == ()
    rate(check, buerger=0)
    assert check.choose.hidden  # two lowest, no equals left


def test_choices_among_equals_are_kept_for_each_check(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    check.ticks["ort"].value = check.ticks["leitbild"].value = True
    check.round.value = "letzter"
    fill(check)
    assert check.picks == ()
    check.round.value = "erster"
    assert set(check.picks) == {"ort", "leitbild"}
    assert record(folder)["kooperationscheck.erster.zuerst"] == ["ort", "leitbild"]


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
    assert not check.results.hidden  # the picture is shown all the same


def test_what_another_window_rated_meanwhile_is_neither_lost_nor_hidden(folder: Path) -> None:
    one, other = CooperationCheck(), CooperationCheck()
    rate(other, ort=3)
    rate(one, moderation=1)
    assert record(folder)["kooperationscheck.erster"] == {"moderation": 1, "ort": 3}
    assert one.ratings == {"moderation": 1, "ort": 3}


def test_a_malformed_round_in_the_file_is_an_empty_one(folder: Path) -> None:
    rate(CooperationCheck(), ort=1)
    path = folder / "lernstand.json"
    stored = json.loads(path.read_text("utf-8"))
    stored["answers"] = {"kooperationscheck.erster": [1, 2], "kooperationscheck.letzter": "?"}
    path.write_text(json.dumps(stored), "utf-8")
    assert CooperationCheck().ratings == {}
