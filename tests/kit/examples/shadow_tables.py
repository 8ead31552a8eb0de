"""The shadow of the future as tables, with the base; the rest of the view stays as it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Markup, Row, joined, mark, table, tr
from kooperation.repeated.shadow import Verdict, courses
from kooperation.repeated.shadow_view import _shown, _yes_no, threshold_text


def courses_table(game: SymmetricGame, discount: float, outside: float) -> Markup:
    """Return what each course is worth today and per round, the best ones marked with a word."""
    words = texts()["shadow"]
    found = _shown(courses(game, discount, outside), game, outside)
    best = max(course.per_round for course in found)
    rows = []
    for course in found:
        value: list[str] = [number(course.present_value)]
        if math.isclose(course.per_round, best, abs_tol=1e-9):
            value.append(mark(words["best_mark"]))
        name = words["courses"][course.key]
        rows.append(tr(name, joined(value), number(course.per_round), data_course=course.key))
    return _table("courses_table", ("course", "present_value", "per_round"), rows)


def verdicts_table(found: Sequence[Verdict]) -> Markup:
    """Return for each strategy its threshold, what deviating brings, and whether it holds now."""
    rows = (
        tr(
            verdict.strategy.name,
            threshold_text(verdict.threshold),
            number(verdict.own),
            number(verdict.best),
            _yes_no(verdict.equilibrium),
            _yes_no(verdict.subgame_perfect),
            data_strategy=verdict.strategy.key,
        )
        for verdict in found
    )
    heads = ("strategy", "threshold", "own", "best", "equilibrium", "subgame_perfect")
    return _table("verdicts_table", heads, rows)


def _table(caption: str, heads: Iterable[str], rows: Iterable[Row]) -> Markup:
    words = texts()["shadow"]
    return table(words[caption], [words["columns"][n] for n in heads], rows, "small shadow")
