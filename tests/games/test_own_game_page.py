"""The table of one's own game in a page: what is typed outlives what a slow kernel says of earlier keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kooperation.games.own_game_explorer import OwnGame
from lone_card import show


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_what_was_typed_and_left_is_not_replaced_by_the_kernels_older_table(
    tab: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    game = OwnGame()
    state = show(tab, game).get_state()
    cells = tab.locator("[data-part=cell]")
    before = cells.nth(2).input_value()
    cells.nth(0).fill("7 | 7")
    cells.nth(1).fill("8 | 8")
    tab.keyboard.press("Tab")
    # The kernel has heard of the first cell alone, and of a new name for the left side.
    shown = f"{game.table._name}_shown"
    older = dict(state[shown])
    older["cells"] = [list(row) for row in older["cells"]]
    older["cells"][0][0] = "7 | 7"
    older["players"] = ["Wohnungsamt", older["players"][1]]
    tab.evaluate("(values) => hear(values)", {shown: older})
    assert cells.nth(0).input_value() == "7 | 7"
    assert cells.nth(1).input_value() == "8 | 8"
    assert cells.nth(2).input_value() == before
    assert "Wohnungsamt" in [
        tab.locator("[data-part=player]").nth(at).input_value() for at in (0, 1)
    ]
