"""What others laid beside the course never runs by itself, and what is damaged keeps nobody out of it."""

from __future__ import annotations

import json
import py_compile
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect

from browser.real_lab import Lab, Notebook

MARK = "import pathlib; pathlib.Path({!r}).touch()"
RAN = """() => window.jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.executionCount).length"""
expect.set_options(timeout=90_000)


def line(page: Page) -> Locator:
    return page.locator(".kooperation-line:visible")


def panel(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")


@pytest.fixture
def lied(tmp_path: Path) -> Path:
    """The file that is there if code of a stranger ran."""
    return tmp_path / "lief.txt"


def lay_compiled(target: Path, tmp_path: Path, lied: Path) -> None:
    """Lay a module without its source at *target*: no list of Jupyter shows it, Python imports it."""
    source = tmp_path / "quelle.py"
    source.write_text(MARK.format(str(lied)), "utf-8")
    target.parent.mkdir(exist_ok=True)
    py_compile.compile(str(source), cfile=str(target))


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["anywidget.pyc", "anywidget/__init__.pyc"])
def test_a_compiled_module_that_no_list_shows_keeps_an_assignment_from_running(
    page: Page, lab: Lab, course: Path, tmp_path: Path, lied: Path, name: str
) -> None:
    folder = course / "meine_aufgaben" / "dilemma"
    lay_compiled(folder / name, tmp_path, lied)
    Notebook.open(page, lab, folder / "dilemma.ipynb")
    expect(line(page)).to_contain_text("an die Stelle des Kurses treten")
    assert page.evaluate(RAN) == 0
    assert not lied.exists()


@pytest.mark.nightly
def test_a_folder_of_submissions_is_one_whatever_the_case_of_its_name(
    page: Page, lab: Lab, course: Path
) -> None:
    own = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    handed_in = course / "Submitted" / "anna" / own.relative_to(course)
    handed_in.parent.mkdir(parents=True)
    handed_in.write_bytes(own.read_bytes())
    Notebook.open(page, lab, handed_in).settle()
    assert page.evaluate(RAN) == 0
    assert not handed_in.with_name("dilemma.answers.json").exists()


def test_connecting_runs_no_notebook_that_waits_for_a_click(
    page: Page, lab: Lab, course: Path, tmp_path: Path, lied: Path
) -> None:
    folder = course / "meine_aufgaben" / "dilemma"
    (folder / "anywidget.py").write_text(MARK.format(str(lied)), "utf-8")
    is_open: list[bool] = []

    def pass_on(socket: WebSocketRoute) -> None:
        if is_open:
            socket.connect_to_server()
        else:
            socket.close()

    page.route_web_socket(re.compile("/channels"), pass_on)
    page.goto(lab.address(folder / "dilemma.ipynb", "wartet"))
    connect = page.get_by_role("button", name="Verbinden und nachtragen")
    connect.wait_for()
    is_open.append(True)
    connect.click()
    expect(connect).to_have_count(0)
    expect(line(page)).to_contain_text("an die Stelle des Kurses treten")
    assert page.evaluate(RAN) == 0
    assert not lied.exists()


@pytest.mark.parametrize(
    "answers",
    [
        "abc",
        *(
            pytest.param(other, marks=pytest.mark.nightly)
            for other in (5, None, [1], {"quiz.00_start": [None, 3]})
        ),
    ],
)
def test_a_record_of_another_shape_leaves_the_panel_whole(
    page: Page, lab: Lab, course: Path, answers: object
) -> None:
    lectures = course / "course" / "lectures"
    record = {"schema": 1, "answers": answers}
    (lectures / "lernstand.json").write_text(json.dumps(record), "utf-8")
    Notebook.open(page, lab, lectures / "00_start.ipynb")
    expect(panel(page).get_by_role("link", name="8 Erfolgsfaktoren")).to_be_visible()


@pytest.mark.nightly
def test_where_the_server_does_not_say_whether_work_is_there_nothing_is_laid_over_it(
    page: Page, lab: Lab, course: Path
) -> None:
    own = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    released = course / "release" / "dilemma" / "dilemma.ipynb"
    released.parent.mkdir(parents=True)
    released.write_bytes(own.read_bytes())
    work = json.loads(own.read_text("utf-8"))
    work["cells"][-1]["source"] = "Meine Arbeit"
    own.write_text(json.dumps(work), "utf-8")
    before = own.read_bytes()
    Notebook.open(page, lab, course / "course" / "lectures" / "00_start.ipynb").settle()

    def fail(route: Route) -> None:
        if route.request.method == "GET":
            route.fulfill(status=503, json={"message": "busy"})
        else:
            route.continue_()

    page.route(re.compile(r"contents/.*meine_aufgaben/dilemma/dilemma\.ipynb\?content=0"), fail)
    panel(page).get_by_role("link", name="Aufgabe: Dilemmata erkennen").click()
    expect(page.locator(".jp-Dialog")).to_contain_text("Was da war, ist unverändert")
    assert own.read_bytes() == before
