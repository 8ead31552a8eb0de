"""The answer sheet: what a learner chose is kept, whatever happens to the file or the other window."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.base.answers import AnswerSheet, answer_sheet, learning_record
from kooperation.base.answers_file import (
    MAX_BYTES,
    VARIANTS,
    DamagedSheetError,
    SheetError,
    answers_path,
    plain,
    read_answers,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
answers = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(autouse=True)
def _not_grading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aufgabe.answers.json"


# Keeping ------------------------------------------------------------------------------------------


@given(texts, answers)
def test_an_answer_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, question: str, answer: Any
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "a.answers.json"
    AnswerSheet(path)[question] = answer
    assert AnswerSheet(path)[question] == answer


def test_an_answer_is_on_disk_at_once(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["frage"] = ["CC"]
    assert json.loads(path.read_text("utf-8"))["answers"] == {"frage": ["CC"]}
    del sheet["frage"]
    assert json.loads(path.read_text("utf-8"))["answers"] == {}


def test_the_file_is_readable_german_with_sorted_keys_and_neither_name_nor_time(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["zuletzt"] = "Größe"
    sheet["anfang"] = 1
    text = path.read_text("utf-8")
    assert "Größe" in text
    assert text.index("anfang") < text.index("zuletzt")
    assert set(json.loads(text)) == {"schema", "variant", "answers"}


def test_the_variant_is_drawn_once_and_stays(path: Path) -> None:
    variant = AnswerSheet(path).variant
    assert 0 <= variant < VARIANTS
    assert AnswerSheet(path).variant == variant


def test_learners_get_different_variants(tmp_path: Path) -> None:
    drawn = {AnswerSheet(tmp_path / f"{number}.answers.json").variant for number in range(30)}
    assert len(drawn) > 20


def test_two_windows_on_one_notebook_do_not_undo_each_other(path: Path) -> None:
    first, second = AnswerSheet(path), AnswerSheet(path)
    first["a"] = 1
    second["b"] = 2
    first["c"] = 3
    assert dict(AnswerSheet(path)) == {"a": 1, "b": 2, "c": 3}


def test_sets_and_tuples_may_be_typed_too(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["pareto"] = {"DD", "CC"}
    sheet["paar"] = ("C", "D")
    assert sheet["pareto"] == ["CC", "DD"]
    assert AnswerSheet(path)["paar"] == ["C", "D"]


def test_controls_hear_of_each_change_and_of_no_other(path: Path) -> None:
    sheet = AnswerSheet(path)
    heard: list[str] = []
    sheet.observe(heard.append)
    sheet["a"] = 1
    del sheet["a"]
    with pytest.raises(SheetError):
        sheet["b"] = object()
    with pytest.raises(KeyError):
        del sheet["b"]
    assert heard == ["a", "a"]


def test_the_learning_record_belongs_to_no_variant(tmp_path: Path) -> None:
    record = learning_record()
    record["vorhersage"] = "ja"
    assert (tmp_path / "lernstand.json").exists()
    with pytest.raises(SheetError, match="fehlt die Variante"):
        record.variant  # noqa: B018


# What cannot be kept ------------------------------------------------------------------------------


class Shout(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return "Shout"


def endless() -> list[Any]:
    loop: list[Any] = []
    loop.append(loop)
    return loop


@pytest.mark.parametrize(
    "answer",
    [
        object(),
        Shout("CC"),
        float("nan"),
        float("inf"),
        1j,
        b"CC",
        {1: "a"},
        ["a", object()],
        lambda: 1,
        endless(),
        "\ud800",  # half a character
        10**5000,  # Python refuses to write it
        "x" * MAX_BYTES,  # a file that nobody could read again
    ],
    ids=lambda answer: f"{type(answer).__name__}",
)
def test_what_cannot_be_kept_is_refused_and_earlier_answers_stay(path: Path, answer: Any) -> None:
    sheet = AnswerSheet(path)
    sheet["vorher"] = "da"
    before = path.read_bytes()
    with pytest.raises(SheetError) as caught:
        sheet["frage"] = answer
    assert len(str(caught.value)) < 400
    assert dict(sheet) == {"vorher": "da"}
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]  # nothing half-written


def test_an_equal_looking_object_never_gets_into_a_comparison() -> None:
    class Equal:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = object.__hash__

    with pytest.raises(SheetError):
        plain({"a": [Equal()]})


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="POSIX rights")
def test_a_folder_that_cannot_be_written_is_named_and_nothing_pretends_to_be_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = AnswerSheet(path)
    sheet["vorher"] = "da"

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SheetError, match="Speicherplatz"):
        sheet["frage"] = 1
    assert dict(sheet) == {"vorher": "da"}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_the_file_can_be_collected_by_an_instructor(path: Path) -> None:
    AnswerSheet(path)["a"] = 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


# Files that are not as they should be -------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "beschädigt"),
        (b'{"answers": {', "Zeile 1"),
        (b"[]", "answers"),
        (b'{"schema": 1, "answers": []}', "answers"),
        (b'{"schema": 2, "variant": 1, "answers": {}}', "Fassung 2"),
        (b'{"schema": 1, "variant": 1000000, "answers": {}}', "Variante 1000000"),
        (b'{"schema": 1, "variant": 1.0, "answers": {}}', "Variante 1.0"),
        (b'{"schema": 1, "variant": 1, "answers": {"a": Infinity}}', "inf lässt sich nicht"),
        (b'{"schema": 1, "variant": 1, "answers": {"a": Infinity}}', "daraus. Die Datei"),
        (b'{"schema": 1, "variant": 1, "answers": {"a": "\xff"}}', "ist beschädigt. Die Datei"),
        (b"[" * 100_000, "ist beschädigt. Die Datei"),
        (b" " * (MAX_BYTES + 1), "1 MB"),
    ],
)
def test_a_damaged_file_is_named_left_alone_and_the_way_out_is_told(
    path: Path, raw: bytes, told: str
) -> None:
    path.write_bytes(raw)
    with pytest.raises(SheetError) as caught:
        AnswerSheet(path)
    assert told in str(caught.value)
    assert path.name in str(caught.value)
    assert "benennen Sie die Datei um" in str(caught.value)
    assert path.read_bytes() == raw


def test_a_file_that_is_damaged_while_working_is_not_overwritten(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["a"] = 1
    path.write_text("{")
    with pytest.raises(SheetError):
        sheet["b"] = 2
    assert path.read_text() == "{"


def test_a_file_that_was_deleted_while_working_comes_back_whole(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["a"] = 1
    variant = sheet.variant
    path.unlink()
    sheet["b"] = 2
    again = AnswerSheet(path)
    assert dict(again) == {"a": 1, "b": 2}
    assert again.variant == variant


def test_an_editor_that_adds_a_byte_order_mark_does_no_harm(path: Path) -> None:
    AnswerSheet(path)["a"] = "ü"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert AnswerSheet(path)["a"] == "ü"


@pytest.mark.parametrize("coding", ["cp1252", "utf-16"])
def test_another_coding_is_read_of_what_was_handed_in_and_told_to_who_works_on_it(
    path: Path, coding: str
) -> None:
    AnswerSheet(path)["a"] = "Größe"
    path.write_bytes(path.read_text("utf-8").encode(coding))
    assert read_answers(path, handed_in=True)["answers"] == {"a": "Größe"}
    with pytest.raises(DamagedSheetError, match="beschädigt"):
        AnswerSheet(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_in_place_of_the_file_is_a_sentence_and_nobody_waits(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(SheetError, match="keine gewöhnliche Datei"):
        read_answers(path)


def test_a_folder_in_place_of_the_file_is_a_sentence_and_no_traceback(path: Path) -> None:
    path.mkdir()
    with pytest.raises(SheetError, match="lässt sich nicht lesen"):
        AnswerSheet(path)


def test_learners_see_the_sentence_alone() -> None:
    assert SheetError("Bitte so.")._render_traceback_() == ["Bitte so."]


# Grading ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_nothing_is_written_while_nbgrader_runs_the_notebook(
    path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    AnswerSheet(path)["a"] = "vom Lernenden"
    before = path.read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    sheet = AnswerSheet(path)
    sheet["a"] = "vom Notebook"
    assert sheet["a"] == "vom Notebook"
    assert path.read_bytes() == before


def test_no_file_appears_while_grading(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert answer_sheet("aufgabe").variant == 0
    assert not path.exists()


def test_a_grader_is_told_when_the_file_was_not_handed_in(path: Path) -> None:
    with pytest.raises(SheetError, match=r"„aufgabe.answers.json“ fehlt"):
        answer_sheet("aufgabe", handed_in=True)
    assert not path.exists()


def test_an_assignments_sheet_without_a_variant_is_refused(path: Path) -> None:
    path.write_text('{"schema": 1, "answers": {"a": 1}}')
    with pytest.raises(SheetError, match="fehlt die Variante"):
        answer_sheet("aufgabe")


def test_each_notebook_has_its_own_file_beside_it(tmp_path: Path) -> None:
    assert answers_path(tmp_path / "x.ipynb") == tmp_path / "x.answers.json"
    assert answer_sheet("x").path == tmp_path / "x.answers.json"
    assert read_answers(tmp_path / "x.answers.json")["answers"] == {}
