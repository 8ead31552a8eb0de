"""Forgiveness: curves over the generosity, a table at the chosen one, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.comparing import same
from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame
from kooperation.repeated.forgiveness import Forgiveness
from kooperation.repeated.thresholds import molander_generosity

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Curve = Sequence[Forgiveness]

# Name in the texts, colour, dash: what generous tit for tat gets is solid, what others get is not.
SERIES = (
    ("itself", "#0072B2", "solid"),
    ("tit_for_tat", "#009E73", "solid"),
    ("always_defect", "#E69F00", "solid"),
    ("defector", "#D55E00", "dash"),
    ("alternator", "#CC79A7", "dot"),
)


def values(series: str, at: Forgiveness) -> float:
    """Return the payoff that *series* shows."""
    match series:
        case "defector":
            return at.always_defect[1]
        case "alternator":
            return at.alternating[1]
    own: float = getattr(at, series)[0]
    return own


def curves(curve: Curve, chosen: Forgiveness, game: SymmetricGame) -> Figure:
    """Return the payoffs over the generosity, with Molander's limit and the chosen one marked."""
    import plotly.graph_objects as go

    words = texts()["forgiveness"]
    figure = go.Figure(
        [
            go.Scatter(
                x=[at.generosity for at in curve],
                y=[round(values(series, at), 6) for at in curve],
                name=words[series],
                mode="lines",
                line={"color": colour, "dash": dash, "width": 2.5},
                hovertemplate="%{y:.2f}<extra>" + words[series] + "</extra>",
            )
            for series, colour, dash in SERIES
        ]
    )
    bounds = (game.temptation, game.reward, game.punishment, game.sucker)
    figure.update_layout(
        template="none",
        height=410,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        xaxis={"title": _title(words["axis"]), "range": [0, 1], "fixedrange": True},
        yaxis={
            "title": _title(words["payoff"]),
            "range": [min(bounds), max(bounds)],
            "fixedrange": True,
        },
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "font": {"size": 12}},
        shapes=_lines(chosen, game),
        annotations=_labels(chosen, game),
    )
    return figure


def _title(text: str) -> dict[str, object]:
    return {"text": text, "font": {"size": 13}, "standoff": 8}


def _lines(chosen: Forgiveness, game: SymmetricGame) -> list[dict[str, object]]:
    marked = [(chosen.generosity, "solid")]
    limit = generosity_limit(game)
    if limit is not None:
        marked.append((limit, "dot"))
    return [
        {
            "type": "line",
            "x0": at,
            "x1": at,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": "var(--jp-ui-font-color1)", "dash": dash, "width": 1.5},
        }
        for at, dash in marked
    ]


def _labels(chosen: Forgiveness, game: SymmetricGame) -> list[dict[str, object]]:
    words = texts()["forgiveness"]
    labels = [(chosen.generosity, words["chosen"].format(value=number(chosen.generosity)), 1.0)]
    limit = generosity_limit(game)
    if limit is not None:
        labels.append((limit, words["molander"].format(value=number(limit)), 1.06))
    return [
        {
            "x": at,
            "y": height,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": "left" if at < 0.5 else "right",
            "text": text,
            "showarrow": False,
        }
        for at, text, height in labels
    ]


def generosity_limit(game: SymmetricGame) -> float | None:
    """Return Molander's g*, or None where the payoffs have none."""
    try:
        return molander_generosity(game)
    except ValueError:
        return None


def payoffs_table(chosen: Forgiveness) -> str:
    """Return what both sides get, for each kind of opponent."""
    words = texts()["forgiveness"]
    pairs = (
        (words["own_kind"], chosen.itself),
        ("Tit-for-Tat", chosen.tit_for_tat),
        ("Immer defektieren", chosen.always_defect),
        ("Abwechseln", chosen.alternating),
    )
    heads = "".join(f'<th scope="col">{words[name]}</th>' for name in ("against", "own", "other"))
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f'<td class="kooperation-number">{number(own)}</td>'
        f'<td class="kooperation-number">{number(other)}</td></tr>'
        for name, (own, other) in pairs
    )
    caption = words["table"].format(value=number(chosen.generosity))
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small kooperation-ranking">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def in_words(
    chosen: Forgiveness, strict: Forgiveness, full: Forgiveness, game: SymmetricGame, noise: float
) -> list[str]:
    """Return German sentences: what forgiving brings, what it costs, whether it is exploited."""
    words = texts()["forgiveness"]
    if not noise:
        sentences = [words["no_noise"]]
    elif not chosen.generosity:
        sentences = [
            words["unforgiving"].format(strict=number(strict.itself[0]), reward=number(game.reward))
        ]
    else:
        sentences = [
            words["compared"].format(
                value=number(chosen.generosity),
                own=number(chosen.itself[0]),
                strict=number(strict.itself[0]),
                full=number(full.itself[0]),
            )
        ]
    if chosen.generosity:
        sentences.append(
            words["cost"].format(
                own=number(chosen.always_defect[0]), strict=number(strict.always_defect[0])
            )
        )
    return [*sentences, _exploitation(chosen), _limit(game)]


def _exploitation(chosen: Forgiveness) -> str:
    words = texts()["forgiveness"]
    own = chosen.itself[0]
    most = max(chosen.always_defect[1], chosen.alternating[1])
    if chosen.exploited:
        best = same(most, chosen.always_defect[1])
        what = words["defect"] if best else words["alternate"]
        text = words["exploited"].format(what=what, most=number(most, 3), own=number(own, 3))
    elif same(most, own):
        text = words["level"].format(most=number(most, 3))
    else:
        text = words["safe"].format(most=number(most, 3), own=number(own, 3))
    return str(text)


def _limit(game: SymmetricGame) -> str:
    words = texts()["forgiveness"]
    try:
        return str(words["threshold"].format(value=number(molander_generosity(game), 3)))
    except ValueError as error:
        return str(words["no_threshold"].format(reason=escape(str(error))))
