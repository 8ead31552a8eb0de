"""What is remembered comes back, and no change is lost: broken files, two windows, odd entries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kooperation.kit.kept import Kept, stored_entries


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "lernstand.json"


def numbers(stored: Any) -> dict[str, int]:
    entry = stored if isinstance(stored, dict) else {}
    return {key: value for key, value in entry.items() if type(value) is int}


def answers(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))["answers"]


def write(file: Path, entry: Any) -> None:
    file.write_text(json.dumps({"schema": 1, "answers": {"a": entry}}), "utf-8")


def with_one(key: str, value: int) -> Any:
    return lambda old: {**old, key: value}


def test_what_was_kept_comes_back(file: Path) -> None:
    Kept("a", numbers).keep({"x": 1})
    assert Kept("a", numbers).value == {"x": 1}
    assert answers(file) == {"a": {"x": 1}}


def test_nothing_is_written_before_the_learner_does_something(file: Path) -> None:
    kept = Kept("a", numbers)
    assert (kept.value, kept.trouble) == ({}, "")
    assert not file.exists()


def test_what_is_malformed_is_left_out(file: Path) -> None:
    write(file, {"x": 1, "y": "zwei"})
    assert Kept("a", numbers).value == {"x": 1}
    write(file, ["x"])
    assert Kept("a", numbers).value == {}


def test_another_windows_change_stays(file: Path) -> None:
    one, other = Kept("a", numbers), Kept("a", numbers)
    one.change(with_one("x", 1))
    other.change(with_one("y", 2))
    assert answers(file) == {"a": {"x": 1, "y": 2}}
    assert other.value == {"x": 1, "y": 2}


def test_while_the_file_is_broken_a_change_is_shown_and_a_sentence_says_why(file: Path) -> None:
    file.write_text("{kaputt", "utf-8")
    kept = Kept("a", numbers)
    assert 'role="alert"' in kept.trouble
    assert kept.value == {}
    kept.change(with_one("x", 1))
    assert kept.value == {"x": 1}
    assert "beschädigt" in kept.trouble
    assert file.read_text("utf-8") == "{kaputt"


def test_once_the_file_is_mended_it_holds_what_it_held_and_what_came_meanwhile(file: Path) -> None:
    file.write_text("{kaputt", "utf-8")
    kept = Kept("a", numbers)
    kept.change(with_one("x", 1))
    kept.change(with_one("y", 2))
    write(file, {"old": 7, "x": 0})
    kept.change(with_one("z", 3))
    assert kept.value == {"old": 7, "x": 1, "y": 2, "z": 3}
    assert answers(file) == {"a": kept.value}
    assert kept.trouble == ""


def test_a_folder_that_cannot_be_written_loses_nothing(file: Path) -> None:
    kept = Kept("a", numbers)
    kept.change(with_one("x", 1))
    file.unlink()
    file.mkdir()  # neither readable nor replaceable, for root as well
    kept.change(with_one("y", 2))
    assert kept.value == {"x": 1, "y": 2}
    assert kept.trouble
    file.rmdir()
    write(file, {"x": 1})
    kept.change(with_one("z", 3))
    assert answers(file) == {"a": {"x": 1, "y": 2, "z": 3}}


def test_whoever_follows_an_entry_hears_of_it_and_of_no_other(file: Path) -> None:
    heard: list[dict[str, int]] = []
    follower = Kept("a", numbers, changed=lambda: heard.append(follower.value))
    Kept("b", numbers).keep({"x": 1})
    assert heard == []
    Kept("a", numbers).keep({"x": 2})
    assert heard == [{"x": 2}]


def test_plain_data_is_made_of_what_is_none(file: Path) -> None:
    kept = Kept("a", lambda stored: frozenset(stored or ()), sorted)
    kept.change(lambda old: old | {"b", "a"})
    assert answers(file) == {"a": ["a", "b"]}
    assert Kept("a", lambda stored: frozenset(stored or ())).value == {"a", "b"}


def test_whoever_follows_an_entry_that_could_not_be_read_hears_of_it_once_it_can(
    file: Path,
) -> None:
    file.write_text("{kaputt", "utf-8")
    heard: list[dict[str, int]] = []
    follower = Kept("a", numbers, changed=lambda: heard.append(follower.value))
    assert "beschädigt" in follower.trouble
    file.unlink()
    Kept("a", numbers).keep({"x": 2})
    assert (heard, follower.trouble) == ([{"x": 2}], "")


def test_what_could_not_be_written_is_not_forgotten_when_somebody_else_writes(file: Path) -> None:
    file.write_text("{kaputt", "utf-8")
    waiting = Kept("a", numbers, changed=lambda: None)
    waiting.change(with_one("x", 1))
    file.unlink()
    Kept("a", numbers).change(with_one("y", 2))
    assert waiting.value == {"x": 1, "y": 2}
    waiting.change(with_one("z", 3))
    assert answers(file) == {"a": {"x": 1, "y": 2, "z": 3}}


def test_several_entries_are_read_by_the_beginning_of_their_names(file: Path) -> None:
    Kept("quiz.1", numbers).keep({"x": 1})
    Kept("quiz.2", numbers).keep({"x": 2})
    Kept("test.1", numbers).keep({"x": 3})
    assert stored_entries("quiz.") == {"1": {"x": 1}, "2": {"x": 2}}
    file.write_text("{kaputt", "utf-8")
    assert stored_entries("quiz.") == {}


def test_what_waits_is_written_when_the_entry_is_read_again_and_only_then_called_saved(
    file: Path,
) -> None:
    kept = Kept("a", numbers)
    kept.change(with_one("x", 1))
    hindered(file, lambda: kept.change(with_one("y", 2)))
    assert kept.trouble
    hindered(file, kept.again)
    assert kept.trouble  # it can be read again, but nothing was written: no word of „saved“
    kept.again()
    assert kept.trouble == ""
    assert answers(file) == {"a": {"x": 1, "y": 2}}


def test_an_answer_that_had_to_wait_is_not_put_over_one_that_another_window_gave_since(
    file: Path,
) -> None:
    first, second = Kept("a", lambda stored: stored), Kept("a", lambda stored: stored)
    first.keep("eins")
    second.again()
    hindered(file, lambda: first.keep("zwei"))
    assert (first.value, answers(file)) == ("zwei", {"a": "eins"})
    second.keep("drei")
    first.again()
    assert (first.value, answers(file)) == ("drei", {"a": "drei"})
    first.keep("vier")  # newer than all of them
    assert answers(file) == {"a": "vier"}


def test_an_answer_that_had_to_wait_is_written_where_nobody_else_gave_one(file: Path) -> None:
    kept: Kept[str | None] = Kept("a", lambda stored: stored)
    hindered(file, lambda: kept.keep("eins"))
    hindered(file, lambda: kept.keep("zwei"))
    Kept("b", numbers).keep({"x": 1})
    kept.again()
    assert answers(file) == {"a": "zwei", "b": {"x": 1}}


def hindered(file: Path, action: Callable[[], object]) -> None:
    """Do *action* while the record can be read and not be written: it would be longer than it may be."""
    before = file.read_bytes() if file.exists() else None
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kooperation.base.sheet.MAX_BYTES", 5)
            action()
    finally:
        assert (file.read_bytes() if file.exists() else None) == before


# The copy -----------------------------------------------------------------------------------------


def test_the_last_readable_state_is_laid_beside_a_broken_record_and_the_learner_is_told(
    file: Path,
) -> None:
    kept = Kept("a", numbers)
    kept.change(with_one("x", 1))
    kept.change(with_one("y", 2))
    assert visible(file.parent) == ["lernstand.json"]
    whole = file.read_bytes()
    file.write_bytes(whole[:30])
    again = Kept("a", numbers)
    assert "„lernstand.gesichert.json“" in again.trouble
    assert "benennen Sie die Datei um" in again.trouble
    assert file.read_bytes() == whole[:30]
    assert file.with_name("lernstand.gesichert.json").read_bytes() == whole
    file.with_name("lernstand.gesichert.json").replace(file)  # as the learner is told
    assert Kept("a", numbers).value == {"x": 1, "y": 2}


def test_a_copy_that_lies_there_is_not_overwritten_by_a_later_one(file: Path) -> None:
    Kept("a", numbers).change(with_one("x", 1))
    first = file.read_bytes()
    file.write_text("{kaputt", "utf-8")
    Kept("a", numbers)
    Kept("a", numbers)
    file.unlink()
    Kept("a", numbers).change(with_one("z", 3))
    second = file.read_bytes()
    file.write_text("{kaputt", "utf-8")
    assert "„lernstand.gesichert2.json“" in Kept("a", numbers).trouble
    assert visible(file.parent) == [
        "lernstand.gesichert.json",
        "lernstand.gesichert2.json",
        "lernstand.json",
    ]
    assert file.with_name("lernstand.gesichert.json").read_bytes() == first
    assert file.with_name("lernstand.gesichert2.json").read_bytes() == second


def test_where_no_copy_can_be_kept_the_record_is_written_all_the_same(file: Path) -> None:
    file.with_name(".ipynb_checkpoints").write_text("no folder")
    kept = Kept("a", numbers)
    kept.change(with_one("x", 1))
    assert (kept.trouble, answers(file)) == ("", {"a": {"x": 1}})
    file.write_text("{kaputt", "utf-8")
    assert "gesichert" not in Kept("a", numbers).trouble


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
