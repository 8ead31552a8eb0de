"""The shadow of the future as curves, tables and German sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from kooperation.base.comparing import at_least, beats, same
from kooperation.base.german import join, number
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame, payoff_range
from kooperation.games.game_view import matrix_table
from kooperation.games.game_words import GamePreset
from kooperation.games.trust import trust_threshold
from kooperation.repeated.shadow import (
    Course,
    Remedy,
    Verdict,
    courses,
    is_dilemma,
    remedy,
    trust_game,
)
from kooperation.repeated.strategies import always_defect, grim_trigger
from kooperation.repeated.thresholds import (
    check_dilemma,
    exit_matters,
    exit_wins,
    expected_rounds,
    risk_dominance_threshold,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

GRID = (*(k / 50 for k in range(50)), 0.99)
# Told apart in both themes, and by line style as well.
LOOKS = {
    "cooperate": ("#1f77b4", "solid"),
    "defect": ("#e07b1a", "dash"),
    "alternate": ("#2a9d5c", "dot"),
    "leave": ("#b0559e", "dashdot"),
}


# Curves -------------------------------------------------------------------------------------------


def value_curves(game: SymmetricGame, outside: float, discount: float | None) -> Figure:
    """Return what each course against tit for tat is worth, per round, over δ; a line marks δ now."""
    import plotly.graph_objects as go

    words = texts()["shadow"]
    table = [_shown(courses(game, delta, outside), game, outside) for delta in GRID]
    lines = []
    for k, course in enumerate(table[0]):
        colour, dash = LOOKS[course.key]
        name = words["courses"][course.key]
        lines.append(
            {
                "type": "scatter",
                "x": GRID,
                "y": [row[k].per_round for row in table],
                "name": name,
                "mode": "lines",
                "line": {"color": colour, "dash": dash, "width": 2.5},
                "hovertemplate": "δ = %{x:.2f}: %{y:.2f}<extra>" + name + "</extra>",
            }
        )
    layout = {
        "height": 350,
        "margin": {"l": 55, "r": 15, "t": 30, "b": 70},
        "xaxis": {"range": [0, 1], "dtick": 0.2, "title": _title("axis_delta")},
        "yaxis": {"title": _title("axis_value")},
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.28},
        **({} if discount is None else _now(discount)),
    }
    return go.Figure(lines, layout)


def _title(key: str) -> dict[str, Any]:
    return {"text": texts()["shadow"][key], "font": {"size": 13}}


def _now(discount: float) -> dict[str, Any]:
    """Return the line that marks δ, from bottom to top."""
    place = {"xref": "x", "yref": "paper"}
    line = {"color": "var(--jp-ui-font-color1)", "width": 1.2}
    return {
        "shapes": [
            {"type": "line", "x0": discount, "x1": discount, "y0": 0, "y1": 1, "line": line, **place}
        ],
        "annotations": [
            {"text": f"δ = {number(discount)}", "x": discount, "y": 1, "yanchor": "bottom",
             "showarrow": False, **place}
        ],
    }  # fmt: skip


def value_alt(game: SymmetricGame, outside: float, discount: float | None) -> str:
    """Return in words what the curves show."""
    words = texts()["shadow"]
    shown = _shown(courses(game, 0.0, outside), game, outside)
    text = words["picture"].format(courses=join([words["courses"][c.key] for c in shown]))
    if discount is None or discount >= 1:
        return str(text)
    best = _best(courses(game, discount, outside), game)
    now = words["picture_now"].format(
        delta=number(discount), best=f"«{words['courses'][best.key]}»"
    )
    return f"{text} {now}"


def _best(found: Sequence[Course], game: SymmetricGame) -> Course:
    """Return the best course; of several that are worth the same, the first."""
    most, unit = max(course.per_round for course in found), payoff_range(game.game)
    return next(course for course in found if at_least(course.per_round, most, unit))


def _shown(found: Sequence[Course], game: SymmetricGame, outside: float) -> list[Course]:
    """Leave out leaving where the exit is no better than P: then nobody would."""
    return [c for c in found if c.key != "leave" or exit_matters(game, outside)]


# Tables ------------------------------------------------------------------------------------------


def courses_table(game: SymmetricGame, discount: float, outside: float) -> str:
    """Return what each course is worth today and per round, the best ones marked with a word."""
    words = texts()["shadow"]
    found = _shown(courses(game, discount, outside), game, outside)
    best = max(course.per_round for course in found)
    rows = []
    for course in found:
        mark = (
            f'<span class="kooperation-mark">{words["best_mark"]}</span>'
            if same(course.per_round, best, payoff_range(game.game))
            else ""
        )
        rows.append(
            f'<tr data-course="{course.key}"><th scope="row">{words["courses"][course.key]}</th>'
            f"<td>{number(course.present_value)}{mark}</td><td>{number(course.per_round)}</td></tr>"
        )
    return _table(words["courses_table"], ("course", "present_value", "per_round"), rows)


def verdicts_table(found: Sequence[Verdict]) -> str:
    """Return for each strategy its threshold, what deviating brings, and whether it holds now."""
    words = texts()["shadow"]
    rows = [
        f'<tr data-strategy="{verdict.strategy.key}">'
        f'<th scope="row">{escape(verdict.strategy.name)}</th>'
        f"<td>{threshold_text(verdict.threshold)}</td>"
        f"<td>{number(verdict.own)}</td><td>{number(verdict.best)}</td>"
        f"<td>{_yes_no(verdict.equilibrium)}</td><td>{_yes_no(verdict.subgame_perfect)}</td></tr>"
        for verdict in found
    ]
    heads = ("strategy", "threshold", "own", "best", "equilibrium", "subgame_perfect")
    return _table(words["verdicts_table"], heads, rows)


def trust_table(game: SymmetricGame, discount: float) -> str:
    """Return the choice between grim trigger and always D as a matrix, equilibria marked (formula 2.9)."""
    preset = GamePreset(
        key="strategiewahl",
        title="",
        game=trust_game(game, discount).game,
        player_names=("Spieler 1", "Spieler 2"),
        cooperate=grim_trigger().name,
        defect=always_defect().name,
        story="",
        reading="",
        order=0,
    )
    heading = f'<p class="kooperation-heading">{texts()["shadow"]["meta_table"]}</p>'
    return heading + matrix_table(preset.game, preset)


def threshold_text(value: float | None) -> str:
    """Return a threshold as «0,67», «nie», or «–» where there is none."""
    words = texts()["shadow"]
    if value is None:
        return str(words["unknown"])
    if value == math.inf:
        return str(words["never"])
    if at_least(value, 1):
        return str(words["never_finite"].format(value=number(value)))
    return number(value)


def _yes_no(value: bool | None) -> str:
    words = texts()["shadow"]
    return str(words["unknown"] if value is None else words["yes"] if value else words["no"])


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    columns = texts()["shadow"]["columns"]
    head = "".join(f'<th scope="col">{columns[name]}</th>' for name in heads)
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-shadow">'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


# Sentences ---------------------------------------------------------------------------------------


def weight_sentences(continuation: float, time_discount: float, discount: float) -> list[str]:
    """Say what δ is, and how long the relation lasts on average."""
    words = texts()["shadow"]
    sentences = [
        words["weight"].format(
            w=number(continuation),
            rho=number(time_discount),
            delta=number(discount, 4),
            percent=number(100 * discount),
        )
    ]
    if discount == 0:
        sentences.append(words["one_round"])
    elif continuation == 1:
        sentences.append(words["no_end"])
    else:
        sentences.append(
            words["rounds"].format(
                w=number(continuation),
                rounds=number(expected_rounds(continuation), 1),
                end=number(100 * (1 - continuation)),
            )
        )
    return sentences


def finding_sentences(
    game: SymmetricGame, discount: float, outside: float, found: Sequence[Verdict]
) -> list[str]:
    """Say what is best now, which strategies are equilibria, and how much trust it takes."""
    words = texts()["shadow"]
    sentences = [_best_sentence(game, discount, outside)]
    names = [f"«{escape(v.strategy.name)}»" for v in found if v.equilibrium]
    sentences.append(
        words["equilibria"].format(names=join(names)) if names else words["no_equilibrium"]
    )
    if exit_wins(game, outside):
        sentences.append(
            words["exit_wins"].format(exit=number(outside), reward=number(game.reward))
        )
    elif exit_matters(game, outside):
        sentences.append(
            words["exit_matters"].format(exit=number(outside), punishment=number(game.punishment))
        )
    else:
        if is_dilemma(game):
            sentences.append(_trust_sentence(game, discount))
        sentences.append(
            words["exit_idle"].format(exit=number(outside), punishment=number(game.punishment))
        )
    return sentences


def _best_sentence(game: SymmetricGame, discount: float, outside: float) -> str:
    words = texts()["shadow"]
    own, *others = courses(game, discount, outside)
    best = _best([own, *others], game)
    if best is own:
        return str(words["cooperating_is_best"].format(value=number(own.present_value)))
    return str(
        words["deviating_is_best"].format(
            course=words["courses"][best.key],
            best=number(best.present_value),
            value=number(own.present_value),
        )
    )


def _trust_sentence(game: SymmetricGame, discount: float) -> str:
    words = texts()["shadow"]
    try:
        needed = trust_threshold(trust_game(game, discount))
    except ValueError:
        return str(words["still_dilemma"])
    threshold = risk_dominance_threshold(game)
    if same(needed, 0.5):
        verdict = words["risk_none"]
    else:
        verdict = words["risk_cooperation" if needed < 0.5 else "risk_defection"]
    trust = words["trust"].format(percent=number(math.ceil(1000 * needed - 1e-6) / 10, 1))
    return f"{trust} {verdict.format(threshold=number(threshold))}"


def remedy_sentences(
    game: SymmetricGame,
    discount: float,
    time_discount: float,
    outside: float,
    found: Sequence[Verdict],
) -> list[str]:
    """Say for grim trigger and tit for tat which δ, which T or which R would make them hold."""
    words = texts()["shadow"]
    try:
        check_dilemma(game)
    except ValueError as error:
        return [words["no_dilemma"].format(reason=escape(str(error)))]
    by_text: dict[str, list[str]] = {}
    for verdict in found[:2]:
        change = remedy(verdict.strategy.key, game, discount, outside)
        pattern = words["holds" if verdict.equilibrium else "fails"]
        text = pattern.format(strategy="{strategy}", ways=_ways(change, time_discount))
        by_text.setdefault(text, []).append(escape(verdict.strategy.name))
    return [text.format(strategy=join(names)) for text, names in by_text.items()]


def _ways(change: Remedy, time_discount: float) -> str:
    words = texts()["shadow"]
    ways = [_discount_way(change.discount, time_discount)]
    if change.temptation is not None:
        value = _rounded(change.temptation, math.floor)
        ways.append(words["remedy_temptation"].format(value=value))
    ways.append(words["remedy_reward"].format(value=_rounded(change.reward, math.ceil)))
    return join(ways, "oder")


def _discount_way(needed: float, time_discount: float) -> str:
    words = texts()["shadow"]
    if at_least(needed, 1):
        return str(words["remedy_impossible"])
    delta, rho = _rounded(needed, math.ceil), number(time_discount)
    if beats(needed, time_discount):
        return str(words["remedy_discount_unreachable"].format(delta=delta, rho=rho))
    return str(
        words["remedy_discount"].format(
            delta=delta, rho=rho, w=_rounded(needed / time_discount, math.ceil)
        )
    )


def _rounded(value: float, direction: Callable[[float], int]) -> str:
    """Round to two digits, to the side on which it still holds."""
    slack = 1e-7 if direction is math.floor else -1e-7
    return number(direction(100 * value + slack) / 100)
