"""The learning scaffold by keyboard in a real JupyterLab: quiz, terms at hand, before and after."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.real_lab import Lab, Notebook

expect.set_options(timeout=90_000)
TIP = "#kooperation-tip"


def tab_to(page: Page, target: Locator, limit: int = 12) -> None:
    """Press Tab until *target* has the focus: what cannot be reached so is lost to the keyboard."""
    for _ in range(limit):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not reach the control.")


def item(quiz: Locator, text: str) -> Locator:
    """Return the question that says *text*, with its control and its button."""
    return quiz.locator(".kooperation-item", has_text=text)


def check(page: Page, question: Locator) -> None:
    """Go to the question's button and press it."""
    tab_to(page, question.get_by_role("button", name="prüfen"))
    page.keyboard.press("Enter")


def kept(page: Page, file: Path, name: str, expected: Any) -> None:
    """Wait until the record says *expected* of the quiz *name*."""
    found = None
    for _ in range(200):
        if file.exists():
            found = json.loads(file.read_text("utf-8"))["answers"].get(name)
            if found == expected:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"{name} is {found}, not {expected}")


def test_a_quiz_is_answered_by_keyboard_explains_and_survives_a_reload(lecture: Notebook) -> None:
    lecture.ran()
    page, before = lecture.page, lecture.cells()
    quiz = lecture.widget("Warum ändert volles Vertrauen")

    # A wrong choice says what is wrong about it and where to read; then the right one.
    trust = item(quiz, "Warum ändert volles Vertrauen")
    expect(trust.get_by_role("radiogroup", name="Warum ändert volles Vertrauen")).to_be_visible()
    trust.get_by_role("radio").first.press("Space")
    check(page, trust)
    expect(trust).to_contain_text("Das wäre ein Problem fehlenden Vertrauens")
    expect(trust).to_contain_text(
        "Nachlesen: Lektion 5, „Gestehen dominiert, mit Vertrauen und ohne“."
    )
    solution = trust.locator("summary")
    tab_to(page, solution)
    page.keyboard.press("Enter")
    expect(trust.locator("details")).to_contain_text("gegen beide Aktionen")
    trust.get_by_role("radio").first.press("ArrowDown")
    expect(trust).not_to_contain_text("Nachlesen")
    check(page, trust)
    expect(trust).to_contain_text("✓ Richtig.")

    # Bring T, R, P, S into order with the buttons: the focus follows the item.
    order = item(quiz, "Ordnen Sie die Auszahlungen")
    for name, presses in (("T:", 3), ("R:", 2), ("P:", 1)):
        button = order.get_by_role("button", name=re.compile(f"^„{name}.*nach oben"))
        button.focus()
        for _ in range(presses):
            page.keyboard.press("Enter")
            expect(button).to_be_focused()
    places = order.locator("li").all_inner_texts()
    assert [re.sub(r"[↑↓\s]+", "", text)[0] for text in places] == list("TRPS")
    check(page, order)
    expect(order).to_contain_text("✓ Richtig.")

    # A decimal comma is read as one, and Enter checks.
    number = item(quiz, "Ab welcher Wahrscheinlichkeit")
    number.get_by_role("textbox", name="Ihre Zahl").focus()
    page.keyboard.type("66,7 %")
    page.keyboard.press("Enter")
    expect(number).to_contain_text("✓ Richtig.")

    # Several at once, and a drop-down list: keys that JupyterLab would take for itself.
    many = item(quiz, "Pareto-effizient? Wählen Sie alle")
    many.get_by_role("checkbox").nth(1).press("Space")
    check(page, many)
    expect(many).to_contain_text("Es fehlen noch 2 richtige Antworten.")
    match = item(quiz, "Was hilft in welchem Spiel")
    match.get_by_role("combobox", name="Chicken").focus()
    page.keyboard.type("eine Regel")
    check(page, match)
    expect(match).to_contain_text("Ordnen Sie zuerst jeder Zeile etwas zu.")
    expect(quiz).to_contain_text("Beantwortet: 4 von 8. Beim ersten Versuch richtig: 2.")
    assert lecture.cells() == before

    record = lecture.path.with_name("lernstand.json")
    answers: dict[str, Any] = {
        "dilemma-vertrauensfrage": "dominanz",
        "dilemma-ordnung": ["t", "r", "p", "s"],
        "dilemma-schwelle": "66,7 %",
        "dilemma-effizienz": ["dc"],
    }
    first = {name: name in ("dilemma-ordnung", "dilemma-schwelle") for name in answers}
    expected = [{"number": 1, "again": [], "answers": answers, "first": first}]
    kept(page, record, "quiz.05_gefangenendilemma", expected)

    lecture.reload()
    lecture.ran()
    quiz = lecture.widget("Warum ändert volles Vertrauen")
    expect(quiz).to_contain_text("Beantwortet: 4 von 8. Beim ersten Versuch richtig: 2.")
    trust = item(quiz, "Warum ändert volles Vertrauen")
    expect(trust.get_by_role("radio").nth(1)).to_be_checked()
    expect(trust).to_contain_text("✓ Richtig.")
    expect(item(quiz, "Ab welcher").get_by_role("textbox")).to_have_value("66,7 %")


@pytest.mark.nightly
def test_what_to_read_again_is_a_link_that_leads_back_and_to_another_lecture_too(
    lecture: Notebook,
) -> None:
    lecture.ran()
    page = lecture.page
    quiz = lecture.widget("Warum ändert volles Vertrauen")
    trust = item(quiz, "Warum ändert volles Vertrauen")
    trust.get_by_role("radio").first.press("Space")
    check(page, trust)
    section = "Gestehen dominiert, mit Vertrauen und ohne"
    link = trust.get_by_role("link", name=f"Lektion 5, „{section}“")
    link.press("Enter")
    back = page.get_by_role("button", name="Zurück zur Frage")
    expect(back).to_be_focused()
    expect(page.get_by_role("heading", name=section)).to_be_in_viewport()
    back.press("Enter")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()

    # A question of an earlier lecture comes back with a link to its section there.
    other = "06_wiederholung.ipynb#Was-Erfolg-hat,-breitet-sich-aus"
    link.evaluate("(link, href) => link.setAttribute('href', href)", other)
    link.click()
    there = page.locator(".jp-NotebookPanel:visible", has_text="Morgen sieht man sich wieder")
    expect(
        there.get_by_role("heading", name="Was Erfolg hat, breitet sich aus")
    ).to_be_in_viewport()


@pytest.mark.nightly
def test_a_term_shows_its_definition_on_focus_and_the_way_there_leads_back(
    lecture: Notebook,
) -> None:
    lecture.ran()
    page = lecture.page
    link = page.get_by_role("link", name="Gefangenendilemma", exact=True).first
    before = page.get_by_role("link", name="Axelrod 1984").first
    before.scroll_into_view_if_needed()
    lecture.settle()
    before.press("Tab")
    expect(link).to_be_focused()
    tip = page.locator(TIP)
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("T > R > P > S")
    expect(tip).to_have_role("tooltip")
    expect(link).to_have_attribute("aria-describedby", "kooperation-tip")
    over, under = link.bounding_box(), tip.bounding_box()
    assert over
    assert under
    assert under["y"] >= over["y"] + over["height"] or under["y"] + under["height"] <= over["y"]
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(link).to_be_focused()

    page.keyboard.press("Enter")
    back = page.get_by_role("button", name="Zurück zu „Gefangenendilemma“")
    expect(back).to_be_focused()
    heading = page.get_by_role("heading", name="Begriffe")
    expect(heading).to_be_in_viewport()
    expect(link).not_to_be_in_viewport()
    listed = page.locator("details", has_text="Begriffe dieser Lektion")
    expect(listed.get_by_text("T > R > P > S")).to_be_visible()
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    expect(back).to_have_count(0)


@pytest.mark.nightly
def test_a_term_is_found_in_the_lecture_one_reads_when_another_is_open_too(
    lecture: Notebook,
) -> None:
    """Both have a heading „Begriffe“, and JupyterLab goes to that of the first."""
    lecture.ran()
    page = lecture.page
    panel = page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")
    ways = (
        ("6 Wiederholung", "Schatten der Zukunft"),
        ("5 Gefangenendilemma", "Gefangenendilemma"),
    )
    for name, term in ways:
        panel.get_by_role("link", name=name, exact=True).click()
        shown = page.locator(".jp-NotebookPanel:visible")
        expect(shown.locator(".jp-Notebook.kooperation-ran")).to_have_count(1)
        lecture.settle()
        shown.get_by_role("link", name=term, exact=True).first.click()
        expect(page.get_by_role("button", name=f"Zurück zu „{term}“")).to_be_focused()
        expect(shown.get_by_role("heading", name="Begriffe")).to_be_in_viewport()


@pytest.mark.nightly
def test_the_lists_at_the_end_are_folded_and_an_earlier_term_leads_to_its_lecture(
    lecture: Notebook,
) -> None:
    lecture.ran()
    page = lecture.page
    for section in ("Begriffe", "Quellen"):
        listed = page.locator("details", has_text=f"{section} dieser Lektion")
        listed.scroll_into_view_if_needed()
        expect(listed.get_by_role("list")).to_be_hidden()
    page.get_by_role("link", name="Nash 1951").click()
    expect(
        page.locator("details", has_text="Quellen dieser").get_by_text("Nash, John F.")
    ).to_be_visible()

    earlier = page.get_by_role("link", name="Jobcenter", exact=True).first
    expect(earlier).to_have_attribute("title", re.compile(r"Eingeführt in Lektion 0"))
    earlier.click()
    expect(page.get_by_role("heading", name="Begriffe")).to_be_in_viewport()
    page.get_by_role("link", name="Lektion 0", exact=True).last.click()
    there = page.locator(".jp-NotebookPanel:visible", has_text="Alle wollen helfen")
    expect(there.get_by_role("heading", name="Begriffe")).to_have_count(1)
    expect(there.locator("details", has_text="Begriffe dieser Lektion")).to_contain_text(
        "Jobcenter"
    )


@pytest.mark.nightly
def test_a_mouse_brings_no_tooltip_of_ours(lecture: Notebook) -> None:
    """It has the browser's own; two would lie over one another."""
    lecture.ran()
    lecture.page.get_by_role("link", name="dominante Strategie").first.click()
    expect(lecture.page.get_by_role("button", name="Zurück zu")).to_be_visible()
    expect(lecture.page.locator(TIP)).to_be_hidden()


def test_the_ten_questions_come_one_at_a_time_are_kept_and_not_marked(
    page: Page, lab: Lab, course: Path
) -> None:
    start = Notebook.open(page, lab, course / "course" / "lectures" / "00_start.ipynb")
    start.ran()
    first, second = "Zwei Träger einer gemeinsamen Einrichtung", "Ein Mensch braucht Hilfe"
    test = start.widget(first)
    expect(test).to_contain_text("Frage 1 von 10")
    group = test.get_by_role("radiogroup", name=first)
    group.get_by_role("radio").first.press("Space")
    page.keyboard.press("ArrowDown")
    expect(test).to_contain_text("Gespeichert: 1 von 10.")
    expect(test).not_to_contain_text("ichtig.")
    record = start.path.with_name("lernstand.json")
    kept(page, record, "begriffstest.vorher", {"ausschuss": "b"})
    test.get_by_role("button", name="Weiter").press("Enter")
    test = page.locator(".kooperation-box", has_text=second).first
    expect(test).to_contain_text("Frage 2 von 10")
    expect(test.get_by_role("radiogroup", name=second)).to_be_visible()
    expect(test.get_by_role("radio", checked=True)).to_have_count(0)
    expect(test.get_by_role("button", name="Weiter")).to_be_focused()
    test.get_by_role("button", name="Zurück").press("Space")
    test = page.locator(".kooperation-box", has_text=first).first
    expect(test.get_by_role("radio").nth(1)).to_be_checked()
