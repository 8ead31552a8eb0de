"""What learners and lecturers read is spelt one way, wherever it stands: lectures, assignments, explorers, pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from handing_in import ROOT
from kooperation.base.german import number
from kooperation.games.game import Action
from kooperation.repeated.moves_control import Moves
from kooperation.widgets import WatchMatch

COURSE = ROOT / "course"
RECORDS = sorted([*(COURSE / "kooperation").rglob("*.toml"), *ROOT.glob("source/*/*.toml")])
PAGES = sorted([*COURSE.glob("*.md"), *COURSE.glob("lectures/*.md"), *ROOT.glob("source/*/*.md")])
CODE = re.compile(r"^(```+|~~~+).*?^\1\s*$", re.M | re.S)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@cache
def read_by_people() -> list[tuple[str, str]]:
    """Return all texts with their files: values of records, paragraphs of pages without their code."""
    found = [
        (path, text) for path in RECORDS for text in _texts(tomllib.loads(path.read_text("utf-8")))
    ]
    found += [
        (path, line)
        for path in PAGES
        for line in CODE.sub("", path.read_text("utf-8")).splitlines()
    ]
    return [(path.relative_to(ROOT).as_posix(), text) for path, text in found]


def where(pattern: str, *but: str) -> list[tuple[str, str]]:
    """Return the texts in which *pattern* is found, outside of the files *but*."""
    sought = re.compile(pattern)
    return [
        (file, text) for file, text in read_by_people() if file not in but and sought.search(text)
    ]


def test_there_is_something_to_read() -> None:
    assert len(read_by_people()) > 5000
    assert where(r"C \(cooperate\) heißt kooperieren, D \(defect\) defektieren")


# Slips of typing, in the texts of the rooms ----------------------------------------------------------


@pytest.mark.parametrize(
    ("slip", "example"),
    [
        (r"(?<=[\w.,;:!?]) {2,}(?=[\w„(])", "zwei  Blanks"),
        (r"(?<!\.)\.\.(?![./])", "Am Ende.. noch ein Punkt"),
        (r"&#?\w+;", "1 &#60; 2"),
        (r" [,;]|\w \.(?!\w)", "ein Blank , davor"),
        (r"(?:^|(?<=[\s(]))'\{", "'{name}' ist keine"),
    ],
)
def test_no_text_of_a_room_has_a_slip_of_typing(slip: str, example: str) -> None:
    assert re.search(slip, example)
    assert [found for found in where(slip) if found[0].endswith("/words.toml")] == []


# Numbers ------------------------------------------------------------------------------------------

_EURO = r"(?:(?:,| und| bis| oder)? (?:dann |bis )?[\d.]+)* Euro"  # amounts of money have a point
_ALONE = r"(?<![\w.,/–#\u202f-])(?<!EN )"  # no part of a number, and none that is a name: a norm, a printed paper
OTHERWISE = (
    rf"{_ALONE}\d{{1,3}}(?:\.\d{{3}})+(?![\d.])(?!{_EURO})",
    rf"{_ALONE}\d{{1,3}}(?:(?:[ \u00a0\u2009'’]|&nbsp;)\d{{3}})+(?!\d)",
    rf"{_ALONE}\d\u202f\d{{3}}(?![\d\u202f])",
    rf"{_ALONE}\d{{5,}}(?![\w/–-])",
)


@pytest.mark.parametrize("pattern", OTHERWISE)
def test_thousands_stand_apart_by_a_thin_space_from_five_digits_on(pattern: str) -> None:
    """As `base.german.number` writes them; in the literature's list pages and papers have such numbers as names."""
    assert where(pattern, "course/kooperation/base/literature.toml") == []


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [
        ("mit 125.370 Einrichtungen", True),
        ("4 heißt 10 000.", True),
        ("4 heißt 10\u00a0000.", True),
        ("nach 2\u202f500 Runden", True),
        ("von 30723 Fällen", True),
        (f"{number(531441)}-mal, {number(2500)} und {number(1234567.5)}", False),
        ("Erst 60.000, dann 54.000 Euro", False),
        ("EN 301 549", False),
        ("Drucksache 16/11488", False),
    ],
)
def test_thousands_written_otherwise_are_found(text: str, is_fault: bool) -> None:
    assert any(re.search(pattern, text) for pattern in OTHERWISE) is is_fault


def test_thousands_are_set_apart_in_one_place_of_each_language() -> None:
    grouping = re.compile(r"\{[^{}\n]+:,|NumberFormat|\(\\d\{3\}\)")
    files = [*COURSE.rglob("*.py"), *COURSE.rglob("*.js"), *COURSE.rglob("*.mjs")]
    found = {path.name for path in files if grouping.search(path.read_text("utf-8"))}
    assert found == {"german.py", "twin.js"}


# Moves --------------------------------------------------------------------------------------------


def test_moves_are_called_c_and_d_in_all_that_is_read() -> None:
    """K would be a third name for what lectures, assignments and answers call C."""
    others = (
        "course/formeln.md",  # there K is a size
        "course/kooperation/grading/marking_desk/words.toml",  # and here a key
    )
    assert where(r"(?<![\w.])K(?![\w.])", *others) == []
    assert where(r"(?<!\w)[KD]*(?:KD|DK)[KD]*(?!\w)", *others) == []


def test_moves_are_called_c_and_d_at_buttons_keys_and_in_a_match() -> None:
    letters = [str(action) for action in Action]
    assert [move["move"] for move in Moves().moves] == letters == ["C", "D"]
    watched = WatchMatch().match.strip
    told = re.sub(r"<[^>]+>", " ", str(watched.still()))
    assert {sign for sign in re.findall(r"[●✕]\s?(\w)", told)} == set(letters)
    states = [state for side in watched.shown["sides"] for state in side["states"]]
    assert {letter for state in states for letter in state} <= {*letters, "C/D"}


# Marks --------------------------------------------------------------------------------------------


def test_what_is_a_reading_or_a_model_has_its_mark_alone_in_parentheses() -> None:
    """So that it is printed as a mark: „(Lesart; mehr in Lektion 8)“ was plain text."""
    said = where(r"\((?:Lesart|Modell)[;,]")
    assert [file for file, _ in said if file.startswith("course/lectures/")] == []


def test_a_gap_between_offices_has_one_name() -> None:
    """The slides' word stays where it was asked before: in the test whose editions are compared."""
    kept = (
        "course/kooperation/practice/concept_test.toml",
        "course/kooperation/base/glossary.toml",
    )
    assert where(r"Lückenproblem", *kept) == []
