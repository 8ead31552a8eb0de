"""The picture of lecture 0: who holds which piece, what lies between them, and that the lecture tells the same."""

from __future__ import annotations

import re
from pathlib import Path

from kooperation.institutions.torn_case_view import OFFICES, WORDS, description, drawn, torn_case
from kooperation.practice.prediction_words import predictions

LECTURE = Path(__file__).parents[2] / "course" / "lectures" / "00_start.md"
NAMES, PARTS = WORDS.section("offices"), WORDS.section("parts")


def test_the_alternative_says_who_holds_which_piece_and_whose_case_it_is() -> None:
    assert set(NAMES) == set(PARTS) == set(OFFICES)
    said = description()
    assert "drei Stücke" in said
    for office in OFFICES:
        assert f"{NAMES[office]}: {PARTS[office]}" in said
    assert said.endswith(f"{WORDS['person']}.")
    assert f'role="img" aria-label="{said}"' in drawn()


def test_every_office_and_its_piece_are_named_in_the_picture() -> None:
    written = re.findall(r"<text[^>]*>([^<]*)</text>", drawn())
    assert written == [*NAMES.values(), *PARTS.values(), WORDS["person"]]


def test_between_two_pieces_is_one_rift() -> None:
    assert drawn().count("kooperation-rift") == len(OFFICES) - 1


def test_the_lecture_tells_what_is_drawn() -> None:
    text = LECTURE.read_text("utf-8").split("TornCase()")[0]
    for said in (*NAMES.values(), *PARTS.values(), WORDS["person"]):
        assert said.casefold() in text.casefold()


def test_the_picture_gives_away_none_of_the_five_obstacles() -> None:
    obstacles = predictions()["start-erwartung"].options.values()
    assert obstacles
    shown = torn_case()
    for name in ("Anreiz", "Macht", "Vertrauen", "Ausgleich", "Raum", "Zeit"):
        assert name not in shown
    assert not [option for option in obstacles if option in shown]
