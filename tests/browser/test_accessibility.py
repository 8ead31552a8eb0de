"""Lectures and assignments for everybody: axe-core, focus, large letters, 400 % zoom, sizes, contrast themes, no motion.

Each notebook is opened once; one lecture and one assignment in the gate, the others at night.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from playwright.sync_api import BrowserContext, Page

from browser.axe import serious
from browser.real_lab import DARK, LIGHT, ROOT, Lab, Notebook, lay_out
from handing_in import hand_in, submission
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun

LECTURES = sorted(path.stem for path in (ROOT / "course" / "lectures").glob("*.md"))
ASSIGNMENTS = sorted(path.name for path in (ROOT / "source").iterdir())
GATE = ["05_gefangenendilemma", "dilemma"]

THEME = """async (theme) => {
  await jupyterapp.commands.execute("apputils:change-theme", { theme });
  while (document.body.dataset.jpThemeName !== theme) await new Promise(requestAnimationFrame);
}"""
SEEN = """async () => {
  for (const cell of document.querySelectorAll(".jp-Notebook .jp-Cell")) {
    cell.scrollIntoView({ block: "center" });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}"""
SKIP = """() => {
  const waits = [...document.querySelectorAll(".kooperation-asked:not([hidden]) button")].filter((button) => button.checkVisibility());
  for (const button of waits) button.click();
  return waits.length === 0;
}"""
# WCAG's contrast of two colours, as the browser draws them.
CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const light = (colour) => {
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
};
const probe = document.body.appendChild(document.createElement("i"));
probe.style.background = "Canvas";
const paper = getComputedStyle(probe).backgroundColor;
probe.remove();
const behind = (node) => {
  for (let up = node; up; up = up.parentElement) {
    const { backgroundColor } = getComputedStyle(up);
    if (!/rgba\\(.*, 0\\)|transparent/.test(backgroundColor)) return backgroundColor;
  }
  return paper;
};
const controls = [...document.querySelectorAll(".kooperation-box :is(a[href], button, select, input, textarea, summary, [tabindex='0'])")]
  .filter((node) => node.checkVisibility() && node.tabIndex >= 0);
"""
FAINT = f"""() => {{
  {CONTRAST}
  return controls.flatMap((node) => {{
    node.focus({{ focusVisible: true, preventScroll: true }});
    if (document.activeElement !== node) return [];
    const {{ outlineStyle, outlineWidth, outlineColor }} = getComputedStyle(node);
    if (outlineStyle === "auto") return []; // the browser's own ring, of two colours
    const is = outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2 ? 0 : contrast(outlineColor, behind(node.parentElement));
    return is < 3 ? [`${{node.outerHTML.slice(0, 120)}}: ${{is.toFixed(1)}}`] : [];
  }});
}}"""
BORDERLESS = f"""() => {{
  {CONTRAST}
  const bordered = controls.filter((node) => node.matches("button, select, textarea, input[type='text']"));
  const around = [...document.querySelectorAll(":is(.kooperation-course, .kooperation-line, .kooperation-own) button")].filter((node) => node.checkVisibility());
  return [...new Set([...bordered, ...around])].flatMap((node) => {{
    const {{ borderTopStyle, borderTopWidth, borderTopColor }} = getComputedStyle(node);
    const is = borderTopStyle === "none" || Number.parseFloat(borderTopWidth) < 1 ? 0 : contrast(borderTopColor, behind(node));
    return is < 3 ? [`${{node.outerHTML.slice(0, 120)}}: ${{is.toFixed(1)}}`] : [];
  }});
}}"""
# JupyterLab takes a theme's style sheets out of the page before it loads another's.
AWAY = """() => {
  globalThis.taken = [...document.querySelectorAll("link[href*='/themes/']")];
  for (const link of taken) link.remove();
  return getComputedStyle(document.documentElement).getPropertyValue("--jp-border-color1");
}"""
BACK = """() => Promise.all(taken.map((link) => new Promise((resolve) => {
  link.addEventListener("load", resolve, { once: true });
  document.body.append(link);
})))"""
# In how many columns of a picture anything is drawn: a share.
DRAWN = """async (picture) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data, width, height } = canvas.getImageData(0, 0, image.width, image.height);
  let drawn = 0;
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) {
      const at = 4 * (y * width + x);
      if ([0, 1, 2].some((c) => Math.abs(data[at + c] - data[c]) > 100)) { drawn += 1; break; }
    }
  }
  return drawn / width;
}"""
# Texts and formulas that end beyond what shows them. What has two dimensions may scroll in a box of its own: tables,
# pictures, formulas, code (WCAG 1.4.10).
CUT = """() => {
  const TWO_DIMENSIONS = "table, pre, .cm-scroller, mjx-container, .kooperation-scrolling, .kooperation-own-scroll, .kooperation-figure, .kooperation-area:has(table, svg), .kooperation-widget:has(table)";
  const page = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer");
  const range = document.createRange();
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  if (page.scrollWidth > page.clientWidth) found.push("the notebook scrolls sideways");
  const look = (node, box, words) => {
    if (!box.width || !node.checkVisibility() || node.closest(".kooperation-sr, script, style, option, mjx-assistive-mml, .jp-Placeholder, .jp-InputPrompt, .jp-OutputPrompt, .jp-cell-toolbar")) return;
    for (let up = node; up; up = up.parentElement) {
      const { overflowX } = getComputedStyle(up);
      const { left, right } = up.getBoundingClientRect();
      const end = up.clientWidth ? left + up.clientLeft + up.clientWidth : right;
      if (overflowX !== "visible" && box.right > end + 2) {
        const scrolls = up !== page && ["auto", "scroll"].includes(overflowX); // JupyterLab's own box around a text with a wide table
        if (!up.closest(TWO_DIMENSIONS) && !(scrolls && node.closest(TWO_DIMENSIONS))) found.push(`${words.trim().slice(0, 40)}: ${Math.round(box.right - end)} px, in ${up.tagName}.${up.getAttribute("class")}`);
        return;
      }
      if (up === page) return;
    }
  };
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    if (!text.data.trim()) continue;
    range.selectNodeContents(text);
    look(text.parentElement, range.getBoundingClientRect(), text.data);
  }
  for (const formula of page.querySelectorAll("mjx-container > *:first-child")) look(formula, formula.getBoundingClientRect(), formula.parentElement.textContent);
  return found;
}"""
# What one has to hit is less than 24 px high or wide; a label around a control belongs to it.
NARROW = """() => {
  const all = ".kooperation-box :is(button, select, summary, input, textarea), .kooperation-course :is(a, button, summary), .jp-RenderedMarkdown summary";
  return [...document.querySelectorAll(all)].filter((node) => node.checkVisibility() && !node.disabled).flatMap((node) => {
    const { width, height } = (node.closest("label") ?? node).getBoundingClientRect();
    return Math.min(width, height) < 23.9 ? [`${node.outerHTML.slice(0, 120)}: ${width.toFixed(0)} × ${height.toFixed(0)}`] : [];
  });
}"""
# As a browser does that enlarges text alone; ONCE gives the sizes back.
TWICE = """() => {
  const page = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer");
  globalThis.sized = [...page.querySelectorAll(":not(svg, svg *, mjx-container *)")]
    .map((node) => [node, node.style.fontSize, Number.parseFloat(getComputedStyle(node).fontSize)]);
  for (const [node, , size] of sized) node.style.setProperty("font-size", `${2 * size}px`, "important");
}"""
ONCE = "() => { for (const [node, before] of sized) node.style.fontSize = before; }"
MOVING = """() => document.getAnimations().filter((animation) => {
  const { effect } = animation;
  return effect?.target?.closest(".kooperation-box, .kooperation-course")
    && effect.getKeyframes().some((frame) => "transform" in frame || "opacity" in frame);
}).map(({ animationName }) => animationName)"""


def known(stem: str) -> object:
    return stem if stem in GATE else pytest.param(stem, marks=pytest.mark.nightly)


@pytest.fixture(scope="module", params=[known(stem) for stem in [*LECTURES, *ASSIGNMENTS]])
def notebook(
    request: pytest.FixtureRequest,
    profile: BrowserContext,
    lab: Lab,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Page]:
    """A lecture or an assignment beside the panel, run, every explorer shown, each fold open, each cell once in sight."""
    stem = request.param
    course = lay_out(lab.folder / tmp_path_factory.mktemp("zugang").name)
    folder = (
        course / "course" / "lectures" if stem in LECTURES else course / "meine_aufgaben" / stem
    )
    page = profile.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    opened = Notebook.open(page, lab, folder / f"{stem}.ipynb")
    opened.ran()
    page.evaluate("() => jupyterapp.shell.activateById('kooperation-panel')")
    page.evaluate(SEEN)
    page.wait_for_function(SKIP)
    page.evaluate(
        "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
    )
    page.evaluate(SEEN)
    opened.settle()
    yield page
    page.evaluate(THEME, LIGHT)  # the server keeps it
    page.close()


@contextmanager
def narrowed(notebook: Page, width: int, height: int) -> Iterator[None]:
    """Make the window so small for a while; the panel closes by itself."""
    notebook.evaluate("() => jupyterapp.shell.expandLeft()")
    notebook.locator(".jp-Notebook:visible").focus()
    notebook.set_viewport_size({"width": width, "height": height})
    notebook.wait_for_function("() => jupyterapp.shell.leftCollapsed")
    notebook.evaluate(SEEN)
    Notebook(notebook, ROOT).settle()
    yield
    notebook.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_axe_finds_nothing_serious_in_what_we_make(notebook: Page, theme: str) -> None:
    notebook.evaluate(THEME, theme)
    assert serious(notebook) == []


@pytest.mark.parametrize("theme", [LIGHT, pytest.param(DARK, marks=pytest.mark.nightly)])
def test_the_focus_is_seen_on_every_control(notebook: Page, theme: str) -> None:
    notebook.evaluate(THEME, theme)
    assert notebook.evaluate(FAINT) == []


@contextmanager
def contrast_theme(notebook: Page, theme: str, scheme: Literal["light", "dark"]) -> Iterator[None]:
    """Let the system have a contrast theme for a while, and JupyterLab *theme*."""
    notebook.evaluate(THEME, theme)
    notebook.emulate_media(forced_colors="active", color_scheme=scheme)
    yield
    notebook.emulate_media(forced_colors="none", color_scheme="light")


@pytest.mark.parametrize(
    ("theme", "scheme"),
    [
        (LIGHT, "dark"),
        (DARK, "light"),
        pytest.param(LIGHT, "light", marks=pytest.mark.nightly),
        pytest.param(DARK, "dark", marks=pytest.mark.nightly),
    ],
)
def test_in_a_contrast_theme_controls_have_borders_and_sliders_a_track(
    notebook: Page, theme: str, scheme: Literal["light", "dark"]
) -> None:
    with contrast_theme(notebook, theme, scheme):
        borderless = notebook.evaluate(BORDERLESS)
        sliders = notebook.locator(".kooperation-slider > input").locator("visible=true")
        tracks = (
            [notebook.evaluate(DRAWN, base64.b64encode(sliders.first.screenshot()).decode())]
            if sliders.count()
            else []
        )
    assert borderless == []
    assert all(share > 0.95 for share in tracks)


def test_in_a_contrast_theme_controls_have_borders_while_a_theme_is_loaded(notebook: Page) -> None:
    with contrast_theme(notebook, LIGHT, "dark"):
        assert notebook.evaluate(AWAY) == ""
        borderless = notebook.evaluate(BORDERLESS)
        notebook.evaluate(BACK)
    assert borderless == []


def test_at_four_hundred_percent_nothing_is_cut_off_and_the_page_does_not_scroll_sideways(
    notebook: Page,
) -> None:
    """A window of 1280 px at 400 % is 320 px wide."""
    with narrowed(notebook, 320, 640):
        found = notebook.evaluate(CUT)
    assert found == []


def test_with_letters_twice_as_large_nothing_is_cut_off(notebook: Page) -> None:
    """A wide table may let the page scroll sideways then: nothing of it is lost."""
    notebook.evaluate(TWICE)
    notebook.evaluate(SEEN)
    found: list[str] = notebook.evaluate(CUT)
    notebook.evaluate(ONCE)
    assert [one for one in found if not one.endswith("scrolls sideways")] == []


def test_what_one_has_to_hit_is_twenty_four_pixels_high_and_wide(notebook: Page) -> None:
    assert notebook.evaluate(NARROW) == []


@pytest.mark.nightly
def test_axe_finds_nothing_serious_at_the_width_of_a_phone(notebook: Page) -> None:
    with narrowed(notebook, 390, 844):
        found = serious(notebook)
    assert found == []


def test_who_wants_no_motion_gets_none(notebook: Page) -> None:
    notebook.emulate_media(reduced_motion="reduce")
    slider = notebook.locator(".kooperation-slider > input").locator("visible=true")
    if slider.count():
        slider.first.press("ArrowRight")
        notebook.wait_for_timeout(100)
    found = notebook.evaluate(MOVING)
    notebook.emulate_media(reduced_motion="no-preference")
    assert found == []


def test_it_would_notice_a_button_without_a_name_and_pale_letters(page: Page) -> None:
    page.set_content(
        "<main class='kooperation-box'><button></button><p style='color: #bbb'>blass</p></main>"
    )
    found = serious(page)
    assert [line.split(":")[0] for line in found] == ["button-name", "color-contrast"]


@pytest.mark.nightly
@pytest.mark.kernel
def test_axe_finds_nothing_serious_in_the_feedback(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "kurs"
    shutil.copytree(ROOT / "source" / "dilemma", folder / "source" / "dilemma")
    settings = course_settings(folder, "dilemma")
    convert(GenerateAssignment, settings)
    hand_in(submission("dilemma", "model"), folder / "submitted" / "eine")
    ClassRun(settings).grade()
    convert(GenerateFeedback, settings)
    page.goto((folder / "feedback" / "eine" / "dilemma" / "dilemma.html").as_uri())
    page.emulate_media(color_scheme="light")
    assert serious(page, "body") == []
    page.emulate_media(color_scheme="dark")
    assert serious(page, "body") == []
