"""Each kind of answer by keyboard, in the released notebooks of a real JupyterLab."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.keyboard import arrow_to, expect_answers, save, tab_to
from browser.real_lab import Lab, Notebook

VARIANT = 17
SHORTCUTS = ("x", "a", "b", "m", "y", "d", "d")  # of JupyterLab: cut, insert, change, delete cells
ACTIVE = """() => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  return [notebook.mode, notebook.activeCell.model.sharedModel.getSource()];
}"""
MANY_CELLS = 40
expect.set_options(timeout=90_000)


@pytest.fixture
def started(page: Page, lab: Lab, course: Path) -> Callable[[str], Notebook]:
    """What opens an assignment in a known variant and runs it, nothing answered yet."""

    def start(slug: str) -> Notebook:
        path = course / "meine_aufgaben" / slug / f"{slug}.ipynb"
        sheet = {"schema": 1, "variant": VARIANT, "answers": {}}
        answers_of(path).write_text(json.dumps(sheet), "utf-8")
        notebook = Notebook.open(page, lab, path)
        notebook.ran()
        return notebook

    return start


def answers_of(notebook: Path) -> Path:
    return notebook.with_name(f"{notebook.stem}.answers.json")


def control(page: Page, code: str) -> Locator:
    """Return the widget below the cell that holds *code*, scrolled into view."""
    cell = page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=code))
    found = cell.locator(".kooperation-box")
    found.scroll_into_view_if_needed()
    return found


def go_to_cell(page: Page, text: str, key: str) -> None:
    """Press the arrow *key* until the active cell holds *text*."""
    for _ in range(MANY_CELLS):
        mode, source = page.evaluate(ACTIVE)
        if mode == "command" and text in source:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach the cell „{text}“.")


def write_into_cell(page: Page, text: str) -> None:
    """Open the active cell with Enter, replace all that it holds, and run it, which closes it."""
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Shift+Enter")


def test_several_options_are_chosen_with_arrows_and_space_and_no_cell_is_touched(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("gewaehrleistung")
    page, before = notebook.page, notebook.cells()
    roles = control(page, '"rollen"')
    first, second = roles.get_by_role("group").all()
    first.get_by_role("button", name="Interessenvertretung").focus()
    for name in ("Anwaltschaft", "Dienstleister"):
        arrow_to(page, first.get_by_role("button", name=name), "ArrowRight", "ArrowLeft")
        page.keyboard.press("Space")
    expect(roles).to_contain_text("Gespeichert: 1 von 2 Teilen beantwortet.")
    expect(roles.get_by_text("von 2 gewählt")).to_have_text(["2 von 2 gewählt", "0 von 2 gewählt"])
    third = first.get_by_role("button", name="Idealverein")  # two are asked for, two can be chosen
    expect(third).to_have_attribute("aria-disabled", "true")
    arrow_to(page, third, "ArrowLeft", "ArrowRight")
    page.keyboard.press("Space")
    expect(third).to_have_attribute("aria-pressed", "false")

    page.keyboard.press("Tab")
    expect(second.get_by_role("button", name="Interessenvertretung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(roles).to_contain_text("Gespeichert: 2 von 2 Teilen beantwortet.")
    expect(roles.get_by_text("von 2 gewählt")).to_have_text(["2 von 2 gewählt", "1 von 2 gewählt"])
    expect(first.get_by_role("button", pressed=True)).to_have_count(2)
    for key in SHORTCUTS:
        page.keyboard.press(key)
    assert notebook.cells() == before
    answers = {"a": ["anwaltschaft", "dienstleister"], "b": ["interessenvertretung"]}
    expect_answers(page, answers_of(notebook.path), {"rollen": answers})


def test_number_function_and_text_are_answered_by_keyboard_and_counted_by_the_check(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("einstieg")
    page = notebook.page
    share = control(page, '"zeile"')
    field = share.get_by_role("textbox", name="Ihr Anteil")
    field.focus()
    page.keyboard.type("0,5")
    page.keyboard.press("Tab")
    expect(share).to_contain_text("gelesen als 0,5 (50 %)")
    expect(share).to_contain_text("Gespeichert: 1 von 1 Teilen beantwortet.")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("ein Halb")
    page.keyboard.press("Enter")
    expect(share).to_contain_text("„ein Halb“ lässt sich nicht als Zahl lesen.")
    expect(field).to_have_value("ein Halb")
    expect_answers(page, answers_of(notebook.path), {"zeile": {"a": "ein Halb"}})

    # The function: Shift+Tab leads back to the cell, arrows to that of the function. Nothing of the learner's ran.
    error = page.locator(".jp-OutputArea-output", has_text="NotImplementedError")
    expect(error).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    go_to_cell(page, "def anteil", "ArrowDown")
    write_into_cell(page, "def anteil(k, n):\nreturn k / n")  # the editor indents by itself
    page.keyboard.press("Shift+Enter")
    expect(error).to_have_count(0)

    # The text in its cell, the old way: Enter opens it, Shift+Enter closes it, Ctrl+S saves, the check counts it.
    check = control(page, "FormalCheck(sheet, task)")
    row = check.get_by_role("row", name="5. Schreiben Sie, was Sie vom Kurs erwarten")
    expect(row).to_contain_text("Noch kein Text von Ihnen")
    go_to_cell(page, "Ihr Text gehört in das Feld darüber", "ArrowDown")
    text = "Größe zählt. " * 20
    write_into_cell(page, text.strip())
    expect(
        page.locator(".jp-MarkdownCell.jp-mod-rendered", has_text="Größe zählt.")
    ).to_be_visible()
    save(page)
    go_to_cell(page, "FormalCheck(sheet, task)", "ArrowDown")
    page.keyboard.press("Shift+Enter")
    expect(row).to_contain_text("✓ vollständig")
    function = check.get_by_role("row", name="3. Ergänzen Sie eine Zeile Python")
    expect(function).to_contain_text("✓ vollständig")
    expect(check.get_by_role("row", name="4. Sagen Sie")).to_contain_text("Noch keine")


def answers_in(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(answers_of(path).read_text("utf-8"))["answers"]
    return found


@pytest.mark.nightly
def test_a_number_is_saved_while_one_still_types_and_half_of_one_is_no_fault(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("einstieg")
    page = notebook.page
    share = control(page, '"zeile"')
    field = share.get_by_role("textbox", name="Ihr Anteil")
    waiting = share.get_by_text("noch nicht gespeichert")
    expect(waiting).to_be_hidden()
    field.focus()
    page.keyboard.type("1/")  # half a number
    expect(waiting).to_be_visible()
    expect_answers(page, answers_of(notebook.path), {"zeile": {"a": "1/"}})
    expect(waiting).to_be_hidden()
    expect(share).not_to_contain_text("lässt sich nicht als Zahl lesen")
    expect(field).to_be_focused()
    page.keyboard.type("4")
    expect(share).to_contain_text("gelesen als 0,25 (25 %)")
    expect_answers(page, answers_of(notebook.path), {"zeile": {"a": "1/4"}})
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    expect(share).to_contain_text("„1/“ lässt sich nicht als Zahl lesen.")


@pytest.mark.parametrize(
    "pause",
    [
        pytest.param(15, marks=pytest.mark.nightly),
        250,
        pytest.param(1100, marks=pytest.mark.nightly),
    ],
    ids=["quickly", "slowly", "with rests"],
)
def test_however_fast_one_types_no_newer_letter_is_replaced_by_an_older_answer(
    started: Callable[[str], Notebook], pause: int
) -> None:
    notebook = started("einstieg")
    page = notebook.page
    share = control(page, '"zeile"')
    field = share.get_by_role("textbox", name="Ihr Anteil")
    field.focus()
    text = "0," + "123456789" * (4 if pause < 100 else 1)
    for count, key in enumerate(text, start=1):
        page.keyboard.type(key)
        assert field.input_value() == text[:count]
        page.wait_for_timeout(pause)
        assert field.input_value() == text[:count]
    expect_answers(page, answers_of(notebook.path), {"zeile": {"a": text}})
    expect(field).to_have_value(text)
    expect(share.get_by_text("noch nicht gespeichert")).to_be_hidden()


def test_what_a_dead_kernel_did_not_write_is_not_called_saved(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("einstieg")
    page = notebook.page
    share = control(page, '"zeile"')
    field = share.get_by_role("textbox", name="Ihr Anteil")
    field.fill("0,5")
    field.press("Tab")
    expect_answers(page, answers_of(notebook.path), {"zeile": {"a": "0,5"}})
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(2000)
    field.fill("0,75")
    field.press("Tab")
    page.wait_for_timeout(2000)
    expect(share.get_by_text("noch nicht gespeichert")).to_be_visible()
    expect(field).to_have_value("0,75")
    assert answers_in(notebook.path) == {"zeile": {"a": "0,5"}}


@pytest.mark.nightly
def test_forms_are_placed_on_the_grid_with_arrows_and_enter_and_each_keeps_its_place(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("begriffe")
    page = notebook.page
    forms = control(page, '"formen"')
    choice = forms.get_by_role("combobox", name="Form")
    choice.focus()
    page.keyboard.press("Tab")
    middle = forms.get_by_role("gridcell", name="gemischt, gemischt")
    expect(middle).to_be_focused()
    for key in ("ArrowLeft", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(forms).to_contain_text("Form a: gesetzt: eher freiwillig, eher institutionalisiert")
    expect(forms).to_contain_text("Gespeichert: 1 von 6 Teilen beantwortet.")

    tab_to(page, choice, "Shift+Tab")
    page.keyboard.type("Form b")
    expect(forms.locator("strong")).to_have_text("Form b:")
    page.keyboard.press("Tab")
    for key in ("End", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(forms).to_contain_text("Form b: gesetzt: angeordnet, eher flexibel")
    expect(forms.get_by_role("gridcell", name="Form a")).to_have_text("a")
    expect(forms.get_by_role("gridcell", name="Form b")).to_be_focused()
    answers = {"a": [2, 4], "b": [5, 2]}
    expect_answers(page, answers_of(notebook.path), {"formen": answers})


@pytest.mark.nightly
def test_two_cases_are_mapped_by_keyboard_and_neither_map_is_lost_nor_judged(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("schnittstellen")
    page = notebook.page
    maps = control(page, '"karten"')
    choice = maps.get_by_role("combobox", name="Fall")
    choice.focus()
    steps = ("Jobcenter", "§ 35 SGB III bei Jobcenter", "S Schnittstelle", "I3 Im Einzelfall")
    for name in steps:
        page.keyboard.press("Tab")
        expect(maps.locator(".kooperation-choices :focus")).to_have_count(1)
        button = maps.get_by_role("button", name=name).first
        arrow_to(page, button, "ArrowRight")
        page.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_have_attribute("data-mark", "")
        expect(maps.get_by_role("table", name="Rechtsgrundlagen")).to_be_visible()
    own = maps.get_by_role("table", name="Ihre Karte")
    for text in ("§ 35 SGB III", "Schnittstelle", "Im Einzelfall gemeinsam planen"):
        expect(own).to_contain_text(text)
    expect(maps).to_contain_text("Gespeichert: 1 von 2 Teilen beantwortet.")

    tab_to(page, choice, "Shift+Tab")
    page.keyboard.type("Fall b")
    expect(maps.locator("strong").first).to_contain_text("Fall b: Jonas")
    expect(maps.get_by_role("button", pressed=True)).to_have_count(0)
    page.keyboard.press("Tab")
    arrow_to(page, maps.get_by_role("button", name="Jugendamt", exact=True), "ArrowRight")
    page.keyboard.press("Space")
    expect(maps).to_contain_text("Gespeichert: 2 von 2 Teilen beantwortet.")

    tab_to(page, choice, "Shift+Tab")
    page.keyboard.type("Fall a")
    expect(maps.get_by_role("button", pressed=True)).to_have_count(4)
    expect(own).to_contain_text("§ 35 SGB III")
    first = {
        "stellen": ["JC"],
        "grundlagen": {"JC": ["sgb3-35"]},
        "typ": ["S"],
        "instrumente": ["I3"],
    }
    second = {"stellen": ["JA"], "grundlagen": {}, "typ": [], "instrumente": []}
    expect_answers(page, answers_of(notebook.path), {"karten": {"a": first, "b": second}})


def test_fields_take_every_key_keep_umlauts_and_line_breaks_and_survive_a_reload(
    started: Callable[[str], Notebook],
) -> None:
    notebook = started("konzept")
    page, before = notebook.page, notebook.cells()
    fields = control(page, '"steckbrief"')
    fields.get_by_role("textbox", name="Ziel").focus()
    page.keyboard.type("x a b dd: Größere Büros\nfür 40 Gespräche mehr, „ja“")
    page.keyboard.press("Tab")
    for key in SHORTCUTS:
        page.keyboard.press(key)
    expect(fields).to_contain_text("Wörter: 11, gefragt sind 6 bis 40.")
    expect(fields).to_contain_text("Gespeichert: 2 von 6 Teilen beantwortet.")
    assert notebook.cells() == before
    answers = {
        "ziel": "x a b dd: Größere Büros\nfür 40 Gespräche mehr, „ja“",
        "beteiligte": "xabmydd",
    }
    expect_answers(page, answers_of(notebook.path), {"steckbrief": answers})

    notebook.reload()
    notebook.ran()
    fields = control(page, '"steckbrief"')
    expect(fields.get_by_role("textbox", name="Ziel")).to_have_value(answers["ziel"])
    expect(fields.get_by_role("textbox", name="Beteiligte")).to_have_value("xabmydd")
