"""Overview: what it reads, what it says, and that it says it where there is no panel."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kooperation.practice import progress_words
from kooperation.practice.progress_view import WORDS
from kooperation.practice.progress_words import course
from kooperation.widgets import Overview, Prediction


@pytest.fixture(autouse=True)
def lectures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's folder with lectures, in which the kernel works."""
    folder = tmp_path / "course" / "lectures"
    folder.mkdir(parents=True)
    (folder / "00_start.ipynb").write_text("{}", "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return folder


def write(path: Path, answers: dict[str, Any], **more: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"schema": 1, **more, "answers": answers}), "utf-8")


def lines(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(.*?)</li>", html)]


def test_before_anything_is_done_it_says_what_will_stand_there() -> None:
    assert WORDS["nothing"] in Overview().shown.value
    assert Overview().still() == ""  # in print the table of lectures is enough


def test_what_is_done_stands_there_with_links_in_the_panels_words(lectures: Path) -> None:
    einstieg = next(task for task in (course() or {})["assignments"] if task["slug"] == "einstieg")
    write(lectures / "lernstand.json", {"vorhersage.warum-kassen": "x"})
    sheet = lectures.parents[1] / "meine_aufgaben" / "einstieg" / "einstieg.answers.json"
    write(sheet, {einstieg["fields"][0]: 1}, variant=3)
    shown = Overview().shown.value
    assert lines(shown) == [
        f"Aufgabe: {einstieg['title']}: 1 von {len(einstieg['fields'])} Feldern begonnen",
        "1 Warum Kooperation?: 1 von 12 Vorhersagen",
    ]
    assert 'href="../../meine_aufgaben/einstieg/einstieg.ipynb"' in shown
    onward = re.search(r"<p>Weiter geht es hier: <a [^>]*>(.*?)</a>", shown)
    assert onward
    assert onward[1] == "1 Warum Kooperation?"
    sheet.with_name("einstieg.zip").touch()
    sheet.write_text("{", "utf-8")  # broken: the assignment itself says so
    assert lines(Overview().shown.value)[0] == f"Aufgabe: {einstieg['title']}: gepackt ✓"


def test_it_follows_what_its_own_notebook_answers_and_looks_again_when_asked(
    lectures: Path,
) -> None:
    progress, bet = Overview(), Prediction("start-erwartung")
    bet.choice.value = "macht"
    assert lines(progress.shown.value) == ["0 Einstieg: 1 von 1 Vorhersagen"]
    assert "Weiter geht es hier" not in progress.shown.value  # one is there
    record = json.loads((lectures / "lernstand.json").read_text("utf-8"))["answers"]
    write(lectures / "lernstand.json", {**record, "vorhersage.warum-kassen": "x"})
    progress.again.click()
    assert len(lines(progress.shown.value)) == 2
    assert "Weiter geht es hier" in progress.shown.value


def test_in_the_browser_alone_the_table_of_lectures_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress_words, "PRINTED", ("labextension", "weg.json"))
    course.cache_clear()
    progress = Overview()
    assert progress.shown.value == ""
    assert progress.again.hidden
    course.cache_clear()
