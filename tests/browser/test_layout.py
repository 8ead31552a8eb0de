"""Control and effect in one view, for each explorer: at 1280 × 800, and nothing cut off below."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from browser.real_lab import AT_REST, FIRST_QUESTION, KERNEL_IDLE, ROOM_LEFT, Lab, Notebook
from kooperation.widgets import __all__ as names

ASKING = {"Ask", "FormalCheck"}  # they need an assignment: tests/browser/test_assignments.py
TEXTS = {
    "ConceptTest",
    "Booklet",
    "ConceptComparison",
    "Overview",
    "Practice",
    "Prediction",
    "Quiz",
    "Review",
}  # no picture
SCENES = {"TornCase", "KitchenTable", "TwoCells"}  # nothing in the picture can be changed
ENOUGH = 200  # px of a figure that has just appeared
CALLS = {
    "ConceptTest": 'ConceptTest("vorher")',
    "CooperationCheck": "CooperationCheck()\nfor level, choice in enumerate(x.choices.values()): choice.value = level % 4",
    "ModeComparison": 'ModeComparison()\nx.guess.value = "kompromiss"',
    "Practice": 'Practice("dilemma")',
    "Prediction": 'Prediction("dilemma-anreiz")',
    "Quiz": 'Quiz("05_gefangenendilemma")',
    "Review": 'Review("dilemma-anreiz")',
}
EXPLORERS = [name for name in names if name not in ASKING]
WITH_PICTURE = [name for name in EXPLORERS if name not in TEXTS | SCENES]
WIDTHS = (1280, 390)  # px: a laptop, a phone
GATE = ["LeverWorkshop", "PayoffExplorer", "ModeComparison"]

# Marks are what has no parts, where it stands: words, numbers, bars, lines. Our own animation is none.
MARKS = """(card) => {
  const clean = (node) => (node.getAttribute("class") ?? "").replace(/kooperation-(lit|stepped)/g, "").trim();
  return [...card.querySelectorAll("*")].filter((node) => {
    if (node.children.length && !node.matches("text, p, li, td")) return false;
    const box = node.getBoundingClientRect();
    return box.width && box.height && node.checkVisibility() && !node.closest(".kooperation-value, input, select, label, .nsewdrag");
  }).map((node) => {
    const { top, bottom, left } = node.getBoundingClientRect();
    const shape = ["d", "x", "y", "cx", "cy", "width", "height", "points", "transform", "x1", "x2"].map((name) => node.getAttribute(name) ?? "");
    const style = node instanceof SVGElement ? node.getAttribute("style") : "";
    const said = [node.tagName, clean(node), node.children.length ? "" : node.textContent, node.ariaSelected, ...shape, style].join("|");
    return { said, text: node.textContent.slice(0, 40), top, bottom, left, inPicture: Boolean(node.closest("[data-beside]")) };
  });
}"""
SEEN = """() => {
  const notebook = window.jupyterapp.shell.currentWidget.content.node;
  const { top, bottom } = notebook.getBoundingClientRect();
  return [top, bottom];
}"""
# As a reader does who wants to try something; what is too tall for that is where the focus puts it.
IN_VIEW = """(node) => {
  const card = node.closest(".kooperation-card");
  const whole = node.closest(".kooperation-columns") ?? (card.offsetHeight < 600 ? card : node);
  whole.scrollIntoView({ block: "center" });
  for (const marked of document.querySelectorAll("[data-beside]")) delete marked.dataset.beside;
  const around = node.closest(".kooperation-columns") ?? node.closest(".kooperation-card");
  const picture = around.querySelector(".kooperation-picture");
  if (picture) picture.dataset.beside = "";
}"""
GROUPS = """(card) => [...card.querySelectorAll("select, input, button, td[tabindex='0']")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && box.height && !node.disabled && node.tabIndex >= 0 && !node.closest("details");
}).map((node) => {
  node.dataset.at = String(Math.random());
  return { at: node.dataset.at, kind: node.getAttribute("role") ?? node.type ?? node.tagName.toLowerCase(),
    group: node.name || node.closest(".kooperation-widget, .kooperation-field")?.className || "" };
})"""
SMALL = """() => [...document.querySelectorAll(".kooperation-box")].flatMap((box) => {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    const area = parent.getBoundingClientRect();
    if (!node.data.trim() || !area.width || parent.closest("script, style, option, .kooperation-sr")) continue;
    const scale = parent instanceof SVGElement ? (parent.getScreenCTM?.()?.a || 1) : 1;
    const turned = parent instanceof SVGElement && /rotate/.test(parent.getAttribute("transform") ?? "");
    const size = Number.parseFloat(getComputedStyle(parent).fontSize) * (turned ? 1 : scale);
    if (size < 11.9) found.push(`${node.data.trim().slice(0, 30)}: ${size.toFixed(1)}`);
  }
  return found;
})"""
# What sticks out of its card, and is in no box that scrolls.
CUT = """() => [...document.querySelectorAll(".kooperation-box")].flatMap((box) => {
  const right = box.getBoundingClientRect().right + 1;
  return [...box.querySelectorAll("*")].filter((node) => {
    const area = node.getBoundingClientRect();
    if (!area.width || area.right <= right || node.closest(".kooperation-sr")) return false;
    for (let up = node.parentElement; up !== box; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX) && up.getBoundingClientRect().right <= right) return false;
    }
    return true;
  }).slice(0, 2).map((node) => `${node.tagName}.${node.getAttribute("class")}: ${Math.round(node.getBoundingClientRect().right - right)} px`);
})"""
# Pictures that say nothing to who does not see them: without role and name, or alone in their card.
NAMELESS = """() => [...document.querySelectorAll(".kooperation-card")].flatMap((card) => {
  const title = card.querySelector(".kooperation-title").textContent;
  const pictures = [...card.querySelectorAll("svg, [role='img']")].filter(
    (node) => node.checkVisibility() && !node.parentElement.closest("svg, [role='img'], [aria-hidden='true']") && !node.closest("[aria-hidden='true']"));
  const nameless = pictures.filter((node) => node.getAttribute("role") !== "img" || (node.ariaLabel ?? "").length < 20);
  const said = [...card.querySelectorAll("table, li, p:not(.kooperation-title)")].filter((node) => !pictures.some((picture) => picture.contains(node)));
  return [
    ...nameless.map((node) => `${title}: ${node.outerHTML.slice(0, 100)}`),
    ...(pictures.length && !said.some((node) => node.matches("table") || node.textContent.length > 30) ? [`${title}: nothing beside the picture`] : []),
  ];
})"""
# Cards whose picture is neither beside nor right below its controls, nor a figure that stays above them.
FAR_PICTURES = """() => [...document.querySelectorAll(".kooperation-card")].filter((card) => {
  const columns = card.querySelector(".kooperation-columns");
  if (!columns) return false;
  const [controls, picture] = [...columns.children].map((node) => node.getBoundingClientRect());
  const staying = columns.querySelector(".kooperation-picture > :is(.kooperation-scrolling, .kooperation-staying)");
  const isAbove = staying && getComputedStyle(staying).position === "sticky";
  const gap = Math.max(picture.left - controls.right, picture.top - controls.bottom);
  return !isAbove && !(gap >= 0 && gap <= 32);
}).map((card) => card.querySelector(".kooperation-title").textContent)"""
# A figure's words that its own edge cuts off: no scrolling brings them back.
CLIPPED = """() => [...document.querySelectorAll(".js-plotly-plot svg.main-svg text")].filter((text) => {
  const [word, figure] = [text, text.ownerSVGElement].map((node) => node.getBoundingClientRect());
  return word.width && text.checkVisibility() && (word.left < figure.left - 1 || word.right > figure.right + 1);
}).map((text) => `${text.closest(".kooperation-card").querySelector(".kooperation-title").textContent}: ${text.textContent}`)"""
OPEN = (
    "async (path) => void (await window.jupyterapp.commands.execute('docmanager:open', { path }))"
)
TOGGLES = "(node) => node.matches('button[aria-pressed]')"
APART = """(columns) => {
  columns.style.gridTemplateColumns = "1fr";
  columns.style.rowGap = "1400px";
  for (const each of columns.children) each.style.position = "static";
}"""
# What makes the notebook scroll sideways, but for JupyterLab's own sign of a hidden cell.
SIDEWAYS = """() => {
  const scroller = document.querySelector(".jp-WindowedPanel-outer");
  const right = scroller.getBoundingClientRect().left + scroller.clientWidth + 1;
  const scrolls = (node) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(node).overflowX);
  const caught = (node) => {
    for (let up = node.parentElement; up !== scroller; up = up.parentElement) {
      if (scrolls(up) && up.getBoundingClientRect().right <= right) return true;
    }
    return false;
  };
  return [...scroller.querySelectorAll("*")].filter((node) => {
    const area = node.getBoundingClientRect();
    return area.width && area.right > right && !node.closest(".jp-Placeholder") && !caught(node);
  }).map((node) => `${node.tagName}.${node.getAttribute("class")}: ${Math.round(node.getBoundingClientRect().right - right)} px`).slice(0, 5);
}"""


def written(folder: Path, explorers: list[str]) -> Path:
    """Write a notebook with a cell for each of *explorers*."""
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code", "id": f"c{at}", "metadata": {"jupyter": {"source_hidden": True}},
            "source": f"from kooperation.widgets import {name}\nx = {CALLS.get(name, f'{name}()')}\nx",
            "outputs": [], "execution_count": None,
        }
        for at, name in enumerate(explorers)
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4}
    folder.mkdir()
    path = folder / "explorer.ipynb"
    path.write_text(json.dumps({**notebook, "nbformat_minor": 5}), "utf-8")
    return path


def opened(page: Page, lab: Lab, folder: str, explorers: list[str]) -> Notebook:
    notebook = Notebook.open(page, lab, written(lab.folder / folder, explorers))
    notebook.run_all()
    for at in range(len(explorers)):  # each is drawn when it has been in sight
        page.locator(".jp-CodeCell").nth(at).scroll_into_view_if_needed()
        page.wait_for_timeout(100)
    return notebook


@pytest.fixture(scope="module")
def wide(profile: BrowserContext, lab: Lab) -> Iterator[Page]:
    """All explorers, one below the other, at 1280 × 800 with the file browser open."""
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.on("dialog", lambda dialog: dialog.accept())
    opened(page, lab, "layout", WITH_PICTURE)
    yield page
    page.close()


def groups(card: Locator) -> list[dict[str, str]]:
    """Return one control of each group that can be changed: the first and the last slider, …"""
    found: list[dict[str, str]] = card.evaluate(GROUPS)
    ends: dict[tuple[str, str], list[dict[str, str]]] = {}
    for control in found:
        key = control["kind"], control["group"]
        ends[key] = [ends.get(key, [control])[0], control]
    chosen = [control for pair in ends.values() for control in pair]
    once = {control["at"]: control for control in chosen}.values()
    return sorted(once, key=lambda control: LAST.get(control["kind"], 0))


def first_change(card: Locator, before: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the first mark that is another one than *before*, of the picture beside if one of it is."""
    for _ in range(15):
        card.page.wait_for_timeout(100)
        after: list[dict[str, Any]] = card.evaluate(MARKS)
        for only_picture in (True, False):
            old = [mark for mark in before if mark["inPicture"] or not only_picture]
            new = [mark for mark in after if mark["inPicture"] or not only_picture]
            for at, mark in enumerate(new):
                if at >= len(old) or old[at]["said"] != mark["said"]:
                    return mark
            if len(old) > len(new):
                return new[-1] if new else None
    return None


LAST = {"radio": 1, "button": 2, "select-one": 3}  # they may take other controls away
KEYS = {
    "range": ("End", "Home"),
    "select-one": ("ArrowDown", "ArrowUp"),
    "radio": ("ArrowDown", "ArrowUp"),
    "number": (),
    "text": (),
}


def unseen_changes(page: Page, name: str) -> tuple[list[str], int]:
    """Change a control of each group of the explorer *name*; return what was not seen, and how many were."""
    card = page.locator(".kooperation-card").nth(WITH_PICTURE.index(name))
    low, high = page.evaluate(SEEN)
    unseen, seen = [], 0
    for control in groups(card):
        target = card.locator(f'[data-at="{control["at"]}"]')
        if not target.count() or not target.is_visible():
            continue  # what was changed before has taken it away
        place = None
        for _ in range(20):  # cells that come into sight are as high as they are only then
            target.evaluate(IN_VIEW)
            page.wait_for_timeout(100)
            before_that, place = place, target.bounding_box()
            if place == before_that:
                break
        target.focus()
        for key in KEYS.get(control["kind"], ("Space",)):
            before = card.evaluate(MARKS)
            page.keyboard.press(key)
            mark = first_change(card, before)
            if mark is None:
                continue
            where = target.bounding_box() if target.count() else None
            enough = min(mark["bottom"], mark["top"] + ENOUGH)
            inside = low - 1 <= mark["top"] and enough <= high + 1
            held = where is None or low - 1 <= where["y"] <= high - 1
            if inside and held:
                seen += 1
            else:
                unseen.append(f"{control}: „{mark['text']}“ {mark['top']:.0f}–{mark['bottom']:.0f}")
            if target.count() and target.evaluate(TOGGLES):
                page.keyboard.press(key)  # what it opened would be in the way of the others
                page.wait_for_timeout(500)
            break
    return unseen, seen


@pytest.mark.parametrize(
    "name",
    [
        name if name in GATE else pytest.param(name, marks=pytest.mark.nightly)
        for name in WITH_PICTURE
    ],
)
def test_what_a_control_changes_is_in_view_while_the_control_has_the_focus(
    wide: Page, name: str
) -> None:
    unseen, seen = unseen_changes(wide, name)
    assert unseen == []
    assert seen >= 1


def test_the_test_would_notice_a_picture_two_screens_below(wide: Page) -> None:
    """With the columns one below the other and a gap between, as it was."""
    card = wide.locator(".kooperation-card").nth(WITH_PICTURE.index("PayoffExplorer"))
    columns = card.locator(".kooperation-columns").first
    columns.evaluate(APART)
    try:
        unseen, _seen = unseen_changes(wide, "PayoffExplorer")
    finally:
        columns.evaluate(
            "node => { for (const each of [node, ...node.children]) each.removeAttribute('style'); }"
        )
    assert unseen


def test_every_explorer_with_a_picture_is_a_card_with_a_title(wide: Page) -> None:
    titles = wide.locator(".kooperation-card .kooperation-title").all_text_contents()
    assert len(titles) == len(WITH_PICTURE) == len(set(titles))
    assert all(titles)


def test_every_picture_has_a_name_and_beside_it_a_table_or_a_sentence(wide: Page) -> None:
    assert wide.evaluate(NAMELESS) == []


@pytest.mark.nightly
def test_the_first_question_of_each_lecture_is_whole_on_the_first_screen(
    page: Page, lab: Lab, course: Path
) -> None:
    """At 1280 × 800, of which the notebook has 679 px, with the course's panel open."""
    page.set_viewport_size({"width": 1280, "height": 800})
    first, *others = sorted((course / "course" / "lectures").glob("*.ipynb"))
    notebook = Notebook.open(page, lab, first)
    left = {}
    for path in (first, *others):
        page.evaluate(OPEN, path.relative_to(lab.folder).as_posix())
        question = page.locator(FIRST_QUESTION)
        question.wait_for()
        notebook.settle()
        left[path.stem] = question.evaluate(ROOM_LEFT)
    assert len(left) == 9
    assert {name: room for name, room in left.items() if room < 0} == {}


def is_whole(page: Page) -> None:
    page.wait_for_timeout(1500)
    assert page.evaluate(CUT) == []
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(CLIPPED) == []


@pytest.mark.nightly
def test_at_768_px_nothing_is_cut_off_and_pictures_stand_by_their_controls(
    page: Page, lab: Lab
) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    opened(page, lab, "layout-768", EXPLORERS)
    is_whole(page)
    assert page.evaluate(FAR_PICTURES) == []
    page.locator(".kooperation-columns").first.evaluate(
        "(columns) => { columns.style.rowGap = '50px'; }"
    )
    assert len(page.evaluate(FAR_PICTURES)) == 1  # it would be noticed


def test_nothing_is_cut_off_or_too_small_on_a_phone(page: Page, lab: Lab) -> None:
    """In the view of one notebook without side bars, as on 390 × 844."""
    page.set_viewport_size({"width": 390, "height": 844})
    path = written(lab.folder / "layout-390", EXPLORERS)
    page.goto(f"{lab.url}notebooks/{path.relative_to(lab.folder).as_posix()}?token={lab.token}")
    page.wait_for_function(KERNEL_IDLE)
    page.get_by_role("menuitem", name="Ausführen", exact=True).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.wait_for_function(AT_REST)
    for at in range(len(EXPLORERS)):
        page.locator(".jp-CodeCell").nth(at).scroll_into_view_if_needed()
        page.wait_for_timeout(100)
    is_whole(page)
