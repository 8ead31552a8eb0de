"""Fields, life courses and case maps: tables, pictures, and what is right or wrong about a map."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kooperation.base.german import join, number
from kooperation.institutions.case_map import (
    PARTS,
    CaseMap,
    Choices,
    Comparison,
    PartKey,
    PartResult,
    Problem,
    Verdict,
    compare,
    split,
)
from kooperation.institutions.case_map_words import (
    PART_NAMES,
    choice_name,
    problem_name,
    reason,
    state,
)
from kooperation.institutions.cases_words import Case
from kooperation.institutions.fields_words import PERSON, Field, LifeCourse, Seam, fields
from kooperation.institutions.interfaces_words import actors, problems

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Readable on white and on the dark theme's grey; form says the same as colour.
PROBLEM_LOOK = {
    Problem.INTERFACE: ("#3b82c4", "solid"),
    Problem.GAP: ("#8a8a8a", "dot"),
    Problem.DUPLICATION: ("#2e8b57", "dash"),
    Problem.SHUNTING: ("#c2622d", "dashdot"),
}
VERDICT_LOOK = {
    Verdict.RIGHT: ("#2e8b57", "solid"),
    Verdict.ADMISSIBLE: ("#2e8b57", "solid"),
    Verdict.DISPUTED: ("#b8860b", "dash"),
    Verdict.WRONG: ("#d9534f", "dot"),
}
SIGNS = {
    Verdict.RIGHT: "✓",
    Verdict.ADMISSIBLE: "✓",
    Verdict.DISPUTED: "≈",
    Verdict.WRONG: "✗",
}
ORDER = (Verdict.WRONG, Verdict.DISPUTED, Verdict.RIGHT, Verdict.ADMISSIBLE)


def actor_name(code: str) -> str:
    """Return an actor's German name; the person at the centre of a field is «der Mensch»."""
    return "der Mensch" if code == PERSON else actors()[code].name


def _cell(text: str, tag: str = "td", **attributes: str) -> str:
    extra = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{extra}>{text}</{tag}>"


def _law(text: str) -> str:
    """Return *text* escaped, with «§ 14» and «SGB II» kept together at line ends."""
    return re.sub(r"(§|SGB) ", r"\1&nbsp;", escape(text))


def _table(caption: str, head: Iterable[str], rows: Iterable[str]) -> str:
    heads = "".join(_cell(text, "th", scope="col") for text in head)
    return (
        '<div class="kooperation-fit"><table class="kooperation-matrix kooperation-wide">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


# Fields ------------------------------------------------------------------------------------------


def role_table(field: Field) -> str:
    """Return the actors of *field* with task and legal basis."""
    rows = (
        f"<tr>{_cell(escape(actor_name(role.actor)), 'th', scope='row')}"
        f"{_cell(_law(role.task))}{_cell(_law(role.basis))}</tr>"
        for role in field.actors
    )
    return _table("Wer tut was, auf welcher Grundlage?", ("Stelle", "Aufgabe", "Grundlage"), rows)


def seam_table(field: Field, chosen: int | None = None) -> str:
    """Return the seams of *field*; the *chosen* one is marked."""
    rows = (
        f"<tr{' data-chosen' if at == chosen else ''}>"
        f"{_cell(_seam_head(seam), 'th', scope='row')}{_cell(_seam_type(seam))}"
        f"{_cell(_law(seam.text))}{_cell(_law(seam.instrument))}</tr>"
        for at, seam in enumerate(field.seams)
    )
    return _table(
        "Wo es reißt, und was hilft", ("Naht", "Typ", "Woran es hakt", "Instrument"), rows
    )


def _seam_head(seam: Seam) -> str:
    between = " – ".join(actor_name(code) for code in seam.between)
    return f"{escape(seam.title)}<br><small>{escape(between)}</small>"


def _seam_type(seam: Seam) -> str:
    side = f"<br><small>auch {join([str(s) for s in seam.side])}</small>" if seam.side else ""
    return (
        f"{problem_name(seam.problem)}{side}{'<br><small>Lesart</small>' if seam.reading else ''}"
    )


def seam_sentence(seam: Seam) -> str:
    """Return in a sentence what *seam* is about."""
    between = join([actor_name(code) for code in seam.between])
    name = problems()[seam.problem].name
    return f"«{seam.title}» ({between}), {name}: {seam.text} Instrument: {seam.instrument}."


def counts(among: Iterable[Field]) -> dict[Problem, int]:
    """Return how often each kind of problem is the main type of a seam."""
    found = dict.fromkeys(Problem, 0)
    for field in among:
        for seam in field.seams:
            found[seam.problem] += 1
    return found


def count_table() -> str:
    """Return a table that counts the seams of all fields by main type."""
    rows = []
    for title, among in (
        *((field.title, [field]) for field in fields().values()),
        ("Zusammen", list(fields().values())),
    ):
        found = counts(among)
        cells = "".join(_cell(str(found[problem])) for problem in Problem)
        rows.append(f"<tr>{_cell(escape(title), 'th', scope='row')}{cells}</tr>")
    heads = "".join(_cell(str(problem), "th", scope="col") for problem in Problem)
    caption = f"Nähte nach Haupttyp: {join([problem_name(problem) for problem in Problem])}"
    return (
        f'<table class="kooperation-matrix kooperation-count"><caption>{caption}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _figure(data: list[dict[str, Any]], layout: dict[str, Any]) -> Figure:
    from plotly.graph_objects import Figure

    hidden = {"visible": False, "fixedrange": True}
    return Figure(
        data=data,
        layout={
            "showlegend": False,
            "margin": {"l": 5, "r": 5, "t": 10, "b": 10},
            "xaxis": {**hidden, **layout.pop("xaxis", {})},
            "yaxis": {**hidden, **layout.pop("yaxis", {})},
            "hovermode": "closest",
            **layout,
        },
    )


def _wrapped(text: str, width: int) -> str:
    return "<br>".join(wrap(text, width, break_long_words=False))


def _around(codes: list[str]) -> dict[str, tuple[float, float]]:
    """Return a place for each code on a circle, the first at the top; the person in the middle."""
    step = 2 * math.pi / len(codes)
    places = {code: (math.sin(at * step), math.cos(at * step)) for at, code in enumerate(codes)}
    return {**places, PERSON: (0.0, 0.0)}


LETTERS = ("x", "y", "text", "number", "hover", "ink")  # what is drawn at each seam


def field_figure(field: Field, chosen: int | None = None) -> Figure:
    """Return the network of *field*: actors around the person, seams as lines with their letter.

    A click on a letter gives the seam's number as customdata. The *chosen* seam stands out.
    """
    codes = [role.actor for role in field.actors]
    places = _around(codes)
    data: list[dict[str, Any]] = []
    letters: dict[str, list[Any]] = {key: [] for key in LETTERS}
    used: dict[frozenset[str], int] = {}
    for at, seam in enumerate(field.seams):
        color, dash = PROBLEM_LOOK[seam.problem]
        curve, middle = _curve([(code, places[code]) for code in seam.between], used)
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for x, _ in curve],
                "y": [y for _, y in curve],
                "line": {"color": color, "dash": dash, "width": 5 if at == chosen else 2.5},
                "opacity": 1 if chosen in (None, at) else 0.25,
                "hoverinfo": "skip",
            }
        )
        letters["x"].append(middle[0])
        letters["y"].append(middle[1])
        letters["text"].append(f"<b>{seam.problem}</b>")
        letters["number"].append(at)
        letters["hover"].append(_wrapped(f"{seam.title}: {seam.text}", 44))
        letters["ink"].append(color)
    data.append(_letters(letters))
    data.append(_actor_points(field, places))
    wide = {"range": [-1.9, 1.9]}
    return _figure(data, {"height": 400, "xaxis": wide, "yaxis": {"range": [-1.25, 1.3]}})


Point = tuple[float | None, float | None]


def _curve(
    stops: list[tuple[str, tuple[float, float]]], used: dict[frozenset[str], int]
) -> tuple[list[Point], tuple[float, float]]:
    """Return the points of a seam from stop to stop, and the middle of its first stretch.

    The second seam between the same two bends to one side, the third to the other; *used* counts.
    """
    curve: list[Point] = []
    middles = []
    for (a, (x0, y0)), (b, (x1, y1)) in pairwise(stops):
        count = used.get(frozenset((a, b)), 0)
        used[frozenset((a, b))] = count + 1
        through = PERSON not in (a, b) and math.hypot(x0 + x1, y0 + y1) < 0.3  # the middle
        bend = (0.3 if through else 0.0, 0.34, -0.34)[count % 3] * (1 if a < b else -1)
        steps = [step / 12 for step in range(13)]
        for t in steps:
            lift = bend * 4 * t * (1 - t) / 2
            curve.append(
                (x0 + t * (x1 - x0) - lift * (y1 - y0), y0 + t * (y1 - y0) + lift * (x1 - x0))
            )
        curve.append((None, None))
        middles.append(curve[-8 if PERSON in (a, b) else -10])  # away from the person's label
    x, y = middles[0]
    assert x is not None
    assert y is not None
    return curve, (x, y)


def _letters(letters: Mapping[str, list[Any]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": letters["x"],
        "y": letters["y"],
        "text": letters["text"],
        "customdata": letters["number"],
        "hovertext": letters["hover"],
        "hoverinfo": "text",
        "textfont": {"color": "#ffffff", "size": 12},
        "marker": {"size": 21, "color": letters["ink"], "line": {"width": 0}},
    }


def _actor_points(field: Field, places: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    codes = [role.actor for role in field.actors]
    shown = [*codes, PERSON]
    sides = [*(_label_side(*places[code]) for code in codes), _free_side(field, places)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[code][0] for code in shown],
        "y": [places[code][1] for code in shown],
        "text": [_label(code, side) for code, side in zip(shown, sides, strict=True)],
        "textposition": sides,
        "hoverinfo": "skip",
        "marker": {
            "size": [13] * len(codes) + [17],
            "color": "#8a8a8a",
            "symbol": ["circle"] * len(codes) + ["diamond"],
        },
    }


def _narrow(code: str, width: int = 13) -> str:
    """Return an actor's name in short lines, broken at its soft hyphens."""
    if code == PERSON:
        return actor_name(code)
    lines = [""]
    for word in (actors()[code].head or actors()[code].name).split(" "):
        for at, piece in enumerate(re.split("\u00ad|(?<=-)", word)):
            joint = "" if at or not lines[-1] else " "
            if lines[-1] and len(lines[-1] + joint + piece) > width:
                lines[-1] += "-" if at and not lines[-1].endswith("-") else ""
                lines.append(piece)
            else:
                lines[-1] += joint + piece
    return "<br>".join(lines)


def _label(code: str, side: str) -> str:
    text = _narrow(code)
    if side.endswith("right"):
        return "<br>".join(f"  {line}" for line in text.split("<br>"))
    if side.endswith("left"):
        return "<br>".join(f"{line}  " for line in text.split("<br>"))
    return text


def _label_side(x: float, y: float) -> str:
    """Return where a label leads away from the middle of the picture."""
    height = "middle" if abs(y) < 0.85 else "top" if y > 0 else "bottom"
    if abs(x) > 0.2:
        return f"{height} {'right' if x > 0 else 'left'}"
    return "top center" if y >= 0 else "bottom center"


def _free_side(field: Field, places: Mapping[str, tuple[float, float]]) -> str:
    """Return the side of the person that is farthest from all lines leading there."""
    lines = [
        math.atan2(*reversed(places[code]))
        for seam in field.seams
        for pair in pairwise(seam.between)
        if PERSON in pair
        for code in pair
        if code != PERSON
    ]
    sides = {"middle right": 0.0, "top center": 0.5, "middle left": 1.0, "bottom center": -0.5}

    def room(side: str) -> float:
        return min((1 - math.cos(sides[side] * math.pi - line) for line in lines), default=0)

    return max(sides, key=room)


def field_words(field: Field) -> str:
    """Return in words what the network of *field* shows."""
    found = counts([field])
    parts = [f"{found[p]}-mal {problems()[p].name}" for p in Problem if found[p]]
    return (
        f"{field.title}: {len(field.actors)} Stellen um einen Menschen, {len(field.seams)} Nähte, "
        f"davon {join(parts)}. Alles steht auch in den Tabellen."
    )


# Life courses ------------------------------------------------------------------------------------


def station_table(course: LifeCourse) -> str:
    """Return the stations of *course* with all who are involved."""
    rows = []
    for station in course.stations:
        roles = "".join(
            f"<li>{escape(actor_name(r.actor))}: {_law(r.task)} ({_law(r.basis)})</li>"
            for r in station.roles
        )
        rows.append(
            f"<tr>{_cell(f'{station.age} Jahre<br><small>{escape(station.title)}</small>', 'th', scope='row')}"
            f"{_cell(f'<ul>{roles}</ul>')}"
            f"{_cell(f'{problem_name(station.problem)}<br><small>{escape(station.seam)}</small>')}</tr>"
        )
    return _table(escape(course.title), ("Alter", "Wer ist da?", "Was an der Naht geschieht"), rows)


def course_words(course: LifeCourse) -> str:
    """Return in words what the picture of *course* shows."""
    contacts = sum(len(station.roles) for station in course.stations)
    return (
        f"{len(course.stations)} Stationen, {len(course.actors)} verschiedene Stellen, "
        f"{contacts} Zuständigkeiten."
    )


def course_figure(course: LifeCourse) -> Figure:
    """Return the way of *course*: ages from left to right, a lane for each actor."""
    lanes = {code: -at for at, code in enumerate(course.actors)}
    data: list[dict[str, Any]] = []
    letters: dict[str, list[Any]] = {key: [] for key in LETTERS}
    for at, station in enumerate(course.stations):
        color, dash = PROBLEM_LOOK[station.problem]
        roles = sorted(station.roles, key=lambda role: lanes[role.actor])
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [at] * len(roles),
                "y": [lanes[role.actor] for role in roles],
                "line": {"color": color, "dash": dash, "width": 3},
                "marker": {"size": 13, "color": color},
                "hovertext": [_wrapped(f"{r.task} ({r.basis})", 40) for r in roles],
                "hoverinfo": "text",
            }
        )
        letters["x"].append(at)
        letters["y"].append(1)
        letters["text"].append(f"<b>{station.problem}</b>")
        letters["number"].append(at)
        letters["hover"].append(_wrapped(station.seam, 40))
        letters["ink"].append(color)
    data.append(_letters(letters))
    count = len(course.stations)
    return _figure(
        data,
        {
            "height": 60 + 34 * (len(lanes) + 2),
            "xaxis": {
                "visible": True,
                "range": [-0.5, count - 0.5],
                "tickvals": list(range(count)),
                "ticktext": [f"{station.age} J." for station in course.stations],
                "showgrid": False,
                "zeroline": False,
                "side": "top",
            },
            "yaxis": {
                "visible": True,
                "range": [-len(lanes) + 0.4, 1.6],
                "tickvals": list(lanes.values()),
                "ticktext": [_narrow(code) for code in lanes],
                "zeroline": False,
            },
        },
    )


# Maps of a case ----------------------------------------------------------------------------------


def spoken(case: Case, part: str, choice: str, verdict: Verdict) -> str:
    """Return a choice with its verdict and reason, as one paragraph."""
    word = {
        Verdict.RIGHT: "richtig",
        Verdict.ADMISSIBLE: "zulässig",
        Verdict.DISPUTED: "strittig",
        Verdict.WRONG: "falsch",
    }[verdict]
    return f"{choice_name(case, part, choice)}: {word}. {reason(case, part, choice, verdict)}"


def feedback(case: Case, part: str, result: PartResult) -> str:
    """Return the explanation of every choice in *part*, wrong ones first, and what is still open."""
    ranked = sorted(result.verdicts.items(), key=lambda item: ORDER.index(item[1]))
    items = "".join(
        f'<li data-verdict="{verdict}" data-sign="{SIGNS[verdict]}">'
        f"<strong>{_law(choice_name(case, part, choice))}</strong>: {_lead(case, part, choice)}"
        f"{_law(reason(case, part, choice, verdict))}</li>"
        for choice, verdict in ranked
    )
    listed = f'<ul class="kooperation-feedback">{items}</ul>' if items else ""
    return f'{listed}<p class="kooperation-note">{state(part, result, case.map_key.part(part))}</p>'


def _lead(case: Case, part: str, choice: str) -> str:
    """Return what to say first of a choice that is neither plainly right nor wrong."""
    key = case.map_key.part(part)
    if choice in key.disputed:
        counts_too = any(choice in need for need in key.needs)
        return "strittig, zählt. " if counts_too else "strittig, kein Fehler. "
    return "zulässig, nicht nötig. " if choice in key.admissible else ""


def summary(comparison: Comparison) -> str:
    """Return in a sentence how far the whole map is."""
    if comparison.is_full:
        return "<strong>Alle vier Teile stimmen.</strong> Vergleichen Sie jetzt mit der Referenz."
    done = [PART_NAMES[name] for name in PARTS if comparison.part(name).is_full]
    open_ = [PART_NAMES[name] for name in PARTS if not comparison.part(name).is_full]
    found = f"Vollständig: {join(done)}. " if done else ""
    return f"{found}Noch offen: {join(open_)}. Zusammen {number(100 * comparison.share, 0)} %."


def _signed(case: Case, part: str, result: PartResult, choices: Iterable[str]) -> str:
    texts = [
        f"{SIGNS[result.verdicts[choice]]} {_law(choice_name(case, part, choice))}"
        for choice in choices
    ]
    return "<br>".join(texts) or "noch offen"


def map_table(case: Case, answer: CaseMap) -> str:
    """Return the learner's map as a table, every choice with its sign."""
    comparison = compare(answer, case.map_key)
    rows = []
    for actor in (code for code in actors() if code in answer.actors):
        sign = SIGNS[comparison.actors.verdicts[actor]]
        placed = [
            f"{SIGNS[comparison.bases.verdicts[choice]]} {_law(case.bases[split(choice)[1]].label)}"
            for choice in sorted(answer.bases)
            if split(choice)[0] == actor
        ]
        grounds = "<br>".join(placed) or "noch keine Grundlage"
        head = _cell(f"{sign} {escape(actor_name(actor))}", "th", scope="row")
        rows.append(f"<tr>{head}{_cell(grounds)}</tr>")
    if not rows:
        rows.append(f"<tr>{_cell('noch keine Stelle gewählt', colspan='2')}</tr>")
    for part in ("problem", "instruments"):
        choices = sorted(answer.part(part))
        head = _cell(PART_NAMES[part], "th", scope="row")
        rows.append(f"<tr>{head}{_cell(_signed(case, part, comparison.part(part), choices))}</tr>")
    return _table(f"Ihre Karte: {escape(case.title)}", ("Stelle", "Grundlage"), rows)


def reference_table(case: Case, answer: CaseMap) -> str:
    """Return the learner's map beside the reference, with the reasons and what is disputed."""
    comparison = compare(answer, case.map_key)
    rows = []
    for part in PARTS:
        key = case.map_key.part(part)
        own = _signed(case, part, comparison.part(part), sorted(answer.part(part)))
        head = _cell(PART_NAMES[part], "th", scope="row")
        rows.append(f"<tr>{head}{_cell(own)}{_cell(_reference(case, part, key))}</tr>")
    table = _table("Ihre Karte und die Referenz", ("Teil", "Ihre Karte", "Referenz"), rows)
    return (
        f"{table}<p><strong>Warum so?</strong> {_law(case.reference)}</p>"
        f"<p><strong>Strittig:</strong> {_law(case.dispute)}</p>"
    )


def _reference(case: Case, part: str, key: PartKey) -> str:
    if part == "problem":
        side = [problems()[code].name for code in case.side_problems]
        return f"{problem_name(case.problem)}; es zählt auch {join(side, 'oder')}"
    if part == "bases":
        return _reference_bases(case, key)
    lines = [" oder ".join(_names(case, part, need - key.disputed or need)) for need in key.needs]
    if extra := key.admissible:
        lines.append(f"zulässig: {join(_names(case, part, extra))}")
    if key.disputed:
        lines.append(f"strittig, kein Fehler: {join(_names(case, part, key.disputed))}")
    return "<br>".join(lines)


def _names(case: Case, part: str, choices: Choices) -> list[str]:
    order = list(actors()) if part == "actors" else sorted(choices)
    return [_law(choice_name(case, part, choice)) for choice in order if choice in choices]


def _reference_bases(case: Case, key: PartKey) -> str:
    lines = []
    for actor in (code for code in actors() if code in case.map_key.actors.accepted):
        labels = [
            _law(basis.label) + (" (strittig)" if actor in basis.disputed else "")
            for basis in case.bases.values()
            if actor in (*basis.right, *basis.disputed)
        ]
        if labels:
            lines.append(f"{escape(actor_name(actor))}: {'; '.join(labels)}")
    return "<br>".join(lines)


def map_figure(case: Case, answer: CaseMap) -> Figure:
    """Return the learner's map as a picture: actors left, legal bases right, placements as lines."""
    comparison = compare(answer, case.map_key)
    chosen = [code for code in actors() if code in answer.actors]
    used = [key for key in case.bases if any(split(c)[1] == key for c in answer.bases)]
    rows = max(len(chosen), len(used), 1)
    heights = {
        **{f"a {code}": _spread(at, len(chosen), rows) for at, code in enumerate(chosen)},
        **{f"b {key}": _spread(at, len(used), rows) for at, key in enumerate(used)},
    }
    data = _placement_lines(answer, comparison, heights)
    data.append(
        _side(
            [f"{SIGNS[comparison.actors.verdicts[c]]} {_narrow(c, 16)}" for c in chosen],
            [heights[f"a {c}"] for c in chosen],
            [VERDICT_LOOK[comparison.actors.verdicts[c]][0] for c in chosen],
            left=True,
        )
    )
    data.append(
        _side(
            [_wrapped(case.bases[key].label, 20) for key in used],
            [heights[f"b {key}"] for key in used],
            ["#8a8a8a"] * len(used),
            left=False,
        )
    )
    return _figure(
        data,
        {
            "height": 50 + 38 * rows,
            "xaxis": {"range": [0, 1]},
            "yaxis": {"range": [-rows + 0.4, 0.6]},
        },
    )


def _spread(at: int, count: int, rows: int) -> float:
    return -(at + 0.5) * rows / count + 0.5


def _placement_lines(
    answer: CaseMap, comparison: Comparison, heights: Mapping[str, float]
) -> list[dict[str, Any]]:
    data = []
    for choice in sorted(answer.bases):
        actor, basis = split(choice)
        color, dash = VERDICT_LOOK[comparison.bases.verdicts[choice]]
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0.42, 0.58],
                "y": [heights[f"a {actor}"], heights[f"b {basis}"]],
                "line": {"color": color, "dash": dash, "width": 2.5},
                "hoverinfo": "skip",
            }
        )
    return data


def _side(names: list[str], at: list[float], ink: list[str], *, left: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [0.42 if left else 0.58] * len(names),
        "y": at,
        "text": [f"{name} " if left else f" {name}" for name in names],
        "textposition": "middle left" if left else "middle right",
        "marker": {"size": 11, "color": ink, "symbol": "circle" if left else "square"},
        "hoverinfo": "skip",
    }


def map_words(case: Case, answer: CaseMap) -> str:
    """Return in words what the picture of a map shows; the table beside it says it in full."""
    if not answer.actors:
        return f"Karte zu {case.title}: noch leer."
    names = join([actor_name(code) for code in actors() if code in answer.actors])
    lines = len(answer.bases)
    return f"Karte zu {case.title}: {names}, {lines} Verbindungen zu Rechtsgrundlagen."
