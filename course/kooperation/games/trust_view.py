"""Trust: the stag hunt's threshold as a chart, the trust game as a table, both in sentences."""

from __future__ import annotations

from html import escape

from kooperation.base.german import number, percent
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame
from kooperation.games.game_words import GamePreset
from kooperation.games.trust import (
    TrustGame,
    binary_trust_threshold,
    expected_giver_payoff,
    expected_payoffs,
    trust_payoffs,
    trust_threshold,
)
from kooperation.kit.chart import Line, Mark, line_chart

TIE = 1e-9


# The stag hunt -----------------------------------------------------------------------------------


def threshold_of(game: SymmetricGame) -> float | None:
    """Return the trust from which cooperating pays, or None where trust is not what decides."""
    try:
        return trust_threshold(game)
    except ValueError:
        return None


def threshold_chart(game: SymmetricGame, trust: float, preset: GamePreset) -> str:
    """Return what both actions bring on average, over the trust p."""
    words = texts()["trust_threshold"]
    lines = [
        Line(name, [(p, expected_payoffs(game, p)[k]) for p in (0.0, 1.0)], dashed=dashed)
        for k, name, dashed in ((0, preset.cooperate, False), (1, preset.defect, True))
    ]
    marks = [Mark(trust, words["chosen"].format(value=number(trust)), strong=True)]
    at = threshold_of(game)
    if at is not None:
        marks.append(Mark(at, words["threshold"].format(value=number(at))))
    return line_chart(
        lines,
        words["x_axis"],
        words["y_axis"],
        " ".join(threshold_in_words(game, trust, preset)),
        marks,
        (0, 0.25, 0.5, 0.75, 1),
    )


def threshold_in_words(game: SymmetricGame, trust: float, preset: GamePreset) -> list[str]:
    """Return German sentences: what pays at *trust*, and from where on cooperating does."""
    words = texts()["trust_threshold"]
    names = {"cooperate": escape(preset.cooperate), "defect": escape(preset.defect)}
    own, other = expected_payoffs(game, trust)
    name = (
        "equal" if abs(own - other) <= TIE else "cooperate_pays" if own > other else "defect_pays"
    )
    now = words[name].format(
        value=number(trust), more=number(max(own, other)), less=number(min(own, other)), **names
    )
    return [now, _rule(game, names)]


def _rule(game: SymmetricGame, names: dict[str, str]) -> str:
    words = texts()["trust_threshold"]
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    at = threshold_of(game)
    if at is not None:
        letters = {"t": number(t), "r": number(r), "p": number(p), "s": number(s)}
        return str(words["rule"].format(value=number(at), **letters, **names))
    if t == r and p == s:
        name = "indifferent"
    elif t >= r and p >= s:
        name = "always_defect"
    elif t <= r and p <= s:
        name = "always_cooperate"
    else:
        name = "turned"
    return str(words[name].format(**names))


# The trust game ----------------------------------------------------------------------------------


def trust_game_table(game: TrustGame, given: float, returned: float, reliability: float) -> str:
    """Return what both have if nothing is given, if trust is honoured, if it is exploited."""
    words = texts()["trust_game"]
    shares = {"given": percent(given, 0), "returned": percent(returned, 0)}
    honoured = trust_payoffs(game, given, returned)
    exploited = trust_payoffs(game, given, 0.0)
    average = reliability * honoured[1] + (1 - reliability) * exploited[1]
    rows = [
        (words["keep"], trust_payoffs(game, 0.0, 0.0)),
        (words["honoured"].format(**shares), honoured),
        (words["exploited"].format(**shares), exploited),
        (
            words["expected"].format(reliability=number(reliability)),
            (expected_giver_payoff(game, given, returned, reliability), average),
        ),
    ]
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f'<td class="kooperation-number">{number(value)}</td>' for value in pair)
        + "</tr>"
        for name, pair in rows
    )
    heads = "".join(f'<th scope="col">{words[name]}</th>' for name in ("case", "giver", "receiver"))
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-ranking kooperation-loose">'
        f"<caption>{words['table']}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def trust_game_in_words(
    game: TrustGame, given: float, returned: float, reliability: float
) -> list[str]:
    """Return German sentences: whether giving pays, from which reliability on, and why it is hard."""
    words = texts()["trust_game"]
    if not given:
        return [words["nothing"], words["backward"]]
    keep = game.endowment
    average = expected_giver_payoff(game, given, returned, reliability)
    name = "equal" if abs(average - keep) <= TIE else "pays" if average > keep else "pays_not"
    now = words[name].format(expected=number(average), keep=number(keep))
    r, s = trust_payoffs(game, given, returned)[0], trust_payoffs(game, given, 0.0)[0]
    if r <= keep + TIE:
        rule = words["too_little"]
    else:
        rule = words["threshold"].format(
            p=number(keep),
            s=number(s),
            r=number(r),
            value=number(binary_trust_threshold(r, keep, s)),
        )
    return [now, rule, words["backward"]]
