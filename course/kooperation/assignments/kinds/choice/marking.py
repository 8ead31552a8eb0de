"""One option for each part: right, half right, or wrong with the reason for that very choice."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.marking import Records, key_in_words, keys_of, mark_chosen
from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

LISTS = Words("base.lists")
HALF = 0.5


def mark(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    def judge(part: str, given: tuple[str, ...]) -> tuple[float, str]:
        record, chosen = records[question.items[part].item], given[0]
        if chosen in keys_of(record["key"]):
            return 1.0, ""
        remark = record.get("why", {}).get(chosen, record["otherwise"])
        return (HALF if chosen in record.get("half", ()) else 0.0), remark

    def solution(part: str) -> str:
        return key_in_words(question, part, records[question.items[part].item], f" {LISTS['or']} ")

    return mark_chosen(question, raw, judge, solution, of)
