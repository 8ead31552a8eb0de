"""Twins draw what the kernel draws, fragment for fragment: in a real Chromium, for thousands of settings of each explorer."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kooperation.games.game_explorer import PayoffExplorer
from kooperation.games.game_words import games
from kooperation.games.public_good_explorer import PublicGood
from kooperation.games.trust_explorer import TrustGame, TrustThreshold
from kooperation.kit.card import code
from kooperation.kit.controls import Checkbox, Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.twin import Twin
from kooperation.repeated.dilemmas_words import dilemmas
from kooperation.repeated.exit_option_explorer import ExitOptions

SETTINGS = 3000  # of each explorer
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
    return {**payoffs, "threshold": TrustThreshold, "trust": TrustGame, "good": PublicGood, **leaving}


@pytest.mark.parametrize("name", explorers())
def test_a_twin_draws_what_the_kernel_draws(tab: Page, name: str) -> None:
    explorer = explorers()[name]()
    twin: Twin = explorer.twin  # type: ignore[attr-defined]
    kinds = sum(one.split("-")[0] == name.split("-")[0] for one in explorers())
    records, settings = drawn(explorer, twin, SETTINGS // kinds)
    given = [twin.script, twin.words, records, settings]
    assert tab.evaluate(OTHERWISE, given)[:3] == []
    assert tab.evaluate(LEFT_OUT, given) <= len(settings) / 2
