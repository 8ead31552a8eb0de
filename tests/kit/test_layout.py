"""Columns, folds and what lights up when it changes, in a real Chromium with the course's own style."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

import lone_card
from kooperation.games.game import Game
from kooperation.games.game_view import matrix_table
from kooperation.games.game_words import games
from kooperation.kit.area import Area
from kooperation.kit.explorer import Explorer
from kooperation.kit.guard import static, style
from kooperation.kit.html import Markup
from kooperation.kit.layout import columns, fold

CARD = """
<div class="kooperation-box kooperation-card"><div class="kooperation-columns">
  <div class="kooperation-controls"><p style="height: 1200px">controls</p></div>
  <div class="kooperation-picture"><div class="kooperation-area" id="area"></div></div>
</div>
<details class="kooperation-fold"><summary>Zahlen</summary><p id="part">7</p></details>
</div>"""
PRESET = games()["gefangenendilemma"]


def dilemma(temptation: float) -> str:
    """Return the prisoners' dilemma as a table, with another T."""
    return matrix_table(Game((2, 2), (0, temptation), (temptation, 0), (1, 1)), PRESET)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 900, "height": 600})
    page.set_content(f"<style>{style()}</style><body>{CARD}</body>")
    page.add_script_tag(
        content="".join(static("kit", name) for name in ("dom.js", "changes.js", "controls.js"))
    )
    yield page
    page.close()


def show(page: Page, html: str) -> None:
    """Put *html* into the area, as a card does."""
    page.evaluate("(html) => { fill(document.querySelector('#area'), html); }", html)


def classes(page: Page, name: str) -> list[str]:
    """Return the profiles of the cells that have the class *name* now."""
    found: list[str] = page.evaluate(
        "(name) => [...document.querySelectorAll('td.' + name)].map((cell) => cell.dataset.profile)",
        f"kooperation-{name}",
    )
    return found


def test_a_number_that_is_another_one_steps_in_and_no_other(page: Page) -> None:
    """T from 3 to 3.1 changes two of four profiles, and no best response."""
    show(page, dilemma(3))
    show(page, dilemma(3.1))
    assert classes(page, "stepped") == ["DC", "CD"]
    assert classes(page, "lit") == []


def test_a_table_that_is_the_same_does_not_flicker(page: Page) -> None:
    show(page, dilemma(3))
    show(page, dilemma(3))
    assert classes(page, "stepped") == classes(page, "lit") == []


def test_a_new_equilibrium_lights_up_also_while_the_slider_moves_on(page: Page) -> None:
    """With T below R to cooperate is the best answer to cooperation: a stag hunt. Only T's cells lose a mark."""
    show(page, dilemma(2.1))
    show(page, dilemma(1.9))
    assert classes(page, "lit") == ["DC", "CD", "CC"]
    delay = (
        "() => Number.parseFloat(document.querySelector('[data-profile=CC]').style.animationDelay)"
    )
    page.wait_for_timeout(200)
    show(page, dilemma(1.8))
    assert classes(page, "lit") == ["DC", "CD", "CC"]
    assert page.evaluate(delay) <= -200  # it goes on, and does not begin again
    page.wait_for_timeout(1400)
    show(page, dilemma(1.7))
    assert classes(page, "lit") == []


def test_who_wants_no_motion_gets_none(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    show(page, dilemma(3))
    show(page, dilemma(3.1))
    assert page.evaluate(
        "() => getComputedStyle(document.querySelector('.kooperation-stepped')).animationName"
    ) == "none"  # fmt: skip


def test_the_picture_stays_in_view_beside_longer_controls(page: Page) -> None:
    show(page, dilemma(3))
    page.evaluate("() => window.scrollTo(0, 500)")
    top = page.locator("#area table").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 60


def test_in_a_narrow_card_the_picture_stands_below_its_controls(page: Page) -> None:
    show(page, dilemma(3))
    page.set_viewport_size({"width": 390, "height": 844})
    controls = page.locator(".kooperation-controls").bounding_box()
    picture = page.locator(".kooperation-picture").bounding_box()
    assert controls is not None
    assert picture is not None
    assert picture["y"] >= controls["y"] + controls["height"]
    assert picture["width"] <= 390


def test_what_is_folded_is_out_of_sight_until_it_is_opened(page: Page) -> None:
    assert page.locator("#part").is_hidden()
    page.locator("summary").click()
    assert page.locator("#part").is_visible()
    show(page, dilemma(3))
    assert page.locator("#part").is_visible()


def test_what_is_open_within_a_table_stays_open_when_it_is_drawn_anew(page: Page) -> None:
    for text in ("eins", "zwei"):
        show(page, f"<details><summary>Mehr</summary><p>{text}</p></details>")
        if text == "eins":
            page.get_by_text("Mehr").click()
        assert page.get_by_text(text, exact=True).is_visible()


def test_an_explorer_with_a_title_is_a_card() -> None:
    left, right = Area(), Area()
    card = Explorer(columns([left], [right]), title="Ein <Spiel>")
    assert card.classes == ["kooperation-box", "kooperation-card"]
    head, both, note = card.children
    assert "Ein &lt;Spiel&gt;</p>" in head.children[0].value
    away = head.children[1]
    assert (away, note) == (card.away, away.note)
    controls, picture = both.children
    assert (controls.children, picture.children) == ((left,), (right,))
    assert Explorer(left).classes == ["kooperation-box"]


class Folded(Explorer):
    """Two folds."""

    def __init__(self) -> None:
        parts = (Area(Markup(f"<p>{text}</p>")) for text in ("sieben", "acht"))
        super().__init__(*map(fold, ("Zahlen", "Mehr"), parts), title="Gefaltet")


def test_a_fold_is_as_one_left_it_after_a_reload_and_a_new_run(browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<body></body>", content_type="text/html"))
    page.goto("http://kurs.test/")
    lone_card.show(page, Folded())
    page.get_by_text("Zahlen").click()
    expect(page.get_by_text("sieben")).to_be_visible()
    lone_card.show(page, Folded())
    expect(page.get_by_text("sieben")).to_be_visible()
    expect(page.get_by_text("acht")).to_be_hidden()
    page.reload()
    lone_card.show(page, Folded())
    expect(page.get_by_text("sieben")).to_be_visible()
    page.get_by_text("Zahlen").click()
    page.reload()
    lone_card.show(page, Folded())
    expect(page.get_by_text("sieben")).to_be_hidden()
    page.close()


def test_where_the_browser_keeps_nothing_a_fold_opens_all_the_same(browser: Browser) -> None:
    page = browser.new_page()  # on about:blank there is no memory
    faults: list[object] = []
    page.on("pageerror", lambda fault: faults.append(fault))
    lone_card.show(page, Folded())
    page.get_by_text("Zahlen").click()
    expect(page.get_by_text("sieben")).to_be_visible()
    assert faults == []
    page.close()
