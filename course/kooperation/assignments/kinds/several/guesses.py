"""What can be answered without reading: any set of options, of the size that is asked for."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

from kooperation.assignments.questions import Question


def guesses(question: Question, _part: str) -> dict[str, Any]:
    """Return the answers to try by their names."""
    options = list(question.options)
    sizes = [question.own["choose"]] if "choose" in question.own else range(1, len(options) + 1)
    sets = chain.from_iterable(combinations(options, size) for size in sizes)
    return {" + ".join(chosen): list(chosen) for chosen in sets}
