"""The course in the browser alone: a folder of files on any web server, and no other server asked.

What the page, its worker and its service worker ask of other hosts goes to a proxy that counts it and refuses.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.axe import serious
from browser.plain_server import Quiet, Refusing, serving
from browser.real_firefox import MAKERS, firefox
from browser.real_lab import DARK, LIGHT, ROOT, choose_theme
from once import once

pytestmark = [pytest.mark.nightly, pytest.mark.install]
PATIENCE = 300_000  # ms; two cores do all: serve, run Python in the browser, and other tests
LECTURE = "course/lectures/05_gefangenendilemma.ipynb"
EXPLORER = "Auszahlungen: zuerst Spieler 1, dann Spieler 2"
QUESTION = "Sie sind Spieler 1 und ganz sicher, dass Spieler 2 schweigt."
expect.set_options(timeout=90_000)
KEPT = "Festgehalten: „Gestehen“"
DOWN, RIGHT = "\ue015", "\ue014"  # as WebDriver names keys
BROWSERS_OWN = {
    "content-autofill.googleapis.com:443"
}  # asked by Chromium itself, of any page with fields
NO_RUNTIME = ("npm hat das Paket", "gehört zu Node.js")


def build(folder: Path) -> None:
    """Write the site as a lecturer does; skip where its Python cannot be fetched."""
    own = [sys.executable, "-m", "kooperation"]
    uv = shutil.which("uv", path=str(ROOT / ".uv" / "bin")) or "uv"
    installed = [uv, "run", "--isolated", "--extra", "site", "kooperation"]
    done = subprocess.run(
        [*(own if find_spec("jupyterlite_core") else installed), "site", str(folder / "seite")],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=900,
    )  # fmt: skip
    if any(reason in done.stderr for reason in NO_RUNTIME):
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, below a folder of its server."""
    folder = once(tmp_path_factory, "site", build)
    with serving(functools.partial(Quiet, directory=str(folder))) as address:
        yield f"{address}/seite/"


@pytest.fixture
def foreign() -> list[str]:
    """What was asked of other hosts."""
    return []


@pytest.fixture
def visitor(browser: Browser, foreign: list[str]) -> Iterator[Callable[[], BrowserContext]]:
    """Makes a browser that was never here."""
    contexts: list[BrowserContext] = []
    refusing = type("Proxy", (Refusing,), {"asked": foreign})
    with serving(refusing) as proxy:

        def visit() -> BrowserContext:
            context = browser.new_context(
                viewport={"width": 1280, "height": 900},
                proxy={"server": proxy, "bypass": "127.0.0.1"},
            )
            context.set_default_timeout(PATIENCE)
            contexts.append(context)
            return context

        yield visit
        for context in contexts:
            context.close()


def opened(page: Page, address: str) -> None:
    """Open a notebook of the site and wait until it has run."""
    page.goto(address)
    page.locator(".jp-Notebook.kooperation-ran").wait_for()


def course(page: Page) -> Locator:
    """Return the course's list at the left."""
    return page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")


def prediction(page: Page) -> Locator:
    return page.locator(".kooperation-box", has_text=QUESTION).first


def test_a_lecture_runs_is_kept_and_opens_again_without_a_network(
    visitor: Callable[[], BrowserContext], site: str, foreign: list[str], tmp_path: Path
) -> None:
    address = f"{site}lab/index.html?path={LECTURE}"
    learner = visitor()
    page = learner.new_page()
    opened(page, address)
    expect(page.locator("aside.kooperation-line")).to_contain_text("läuft ganz in Ihrem Browser")
    expect(page.get_by_role("menuitem", name="Datei", exact=True)).to_be_visible()

    prediction(page).get_by_role("radio").first.press("ArrowDown")
    prediction(page).get_by_role("button", name="Festlegen").click()
    expect(prediction(page)).to_contain_text(KEPT)
    explorer = page.locator(".kooperation-box", has_text=EXPLORER).first
    explorer.get_by_role("slider", name="Versuchung T").press("ArrowRight")
    expect(explorer.locator('td[data-profile="DC"]')).to_contain_text("3,1")
    expect(course(page)).to_contain_text("1 von")

    assert serious(page) == []

    with page.expect_download() as saving:
        course(page).get_by_role("button", name="Stand sichern").click()
    saved = tmp_path / saving.value.suggested_filename
    saving.value.save_as(saved)
    files = json.loads(saved.read_text("utf-8"))["files"]
    assert list(files) == ["course/lectures/lernstand.json"]
    assert "vorhersage.dilemma-anreiz" in files["course/lectures/lernstand.json"]["answers"]

    expect(course(page)).to_contain_text("auch ohne Netz")
    learner.set_offline(True)
    opened(page, address)
    expect(prediction(page)).to_contain_text(KEPT)

    # Another browser gets it all from the file, and refuses one that is none.
    page = visitor().new_page()
    opened(page, address)
    expect(prediction(page)).not_to_contain_text(KEPT)
    wrong = tmp_path / "falsch.json"
    wrong.write_text(
        json.dumps({"format": "kooperation-stand", "files": {"course/lectures/re.py": {}}})
    )
    load(page, wrong)
    expect(page.get_by_role("dialog")).to_contain_text("kein Stand des Kurses")
    page.get_by_role("dialog").get_by_role("button", name="Schließen").click()
    load(page, saved)
    with page.expect_navigation():
        page.get_by_role("button", name="Ersetzen").click()
    page.locator(".jp-Notebook.kooperation-ran").wait_for()
    expect(prediction(page)).to_contain_text(KEPT)
    assert set(foreign) <= BROWSERS_OWN


def test_no_lecture_shows_an_error(visitor: Callable[[], BrowserContext], site: str) -> None:
    """Also where Python's library or a room of ours is missing in the browser: what fails is displayed as an error."""
    for lecture in sorted((ROOT / "course" / "lectures").glob("*.ipynb")):
        page = visitor().new_page()  # one that was here before gets its other lectures, too
        opened(page, f"{site}lab/index.html?path=course/lectures/{lecture.name}")
        expect(page.locator(".kooperation-box").first).to_be_visible()
        said = page.locator('[data-mime-type$=".stderr"], [data-mime-type$=".error"]')
        assert said.all_text_contents() == [], lecture.name
        page.close()


def load(page: Page, file: Path) -> None:
    """Press „Stand laden“ and choose *file*."""
    with page.expect_file_chooser() as choosing:
        course(page).get_by_role("button", name="Stand laden").click()
    choosing.value.set_files(file)


def test_an_assignment_is_checked_and_packed_for_download(
    visitor: Callable[[], BrowserContext], site: str, foreign: list[str]
) -> None:
    page = visitor().new_page()
    opened(page, f"{site}lab/index.html?path=meine_aufgaben/dilemma/dilemma.ipynb")
    page.get_by_role("button", name="Abgabe packen").click()
    with page.expect_download() as loading:
        page.get_by_role("link", name="dilemma.zip").click()
    assert loading.value.suggested_filename == "dilemma.zip"
    assert set(foreign) <= BROWSERS_OWN


def test_a_reader_whose_system_is_dark_gets_a_dark_page_at_the_first_visit_and_what_they_choose_then(
    browser: Browser, site: str
) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{site}lab/index.html?path={LECTURE}", timeout=PATIENCE)
        body = page.locator("body")
        expect(body).to_have_attribute("data-jp-theme-name", DARK)
        page.emulate_media(color_scheme="light")
        expect(body).to_have_attribute("data-jp-theme-name", LIGHT)
        page.emulate_media(color_scheme="dark")
        expect(body).to_have_attribute("data-jp-theme-name", DARK)
        choose_theme(page, LIGHT)
        expect(body).to_have_attribute("data-jp-theme-name", LIGHT)
        page.wait_for_timeout(2000)  # it is kept in the browser
        page.reload()
        expect(body).to_have_attribute("data-jp-theme-name", LIGHT)
        page.wait_for_timeout(2000)
        expect(body).to_have_attribute("data-jp-theme-name", LIGHT)


def test_firefox_runs_a_lecture_keeps_an_answer_and_asks_nobody(site: str) -> None:
    address = f"{site}lab/index.html?path={LECTURE}"
    ran = "document.querySelector('.jp-Notebook.kooperation-ran') !== null"
    asked: list[str] = []
    refusing = type("Proxy", (Refusing,), {"asked": asked})
    with serving(refusing) as proxy, firefox(proxy.removeprefix("http://")) as page:
        page.goto(address)
        page.wait_for(ran)
        bet = f"""[...document.querySelectorAll('.kooperation-box')].find((box) =>
            box.textContent.replace(/\\s/g, ' ').includes('{QUESTION}'))"""
        page.wait_for(f"{bet} !== undefined")
        page.click(f"{bet}.querySelector('input[type=radio]')")
        page.press(DOWN)
        page.click(
            f"[...{bet}.querySelectorAll('button')].find((one) => one.textContent === 'Festlegen')"
        )
        page.wait_for(f"{bet}.textContent.includes('{KEPT}')")
        slider = """[...document.querySelectorAll('[role=slider], input[type=range]')].find(
            (one) => (one.getAttribute('aria-label') ?? '').includes('Versuchung T'))"""
        page.wait_for(f"{slider} !== undefined")
        page.click(slider)  # its middle, and one further
        page.press(RIGHT)
        value = str(page.ask(f"{slider}.value")).replace(".", ",")
        assert value.endswith(",1")
        page.wait_for(
            f"{slider}.closest('.kooperation-box').querySelector('td[data-profile=DC]')"
            f".textContent.includes('{value}')"
        )
        page.goto(address)
        page.wait_for(ran)
        page.wait_for(f"{bet}?.textContent.includes('{KEPT}')")
    assert {host for host in asked if not host.endswith(MAKERS)} == set()
