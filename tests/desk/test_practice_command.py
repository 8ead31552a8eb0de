"""`kooperation practice`: typed lines in, marks with reasons out."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from kooperation.assignments.practice import exercise
from kooperation.assignments.practice_lines import asked, understood
from kooperation.base.places import UnavailableError
from kooperation.desk.cli import main
from kooperation.desk.practice import practise


def at_the_keyboard(*lines: str) -> Callable[[str], str]:
    """Return what types *lines*, one after the other, and then ends the input."""
    left = iter(lines)

    def typed(_prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return typed


def told(slug: str, name: str | None, *lines: str, seed: int = 1) -> str:
    said: list[str] = []
    chance = random.Random(seed)
    practise(slug, name, typed=at_the_keyboard(*lines), told=said.append, chance=chance)
    return "\n".join(said)


def test_a_round_ends_with_points_reasons_and_what_is_right() -> None:
    said = told("modi", "zuordnen", "1", "1", "1", "genug")
    assert "von 3 Punkten" in said
    assert "Zum Nachlesen: Lektion 7" in said
    assert "Lösung:" in said
    assert said.count("Drei Szenen, drei Einigungen") == 1


def test_enter_asks_another_one_until_the_input_ends() -> None:
    assert told("modi", "zuordnen", "1", "1", "1", "", "2", "2", "2").count("von 3 Punkten") == 2


def test_what_cannot_be_read_is_told_and_asked_again() -> None:
    said = told("modi", "zuordnen", "vielleicht", "1", "", "99", "1", "genug")
    assert said.count("keine der möglichen Antworten") == 2
    assert "von 3 Punkten" in said


def test_without_a_name_questions_of_all_kinds_come() -> None:
    said = "".join(told("dilemma", None, *[""] * 40, seed=seed) for seed in range(3))
    for title in ("Vier Spiele einordnen", "Beste Antworten", "Gleichgewichte", "Pareto"):
        assert title in said


def test_a_matrix_is_four_lines_with_who_does_what() -> None:
    one = exercise("dilemma", "pareto", random.Random(1))
    lines = list(asked(one))
    assert [line.split(":")[0].strip() for line in lines if line.startswith("  ")] == [
        "CC", "CD", "DC", "DD",
    ]  # fmt: skip
    assert "Nennen Sie Felder, zum Beispiel CD DD." in lines


@pytest.mark.parametrize(
    ("slug", "name", "text", "meant"),
    [
        ("modi", "zuordnen", "2", "kompromiss"),
        ("modi", "zuordnen", " Kompromiss ", "Kompromiss"),
        ("modi", "zuordnen", "99", "99"),
        ("dilemma", "pareto", "CC, dd", ["CC", "dd"]),
        ("dilemma", "pareto", "", []),
        ("wiederholung", "schwellen", " 3/7 ", "3/7"),
    ],
)
def test_what_is_typed_is_understood_as_in_a_sheet(
    slug: str, name: str, text: str, meant: object
) -> None:
    assert understood(exercise(slug, name, random.Random(1)).question, text) == meant


def test_what_cannot_be_practised_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnavailableError, match="nichts zu üben"):
        told("konzept", None)
    assert main(["practice", "dilemma", "--question", "karte"]) == 2
    assert "Vorhanden sind: spielarten" in capsys.readouterr().err
