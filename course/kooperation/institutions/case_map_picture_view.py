"""A map of a case as a picture: actors left, legal bases right, placements as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kooperation.institutions.case_map import MappedCase, Verdict, compare, split
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


@dataclass(frozen=True)
class MapSide:
    """One side of the picture: for each key, from above, what is written beside its mark, and the mark's colour."""

    names: Mapping[str, str]
    inks: Mapping[str, str]


@dataclass(frozen=True)
class MapLine:
    """A placement: from a key on the left to one on the right."""

    left: str
    right: str
    ink: str
    dash: str = "solid"


def map_figure(case: MadeUpCase, answer: MappedCase) -> Figure:
    """Return the learner's map as a picture; `map_words` says what it shows."""
    comparison = compare(answer, case.map_key)
    verdicts = comparison.actors.verdicts
    chosen = [code for code in actors() if code in answer.actors]
    used = [key for key in case.bases if any(split(c)[1] == key for c in answer.bases)]
    left = MapSide(
        {code: f"{SIGNS[verdicts[code]]} {narrow_name(code, 16)}" for code in chosen},
        {code: VERDICT_LOOK[verdicts[code]][0] for code in chosen},
    )
    right = MapSide(
        {key: in_lines(case.bases[key].label, 20) for key in used},
        dict.fromkeys(used, colour("neutral")),
    )
    looks = {choice: VERDICT_LOOK[comparison.bases.verdicts[choice]] for choice in answer.bases}
    return two_sides(left, right, [MapLine(*split(c), *looks[c]) for c in sorted(answer.bases)])


def two_sides(left: MapSide, right: MapSide, lines: Iterable[MapLine]) -> Figure:
    """Return a picture of a map: bodies left, legal bases right, *lines* between them."""
    rows = max(len(left.names), len(right.names), 1)
    left_at = {key: _spread(at, len(left.names), rows) for at, key in enumerate(left.names)}
    right_at = {key: _spread(at, len(right.names), rows) for at, key in enumerate(right.names)}
    return plain_figure(
        [
            *(_line(line, left_at[line.left], right_at[line.right]) for line in lines),
            _side(
                [f"{name} " for name in left.names.values()],
                list(left_at.values()),
                [*left.inks.values()],
                {"x": LEFT, "textposition": "middle left", "symbol": "circle"},
            ),
            _side(
                [f" {name}" for name in right.names.values()],
                list(right_at.values()),
                [*right.inks.values()],
                {"x": RIGHT, "textposition": "middle right", "symbol": "square"},
            ),
        ],
        {
            "height": 50 + 38 * rows,
            "xaxis": {"range": [0, 1]},
            "yaxis": {"range": [-rows + 0.4, 0.6]},
        },
    )


def _spread(at: int, count: int, rows: int) -> float:
    return -(at + 0.5) * rows / count + 0.5


def _line(line: MapLine, left: float, right: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [LEFT, RIGHT],
        "y": [left, right],
        "line": {"color": line.ink, "dash": line.dash, "width": 2.5},
        "hoverinfo": "skip",
    }


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
