"""What is kept beside the gradebook: marks of each marker with the levels chosen, and sentences for comments.

The gradebook holds one number and one comment of a text. Two markers need two, so each mark stands in
`bewertungen.json`, too, by assignment, question and person; a mark belongs to a text, and does not count for another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kooperation.base.files import only_writer, replace
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.marking_desk.rubric import Levels, Sentence

WORDS = Words("grading/marking_desk.beside")
MARKS, SENTENCES = "bewertungen.json", "bewertungstexte.json"
SCHEMA = 1
SETTLED = "geeinigt"  # in place of a marker's name: what both hold to


@dataclass(frozen=True)
class GivenMark:
    """A marker's mark: points, the levels that gave them (none, if points were typed), the comment."""

    points: float
    levels: Levels
    comment: str


Marks = Mapping[str, GivenMark]  # by marker


class Beside:
    """The two files in *folder*, for the assignment *slug*. What cannot be read is never written over."""

    def __init__(self, folder: Path, slug: str) -> None:
        self._marks, self._sentences = folder / MARKS, folder / SENTENCES
        self._slug = slug

    # Marks --------------------------------------------------------------------------------------------

    def marks(self) -> Callable[[str, str, str], Marks]:
        """Return what finds the marks of a question, person and text. Raises UnavailableError if damaged."""
        known = _read(self._marks).get("marks", {}).get(self._slug, {})

        def find(question: str, student: str, text: str) -> Marks:
            marks = known.get(question, {}).get(student, {})
            return {who: _mark(raw) for who, raw in marks.items() if raw["text"] == _print(text)}

        return find

    def put(self, question: str, student: str, text: str, marks: Marks) -> None:
        """Write *marks* in place of all those of a text."""
        raw = {
            who: {**asdict(mark), "levels": list(mark.levels), "text": _print(text)}
            for who, mark in marks.items()
        }
        with _changed(self._marks) as content:
            people = (
                content.setdefault("marks", {}).setdefault(self._slug, {}).setdefault(question, {})
            )
            people[student] = raw

    # Sentences ----------------------------------------------------------------------------------------

    def sentences(self, question: str) -> list[Sentence]:
        """Return the own sentences for *question*."""
        found = _read(self._sentences).get("sentences", [])
        return [
            Sentence(each["text"], each["criterion"], is_own=True)
            for each in found
            if (each["assignment"], each["question"]) == (self._slug, question)
        ]

    def add(self, question: str, text: str, criterion: str) -> None:
        """Keep a sentence, once."""
        entry = {
            "assignment": self._slug,
            "question": question,
            "criterion": criterion,
            "text": text,
        }
        with _changed(self._sentences) as content:
            kept = content.setdefault("sentences", [])
            if entry not in kept:
                kept.append(entry)

    def drop(self, question: str, text: str) -> None:
        """Take a sentence out."""
        with _changed(self._sentences) as content:
            content["sentences"] = [
                each
                for each in content.get("sentences", [])
                if (each["assignment"], each["question"], each["text"])
                != (self._slug, question, text)
            ]


def _print(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _mark(raw: Mapping[str, Any]) -> GivenMark:
    return GivenMark(float(raw["points"]), tuple(raw["levels"]), raw["comment"])


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnavailableError(WORDS.filled("damaged", file=path)) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise UnavailableError(WORDS.filled("damaged", file=path))
    return content


@contextmanager
def _changed(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what stands in *path*, and write what it has become."""
    with only_writer(path):
        content = {"schema": SCHEMA, **_read(path)}
        yield content
        replace(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
