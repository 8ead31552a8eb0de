"""Marking by keys that are written down: the private half of an assignment's records.

`kooperation build` puts these records into the hidden test of the question; they stand nowhere else but in
`source/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kooperation.assignments import Kind, Question, is_given, read_answer
from kooperation.assignments.part_reading import NO_ANSWER
from kooperation.assignments.points import Marks, Part
from kooperation.base.typed_numbers import parse_number
from kooperation.grading.marking import (
    mark_each,
    mark_numbers,
    mark_parts,
    option_name,
    place_words,
    set_share,
)
from kooperation.institutions.case_map import PARTS, CaseMap, Verdict, compare
from kooperation.institutions.case_map_words import PART_NAMES, choice_name, reason, state
from kooperation.institutions.cases_words import Case, make_case
from kooperation.institutions.placement import TOLERANCE

Records = Mapping[str, Mapping[str, Any]]
HALF = 0.5


def mark_items(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    """Mark *question* by the *records* of its items, as `source/<slug>/<slug>.toml` has them.

    Raises ValueError if the kind of question has no keys that can be written down.
    """
    match question.kind:
        case Kind.CHOICE:
            return _mark_choice(question, raw, records, of)
        case Kind.SEVERAL:
            return _mark_several(question, raw, records, of)
        case Kind.NUMBER:
            return _mark_number(question, raw, records, of)
        case Kind.PLACE:
            return _mark_place(question, raw, records, of)
        case Kind.MAP:
            return _mark_map(question, raw, records, of)
        case _:
            raise ValueError(f"Zu «{question.kind}» gehört Prüfcode, kein Schlüssel.")


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _solution(question: Question, part: str, records: Records, word: str) -> str:
    """Return the options of the key, joined by *word*, and the sentence about them."""
    record = records[question.items[part].item]
    names = word.join(option_name(question, part, key) for key in _listed(record["key"]))
    return f"{names.rstrip('.')}. {record.get('solution', '')}".strip()


def _mark_choice(question: Question, raw: Any, records: Records, of: float) -> Marks:
    def judge(part: str, given: tuple[str, ...]) -> tuple[float, str]:
        record, chosen = records[question.items[part].item], given[0]
        if chosen in _listed(record["key"]):
            return 1.0, ""
        remark = record.get("why", {}).get(chosen, record["otherwise"])
        return (HALF if chosen in record.get("half", ()) else 0.0), remark

    def solution(part: str) -> str:
        return _solution(question, part, records, " oder ")

    return mark_each(question, raw, judge, solution, of)


def _mark_several(question: Question, raw: Any, records: Records, of: float) -> Marks:
    def judge(part: str, given: tuple[str, ...]) -> tuple[float, str]:
        record = records[question.items[part].item]
        chosen, right = frozenset(given), frozenset(_listed(record["key"]))
        admissible = frozenset(record.get("admissible", ()))
        wrong = chosen - right - admissible
        said = [record.get("why", {}).get(w, record["otherwise"]) for w in given if w in wrong]
        if right - chosen:
            said.append(record["missing"])
        return set_share(chosen, right, admissible), " ".join(dict.fromkeys(said))

    def solution(part: str) -> str:
        return _solution(question, part, records, "; ")

    return mark_each(question, raw, judge, solution, of)


def _mark_number(question: Question, raw: Any, records: Records, of: float) -> Marks:
    found = {part: records[item.item] for part, item in question.items.items()}
    return mark_numbers(
        question,
        raw,
        {part: parse_number(record["key"]) for part, record in found.items()},
        of=of,
        tolerance={part: parse_number(r.get("tolerance", "0")) for part, r in found.items()},
        mistakes={
            part: [(parse_number(value), why) for value, why in record.get("why", {}).items()]
            for part, record in found.items()
        },
        otherwise={part: record["otherwise"] for part, record in found.items()},
    )


def _mark_place(question: Question, raw: Any, records: Records, of: float) -> Marks:
    """Mark places: full within one step on both axes of any reading, half on one axis alone."""

    def judge(part: str, given: tuple[int, int]) -> tuple[float, str]:
        record = records[question.items[part].item]
        places = [record["key"], *record.get("others", ())]
        near = [
            tuple(abs(a - b) <= TOLERANCE for a, b in zip(given, at, strict=True)) for at in places
        ]
        best = max(sum(axes) for axes in near)
        return best / 2, "" if best == 2 else _off(given, record)

    def solution(part: str) -> str:
        record = records[question.items[part].item]
        place = f"{place_words(record['key'])}; ein Schritt daneben zählt auch."
        return f"{place} {record.get('solution', '')}".strip()

    return mark_each(question, raw, judge, solution, of)


def _off(given: Sequence[int], record: Mapping[str, Any]) -> str:
    """Return why *given* lies too far off the key, axis by axis."""
    said = []
    for axis, own, right in zip(("command", "form"), given, record["key"], strict=True):
        if abs(own - right) > TOLERANCE:
            said.append(record["why"][f"{axis}_{'high' if own > right else 'low'}"])
    return " ".join(said)


def _mark_map(question: Question, raw: Any, records: Records, of: float) -> Marks:
    """Mark maps: each case has four parts of equal weight."""
    reading = read_answer(question, raw)
    parts = []
    for part, label in question.parts.items():
        item = question.items[part].item
        case = make_case(item, {"order": 0, **records[item]})
        given = reading.answer.get(part)
        answer = given if isinstance(given, CaseMap) and is_given(given) else CaseMap()
        parts += [_map_part(f"{label} ({case.title})", name, case, answer) for name in PARTS]
    return mark_parts(question, parts, of=of)


def _map_part(label: str, name: str, case: Case, answer: CaseMap) -> Part:
    result, key = compare(answer, case.map_key).part(name), case.map_key.part(name)
    wrong = [c for c, verdict in result.verdicts.items() if verdict is Verdict.WRONG]
    said = [f"{choice_name(case, name, c)}: {reason(case, name, c, Verdict.WRONG)}" for c in wrong]
    if result.missing:
        stands = state(name, result, key).removeprefix(f"{PART_NAMES[name]}: ")
        said.append(f"{stands[0].upper()}{stands[1:]}" if result.verdicts else NO_ANSWER)
    needs = (
        " oder ".join(choice_name(case, name, choice) for choice in sorted(need))
        for need in key.needs
    )
    return Part(f"{label}, {PART_NAMES[name]}", result.share, " ".join(said), "; ".join(needs))
