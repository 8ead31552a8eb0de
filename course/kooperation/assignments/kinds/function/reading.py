"""A function in a cell of the notebook: whether it is there, and whether what it gives has the form that is asked for.

The learner's own check (`check_form`) and the marks (`mark_calls`) ask `form_problem`: what the one lets pass, the other
does not refuse for its form.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from kooperation.assignments.kinds.shared.reading import shown
from kooperation.assignments.questions import Question
from kooperation.base.german import join
from kooperation.base.words import Words

FORM, WORDS = Words("assignments/kinds/function.form"), Words("assignments.assignment")
Wanted = type | tuple[Any, ...]  # a type, or the values that there are


def cell_problems(question: Question, cells: Mapping[str, str]) -> list[str]:
    """Return what is missing in the cells of the saved notebook, by their ids."""
    source = cells.get(f"{question.slug}-antwort", "").strip()
    if not source:
        return [WORDS["function_gone"]]
    return [WORDS["function_missing"]] if "raise NotImplementedError" in source else []


def check_form(function: Any, calls: Iterable[tuple[Any, ...]], wanted: Wanted) -> None:
    """Raise AssertionError, with a sentence, unless *function* gives what is *wanted* for each of the *calls*.

    While points are given it says nothing: the marks say the same, for each case, and what is well formed counts.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return
    for arguments in calls:
        if not callable(function):
            raise AssertionError(FORM["no_function"])
        if problem := form_problem(function(*arguments), wanted):
            raise AssertionError(problem)


def form_problem(value: Any, wanted: Wanted) -> str:
    """Return why *value* is not of the form that is *wanted*, as a sentence; "" if it is.

    Types are exact, and no object of the learner's takes part in a comparison.
    """
    types = FORM.section("types")
    if isinstance(wanted, type):
        asked, fits = types.get(wanted.__name__, wanted.__name__), type(value) is wanted
    else:
        fits = any(type(value) is type(one) and value == one for one in wanted)
        asked = join([repr(one) for one in wanted], FORM["or"])
    if fits:
        return ""
    if value is None:
        return FORM.filled("gives_nothing", wanted=asked)
    given = type(value).__name__
    if not isinstance(wanted, type) and type(value) is str:
        given = FORM.filled("the_text", text=shown(value))
    return FORM.filled("gives", given=given, wanted=asked)
