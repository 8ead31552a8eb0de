"""What one takes along from a card: data, picture, note, and a setting that a link brings back."""

from __future__ import annotations

import json
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from browser.axe import serious
from browser.real_lab import KERNEL_IDLE, Lab, Notebook
from browser.test_layout import written

TITLE = "Ein Spiel, zwei Seiten"
MENU = f"Mitnehmen: {TITLE}"


def taken(page: Page, card: Locator, name: str) -> tuple[str, bytes]:
    """Press the button *name* by key, and return the file that comes."""
    with page.expect_download() as coming:
        card.get_by_role("button", name=name).press("Enter")
    return named(coming.value)


def named(download: Download) -> tuple[str, bytes]:
    return download.suggested_filename, Path(download.path()).read_bytes()


@pytest.mark.nightly
def test_data_a_note_and_a_setting_are_taken_along_by_keyboard_and_a_link_brings_it_back(
    page: Page, lab: Lab
) -> None:
    path = written(lab.folder / "mitnehmen", ["PayoffExplorer"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    card = notebook.widget(TITLE)
    menu = card.get_by_role("button", name=MENU)
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    name, content = taken(page, card, "Daten (CSV)")
    assert name == "ein-spiel-zwei-seiten.csv"
    assert '"Versuchung T";"3"' in content.decode("utf-8-sig")
    # A note, from the menu into its field.
    card.get_by_role("button", name="Notiz").press("Enter")
    expect(card.get_by_label(f"Ihre Notiz zu „{TITLE}“")).to_be_focused()
    page.keyboard.type("Gestehen dominiert.")
    expect(card).to_contain_text("Gespeichert; sie kommt in „Mein Heft“")
    assert "Gestehen dominiert." in (path.parent / "lernstand.json").read_text("utf-8")
    # A setting as a line and as a link.
    card.get_by_role("slider", name="Versuchung T").press("ArrowRight")
    card.get_by_role("button", name="Einstellung teilen").press("Enter")
    line, link = (card.get_by_label(name, exact=True) for name in ("Für eine Zelle", "Als Link"))
    expect(line).to_have_value(
        "from kooperation.widgets import PayoffExplorer\nPayoffExplorer().set(temptation=3.1)"
    )
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.goto(link.input_value().replace("/lab/", f"/lab/workspaces/{token_hex(4)}/"))
    page.wait_for_function(KERNEL_IDLE)
    notebook.run_all()
    expect(card).to_contain_text("So eingestellt, wie der Link es sagt.")
    expect(card.get_by_role("slider", name="Versuchung T")).to_have_value("3.1")
    expect(card.get_by_label(f"Ihre Notiz zu „{TITLE}“")).to_have_value("Gestehen dominiert.")


@pytest.mark.nightly
def test_pictures_need_nothing_else_and_show_the_legend(page: Page, lab: Lab) -> None:
    """What is drawn, and what is a table or a strip in HTML."""
    pictures = {
        "ForgivenessExplorer": ("Wie viel verzeihen?", "Großzügigkeit g"),
        "TrustThreshold": ("Ab wie viel Vertrauen", "Personal zusagen"),
        "PayoffExplorer": (TITLE, "Gestehen"),
        "Tournament": ("Das Turnier", "1,67"),  # „Immer D“ against generous tit for tat
        "StrategyBuilder": (
            "Eine Strategie bauen",
            "paint-order:stroke",
        ),  # else no letters on arrows
        "WatchMatch": ("Eine Begegnung, Runde für Runde", "●"),
    }
    path = written(lab.folder / "bilder", list(pictures))
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    for title, legend in pictures.values():
        card = notebook.widget(title)
        card.locator(".js-plotly-plot, svg[role='img'], table, .kooperation-strip").first.wait_for()
        card.get_by_role("button", name="Mitnehmen").click()
        name, content = taken(page, card, "Bild (SVG)")
        svg = content.decode("utf-8")
        assert name.endswith(".svg")
        assert legend in svg
        assert title in svg
        for forbidden in ("var(", "color(", 'class="kooperation', 'href="http'):
            assert forbidden not in svg
        assert (
            page.evaluate(
                "(svg) => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror')",
                svg,
            )
            is None
        )
        name, content = taken(page, card, "Bild (PNG)")
        assert content.startswith(b"\x89PNG")
        assert len(content) > 5000


# Whether all letters of a picture, given as text, are in it; and how many rounds are named.
WHOLE = """(text) => {
  const host = document.body.appendChild(document.createElement("div"));
  host.innerHTML = text;
  const frame = host.firstElementChild.getBoundingClientRect();
  const cut = [...host.querySelectorAll("text")].filter((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return left < frame.left || top < frame.top || right > frame.right || bottom > frame.bottom;
  });
  host.remove();
  return cut.map((one) => one.textContent);
}"""


@pytest.mark.nightly
def test_a_phones_picture_has_its_whole_title_and_every_round_and_says_who_plays(
    page: Page, lab: Lab
) -> None:
    """A strip that scrolls is drawn from its first round to its last, wherever it stands."""
    path = written(lab.folder / "bilder-schmal", ["WatchMatch", "StrategyBuilder"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    notebook.resize(390, 844)
    for title, rounds, players in (
        ("Eine Begegnung, Runde für Runde", 30, ("A: Tit-for-Tat", "B: Tit-for-Tat")),
        ("Eine Strategie bauen", 200, ("A: Meine Strategie", "B: Immer kooperieren")),
    ):
        card = notebook.widget(title)
        if rounds == 200:
            card.locator("table td[tabindex]").nth(2).click()
        strip = card.locator(".kooperation-strip")
        strip.wait_for()
        strip.evaluate("(strip) => strip.scrollTo(0, strip.scrollHeight)")
        card.get_by_role("button", name="Mitnehmen").click()
        svg = taken(page, card, "Bild (SVG)")[1].decode("utf-8")
        assert page.evaluate(WHOLE, svg) == []
        assert all(f">{said}</text>" in svg for said in ("1", str(rounds), *players))
        slip = card.locator(".kooperation-slip").first
        ink = slip.evaluate("(one) => getComputedStyle(one).borderTopColor")
        assert f'stroke="{ink}"' in svg


@pytest.mark.nightly
@pytest.mark.parametrize("shared", ["[kaputt", json.dumps(["GibtEsNicht()", "c0", {}])])
def test_a_link_that_fits_nothing_is_told_and_changes_nothing(
    page: Page, lab: Lab, shared: str
) -> None:
    path = written(lab.folder / f"link-{len(shared)}", ["PayoffExplorer"])
    page.goto(f"{lab.address(path, token_hex(4))}#einstellung={quote(shared)}")
    page.wait_for_function(KERNEL_IDLE)
    notebook = Notebook(page, path)
    notebook.run_all()
    card = notebook.widget(TITLE)
    expect(card.locator(".kooperation-away-said")).to_contain_text("Link", timeout=30_000)
    expect(card.get_by_role("slider", name="Versuchung T")).to_have_value("3")


@pytest.mark.nightly
def test_the_menu_fits_a_phone_and_axe_finds_nothing(page: Page, lab: Lab) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    path = written(lab.folder / "mitnehmen-schmal", ["TrustThreshold"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    card = notebook.widget("Ab wie viel Vertrauen")
    card.get_by_role("button", name="Mitnehmen").click()
    card.get_by_role("button", name="Einstellung teilen").click()
    expect(card.get_by_label("Als Link", exact=True)).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    box = card.bounding_box()
    assert box is not None
    for button in card.get_by_role("button").all():
        inside = button.bounding_box()
        assert inside is None or inside["x"] + inside["width"] <= box["x"] + box["width"]
    assert serious(page, ".kooperation-card") == []
