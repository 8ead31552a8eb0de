"""What a human sees in formgrader of answers that were given by widgets."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from handing_in import hand_in, submission
from kooperation.assignments import draw, slugs
from kooperation.grading.given_view import ShowGiven, given

ATTACK = "<img src=x onerror=alert(1)>"


def shown(folder: Path, slug: str) -> dict[str, str]:
    """Return the outputs of the cells that ask, by question."""
    notebook = nbformat.read(folder / f"{slug}.ipynb", as_version=4)
    about = {"metadata": {"path": str(folder)}, "nbgrader": {"notebook": slug}}
    notebook, _ = ShowGiven().preprocess(notebook, about)
    found = {}
    for cell in notebook.cells:
        if (asks := re.search(r'^Ask\(sheet, task, "(\w+)"\)', cell.source, re.M)) and cell.outputs:
            found[asks[1]] = cell.outputs[0]["data"]["text/html"]
    return found


@pytest.mark.parametrize("slug", sorted(slugs()))
def test_every_answer_of_the_model_is_told_in_words(slug: str, tmp_path: Path) -> None:
    work = submission(slug, "model")
    found = shown(hand_in(work, tmp_path), slug)
    assert work.variant is not None
    questions = draw(slug, work.variant).questions
    asked = {name for name, q in questions.items() if q.parts and q.kind.has_control}
    assert asked <= {*found}
    for name in asked:
        assert "Keine Antwort." not in found[name], name
        assert "Nicht zu verstehen" not in found[name], name


def test_options_stand_there_by_their_names_and_nothing_as_no_answer(tmp_path: Path) -> None:
    work = submission("dilemma", "model")
    found = shown(hand_in(work, tmp_path), "dilemma")
    for name in ("Koordinationsspiel", "keine benannte Spielart", "Gefangenendilemma"):
        assert name in found["spielarten"]
    path = tmp_path / "dilemma" / "dilemma.answers.json"
    path.write_text(json.dumps({"schema": 1, "variant": 17, "answers": {}}), "utf-8")
    assert "Keine Antwort." in shown(tmp_path / "dilemma", "dilemma")["spielarten"]


def test_marks_in_a_matrix_stand_there_by_whose_payoff_and_which_actions() -> None:
    question = draw("dilemma", 17).questions["beste_antworten"]
    game = question.games["e"]
    told = given(question, {"e": ["2CD"]})
    assert f"{game.player_names[1]} bei {game.cooperate}/{game.defect}</td>" in told


def test_a_map_is_told_by_the_names_of_bodies_and_norms(tmp_path: Path) -> None:
    found = shown(hand_in(submission("schnittstellen", "model"), tmp_path), "schnittstellen")
    answers = found["karten"].rpartition("<table")[2]
    assert "Agentur für Arbeit" in answers
    assert "§ 16h SGB II" in answers
    assert "sgb2-16h" not in answers


@pytest.mark.parametrize(
    "raw", [ATTACK, {"a": ATTACK}, {"a": [ATTACK]}, {"a": {"b": ATTACK}}, {ATTACK: 1}]
)
def test_nothing_of_an_answer_is_read_as_markup(raw: Any) -> None:
    for slug in slugs():
        for question in draw(slug, 17).questions.values():
            assert "<img" not in given(question, raw)


def test_a_cell_that_was_unlocked_gets_no_output_of_ours(tmp_path: Path) -> None:
    folder = hand_in(submission("dilemma", "model"), tmp_path)
    path = folder / "dilemma.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "pareto-antwort":
            cell.metadata.nbgrader.locked = False
    nbformat.write(notebook, path)
    assert "pareto" not in shown(folder, "dilemma")
