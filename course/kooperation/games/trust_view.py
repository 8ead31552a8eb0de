"""Trust: the stag hunt's threshold as a chart, the trust game as a table, both in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.comparing import beats, same
from kooperation.base.german import number, operand, percent, told_apart
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, payoff_range
from kooperation.games.game_words import GameNames
from kooperation.games.trust import (
    InvestmentGame,
    binary_trust_threshold,
    expected_giver_payoff,
    expected_payoffs,
    trust_payoffs,
    trust_threshold,
)
from kooperation.kit.chart import Line, Mark, line_chart
from kooperation.kit.html import Markup, numeric, places, table

THRESHOLD, GAME = Words("games.trust_threshold"), Words("games.trust_game")


# The stag hunt -----------------------------------------------------------------------------------


def threshold_of(game: SymmetricGame) -> float | None:
    """Return the trust from which cooperating pays, or None where trust is not what decides."""
    try:
        return trust_threshold(game)
    except ValueError:
        return None


def threshold_chart(game: SymmetricGame, trust: float, names: GameNames) -> Markup:
    """Return what both actions bring on average, over the trust p."""
    lines = [
        Line(name, [(p, expected_payoffs(game, p)[k]) for p in (0.0, 1.0)], dashed=dashed)
        for k, name, dashed in ((0, names.cooperate, False), (1, names.defect, True))
    ]
    marks = [Mark(trust, THRESHOLD.filled("chosen", value=number(trust)), strong=True)]
    if (at := threshold_of(game)) is not None:
        marks.append(Mark(at, THRESHOLD.filled("threshold", value=number(at))))
    return line_chart(
        lines,
        THRESHOLD["x_axis"],
        THRESHOLD["y_axis"],
        " ".join(threshold_in_words(game, trust, names)),
        marks,
        (0, 0.25, 0.5, 0.75, 1),
    )


def threshold_in_words(game: SymmetricGame, trust: float, names: GameNames) -> list[str]:
    """Return German sentences: what pays at *trust*, and from where on cooperating does."""
    own, other = expected_payoffs(game, trust)
    p = number(trust)
    if same(own, other, payoff_range(game.game)):
        now = THRESHOLD.filled("equal", value=p, more=number(own))
    else:
        better = names.cooperate if own > other else names.defect
        more, less = told_apart(max(own, other), min(own, other))
        now = THRESHOLD.filled("pays", value=p, action=better, more=more, less=less)
    return [now, _rule(game, names)]


def _rule(game: SymmetricGame, names: GameNames) -> str:
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    at = threshold_of(game)
    if at is not None:
        letters = {"t": operand(t), "r": number(r), "p": number(p), "s": operand(s)}
        return THRESHOLD.filled("rule", value=number(at), cooperate=names.cooperate, **letters)
    if t == r and p == s:
        return THRESHOLD["indifferent"]
    if t >= r and p >= s:
        return THRESHOLD.filled("always_defect", defect=names.defect)
    if t <= r and p <= s:
        return THRESHOLD.filled("always_cooperate", cooperate=names.cooperate)
    return THRESHOLD.filled("turned", cooperate=names.cooperate)


# The trust game ----------------------------------------------------------------------------------


def trust_game_table(
    game: InvestmentGame, given: float, returned: float, reliability: float
) -> Markup:
    """Return what both have if nothing is given, if trust is honoured, if it is exploited."""
    honoured = trust_payoffs(game, given, returned)
    exploited = trust_payoffs(game, given, 0.0)
    giver = expected_giver_payoff(game, given, returned, reliability)
    receiver = reliability * honoured[1] + (1 - reliability) * exploited[1]
    pairs = trust_payoffs(game, 0.0, 0.0), honoured, exploited, (giver, receiver)
    shares = percent(given, 0), percent(returned, 0), number(reliability)
    return _cases(*shares, [number(value) for pair in pairs for value in pair])


def trust_game_frame() -> Markup:
    """Return the table with places for what depends on the sliders."""
    return _cases("{given}", "{returned}", "{reliability}", places(8))


def _cases(give: str, back: str, reliability: str, values: Sequence[str]) -> Markup:
    names = (
        GAME["keep"],
        GAME.filled("honoured", given=give, returned=back),
        GAME.filled("exploited", given=give),
        GAME.filled("expected", reliability=reliability),
    )
    return table(
        GAME["table"],
        [GAME["case"], GAME["giver"], GAME["receiver"]],
        [[name, *map(numeric, values[2 * at : 2 * at + 2])] for at, name in enumerate(names)],
        "report ranking loose",
    )


def trust_game_in_words(
    game: InvestmentGame, given: float, returned: float, reliability: float
) -> list[str]:
    """Return German sentences: whether giving pays, from which reliability on, and why it is hard."""
    if not given:
        return [GAME["nothing"], GAME["backward"]]
    keep = game.endowment
    average = expected_giver_payoff(game, given, returned, reliability)
    if same(average, keep, keep):
        now = GAME.filled("equal", keep=number(keep))
    else:
        both = dict(zip(("expected", "keep"), told_apart(average, keep), strict=True))
        now = GAME.filled("pays", **both) if average > keep else GAME.filled("pays_not", **both)
    r, s = trust_payoffs(game, given, returned)[0], trust_payoffs(game, given, 0.0)[0]
    if not beats(r, keep, r - s):
        return [now, GAME["too_little"], GAME["backward"]]
    least = number(binary_trust_threshold(r, keep, s))
    shown = dict(zip("psr", told_apart(keep, s, r), strict=True))
    rule = GAME.filled("threshold", value=least, **shown)
    return [now, rule, GAME["backward"]]
