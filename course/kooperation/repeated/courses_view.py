"""What each course of action is worth against tit for tat: as curves over δ, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kooperation.base.comparing import same
from kooperation.base.german import join, number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, payoff_range
from kooperation.kit.html import Markup, joined, mark, table, tr
from kooperation.kit.palette import colour
from kooperation.repeated.courses import best_course, courses, worth_showing
from kooperation.repeated.plotting_view import title, upright

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS, COURSES = Words("repeated.courses"), Words("repeated.courses.names")
GRID = (*(k / 50 for k in range(50)), 0.99)
# Told apart by line style as well.
LOOKS = {
    "cooperate": ("own", "solid"),
    "defect": ("other", "dash"),
    "alternate": ("third", "dot"),
    "leave": ("fourth", "dashdot"),
    "go": ("fifth", "longdash"),
}


def value_curves(game: SymmetricGame, outside: float, discount: float | None) -> Figure:
    """Return what each course against tit for tat is worth, per round, over δ; a line marks δ now."""
    import plotly.graph_objects as go

    by_delta = [worth_showing(courses(game, delta, outside), game, outside) for delta in GRID]
    lines = []
    for k, course in enumerate(by_delta[0]):
        own_colour, dash = LOOKS[course.key]
        name = course_name(course.key)
        lines.append(
            {
                "type": "scatter",
                "x": GRID,
                "y": [found[k].per_round for found in by_delta],
                "name": name,
                "mode": "lines",
                "line": {"color": colour(own_colour), "dash": dash, "width": 2.5},
                "hovertemplate": "δ = %{x:.2f}: %{y:.2f}<extra>" + name + "</extra>",
            }
        )
    layout = {
        "height": 350,
        "margin": {"l": 55, "r": 15, "t": 30, "b": 70},
        "xaxis": {"range": [0, 1], "dtick": 0.2, "title": title(WORDS["axis_delta"])},
        "yaxis": {"title": title(WORDS["axis_value"])},
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.28},
        **({} if discount is None else _now(discount)),
    }
    return go.Figure(lines, layout)


def _now(discount: float) -> dict[str, Any]:
    """Return the line that marks δ, and what stands above it."""
    text = {"text": f"δ = {number(discount)}", "x": discount, "y": 1, "yanchor": "bottom"}
    return {
        "shapes": [upright(discount)],
        "annotations": [{**text, "showarrow": False, "xref": "x", "yref": "paper"}],
    }


def value_alt(game: SymmetricGame, outside: float, discount: float | None) -> str:
    """Return in words what the curves show."""
    shown = worth_showing(courses(game, 0.0, outside), game, outside)
    text = WORDS.filled("picture", courses=join([course_name(course.key) for course in shown]))
    if discount is None or discount >= 1:
        return text
    best = course_name(best_course(courses(game, discount, outside), game).key)
    return f"{text} {WORDS.filled('picture_now', delta=number(discount), best=best)}"


def courses_table(game: SymmetricGame, discount: float, outside: float) -> Markup:
    """Return what each course is worth today and per round, the best ones marked with a word."""
    found = worth_showing(courses(game, discount, outside), game, outside)
    best = max(course.per_round for course in found)
    rows = []
    for course in found:
        is_best = same(course.per_round, best, payoff_range(game.game))
        value = joined([number(course.present_value), mark(WORDS["best"]) if is_best else None])
        name = course_name(course.key)
        rows.append(tr(name, value, number(course.per_round), data_course=course.key))
    head = [WORDS["course"], WORDS["present_value"], WORDS["per_round"]]
    return table(WORDS["table"], head, rows, "small shadow")


def course_name(key: str) -> str:
    """Return what the course *key* is called."""
    return COURSES.section()[key]
