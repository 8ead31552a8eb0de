"""Twins draw what the kernel draws, fragment for fragment, and give way to it: in a real Chromium.

Each explorer is tried with a thousand settings and more; the kernel's side is Python's own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice, product
from math import prod
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from kooperation.base.comparing import at_least, beats, same
from kooperation.base.german import either, number, operand, percent, told_apart
from kooperation.games.game_explorer import PayoffExplorer
from kooperation.games.game_words import games
from kooperation.games.public_good_explorer import PublicGood
from kooperation.games.trust_explorer import TrustGame, TrustThreshold
from kooperation.kit.card import code
from kooperation.kit.chart import ticks
from kooperation.kit.choice import Choice
from kooperation.kit.controls import Checkbox, Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.settings import visible
from kooperation.kit.twin import Twin
from kooperation.negotiation.coordination_explorer import CoordinationEffort
from kooperation.repeated.dilemmas_words import dilemmas
from kooperation.repeated.exit_option_explorer import ExitOptions
from lone_card import show

SETTINGS = {"payoffs": 250, "exit": 250}  # of each of these; OTHERS of each of the others
OTHERS = 900
# A dilemma in which sides are alike, for an explorer in which they need not be; taking turns just pays.
ALIKE = {"CC0": 2, "CC1": 2, "CD0": 0, "CD1": 4, "DC0": 4, "DC1": 0, "DD0": 1, "DD1": 1}
FEW = (0.0, -0.0, 1.0, 2.0, 3.0)  # what ties are made of
NOTATION = "number, operand, percent, listed, toldApart, beats, atLeast, alike, roundTicks"
LOAD = """async ([code, notation]) => {
  const text = `${code}\\nexport { SCRIPTS, ${notation} };`;
  window.kit = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  window.scripts = kit.SCRIPTS;
}"""
WRITTEN = """(all) => all.map(([one, other, third, low, high]) => [
  ...[0, 1, 2, 4].map((digits) => kit.number(one, digits)), kit.operand(one), kit.percent(one, 0), kit.percent(one, 1),
  ...kit.toldApart(one, other), ...kit.toldApart(one, other, third),
  kit.beats(one, other), kit.atLeast(one, other), kit.beats(one, other, 100), kit.alike(one, other), kit.alike(one, other, 100),
  ...kit.roundTicks(low, high).map((tick) => kit.number(tick, 9)),
])"""
OTHERWISE = """([script, words, records, settings]) => settings.flatMap(([values, record, said]) => {
  const drawn = scripts[script](values, words, records[record]);
  return Object.entries(drawn ?? {})
    .filter(([name, html]) => html !== said[name])
    .map(([name, html]) => ({ name, values, html, said: said[name] }));
})"""
LEFT_OUT = """([script, words, records, settings]) => settings.filter(([values, record, said]) =>
  Object.keys(scripts[script](values, words, records[record]) ?? {}).length < Object.keys(said).length).length"""

Numbers = tuple[float, float, float, float, float]
Setting = tuple[dict[str, Any], int, dict[str, str]]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(LOAD, [code(), NOTATION])
    yield page
    page.close()


def reach(control: Any) -> list[Any]:
    """Return all that *control* may be."""
    if isinstance(control, Checkbox):
        return [False, True]
    steps = round((control.highest - control.lowest) / control.step)
    return [control.lowest + control.step * step for step in range(steps + 1)]


def anew(twin: Twin, chance: random.Random) -> dict[str, Any]:
    """Put every control at an end, at a value that others have, too, or anywhere."""

    def one(places: list[Any]) -> Any:
        way = chance.random()
        ends = (places[0], places[-1])
        return chance.choice(ends if way < 0.12 else FEW if way < 0.6 else places)

    return {name: one(reach(control)) for name, control in twin.controls.items()}


def tied(twin: Twin, chance: random.Random) -> dict[str, Any]:
    """Put every control at one of two or three values: sides are alike then, or but for one."""
    few = chance.sample(FEW, chance.choice((2, 3)))
    return {name: chance.choice(few) for name in twin.controls}


def moved(twin: Twin, chance: random.Random) -> dict[str, Any]:
    """Move one control by some steps, or to where another is."""
    name, control = chance.choice(list(twin.controls.items()))
    by = getattr(control, "step", 1) * chance.choice((-12, -1, 1, 12))
    value = chance.choice((control.value + by, chance.choice(list(twin.values.values()))))
    return {name: min(reach(control), key=lambda place: abs(place - value))}


def changes(twin: Twin, chance: random.Random, count: int) -> Iterator[Mapping[str, Any]]:
    """Yield what to set next, without end; where there is no more than *count*, yield all there is."""
    places = [reach(control) for control in twin.controls.values()]
    if prod(map(len, places)) <= count:
        yield from (dict(zip(twin.controls, values, strict=True)) for values in product(*places))
        return
    began = [twin.values, *([ALIKE] if twin.controls.keys() >= ALIKE.keys() else [])]
    for values in cycle(began):
        yield values
        for change in (*[moved] * 4, *[tied, moved] * 2, *[anew] * 3):
            yield change(twin, chance)


def drawn(explorer: Explorer, twin: Twin, count: int) -> tuple[list[dict[str, Any]], list[Setting]]:
    """Return what the kernel shows for *count* settings, and the records that go with them."""
    records: list[dict[str, Any]] = []
    settings: list[Setting] = []
    for values in islice(changes(twin, random.Random(20), count), count):
        with explorer.in_one_go():
            for name, value in values.items():
                control = twin.controls[name]
                control.value = bool(value) if isinstance(control, Checkbox) else value
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
def test_a_twin_hears_of_whatever_its_areas_depend_on(name: str) -> None:
    """Else the page draws, from what it heard, what no longer holds, until the kernel has answered."""
    explorer = explorers()[name]()
    twin: Twin = explorer.twin  # type: ignore[attr-defined]
    for control in visible(explorer):
        if control in twin.controls.values() or not isinstance(control, Slider | Choice | Checkbox):
            continue
        shown, heard = [area.value for area in twin.areas.values()], (twin.record, twin.values)
        if isinstance(control, Choice):
            control.index = (control.index or 0) - 1 if control.index else len(control.options) - 1
        else:
            control.value = next(place for place in reach(control) if place != control.value)
        if [area.value for area in twin.areas.values()] != shown:
            assert (twin.record, twin.values) != heard, control.label


@pytest.mark.parametrize("name", explorers())
def test_a_twin_draws_what_the_kernel_draws(tab: Page, name: str) -> None:
    explorer = explorers()[name]()
    twin: Twin = explorer.twin  # type: ignore[attr-defined]
    records, settings = drawn(explorer, twin, SETTINGS.get(name.split("-")[0], OTHERS))
    given = [twin.script, twin.words, records, settings]
    assert tab.evaluate(OTHERWISE, given)[:3] == []
    assert tab.evaluate(LEFT_OUT, given) == 0


def numbers(count: int) -> list[Numbers]:
    """Return three numbers that may look alike, and a low and a high end."""
    chance = random.Random(20)
    apart = (0, 1e-14, 1e-10, 1.5e-9, 2e-9, 5e-8, 1e-5, 0.0004, 0.004, 0.01, 1)
    found = []
    for _ in range(count):
        one = chance.choice((-1, 1)) * chance.choice(
            (chance.randint(0, 80) / 16, chance.uniform(0, 300))
        )
        other, third = (one + chance.choice(apart) * chance.choice((-1, 1)) for _ in range(2))
        low = -chance.choice((0, 1, chance.uniform(0, 40)))
        high = low + 10 ** chance.uniform(-2, 4) * chance.choice((1, 2, 2.5, 5))
        found.append((one, other, third, low, high))
    return found


def written(one: float, other: float, third: float, low: float, high: float) -> list[str | bool]:
    """Return what the kernel writes of them and finds in them."""
    return [
        *(number(one, digits) for digits in (0, 1, 2, 4)), operand(one), percent(one, 0), percent(one, 1),
        *told_apart(one, other), *told_apart(one, other, third),
        beats(one, other), at_least(one, other), beats(one, other, 100), same(one, other), same(one, other, 100),
        *(number(tick, 9) for tick in ticks(low, high)),
    ]  # fmt: skip


def test_the_page_writes_and_compares_numbers_as_the_kernel_does(tab: Page) -> None:
    given = numbers(2000)
    pairs = zip(given, tab.evaluate(WRITTEN, given), strict=True)
    assert [(one, page, written(*one)) for one, page in pairs if page != written(*one)][:3] == []


def test_the_page_lists_as_the_kernel_does(tab: Page) -> None:
    lists = [["a", "b", "c"][:count] for count in range(4)]
    listed = tab.evaluate("(lists) => lists.map((items) => kit.listed(items, 'oder'))", lists)
    assert listed == [either(items) for items in lists]


# When the kernel's picture comes ------------------------------------------------------------------

COUNTING = """() => {
  window.changes = 0;
  for (const area of document.querySelectorAll(".kooperation-picture .kooperation-area")) {
    new MutationObserver((all) => { changes += all.length; }).observe(area, { childList: true, subtree: true });
  }
}"""


@pytest.fixture
def told(tab: Page) -> Iterator[list[str]]:
    """What the console tells."""
    messages: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        messages.append(message.text)

    tab.on("console", hear)
    yield messages
    tab.remove_listener("console", hear)


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
    tab: Page, told: list[str]
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
    assert told == []


def test_an_answer_to_an_older_key_changes_nothing(tab: Page, told: list[str]) -> None:
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
    assert told == []


def test_where_both_differ_the_kernels_picture_stays_and_the_console_tells_it_once(
    tab: Page, told: list[str]
) -> None:
    shown = Shown(tab, TrustGame())
    for value in (0.51, 0.52):
        shown.press("Anteil x", "ArrowRight")
        shown.explorer.given.value = value
        shown.answer(table=f"<table><td>{value}</td></table>")
        assert shown.table.inner_text() == str(value)
    (message,) = told
    assert message.startswith("kooperation: games/trust_game_twin.js draws table otherwise")


def test_a_card_that_is_gone_draws_nothing(tab: Page, told: list[str]) -> None:
    shown = Shown(tab, TrustGame())
    tab.evaluate("() => end()")
    shown.explorer.given.value = 0.51
    shown.answer()
    assert told == []


def test_what_the_page_cannot_draw_is_dimmed_until_the_kernel_has_drawn_it(
    tab: Page, told: list[str]
) -> None:
    """With fewer players the kernel shortens the slider of the others first."""
    shown = Shown(tab, PublicGood())
    behind = tab.locator(".kooperation-behind")
    shown.press("Beteiligte n", "ArrowRight")
    assert behind.count() == 0
    for _ in range(2):
        shown.press("Beteiligte n", "ArrowLeft")
    assert behind.count() == len(shown.twin.areas)
    drawn = {**shown.twin.drawn, "players": 5}
    for values, count in ((drawn, 0), (shown.twin.drawn, len(shown.twin.areas))):
        tab.evaluate("(values) => hear(values)", {f"{shown.twin._name}_drawn": values})
        assert behind.count() == count
    shown.explorer.players.value = 5
    tab.evaluate("(values) => hear(values)", {f"{shown.explorer.others._name}_value": 4})
    shown.answer()
    assert behind.count() == 0
    assert told == []
