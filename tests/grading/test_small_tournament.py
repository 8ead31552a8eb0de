"""Of a tiny group the leaderboard names nobody, not even by a made-up name: each would know who is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kooperation.assignments.class_tournament import AGREED, BUILT, SLUG
from kooperation.base.answers_file import answers_path
from kooperation.grading.tournament.command import (
    DATA,
    FOLDER,
    PAGE,
    PEOPLE,
    known_people,
    tournament,
)
from kooperation.repeated.group_words import group

PEOPLE_OF_A_CLASS = ("ada", "bea", "cem", "dan", "eva")
COPIES, EXPLOITS = [["C", 0, 1], ["D", 0, 1]], [["D", 0, 0]]


def hand_in(folder: Path, who: str, **more: object) -> None:
    """Hand in what was built without code, and agree that the group may see it."""
    path = answers_path(folder / "submitted" / who / SLUG / f"{SLUG}.ipynb")
    path.parent.mkdir(parents=True)
    states = EXPLOITS if who == "bea" else COPIES
    built = {"name": who, "states": states, "start": 0, "plays": True}
    answers = {BUILT: built, AGREED: True, **more}
    path.write_text(json.dumps({"schema": 1, "variant": 1, "answers": answers}), "utf-8")


def played(folder: Path, count: int, **more: object) -> tuple[str, str, list[str]]:
    """Return the page, the data and what the lecturer is told of a tournament of *count* people; *more* is in one sheet."""
    for who in PEOPLE_OF_A_CLASS[:count]:
        hand_in(folder, who, **(more if who == "ada" else {}))
    said = tournament(folder, folder / "submitted", seed="eins", unsandboxed=True)
    page, data = ((folder / FOLDER / name).read_text("utf-8") for name in (PAGE, DATA))
    return page[page.index("<body") :], data, said


@pytest.mark.parametrize("count", [1, 4])
def test_of_fewer_than_five_neither_page_nor_data_hold_a_name_a_place_or_a_strategy(
    tmp_path: Path, count: int
) -> None:
    page, data, said = played(tmp_path, count)
    names = known_people(tmp_path / FOLDER / PEOPLE).values()
    assert len(names) == count
    for name in names:
        assert name not in page
        assert name not in data
    assert "<table" not in page
    assert "Abgegeben haben weniger als 5 Personen." in page
    assert (json.loads(data)["automata"], json.loads(data)["results"]) == ([], [])
    assert group(tmp_path / FOLDER / DATA) == ()
    # The lecturer, who knows them all, reads it in the terminal.
    told = "\n".join(said)
    assert "Abgegeben haben weniger als 5 Personen: Auf der Seite" in told
    assert "in Lektion 6 zu zeigen: 0." in told
    assert all(f". {name}: " in told for name in names)


def test_who_cannot_play_is_not_named_among_few_either(tmp_path: Path) -> None:
    page, _, said = played(tmp_path, 4, **{BUILT: None})  # and there is no notebook with a function
    name = known_people(tmp_path / FOLDER / PEOPLE)["ada"]
    assert "Nicht dabei" not in page
    assert name not in page
    assert any(line.startswith(f"Nicht dabei, {name}: ") for line in said)


def test_among_five_who_handed_in_a_made_up_name_hides_also_where_one_cannot_play(
    tmp_path: Path,
) -> None:
    page, data, said = played(tmp_path, 5, **{BUILT: None})
    names = known_people(tmp_path / FOLDER / PEOPLE)
    assert all(name in page for name in names.values())
    assert len(json.loads(data)["results"]) == 4
    assert not any("weniger als 5 Personen" in line for line in said)
