"""What a learner has done goes along as one file: out of one JupyterLab and into another (`state_file.js`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook, lay_out

RECORD = "course/lectures/lernstand.json"
ANSWERS = "meine_aufgaben/dilemma/dilemma.answers.json"
OWN = "meine_aufgaben/dilemma/dilemma.ipynb"


def press(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses").get_by_role(
        "button", name=name
    ).click()


def load(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as choosing:
        press(page, "Stand laden")
    choosing.value.set_files(file)


@pytest.mark.nightly
def test_a_state_is_saved_as_one_file_and_loaded_elsewhere_but_nothing_else_is(
    lecture: Notebook, lab: Lab, tmp_path: Path
) -> None:
    page, here = lecture.page, lecture.path.parents[2]
    record = {"answers": {"vorhersage.dilemma-anreiz": "gestehen"}, "schema": 1}
    (here / RECORD).write_text(json.dumps(record), "utf-8")
    (here / ANSWERS).write_text(json.dumps({"answers": {"pareto": ["CC"]}, "schema": 1}), "utf-8")
    task = json.loads((here / OWN).read_text("utf-8"))
    task["cells"][0]["source"] = "Mein Satz"
    (here / OWN).write_text(json.dumps(task), "utf-8")
    lecture.ran()
    with page.expect_download() as saving:
        press(page, "Stand sichern")
    saved = tmp_path / "stand.json"
    saving.value.save_as(saved)
    state = json.loads(saved.read_text("utf-8"))
    assert state["files"][RECORD] == record
    assert state["files"][OWN]["cells"][0]["source"] == "Mein Satz"
    assert ANSWERS in state["files"]

    there = lay_out(lab.folder / f"{here.name}_anderswo")
    other = Notebook.open(page, lab, there / lecture.path.relative_to(here))
    other.ran()
    foreign = tmp_path / "fremd.json"
    listed = {"course/lectures/lernstand.json": {**record, "answers": [1, 2]}}
    foreign.write_text(json.dumps({**state, "files": listed}), "utf-8")
    load(page, foreign)
    page.get_by_role("dialog").get_by_role("button", name="Schließen").click()
    foreign.write_text(json.dumps({**state, "files": {"course/lectures/re.py": record}}), "utf-8")
    load(page, foreign)
    expect(page.get_by_role("dialog")).to_contain_text("kein Stand des Kurses")
    page.get_by_role("dialog").get_by_role("button", name="Schließen").click()
    assert not list(there.rglob("*.py"))

    load(page, saved)
    with page.expect_navigation():
        page.get_by_role("button", name="Ersetzen").click()
    other.ran()
    expect(other.widget("Sie sind Spieler 1 und ganz sicher")).to_contain_text("Festgehalten")
    assert json.loads((there / RECORD).read_text("utf-8")) == record
    assert json.loads((there / ANSWERS).read_text("utf-8"))["answers"] == {"pareto": ["CC"]}
    assert json.loads((there / OWN).read_text("utf-8"))["cells"][0]["source"] == ["Mein Satz"]
