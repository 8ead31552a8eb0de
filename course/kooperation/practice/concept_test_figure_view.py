"""The test before and the one after as a figure: a line for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kooperation.base.words import Words
from kooperation.kit.palette import colour
from kooperation.practice.concept_test import AnswerOutcome, Change
from kooperation.practice.concept_test_view import (
    Answers,
    Questions,
    change_word,
    changes,
    outcome_word,
    outcomes,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

WORDS = Words("practice.concept_test")
# Symbols differ in form, lines in strength and dash: nothing is told by colour alone.
MARKS = {
    AnswerOutcome.RIGHT: ("circle", "good"),
    AnswerOutcome.WRONG: ("x", "wrong"),
    AnswerOutcome.UNKNOWN: ("circle-open", "unknown"),
    AnswerOutcome.MISSING: ("line-ew-open", "neutral"),
}
LINES = {
    Change.GAINED: ("good", 4, "solid"),
    Change.KEPT: ("good", 1.5, "solid"),
    Change.LOST: ("wrong", 4, "dot"),
    Change.STILL_OPEN: ("neutral", 1.5, "solid"),
}


def comparison_alt(questions: Questions, before: Answers, after: Answers) -> str:
    """Return what the figure shows in one sentence."""
    then, now = (list(outcomes(questions, given).values()) for given in (before, after))
    right = AnswerOutcome.RIGHT
    return WORDS.filled(
        "alt", count=len(questions), before=then.count(right), after=now.count(right)
    )


def comparison_figure(questions: Questions, before: Answers, after: Answers) -> Figure:
    """Return a figure with a line for each question, from its answer before to the one after."""
    from plotly.graph_objects import Figure

    titles = [question.title for question in questions.values()]
    lines = [
        _line(questions[key].title, became)
        for key, became in changes(questions, before, after).items()
        if became in LINES
    ]
    figure = Figure([*lines, *(_marks(questions, before, after, kind) for kind in MARKS)])
    _then, *times, _became = WORDS.lines("columns")
    figure.update_layout(
        height=430,
        xaxis={
            "tickvals": [0, 1],
            "ticktext": times,
            "range": [-0.2, 1.2],
            "side": "top",
            "fixedrange": True,
        },
        yaxis={"categoryorder": "array", "categoryarray": titles[::-1], "fixedrange": True},
        legend={"orientation": "h", "y": -0.05},
    )
    return figure


def _line(title: str, became: Change) -> Scatter:
    from plotly.graph_objects import Scatter

    name, width, dash = LINES[became]
    return Scatter(
        x=[0, 1],
        y=[title] * 2,
        mode="lines",
        line={"color": colour(name), "width": width, "dash": dash},
        name=change_word(became),
        showlegend=False,
        hoverinfo="skip",
    )


def _marks(questions: Questions, before: Answers, after: Answers, kind: AnswerOutcome) -> Scatter:
    from plotly.graph_objects import Scatter

    symbol, name = MARKS[kind]
    found = [outcomes(questions, given) for given in (before, after)]
    at = [(x, key) for x, given in enumerate(found) for key in questions if given[key] is kind]
    return Scatter(
        x=[x for x, _key in at],
        y=[questions[key].title for _x, key in at],
        mode="markers",
        name=outcome_word(kind),
        marker={"symbol": symbol, "color": colour(name), "size": 13, "line": {"width": 2}},
        hovertemplate=f"%{{y}}: {outcome_word(kind)}<extra></extra>",
    )
