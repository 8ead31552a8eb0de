"""Forgiveness in German sentences: what it brings, what it costs, whether it is exploited."""

from __future__ import annotations

from kooperation.base.comparing import same
from kooperation.base.german import number, told_apart
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.repeated.forgiveness import Forgiveness
from kooperation.repeated.thresholds import molander_generosity

WORDS = Words("repeated.forgiveness.said")


def in_words(
    chosen: Forgiveness, strict: Forgiveness, full: Forgiveness, game: SymmetricGame, noise: float
) -> list[str]:
    """Return the sentences on *chosen*; *strict* never forgives, *full* always."""
    said = [_gain(chosen, strict, full, game, noise)]
    if chosen.generosity:
        said.append(_against_defection(chosen.always_defect[0], strict.always_defect[0]))
    return [*said, _exploitation(chosen), _limit(game)]


def _against_defection(own: float, strict: float) -> str:
    """Say what forgiving does against always D: it costs as long as P > S, as in a dilemma."""
    if same(own, strict):
        return WORDS["no_cost"]
    forgiving, unforgiving = told_apart(own, strict)
    if own > strict:
        return WORDS.filled("cost_less", own=forgiving, strict=unforgiving)
    return WORDS.filled("cost", own=forgiving, strict=unforgiving)


def _gain(
    chosen: Forgiveness, strict: Forgiveness, full: Forgiveness, game: SymmetricGame, noise: float
) -> str:
    if not noise:
        return WORDS["no_noise"]
    unforgiving = number(strict.itself[0])
    if not chosen.generosity:
        return WORDS.filled("unforgiving", strict=unforgiving, reward=number(game.reward))
    return WORDS.filled(
        "compared",
        value=number(chosen.generosity),
        own=number(chosen.itself[0]),
        strict=unforgiving,
        full=number(full.itself[0]),
    )


def _exploitation(chosen: Forgiveness) -> str:
    most, own = max(chosen.always_defect[1], chosen.alternating[1]), chosen.always_cooperate[1]
    shown, cooperating = told_apart(most, own)
    if chosen.exploited:
        defects = same(most, chosen.always_defect[1])
        what = WORDS["defect"] if defects else WORDS["alternate"]
        return WORDS.filled("exploited", what=what, most=shown, own=cooperating)
    if same(most, own):
        return WORDS.filled("level", most=shown)
    return WORDS.filled("safe", most=shown, own=cooperating)


def _limit(game: SymmetricGame) -> str:
    try:
        return WORDS.filled("threshold", value=number(molander_generosity(game), 3))
    except ValueError as wrong:
        return WORDS.filled("no_threshold", reason=wrong)
