"""How long the lectures are: nobody reads more than a little between two things to do, and none has grown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jupytext
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from kooperation.assignments import Item, Kind, Question, draw
from kooperation.authoring.length import (
    asked_words,
    minutes,
    task_minutes,
    total,
    words,
)

LECTURES = sorted((Path(__file__).parents[2] / "course" / "lectures").glob("[0-9][0-9]_*.md"))
# Words of each lecture at 351853c, counted the same way: they may become fewer.
BEFORE = {
    "00_start": 1475,
    "01_warum_kooperation": 2802,
    "02_oekosystem_und_schnittstellen": 2539,
    "03_gewaehrleistung_und_wohlfahrtsmarkt": 2904,
    "04_was_ist_kooperation": 2234,
    "05_gefangenendilemma": 2945,
    "06_wiederholung": 2822,
    "07_modi_der_kooperation": 2096,
    "08_erfolgsfaktoren": 2530,
}
STILL_LONG: set[str] = set()
IN_SIGHT = 150  # words between two things to do; more is folded away
SHOWS = {"Review", "TornCase", "KitchenTable", "TwoCells", "Overview"}  # there is nothing to do


def cells(path: Path) -> list[Any]:
    return list(jupytext.read(path, fmt="md:myst").cells)


def stretches(cells: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """Yield what stands before each thing to do, and after the last: its first heading, and its words in sight."""
    heading, count = "", 0
    for cell in cells:
        if cell.cell_type == "markdown":
            found = re.search(r"^#+ (.+)$", cell.source, re.M)
            heading = heading or (found[1] if found else "")
            count += words(re.sub(r"<details\b.*?</details>", "", cell.source, flags=re.S))
        elif set(re.findall(r"^(\w+)\(", cell.source, re.M)) - SHOWS:
            yield heading, count
            heading, count = "", 0
    yield heading, count


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_little_is_read_between_two_things_to_do(path: Path) -> None:
    long = [found for found in stretches(cells(path)) if found[1] > IN_SIGHT]
    assert not long or path.stem in STILL_LONG
    assert long or path.stem not in STILL_LONG


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_no_lecture_has_grown(path: Path) -> None:
    assert total(cells(path)) <= BEFORE[path.stem]


def test_targets_tooltips_and_tags_are_no_words() -> None:
    assert (
        words('Ein [Begriff](#Begriffe "Lange Erklärung (mit Wörtern)") <b class="x">fett</b>') == 3
    )


def test_folded_words_are_not_in_sight_but_are_there() -> None:
    text = "## Titel\n\nZwei Wörter.\n\n<details><summary>Mehr dazu</summary>\n\nFünf weitere.\n\n</details>"
    shown = [
        new_markdown_cell(text),
        new_code_cell('Review("x")'),
        new_code_cell('Prediction("x")'),
    ]
    assert list(stretches(shown)) == [("Titel", 3), ("", 0)]
    assert total(shown) == 7


def test_nine_hundred_words_a_prediction_and_a_quiz_take_a_dozen_minutes() -> None:
    cells = [
        new_markdown_cell("Wort " * 900),  # 900 / 180 = 5
        new_code_cell('from kooperation.widgets import Prediction\nPrediction("x")'),  # 0.5
        new_code_cell('from kooperation.widgets import Quiz\nQuiz("x")'),  # 6
        new_markdown_cell("## Quellen\n\n" + "Wort " * 900),  # a list, not counted
    ]
    assert minutes(cells) == 10  # 11.5, to the nearest five
    assert minutes([*cells, new_markdown_cell("Wort " * 360)]) == 15  # 13.5
    assert minutes([]) == 5


# Assignments --------------------------------------------------------------------------------------


def drawn_question(kind: Kind, text: str, parts: int, **about: Any) -> Question:
    """Return a question with *parts* parts of two words each."""
    items = {f"p{n}": Item(f"i{n}", text="Zwei Wörter") for n in range(parts)}
    return Question(
        "frage", "Frage", kind, dict.fromkeys(items, "Teil"), items=items, text=text, **about
    )


def test_an_assignment_takes_what_there_is_to_read_and_so_much_for_each_part() -> None:
    """900 words of text and 180 of questions are six minutes, ten choices ten more, 70 words to write ten."""
    choices = drawn_question(Kind.CHOICE, "Wort " * 160, 10)
    text = drawn_question(Kind.TEXT, "", 0, words=(60, 80))
    assert asked_words(choices) == 180
    assert task_minutes(["Wort " * 900], [[choices, text]]) == 25  # 26
    assert task_minutes(["Wort " * 900], [[choices]]) == 15  # 16
    assert task_minutes(["Wort " * 1800], [[choices, text]]) == 30  # 31


def test_variants_of_different_length_count_on_average() -> None:
    short, long = (drawn_question(Kind.CHOICE, "Wort " * n, 1) for n in (178, 1798))
    assert task_minutes([], [[short, short]] * 2) == 5  # 2 of reading, 2 of answering
    assert task_minutes([], [[short], [long]]) == 5  # 5.5 and 1
    assert task_minutes([], [[long], [long]]) == 10


def test_all_that_a_learner_reads_of_a_question_is_counted() -> None:
    """A game by its story, a table with its head, each option once however many parts there are."""
    game = draw("dilemma", 17).questions["spielarten"]
    stories = sum(words(item.game.story) for item in game.items.values() if item.game)
    assert asked_words(game) >= stories + sum(map(words, game.options.values()))
    table = draw("wiederholung", 17).questions["turnier"].table
    assert table
    with_table = drawn_question(Kind.CHOICE, "", 0, table=table)
    assert asked_words(with_table) > len(table.head)
