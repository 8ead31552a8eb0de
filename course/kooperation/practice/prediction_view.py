"""A prediction set beside what was then to be seen."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.html import Markup, details, fill, note, panel, saved_note, sentences
from kooperation.practice.prediction_words import PredictionRecord

WORDS = Words("practice.prediction")


def saved(record: PredictionRecord, given: str | None, stands: bool) -> Markup:
    """Return the remark that the choice *given* is kept, and whether it *stands*; nothing if there is none."""
    if given is None:
        return Markup()
    sentence = WORDS["stands"] if stands else WORDS["saved"]
    return saved_note(fill(sentence, label=_quoted(record, given)))


def asked(record: PredictionRecord) -> Markup:
    """Return which question a review is about."""
    return note(fill(WORDS["asked"], question=record.question))


def review(record: PredictionRecord, given: str | None) -> Markup:
    """Return the choice *given*, why it is right or tempting, and what is observed, with the reason."""
    if given is None:
        return note(WORDS["nothing"] if record.observed else WORDS["no_key"])
    label = _quoted(record, given)
    said = [record.reasons[given]] if given in record.reasons else []
    if record.observed == given:
        return panel(fill(WORDS["right"], label=label), *said, record.explanation, look="right")
    if record.observed:
        said.append(fill(WORDS["seen"], label=_quoted(record, record.observed)))
    return panel(fill(WORDS["yours"], label=label), *said, record.explanation)


def solution(record: PredictionRecord) -> Markup:
    """Return what is right, folded, for those who can choose nothing, and why the other options are tempting."""
    tempting = [
        WORDS.filled("because", label=_quoted(record, key), reason=reason)
        for key, reason in record.reasons.items()
        if key != record.observed
    ]
    right = record.observed
    said: list[str] = [fill(WORDS["seen"], label=_quoted(record, right))] if right else []
    said += [record.reasons[right]] if right in record.reasons else []
    told = panel(*said, record.explanation)
    return details(WORDS["solution"], told, sentences(tempting) if tempting else None)


def _quoted(record: PredictionRecord, option: str) -> str:
    """Return the label of *option* as it stands in a sentence that goes on: without a full stop at its end."""
    return record.options[option].removesuffix(".")
