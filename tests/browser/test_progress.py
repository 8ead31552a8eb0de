"""The overview of lecture 0 in a real JupyterLab: it says what the panel says, and leads where the panel leads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook
from kooperation.practice.quiz_words import quizzes

LESSON = "05_gefangenendilemma"
LINES = """(items) => items.map((item) => {
  const link = item.querySelector("a").textContent;
  return [link, item.textContent.slice(link.length)];
})"""


@pytest.mark.nightly
def test_the_overview_says_what_the_panel_says_and_leads_there(
    page: Page, lab: Lab, course: Path
) -> None:
    first, second, *_ = quizzes()[LESSON]
    learned = {
        "vorhersage.dilemma-anreiz": "gestehen",
        "vorhersage.fremd": "x",
        f"quiz.{LESSON}": [{"answers": {first: 0}}, {"answers": {first: 1, second: 0}}],
        "vorhersage.start-erwartung": "macht",
    }
    lectures, work = course / "course" / "lectures", course / "meine_aufgaben"
    (lectures / "lernstand.json").write_text(json.dumps({"schema": 1, "answers": learned}), "utf-8")
    sheet = {"schema": 1, "variant": 3, "answers": {"spielarten": {"a": "hirschjagd"}}}
    (work / "dilemma" / "dilemma.answers.json").write_text(json.dumps(sheet), "utf-8")
    (work / "einstieg" / "einstieg.zip").touch()
    lecture = Notebook.open(page, lab, lectures / "00_start.ipynb")
    lecture.ran()
    panel = page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")
    expect(panel).to_contain_text("gepackt ✓")
    beside = {
        title: re.sub(r"^etwa \d+ Min\. · |Abgabe packen$", "", done)
        for title, done in panel.get_by_role("listitem").evaluate_all(LINES)
        if " · " in done
    }
    card = lecture.widget("Weiter geht es hier")
    said = card.get_by_role("listitem").evaluate_all(LINES)
    assert {title: done.removeprefix(": ") for title, done in said} == beside
    assert len(said) == 4
    onward = card.get_by_role("paragraph").get_by_role("link")
    expect(onward).to_have_text("Aufgabe: Dilemmata erkennen")
    onward.click()
    expect(panel.locator("[aria-current=page]")).to_have_text("Aufgabe: Dilemmata erkennen")
    assert len(page.context.pages) == 1
