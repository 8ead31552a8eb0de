"""Practice: questions as in an assignment, for numbers and cases that bring nobody points, marked on the spot.

`assignments/published/practice/<slug>.json` is printed from `source/<slug>/` by `kooperation build`: what is practised,
with its keys and reasons, or the code that computes them. Variants of practice have numbers that no learner's has.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kooperation.assignments.drawing import Filler, drawn
from kooperation.assignments.marking_code import compiled, marks_of
from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question, Task
from kooperation.base.answers_file import VARIANTS
from kooperation.base.finding import find
from kooperation.base.records import ContentError
from kooperation.base.sheet import AnswerSheet
from kooperation.base.words import Words

ERRORS, NAMES = Words("assignments.errors.practice"), Words("assignments.errors.names")

PUBLISHED = "assignments", "published", "practice"


def practised_slugs() -> list[str]:
    """Return the assignments of which something can be practised, in alphabetical order."""
    folder = files("kooperation").joinpath(*PUBLISHED)
    if not folder.is_dir():
        return []
    names = (path.name for path in folder.iterdir())
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))


@cache
def practised(slug: str) -> Mapping[str, Any]:
    """Return what can be practised of *slug*: "questions" as they are published, and of each its "practice".

    Raises ValueError if there is nothing to practise, ContentError if it is damaged.
    """
    if slug not in (there := practised_slugs()):
        raise ValueError(
            ERRORS.filled("nothing", slug=slug, known=", ".join(there) or ERRORS["none_yet"])
        )
    path = files("kooperation").joinpath(*PUBLISHED, f"{slug}.json")
    try:
        return MappingProxyType(dict(json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError) as error:
        raise ContentError(ERRORS.filled("damaged", slug=slug, error=error)) from error


def titles(slug: str) -> dict[str, str]:
    """Return the titles of the questions of *slug* that can be practised, by their names."""
    return {name: raw["title"] for name, raw in practised(slug)["questions"].items()}


@dataclass(frozen=True)
class Exercise:
    """A *question* to practise, of the version *task*; *said* stands above it, *worked* says how one gets there."""

    task: Task
    question: Question
    said: str
    worked: str

    def marks(self, raw: Any) -> Marks:
        """Return the points for the answer *raw*, with the reasons and what is right."""
        own = practised(self.task.slug)["practice"][self.question.slug]
        if not own["code"]:
            mark = self.question.kind.module("marking").mark
            found: Marks = mark(self.question, raw, own["items"], of=self.question.points)
            return found
        names = {
            "task": self.task,
            "sheet": {self.question.slug: raw},
            "question": self.question,
            "raw": raw,
            "ITEMS": own["items"],
            "SOLUTION": "",
        }
        return marks_of(compiled(own["code"], self.question.slug), names)


def exercise(slug: str, name: str, chance: random.Random) -> Exercise:
    """Return the question *name* of *slug* in a version that no learner has. Raises ValueError if there is none."""
    records = practised(slug)
    raw = find(records["questions"], name, NAMES["practice"])
    variant = chance.randrange(VARIANTS, 2 * VARIANTS)
    task = drawn(slug, variant, {"questions": {name: raw}})
    own = records["practice"][name]
    return Exercise(task, task.questions[name], own["said"], Filler(task.given).fill(own["worked"]))


class PracticeSheet(AnswerSheet):
    """An answer sheet that is forgotten with the exercise: nothing is ever written."""

    is_kept = False

    def __init__(self) -> None:
        super().__init__(Path(os.devnull) / "answers.json", with_variant=False)
        self.read_only = True
