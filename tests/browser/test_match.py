"""A match is opened from the tournament's heat map and watched by keyboard, also on a phone and where nothing shall move."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.axe import serious
from browser.real_lab import DARK, Lab, Notebook
from browser.test_accessibility import THEME
from browser.test_layout import CUT, SMALL, written

FIELD = 'table[role="grid"] td[tabindex="0"]'


def moves(card: Locator, round_: int) -> list[str]:
    """Return what both did in *round_*, as it is written in the strip."""
    column = card.locator(".kooperation-round:not(.kooperation-who)").nth(round_ - 1)
    return [
        text.replace("\u202f", "")
        for text in column.locator(".kooperation-move").all_text_contents()
    ]


@pytest.mark.nightly
def test_a_match_is_opened_by_key_stepped_played_and_left_again(page: Page, lab: Lab) -> None:
    page.emulate_media(reduced_motion="reduce")
    notebook = Notebook.open(page, lab, written(lab.folder / "begegnung", ["Tournament"]))
    notebook.run_all()
    card = notebook.widget("Wer tritt an?")
    cells = notebook.cells()
    card.locator(FIELD).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Enter"):  # tit for tat against always D
        page.keyboard.press(key)
    play = card.get_by_role("button", name="Abspielen")
    expect(play).to_be_focused()
    expect(card.locator(".kooperation-round:not(.kooperation-who)")).to_have_count(200)
    assert (moves(card, 1), moves(card, 2)) == (["●C", "✕D"], ["✕D", "✕D"])
    expect(card).to_contain_text("In 200 Runden bekommt A 199 und B 202.")

    track = card.get_by_role("slider", name="Runde der Begegnung")
    track.focus()
    page.keyboard.press("Home")
    expect(track).to_have_attribute("aria-valuetext", "Runde 0 von 200")
    expect(card).to_contain_text(
        "Noch ist keine Runde gespielt. Jetzt ist A in Zustand 1 von 2 (C)."
    )
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("Runde 1: A kooperiert, B defektiert. Zusammen: A 0, B 3.")
    said = page.locator("#kooperation-said")
    expect(said).to_contain_text("Jetzt ist A in Zustand 2 von 2 (D).")  # told once one rests there
    expect(card.locator(".kooperation-ahead")).to_have_count(199)
    card.get_by_label("Tempo").select_option("schnell")
    track.focus()
    page.keyboard.press("Space")
    expect(card.get_by_role("button", name="Anhalten")).to_be_visible()
    expect(track).to_have_attribute("aria-valuenow", re.compile(r"^[4-9]$"))
    page.keyboard.press("Space")
    expect(play).to_be_visible()
    assert notebook.cells() == cells

    # On a phone, and in the dark.
    notebook.resize(390, 844)
    page.evaluate(THEME, DARK)
    notebook.settle()
    assert page.evaluate(CUT) == []
    assert page.evaluate(SMALL) == []
    assert serious(page, ".kooperation-box") == []
    card.get_by_role("button", name="Zurück zu allen Begegnungen").click()
    expect(card.locator(FIELD)).to_be_focused()
    expect(card.locator(FIELD)).to_have_text("0,99")
    assert page.evaluate(CUT) == []
    assert serious(page, ".kooperation-box") == []
