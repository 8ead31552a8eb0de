"""The roles of an association: a radar chart of their weights, and which logics collide in words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.german import join, number
from kooperation.base.words import texts
from kooperation.institutions.roles import Collision, Level, collisions, strain
from kooperation.institutions.roles_words import Role, Tension

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Weights = Mapping[str, float]
Roles = Mapping[str, Role]
Tensions = Mapping[frozenset[str], Tension]
# Told apart in both themes, and by line style as well.
WEIGHT_COLOUR, STRAIN_COLOUR = "#3b8fd4", "#e07b1a"


def radar(weights: Weights, roles: Roles) -> Figure:
    """Return the weights of the roles and the strain on each, on the same four axes from 0 to 10."""
    import plotly.graph_objects as go

    words = texts()["selves"]
    names = [role.short for role in roles.values()]
    series = (
        (words["weight"], [weights[key] for key in roles], WEIGHT_COLOUR, "solid", "toself"),
        (words["strain"], [strain(weights, key) for key in roles], STRAIN_COLOUR, "dot", "none"),
    )
    figure = go.Figure(
        [
            go.Scatterpolar(
                r=[*values, values[0]],
                theta=[*names, names[0]],
                name=name,
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2.5},
                fill=fill,
                opacity=0.85,
                hovertemplate="%{theta}: %{r:.1f}<extra>" + name + "</extra>",
            )
            for name, values, colour, dash, fill in series
        ]
    )
    figure.update_layout(
        height=330,
        margin={"l": 80, "r": 80, "t": 30, "b": 50},
        polar={
            "radialaxis": {"range": [0, 10], "dtick": 2, "angle": 45, "tickangle": 45},
            "angularaxis": {"rotation": 90, "direction": "clockwise"},
        },
        legend={"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.12},
    )
    return figure


def radar_alt(weights: Weights, roles: Roles) -> str:
    """Return in a sentence what the radar chart shows."""
    shown = [
        f"{role.short} {number(weights[key], 1)} (Spannung {number(strain(weights, key), 1)})"
        for key, role in roles.items()
    ]
    return f"{texts()['selves']['picture']} {join(shown)}."


def collisions_table(weights: Weights, roles: Roles, tensions: Tensions) -> str:
    """Return all six pairs with what they quarrel about and how hard, the strongest first."""
    words = texts()["selves"]
    rows = "".join(
        f'<tr><th scope="row">{_pair(found, roles)}</th>'
        f"<td>{escape(tensions[found.roles].tension)}</td>"
        f'<td class="kooperation-nowrap">{_bar(found)} {number(found.strength, 1)} '
        f"({words[found.level.value]})</td></tr>"
        for found in collisions(weights)
    )
    heads = "".join(f'<th scope="col">{words[name]}</th>' for name in ("pair", "about", "strength"))
    return (
        '<table class="kooperation-matrix kooperation-report">'
        f"<caption>{words['table']}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _pair(found: Collision, roles: Roles) -> str:
    return " / ".join(role.short for key, role in roles.items() if key in found.roles)


def _bar(found: Collision) -> str:
    """Return a small bar; the number beside it says the same."""
    return (
        '<span class="kooperation-bar" aria-hidden="true">'
        f'<span style="width: {10 * found.strength:.0f}%"></span></span>'
    )


def in_words(weights: Weights, roles: Roles, tensions: Tensions) -> list[str]:
    """Return German sentences: how many logics collide, where hardest, and what that looks like."""
    words = texts()["selves"]
    pairs = collisions(weights)
    felt = [pair for pair in pairs if pair.level in (Level.NOTICEABLE, Level.STRONG)]
    active = [role.short for key, role in roles.items() if weights[key] > 0]
    if len(active) < 2:
        return [words["alone"] if active else words["nothing"]]
    sentences = [
        words["count"].format(felt=len(felt), all=len(pairs))
        if felt
        else words["none_felt"].format(all=len(pairs))
    ]
    hardest = [pair for pair in pairs if pair.strength == pairs[0].strength]
    if len(hardest) > 1:
        sentences.append(words["ties"].format(pairs=join([_pair(p, roles) for p in hardest])))
    top = tensions[pairs[0].roles]
    sentences.append(
        words["hardest"].format(
            pair=_pair(pairs[0], roles), tension=escape(top.tension), example=escape(top.example)
        )
    )
    loads = {key: strain(weights, key) for key in roles}
    most = max(loads, key=lambda key: loads[key])
    sentences.append(words["most"].format(role=roles[most].title, logic=roles[most].logic))
    return sentences
