"""What levers move: needs as a chart, sizes before and after as a table, and German sentences."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.comparing import beats
from kooperation.base.german import join, number, percent, unbroken
from kooperation.base.words import texts
from kooperation.games.game import letters
from kooperation.games.game_view import matrix_table
from kooperation.games.game_words import GamePreset
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_words import Lever
from kooperation.success_factors.needs import ROUNDS, Need, TownReading, needs, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plotly.graph_objects import Figure

HAVE_COLOUR, NEED_COLOUR = "#3b8fd4", "#e07b1a"
END = 1.25  # where «never» stands


# The chart of needs -------------------------------------------------------------------------------


def needs_figure(found: Sequence[Need]) -> Figure:
    """Return a bar for what is there and a diamond for what it takes, one row for each need."""
    import plotly.graph_objects as go

    words = texts()["workshop"]
    names = [words["needs"][need.key] for need in found]
    layout = {
        "height": 350,
        "margin": {"l": 10, "r": 70, "t": 10, "b": 70},
        "xaxis": {
            "range": [0, 1.35],
            "tickangle": 0,
            "tickvals": [0, 0.5, 1, END],
            "ticktext": ["0", "0,5", "1", words["never"]],
            "title": {"text": words["axis"], "font": {"size": 13}},
        },
        "yaxis": {"autorange": "reversed", "automargin": True},
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.28},
    }
    return go.Figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": [need.have for need in found],
                "y": names,
                "name": words["have"],
                "marker": {"color": HAVE_COLOUR},
                "width": 0.5,
                "hovertemplate": "%{y}: %{x:.2f}<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [need.need if beats(1, need.need) else END for need in found],
                "y": names,
                "name": words["need"],
                "marker": {"symbol": "diamond", "size": 13, "color": NEED_COLOUR},
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "text",
                "x": [max(need.have, min(need.need, END)) for need in found],
                "y": names,
                "text": [f"   {words['met' if need.met else 'missing']}" for need in found],
                "textposition": "middle right",
                "showlegend": False,
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        layout,
    )


def needs_alt(found: Sequence[Need]) -> str:
    """Return in words what the chart shows."""
    words = texts()["workshop"]
    rows = [f"{words['needs'][need.key]}: {need_text(need)}" for need in found]
    return f"{words['picture']} {'; '.join(rows)}."


def need_text(need: Need) -> str:
    """Return «0,63, nötig 0,5: ✓ reicht»."""
    words = texts()["workshop"]
    if need.need == 0:
        least = words["nothing"]
    elif beats(1, need.need):
        least = number(need.need)
    else:
        least = words["beyond"]
        return f"{number(need.have)}; {least}"
    return str(
        words["value"].format(
            have=number(need.have), need=least, verdict=words["met" if need.met else "missing"]
        )
    )


# Before and after ---------------------------------------------------------------------------------


def sizes(situation: TownSituation) -> dict[str, str]:
    """Return all that is told of a situation, by German name: parameters, then what follows."""
    words, reading = texts()["workshop"], read(situation)
    told = {name: number(getattr(situation, key)) for key, name in words["parameters"].items()}
    told[words["kind"]] = kind_text(reading)
    told |= {words["needs"][need.key]: need_text(need) for need in needs(situation, reading)}
    told[words["cooperation"].format(rounds=ROUNDS)] = percent(reading.cooperation)
    told[words["enlargement"]] = number(reading.growth)
    told[words["free_ride"].format(parties=situation.parties)] = number(reading.free_ride)
    return told


def kind_text(reading: TownReading) -> str:
    """Return the name of the game and its pure equilibria."""
    name = texts()["kinds"][reading.kind.value]
    return f"{name}: {join([letters(at) for at in reading.equilibria])}"


def moved_table(
    before: TownSituation,
    after: TownSituation,
    heads: tuple[str, str],
    caption: str,
    *,
    all_rows: bool,
) -> str:
    """Return a table of what differs; with *all_rows* also of what follows and is the same."""
    words = texts()["workshop"]
    old, new = sizes(before), sizes(after)
    parameters = set(words["parameters"].values())
    rows = []
    for name in new:
        differs = old[name] != new[name]
        if not differs and (not all_rows or name in parameters):
            continue
        look = ' class="kooperation-chosenrow"' if differs and all_rows else ""
        rows.append(
            f'<tr{look}><th scope="row">{escape(name)}</th><td>{escape(old[name])}</td>'
            f"<td>{escape(new[name])}</td></tr>"
        )
    head = "".join(f'<th scope="col">{text}</th>' for text in (words["row"], *heads))
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small kooperation-moved">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def round_matrix(situation: TownSituation) -> str:
    """Return the game of one round as a matrix with what holds in it."""
    words = texts()["workshop"]
    preset = GamePreset(
        key="hebelwerkstatt",
        title=words["matrix"],
        game=situation.game.game,
        player_names=("Stelle 1", "Stelle 2"),
        cooperate="kooperieren",
        defect="defektieren",
        story="",
        reading="",
        order=0,
    )
    return matrix_table(preset.game, preset)


# Sentences ----------------------------------------------------------------------------------------


def in_words(situation: TownSituation) -> list[str]:
    """Return German sentences: the game, the shadow of the future, trust, and the mode."""
    words, reading = texts()["workshop"], read(situation)
    found = {need.key: need for need in needs(situation, reading)}
    said = [
        words["said_game"].format(kind=f"<strong>{kind_text(reading)}</strong>"),
        words["said_future"].format(delta=number(reading.discount), verdict=_future(reading)),
    ]
    start = found["start"]
    if start.need == math.inf:
        said.append(words["start_impossible"])
    else:
        said.append(
            words["said_start"].format(
                need=percent(start.need, 0),
                have=percent(start.have, 0),
                verdict=words["met" if start.met else "missing"],
            )
        )
    stronger, weaker = found["stronger"], found["weaker"]
    mode = "mode_both" if weaker.met else "mode_one" if stronger.met else "mode_none"
    said.append(
        words["said_mode"].format(
            stronger=number(stronger.need),
            weaker=number(weaker.need),
            have=number(weaker.have),
            verdict=f"<strong>{words[mode]}</strong>",
        )
    )
    return said


def _future(reading: TownReading) -> str:
    words = texts()["workshop"]
    if reading.grim is None:
        return str(words["future_idle"])
    if beats(reading.grim, reading.discount):
        key = "future_missing"
    elif not beats(reading.discount, reading.risk_dominance):
        key = "future_holds"
    else:
        key = "future_strong"
    return str(words[key].format(grim=number(reading.grim), risk=number(reading.risk_dominance)))


def lever_sentence(lever: Lever) -> str:
    """Return what a lever means and who can pull it."""
    return str(
        texts()["workshop"]["lever"].format(
            title=escape(lever.title),
            slide=lever.slide,
            reach=lever.reach,
            why=escape(lever.why),
            example=unbroken(escape(lever.example)),
        )
    )
