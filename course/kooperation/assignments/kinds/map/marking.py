"""A map for each part, compared with that of its case.

It counts more strictly than the lecture's exercise does (formula 4.2), where nothing is at stake: a wrong choice costs
what a right one brings, and what can be argued about, a second type or an instrument on which experts disagree, is
worth half. Otherwise the bodies, the type and the instrument that most cases have would bring half the points unread.
"""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.marking import Records, mark_parts
from kooperation.assignments.kinds.shared.reading import NO_ANSWER
from kooperation.assignments.points import Marks, Part
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import is_given, read_answer
from kooperation.base.words import Words
from kooperation.institutions.case_map import (
    PARTS,
    PLAIN,
    MappedCase,
    PartResult,
    Verdict,
    compare,
)
from kooperation.institutions.case_map_words import PART_NAMES, choice_name, reason, state
from kooperation.institutions.cases_words import MadeUpCase, make_case

WORDS, LISTS = Words("assignments/kinds/map.marking"), Words("base.lists")
HALF = 0.5


def mark(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    """Mark maps: all parts of each case weigh the same."""
    reading = read_answer(question, raw)
    parts = []
    for part, label in question.parts.items():
        item = question.items[part].item
        case = make_case(item, {"order": 0, **records[item]})
        given = reading.answer.get(part)
        answer, nothing = MappedCase(), reading.said(label) or NO_ANSWER
        if isinstance(given, MappedCase) and is_given(given):
            answer, nothing = given, NO_ANSWER
        title = f"{label} ({case.title})"
        parts += [_map_part(title, name, case, answer, nothing) for name in PARTS]
    return mark_parts(question, parts, of=of)


def _map_part(label: str, name: str, case: MadeUpCase, answer: MappedCase, nothing: str) -> Part:
    result, key = compare(answer, case.map_key).part(name), case.map_key.part(name)
    wrong = [c for c, verdict in result.verdicts.items() if verdict is Verdict.WRONG]
    said = [f"{choice_name(case, name, c)}: {reason(case, name, c, Verdict.WRONG)}" for c in wrong]
    if result.missing:
        stands = state(name, result).removeprefix(f"{PART_NAMES[name]}: ")
        said.append(f"{stands[0].upper()}{stands[1:]}" if result.verdicts else nothing)
    needs = (
        f" {LISTS['or']} ".join(choice_name(case, name, choice) for choice in sorted(need))
        for need in key.needs
    )
    share = map_share(name, result, len(key.needs))
    if share < 1 and not said:
        said.append(WORDS["arguable"])
    return Part(f"{label}, {PART_NAMES[name]}", share, " ".join(said), "; ".join(needs))


def in_words(question: Question, part: str, answer: MappedCase) -> str:
    """Return the choices of a map by their names, part by part."""
    bases: Any = question.items[part]  # a case, as far as names go
    told = {name: sorted(choice_name(bases, name, c) for c in answer.part(name)) for name in PARTS}
    return "; ".join(
        f"{PART_NAMES[name]}: {', '.join(names)}" for name, names in told.items() if names
    )


def map_share(name: str, result: PartResult, needs: int) -> float:
    """Return the share of the part *name*, in [0, 1]: needs met less wrong choices, by the number of needs.

    In a plain part a choice that is disputed meets the need by half.
    """
    met: float = needs - len(result.missing)
    if name in PLAIN and met and not result.having(Verdict.RIGHT):
        met = HALF
    return max(0.0, met - len(result.having(Verdict.WRONG))) / needs
