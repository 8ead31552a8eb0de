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
    """The kind of a game, and what has to be added to it.

    *alternating* says of a dilemma that taking turns brings both at least as much as cooperating
    together, 2R ≤ T + S: that matters when it is repeated. *relabelled* is the kind that a game
    without a name has as soon as the two actions exchange their names.
    """

    kind: GameKind
    alternating: bool = False
    relabelled: GameKind | None = None


def classify(game: Game) -> Classification:
    """Return the kind of *game* and what makes it so (formula 1.1).

    A symmetric game is read by the order of T, R, P and S; an asymmetric one has a kind if each
    player's own four payoffs are of that kind, or if it is a battle of the sexes: both prefer any
    agreement, each another one.
    """
    kind = _kind(game)
    if kind in (GameKind.PRISONERS_DILEMMA, GameKind.WEAK_DILEMMA):
        return Classification(kind, alternating=_alternating_pays(game))
    if kind is not GameKind.OTHER:
        return Classification(kind)
    renamed = _kind(Game(cc=game.dd, cd=game.dc, dc=game.cd, dd=game.cc))
    return Classification(kind, relabelled=None if renamed is kind else renamed)


def _kind(game: Game) -> GameKind:
    first, second = (_kind_of_payoffs(seen_by(player, game)) for player in PLAYERS)
    return first if first is second is not GameKind.OTHER else _coordination(game)


def _alternating_pays(game: Game) -> bool:
    """Say whether both have by turns at least what they have together: 2R ≤ T + S."""
    own = [seen_by(player, game) for player in PLAYERS]
    return all(
        at_least(g.temptation + g.sucker, 2 * g.reward, g.temptation - g.sucker) for g in own
    )


def _kind_of_payoffs(game: SymmetricGame) -> GameKind:
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if t > r > p > s:
        return GameKind.PRISONERS_DILEMMA
    if t > r > p == s:
        return GameKind.WEAK_DILEMMA
    if r > t >= p > s:
        return GameKind.STAG_HUNT
    if t > r > s > p:
        return GameKind.CHICKEN
    if t > p > r > s:
        return GameKind.DEADLOCK
    if r > t and s > p and r > p:
        return GameKind.HARMONY
    return GameKind.OTHER


def _coordination(game: Game) -> GameKind:
    """Return coordination or battle of the sexes if two strict equilibria beat both mismatches, else other."""
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
            return GameKind.BATTLE_OF_THE_SEXES
        return GameKind.COORDINATION
    return GameKind.OTHER
