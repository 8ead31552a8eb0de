"""A lecture by touch alone, on a phone: a prediction, a slider, a question of the quiz; all of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import FOREIGN, PATIENCE
from browser.foreign import overhear
from browser.keyboard import expect_answers
from browser.real_lab import Lab, Notebook
from browser.test_journeys import EXPLORER, QUESTION, field
from browser.test_quiz import item, kept

FIRST, ASKED = "Warum ändert volles Vertrauen", "dilemma-vertrauensfrage"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        context.set_default_timeout(PATIENCE)
        overhear(context, FOREIGN)
        yield context.new_page()


@pytest.mark.nightly
def test_a_prediction_a_slider_and_the_quiz_answer_to_taps(
    phone: Page, lab: Lab, course: Path
) -> None:
    lecture = Notebook.open(
        phone, lab, course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    )
    lecture.ran()
    question = lecture.widget(QUESTION)
    question.get_by_label("Gestehen", exact=True).tap()
    question.get_by_role("button", name="Festlegen").tap()
    expect(question).to_contain_text("Festgehalten: „Gestehen“")
    record = lecture.path.with_name("lernstand.json")
    expect_answers(phone, record, {"vorhersage.dilemma-anreiz": "gestehen"})

    explorer = lecture.widget(EXPLORER)
    temptation = explorer.get_by_role("slider", name="Versuchung T")
    temptation.scroll_into_view_if_needed()
    lecture.settle()
    temptation.tap(position={"x": 4, "y": 10})  # at its lower end
    expect(field(explorer, "DC")).not_to_contain_text(re.compile(r"^3"))
    expect(explorer).not_to_contain_text("Gefangenendilemma, denn")

    quiz = lecture.widget(FIRST)
    trust = item(quiz, FIRST)
    trust.get_by_role("radio").nth(1).tap()
    trust.get_by_role("button", name="prüfen").tap()
    expect(trust).to_contain_text("✓ Richtig.")
    first = {"answers": {ASKED: "dominanz"}, "first": {ASKED: True}}
    kept(phone, record, "quiz.05_gefangenendilemma", [{"number": 1, "again": [], **first}])
