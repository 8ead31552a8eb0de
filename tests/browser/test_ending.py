"""A server with what BinderHub sets in a session: the page says at once that nothing stays there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PATIENCE
from browser.real_lab import Notebook, jupyterlab, lay_out

expect.set_options(timeout=PATIENCE)


@pytest.mark.nightly
def test_on_binder_the_page_says_that_nothing_stays_and_the_notebook_keeps_its_place(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://mybinder.org/")
    with jupyterlab(tmp_path) as server:
        course = lay_out(server.folder)
        lecture = Notebook.open(page, server, course / "course/lectures/00_start.ipynb")
        note = page.get_by_role("note").filter(has_text="Sie arbeiten auf Binder")
        expect(note).to_be_visible()
        lecture.ran()
        line, notebook = note.bounding_box(), page.locator(".jp-NotebookPanel").bounding_box()
        assert line
        assert notebook
        assert line["y"] + line["height"] <= notebook["y"]  # nothing lies over the other
        note.get_by_role("button", name="Schließen").click()
        expect(note).to_have_count(0)
