"""Two-by-two games in normal form.

Player 1 chooses the row, player 2 the column. Each has two actions, called cooperate (C) and
defect (D); where a game has no cooperative action (battle of the sexes), C is simply the first.
Payoffs are dimensionless utilities: only their order matters for dominance, best responses and
efficiency, and their ratios of differences for mixed equilibria.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kooperation.base.comparing import as_set
from kooperation.base.words import Words

ERRORS = Words("games.errors.game")


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
        raise ValueError(ERRORS.filled("no_profile", letters=letters)) from None


def letters(of: Profile) -> str:
    """Return the two letters of a profile, as "CD" for (C, D)."""
    return of[0].value + of[1].value


def _payoffs(*given: float) -> tuple[float, ...]:
    for value in given:
        if not math.isfinite(value):
            raise ValueError(ERRORS.filled("no_payoff", value=value))
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
                raise ValueError(ERRORS.filled("no_pair", pair=pair))
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
        temptation=game.payoff(against(player, D, C), player),
        reward=game.payoff((C, C), player),
        punishment=game.payoff((D, D), player),
        sucker=game.payoff(against(player, C, D), player),
    )


def against(player: int, own: Action, other: Action) -> Profile:
    return (own, other) if player == 0 else (other, own)
