"""„Mein Heft“: what was predicted, made and noted, on one page that needs nothing and tells nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kooperation.institutions.arrangements_words import arrangements
from kooperation.institutions.cases_words import cases
from kooperation.negotiation.situation import Mode
from kooperation.negotiation.situation_words import situations
from kooperation.practice.concept_test_words import concept_test
from kooperation.practice.prediction_words import predictions
from kooperation.repeated.own_strategy_explorer import begin
from kooperation.success_factors.levers_words import factors
from kooperation.widgets import Booklet


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


def record(folder: Path, answers: dict[str, Any]) -> None:
    content = json.dumps({"schema": 1, "answers": answers})
    (folder / "lernstand.json").write_text(content, "utf-8")


def everything() -> dict[str, Any]:
    """Return a record in which something of each kind stands."""
    asked = predictions()
    right = {f"vorhersage.{key}": one.observed for key, one in asked.items() if one.observed}
    wrong = "dilemma-anreiz"
    right[f"vorhersage.{wrong}"] = next(
        key for key in asked[wrong].options if key != asked[wrong].observed
    )
    right["vorhersage.start-erwartung"] = next(iter(asked["start-erwartung"].options))
    case = cases()["entgiftung"]
    actor, basis = next(iter(case.choices["actors"])), next(iter(case.choices["bases"]))
    tests = {key: question.right for key, question in concept_test().items()}
    return {
        **right,
        "karte.entgiftung": {"stellen": [actor], "grundlagen": {actor: [basis]}},
        "formen": {"plaetze": {next(iter(arrangements())): [3, 1]}, "verglichen": []},
        "fall": {
            "titel": "Umzug <B>",
            "satz": "",
            "stellen": [{"name": "Verein", "grundlage": "Satzung"}],
            "typ": "S",
            "instrumente": [],
        },
        "strategie": begin().plain(),
        "spiel": {
            "players": ["Träger <A>", "Kommune"],
            "rows": ["x", "y"],
            "columns": ["x", "y"],
            "cells": [["1 | 1", "3 | 0"], ["0 | 3", "2 | 2"]],
        },
        f"modus.{next(iter(situations()))}": next(iter(Mode)).value,
        "kooperationscheck.erster": dict.fromkeys(factors(), 1),
        "kooperationscheck.letzter": dict.fromkeys(factors(), 2),
        "begriffstest.vorher": tests,
        "begriffstest.nachher": tests,
        "notiz.x": {"titel": "Das Turnier", "text": "Freundlich <b>lohnt</b>."},
    }


def test_all_that_was_made_stands_on_one_page_in_the_order_of_the_course(folder: Path) -> None:
    record(folder, everything())
    booklet = Booklet()
    booklet.saving.export.click()
    page = (folder / "mein-heft.html").read_text("utf-8")
    assert page == booklet.saving.links.html
    titles = re.findall("<h2>(.*?)</h2>", page)
    assert titles == [
        "Was ich erwartet habe, und was daraus wurde",
        "Meine Karten: wo es zwischen den Stellen reißt",
        "Mein Fall als Karte",
        "Wie frei und wie fest: meine Karte der Formen",
        "Mein Fall als Spiel",
        "Eine Strategie bauen",
        "Welcher Modus wozu passt",
        "Kooperations-Check",
        "Zehn Begriffe, vorher und nachher",
        "Meine Notizen",
    ]
    decided = sum(bool(one.observed) for one in predictions().values())
    assert f"von den {decided}, die sich entscheiden lassen, trafen {decided - 1} zu" in page
    assert "Tatsächlich: " in page
    assert "Träger &lt;A&gt;" in page
    assert "Freundlich &lt;b&gt;lohnt&lt;/b&gt;." in page
    assert "Umzug &lt;B&gt;" in page
    assert "11 gestiegen" in page


def test_the_page_asks_nobody_and_holds_neither_name_nor_time(folder: Path) -> None:
    record(folder, everything())
    Booklet().saving.export.click()
    page = (folder / "mein-heft.html").read_text("utf-8")
    assert "default-src &#39;none&#39;" in page
    for forbidden in ("http:", "https:", "src=", "<script", "@import", "url("):
        assert forbidden not in page
    assert not re.search(r"\d\d:\d\d", page)
    assert str(folder) not in page


def test_of_nothing_there_is_no_page(folder: Path) -> None:
    booklet = Booklet()
    booklet.saving.export.click()
    assert "Noch steht nichts darin" in booklet.saving.saved.value
    assert not list(folder.iterdir())
    assert "speichern" not in booklet.still()  # in the book there is nobody who made anything


@pytest.mark.parametrize("stored", [None, 3, "x", [], {"text": 3}, {"players": "AB"}, [{"a": 1}]])
def test_what_is_malformed_is_left_out(folder: Path, stored: Any) -> None:
    record(folder, dict.fromkeys(everything(), stored))
    Booklet().saving.export.click()
    assert not (folder / "mein-heft.html").exists()


def test_an_own_game_that_is_still_the_example_is_not_told(folder: Path) -> None:
    record(folder, {"spiel": {"players": ["nur", "halb"]}})
    Booklet().saving.export.click()
    assert not (folder / "mein-heft.html").exists()


@pytest.mark.parametrize("content", ["{", "[]", "", '{"schema": 9, "answers": {}}', None])
def test_a_record_that_cannot_be_read_is_not_told_to_be_empty(
    folder: Path, content: str | None
) -> None:
    path = folder / "lernstand.json"
    if content is None:
        path.mkdir()
    else:
        path.write_text(content, "utf-8")
    booklet = Booklet()
    booklet.saving.export.click()
    assert "Noch steht nichts darin" not in booklet.saving.saved.value
    assert "lernstand.json" in booklet.saving.saved.value
    assert 'role="alert"' in booklet.saving.saved.value
    assert not (folder / "mein-heft.html").exists()
