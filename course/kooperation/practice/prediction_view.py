"""A prediction set beside what was then to be seen."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill, panel, saved_note
from kooperation.practice.prediction_words import PredictionRecord

WORDS = Words("practice.prediction")


def saved(record: PredictionRecord, given: str | None) -> Markup:
    """Return the remark that the choice *given* is kept; nothing if there is none."""
    if given is None:
        return Markup()
    return saved_note(fill(WORDS["saved"], label=_quoted(record, given)))


def review(record: PredictionRecord, given: str | None) -> Markup:
    """Return the choice *given* beside what is observed, and why."""
    if given is None:
        return panel(WORDS["nothing"])
    lines = [fill(WORDS["yours"], label=_quoted(record, given))]
    if record.observed == given:
        lines.append(fill(WORDS["seen_too"]))
    elif record.observed:
        lines.append(fill(WORDS["seen"], label=_quoted(record, record.observed)))
    return panel(*lines, record.explanation)


def _quoted(record: PredictionRecord, option: str) -> str:
    """Return the label of *option* as it stands in a sentence that goes on: without a full stop at its end."""
    return record.options[option].removesuffix(".")
