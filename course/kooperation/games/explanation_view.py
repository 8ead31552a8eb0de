"""What holds in a 2×2 game, and why, in German sentences."""

from __future__ import annotations

from collections.abc import Collection

from kooperation.base.german import join, number
from kooperation.base.words import Words
from kooperation.games.classification import classify
from kooperation.games.game import PLAYERS, Action, Game, Profile, seen_by
from kooperation.games.game_view import PROFILES_SHOWN
from kooperation.games.game_words import GameNames
from kooperation.games.solution import (
    best_responses,
    maximin,
    mixed_equilibria,
    pareto_efficient,
    pure_equilibria,
    strictly_dominant_action,
    weakly_dominant_action,
)
from kooperation.kit.html import Markup, fill

KINDS, REASONS, WORDS = Words("games.kinds"), Words("games.reasons"), Words("games.explanation")


def explanation(game: Game, names: GameNames) -> list[Markup]:
    """Return sentences that say what holds in *game* now, and why."""
    return [
        _kind(game, names),
        *_incentives(game, names),
        _equilibria(game, names),
        _efficiency(game, names),
        _secured(game, names),
    ]


def _kind(game: Game, names: GameNames) -> Markup:
    found, called = classify(game), KINDS.section()
    if found.relabelled:
        name, action = called[found.relabelled.value], names.action(Action.DEFECT)
        return fill(WORDS["relabelled"], name=name, action=action)
    reason = REASONS.section()[found.kind.value]
    said = fill(WORDS["kind"], name=called[found.kind.value], because=reason)
    return said + " " + WORDS["alternating"] if found.alternating else said


def _incentives(game: Game, names: GameNames) -> list[Markup]:
    """Say of each player, or of both at once, which action dominates, or what answers what."""
    if game.is_symmetric:
        return [_incentive(game, names, 0)]
    return [
        names.player_names[player] + fill(": {said}", said=_incentive(game, names, player))
        for player in PLAYERS
    ]


def _incentive(game: Game, names: GameNames, player: int) -> Markup:
    """Say which action dominates, with the two comparisons, or what answers what."""
    own = seen_by(player, game)
    comparisons = {
        Action.COOPERATE: (own.temptation, own.reward),
        Action.DEFECT: (own.punishment, own.sucker),
    }
    strict = strictly_dominant_action(game, player)
    dominant = strict or weakly_dominant_action(game, player)
    if not dominant:
        return _answers(game, names, player)
    pairs = [(d, c) if dominant is Action.DEFECT else (c, d) for d, c in comparisons.values()]
    reasons = join([f"{number(a)} {'>' if a > b else '='} {number(b)}" for a, b in pairs])
    said = WORDS["dominates"] if strict else WORDS["dominates_weakly"]
    return fill(said, action=names.action(dominant), reasons=reasons)


def _answers(game: Game, names: GameNames, player: int) -> Markup:
    parts = []
    for other in Action:
        answers = best_responses(game, player, other)
        (action,) = answers if len(answers) == 1 else (None,)
        best = (
            WORDS["both_as_good"]
            if action is None
            else WORDS.filled("one_is_best", action=names.action(action))
        )
        parts.append(WORDS.filled("answer", to=names.action(other), best=best))
    return fill(WORDS["nothing_dominates"], answers=join(parts))


def _equilibria(game: Game, names: GameNames) -> Markup:
    pure = _profiles(pure_equilibria(game), names)
    mixed = mixed_equilibria(game)
    if not pure:
        said = fill(WORDS["no_equilibrium"])
    elif len(pure) == 1:
        said = fill(WORDS["one_equilibrium"], profile=pure[0])
    else:
        said = fill(WORDS["equilibria"], count=len(pure), profiles=join(pure))
    if mixed.continuum:
        return said + " " + WORDS["continuum"]
    if mixed.point is None:
        return said
    first, second = (number(100 * p, 1) for p in mixed.point)
    action = names.action(Action.COOPERATE)
    if first == second:
        return said + " " + fill(WORDS["both_mix"], action=action, share=first)
    one, other = names.player_names
    return (
        said
        + " "
        + fill(WORDS["each_mixes"], one=one, other=other, action=action, first=first, second=second)
    )


def _efficiency(game: Game, names: GameNames) -> Markup:
    efficient = pareto_efficient(game)
    wasted = _profiles([at for at in pure_equilibria(game) if at not in efficient], names)
    said = fill(WORDS["efficient"], profiles=join(_profiles(efficient, names)))
    if not wasted:
        return said
    better = WORDS["one_wasted"] if len(wasted) == 1 else WORDS["several_wasted"]
    return said + " " + fill(better, profiles=join(wasted))


def _profiles(found: Collection[Profile], names: GameNames) -> list[str]:
    """Return *found* in the order in which the table shows them, one below the other."""
    return [names.profile(at) for at in PROFILES_SHOWN if at in found]


def _secured(game: Game, names: GameNames) -> Markup:
    """Say what each side can secure with pure actions, whatever the other does."""
    secured = [number(maximin(game, player).value) for player in PLAYERS]
    if game.is_symmetric:
        return fill(WORDS["both_secure"], value=secured[0])
    each = [
        WORDS.filled("secures", name=name, value=value)
        for name, value in zip(names.player_names, secured, strict=True)
    ]
    return fill(WORDS["each_secures"], each=join(each))
