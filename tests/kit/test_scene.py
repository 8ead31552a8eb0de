"""Drawn scenes in a real Chromium with the course's own style: whole, legible, and to be told apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from kooperation.games.cells_view import cells
from kooperation.institutions.kitchen_view import kitchen
from kooperation.institutions.torn_case_view import torn_case
from kooperation.kit.area import Area
from kooperation.kit.asking import ask, taken
from kooperation.kit.guard import style
from kooperation.widgets import KitchenTable, TornCase, TwoCells

SCENES = {"torn_case": torn_case(), "kitchen": kitchen(), "cells": cells()}
PHONE = 348  # px that a scene has at 390 px, in the view of one notebook
THEME = ":root { --jp-ui-font-color1: %s; --jp-layout-color1: %s; }"
OUTSIDE = """(svg) => {
  const whole = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("path, text")].filter((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return left < whole.left || right > whole.right || top < whole.top || bottom > whole.bottom;
  }).map((node) => node.textContent || node.getAttribute("d"));
}"""
SIZES = """(svg) => [...svg.querySelectorAll("text")].map(
  (node) => Number.parseFloat(getComputedStyle(node).fontSize) * node.getScreenCTM().a)"""
# Texts are read: neither lies on another, nor does a line run through one that is not its frame.
OVERLAPS = """(svg) => {
  const boxes = [...svg.querySelectorAll("text")].map((node) => [node.textContent, node.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) =>
    a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3,
  ).map(([other]) => `${one}, ${other}`));
}"""


@pytest.fixture(params=SCENES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    shown = f'<div class="kooperation-box">{SCENES[request.param]}</div>'
    page.set_content(f"<style>{style()} body {{ margin: 0 }}</style><body>{shown}</body>")
    yield page
    page.close()


def test_all_is_drawn_within_the_picture(page: Page) -> None:
    assert page.locator("svg").evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", [PHONE, 584, 732, 844])
def test_no_letter_is_below_12_px_and_no_word_lies_on_another(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert min(page.locator("svg").evaluate(SIZES)) >= 12
    assert page.locator("svg").evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_picture_is_legible_beside_jupyterlabs_side_bars_too(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 268, "height": 800})
    shown = f'<div class="kooperation-box">{torn_case()}</div>'
    page.set_content(f"<style>{style()} body {{ margin: 0 }}</style><body>{shown}</body>")
    drawn = page.locator("svg")
    assert min(drawn.evaluate(SIZES)) >= 12
    assert drawn.evaluate(OVERLAPS) == drawn.evaluate(OUTSIDE) == []
    page.close()


def test_nothing_that_is_drawn_loads_or_runs_anything(page: Page) -> None:
    drawn = page.locator(".kooperation-scene").evaluate("node => node.outerHTML")
    assert not [part for part in ("<script", "href", "url(", "<img", "onclick") if part in drawn]


def test_the_pen_follows_the_theme_and_the_systems_contrast(page: Page) -> None:
    pen = "() => getComputedStyle(document.querySelector('.kooperation-pen.kooperation-paper')).stroke"
    for ink, paper in (("rgb(10, 20, 30)", "white"), ("rgb(240, 230, 220)", "black")):
        page.add_style_tag(content=THEME % (ink, paper))
        assert page.evaluate(pen) == ink
    page.emulate_media(forced_colors="active")
    assert page.evaluate(pen) == "rgb(0, 0, 0)"  # the system's, not the dark theme's


def test_a_scene_leaves_the_question_to_the_explorer_below_it() -> None:
    taken()
    question = ask("vorhersage.probe", is_answered=False)
    TornCase(), KitchenTable(), TwoCells()
    assert taken() == (question,)


def test_a_scene_is_shown_as_one_area_and_nothing_else() -> None:
    shown = (TornCase(), KitchenTable(), TwoCells())
    for scene, html in zip(shown, SCENES.values(), strict=True):
        (area,) = scene.children
        assert isinstance(area, Area)
        assert area.value == html
