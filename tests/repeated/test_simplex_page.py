"""The beginning of a way is chosen in the page's triangle, by a click and by keys: in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from kooperation.kit.palette import palette_css
from kooperation.repeated.evolution import Shares
from kooperation.repeated.evolution_explorer import EvolutionExplorer
from kooperation.repeated.simplex_view import HEIGHT, WIDTH, at
from lone_card import show


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_style_tag(content=palette_css())
    yield page
    page.close()


class Opened:
    """An explorer in the page, whose kernel answers when it is told to."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.explorer = EvolutionExplorer("schutz", bild="dreieck")
        self.card = show(tab, self.explorer)
        self.ground: Locator = tab.get_by_role("group", name="Anfang im Dreieck wählen")

    @property
    def chosen(self) -> dict[str, Any]:
        """What the page has sent last."""
        found: dict[str, Any] = self.tab.evaluate(
            "name => state[name]", f"{self.explorer.triangle._name}_chosen"
        )
        return found

    def answer(self) -> None:
        """Let the kernel deal with what was sent."""
        self.explorer.triangle.set_state({"chosen": self.chosen})
        self.tab.evaluate("state => hear(state)", self.card.get_state())

    def click(self, shares: Shares) -> None:
        """Click where the mix lies."""
        drawing = self.ground.locator(".kooperation-drawing")
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        assert box is not None
        x, y = at(shares)
        self.tab.mouse.click(
            box["x"] + x / WIDTH * box["width"], box["y"] + y / HEIGHT * box["height"]
        )

    @property
    def square(self) -> tuple[float, float]:
        """Where the beginning stands in the drawing."""
        mark = self.ground.locator(".kooperation-drawing .kooperation-simplex-start")
        x, y = (float(mark.get_attribute(name) or "nan") + 5 for name in ("x", "y"))
        return x, y

    @property
    def weights(self) -> list[float]:
        """What the sliders of the three show."""
        return [slider.value for slider in self.explorer.weights.values()][:3]


def test_a_click_moves_the_beginning_at_once_and_then_sliders_sentences_and_way(tab: Page) -> None:
    opened = Opened(tab)
    way = opened.ground.locator(".kooperation-simplex-way")
    before = way.get_attribute("d"), opened.explorer.sentences.value
    opened.click((0.2, 0.3, 0.5))
    assert opened.square == pytest.approx(at((0.2, 0.3, 0.5)), abs=2)
    assert opened.weights == [70, 10, 20]  # the kernel has not heard of it yet
    opened.answer()
    assert opened.weights == [20, 30, 50]
    assert opened.square == pytest.approx(at((0.2, 0.3, 0.5)), abs=0.1)
    assert way.get_attribute("d") != before[0]
    assert opened.explorer.sentences.value != before[1]
    label = opened.ground.get_by_role("img").get_attribute("aria-label")
    assert "Am Anfang: Immer kooperieren 20" in (label or "")


def test_a_click_beside_the_triangle_or_on_a_corner_leaves_all_three_there(tab: Page) -> None:
    opened = Opened(tab)
    opened.click((1.05, -0.05, 0.0))
    opened.answer()
    assert opened.weights == [98, 1, 1]
    opened.click((-0.1, 0.55, 0.55))
    opened.answer()
    assert opened.weights[0] == 1
    assert sum(opened.weights) == 100


def test_arrow_keys_move_it_along_the_triangle_and_the_focus_stays(tab: Page) -> None:
    opened = Opened(tab)
    opened.ground.focus()
    for key, weights in (
        ("ArrowRight", [69, 10, 21]),
        ("ArrowUp", [68, 12, 20]),
        ("Shift+ArrowLeft", [73, 12, 15]),
        ("ArrowDown", [74, 10, 16]),
        ("Shift+ArrowDown", [78, 1, 21]),
    ):
        tab.keyboard.press(key)
        opened.answer()
        assert opened.weights == weights
    assert opened.ground.evaluate("node => node === document.activeElement")


def test_quick_keys_add_up_while_the_kernel_has_not_answered(tab: Page) -> None:
    opened = Opened(tab)
    opened.ground.focus()
    for _ in range(10):
        tab.keyboard.press("ArrowRight")
    assert opened.square == pytest.approx(at((0.6, 0.1, 0.3)), abs=0.1)
    opened.answer()
    assert opened.weights == [60, 10, 30]
    # A slider moves the beginning, too, and keys go on from there.
    opened.explorer.weights["always_cooperate"].value = 10
    tab.evaluate("state => hear(state)", opened.card.get_state())
    tab.keyboard.press("ArrowLeft")
    opened.answer()
    assert opened.weights == [21, 20, 59]
