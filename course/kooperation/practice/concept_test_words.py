"""The questions of the test before and after the course, read from `practice/concept_test.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.base.words import Words
from kooperation.practice.concept_test import MISSING, UNKNOWN

ERRORS = Words("practice.errors.concept_test_words")


@dataclass(frozen=True)
class ConceptQuestion:
    """A question of the test before and after. *lecture* is the number of the one that teaches it."""

    key: str
    title: str
    lecture: int
    text: str
    options: Mapping[str, str]
    right: str
    explanation: str
    sources: tuple[str, ...] = ()


def _concept(key: str, raw: dict[str, Any]) -> ConceptQuestion:
    record = plain_record(ConceptQuestion)(key, raw)
    if record.right not in record.options:
        raise ValueError(ERRORS.filled("no_answer", right=record.right))
    if reserved := {o for o in record.options if len(o) != 1 or o in (UNKNOWN, MISSING)}:
        raise ValueError(ERRORS.filled("letters", reserved=sorted(reserved)))
    return record


@cache
def concept_test() -> Mapping[str, ConceptQuestion]:
    """Return the questions of the test before and after the course, in their order."""
    return records("practice/concept_test", _concept)


def read_answers(stored: object) -> dict[str, str]:
    """Return the answers that *stored*, a value of the record, holds; what is malformed is left out."""
    given = stored if isinstance(stored, dict) else {}
    return {
        key: given[key]
        for key, question in concept_test().items()
        if given.get(key) in (*question.options, UNKNOWN)
    }
