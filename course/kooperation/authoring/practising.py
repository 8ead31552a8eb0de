"""Practice as its author writes it: what is asked for points and what is practised, told apart, and what is published of the second.

An item with `practice = true` is there for practice alone; its key, its reasons and its solution go to learners. Where a
question's keys are computed from what a variant draws, practice draws the same question for numbers that no
learner gets, and the code that marks it goes to learners. A key that is written down for points never does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kooperation.authoring.records import hidden, keys_of, published

if TYPE_CHECKING:
    from kooperation.authoring.assignments import Assignment

Raw = Mapping[str, Any]
OWN = "practice"  # of a question: what practice says above it; of an item: that it is for practice alone


def told_apart(question: Raw) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return the record of *question* for points, and for practice, or None where it is not practised."""
    pool = question.get("pool", [])
    practised = [{**item, OWN: False} for item in pool if item.get(OWN)]
    graded = {name: value for name, value in question.items() if name not in (OWN, "worked")}
    if practised:
        graded["pool"] = [item for item in pool if not item.get(OWN)]
    if not question.get(OWN):
        return graded, None
    if not practised:
        return graded, dict(question)
    slots = [item["slot"] for item in practised]
    half = min(map(slots.count, slots)) // 2  # so that the next exercise has others
    draws = max(1, min(graded.get("draws", 1), half))
    return graded, {**question, "pool": practised, "draws": draws}


def practice_file(assignment: Assignment) -> str:
    """Return what is published for practising *assignment*, as JSON; "" if nothing of it is practised."""
    if not assignment.practised:
        return ""
    questions = {slug: published(raw) for slug, raw in assignment.practised.items()}
    data = {
        "title": assignment.title,
        "lecture": assignment.lecture,
        "minutes": assignment.minutes,
        "questions": questions,
        "practice": {
            slug: {
                "said": raw[OWN],
                "worked": raw.get("worked", ""),
                "items": _reasons(raw),
                "code": _code(assignment, slug),
            }
            for slug, raw in assignment.practised.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _reasons(raw: Raw) -> dict[str, dict[str, Any]]:
    return {
        item: {name: value for name, value in record.items() if name != OWN}
        for item, record in hidden(raw).items()
    }


def _code(assignment: Assignment, slug: str) -> str:
    """Return the code that marks a question whose keys are computed; "" where they are written down."""
    if any(OWN in item for item in assignment.practised[slug].get("pool", ())):
        return ""
    return next(s.blocks["grade"] for s in assignment.sections if s.slug == slug)


def keys_in(published_file: Any, graded: Mapping[str, Raw]) -> Iterator[str]:
    """Yield the items in a *published_file* of an assignment that tell a key of its *graded* questions."""
    told = [
        (slug, item["item"], item)
        for slug, raw in published_file["questions"].items()
        for item in raw.get("pool", ())
    ]
    told += [
        (slug, name, record)
        for slug, own in published_file.get(OWN, {}).items()
        for name, record in own["items"].items()
    ]
    for slug, name, record in told:
        raw = graded.get(slug, {})
        secret = {item["item"] for item in raw.get("pool", ()) if keys_of(raw["kind"], item)}
        if name in secret and keys_of(raw["kind"], record):
            yield name
