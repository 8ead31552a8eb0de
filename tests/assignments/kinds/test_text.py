"""The field for a text: what it writes, what it says, what the formal check counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kooperation.assignments import Kind, Question, Task
from kooperation.assignments.formal_check import report_rows
from kooperation.assignments.kinds.text.reading import is_untouched
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import MAX_BYTES, read_answers
from kooperation.base.words import Words
from kooperation.widgets import Ask

STUBS = Words("assignments.assignment")
TEXT = Question("warum", "Begründen", Kind.TEXT, words=(3, 6))
TASK = Task("probe", 17, {"warum": TEXT})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "probe.answers.json"


def ask(sheet: AnswerSheet) -> Any:
    return Ask(sheet, TASK, "warum")


def type_in(control: Any, text: str, name: str = "1", known: tuple[str, ...] | None = None) -> None:
    """Do what the page does; it knows what the field shows, if nothing else is said."""
    read = [control.field.text] if known is None else list(known)
    control.field.set_state({"typed": {"text": text, "id": name, "known": read}})


def stored(path: Path) -> Any:
    return read_answers(path)["answers"].get("warum")


def notebook(path: Path, source: str) -> None:
    cells = [{"metadata": {"nbgrader": {"grade_id": "warum"}}, "source": [source]}]
    path.with_name("probe.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")


@pytest.mark.parametrize("text", ["max", "Größe\n\n  „ja“\n", " ", "Wort " * 5000, "🙂 $x$ <b>"])
def test_a_text_is_on_disk_as_it_was_typed_before_the_page_may_say_so(
    text: str, path: Path
) -> None:
    control = ask(AnswerSheet(path))
    seen = []
    control.field.observe(lambda _: seen.append(stored(path)), "done")
    type_in(control, text)
    assert (stored(path), seen) == (text, [text])
    assert (control.field.text, control.field.done, control.field.trouble) == (text, "1", "")
    assert ask(AnswerSheet(path)).field.text == text


def test_showing_the_field_answers_nothing(path: Path) -> None:
    sheet = AnswerSheet(path)
    before = path.read_bytes()
    assert ask(sheet).field.text == ""
    assert path.read_bytes() == before


def test_a_line_of_python_and_another_cell_show_in_the_field(path: Path) -> None:
    sheet = AnswerSheet(path)
    one, other = ask(sheet), ask(sheet)
    type_in(one, "von Hand")
    assert other.field.text == "von Hand"
    sheet["warum"] = "getippt"
    assert one.field.text == other.field.text == "getippt"
    del sheet["warum"]
    assert one.field.text == ""


def test_what_is_too_large_is_not_called_saved_and_what_was_saved_stays(path: Path) -> None:
    control = ask(AnswerSheet(path))
    type_in(control, "gut", "1")
    type_in(control, "x" * MAX_BYTES, "2")
    assert (stored(path), control.field.text, control.field.done) == ("gut", "gut", "1")
    assert "größer als 1 MB" in control.field.trouble
    assert "steht nur in diesem Fenster" in control.field.trouble
    type_in(control, "kürzer", "3")
    assert (stored(path), control.field.done, control.field.trouble) == ("kürzer", "3", "")


def test_a_text_of_another_window_is_replaced_only_once_the_learner_has_seen_it(path: Path) -> None:
    one, other = ask(AnswerSheet(path)), ask(AnswerSheet(path))
    type_in(one, "vom ersten")
    type_in(other, "vom zweiten", "1")
    assert stored(path) == "vom ersten"
    assert (other.field.done, other.field.other, other.field.text) == ("", True, "vom ersten")
    assert "In einem anderen Fenster" in other.field.trouble
    type_in(other, "vom zweiten", "2")  # the page now knows what the field shows
    assert (stored(path), other.field.done) == ("vom zweiten", "2")
    assert (other.field.other, other.field.trouble) == (False, "")


def test_what_this_page_sent_itself_is_no_other_window(path: Path) -> None:
    type_in(ask(AnswerSheet(path)), "eins")
    control = ask(AnswerSheet(path))  # of the next kernel; the page had heard nothing of „eins“
    type_in(control, "eins zwei", known=("", "eins"))
    assert (stored(path), control.field.other) == ("eins zwei", False)


def test_line_ends_of_another_system_are_no_other_text(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["warum"] = "a\r\nb"
    control = ask(sheet)
    type_in(control, "a\nb c", known=("a\nb",))
    assert (stored(path), control.field.other) == ("a\nb c", False)


def test_a_typed_line_that_is_no_text_is_told(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet)
    sheet["warum"] = 5
    assert "„5“ ist kein Text." in control.status.value
    assert dict(report_rows(sheet, TASK)) == {"Begründen": ("„5“ ist kein Text.",)}
    sheet["warum"] = "fünf"
    assert control.status.value == ""


@pytest.mark.parametrize(
    ("in_field", "in_cell", "said"),
    [
        ("Das ist mein Text.", STUBS["stub"], ()),
        ("Das ist mein Text.", None, ()),
        (None, "Das ist mein Text.", ()),
        ("Das ist", "mein Text.", ()),
        ("kurz", STUBS["stub"], ("1 Wort; gefragt sind mindestens 3.",)),
        ("Das ist mein Text.", "und noch einer", ("7 Wörter; gefragt sind höchstens 6.",)),
        (" ", STUBS["stub"], (STUBS["text_missing"],)),
        (None, STUBS.lines("earlier_stubs")[0], (STUBS["text_missing"],)),
        (None, None, (STUBS["cell_unknown"],)),
    ],
)
def test_the_check_counts_the_words_of_field_and_cell(
    in_field: str | None, in_cell: str | None, said: tuple[str, ...], path: Path
) -> None:
    sheet = AnswerSheet(path)
    if in_field is not None:
        sheet["warum"] = in_field
    if in_cell is not None:
        notebook(path, in_cell)
    assert dict(report_rows(sheet, TASK)) == {"Begründen": said}


def test_what_any_release_put_into_the_cell_is_nothing_of_the_learners() -> None:
    released = [STUBS["stub"], *STUBS.lines("earlier_stubs"), "", " \n"]
    assert all(is_untouched(f"{source}\n") for source in released)
    assert not is_untouched(f"{STUBS['stub']} Doch.")
