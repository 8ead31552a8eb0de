"""A notebook of the course opens itself: it runs, stays where the reader is, hides code, and is not changed by it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.real_lab import Lab, Notebook
from kooperation.practice.quiz_words import quizzes

CURRENT = "window.jupyterapp?.shell?.currentWidget"
COUNTS = f"""() => {CURRENT}.content.widgets.filter((cell) => cell.model.type === "code").map(
  (cell) => [cell.model.sharedModel.getSource(), cell.model.executionCount])"""

WITHOUT = """
import sys
from ipykernel.kernelapp import launch_new_instance

class Without:
    def find_spec(self, name, *_others):
        if name == "kooperation":
            raise ModuleNotFoundError("No module named 'kooperation'")

sys.meta_path.insert(0, Without())
launch_new_instance()
"""


def dirty(page: Page) -> bool:
    return bool(page.evaluate(f"() => {CURRENT}.context.model.dirty"))


def changed(path: Path, change: Callable[[Any], None]) -> None:
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def line(page: Page) -> Locator:
    return page.locator(".kooperation-line:visible")


def test_a_lecture_runs_on_opening_stays_at_the_top_hides_code_and_is_not_changed(
    lecture: Notebook,
) -> None:
    page = lecture.page
    lecture.ran()
    expect(page.locator(".kooperation-box").first).to_be_attached()
    assert page.evaluate(f"() => {CURRENT}.content.activeCellIndex") == 0
    assert page.evaluate("() => document.querySelector('.jp-WindowedPanel-outer').scrollTop") == 0
    expect(page.get_by_text("from kooperation.widgets").first).to_be_hidden()
    expect(page.get_by_text("Ausführen ▸ Alle Zellen ausführen").first).to_be_hidden()
    assert not dirty(page)

    page.get_by_role("button", name="Code zeigen").first.click()
    expect(page.get_by_text("from kooperation.widgets").first).to_be_visible()
    page.get_by_role("button", name="Code verbergen").first.click()
    expect(page.get_by_text("from kooperation.widgets").first).to_be_hidden()
    assert not dirty(page)


@pytest.mark.nightly
def test_nobody_is_told_to_run_the_cells_while_the_kernel_starts(
    page: Page, lab: Lab, course: Path
) -> None:
    """It takes seconds on a slow computer: whoever did as told ran everything a second time."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/sessions*", hold)
    page.goto(lab.address(course / "course" / "lectures" / "05_gefangenendilemma.ipynb", "slow"))
    with page.expect_request(
        lambda request: request.method == "POST" and "sessions" in request.url
    ):
        pass
    hint = page.locator(".kooperation-hint").first
    expect(hint).to_be_attached()
    expect(page.locator(".kooperation-prepares")).to_have_count(1)
    expect(hint).to_be_hidden()
    for route in held:
        route.continue_()
    page.unroute("**/api/sessions*")
    page.locator(".jp-Notebook.kooperation-ran").wait_for()
    expect(page.locator(".kooperation-prepares")).to_have_count(0)
    expect(hint).to_be_hidden()


def test_an_assignment_runs_what_asks_and_nothing_that_tests_or_that_the_learner_wrote(
    assignment: Notebook,
) -> None:
    assignment.ran()
    ran = {source: count for source, count in assignment.page.evaluate(COUNTS)}
    assert ran['Ask(sheet, task, "spielarten")']
    assert ran["FormalCheck(sheet, task)"]
    others = [source for source in ran if source.startswith(('"""', "def "))]
    assert len(others) == 6
    assert not any(ran[source] for source in others)
    assert not dirty(assignment.page)
    # A test that only announces itself is out of sight, the learner's own code is not.
    expect(assignment.page.get_by_text("Jedes der vier Spiele trägt")).to_be_hidden()
    expect(assignment.page.get_by_text("def ist_gefangenendilemma").first).to_be_visible()


@pytest.mark.nightly
def test_opening_asks_for_no_build(page: Page, lab: Lab, course: Path) -> None:
    """JupyterLab would start node for it at each page that is loaded: a second of a small machine."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    Notebook.open(page, lab, course / "course" / "lectures" / "00_start.ipynb").ran()
    assert any("/lab/api/settings" in url for url in asked)
    assert not [url for url in asked if "/lab/api/build" in url]


@pytest.fixture
def settings(page: Page, lab: Lab, course: Path) -> Iterator[Locator]:
    """JupyterLab's settings of the course, as one opens them; afterwards nothing is set."""
    Notebook.open(page, lab, course / "course" / "lectures" / "00_start.ipynb").ran()
    page.evaluate(
        "() => window.jupyterapp.commands.execute('settingeditor:open', { query: 'Kooperation im' })"
    )
    yield page.locator(".jp-SettingsPanel")
    (lab.folder.parent / "settings" / "kooperation" / "opening.jupyterlab-settings").unlink()


def switched_off(settings: Locator, lab: Lab, name: str) -> None:
    settings.get_by_role("checkbox", name=name).uncheck()
    file = lab.folder.parent / "settings" / "kooperation" / "opening.jupyterlab-settings"
    for _ in range(200):  # it saves by itself, a moment later
        if file.exists():
            return
        settings.page.wait_for_timeout(50)
    raise AssertionError("The setting was not saved.")


@pytest.mark.nightly
def test_who_switches_running_off_runs_a_lecture_by_hand(
    settings: Locator, page: Page, lab: Lab, course: Path
) -> None:
    switched_off(settings, lab, "Beim Öffnen ausführen")
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    notebook = Notebook.open(page, lab, path)
    expect(page.locator(".kooperation-hint").first).to_be_visible()
    notebook.settle()
    assert not any(count for _, count in page.evaluate(COUNTS))
    expect(page.get_by_text("from kooperation.widgets").first).to_be_hidden()
    notebook.run_all()
    expect(page.locator(".kooperation-box").first).to_be_visible()


@pytest.mark.nightly
def test_who_switches_hiding_off_sees_the_code(
    settings: Locator, page: Page, lab: Lab, course: Path
) -> None:
    switched_off(settings, lab, "Code verbergen")
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    Notebook.open(page, lab, path).ran()
    expect(page.get_by_text("from kooperation.widgets").first).to_be_visible()
    expect(page.get_by_role("button", name="Code zeigen")).to_have_count(0)


def test_a_changed_lecture_waits_for_a_click_and_says_so(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    proof = course / "course" / "lectures" / "lief.txt"
    code = "from pathlib import Path; Path('lief.txt').write_text('ja')"
    changed(path, lambda notebook: notebook.cells.append(nbformat.v4.new_code_cell(code)))
    notebook = Notebook.open(page, lab, path)
    expect(line(page)).to_contain_text("nicht mehr so, wie der Kurs es ausgibt")
    assert not any(count for _, count in page.evaluate(COUNTS))
    line(page).get_by_role("button", name="Alle Zellen ausführen").click()
    expect(page.locator(".kooperation-box").first).to_be_attached()
    expect(line(page)).to_have_count(0)
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context.model.dirty")
    notebook.settle()
    assert proof.read_text() == "ja"


@pytest.mark.nightly
def test_a_fresh_copy_comes_beside_a_changed_lecture_runs_by_itself_and_replaces_nothing(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    printed = path.read_bytes()
    fresh = path.with_name("05_gefangenendilemma_frische_kopie.ipynb")
    fresh.write_text("kein Notebook", "utf-8")  # somebody's own file: it stays
    changed(path, lambda notebook: notebook.cells.append(nbformat.v4.new_code_cell("1 + 1")))
    own = path.read_bytes()
    Notebook.open(page, lab, path)
    line(page).get_by_role("button", name="Frische Kopie öffnen").click()
    page.locator(".jp-Notebook:visible.kooperation-ran").wait_for()
    second = path.with_name("05_gefangenendilemma_frische_kopie_2.ipynb")
    assert page.evaluate(f"() => {CURRENT}.context.path").endswith(second.name)
    assert second.read_bytes() == printed
    assert path.read_bytes() == own
    assert fresh.read_text("utf-8") == "kein Notebook"
    panel = page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")
    expect(panel.locator("[aria-current=page]")).to_have_text("5 Gefangenendilemma")

    # Asked for again, the copy that is there is opened.
    page.evaluate(
        "async (path) => void (await window.jupyterapp.commands.execute('docmanager:open', { path }))",
        path.relative_to(course.parent).as_posix(),
    )
    line(page).get_by_role("button", name="Frische Kopie öffnen").click()
    page.wait_for_function(f"() => {CURRENT}.context.path.endsWith('{second.name}')")
    assert len(list(path.parent.glob("*_frische_kopie*"))) == 2


@pytest.mark.nightly
def test_a_kernel_that_is_not_there_is_said_and_the_chosen_one_runs_the_notebook(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    missing = {"name": "weg", "display_name": "Von gestern", "language": "R"}
    changed(path, lambda notebook: notebook.metadata.update(kernelspec=missing))
    page.goto(lab.address(path, "weg"))
    page.locator(".jp-Dialog").wait_for()
    expect(line(page)).to_contain_text("„Von gestern“), gibt es hier nicht. Wählen Sie „Python 3")
    page.get_by_role("button", name="Auswählen").click()
    page.locator(".jp-Notebook.kooperation-ran").wait_for()
    expect(line(page)).to_have_count(0)


@pytest.fixture
def bare(lab: Lab) -> Iterator[str]:
    """The name of a kernel that does not know the course."""
    folder = lab.folder.parent / "data" / "kernels" / "ohne"
    folder.mkdir(parents=True)
    argv = [sys.executable, "-c", WITHOUT, "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Ohne Kurs", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), "utf-8")
    yield folder.name
    shutil.rmtree(folder)


@pytest.mark.nightly
def test_a_kernel_without_the_course_is_said_and_another_one_runs_the_notebook(
    page: Page, lab: Lab, course: Path, bare: str
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    changed(path, lambda notebook: notebook.metadata.kernelspec.update(name=bare))
    Notebook.open(page, lab, path)
    line(page).wait_for()
    expect(line(page)).to_contain_text("Der Kernel dieses Notebooks kennt den Kurs nicht")
    line(page).get_by_role("button", name="Kernel wählen").click()
    page.locator(".jp-Dialog select").select_option(label="Python 3 (ipykernel)")
    page.get_by_role("button", name="Auswählen").click()
    page.locator(".jp-Notebook.kooperation-ran").wait_for()
    expect(line(page)).to_have_count(0)
    expect(page.locator(".kooperation-box").first).to_be_attached()


@pytest.mark.nightly
def test_an_extension_of_another_edition_than_the_package_is_said(
    page: Page, lab: Lab, course: Path
) -> None:
    def older(route: Route) -> None:
        answer = route.fetch()
        known = 'new URLSearchParams(version).get("v")'
        assert known in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(known, '"von gestern"'))

    page.route("**/entry.js*", older)
    Notebook.open(page, lab, course / "course" / "lectures" / "05_gefangenendilemma.ipynb").ran()
    expect(line(page)).to_contain_text("gehört zu einer anderen Fassung des Kurses")
    line(page).get_by_role("button", name="Schließen").click()
    expect(line(page)).to_have_count(0)
    page.wait_for_timeout(2500)  # it looks every second
    expect(line(page)).to_have_count(0)


def test_a_module_beside_the_lecture_keeps_it_from_running(
    page: Page, lab: Lab, course: Path
) -> None:
    lectures = course / "course" / "lectures"
    (lectures / "kooperation").mkdir()
    (lectures / "kooperation" / "widgets.py").write_text(
        "from pathlib import Path; Path('lief.txt').touch()"
    )
    Notebook.open(page, lab, lectures / "05_gefangenendilemma.ipynb")
    expect(line(page)).to_contain_text("an die Stelle des Kurses treten")
    assert not any(count for _, count in page.evaluate(COUNTS))
    assert not (lectures / "lief.txt").exists()


@pytest.mark.nightly
def test_a_package_keeps_an_assignment_from_running_and_neither_a_plain_folder_nor_what_was_packed(
    page: Page, lab: Lab, course: Path
) -> None:
    folder = course / "meine_aufgaben" / "dilemma"
    (folder / "Unterlagen").mkdir()
    (folder / "dilemma.zip").write_bytes(b"PK")
    Notebook.open(page, lab, folder / "dilemma.ipynb").ran()
    expect(line(page)).to_have_count(0)

    (folder / "Unterlagen" / "__init__.py").touch()
    Notebook.open(page, lab, folder / "dilemma.ipynb")
    expect(line(page)).to_contain_text("an die Stelle des Kurses treten")
    expect(line(page)).to_contain_text("Was Sie geantwortet haben, ist gespeichert")


def test_neither_submissions_nor_strange_notebooks_run_or_look_different(
    page: Page, lab: Lab, course: Path
) -> None:
    source = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    places = [
        course / "submitted" / "meine_aufgaben" / "dilemma" / "dilemma.ipynb",
        course / "woanders" / "dilemma" / "dilemma.ipynb",
    ]
    for place in places:
        place.parent.mkdir(parents=True)
        place.write_bytes(source.read_bytes())
        notebook = Notebook.open(page, lab, place)
        notebook.settle()
        assert not any(count for _, count in page.evaluate(COUNTS))
        expect(line(page)).to_have_count(0)
        expect(page.get_by_text("from kooperation.assignments import open_task")).to_be_visible()
        assert not (place.parent / "dilemma.answers.json").exists()


@pytest.mark.nightly
def test_what_nbgrader_fetched_into_the_folder_of_a_hubs_server_opens_itself(
    page: Page, lab: Lab, course: Path
) -> None:
    own = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    fetched = lab.folder / "dilemma" / "dilemma.ipynb"
    fetched.parent.mkdir()
    fetched.write_bytes(own.read_bytes())
    Notebook.open(page, lab, fetched).ran()
    expect(line(page)).to_have_count(0)
    assert fetched.with_name("dilemma.answers.json").exists()


def test_of_several_open_notebooks_only_the_one_in_sight_runs(
    lecture: Notebook, course: Path
) -> None:
    page = lecture.page
    lecture.ran()
    path = course / "course" / "lectures" / "06_wiederholung.ipynb"
    relative = path.relative_to(course.parent).as_posix()
    page.evaluate(
        "async (path) => void (await window.jupyterapp.commands.execute("
        "'docmanager:open', {path, options: {activate: false}}))",
        relative,
    )
    other = page.locator(".jp-NotebookPanel", has=page.get_by_text("Morgen sieht man sich wieder"))
    expect(other).to_be_attached()
    lecture.settle()
    expect(page.locator(".jp-Notebook.kooperation-ran")).to_have_count(1)


def test_the_panel_shows_the_way_and_what_is_done_and_lays_out_what_is_missing(
    lecture: Notebook, course: Path
) -> None:
    page = lecture.page
    lecture.ran()
    panel = page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")
    expect(panel.locator("[aria-current=page]")).to_have_text("5 Gefangenendilemma")
    row = panel.get_by_role("listitem").filter(has=page.locator("[aria-current=page]"))
    expect(row).not_to_contain_text("Vorhersagen")
    (first, *_), lesson = quizzes()["05_gefangenendilemma"], "quiz.05_gefangenendilemma"
    record = {
        "schema": 1,
        "answers": {"vorhersage.dilemma-anreiz": "x", lesson: [{"answers": {first: 0}}]},
    }
    written = course / "course" / "lectures" / ".neu"
    written.write_text(json.dumps(record), "utf-8")
    written.replace(written.with_name("lernstand.json"))
    expect(row).to_contain_text(
        re.compile(r"1 von \d+ Vorhersagen"), timeout=30_000
    )  # it looks every few seconds
    expect(row).to_contain_text(f"Quiz 1 von {len(quizzes()['05_gefangenendilemma'])}")
    expect(row).not_to_contain_text("✓")

    page.set_viewport_size({"width": 1280, "height": 1400})
    # What one has begun or has open can be packed, also by who answers in no field and writes a function.
    pack = panel.get_by_role("link", name="Abgabe packen")
    expect(pack).to_have_count(0)
    for path in (course / "meine_aufgaben" / "dilemma").iterdir():
        path.unlink()
    released = course / "release" / "dilemma" / "dilemma.ipynb"
    released.parent.mkdir(parents=True)
    released.write_bytes((Path(__file__).parents[2] / "release/dilemma/dilemma.ipynb").read_bytes())
    panel.get_by_role("link", name="Aufgabe: Dilemmata erkennen").click()
    expect(panel.locator("[aria-current=page]")).to_have_text("Aufgabe: Dilemmata erkennen")
    assert (course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb").is_file()

    task = panel.get_by_role("listitem").filter(has=page.locator("[aria-current=page]"))
    expect(pack).to_have_count(1)
    task.get_by_role("link", name="Abgabe packen").click(timeout=30_000)
    expect(page.get_by_role("button", name="Abgabe packen")).to_be_in_viewport()
    page.locator(".jp-Notebook:visible.kooperation-ran").wait_for()
    page.get_by_role("combobox", name="Spiel a").select_option("Hirschjagd")
    expect(task).to_contain_text(re.compile(r"1 von \d+ Feldern begonnen"))
    page.get_by_role("button", name="Abgabe packen").click()
    expect(page.get_by_role("feed").get_by_text("Noch nicht vollständig")).to_be_visible()
    expect(task).to_contain_text("gepackt", timeout=30_000)

    terms = course / "termine.toml"
    terms.write_text("[dilemma]\ndue = 2026-12-14T23:59:00  # Montag\n", "utf-8")
    expect(task).to_contain_text("bis 14.12.2026, 23:59 Uhr", timeout=30_000)
    terms.write_text("[dilemma]\ndue = 2026-12-21T12:00:00\n", "utf-8")
    expect(task).to_contain_text("bis 21.12.2026, 12:00 Uhr", timeout=30_000)


@pytest.mark.nightly
def test_the_panel_opens_the_help_to_read_and_it_leads_back(lecture: Notebook) -> None:
    page = lecture.page
    lecture.ran()
    panel = page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")
    panel.get_by_role("link", name="Hilfe", exact=True).click()
    help_page = page.locator(".jp-MarkdownViewer")
    expect(help_page.get_by_role("heading", name="Wie gebe ich ab?")).to_be_visible()
    help_page.get_by_role("link", name="Lektion 0").click()
    expect(panel.locator("[aria-current=page]")).to_have_text("0 Einstieg")


@pytest.mark.nightly
def test_opening_the_course_leads_back_to_where_one_stopped(
    page: Page, lab: Lab, course: Path
) -> None:
    lectures = course / "course" / "lectures"
    Notebook.open(page, lab, lectures / "06_wiederholung.ipynb").settle()
    start = lab.address(
        lectures / "00_start.ipynb", page.url.split("/workspaces/")[1].split("/")[0]
    )
    page.goto(start)
    page.wait_for_function(f"() => {CURRENT}?.context?.path.endsWith('06_wiederholung.ipynb')")


@pytest.mark.nightly
def test_a_printed_lecture_is_whole_with_its_widgets_and_nothing_around_it(
    page: Page, lab: Lab, course: Path
) -> None:
    """The browser's print, and JupyterLab's own, which leads to it."""
    notebook = Notebook.open(
        page, lab, course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    )
    notebook.ran()
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.evaluate("() => window.jupyterapp.commands.execute('apputils:print')")
    page.wait_for_function("() => window.printed")
    page.emulate_media(media="print")
    shown = page.locator(".jp-Notebook.kooperation-ran").bounding_box()
    assert shown is not None
    assert shown["height"] > 5000
    expect(page.get_by_role("heading", name="Quellen")).to_be_visible()
    expect(
        page.locator(
            "#jp-top-panel, .jp-SideArea:visible, .jp-NotebookPanel-toolbar:visible"
        ).locator("visible=true")
    ).to_have_count(0)
    page.emulate_media(media="screen")
    expect(page.locator("#jp-top-panel")).to_be_visible()
