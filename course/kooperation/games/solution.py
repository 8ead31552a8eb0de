"""What holds in a 2×2 game: dominance, best responses, equilibria, efficiency, what one can secure."""

from __future__ import annotations

from dataclasses import dataclass

from kooperation.games.game import PLAYERS, PROFILES, Action, C, D, Game, Profile, against

# Dominance and best responses --------------------------------------------------------------------


def strictly_dominant_action(game: Game, player: int) -> Action | None:
    """Return the action better for *player* whatever the other does, or None (formula 1.2)."""
    for own in Action:
        if all(_gain(game, player, own, other) > 0 for other in Action):
            return own
    return None


def weakly_dominant_action(game: Game, player: int) -> Action | None:
    """Return the action never worse for *player* and better at least once, or None.

    A strictly dominant action is weakly dominant as well.
    """
    for own in Action:
        gains = [_gain(game, player, own, other) for other in Action]
        if min(gains) >= 0 and max(gains) > 0:
            return own
    return None


def _gain(game: Game, player: int, own: Action, other: Action) -> float:
    """Return what *own* brings *player* more than the other own action, against *other*."""
    return game.payoff(against(player, own, other), player) - game.payoff(
        against(player, own.other, other), player
    )


def best_responses(game: Game, player: int, other: Action) -> frozenset[Action]:
    """Return *player*'s best responses to the *other*'s action: one action, or both in a tie."""
    return frozenset(own for own in Action if _gain(game, player, own, other) >= 0)


# Equilibria --------------------------------------------------------------------------------------


def pure_equilibria(game: Game) -> tuple[Profile, ...]:
    """Return all profiles from which nobody gains by deviating alone, in PROFILES' order (formula 1.3)."""
    return tuple(
        at
        for at in PROFILES
        if at[0] in best_responses(game, 0, at[1]) and at[1] in best_responses(game, 1, at[0])
    )


@dataclass(frozen=True)
class MixedEquilibria:
    """The equilibria in which at least one player mixes.

    *point* holds (player 1's, player 2's) probability of C, both in (0, 1), where there is exactly
    one such equilibrium. *continuum* says that a tie makes infinitely many: no single point can
    stand for them, so *point* is None then.
    """

    point: tuple[float, float] | None
    continuum: bool


def mixed_equilibria(game: Game) -> MixedEquilibria:
    """Return what mixed equilibria *game* has: none, exactly one, or a continuum.

    A player mixes only where indifferent. Player 2's probability q of C makes player 1 indifferent
    where q·g(C) + (1−q)·g(D) = 0 (formula 1.4), with g(x) what C brings player 1 more than D
    against x. If both g are non-zero with opposite signs there is one such q, strictly inside
    (0, 1); both players then mix, and that is all. If some g is zero there is a tie: the player concerned is indifferent
    against a pure action, and if that pure action is still a best response to some of the
    mixtures, there is a whole segment of equilibria.
    """
    first = [_gain(game, 0, C, other) for other in (C, D)]
    second = [_gain(game, 1, C, other) for other in (C, D)]
    if _segment_of_equilibria(game):
        return MixedEquilibria(point=None, continuum=True)
    if min(first) < 0 < max(first) and min(second) < 0 < max(second):
        q = first[1] / (first[1] - first[0])
        p = second[1] / (second[1] - second[0])
        return MixedEquilibria(point=(p, q), continuum=False)
    return MixedEquilibria(point=None, continuum=False)


def _segment_of_equilibria(game: Game) -> bool:
    """Say whether infinitely many mixtures are in equilibrium.

    The set of equilibria is a finite union of products of intervals. It is infinite exactly if one
    player can mix in an open interval while the other's (pure or mixed) answer stays a best one:
    so it suffices to look at each action x of the other to which a player is indifferent, and to
    ask whether x is a best response to some non-degenerate interval of that player's mixtures.
    """
    for player in PLAYERS:
        for fixed in Action:
            if _gain(game, player, C, fixed) != 0:
                continue
            gains = [_gain(game, 1 - player, fixed, own) for own in (C, D)]
            # Linear in the mixture: an interval of it is non-negative unless both ends are
            # non-positive with at most an end point at zero.
            if max(gains) > 0 or gains == [0, 0]:
                return True
    return False


# Efficiency and security -------------------------------------------------------------------------


def pareto_efficient(game: Game) -> tuple[Profile, ...]:
    """Return the pure profiles that no other improves for one without harming the other."""

    pairs = (game.cc, game.cd, game.dc, game.dd)

    def improved(pair: tuple[float, float]) -> bool:
        return any(p != pair and p[0] >= pair[0] and p[1] >= pair[1] for p in pairs)

    return tuple(at for at, pair in zip(PROFILES, pairs, strict=True) if not improved(pair))


@dataclass(frozen=True)
class Maximin:
    """A player's cautious choice: the pure action(s) with the best worst case, and that payoff."""

    actions: frozenset[Action]
    value: float


def maximin(game: Game, player: int) -> Maximin:
    """Return *player*'s pure maximin actions and the payoff they secure (formula 1.5)."""
    worst = {
        own: min(game.payoff(against(player, own, other), player) for other in Action)
        for own in Action
    }
    value = max(worst.values())
    return Maximin(frozenset(own for own in Action if worst[own] == value), value)
