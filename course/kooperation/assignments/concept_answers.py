"""The ten questions before and after the course, for a learner who chooses to hand them in with an assignment.

They stand in `lernstand.json` with much else that is nobody's business. What is handed in are these answers alone,
a letter each: no time, no name, no other entry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kooperation.base.along import lecture_entries
from kooperation.base.answers_file import MAX_BYTES, SheetError
from kooperation.base.records import load

FILE = "begriffstest.json"  # in the packed file, and nowhere else
PREFIX, TIMES = "begriffstest.", ("vorher", "nachher")
UNKNOWN = "?"
SCHEMA = 1

ConceptAnswers = Mapping[str, Mapping[str, str]]  # by time, by question


def concept_test() -> Mapping[str, Mapping[str, Any]]:
    """Return the ten questions by key: title, options, which is right."""
    return load("practice/concept_test")


def own_answers(folder: Path) -> ConceptAnswers:
    """Return what the learner has answered, whose work lies in *folder*; nothing if there is nothing, or no course."""
    try:
        entries = lecture_entries(folder)
    except SheetError:
        return {}  # the lecture says that it is damaged, and what to do
    return _known({time: entries.get(PREFIX + time) for time in TIMES})


def as_file(answers: ConceptAnswers) -> bytes:
    """Return the file that is handed in."""
    return (json.dumps({"schema": SCHEMA, **answers}, indent=1, sort_keys=True) + "\n").encode()


def handed_in(path: Path) -> ConceptAnswers:
    """Return the answers in the file *path*; nothing if there is none, or it is no such file."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        found = json.loads(raw)
    except (OSError, ValueError, RecursionError):
        return {}
    return _known(found) if isinstance(found, dict) and found.get("schema") == SCHEMA else {}


def _known(found: Mapping[str, Any]) -> ConceptAnswers:
    """Return what there is of answers to questions of the test; anything else is left out."""
    questions = concept_test()
    known: dict[str, dict[str, str]] = {}
    for time in TIMES:
        given = found.get(time)
        of_time = {
            key: given[key]
            for key, question in questions.items()
            if isinstance(given, dict) and given.get(key) in (*question["options"], UNKNOWN)
        }
        if of_time:
            known[time] = of_time
    return known
