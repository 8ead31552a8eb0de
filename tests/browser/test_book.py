"""The book in a real browser: nothing is fetched, nothing scrolls sideways, and whoever reads otherwise can read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from printed_book import ROOT, printed_book

LECTURES = sorted(path.stem for path in (ROOT / "course" / "lectures").glob("[0-9][0-9]_*.md"))
NAMES = ["index", *LECTURES, "glossar", "literatur", "hilfe", "suche"]
SCROLLS = """() => [...document.querySelectorAll(".kooperation-card *")].filter((node) => {
  const { overflowX } = getComputedStyle(node);
  return node.checkVisibility() && node.querySelector("table, svg") && overflowX !== "visible";
}).map((node) => node.className)"""
IS_SEEN = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2) === document.activeElement;
}"""
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed_book(tmp_path_factory)


@contextmanager
def opened(
    browser: Browser, path: Path, width: int, mode: Literal["light", "dark"]
) -> Iterator[tuple[Page, list[str]]]:
    """Yield the page at *path*, all unfolded, and what it asked for beside itself."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(path.as_uri())
        page.evaluate(UNFOLD)
        yield page, [url for url in asked if url != path.as_uri()]
    finally:
        context.close()


def findings(page: Page) -> list[str]:
    """Return what axe finds that is serious or worse, with its first place."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['any'][:1]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_no_page_fetches_anything_and_each_scrolls_in_one_direction(
    printed: Path, browser: Browser
) -> None:
    for name in NAMES:
        with opened(browser, printed / f"{name}.html", 1280, "light") as (page, asked):
            assert asked == []
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{name} is {wide} px wide in a window of {width}"


def test_no_box_that_scrolls_on_a_screen_cuts_anything_off_on_paper(
    printed: Path, browser: Browser
) -> None:
    for name in LECTURES:
        with opened(browser, printed / f"{name}.html", 700, "light") as (page, _):
            page.emulate_media(media="print")
            assert page.evaluate(SCROLLS) == [], name


def test_what_has_the_focus_is_not_under_the_picture_that_stays_above(
    printed: Path, browser: Browser
) -> None:
    with opened(browser, printed / "05_gefangenendilemma.html", 390, "light") as (page, _):
        card = page.locator(".kooperation-card", has_text="Ein Spiel, zwei Seiten").first
        sliders = card.get_by_role("slider")
        sliders.last.focus()
        for _back in range(sliders.count() - 1):
            page.keyboard.press("Shift+Tab")
            assert page.evaluate(IS_SEEN)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_serious(
    name: str, mode: Literal["light", "dark"], printed: Path, browser: Browser
) -> None:
    with opened(browser, printed / f"{name}.html", 1280, mode) as (page, _):
        assert findings(page) == []


def test_the_search_leaves_what_holds_all_words_and_says_how_many(
    printed: Path, browser: Browser
) -> None:
    with opened(browser, printed / "suche.html", 1280, "light") as (page, _):
        rows, said = page.locator("li[data-text]:visible"), page.get_by_role("status")
        everything = rows.count()
        page.get_by_role("searchbox").fill("Pareto Gleichgewicht")
        assert 0 < rows.count() < everything / 5
        assert said.inner_text() == f"Gefunden: {rows.count()}."
        page.get_by_role("searchbox").fill("Quantenschaum")
        assert rows.count() == 0
        assert said.inner_text().startswith("Nichts gefunden")


def test_the_search_finds_a_word_whichever_way_its_umlauts_are_typed(
    printed: Path, browser: Browser
) -> None:
    with opened(browser, printed / "suche.html", 1280, "light") as (page, _):
        rows = page.locator("li[data-text]:visible")
        everything = rows.count()
        for ways in (
            ("Gewährleistung", "gewaehrleistung", "GEWAHRLEISTUNG"),
            ("Maßnahme", "massnahme"),
        ):
            found = set()
            for typed in ways:
                page.get_by_role("searchbox").fill(typed)
                found.add(tuple(rows.all_inner_texts()))
            assert len(found) == 1
            assert 0 < rows.count() < everything / 2
        page.get_by_role("searchbox").fill("erst")  # „zuerst“ holds it, though „ue“ could be „ü“
        texts = page.locator("li[data-text]:visible").evaluate_all(
            "(all) => all.map((row) => row.dataset.text)"
        )
        assert any("zuerst" in text and " erst" not in text for text in texts)


def test_an_explorer_that_the_page_can_draw_answers_without_a_kernel(
    printed: Path, browser: Browser
) -> None:
    with opened(browser, printed / "05_gefangenendilemma.html", 1280, "light") as (page, asked):
        explorer = page.locator(".kooperation-card", has_text="Ein Spiel, zwei Seiten").first
        explorer.get_by_role("slider", name="Versuchung T").press("ArrowRight")
        expect(explorer.locator('td[data-profile="DC"]')).to_contain_text("3,1")
        assert asked == []
