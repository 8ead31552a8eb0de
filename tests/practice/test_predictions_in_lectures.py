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
each_lecture = pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)


def shown(path: Path) -> Iterator[str | Explorer]:
    """Yield the texts in sight of a lecture and the explorers that it makes, in their order."""
    for cell in jupytext.read(path, fmt="md:myst").cells:
        if cell.cell_type == "markdown":
            yield FOLD.sub("", cell.source)
        elif call := CALL.search(cell.source):
            made: Any = eval(f"widgets.{call[0]}", {"widgets": widgets})
            yield made


def asked(path: Path) -> Iterator[tuple[str, list[str | Explorer]]]:
    """Yield the key of each prediction, and what stands between it and the first review after it."""
    parts = list(shown(path))
    for at, part in enumerate(parts):
        if isinstance(part, Prediction):
            rest = parts[at + 1 :]
            end = next(n for n, later in enumerate(rest) if isinstance(later, Review))
            yield part.record.key, rest[:end]


@pytest.fixture(autouse=True)
def nothing_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@each_lecture
def test_every_explorer_between_a_prediction_and_its_review_waits_for_the_answer(
    path: Path,
) -> None:
    """One without a title would take no question, and show at once what is to be predicted."""
    for key, between in asked(path):
        explorers = [part for part in between if isinstance(part, Explorer)]
        for explorer in explorers:
            if not isinstance(explorer, Prediction):
                assert explorer._line is not None, key
                assert explorer._line.waits, key


@each_lecture
def test_what_one_is_to_try_after_a_prediction_stands_there_and_not_above(path: Path) -> None:
    """Where no explorer follows, a text would send the reader up, away from the question."""
    for key, between in asked(path):
        if not any(isinstance(part, Explorer) for part in between):
            text = " ".join(part for part in between if isinstance(part, str))
            assert not re.search(r"\boben\b", text), key
