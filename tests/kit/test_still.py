"""What a notebook shows without a kernel: the same as the card, and never a control's husk."""

from __future__ import annotations

import ast
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from elements import Elements
from kooperation.base.words import Words
from kooperation.desk.tidy import WIDGET
from kooperation.games.explanation_view import explanation
from kooperation.games.game_view import matrix_table
from kooperation.kit import card
from kooperation.kit.figure_svg import picture
from kooperation.kit.html import sentences
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box, Node
from kooperation.practice.prediction_words import predictions
from kooperation.widgets import ConceptTest, PayoffExplorer, Prediction, Review, TwoCells

LECTURES = Path(__file__).resolve().parents[2] / "course" / "lectures"
HUSKS = {"button", "input", "select", "textarea", "option"}
SOLUTION = Words("practice.prediction")["solution"]


def shown() -> Iterator[tuple[str, Any]]:
    """Yield the last line of each cell of all lectures, and what it shows."""
    for lecture in sorted(LECTURES.glob("[0-9][0-9]_*.ipynb")):
        names: dict[str, Any] = {}
        for cell in json.loads(lecture.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                *before, last = ast.parse("".join(cell["source"])).body
                assert isinstance(last, ast.Expr)
                exec(compile(ast.Module(before, []), lecture.name, "exec"), names)
                yield (
                    ast.unparse(last),
                    eval(compile(ast.Expression(last.value), lecture.name, "eval"), names),
                )


def figures(node: Node) -> Iterator[LiveFigure]:
    if isinstance(node, LiveFigure) and node.figure and not node.hidden:
        yield node
    for child in node.children if isinstance(node, Box) else ():
        yield from figures(child)


def data(explorer: Any) -> dict[str, Any]:
    found: dict[str, Any] = explorer._repr_mimebundle_()[0]
    return found


@pytest.fixture(autouse=True)
def nobody_has_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_payoff_explorer_stands_there_with_its_table_its_sentences_and_its_numbers() -> None:
    explorer = PayoffExplorer("gefangenendilemma")
    html = data(explorer)["text/html"]
    assert matrix_table(explorer.game, explorer.preset) in html
    assert sentences(explanation(explorer.game, explorer.preset)) in html
    assert all(f"<strong>{number}</strong>" in html for number in "3210")


def test_its_settings_stand_beside_it_so_that_a_page_can_bring_it_to_life() -> None:
    explorer = PayoffExplorer("gefangenendilemma")
    explorer.four.sliders["temptation"].value = 1.9
    html = explorer.still()
    stands = re.search(r'data-explorer="PayoffExplorer" data-settings="([^"]*)"', html)
    assert stands is not None
    values = [one["value"] for one in json.loads(unescape(stands[1]))]
    assert values == ["gefangenendilemma", False, 1.9, 2.0, 1.0, 0.0]


def test_a_page_that_shows_it_live_is_sent_no_second_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {WIDGET, "text/html"} <= set(data(TwoCells()))
    monkeypatch.setattr(card, "_running", lambda: ("cell", "window", "run"))
    assert "text/html" not in data(TwoCells())


def test_a_drawn_scene_is_also_a_picture_that_stands_by_itself() -> None:
    svg = data(TwoCells())["image/svg+xml"]
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert ".kooperation-pen" in svg
    assert "--kooperation-own" in svg


def test_a_prediction_is_a_question_with_a_list_and_what_is_right_is_folded() -> None:
    record = predictions()["dilemma-anreiz"]
    asked, told = Prediction(record.key).still(), Review(record.key).still()
    assert re.findall(r"<li>(.*?)</li>", asked) == list(record.options.values())
    assert SOLUTION not in asked
    outside = re.sub(r"<details>.*?</details>", "", told, flags=re.S)
    assert record.options[record.observed].removesuffix(".") in told
    assert "<p>" not in outside


def test_the_ten_questions_keep_their_answers_to_themselves() -> None:
    html = ConceptTest("vorher").still()
    assert html.count("kooperation-item") == 10
    assert "<details" not in html


@pytest.mark.slow
def test_each_cell_of_the_lectures_shows_something_true_and_no_control() -> None:
    for line, explorer in shown():
        html = explorer.still()
        elements = Elements(html)
        assert not HUSKS & set(elements.names), line
        assert elements.ids == [], line
        said = len(re.sub(r"<[^>]+>|\s", "", html))
        # There is nothing to compare yet, and nothing is done: the table of lectures stands above.
        assert said > 40 or line in ("ConceptComparison()", "Overview()")
        assert all(figure.still().startswith("<figure") for figure in figures(explorer)), line


def test_a_figure_of_a_kind_that_is_not_known_is_told_in_words() -> None:
    assert picture({"data": [{"type": "sunburst"}]}, "Drei < vier") == "<p>Drei &lt; vier</p>"
