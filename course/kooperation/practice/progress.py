"""What is done of each lecture and assignment, and where a learner stopped. The panel (`panel.js`) counts alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any


@dataclass(frozen=True)
class Done:
    """A lecture or an assignment: its notebook, seen from the lectures, and how much of what there is was done.

    *counts* says by kind (`predictions`, `quiz`, `answers`) how many of how many, where there are any.
    """

    file: str
    title: str
    counts: Mapping[str, tuple[int, int]]
    is_packed: bool = False
    is_through: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything of it was done."""
        return self.is_packed or bool(self.counts)


def lecture_done(lecture: Mapping[str, Any], learned: Mapping[str, Any]) -> Done:
    """Return what of *lecture*, as `course.json` describes it, stands in the entries of the learner's record."""
    rounds = learned.get(lecture["quiz"])
    answered: set[str] = set()
    for each in rounds if isinstance(rounds, list) else ():
        answers = each.get("answers") if isinstance(each, dict) else None
        answered.update(answers if isinstance(answers, dict) else ())
    counts = {
        "predictions": (len(learned.keys() & lecture["predictions"]), len(lecture["predictions"])),
        "quiz": (len(answered & set(lecture["questions"])), len(lecture["questions"])),
    }
    return Done(
        lecture["file"],
        f"{lecture['number']} {lecture['title']}",
        _begun(counts),
        is_through=all(given == there for given, there in counts.values()),
    )


def task_done(task: Mapping[str, Any], answers: Mapping[str, Any], *, is_packed: bool) -> Done:
    """Return what of the assignment *task* is begun; only who has packed it is through."""
    file = f"../../meine_aufgaben/{task['slug']}/{task['slug']}.ipynb"
    counts = {"answers": (len(answers.keys() & task["fields"]), len(task["fields"]))}
    return Done(file, task["title"], _begun(counts), is_packed, is_packed)


def _begun(counts: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {kind: count for kind, count in counts.items() if count[0]}


def stopped(course: Sequence[Done]) -> Done | None:
    """Return with what a learner goes on: the last that is begun, or if that is through the next; None if nothing is begun or left."""
    begun = [each for each in course if each.is_begun]
    if not begun:
        return None
    onward = dropwhile(lambda each: each is not begun[-1], course)
    return next((each for each in onward if not each.is_through), None)
