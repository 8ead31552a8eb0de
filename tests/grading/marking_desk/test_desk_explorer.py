"""The desk's widget, without a browser: what is shown of a text, what a press does, and what is said of it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kooperation.grading.marking_desk import MarkingDesk
from kooperation.grading.objection import code
from marked_class import QUESTION, SLUG, course, essay, give, hand_in_texts, kept, write_text

pytestmark = pytest.mark.slow

ATTACK = '<img src=x onerror="alert(1)"><script>alert(2)</script> **fett**'


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return course(tmp_path_factory.mktemp("kurs") / "kurs")


@pytest.fixture
def folder(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(empty, tmp_path / "kurs"))
    hand_in_texts(folder, {"ada": essay(1), "ben": essay(2)})
    monkeypatch.chdir(folder)
    return folder


def press(desk: MarkingDesk, event: str, **content: Any) -> dict[str, Any]:
    """Press as the browser does, with what the fields hold; return what is said."""
    fields = desk.sheet.sheet
    entered = {name: fields[name] for name in ("id", "chosen", "typed", "comment")}
    desk.sheet.receive({"event": event, **entered, **content})
    said: dict[str, Any] = desk.sheet.said
    return said


def up(desk: MarkingDesk) -> str:
    student: str = desk.desk.entry.grade.student
    return student


def test_a_saving_is_said_once_the_gradebook_has_it(folder: Path) -> None:
    desk = MarkingDesk(SLUG)
    first = up(desk)
    said = press(desk, "save", chosen=[0, 1], comment="Gut.")
    assert said["text"] == "Gespeichert. 1 von 2 bewertet."
    assert kept(folder, first) == (1.5, "Gut.", False)
    assert desk.sheet.sheet["id"] == code(SLUG, QUESTION, up(desk))
    assert press(desk, "save", chosen=[0, 0])["text"] == "Gespeichert. Alle 2 Texte sind bewertet."


@pytest.mark.slow
def test_what_is_not_saved_is_said_not_to_be(folder: Path) -> None:
    desk = MarkingDesk(SLUG)
    first = up(desk)
    desk.desk.book._wait = 0.05
    holder = sqlite3.connect(folder / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    said = press(desk, "save", chosen=[0, 0])
    holder.rollback()
    holder.close()
    assert said["wrong"]
    assert said["text"].startswith("Nicht gespeichert: Ein anderes Programm")
    for wrong in ({"chosen": [0, None]}, {"typed": "15"}, {"id": "dilemma/begruendung/00000000"}):
        assert press(desk, "save", **{"chosen": [0, 0], **wrong})["text"].startswith(
            "Nicht gespeichert"
        )
    assert (up(desk), kept(folder, first)) == (first, (None, None, True))


def test_names_are_hidden_until_all_is_done_or_somebody_insists(folder: Path) -> None:
    desk = MarkingDesk(SLUG)
    assert "Beispiel" not in desk.progress.value
    assert "Noch einmal" in press(desk, "names")["text"]
    assert "Beispiel" not in desk.progress.value
    press(desk, "names")
    assert "Beispiel" in desk.progress.value
    again = MarkingDesk(SLUG)
    press(again, "names")
    press(again, "go", steps=1)
    press(again, "names")
    assert "Beispiel" not in again.progress.value  # asked anew, since something else came between
    for _ in range(2):
        press(again, "save", chosen=[0, 0])
    assert "Beispiel" in again.progress.value


def test_nothing_of_a_text_is_read_as_markup(folder: Path) -> None:
    write_text(folder, "ada", ATTACK)
    desk = MarkingDesk(SLUG).open("ada")
    shown = desk.answer.value
    assert "&lt;img src=x onerror=" in shown
    assert "<img" not in shown
    assert "<script" not in shown
    assert "**fett**" in shown


def test_question_and_samples_stand_beside_and_no_marking_scheme_in_the_question(
    folder: Path,
) -> None:
    desk = MarkingDesk(SLUG)
    assert "Gefangenendilemma" in desk.question.value
    assert "MARK SCHEME" not in desk.question.value
    assert "Bausteine" not in desk.question.value
    assert desk.samples.value.count("Musterantwort") == 2


def test_a_mark_from_formgrader_is_shown_as_points(folder: Path) -> None:
    give(folder, "ada", 1.25)
    fields = MarkingDesk(SLUG).open("ada").sheet.sheet
    assert (fields["typed"], fields["chosen"]) == ("1,25", [None, None])


def test_sentences_are_kept_and_offered_again_in_another_desk(folder: Path) -> None:
    desk = MarkingDesk(SLUG)
    before = len(desk.sheet.bank)
    assert press(desk, "keep", text="  ", criterion="")["wrong"]
    press(desk, "keep", text="Nennen Sie T und R.", criterion="Versprechen")
    press(desk, "keep", text="Nennen Sie T und R.", criterion="Versprechen")
    again = MarkingDesk(SLUG)
    assert again.sheet.bank[0] == {
        "text": "Nennen Sie T und R.",
        "criterion": "Versprechen",
        "own": True,
    }
    assert len(again.sheet.bank) == before + 1
    press(again, "drop", text="Nennen Sie T und R.")
    assert len(again.sheet.bank) == before


def test_shipped_sentences_are_offered_with_the_criterion_they_belong_to(folder: Path) -> None:
    bank = MarkingDesk(SLUG).sheet.bank
    assert {each["criterion"] for each in bank} == {"", "Versprechen", "Veränderung"}
    about = next(each["text"] for each in bank if each["criterion"] == "Versprechen")
    assert "Bruch des Versprechens" in about


def test_undo_puts_the_text_up_again(folder: Path) -> None:
    desk = MarkingDesk(SLUG)
    first = up(desk)
    assert press(desk, "undo")["wrong"]
    press(desk, "save", chosen=[1, 1])
    assert press(desk, "undo")["text"].startswith("Zurückgenommen")
    assert (up(desk), kept(folder, first)) == (first, (None, None, True))


def test_an_objection_shows_the_text_with_its_name_and_a_wrong_code_says_so(folder: Path) -> None:
    desk = MarkingDesk(SLUG).objection(code(SLUG, QUESTION, "ben"))
    assert up(desk) == "ben"
    assert "Ben Beispiel" in desk.progress.value
    assert (
        "ein Programm bewertet"
        in MarkingDesk(SLUG).objection("dilemma/pareto/1").sheet.said["text"]
    )


def test_two_marks_are_seen_only_when_they_are_to_be_settled(folder: Path) -> None:
    first = MarkingDesk(SLUG).open("ada")
    press(first, "save", typed="2", comment="Klar.")
    second = MarkingDesk(SLUG, marker="B").open("ada")
    assert second.both.value == ""
    assert second.sheet.sheet["typed"] == second.sheet.sheet["comment"] == ""
    press(second, "save", typed="0")
    second.open("ada")
    assert "A gibt 2, B gibt 0" in second.both.value
    assert "Klar." in second.both.value


@pytest.mark.parametrize(
    ("slug", "said"), [("dilema", "gibt es hier nicht"), ("schnittstellen", "nach einem Text")]
)
def test_an_assignment_without_texts_is_told(folder: Path, slug: str, said: str) -> None:
    shutil.copytree(
        Path(__file__).parents[3] / "source" / "schnittstellen",
        folder / "source" / "schnittstellen",
    )
    desk = MarkingDesk(slug).objection("x")
    assert said in "".join(getattr(node, "value", "") for node in desk.children)
