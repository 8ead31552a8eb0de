"""A server with what BinderHub sets in a session: nothing stays there, one is told so, and takes it along as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PATIENCE
from browser.keyboard import expect_answers
from browser.real_lab import Lab, Notebook, jupyterlab, lay_out

expect.set_options(timeout=PATIENCE)
pytestmark = pytest.mark.nightly
RECORD = "lernstand.json"
QUESTION = "Sie sind Spieler 1 und ganz sicher, dass Spieler 2 schweigt."
ANSWERS: dict[str, object] = {"vorhersage.dilemma-anreiz": "gestehen"}
LECTURE = "course/lectures/05_gefangenendilemma.ipynb"


@pytest.fixture(autouse=True)
def on_binder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://mybinder.org/")


def opened(page: Page, server: Lab, lecture: str) -> Notebook:
    return Notebook.open(page, server, lay_out(server.folder) / lecture)


def test_the_page_says_that_nothing_stays_and_the_notebook_keeps_its_place(
    page: Page, tmp_path: Path
) -> None:
    with jupyterlab(tmp_path) as server:
        lecture = opened(page, server, "course/lectures/00_start.ipynb")
        note = page.get_by_role("note").filter(has_text="Sie arbeiten auf Binder")
        expect(note).to_be_visible()
        lecture.ran()
        line, notebook = note.bounding_box(), page.locator(".jp-NotebookPanel").bounding_box()
        assert line
        assert notebook
        assert line["y"] + line["height"] <= notebook["y"]  # nothing lies over the other
        note.get_by_role("button", name="Schließen").click()
        expect(note).to_have_count(0)


def test_what_was_saved_in_one_session_is_there_in_the_next(page: Page, tmp_path: Path) -> None:
    note = page.get_by_role("note").filter(has_text="Sie arbeiten auf Binder")
    with jupyterlab(tmp_path / "erste") as server:
        lecture = opened(page, server, LECTURE)
        lecture.ran()
        lecture.widget(QUESTION).get_by_role("radio").first.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(lecture.widget(QUESTION)).to_contain_text("Festgehalten: „Gestehen“")
        expect_answers(page, lecture.path.with_name(RECORD), ANSWERS)
        with page.expect_download() as download:
            note.get_by_role("button", name="Stand sichern").click()
        download.value.save_as(tmp_path / "stand.json")
    with jupyterlab(tmp_path / "zweite") as server:
        lecture = opened(page, server, LECTURE)
        lecture.ran()
        with page.expect_file_chooser() as chooser:
            note.get_by_role("button", name="Stand laden").click()
        chooser.value.set_files(tmp_path / "stand.json")
        page.get_by_role("button", name="Ersetzen").click()
        expect(lecture.widget(QUESTION)).to_contain_text("Festgehalten: „Gestehen“")
        expect_answers(page, lecture.path.with_name(RECORD), ANSWERS)
