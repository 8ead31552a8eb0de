"""The kitchen of lecture 1: what is drawn, what is said of it, and what the lecture tells are the same."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kooperation.base.german import join
from kooperation.institutions.kitchen_view import WORDS, description, drawn, kitchen
from kooperation.institutions.kitchen_words import calling, clash, letters
from kooperation.kit.guard import style
from kooperation.practice.prediction_words import predictions

LECTURE = Path(__file__).parents[2] / "course" / "lectures" / "01_warum_kooperation.md"
PEOPLE = WORDS.section("people")
SENDERS = [letter.sender for letter in letters().values()]
COUNTS = {3: "Drei", 4: "Vier", 5: "Fünf"}


def texts(html: str) -> list[str]:
    """Return what is written in a picture, in its order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", html)


def test_two_offices_call_father_and_son_at_the_same_hour_and_nobody_the_mother() -> None:
    assert {who: (len(calling(who)), clash(who)) for who in PEOPLE} == {
        "father": (2, 9),
        "mother": (0, None),
        "son": (2, 8),
    }


def test_the_alternative_names_every_sender_and_says_of_each_person_what_the_picture_says() -> None:
    said = description()
    assert f"Brief: {join(SENDERS)}." in said
    written = texts(drawn())
    assert written[: len(SENDERS)] == SENDERS
    below = written[len(SENDERS) :]
    starts = [below.index(name) for name in PEOPLE.values()]
    assert starts[0] == 0
    for start, end in pairwise([*starts, len(below)]):
        name, *fate = below[start:end]
        assert f"{name}: {' '.join(fate)}." in said
    assert f'role="img" aria-label="{said}"' in drawn()


def test_as_many_letters_lie_on_the_table_as_there_are_and_one_place_is_empty() -> None:
    picture = drawn()
    assert picture.count("kooperation-letter ") == len(letters())
    assert picture.count("kooperation-dashed") == 1
    assert picture.count("kooperation-rift") == 2
    assert picture.count("kooperation-trail") == len(letters())


def test_each_letter_can_be_read_with_its_hour() -> None:
    html = kitchen()
    for letter in letters().values():
        body = f"<p>{letter.text} <strong>Dienstag, {letter.hour} Uhr.</strong></p>"
        assert f"<summary>{letter.sender}</summary>{body}" in html


def test_an_open_letter_is_marked_on_the_table(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f'<style>{style()}</style><div class="kooperation-box">{kitchen()}</div>')
    width = (
        "(key) => getComputedStyle(document.querySelector(`.kooperation-${key} path`)).strokeWidth"
    )
    for key, letter in letters().items():
        before = page.evaluate(width, key)
        page.locator("summary", has_text=letter.sender).click()
        assert float(page.evaluate(width, key)[:-2]) > float(before[:-2])
        assert page.locator("details[open]").count() == 1  # one letter in one's hand
    page.emulate_media(media="print")
    shown = page.locator(".kooperation-scene details p").evaluate_all(
        "nodes => nodes.map(node => node.checkVisibility({ contentVisibilityAuto: true }))"
    )
    assert shown == [True] * len(letters())  # on paper nothing is folded
    page.close()


def test_the_lecture_counts_the_letters_and_asks_about_what_is_in_the_first() -> None:
    assert f"{COUNTS[len(letters())]} Briefe liegen auf dem Küchentisch." in LECTURE.read_text(
        "utf-8"
    )
    asked = predictions()["warum-kassen"].question
    for thing in ("Bescheid", "Regelbedarf", "Miete", "Schulausflug"):
        assert thing in asked
        assert thing in letters()["jobcenter"].text


@pytest.mark.parametrize("trouble", ["Schnittstelle", "Lücke"])
def test_the_scene_does_not_answer_what_the_lecture_asks_later(trouble: str) -> None:
    assert "In welcher der beiden Lagen" in predictions()["warum-luecke"].question
    assert trouble not in kitchen()


def test_what_becomes_of_a_neighbour_does_not_run_on_in_the_same_line() -> None:
    """„beide um 9 Uhr kein Termin beide um 8 Uhr“ was read as one sentence."""
    shown = str(drawn())
    assert ">beide</text>" in shown
    assert ">um 9 Uhr</text>" in shown
    assert ">kein Termin</text>" in shown
