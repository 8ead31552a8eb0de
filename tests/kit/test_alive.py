"""What the page of the book draws by itself, once its reader moves a slider: the same as a kernel would have drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kooperation.games.game_explorer import PayoffExplorer
from kooperation.games.public_good_explorer import PublicGood
from kooperation.games.trust_explorer import TrustGame, TrustThreshold
from kooperation.kit.card import Card, drawing
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.guard import static, style
from kooperation.negotiation.coordination_explorer import CoordinationEffort
from kooperation.repeated.exit_option_explorer import ExitOptions
from kooperation.widgets import ShadowExplorer

ANSWERING: Mapping[str, Callable[[], Any]] = {
    "payoffs": PayoffExplorer,
    "threshold": TrustThreshold,
    "trust": TrustGame,
    "good": PublicGood,
    "effort": CoordinationEffort,
    "exit": ExitOptions,
}
# Where a line may break is decided by the page.
TEXT = r"const text = (place) => place.textContent.replace(/\s/g, ' ').replaceAll('\u2011', '-');"
WORDS = f"""() => {{
  {TEXT}
  return [...document.querySelectorAll(".kooperation-box .kooperation-area")].map(text);
}}"""
WORDS_OF = f"""(html) => {{
  {TEXT}
  const place = document.createElement("div");
  place.innerHTML = html;
  return text(place);
}}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def show(tab: Page, explorer: Explorer) -> None:
    """Show what stands in a page without a kernel, with the page's script."""
    Card(explorer)
    tab.set_content(f"<style>{style()}</style>{explorer.still()}")
    tab.evaluate(f"(() => {{ {drawing()}\n{static('desk/book', 'alive.mjs')} }})()")


@pytest.mark.parametrize("name", ANSWERING)
def test_a_reader_of_the_book_moves_a_slider_and_sees_what_a_kernel_would_draw(
    tab: Page, name: str
) -> None:
    explorer = ANSWERING[name]()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    show(tab, explorer)
    sliders = [
        one for one in explorer.twin.controls.values() if isinstance(one, Slider) and not one.hidden
    ]
    assert tab.get_by_role("slider").count() == len(sliders) > 0
    assert tab.get_by_role("button").count() == tab.get_by_role("combobox").count() == 0
    before = tab.evaluate(WORDS)
    for slider in sliders[:2]:
        tab.get_by_role("slider", name=slider.name).press("ArrowRight")
        slider.value = round(slider.value + slider.step, 6)
        there = tab.evaluate(WORDS)
        for area in explorer.twin.areas.values():
            assert tab.evaluate(WORDS_OF, area.value) in there
    assert tab.evaluate(WORDS) != before
    assert errors == []


def test_what_only_a_kernel_computes_stands_as_it_is(tab: Page) -> None:
    explorer = ShadowExplorer()
    show(tab, explorer)
    assert "data-alive" not in explorer.still()
    assert tab.get_by_role("slider").count() == 0


def test_sliders_reach_as_far_as_they_may_and_a_box_shows_what_it_is_about(tab: Page) -> None:
    show(tab, good := PublicGood())
    tab.get_by_role("slider", name=good.players.name).press("Home")
    good.players.value = good.players.lowest
    others = tab.get_by_role("slider", name=good.others.name)
    assert others.input_value() == str(int(good.others.value)) == "1"
    there = tab.evaluate(WORDS)
    assert all(tab.evaluate(WORDS_OF, area.value) in there for area in good.twin.areas.values())
    threshold = tab.get_by_role("slider", name=good.threshold.name)
    assert not threshold.is_visible()
    tab.get_by_role("checkbox").check()
    assert threshold.is_visible()
    good.with_threshold.value = True
    there = tab.evaluate(WORDS)
    assert all(tab.evaluate(WORDS_OF, area.value) in there for area in good.twin.areas.values())


def test_what_cannot_be_chosen_without_a_kernel_is_told(tab: Page) -> None:
    show(tab, payoffs := PayoffExplorer("hirschjagd"))
    assert payoffs.preset.title in tab.locator(".kooperation-setting").first.inner_text()
