"""One's own game of lecture 5 in `konzept`: one press takes it along, and whoever marks the text sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from traitlets.config import Config

from handing_in import ROOT
from kooperation.assignments import open_task, published
from kooperation.assignments.packing import pack_folder
from kooperation.base.answers_file import read_answers
from kooperation.base.places import RECORD, START
from kooperation.games.own_game import TypedGame
from kooperation.games.own_game_sheet import ENTRY
from kooperation.grading.feedback import FeedbackPage
from kooperation.grading.given_view import ShowAsked, ShowGiven
from kooperation.grading.marking_desk import MarkingDesk
from kooperation.grading.settings import configure
from kooperation.widgets import Ask, OwnGame
from marked_class import course, hand_in_texts

SLUG = QUESTION = "konzept"
ATTACK = "<img src=x onerror=alert(1)>"
TABLE = '<th scope="row">vorleisten</th><td>0 | 3</td><td>2 | 2</td>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The work of a learner who has begun the assignment, in a course of their own."""
    made = tmp_path / "meine_aufgaben" / SLUG
    made.mkdir(parents=True)
    (made / f"{SLUG}.ipynb").write_bytes((ROOT / "release" / SLUG / f"{SLUG}.ipynb").read_bytes())
    (tmp_path / START).parent.mkdir(parents=True)
    (tmp_path / START).write_text("{}", "utf-8")
    monkeypatch.chdir(made)
    return made


def type_game(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: object) -> None:
    """Type a game of one's own in the lecture."""
    with monkeypatch.context() as there:
        there.chdir((folder.parents[1] / START).parent)
        own = OwnGame()
        own.table.set_state({"entered": {**own.own.plain(), **changed}})


def ask() -> Any:
    sheet, task = open_task(SLUG)
    return Ask(sheet, task, QUESTION)


def along(control: Any) -> Any:
    return control.children[-2]


def stored(folder: Path) -> dict[str, Any]:
    return read_answers(folder / f"{SLUG}.answers.json")


def test_one_press_takes_the_game_of_the_lecture_along_and_nothing_else_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_game(folder, monkeypatch, players=["Träger", "Kommune"])
    control = ask()
    control.sheet[QUESTION] = "Mein Text."
    before = stored(folder)
    part = along(control)
    assert (part.leave.hidden, part.game.value) == (True, "")
    part.take.click()
    assert "Übernommen und gespeichert" in part.status.value
    assert TABLE in part.game.value
    assert "Gleichgewicht: (abwarten; abwarten)." in part.game.value
    after = stored(folder)
    assert after["answers"].pop(ENTRY)["players"] == ["Träger", "Kommune"]
    assert after == before  # variant, edition, answers
    assert "Träger" in along(ask()).game.value  # also in the next kernel
    assert (part.leave.hidden, part.take.label) == (False, "Noch einmal übernehmen")


def test_it_is_a_copy_until_it_is_taken_over_again_or_left_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_game(folder, monkeypatch, players=["Träger", "Kommune"])
    part = along(ask())
    part.take.click()
    type_game(folder, monkeypatch, players=["Verband", "Kommune"])
    assert "Träger" in along(ask()).game.value
    part.take.click()
    assert "Verband" in part.game.value
    part.leave.click()
    assert "geht nicht mehr mit" in part.status.value
    assert (part.game.value, part.leave.hidden) == ("", True)
    assert ENTRY not in stored(folder)["answers"]


def test_a_game_with_open_cells_goes_along_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_game(folder, monkeypatch, cells=[["1 | 1", ""], ["0 | 3", "2 | 2"]])
    part = along(ask())
    part.take.click()
    assert "Noch fehlen Zahlen" in part.game.value


def test_without_a_game_of_ones_own_a_press_says_where_to_make_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = ask()
    part = along(control)
    part.take.click()
    assert "In Lektion 5 steht noch kein Spiel von Ihnen." in part.status.value
    type_game(folder, monkeypatch, players=["X", "Y"])
    type_game(folder, monkeypatch, players=["Jobcenter", "Jugendamt"])  # the example again
    part.take.click()
    assert "noch kein Spiel" in part.status.value
    assert stored(folder)["answers"] == {}


def test_a_damaged_record_is_told_and_what_was_taken_along_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_game(folder, monkeypatch, players=["Träger", "Kommune"])
    part = along(ask())
    part.take.click()
    (folder.parents[1] / START).with_name(RECORD).write_text("{kaputt", "utf-8")
    part.take.click()
    assert "Nichts geändert." in part.status.value
    assert "beschädigt" in part.status.value
    assert "Träger" in part.game.value


def test_a_sheet_begun_before_goes_on_and_one_with_a_game_is_of_the_same_edition(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_game(folder, monkeypatch, players=["Träger", "Kommune"])
    control = ask()
    along(control).take.click()
    assert stored(folder)["edition"] == published(SLUG)["edition"]
    assert pack_folder(SLUG, folder).problems  # open questions, and no word of the game
    assert not any("Spiel" in said for said in pack_folder(SLUG, folder).problems)
    open_task(SLUG, handed_in=True)


# Whoever marks ------------------------------------------------------------------------------------


def hand_in_game(folder: Path, game: TypedGame, **changed: object) -> None:
    """Lay a sheet with *game* beside the graded notebook in *folder*."""
    answers = {ENTRY: {**game.plain(), **changed}, QUESTION: "Mein Text."}
    sheet = {"schema": 1, "variant": 17, "answers": answers}
    (folder / f"{SLUG}.answers.json").write_text(json.dumps(sheet), "utf-8")


GAME = TypedGame(
    (ATTACK, "Kommune"), ("abwarten", "vorleisten"), ("ja", "nein"),
    (("1 | 1", "3 | 0"), ("0 | 3", "2 | 2")),
)  # fmt: skip


def test_formgrader_and_feedback_show_it_at_the_text_and_read_nothing_in_it_as_markup(
    folder: Path,
) -> None:
    hand_in_game(folder, GAME)
    notebook = nbformat.read(folder / f"{SLUG}.ipynb", as_version=4)
    about: Any = {"metadata": {"path": str(folder)}, "nbgrader": {"notebook": SLUG}}
    ShowGiven().preprocess(notebook, about)
    ShowAsked().preprocess(notebook, about)
    cells = {c.metadata.nbgrader.grade_id: c for c in notebook.cells}
    beside = cells["konzept-antwort"].outputs[0]["data"]["text/html"]
    exporter: Any = FeedbackPage
    exporter = exporter(config=configure(Config(), ROOT))
    about["nbgrader"] |= dict.fromkeys(("score", "max_score", "pending", "late_penalty"), 0)
    for cell in notebook.cells:
        cell.metadata.nbgrader.score = 0
    page, _ = exporter.from_notebook_node(notebook, about)
    feedback = page.partition('<section class="frage" id="konzept">')[2].partition("</section>")[0]
    for shown in (beside, feedback):
        assert "Dazu abgegeben: der eigene Fall als Spiel" in shown
        assert TABLE in shown
        assert "Gleichgewicht: (abwarten; ja)." in shown
        assert "<img" not in shown
    hand_in_game(folder, GAME, rows="nichts")
    ShowGiven().preprocess(notebook := nbformat.read(folder / f"{SLUG}.ipynb", as_version=4), about)
    assert not next(
        c for c in notebook.cells if "Ask(sheet" in c.source and QUESTION in c.source
    ).outputs


@pytest.mark.slow
def test_the_desk_shows_it_below_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = course(tmp_path / "kurs", SLUG)
    hand_in_texts(root, {"ada": "Mein Text.", "ben": "Ein anderer."}, SLUG, QUESTION)
    hand_in_game(root / "autograded" / "ada" / SLUG, GAME)
    monkeypatch.chdir(root)
    shown = MarkingDesk(SLUG).open("ada").answer.value
    assert shown.index("Mein Text.") < shown.index("Dazu abgegeben") < shown.index(TABLE)
    assert "Text (2 Wörter)" in shown
    assert "Dazu abgegeben" not in MarkingDesk(SLUG).open("ben").answer.value
