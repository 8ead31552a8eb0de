"""Twins draw what the kernel draws, fragment for fragment, and give way to it: in a real Chromium.

Each explorer is tried with a thousand settings and more; the kernel's side is Python's own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from kooperation.games.game_explorer import PayoffExplorer
from kooperation.games.game_words import games
from kooperation.games.public_good_explorer import PublicGood
from kooperation.games.trust_explorer import TrustGame, TrustThreshold
from kooperation.kit.card import code
from kooperation.kit.controls import Checkbox, Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.twin import Twin
from kooperation.negotiation.coordination_explorer import CoordinationEffort
from kooperation.repeated.dilemmas_words import dilemmas
from kooperation.repeated.exit_option_explorer import ExitOptions
from lone_card import show

SETTINGS = 1200  # of each explorer, so some 6000 in all
FEW = (0.0, -0.0, 1.0, 2.0, 3.0)  # what ties are made of
LOAD = """async (code) => {
  const address = URL.createObjectURL(new Blob([`${code}\\nexport { SCRIPTS };`], { type: "text/javascript" }));
  window.scripts = (await import(address)).SCRIPTS;
}"""
OTHERWISE = """([script, words, records, settings]) => settings.flatMap(([values, record, said]) => {
  const drawn = scripts[script](values, words, records[record]);
  return Object.entries(drawn ?? {})
    .filter(([name, html]) => html !== said[name])
    .map(([name, html]) => ({ name, values, html, said: said[name] }));
})"""
LEFT_OUT = """([script, words, records, settings]) => settings.filter(([values, record, said]) =>
  Object.keys(scripts[script](values, words, records[record]) ?? {}).length < Object.keys(said).length).length"""

Setting = tuple[dict[str, Any], int, dict[str, str]]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(LOAD, code())
    yield page
    page.close()


def steps(slider: Slider, chance: random.Random) -> float:
    """Return where *slider* may be put: at an end, at a value that others have, too, or anywhere."""
    way = chance.random()
    if way < 0.12:
        return chance.choice((slider.lowest, slider.highest))
    count = round((slider.highest - slider.lowest) / slider.step)
    anywhere = slider.lowest + slider.step * chance.randint(0, count)
    return chance.choice(FEW) if way < 0.6 else anywhere


def drawn(explorer: Explorer, twin: Twin, count: int) -> tuple[list[dict[str, Any]], list[Setting]]:
    """Return what the kernel shows for *count* settings, and the records that go with them."""
    chance = random.Random(20)
    records: list[dict[str, Any]] = []
    settings: list[Setting] = []
    for _ in range(count):
        with explorer.in_one_go():
            for control in twin.controls.values():
                if isinstance(control, Checkbox):
                    control.value = chance.random() < 0.5
                else:
                    control.value = steps(control, chance)
        if not records or records[-1] != twin.record:
            records.append(dict(twin.record))
        shown = {name: area.value for name, area in twin.areas.items()}
        settings.append((dict(twin.drawn), len(records) - 1, shown))
    return records, settings


def explorers() -> Mapping[str, Callable[[], Explorer]]:
    payoffs = {f"payoffs-{key}": lambda key=key: PayoffExplorer(key) for key in games()}
    leaving = {f"exit-{key}": lambda key=key: ExitOptions(key) for key in dilemmas()}
    return {
        **payoffs,
        "threshold": TrustThreshold,
        "trust": TrustGame,
        "good": PublicGood,
        "effort": CoordinationEffort,
        **leaving,
    }


@pytest.mark.parametrize("name", explorers())
def test_a_twin_draws_what_the_kernel_draws(tab: Page, name: str) -> None:
    explorer = explorers()[name]()
    twin: Twin = explorer.twin  # type: ignore[attr-defined]
    kinds = sum(one.split("-")[0] == name.split("-")[0] for one in explorers())
    records, settings = drawn(explorer, twin, SETTINGS // kinds)
    given = [twin.script, twin.words, records, settings]
    assert tab.evaluate(OTHERWISE, given)[:3] == []
    assert tab.evaluate(LEFT_OUT, given) <= len(settings) / 2


# When the kernel's picture comes ------------------------------------------------------------------

COUNTING = """() => {
  window.changes = 0;
  for (const area of document.querySelectorAll(".kooperation-picture .kooperation-area")) {
    new MutationObserver((all) => { changes += all.length; }).observe(area, { childList: true, subtree: true });
  }
}"""


class Shown:
    """An explorer on a page, and the same one as its kernel, which answers when it is asked to."""

    def __init__(self, tab: Page, explorer: Any) -> None:
        self._tab, self.explorer, self.twin = tab, explorer, explorer.twin
        show(tab, explorer)
        tab.evaluate(COUNTING)

    def press(self, name: str, key: str) -> None:
        """Press a key at a slider; the kernel does not know of it yet."""
        slider = self._tab.get_by_role("slider", name=name)
        slider.focus()
        self._tab.keyboard.press(key)

    def answer(self, **other: str) -> None:
        """Let the kernel say what it shows now, or something *other*."""
        shown = {f"{area._name}_value": area.value for area in self.twin.areas.values()}
        said = {f"{self.twin.areas[name]._name}_value": html for name, html in other.items()}
        drawn = {f"{self.twin._name}_drawn": self.twin.drawn}
        self._tab.evaluate("(values) => hear(values)", {**shown, **said, **drawn})

    def changes(self) -> int:
        """Return how many changes of the picture there were since the last time."""
        self._tab.evaluate("() => new Promise(requestAnimationFrame)")
        counted: int = self._tab.evaluate("() => { const all = changes; changes = 0; return all; }")
        return counted

    @property
    def table(self) -> Locator:
        return self._tab.locator(".kooperation-picture table")


def test_the_page_draws_before_the_kernel_answers_and_what_is_confirmed_is_not_drawn_again(
    tab: Page,
) -> None:
    shown = Shown(tab, TrustGame())
    before = shown.table.inner_text()
    shown.changes()
    shown.press("Anteil x", "ArrowRight")
    after = shown.table.inner_text()
    assert "51" in after
    assert after != before
    assert shown.changes() > 0
    shown.explorer.given.value = 0.51
    shown.answer()
    assert shown.changes() == 0
    assert shown.table.inner_text() == after


def test_an_answer_to_an_older_key_changes_nothing(tab: Page) -> None:
    shown = Shown(tab, TrustGame())
    for _ in range(3):
        shown.press("Anteil x", "ArrowRight")
    now = shown.table.inner_text()
    shown.changes()
    shown.explorer.given.value = 0.51
    shown.answer()
    tab.evaluate("(values) => hear(values)", {f"{shown.explorer.given._name}_text": "0,51"})
    assert (shown.table.inner_text(), shown.changes()) == (now, 0)
    assert tab.get_by_role("slider", name="Anteil x").input_value() == "0.53"
    assert tab.locator(".kooperation-readout").first.inner_text() == "0,53"


def test_where_both_differ_the_kernels_picture_stays_and_the_console_tells_it_once(
    tab: Page,
) -> None:
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        told.append(message.text)

    tab.on("console", hear)
    shown = Shown(tab, TrustGame())
    for value in (0.51, 0.52):
        shown.press("Anteil x", "ArrowRight")
        shown.explorer.given.value = value
        shown.answer(table=f"<table><td>{value}</td></table>")
        assert shown.table.inner_text() == str(value)
    tab.remove_listener("console", hear)
    (message,) = told
    assert message.startswith("kooperation: games/trust_game_twin.js draws table otherwise")


def test_what_the_page_cannot_draw_is_dimmed_until_the_kernel_has_drawn_it(tab: Page) -> None:
    """With fewer players the kernel shortens the slider of the others first."""
    shown = Shown(tab, PublicGood())
    behind = tab.locator(".kooperation-behind")
    shown.press("Beteiligte n", "ArrowRight")
    assert behind.count() == 0
    for _ in range(2):
        shown.press("Beteiligte n", "ArrowLeft")
    assert behind.count() == len(shown.twin.areas)
    shown.explorer.players.value = 5
    tab.evaluate("(values) => hear(values)", {f"{shown.explorer.others._name}_value": 4})
    shown.answer()
    assert behind.count() == 0
