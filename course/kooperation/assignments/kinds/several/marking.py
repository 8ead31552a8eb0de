"""Several options for each part: right ones less wrong ones make the share; right ones alone where so many are chosen."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.marking import (
    Records,
    key_in_words,
    keys_of,
    mark_chosen,
    set_share,
)
from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question


def mark(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    def judge(part: str, given: tuple[str, ...]) -> tuple[float, str]:
        record = records[question.items[part].item]
        chosen, right = frozenset(given), frozenset(keys_of(record["key"]))
        admissible = frozenset(record.get("admissible", ()))
        wrong = chosen - right - admissible
        said = [record.get("why", {}).get(w, record["otherwise"]) for w in given if w in wrong]
        if right - chosen:
            said.append(record["missing"])
        share = (
            chosen_share(chosen, right)
            if "choose" in question.own
            else set_share(chosen, right, admissible)
        )
        return share, " ".join(dict.fromkeys(said))

    def solution(part: str) -> str:
        return key_in_words(question, part, records[question.items[part].item], "; ")

    return mark_chosen(question, raw, judge, solution, of)


def chosen_share(given: frozenset[str], right: frozenset[str]) -> float:
    """Return the right ones by how many are to be chosen; nothing is taken off, since no more can be chosen."""
    return len(given & right) / len(right)
