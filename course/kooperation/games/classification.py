"""Which of the games that have a name in the literature a 2×2 game is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kooperation.base.comparing import at_least
from kooperation.games.game import PLAYERS, C, D, Game, SymmetricGame, seen_by


class GameKind(Enum):
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

    kind: GameKind
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
    if first.kind is second.kind is not GameKind.OTHER:
        return first
    return _coordination(game) or (first if first == second else _NO_KIND)


_NO_KIND = Classification(GameKind.OTHER)


def _kind_of_payoffs(game: SymmetricGame) -> Classification:
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if t > r > p >= s and at_least(t + s, 2 * r, t - s):
        return Classification(GameKind.OTHER, alternating=True)
    if t > r > p > s:
        return Classification(GameKind.PRISONERS_DILEMMA)
    if t > r > p == s:
        return Classification(GameKind.WEAK_DILEMMA)
    if r > t >= p > s:
        return Classification(GameKind.STAG_HUNT)
    if t > r > s > p:
        return Classification(GameKind.CHICKEN)
    if t > p > r > s:
        return Classification(GameKind.DEADLOCK)
    if r > t and s > p and r > p:
        return Classification(GameKind.HARMONY)
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
            return Classification(GameKind.BATTLE_OF_THE_SEXES)
        return Classification(GameKind.COORDINATION)
    return None
