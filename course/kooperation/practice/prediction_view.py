"""A prediction set beside what was then to be seen."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill, panel, saved_note
from kooperation.practice.prediction_words import PredictionRecord

WORDS = Words("practice.prediction")


def saved(record: PredictionRecord, given: str | None, stands: bool) -> Markup:
    """Return the remark that the choice *given* is kept, and whether it *stands*; nothing if there is none."""
    if given is None:
        return Markup()
    label = record.options[given]
    return saved_note(fill(WORDS["stands"] if stands else WORDS["saved"], label=label))


def review(record: PredictionRecord, given: str | None) -> Markup:
    """Return the choice *given*, why it is right or tempting, and what is observed, with the reason."""
    if given is None:
        return panel(WORDS["nothing"])
    label, reason = record.options[given], record.reasons.get(given)
    said = [reason] if reason else []
    if record.observed == given:
        return panel(fill(WORDS["right"], label=label), *said, record.explanation, look="right")
    seen = record.options.get(record.observed)
    if seen:
        said.append(fill(WORDS["seen"], label=seen))
    return panel(fill(WORDS["yours"], label=label), *said, record.explanation)
