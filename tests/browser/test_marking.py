"""Marking texts by keyboard in a real JupyterLab: keys are counted, and the gradebook is read afterwards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.axe import serious
from browser.real_lab import Lab, Notebook
from kooperation.desk.mark import lay_out_desk
from kooperation.grading.objection import code
from marked_class import QUESTION, SLUG, course, essay, hand_in_texts, kept, write_text

expect.set_options(timeout=90_000)
CLASS = 20
ATTACK = "<img src=x onerror='window.attacked=1'><script>window.attacked=1</script>"
KERNEL = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"


class Keys:
    """A keyboard that counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self._page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)
        self.count += len(text)


@pytest.fixture
def folder(lab: Lab, tmp_path: Path) -> Path:
    """A course in JupyterLab's folder in which a class has handed in texts."""
    folder = course(lab.folder / tmp_path.name)
    hand_in_texts(folder, {person(n): essay(n) for n in range(CLASS)})
    return folder


@pytest.fixture
def desk(page: Page, lab: Lab, folder: Path) -> Locator:
    """The desk, with the focus in it."""
    Notebook.open(page, lab, lay_out_desk(folder, SLUG)).run_all()
    desk = page.locator(".kooperation-desk")
    desk.locator(".kooperation-title").click()
    return desk


def person(number: int) -> str:
    return f"person{number}"


def up(desk: Locator) -> int:
    """Return the number of the text that is up."""
    found = re.search(r"Antwort (\d+):", desk.locator(".kooperation-as-typed").inner_text())
    assert found
    return int(found[1])


def levels(number: int) -> tuple[int, int]:
    """Return which levels the text *number* gets here: all nine pairs come up."""
    return number % 3, number // 3 % 3


def saved(desk: Locator, count: int) -> None:
    done = (
        f"Alle {CLASS} Texte sind bewertet." if count == CLASS else f"{count} von {CLASS} bewertet."
    )
    expect(desk.locator(".kooperation-state")).to_have_text(f"Gespeichert. {done}")


@pytest.mark.nightly
def test_twenty_texts_are_marked_with_three_keys_each_and_stand_in_the_gradebook(
    page: Page, desk: Locator, folder: Path
) -> None:
    keys, comments = Keys(page), Keys(page)
    first = up(desk)
    for count in range(1, CLASS + 1):
        number = up(desk)
        one, other = levels(number)
        keys.press(str(one + 1), str(other + 1))
        if count == 2:  # a sentence from the bank, found by a few letters
            comments.press("b")
            comments.type("vertrau")
            comments.press("Enter")
        if count == 3:  # digits and letters in a comment are a comment
            comments.press("k")
            comments.type("1 u n")
            comments.press("Escape")
        keys.press("Enter")
        saved(desk, count)
        if count == 1:
            page.keyboard.press("u")
            expect(desk.locator(".kooperation-state")).to_contain_text("Zurückgenommen")
            assert (up(desk), kept(folder, person(first))) == (first, (None, None, True))
            page.keyboard.type(f"{one + 1}{other + 1}")
            page.keyboard.press("Enter")
            saved(desk, 1)
    assert keys.count == 3 * CLASS
    assert comments.count == len("bvertrau\nk1 u n\x1b")
    points = {n: 2 - sum(levels(n)) / 2 for n in range(CLASS)}
    found = {n: kept(folder, person(n)) for n in range(CLASS)}
    assert {n: (row[0], row[2]) for n, row in found.items()} == {
        n: (value, False) for n, value in points.items()
    }
    assert serious(page) == []
    said = sorted(row[1] for row in found.values() if row[1])
    assert said[0] == "1 u n"
    assert "Vertrauen" in said[1]
    expect(desk).to_contain_text(f"Person{up(desk)} Beispiel")
    chosen = desk.locator("[data-level][aria-pressed='true'] kbd")
    for level in "23":  # one key for all criteria
        page.keyboard.press(f"Shift+Digit{level}")
        expect(chosen).to_have_text([level, level])
    page.keyboard.press("Shift+Digit4")  # no criterion has so many
    expect(chosen).to_have_text(["3", "3"])


def test_who_searches_the_bank_sees_what_enter_would_take(page: Page, desk: Locator) -> None:
    """At 1280 × 800 the sentences lay below the edge, and Enter took the first unseen."""
    page.set_viewport_size({"width": 1280, "height": 800})
    desk.locator(".kooperation-title").click()
    page.keyboard.press("b")
    page.keyboard.type("vertrau")
    expect(desk.locator(".kooperation-bank button").first).to_be_in_viewport(ratio=1)
    expect(desk.get_by_placeholder("Baustein suchen")).to_be_in_viewport(ratio=1)


@pytest.mark.nightly
def test_points_are_read_with_a_comma_and_refused_above_the_maximum(
    page: Page, desk: Locator, folder: Path
) -> None:
    number = up(desk)
    state = desk.locator(".kooperation-state")
    page.keyboard.press("p")
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    expect(state).to_have_text("Nicht gespeichert: „15“ liegt nicht zwischen 0 und 2 Punkten.")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1,5")
    page.keyboard.press("Enter")
    saved(desk, 1)
    assert kept(folder, person(number)) == (1.5, None, False)
    # What is entered and not saved is not left without a word.
    before = up(desk)
    page.keyboard.press("1")
    page.keyboard.press("ArrowRight")
    expect(state).to_contain_text("nicht gespeichert")
    assert up(desk) == before
    page.keyboard.press("ArrowRight")
    expect(desk.locator(".kooperation-as-typed")).not_to_contain_text(f"Antwort {before}:")
    assert kept(folder, person(before)) == (None, None, True)


@pytest.mark.nightly
def test_without_a_kernel_nothing_is_said_to_be_saved(
    page: Page, desk: Locator, folder: Path
) -> None:
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    saved(desk, 1)
    number = up(desk)
    page.evaluate(f"() => ({KERNEL})().shutdown()")
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    state = desk.locator(".kooperation-state")
    assert "Gespeichert." not in state.inner_text()
    expect(state).to_contain_text("Der Kernel antwortet nicht.")
    assert kept(folder, person(number)) == (None, None, True)


@pytest.mark.nightly
def test_an_objection_opens_the_very_text(page: Page, lab: Lab, folder: Path) -> None:
    write_text(folder, person(7), f"Antwort 7: {ATTACK}")
    path = lay_out_desk(folder, SLUG, code(SLUG, QUESTION, person(7)))
    Notebook.open(page, lab, path).run_all()
    desk = page.locator(".kooperation-desk")
    assert up(desk) == 7
    expect(desk).to_contain_text("Von Person7 Beispiel.")
    # What was typed is text, and so is a comment with the same in it, saved and shown again.
    expect(desk.locator(".kooperation-as-typed")).to_contain_text(ATTACK)
    desk.locator(".kooperation-title").click()
    page.keyboard.type("11k")
    page.keyboard.insert_text(ATTACK)
    page.get_by_role("button", name="Kommentar als Baustein aufnehmen").click()
    expect(desk.locator(".kooperation-bank")).to_contain_text(ATTACK)
    assert page.evaluate("() => window.attacked") is None
