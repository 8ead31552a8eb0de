"""A life course across the sectors: a lane for each actor, and the stations as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.case_map import Problem
from kooperation.institutions.case_map_words import problem_name
from kooperation.institutions.fields_words import LifeCourse, Station
from kooperation.institutions.interfaces_view import (
    PROBLEM_LOOK,
    Letter,
    actor_name,
    in_lines,
    law,
    letter_points,
    narrow_name,
    plain_figure,
    wide_table,
)
from kooperation.institutions.interfaces_words import problems
from kooperation.kit.html import BR, Markup, joined, small, tag

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS = Words("institutions.life_course")


def station_table(course: LifeCourse) -> Markup:
    """Return the stations of *course* with all who are involved."""
    rows = (
        (
            joined([WORDS.filled("age", age=station.age), small(station.title)], BR),
            tag(
                "ul",
                *(
                    tag("li", f"{actor_name(role.actor)}: {law(role.task)} ({law(role.basis)})")
                    for role in station.roles
                ),
            ),
            joined([problem_name(station.problem), small(station.seam)], BR),
        )
        for station in course.stations
    )
    return wide_table(course.title, WORDS.lines("head"), rows)


def course_words(course: LifeCourse) -> str:
    """Return in words what the picture of *course* shows."""
    there = {station.problem for station in course.stations}
    return WORDS.filled(
        "picture",
        stations=len(course.stations),
        actors=len(course.actors),
        contacts=sum(len(station.roles) for station in course.stations),
        letters=join(
            [
                f"{problem}\N{NO-BREAK SPACE}{problems()[problem].name}"
                for problem in Problem
                if problem in there
            ]
        ),
    )


def course_figure(course: LifeCourse) -> Figure:
    """Return the way of *course*: ages from left to right, a lane for each actor."""
    lanes = {code: -at for at, code in enumerate(course.actors)}
    stations = list(enumerate(course.stations))
    letters = [Letter(at, 1, s.problem, in_lines(s.seam, 40), at) for at, s in stations]
    return plain_figure(
        [*(_stretch(at, station, lanes) for at, station in stations), letter_points(letters)],
        {
            "height": 60 + 34 * (len(lanes) + 2),
            "xaxis": {
                "visible": True,
                "range": [-0.5, len(stations) - 0.5],
                "tickvals": [at for at, _ in stations],
                "ticktext": [WORDS.filled("age_short", age=station.age) for _, station in stations],
                "showgrid": False,
                "zeroline": False,
                "side": "top",
            },
            "yaxis": {
                "visible": True,
                "range": [-len(lanes) + 0.4, 1.6],
                "tickvals": list(lanes.values()),
                "ticktext": [narrow_name(code) for code in lanes],
                "zeroline": False,
            },
        },
    )


def _stretch(at: int, station: Station, lanes: dict[str, int]) -> dict[str, Any]:
    """Return the points of all who are involved at *station*, joined by a line."""
    ink, dash = PROBLEM_LOOK[station.problem]
    roles = sorted(station.roles, key=lambda role: lanes[role.actor])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [at] * len(roles),
        "y": [lanes[role.actor] for role in roles],
        "line": {"color": ink, "dash": dash, "width": 3},
        "marker": {"size": 13, "color": ink},
        "hovertext": [in_lines(f"{role.task} ({role.basis})", 40) for role in roles],
        "hoverinfo": "text",
    }
