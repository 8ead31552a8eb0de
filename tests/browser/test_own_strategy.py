"""A learner builds a strategy by keyboard: told at once, sent to the tournament, taken along, and it fits a phone."""

from __future__ import annotations

import json

import nbformat
from playwright.sync_api import Page, expect

from browser.axe import serious
from browser.real_lab import Lab, Notebook

CELLS = (
    "from kooperation.widgets import StrategyBuilder, Tournament\nTournament()",
    "StrategyBuilder()",
)


def test_a_strategy_is_built_by_keyboard_and_plays_in_the_tournament_above(
    page: Page, lab: Lab
) -> None:
    folder = lab.folder / "eigene-strategie"
    folder.mkdir()
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    book.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "name": "python3"}
    nbformat.write(book, folder / "turnier.ipynb")
    notebook = Notebook.open(page, lab, folder / "turnier.ipynb")
    notebook.run_all()
    card, tournament = notebook.widget("Eine Strategie bauen"), notebook.widget("Das Turnier")
    expect(card).to_contain_text("Ohne Irrtümer spielt sie genau wie Tit-for-Tat.")
    # A third state, by keys alone: two defections are answered for ever.
    card.get_by_label("Zustände", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(card.locator("circle")).to_have_count(3)
    for label, key in (
        ("Zustand 2: spielt", "ArrowUp"),
        ("Zustand 2: nach C zu", "ArrowDown"),
        ("Zustand 2: nach D zu", "ArrowDown"),
        ("Zustand 3: spielt", "D"),
    ):
        field = card.get_by_label(label)
        field.focus()
        page.keyboard.press(key)
        expect(field).to_be_focused()
    expect(card).to_contain_text("Ohne Irrtümer: Platz 1 von 11")
    expect(card).to_contain_text("Nicht vergeltend")
    name = card.get_by_label("Name", exact=True)
    name.fill("Geduld")
    card.get_by_role("button", name="Ins Turnier schicken").press("Enter")
    expect(card).to_contain_text("„Geduld“ spielt im Turnier dieser Lektion mit")
    row = tournament.locator('tr[data-player="built"]')
    expect(row).to_contain_text("Geduld")
    expect(row.locator("td").first).to_have_text("1")
    expect(tournament.get_by_role("checkbox", name="Gebaut: „Geduld“")).to_be_checked()
    card.get_by_label("Zustand 1: spielt").select_option("D")  # the tournament follows
    expect(row.locator("td").first).not_to_have_text("1")
    # A number opens its match, whose first move is a defection now; then back to the numbers.
    field = card.locator("table.kooperation-encounters tbody tr").nth(0).locator("td").nth(1)
    field.press("Enter")
    expect(card.get_by_role("button", name="Abspielen")).to_be_focused()
    expect(card).to_contain_text("B: Immer kooperieren")
    expect(card.locator(".kooperation-strip [data-move]").first).to_have_attribute("data-move", "D")
    card.get_by_role("button", name="Zurück zu allen Begegnungen").press("Enter")
    expect(field).to_be_focused()
    card.get_by_role("button", name="In die Aufgabe übernehmen").press("Enter")
    expect(card).to_contain_text("ist hier noch nicht begonnen")
    record = json.loads((folder / "lernstand.json").read_text("utf-8"))
    assert record["answers"]["strategie"]["name"] == "Geduld"
    assert serious(page) == []
    # On a phone, and even with side bars beside it, the whole table can be reached and seen.
    notebook.resize(390, 844)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    table = card.locator(".kooperation-own-scroll")
    assert table.evaluate("(node) => node.scrollWidth <= node.clientWidth")
