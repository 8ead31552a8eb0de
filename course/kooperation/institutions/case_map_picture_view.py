"""A map of a case as a picture: actors left, legal bases right, placements as lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kooperation.institutions.case_map import Comparison, MappedCase, Verdict, compare, split
from kooperation.institutions.case_map_view import SIGNS
from kooperation.institutions.cases_words import MadeUpCase
from kooperation.institutions.interfaces_view import in_lines, narrow_name, plain_figure
from kooperation.institutions.interfaces_words import actors
from kooperation.kit.palette import colour

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

VERDICT_LOOK = {
    Verdict.RIGHT: (colour("good"), "solid"),
    Verdict.ADMISSIBLE: (colour("good"), "solid"),
    Verdict.DISPUTED: (colour("warning"), "dash"),
    Verdict.WRONG: (colour("wrong"), "dot"),
}
LEFT, RIGHT = 0.42, 0.58


def map_figure(case: MadeUpCase, answer: MappedCase) -> Figure:
    """Return the learner's map as a picture; `map_words` says what it shows."""
    comparison = compare(answer, case.map_key)
    chosen = [code for code in actors() if code in answer.actors]
    used = [key for key in case.bases if any(split(c)[1] == key for c in answer.bases)]
    rows = max(len(chosen), len(used), 1)
    actor_at = {code: _spread(at, len(chosen), rows) for at, code in enumerate(chosen)}
    basis_at = {key: _spread(at, len(used), rows) for at, key in enumerate(used)}
    verdicts = comparison.actors.verdicts
    left = _side(
        [f"{SIGNS[verdicts[code]]} {narrow_name(code, 16)} " for code in chosen],
        list(actor_at.values()),
        [VERDICT_LOOK[verdicts[code]][0] for code in chosen],
        {"x": LEFT, "textposition": "middle left", "symbol": "circle"},
    )
    right = _side(
        [f" {in_lines(case.bases[key].label, 20)}" for key in used],
        list(basis_at.values()),
        [colour("neutral")] * len(used),
        {"x": RIGHT, "textposition": "middle right", "symbol": "square"},
    )
    return plain_figure(
        [*_placement_lines(answer, comparison, actor_at, basis_at), left, right],
        {
            "height": 50 + 38 * rows,
            "xaxis": {"range": [0, 1]},
            "yaxis": {"range": [-rows + 0.4, 0.6]},
        },
    )


def _spread(at: int, count: int, rows: int) -> float:
    return -(at + 0.5) * rows / count + 0.5


def _placement_lines(
    answer: MappedCase,
    comparison: Comparison,
    actor_at: Mapping[str, float],
    basis_at: Mapping[str, float],
) -> list[dict[str, Any]]:
    data = []
    for choice in sorted(answer.bases):
        actor, basis = split(choice)
        ink, dash = VERDICT_LOOK[comparison.bases.verdicts[choice]]
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [LEFT, RIGHT],
                "y": [actor_at[actor], basis_at[basis]],
                "line": {"color": ink, "dash": dash, "width": 2.5},
                "hoverinfo": "skip",
            }
        )
    return data


def _side(names: list[str], at: list[float], ink: list[str], look: dict[str, Any]) -> Any:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [look["x"]] * len(names),
        "y": at,
        "text": names,
        "textposition": look["textposition"],
        "marker": {"size": 11, "color": ink, "symbol": look["symbol"]},
        "hoverinfo": "skip",
    }
