"""How long a lecture or an assignment is: words, minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from kooperation.assignments.questions import Question
from kooperation.authoring.lectures import REFERENCES, TERMS
from kooperation.base.records import load

_CALL = re.compile(r"^(\w+)\(", re.M)
_LISTS = re.compile(rf"^#+ ({TERMS}|{REFERENCES})$", re.M)
_TARGET = re.compile(r'\]\((?:[^)"]|"[^"]*")*\)')
_TAG = re.compile(r"<[^>]+>")


def words(text: str) -> int:
    """Return how many words of the Markdown *text* one reads: neither tags nor targets and tooltips of links."""
    return len(re.findall(r"\w+", _TAG.sub(" ", _TARGET.sub("]", text))))


def total(cells: Iterable[Any]) -> int:
    """Return all words of a lecture's *cells*, folded ones too, without the lists at its end."""
    return sum(words(cell.source) for cell in cells if _is_text(cell))


def minutes(cells: Iterable[Any]) -> int:
    """Return how many minutes a lecture takes, from the words of its *cells* and their widgets.

    Pace and minutes for each widget stand in `minutes.toml`; lists at the end are not counted.
    """
    table, cells = load("authoring/minutes"), list(cells)
    calls = [
        name for cell in cells if cell.cell_type == "code" for name in _CALL.findall(cell.source)
    ]
    widgets = sum(table["widgets"].get(name, table["widgets"]["other"]) for name in calls)
    return _rounded(total(cells), widgets)


def task_minutes(texts: Iterable[str], variants: Sequence[Sequence[Question]]) -> int:
    """Return how many minutes an assignment takes: its *texts*, and on average what its *variants* ask.

    Pace and minutes for each part of a question stand in `minutes.toml`.
    """
    read = sum(sum(map(asked_words, questions)) for questions in variants) / len(variants)
    return _rounded(sum(map(words, texts)) + read, sum(map(_doing, variants[0])))


def _doing(question: Question) -> float:
    """Return the minutes for *question* beyond reading it: by its parts, a text by its length."""
    table = load("authoring/minutes")
    if question.words:
        return float(sum(question.words) / 2 / table["words_written_a_minute"])
    minutes = table["parts"].get(question.kind, table["parts"]["other"])
    return float(minutes * max(1, len(question.parts)))


def asked_words(question: Question) -> int:
    """Return how many words a learner reads of *question* beside the text of the assignment."""
    texts = [question.text, *question.options.values()]
    if table := question.table:
        texts += [table.caption, *table.head, *chain.from_iterable(table.rows)]
    for item in question.items.values():
        texts += [item.title, item.text, item.label]
        texts += [basis.label for basis in item.bases.values()]
        texts += [item.game.story] if item.game else []
    return sum(map(words, texts))


def _rounded(read: float, done: float) -> int:
    """Return the minutes for *read* words and *done* minutes, to the nearest step."""
    table = load("authoring/minutes")
    step: int = table["round_to"]
    taken: float = read / table["words_a_minute"] + done
    return max(step, step * round(taken / step))


def _is_text(cell: Any) -> bool:
    return bool(cell.cell_type == "markdown" and not _LISTS.search(cell.source))
