"""The test before and after the course goes along only if it is ticked, and nothing else of the record does."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from handing_in import hand_in, submission
from kooperation.assignments import open_task, published
from kooperation.assignments.concept_answers import (
    FILE,
    PREFIX,
    TIMES,
    as_file,
    handed_in,
    own_answers,
)
from kooperation.base.places import START
from kooperation.practice import concept_test_explorer
from kooperation.practice.concept_test import UNKNOWN
from kooperation.practice.concept_test_words import concept_test, read_answers
from kooperation.widgets import FormalCheck

SLUG = "dilemma"
KEYS = list(concept_test())
BEFORE, AFTER = {KEYS[0]: "a", KEYS[1]: UNKNOWN}, {KEYS[0]: "c"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The work of somebody who has answered the test, in a course of their own."""
    made = hand_in(submission(SLUG, "model"), tmp_path / "meine_aufgaben")
    sheet = made / f"{SLUG}.answers.json"
    edition = {"edition": published(SLUG)["edition"]}
    sheet.write_text(json.dumps({**json.loads(sheet.read_text("utf-8")), **edition}), "utf-8")
    (tmp_path / START).parent.mkdir(parents=True)
    (tmp_path / START).write_text("{}", "utf-8")
    entries = {
        "begriffstest.vorher": {**BEFORE, "erfunden": "a"},
        "begriffstest.nachher": AFTER,
        "quiz.05": {"geheim": "niemand sonst"},
    }
    record = {"schema": 1, "variant": None, "answers": entries}
    (tmp_path / START).with_name("lernstand.json").write_text(json.dumps(record), "utf-8")
    monkeypatch.chdir(made)
    return made


def packed(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / f"{SLUG}.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_names_are_those_under_which_the_lectures_keep_the_test() -> None:
    assert (PREFIX, TIMES) == (concept_test_explorer.PREFIX, concept_test_explorer.TIMES)


def test_unless_it_is_ticked_nothing_goes_along(folder: Path) -> None:
    check = FormalCheck(*open_task(SLUG))
    assert check.along in check.children
    assert check.along.value is False
    check.pack.click()
    assert set(packed(folder)) == {f"{SLUG}.ipynb", f"{SLUG}.answers.json"}


def test_what_is_ticked_goes_along_and_nothing_else_of_the_record(folder: Path) -> None:
    check = FormalCheck(*open_task(SLUG))
    check.along.value = True
    check.pack.click()
    assert json.loads(packed(folder)[FILE]) == {"schema": 1, "vorher": BEFORE, "nachher": AFTER}
    assert f"„{FILE}“" in str(check.packed.value)
    assert not (folder / FILE).exists()


def test_who_has_not_answered_it_is_not_asked(folder: Path) -> None:
    for path in folder.parents[1].rglob("lernstand.json"):
        path.unlink()
    check = FormalCheck(*open_task(SLUG))
    assert check.along not in check.children
    assert own_answers(folder) == {}


def test_what_was_handed_in_is_read_with_care(tmp_path: Path) -> None:
    path = tmp_path / FILE
    assert handed_in(path) == {}
    path.write_bytes(as_file({"vorher": BEFORE, "nachher": AFTER}))
    assert handed_in(path) == {"vorher": BEFORE, "nachher": AFTER}
    assert read_answers(handed_in(path)["vorher"]) == BEFORE
    for damaged in (
        b"{",
        b"[]",
        b'{"schema": 2}',
        b'{"schema": 1, "vorher": ["a"]}',
        b"[" * 10_000,
    ):
        path.write_bytes(damaged)
        assert handed_in(path) == {}
