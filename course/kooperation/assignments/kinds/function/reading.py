"""A function in a cell of the notebook: whether it is there, and whether what it gives has the form that is asked for.

The learner's own check (`check_form`) and the marks (`mark_calls`) ask `form_problem`: what the one lets pass, the other
does not refuse for its form.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

from kooperation.assignments.kinds.shared.reading import shown
from kooperation.assignments.questions import Question
from kooperation.base.german import either
from kooperation.base.words import Words

FORM, WORDS = Words("assignments/kinds/function.form"), Words("assignments.assignment")
Wanted = type | tuple[Any, ...]  # a type, or the values that there are


def cell_problems(question: Question, cells: Mapping[str, str]) -> list[str]:
    """Return what is missing in the cells of the saved notebook, by their ids."""
    source = cells.get(f"{question.slug}-antwort", "").strip()
    if not source:
        return [WORDS["function_gone"]]
    if "raise NotImplementedError" in source:
        return [WORDS["function_missing"]]
    try:
        lines = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return [WORDS.filled("function_broken", line=getattr(error, "lineno", None) or 1)]
    returns = [line for line in lines if isinstance(line, ast.Return)]
    if not returns and not any(isinstance(line, ast.Lambda) for line in lines):
        return [WORDS["function_returns_nothing"]]
    return [WORDS["function_comma"]] if any(map(_with_comma, returns)) else []


def _with_comma(line: ast.Return) -> bool:
    """Say whether two numbers are returned where one with a comma may have been meant, as in `return 3,5`."""
    both = line.value.elts if isinstance(line.value, ast.Tuple) else []
    return len(both) == 2 and all(isinstance(part, ast.Constant) for part in both)


def check_form(function: Any, calls: Iterable[tuple[Any, ...]], wanted: Wanted) -> None:
    """Say that *function* gives what is *wanted* for each of the *calls*, or raise AssertionError with a sentence.

    While points are given it says nothing: the marks say the same, for each case, and what is well formed counts.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return
    for arguments in calls:
        if not callable(function):
            raise AssertionError(FORM["no_function"])
        value, printed = _called(function, arguments)
        if value is None and printed.strip():
            raise AssertionError(FORM.filled("prints", wanted=_asked(wanted)))
        if problem := form_problem(value, wanted):
            raise AssertionError(problem)
    print(FORM["fits"])


def _called(function: Any, arguments: tuple[Any, ...]) -> tuple[Any, str]:
    """Return what *function* gives and what it prints, which is shown all the same."""
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            value = function(*arguments)
    finally:
        sys.stdout.write(printed.getvalue())
    return value, printed.getvalue()


def form_problem(value: Any, wanted: Wanted) -> str:
    """Return why *value* is not of the form that is *wanted*, as a sentence; "" if it is.

    Types are exact, and no object of the learner's takes part in a comparison.
    """
    if isinstance(wanted, type):
        fits = type(value) is wanted
    else:
        fits = any(type(value) is type(one) and value == one for one in wanted)
    if fits:
        return ""
    asked = _asked(wanted)
    if value is None:
        return FORM.filled("gives_nothing", wanted=asked)
    if type(value) is tuple:
        return FORM.filled("gives_several", wanted=asked)
    given = type(value).__name__
    if not isinstance(wanted, type) and type(value) is str:
        given = FORM.filled("the_text", text=shown(value))
    return FORM.filled("gives", given=given, wanted=asked)


def _asked(wanted: Wanted) -> str:
    """Return in words what is *wanted*."""
    if isinstance(wanted, type):
        return FORM.section("types").get(wanted.__name__, wanted.__name__)
    return either([repr(one) for one in wanted])
