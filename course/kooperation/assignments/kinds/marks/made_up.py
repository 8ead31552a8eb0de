"""Marks in matrices; who is confused marks what another question asks about the same games."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kooperation.assignments.kinds.several.made_up import rights, sets
from kooperation.assignments.kinds.shared.made_up import Answerer


def made_up(one: Answerer) -> dict[str, Any]:
    return sets(one, _taken_for_one_another(one) if one.confused else {})


def _taken_for_one_another(one: Answerer) -> Mapping[str, set[str]]:
    """Return what is right, part by part, in another question about the same fields of the same games."""
    own = one.question
    for other in one.task.questions.values():
        if other.kind is own.kind and other.slug != own.slug:
            shared = other.parts.keys() & own.parts.keys()
            if shared and list(other.options) == list(own.options):
                known = rights(one, other)
                return {part: known[part] for part in shared}
    return {}
