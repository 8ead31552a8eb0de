"""Two-by-two games in normal form.

Player 1 chooses the row, player 2 the column. Each has two actions, called cooperate (C) and
defect (D); where a game has no cooperative action (battle of the sexes), C is simply the first.
Payoffs are dimensionless utilities: only their order matters for dominance, best responses and
efficiency, and their ratios of differences for mixed equilibria.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property

from kooperation.base.comparing import as_set, at_least


class Action(StrEnum):
    """One of a player's two actions; equal to its letter, so that `other[-1] == "D"` works."""

    COOPERATE = "C"
    DEFECT = "D"

    @property
    def other(self) -> Action:
        return Action.DEFECT if self is Action.COOPERATE else Action.COOPERATE

    def __repr__(self) -> str:
        return self.value


C, D = Action.COOPERATE, Action.DEFECT
Profile = tuple[Action, Action]
PROFILES: tuple[Profile, ...] = ((C, C), (C, D), (D, C), (D, D))
PLAYERS = (0, 1)


def profile(letters: str) -> Profile:
    """Return the profile that *letters* name, as "CD" for (C, D).

    Raises ValueError if *letters* are not two of C and D.
    """
    try:
        first, second = map(Action, letters)
        return first, second
    except ValueError:
        raise ValueError(f"«{letters}» ist kein Profil aus zwei Buchstaben C oder D.") from None


def letters(of: Profile) -> str:
    """Return the two letters of a profile, as "CD" for (C, D)."""
    return of[0].value + of[1].value


def _payoffs(*given: float) -> tuple[float, ...]:
    for value in given:
        if not math.isfinite(value):
            raise ValueError(f"{value} ist keine Auszahlung: Es muss eine endliche Zahl sein.")
    return as_set(given)


@dataclass(frozen=True)
class Game:
    """A 2×2 game: for each of the profiles CC, CD, DC, DD the pair (player 1's, player 2's payoff).

    They are rounded to what was meant, each player's on the own scale (comparing.as_set). Raises ValueError if a payoff is not a finite number.
    """

    cc: tuple[float, float]
    cd: tuple[float, float]
    dc: tuple[float, float]
    dd: tuple[float, float]

    def __post_init__(self) -> None:
        cc, cd, dc, dd = self.cc, self.cd, self.dc, self.dd
        for pair in (cc, cd, dc, dd):
            if len(pair) != 2:
                raise ValueError(f"{pair!r} ist kein Paar von Auszahlungen.")
        first = _payoffs(cc[0], cd[0], dc[0], dd[0])
        second = _payoffs(cc[1], cd[1], dc[1], dd[1])
        for name, *both in zip(("cc", "cd", "dc", "dd"), first, second, strict=True):
            object.__setattr__(self, name, tuple(both))

    def payoff(self, at: Profile, player: int) -> float:
        """Return *player*'s payoff (0 or 1) in the profile *at*."""
        return self._table[at][player]

    @cached_property
    def _table(self) -> dict[Profile, tuple[float, float]]:
        return dict(zip(PROFILES, (self.cc, self.cd, self.dc, self.dd), strict=True))

    @property
    def is_symmetric(self) -> bool:
        """Say whether exchanging the players leaves the game as it is."""
        swapped = (self.cc[::-1], self.dc[::-1], self.cd[::-1], self.dd[::-1])
        return (self.cc, self.cd, self.dc, self.dd) == swapped


@dataclass(frozen=True)
class SymmetricGame:
    """A game that looks alike to both players, by the four payoffs the literature names.

    They are rounded as those of Game. Raises ValueError if a payoff is not a finite number.
    """

    temptation: float
    reward: float
    punishment: float
    sucker: float

    def __post_init__(self) -> None:
        given = _payoffs(self.temptation, self.reward, self.punishment, self.sucker)
        for name, value in zip(
            ("temptation", "reward", "punishment", "sucker"), given, strict=True
        ):
            object.__setattr__(self, name, value)

    @cached_property
    def game(self) -> Game:
        """The same as a general game."""
        t, r, p, s = self.temptation, self.reward, self.punishment, self.sucker
        return Game(cc=(r, r), cd=(s, t), dc=(t, s), dd=(p, p))


def payoff_range(game: Game) -> float:
    """Return the largest difference of payoffs, or 1 if there is none: the unit of comparisons."""
    payoffs = (*game.cc, *game.cd, *game.dc, *game.dd)
    return max(payoffs) - min(payoffs) or 1.0


def seen_by(player: int, game: Game) -> SymmetricGame:
    """Return T, R, P and S as they are for *player*; in an asymmetric game the other's differ."""
    return SymmetricGame(
        temptation=game.payoff(_against(player, D, C), player),
        reward=game.payoff((C, C), player),
        punishment=game.payoff((D, D), player),
        sucker=game.payoff(_against(player, C, D), player),
    )


def _against(player: int, own: Action, other: Action) -> Profile:
    return (own, other) if player == 0 else (other, own)


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
    return game.payoff(_against(player, own, other), player) - game.payoff(
        _against(player, own.other, other), player
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
        own: min(game.payoff(_against(player, own, other), player) for other in Action)
        for own in Action
    }
    value = max(worst.values())
    return Maximin(frozenset(own for own in Action if worst[own] == value), value)


# Kinds of game -----------------------------------------------------------------------------------


class Kind(Enum):
    """Kinds of 2×2 games that have a name in the literature."""

    PRISONERS_DILEMMA = "gefangenendilemma"
    WEAK_DILEMMA = "schwaches_dilemma"
    STAG_HUNT = "hirschjagd"
    CHICKEN = "chicken"
    COORDINATION = "koordination"
    BATTLE_OF_THE_SEXES = "geschlechterkampf"
    HARMONY = "harmonie"
    DEADLOCK = "deadlock"
    OTHER = "anderes"


@dataclass(frozen=True)
class Classification:
    """The kind of a game; *alternating* says that 2R ≤ T + S alone keeps it from being a dilemma."""

    kind: Kind
    alternating: bool = False

    @property
    def reason(self) -> str:
        """The key of what makes it so, in the room's words."""
        return "abwechseln" if self.alternating else self.kind.value


def classify(game: Game) -> Classification:
    """Return the kind of *game* and what makes it so (formula 1.1).

    A symmetric game is read by the order of T, R, P and S; an asymmetric one has a kind if each
    player's own four payoffs are of that kind, or if it is a battle of the sexes: both prefer any
    agreement, each another one.
    """
    first, second = (_kind_of_payoffs(seen_by(player, game)) for player in PLAYERS)
    if first.kind is second.kind is not Kind.OTHER:
        return first
    return _coordination(game) or (first if first == second else _NO_KIND)


_NO_KIND = Classification(Kind.OTHER)


def _kind_of_payoffs(game: SymmetricGame) -> Classification:
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if t > r > p >= s and at_least(t + s, 2 * r, t - s):
        return Classification(Kind.OTHER, alternating=True)
    if t > r > p > s:
        return Classification(Kind.PRISONERS_DILEMMA)
    if t > r > p == s:
        return Classification(Kind.WEAK_DILEMMA)
    if r > t >= p > s:
        return Classification(Kind.STAG_HUNT)
    if t > r > s > p:
        return Classification(Kind.CHICKEN)
    if t > p > r > s:
        return Classification(Kind.DEADLOCK)
    if r > t and s > p and r > p:
        return Classification(Kind.HARMONY)
    return _NO_KIND


def _coordination(game: Game) -> Classification | None:
    """Return coordination or battle of the sexes if two strict equilibria beat both mismatches."""
    for agreed, missed in (
        (((C, C), (D, D)), ((C, D), (D, C))),
        (((C, D), (D, C)), ((C, C), (D, D))),
    ):
        a, b = agreed
        if not all(
            game.payoff(x, i) > game.payoff(y, i) for x in agreed for y in missed for i in PLAYERS
        ):
            continue
        preferences = [game.payoff(a, i) - game.payoff(b, i) for i in PLAYERS]
        if min(preferences) < 0 < max(preferences):
            return Classification(Kind.BATTLE_OF_THE_SEXES)
        return Classification(Kind.COORDINATION)
    return None
