"""Where a lecture asks for a prediction: what answers it waits, and what one is asked to try stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import pytest

from kooperation import widgets
from kooperation.kit.explorer import Explorer
from kooperation.practice.prediction_explorer import Prediction, Review

LECTURES = sorted((Path(__file__).parents[2] / "course" / "lectures").glob("[0-9][0-9]_*.md"))
CALL = re.compile(r"^(\w+)\((.*)\)$", re.M)
FOLD = re.compile(r"<details\b.*?</details>", re.S)
WAIT = {  # how many explorers of a lecture stand below a prediction and above its review
    "01_warum_kooperation": 1,
    "02_oekosystem_und_schnittstellen": 2,
    "03_gewaehrleistung_und_wohlfahrtsmarkt": 2,
    "04_was_ist_kooperation": 1,
    "05_gefangenendilemma": 10,
    "06_wiederholung": 12,
    "07_modi_der_kooperation": 4,
    "08_erfolgsfaktoren": 3,
}
each_lecture = pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)


def shown(path: Path) -> Iterator[str | Explorer]:
    """Yield the texts in sight of a lecture and the explorers that it makes, in their order."""
    for cell in jupytext.read(path, fmt="md:myst").cells:
        if cell.cell_type == "markdown":
            yield FOLD.sub("", cell.source)
        elif call := CALL.search(cell.source):
            made: Any = eval(f"widgets.{call[0]}", {"widgets": widgets})
            yield made


def asked(path: Path) -> Iterator[tuple[Prediction, list[str | Explorer], Review]]:
    """Yield each prediction, what stands between it and its review, and this."""
    parts = list(shown(path))
    for at, part in enumerate(parts):
        if isinstance(part, Prediction):
            rest = parts[at + 1 :]
            for end, review in enumerate(rest):
                if isinstance(review, Review) and review.record is part.record:
                    yield part, rest[:end], review
                    break


def explorers(between: list[str | Explorer]) -> list[Explorer]:
    """Return what one can try: neither another question nor its review."""
    return [
        part
        for part in between
        if isinstance(part, Explorer) and not isinstance(part, Prediction | Review)
    ]


@pytest.fixture(autouse=True)
def nothing_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@each_lecture
def test_every_explorer_between_a_prediction_and_its_review_waits_for_the_answer(
    path: Path,
) -> None:
    """One without a title would take no question, and show at once what is to be predicted.

    Once all are answered it opens, and what it shows at once can no longer be betted on.
    """
    questions = list(asked(path))
    waiting = {id(one): one for _, between, _ in questions for one in explorers(between)}
    assert len(waiting) == WAIT.get(path.stem, 0)
    for explorer in waiting.values():
        assert explorer._line is not None
        assert explorer._line.waits
    for prediction, _, _ in questions:
        prediction.choice.value = next(iter(prediction.record.options))
    for explorer in waiting.values():
        assert explorer._line is not None
        assert not explorer._line.waits
    for prediction, between, _ in questions:
        told = prediction.record.at_once or not explorers(between)
        assert prediction.choice.stands == told, prediction.record.key


@each_lecture
def test_where_other_questions_stand_between_a_review_names_its_own(path: Path) -> None:
    questions = list(asked(path))
    tried = [explorer for _, between, _ in questions for explorer in explorers(between)]
    for prediction, between, review in questions:
        crossed = any(isinstance(part, Prediction) for part in between)
        shared = any(tried.count(explorer) > 1 for explorer in explorers(between))
        named = "Gefragt war:" in review.panel.value
        assert named == (crossed or shared), prediction.record.key


@each_lecture
def test_what_one_is_to_try_after_a_prediction_stands_there_and_not_above(path: Path) -> None:
    """Where no explorer follows, a text would send the reader up, away from the question."""
    for prediction, between, _ in asked(path):
        if not any(isinstance(part, Explorer) for part in between):
            text = " ".join(part for part in between if isinstance(part, str))
            assert not re.search(r"\boben\b", text), prediction.record.key
