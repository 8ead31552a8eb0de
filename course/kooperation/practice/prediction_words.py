"""The predictions asked before explorers, read from `practice/prediction.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.base.words import Words

ERRORS = Words("practice.errors.prediction_words")


@dataclass(frozen=True)
class PredictionRecord:
    """A question asked before an explorer, and what is to be seen afterwards.

    *options* maps a key to its label; *observed* is the key of what one then sees, "" if there is
    no right one. *reasons* says of options why they are tempting, or right; what holds for
    everybody stands in *explanation*. *at_once* says that the explorer shows it as soon as it opens.
    """

    key: str
    lecture: str
    question: str
    options: Mapping[str, str]
    observed: str
    explanation: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    at_once: bool = False

    def known(self, stored: object) -> str | None:
        """Return the choice that *stored*, a value of the record, says, or None."""
        return stored if isinstance(stored, str) and stored in self.options else None


def _prediction(key: str, raw: dict[str, Any]) -> PredictionRecord:
    record = plain_record(PredictionRecord)(key, raw)
    if record.observed and record.observed not in record.options:
        raise ValueError(ERRORS.filled("no_answer", observed=record.observed))
    if unknown := set(record.reasons) - set(record.options):
        raise ValueError(ERRORS.filled("no_reason_of", keys=sorted(unknown)))
    if record.reasons and (
        missing := set(record.options) - {record.observed} - set(record.reasons)
    ):
        raise ValueError(ERRORS.filled("lacking", keys=sorted(missing)))
    return record


@cache
def predictions() -> Mapping[str, PredictionRecord]:
    """Return the predictions by key."""
    return records("practice/prediction", _prediction)
