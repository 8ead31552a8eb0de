"""One JupyterLab for each worker, and a folder of its own for each test.

A test that fails leaves a picture of its page in `.cache/screenshots`. A test in which a page asks another machine for
something fails.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.foreign import overhear
from browser.real_lab import LIGHT, THEMES, Lab, Notebook, jupyterlab, lay_out

PATIENCE = 90_000  # ms; on a busy machine with two cores a lecture full of widgets takes its time
FAILED = pytest.StashKey[bool]()
FOREIGN: list[str] = []  # what pages of this worker's profile asked of other machines


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, for the page that it had open."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab as `kooperation lab` starts it, in a temporary folder.

    Its theme is chosen, so that none is loaded while a test sets what the system says (`test_theme.py` has another).
    """
    settings: dict[str, dict[str, object]] = {THEMES: {"theme": LIGHT, "adaptive-theme": False}}
    if version("jupyterlab") < "4.5":
        # It takes cells out of the page that are out of sight; a person scrolls, a test looks.
        settings["@jupyterlab/notebook-extension:tracker"] = {"windowingMode": "defer"}
    with jupyterlab(tmp_path_factory.mktemp("lab"), settings) as running:
        yield running


@pytest.fixture
def course(lab: Lab, tmp_path: Path) -> Path:
    """The learner's folder of this test: lectures and assignments, nothing answered yet."""
    return lay_out(lab.folder / tmp_path.name)


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile for all pages of a worker: JupyterLab's scripts are fetched and compiled once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    overhear(context, FOREIGN)
    yield context
    context.close()


@pytest.fixture(autouse=True)
def nothing_is_asked_elsewhere() -> Iterator[None]:
    """Fail the test in which a page asked another machine for something."""
    yield
    asked = FOREIGN.copy()
    FOREIGN.clear()
    assert asked == []


@pytest.fixture
def page(profile: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page."""
    page = profile.new_page()
    page.on("dialog", lambda dialog: dialog.accept())  # „leave the page without saving?“
    yield page
    if request.node.stash.get(FAILED, False):
        name = re.sub(r"[^\w.-]+", "_", request.node.nodeid.removeprefix("tests/browser/"))
        page.screenshot(path=request.config.rootpath / ".cache" / "screenshots" / f"{name}.png")
    page.close()


@pytest.fixture
def lecture(page: Page, lab: Lab, course: Path) -> Notebook:
    """Lecture 5, opened."""
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    return Notebook.open(page, lab, path)


@pytest.fixture
def assignment(page: Page, lab: Lab, course: Path) -> Notebook:
    """The released assignment `dilemma`, opened."""
    return Notebook.open(page, lab, course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb")
