"""Opening, running, answering and saving leaves a checkout of the course clean, so that an update meets no conflict."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.keyboard import SAVED, save
from browser.real_lab import ROOT, Lab, Notebook

LECTURES = sorted(path.stem for path in (ROOT / "course" / "lectures").glob("*.ipynb"))
# The kernel's language has arrived in the model: from then on opening changes nothing more.
TOLD = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  const info = await panel.sessionContext.session.kernel.info;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const known = panel.context.model.getMetadata("language_info");
  return JSON.stringify(known) === JSON.stringify(info.language_info);
}"""

PANEL = "window.jupyterapp.shell.currentWidget"
SAVE = f"() => {PANEL}.context.save()"
END = f"() => {PANEL}.sessionContext.shutdown()"


@pytest.fixture
def checkout(lab: Lab, tmp_path: Path) -> Path:
    """A git checkout of the course in the folder that JupyterLab serves."""
    folder = lab.folder / tmp_path.name
    tracked = git(ROOT, "ls-files", "-z", ".gitignore", "course/lectures").split("\0")
    for name in filter(None, tracked):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    author = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    git(folder, *author, "commit", "--quiet", "--message", "Der Kurs")
    return folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def answer_and_save(page: Page, lab: Lab, checkout: Path, lecture: str) -> None:
    """Open *lecture*, which runs by itself, choose something in it, save it."""
    notebook = Notebook.open(page, lab, checkout / "course" / "lectures" / f"{lecture}.ipynb")
    assert page.evaluate(TOLD)
    assert page.evaluate(SAVED), f"opening changed {lecture}"
    notebook.ran()
    choice = page.locator('.kooperation-box input[type="radio"]').first
    choice.scroll_into_view_if_needed()
    notebook.settle()
    choice.check()
    page.get_by_role("button", name="Festlegen").first.click()
    record = checkout / "course" / "lectures" / "lernstand.json"
    for _ in range(300):
        if record.exists():
            break
        page.wait_for_timeout(100)
    save(page)
    assert record.exists()
    notebook.settle()
    page.evaluate(SAVE)  # once more: what is on the disk is no surprise to the browser
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.evaluate(END)  # nine kernels are more than a small machine has room for


@pytest.mark.nightly
def test_opening_an_assignment_changes_nothing(page: Page, assignment: Notebook) -> None:
    before = assignment.path.read_bytes()
    assignment.ran()
    assert page.evaluate(TOLD)
    assert page.evaluate(SAVED)
    page.evaluate(SAVE)
    assert assignment.path.read_bytes() == before


def test_a_lecture_that_was_opened_run_answered_and_saved_is_the_printed_one(
    page: Page, lab: Lab, checkout: Path
) -> None:
    answer_and_save(page, lab, checkout, "05_gefangenendilemma")
    assert git(checkout, "status", "--porcelain") == ""


@pytest.mark.nightly
def test_all_lectures_were_run_and_answered_and_git_status_is_empty(
    page: Page, lab: Lab, checkout: Path
) -> None:
    assert len(LECTURES) == 9
    for lecture in LECTURES:
        (checkout / "course" / "lectures" / "lernstand.json").unlink(missing_ok=True)  # comes anew
        answer_and_save(page, lab, checkout, lecture)
    assert git(checkout, "status", "--porcelain") == ""
