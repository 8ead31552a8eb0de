"""The exit option: who has somewhere else to go can ask for more (formulas 2.3 and 2.4).

Both play grim trigger and each has an outside value e per round. Who leaves after a breach is not
punished by P but falls on e; and who has more outside than inside does not stay at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from kooperation.base.checks import check_discount
from kooperation.base.comparing import at_least
from kooperation.games.game import PLAYERS, Game, seen_by
from kooperation.repeated.thresholds import grim_threshold


@dataclass(frozen=True)
class Standpoint:
    """One player's view: *threshold* is the least δ at which cooperating pays; 1 or more means none."""

    reward: float
    outside: float
    threshold: float
    discount: float

    @property
    def stays(self) -> bool:
        """Say whether cooperating together is worth more than what one has outside.

        If it is worth just as much, exploiting once and leaving brings more at every δ below 1.
        """
        return not at_least(self.threshold, 1)

    @property
    def cooperates(self) -> bool:
        """Say whether the player stays and is patient enough."""
        return self.stays and at_least(self.discount, self.threshold)


def standpoints(
    game: Game, outside: tuple[float, float], discounts: tuple[float, float]
) -> tuple[Standpoint, Standpoint]:
    """Return both players' views; they cooperate only if both do so (formula 2.4).

    Raises ValueError unless T > R > P for both and each δ is in [0, 1).
    """

    def view(player: int) -> Standpoint:
        check_discount(discounts[player])
        own = seen_by(player, game)
        return Standpoint(
            own.reward,
            outside[player],
            grim_threshold(own, outside[player]),
            discounts[player],
        )

    first, second = map(view, PLAYERS)
    return first, second


def decisive_player(both: tuple[Standpoint, Standpoint]) -> int | None:
    """Return who stands in the way of cooperation alone (0 or 1), or None if both or neither do."""
    unwilling = [player for player in PLAYERS if not both[player].cooperates]
    return unwilling[0] if len(unwilling) == 1 else None
