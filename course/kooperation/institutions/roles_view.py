"""The roles of an association: a radar chart of their weights, and which logics collide in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kooperation.base.german import join, number
from kooperation.base.words import Words
from kooperation.institutions.roles import HIGHEST, Collision, Level, collisions, strain
from kooperation.institutions.roles_words import Role, Tension
from kooperation.kit.html import Markup, bar, fill, joined, table, td
from kooperation.kit.palette import colour

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Weights = Mapping[str, float]
Roles = Mapping[str, Role]
Tensions = Mapping[frozenset[str], Tension]
WORDS = Words("institutions.selves")


def radar(weights: Weights, roles: Roles) -> Figure:
    """Return the weights of the roles and the strain on each, on the same four axes from 0 to 10."""
    import plotly.graph_objects as go

    names = [role.short for role in roles.values()]
    series = (  # told apart by line style as well
        (WORDS["weight"], [weights[key] for key in roles], colour("own"), "solid", "toself"),
        (WORDS["strain"], [strain(weights, key) for key in roles], colour("other"), "dot", "none"),
    )
    figure = go.Figure(
        [
            go.Scatterpolar(
                r=[*values, values[0]],
                theta=[*names, names[0]],
                name=name,
                mode="lines+markers",
                line={"color": ink, "dash": dash, "width": 2.5},
                fill=area,
                opacity=0.85,
                hovertemplate="%{theta}: %{r:.1f}<extra>" + name + "</extra>",
            )
            for name, values, ink, dash, area in series
        ]
    )
    figure.update_layout(
        height=330,
        margin={"l": 104, "r": 104, "t": 30, "b": 50},
        polar={
            "radialaxis": {
                "range": [0, 10],
                "tickvals": [0, 2, 4, 6, 8, 10],
                "ticktext": [
                    "",
                    "",
                    "4",
                    "6",
                    "8",
                    "10",
                ],  # further in, numbers lie under the surface
                "angle": 45,
                "tickangle": 45,
            },
            "angularaxis": {"rotation": 90, "direction": "clockwise"},
        },
        legend={"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.12},
    )
    return figure


def radar_alt(weights: Weights, roles: Roles) -> str:
    """Return in a sentence what the radar chart shows."""
    shown = [
        WORDS.filled(
            "of_role",
            role=role.short,
            weight=number(weights[key], 1),
            strain=number(strain(weights, key), 1),
        )
        for key, role in roles.items()
    ]
    return WORDS.filled("picture", roles=join(shown))


def collisions_table(weights: Weights, roles: Roles, tensions: Tensions) -> Markup:
    """Return all six pairs with what they quarrel about and how hard, the strongest first."""
    rows = (
        (_pair(found, roles), tensions[found.roles].tension, td(_strength(found), look="nowrap"))
        for found in collisions(weights)
    )
    head = [WORDS["pair"], WORDS["about"], WORDS["strength"]]
    return table(WORDS["table"], head, rows, "report")


def _strength(found: Collision) -> Markup:
    word = WORDS.section("levels")[found.level.value]
    return joined([bar(found.strength / HIGHEST), f"{number(found.strength, 1)} ({word})"], " ")


def _pair(found: Collision, roles: Roles) -> str:
    return " / ".join(role.short for key, role in roles.items() if key in found.roles)


def in_words(weights: Weights, roles: Roles, tensions: Tensions) -> list[str]:
    """Return German sentences: how many logics collide, where hardest, and what that looks like."""
    pairs = collisions(weights)
    felt = [pair for pair in pairs if pair.level in (Level.NOTICEABLE, Level.STRONG)]
    active = [role for role in roles if weights[role] > 0]
    if len(active) < 2:
        return [WORDS["alone"] if active else WORDS["nothing"]]
    sentences = [_count(len(felt), len(pairs))]
    hardest = [pair for pair in pairs if pair.strength == pairs[0].strength]
    if len(hardest) > 1:
        sentences.append(WORDS.filled("ties", pairs=join([_pair(p, roles) for p in hardest])))
    top, pair = tensions[pairs[0].roles], _pair(pairs[0], roles)
    sentences.append(fill(WORDS["hardest"], pair=pair, tension=top.tension, example=top.example))
    loads = {key: strain(weights, key) for key in roles}
    most = roles[max(loads, key=lambda key: loads[key])]
    sentences.append(WORDS.filled("most", role=most.title, logic=most.logic))
    return sentences


def _count(felt: int, pairs: int) -> str:
    if not felt:
        return WORDS.filled("none_felt", all=pairs)
    if felt > 1:
        return WORDS.filled("count", felt=felt, all=pairs)
    return WORDS.filled("count_one", all=pairs) if pairs > 1 else WORDS["count_only"]
