"""The weakest link: what all achieve is as much as whoever does least; effort costs everybody the own."""

from __future__ import annotations

from collections.abc import Mapping

from kooperation.desk.classroom.round import (
    Chosen,
    ClassGame,
    FinishedRound,
    Move,
    SettingOptions,
    whole_number,
)

MOST = 7
BASE, SHARED, COST = 6, 2, 1


class ClassLeastEffort(ClassGame):
    """All play with all."""

    key = "least_effort"
    settings = (SettingOptions("rounds", ("5", "1", "3", "10")),)

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        return ("choose",)

    def size(self, chosen: Chosen) -> int:
        return 0

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        return whole_number(fields.get("points", ""), 1, MOST)

    def efforts(self, played: FinishedRound) -> dict[int, int]:
        """Return the effort of each who plays."""
        at_home = {player for group in played.groups for player in group}
        moves = played.moves[0].items()
        return {player: int(e) for player, e in moves if player in at_home and isinstance(e, int)}

    def payoffs(self, chosen: Chosen, played: FinishedRound) -> dict[int, float]:
        """Return 6 + 2·min − own (formula 8.3)."""
        efforts = self.efforts(played)
        least = min(efforts.values(), default=0)
        return {
            player: float(BASE + SHARED * least - COST * own) for player, own in efforts.items()
        }

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return the least effort."""
        efforts = self.efforts(played)
        return float(min(efforts.values())) if efforts else None

    def scale(self, chosen: Chosen) -> tuple[float, float]:
        return 1.0, float(MOST)
