"""Writing a text into its field, as people do, and packing it: in a real JupyterLab."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.keyboard import expect_answers
from browser.real_lab import Lab, Notebook
from browser.test_connection import banner, kill_kernel, mend
from browser.wire import wire
from kooperation.base.answers import AnswerSheet

expect.set_options(timeout=90_000)
SLUG, QUESTION = "dilemma", "begruendung"
SAVED, SAVING = "Gespeichert.", "Wird gespeichert …"
KERNEL = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"


@pytest.fixture
def notebook(page: Page, lab: Lab, course: Path) -> Notebook:
    return dilemma(page, lab, course)


def dilemma(page: Page, lab: Lab, course: Path) -> Notebook:
    """Return the assignment `dilemma`, run, nothing answered yet."""
    path = course / "meine_aufgaben" / SLUG / f"{SLUG}.ipynb"
    sheet = {"schema": 1, "variant": 17, "answers": {}}
    answers(path).write_text(json.dumps(sheet), "utf-8")
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    return notebook


def answers(notebook: Path) -> Path:
    return notebook.with_name(f"{notebook.stem}.answers.json")


def box(page: Page) -> Locator:
    """Return the field with the line below it, scrolled into view."""
    found = page.locator(".kooperation-text")
    found.scroll_into_view_if_needed()
    return found


def stored(notebook: Path) -> str | None:
    found: str | None = json.loads(answers(notebook).read_text("utf-8"))["answers"].get(QUESTION)
    return found


def run_line(page: Page, line: str) -> None:
    """Run *line* in the kernel, as if it stood in a cell."""
    page.evaluate(f"(code) => ({KERNEL})().requestExecute({{ code }}).done", line)


def test_every_key_becomes_text_and_the_page_says_saved_only_when_the_file_has_it(
    notebook: Notebook,
) -> None:
    page, before = notebook.page, notebook.cells()
    field = box(page).get_by_role("textbox", name="Ihr Text")
    expect(box(page)).to_contain_text("Wörter: 0, gefragt sind 80 bis 150 · Noch offen.")
    field.click()
    page.keyboard.type("m a x\nGrößere Büros, „ja“ dd")
    expect(box(page)).to_contain_text("Wörter: 7,")
    assert not (SAVED in box(page).inner_text() and stored(notebook.path) is None)
    expect(box(page)).to_contain_text(SAVED)
    text = "m a x\nGrößere Büros, „ja“ dd"
    expect_answers(page, answers(notebook.path), {QUESTION: text})
    assert notebook.cells() == before
    # Leaving the field saves at once.
    page.keyboard.type("!")
    assert SAVED not in box(page).inner_text()
    page.keyboard.press("Tab")
    expect_answers(page, answers(notebook.path), {QUESTION: text + "!"})

    notebook.reload()
    notebook.run_all()
    expect(box(page).get_by_role("textbox", name="Ihr Text")).to_have_value(text + "!")
    expect(box(page)).to_contain_text(SAVED)


@pytest.mark.nightly
def test_five_thousand_words_are_pasted_counted_kept_and_there_again_after_a_reload(
    notebook: Notebook,
) -> None:
    page = notebook.page
    text = "\n\n".join(
        " ".join(f"Wört{n}" for n in range(start, start + 100)) for start in range(0, 5000, 100)
    )
    field = box(page).get_by_role("textbox", name="Ihr Text")
    field.click()
    page.keyboard.insert_text(text)  # as the clipboard does
    expect(box(page)).to_contain_text("Wörter: 5000,")
    expect(box(page)).to_contain_text(SAVED)
    assert stored(notebook.path) == text
    notebook.reload()
    notebook.run_all()
    expect(box(page).get_by_role("textbox", name="Ihr Text")).to_have_value(text)


@pytest.mark.nightly
def test_what_the_kernel_says_late_never_replaces_what_was_typed_since(
    page: Page, lab: Lab, course: Path
) -> None:
    with wire(lab) as far:
        notebook = dilemma(page, far.lab, course)
        field = box(page).get_by_role("textbox", name="Ihr Text")
        far.hold()  # what the kernel says to what was typed before comes long after it
        field.click()
        page.keyboard.type("eins")
        page.keyboard.press("Tab")  # is on its way now
        expect(box(page)).to_contain_text(SAVING)
        field.click()
        page.keyboard.press("End")
        page.keyboard.type(" zwei", delay=300)
        expect(box(page)).to_contain_text(SAVING)
        far.release()
        page.keyboard.type(" drei vier fünf", delay=150)
        expect(field).to_have_value("eins zwei drei vier fünf")
        expect(box(page)).to_contain_text(SAVED)
        assert stored(notebook.path) == "eins zwei drei vier fünf"
        # Back to what is saved while something else is on its way: what counts is what stands there.
        far.hold()
        page.keyboard.type("X")
        page.keyboard.press("Tab")
        field.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Backspace")
        page.keyboard.press("Tab")
        far.release()
        expect(box(page)).to_contain_text(SAVED)
        expect(field).to_have_value("eins zwei drei vier fünf")
        assert stored(notebook.path) == "eins zwei drei vier fünf"
        # A line of Python is newer than what is saved, and shows.
        run_line(page, f"sheet[{QUESTION!r}] = 'getippt'")
        expect(field).to_have_value("getippt")


@pytest.mark.nightly
def test_a_text_that_cannot_be_saved_stays_and_says_why(notebook: Notebook) -> None:
    page = notebook.page
    field = box(page).get_by_role("textbox", name="Ihr Text")
    field.click()
    page.keyboard.insert_text("Wort " * 210_000)  # more than the file may hold
    page.keyboard.press("Tab")
    expect(box(page)).to_contain_text(
        "Noch nicht gespeichert, Ihr Text steht nur in diesem Fenster"
    )
    expect(box(page)).to_contain_text("größer als 1 MB")
    assert stored(notebook.path) is None
    assert len(field.input_value()) == 5 * 210_000
    field.fill("Wort")
    expect(box(page)).to_contain_text(SAVED)
    assert stored(notebook.path) == "Wort"


def test_two_windows_that_write_into_one_text_lose_none_and_the_learner_chooses(
    profile: BrowserContext, notebook: Notebook, lab: Lab
) -> None:
    page = notebook.page
    other = profile.new_page()
    other.on("dialog", lambda dialog: dialog.accept())
    Notebook.open(other, lab, notebook.path).ran()
    fields = [box(each).get_by_role("textbox", name="Ihr Text") for each in (page, other)]
    fields[0].fill("vom ersten")
    expect(box(page)).to_contain_text(SAVED)
    fields[1].fill("vom zweiten")
    expect(box(other)).to_contain_text("In einem anderen Fenster haben Sie inzwischen")
    expect(box(other)).to_contain_text("Der andere Text:vom ersten", use_inner_text=False)
    assert SAVED not in box(other).inner_text()
    assert stored(notebook.path) == "vom ersten"
    expect(fields[1]).to_have_value("vom zweiten")

    box(other).get_by_role("button", name="Diesen hier speichern").click()
    expect(box(other)).to_contain_text(SAVED)
    expect(box(other).get_by_text("Der andere Text:")).to_be_hidden()
    assert stored(notebook.path) == "vom zweiten"

    fields[0].fill("vom ersten, länger")
    expect(box(page)).to_contain_text("In einem anderen Fenster haben Sie inzwischen")
    assert stored(notebook.path) == "vom zweiten"
    box(page).get_by_role("button", name="Den anderen nehmen").click()
    expect(fields[0]).to_have_value("vom zweiten")
    expect(box(page)).to_contain_text(SAVED)
    fields[0].fill("vom zweiten, weiter")
    expect(box(page)).to_contain_text(SAVED)
    assert stored(notebook.path) == "vom zweiten, weiter"
    other.close()


@pytest.mark.parametrize(
    "meanwhile", [pytest.param(None, marks=pytest.mark.nightly), "von anderswo"]
)
def test_what_was_written_after_the_kernel_died_is_saved_by_one_click_or_shown_beside_the_newer(
    lab: Lab, notebook: Notebook, meanwhile: str | None
) -> None:
    page = notebook.page
    field = box(page).get_by_role("textbox", name="Ihr Text")
    field.fill("Erster Satz.")
    expect(box(page)).to_contain_text(SAVED)
    kill_kernel(lab, notebook.path)
    # JupyterLab notices after two seconds; its window about it takes no key of who is writing.
    field.press("Control+End")
    page.keyboard.type(" Zweiter Satz.", delay=250)
    expect(banner(page)).to_be_visible()
    page.keyboard.press("Tab")
    if meanwhile:
        AnswerSheet(answers(notebook.path))[QUESTION] = meanwhile
    mend(page)
    field = box(page).get_by_role("textbox", name="Ihr Text")
    expect(field).to_have_value("Erster Satz. Zweiter Satz.")
    if meanwhile:
        expect(box(page)).to_contain_text("Der andere Text:von anderswo", use_inner_text=False)
        assert stored(notebook.path) == meanwhile
        box(page).get_by_role("button", name="Diesen hier speichern").click()
    expect(box(page)).to_contain_text(SAVED)
    assert stored(notebook.path) == "Erster Satz. Zweiter Satz."


@pytest.mark.nightly
def test_without_a_kernel_the_text_stays_and_nothing_is_called_saved(notebook: Notebook) -> None:
    page = notebook.page
    field = box(page).get_by_role("textbox", name="Ihr Text")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    field.click()
    page.keyboard.type("noch da")
    expect(box(page)).to_contain_text("Der Rechenkern antwortet nicht")
    assert SAVED not in box(page).inner_text()
    expect(field).to_have_value("noch da")
    assert stored(notebook.path) is None


def test_the_button_packs_both_files_says_what_is_open_and_lets_them_be_downloaded(
    notebook: Notebook,
) -> None:
    page = notebook.page
    box(page).get_by_role("textbox", name="Ihr Text").fill("Ein Anfang.")
    expect(box(page)).to_contain_text(SAVED)
    check = page.locator(".kooperation-box", has_text="Ist alles da?")
    check.scroll_into_view_if_needed()
    notebook.settle()
    check.get_by_role("button", name="Abgabe packen").click()
    expect(check).to_contain_text("Darin: „dilemma.ipynb“ und „dilemma.answers.json“.")
    expect(check).to_contain_text("2 Wörter; gefragt sind mindestens 80.")
    with page.expect_download() as loading:
        check.get_by_role("link", name="„dilemma.zip“ herunterladen").click()
    assert loading.value.suggested_filename == "dilemma.zip"
    packed = notebook.path.with_name("dilemma.zip")
    assert Path(loading.value.path()).read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        assert archive.read("dilemma.ipynb") == notebook.path.read_bytes()
        assert (
            json.loads(archive.read("dilemma.answers.json"))["answers"][QUESTION] == "Ein Anfang."
        )
