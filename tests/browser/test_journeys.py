"""What learners do with the keyboard in a real JupyterLab, and what they would miss."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.keyboard import expect_answers, tab_to
from browser.real_lab import Lab, Notebook
from handing_in import ROOT

EXPLORER = "Auszahlungen: zuerst Spieler 1, dann Spieler 2"
QUESTION = "Sie sind Spieler 1 und ganz sicher, dass Spieler 2 schweigt."
expect.set_options(timeout=90_000)


def field(explorer: Locator, profile: str) -> Locator:
    """Return the field of the matrix for *profile*, as in "DC"."""
    return explorer.locator(f'td[data-profile="{profile}"]')


@pytest.mark.nightly
def test_pulling_temptation_below_reward_makes_a_stag_hunt(lecture: Notebook) -> None:
    lecture.ran()
    page, explorer = lecture.page, lecture.explorer(EXPLORER)
    kind = explorer.locator("li").first
    marks = explorer.locator("td", has_text="Gleichgewicht")
    expect(kind).to_contain_text("Gefangenendilemma, denn T > R > P > S")
    expect(field(explorer, "DC")).to_contain_text(re.compile(r"^3"))
    expect(marks).to_have_count(1)

    explorer.locator("select").focus()
    temptation = explorer.get_by_role("slider", name="Versuchung T")
    tab_to(page, temptation)
    page.keyboard.press("ArrowRight")
    expect(field(explorer, "DC")).to_contain_text(re.compile(r"^3,1"))
    for _ in range(12):
        page.keyboard.press("ArrowLeft")

    expect(field(explorer, "DC")).to_contain_text(re.compile(r"^1,9"))
    expect(temptation).to_have_attribute("aria-valuetext", "1,9")  # not 1.9000000000000004
    expect(kind).to_contain_text("Hirschjagd")
    expect(marks).to_have_count(2)
    expect(field(explorer, "CC")).to_contain_text("Gleichgewicht")
    expect(field(explorer, "DD")).to_contain_text("Gleichgewicht")
    expect(field(explorer, "CC").locator("u.kooperation-best")).to_have_count(2)
    expect(explorer).to_contain_text("2 Gleichgewichte in reinen Strategien")


@pytest.mark.nightly
def test_eight_sliders_say_whose_payoff_they_set(lecture: Notebook) -> None:
    lecture.ran()
    explorer = lecture.explorer(EXPLORER)
    explorer.get_by_role("checkbox").focus()
    lecture.page.keyboard.press("Space")
    expect(explorer.get_by_role("slider")).to_have_count(8)
    slider = explorer.get_by_role("slider", name="Spieler 2 bei (Gestehen, Schweigen)")
    slider.focus()
    lecture.page.keyboard.press("ArrowRight")
    expect(field(explorer, "DC")).to_contain_text("0,1")
    expect(field(explorer, "CD")).to_contain_text(re.compile(r"^0\b(?!,)"))


@pytest.mark.nightly
def test_keys_typed_into_widgets_leave_the_cells_alone(lecture: Notebook) -> None:
    lecture.ran()
    page, before = lecture.page, lecture.cells()
    explorer = lecture.explorer(EXPLORER)
    controls = [
        lecture.widget(QUESTION).get_by_role("radio").first,
        explorer.locator("select"),
        explorer.get_by_role("button", name="Zurücksetzen"),
        explorer.get_by_role("slider").first,
    ]
    for control in controls:
        control.focus()
        for key in ("x", "a", "b", "m", "y", "d", "d", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
        assert lecture.cells() == before
        assert control.evaluate("node => node.closest('.kooperation-box') !== null")
    expect(page.locator(":focus")).to_have_attribute("type", "range")


def test_a_prediction_counts_when_it_is_confirmed_is_shown_back_and_survives_a_reload(
    lecture: Notebook,
) -> None:
    lecture.ran()
    page, record = lecture.page, lecture.path.with_name("lernstand.json")
    expect(page.get_by_text("sobald Sie sich oben festgelegt haben").first).to_be_visible()
    explorer = lecture.widget(EXPLORER)
    waiting = explorer.get_by_text("Legen Sie oben zuerst fest")
    expect(waiting).to_be_visible()
    # Neither seen nor read out nor found: only its title stands there.
    shown = [line.strip() for line in explorer.inner_text().splitlines() if line.strip()]
    told = "Legen Sie oben zuerst fest, was Sie erwarten."
    assert shown == ["Ein Spiel, zwei Seiten", told, "Überspringen"]
    expect(explorer.get_by_role("slider")).to_have_count(0)
    question = lecture.widget(QUESTION)
    expect(question.get_by_role("radiogroup", name=QUESTION)).to_be_visible()
    question.get_by_role("radio").first.press("ArrowDown")
    expect(question.get_by_role("button", name="Festlegen")).to_be_visible()
    assert not record.exists()
    page.keyboard.press("Enter")
    expect(question).to_contain_text("Festgehalten: „Gestehen“")
    expect(page.get_by_text("Sie haben recht behalten: „Gestehen“.")).to_have_count(1)
    expect_answers(page, record, {"vorhersage.dilemma-anreiz": "gestehen"})
    expect(question.get_by_label("Gestehen", exact=True)).to_be_focused()
    expect(waiting).to_be_hidden()
    expect(explorer.locator("select")).to_be_visible()

    explorer.get_by_role("slider", name="Versuchung T").press("ArrowRight")
    expect(question).to_contain_text("Ihre Antwort steht jetzt fest.")
    expect(question.get_by_label("Schweigen", exact=True)).to_be_disabled()

    lecture.reload()
    lecture.ran()
    expect(lecture.widget(QUESTION).get_by_label("Gestehen", exact=True)).to_be_checked()
    expect(lecture.widget(QUESTION)).to_contain_text("Ihre Antwort steht jetzt fest.")
    expect(page.get_by_text("Sie haben recht behalten: „Gestehen“.")).to_have_count(1)


def test_answers_by_widget_survive_a_reload_and_the_visible_check_reports_them(
    assignment: Notebook,
) -> None:
    assignment.ran()
    page = assignment.page
    check = assignment.widget("Ist alles da?")
    expect(check.get_by_role("row", name="1. Ordnen Sie vier Spiele ein")).to_contain_text(
        "Noch keine"
    )

    choice = page.get_by_role("combobox", name="Spiel a")
    choice.focus()
    page.keyboard.type("Hirsch")
    expect(page.get_by_text("Gespeichert: 1 von 4 Teilen beantwortet.")).to_be_visible()

    # Best responses are marked payoff by payoff, Pareto-efficient fields as a whole.
    expect(assignment.widget("Spiel e: zuerst").get_by_role("button")).to_have_count(8)
    fields = page.locator(".kooperation-box", has=page.locator(".kooperation-widget table")).last
    marks = fields.get_by_role("button")
    expect(marks).to_have_count(4)
    marks.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(fields).to_contain_text("Gespeichert: 1 von 1 Teilen beantwortet.")
    given: dict[str, object] = {
        "spielarten": {"a": "hirschjagd"},
        "pareto": {"e": ["DD", "CD"]},
    }
    expect_answers(page, assignment.path.with_name("dilemma.answers.json"), given)

    assignment.reload()
    assignment.ran()
    expect(page.get_by_role("combobox", name="Spiel a")).to_have_value(re.compile("."))
    expect(page.get_by_role("combobox", name="Spiel a").locator("option:checked")).to_have_text(
        "Hirschjagd"
    )
    for index, pressed in enumerate(("true", "false", "true", "false")):
        expect(marks.nth(index)).to_have_attribute("aria-pressed", pressed)
    check = assignment.widget("Ist alles da?")
    expect(check.get_by_role("row", name="4. Markieren Sie die Pareto")).to_contain_text(
        "vollständig"
    )
    expect(check.get_by_role("row", name="1. Ordnen Sie vier Spiele ein")).to_contain_text(
        "Spiel b: noch keine"
    )
    expect(check.get_by_role("row", name="2. Markieren Sie die besten")).to_contain_text(
        "Noch keine Antwort"
    )
    marks.first.focus()
    page.keyboard.press("Space")
    expect(marks.first).to_have_attribute("aria-pressed", "false")
    expect(marks.nth(2)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    "content", ["{kaputt", pytest.param('{"schema": 1}', marks=pytest.mark.nightly)]
)
def test_a_broken_answers_file_is_told_in_german_and_left_as_it_is(
    content: str, page: Page, lab: Lab, course: Path
) -> None:
    path = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    file: Path = path.with_name("dilemma.answers.json")
    file.write_text(content, "utf-8")
    Notebook.open(page, lab, path).ran()
    message = page.locator(".jp-OutputArea-output").first
    expect(message).to_contain_text("Die Antwortdatei „dilemma.answers.json“ ist")
    expect(message).to_contain_text("Die Datei wurde nicht verändert.")
    expect(message).not_to_contain_text("Traceback")
    assert file.read_text("utf-8") == content


LECTURES = sorted(path.stem for path in (ROOT / "course" / "lectures").glob("*.ipynb"))
MODELS = """async () => {
  const states = await Promise.all([...window.__kooperationManagers].map((manager) => manager.get_state()));
  return states.flatMap(({ state }) => Object.keys(state)).length;
}"""


@pytest.mark.nightly
@pytest.mark.parametrize("stem", LECTURES)
def test_a_lecture_has_a_widget_for_each_explorer_down_to_its_end_and_after_a_second_run(
    page: Page, lab: Lab, course: Path, stem: str
) -> None:
    """The largest had 1,421 when each slider was one, and its layout, and its style."""
    lecture = Notebook.open(page, lab, course / "course" / "lectures" / f"{stem}.ipynb")
    lecture.ran()
    for cell in page.locator(".jp-CodeCell").all():
        cell.scroll_into_view_if_needed()
    explorers = sum(kind == "code" for kind, _source in lecture.cells())
    assert explorers < page.evaluate(MODELS) <= explorers + 2 < 250
    lecture.run_all()
    page.wait_for_function(f"async () => (await ({MODELS})()) <= {explorers + 2}")
