"""What a screen reader is told of a change: once it rests, and only the sentences that are new. In a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from test_card import MODEL, sent, updates

from kooperation.kit.card import Card, code
from kooperation.kit.guard import style
from kooperation.widgets import PayoffExplorer

__all__ = ["sent"]  # a fixture

SENTENCES = "() => [...document.querySelectorAll('.kooperation-sentences li')].map((line) => line.textContent)"
SAID = "() => [...document.querySelectorAll('#kooperation-said p')].map((line) => line.textContent)"
COUNTED = """() => {
  window.times = 0;
  new MutationObserver(() => { window.times += 1; }).observe(document.querySelector("#kooperation-said"), { childList: true, subtree: true });
}"""
TELL = """() => {
  window.tell = async (message) => {
    for (const state of await kernel(message)) hear(state);
    window.answered = true;
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose clock stands still until it is told to go on."""
    page = browser.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    yield page
    page.close()


@pytest.fixture
def explorer(page: Page, sent: list[dict[str, Any]]) -> PayoffExplorer:
    """The explorer of a game, shown; what one enters there reaches it, and what it says reaches the page."""
    made = PayoffExplorer()
    card = Card(made)

    def tell(message: dict[str, Any]) -> list[dict[str, Any]]:
        card.set_state(message["state"])
        return updates(sent)

    page.expose_function("kernel", tell)
    page.evaluate(TELL)
    page.evaluate(MODEL, [code(), style(), card.get_state()])
    page.evaluate(COUNTED)
    return made


def press(page: Page, key: str) -> None:
    """Press a key at the slider that has the focus, and wait until what follows is shown."""
    page.evaluate("() => { window.answered = false; }")
    page.keyboard.press(key)
    page.wait_for_function("() => window.answered")


def test_after_a_step_only_the_sentences_that_are_new_are_said_and_once_it_rests(
    page: Page, explorer: PayoffExplorer
) -> None:
    page.get_by_role("slider").first.focus()
    press(page, "ArrowLeft")
    now = page.evaluate(SENTENCES)
    page.clock.run_for(399)
    assert page.evaluate(SAID) == []
    page.clock.run_for(1)
    said = page.evaluate(SAID)
    assert [len(said), len(now)] == [1, 5]
    assert said == [line for line in now if "2,9" in line]


def test_ten_quick_steps_are_one_announcement_and_the_way_back_is_none(
    page: Page, explorer: PayoffExplorer
) -> None:
    page.get_by_role("slider").first.focus()
    for key in ["ArrowLeft"] * 10:
        press(page, key)
        page.clock.run_for(100)
    page.clock.run_for(1000)
    assert page.evaluate("() => window.times") == 1
    press(page, "ArrowLeft")
    press(page, "ArrowRight")
    page.clock.run_for(1000)
    assert page.evaluate("() => window.times") == 1
