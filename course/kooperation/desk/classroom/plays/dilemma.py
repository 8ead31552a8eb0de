"""The prisoners' dilemma of a class: in pairs, once or several times."""

from __future__ import annotations

from collections.abc import Mapping

from kooperation.base.words import Words
from kooperation.desk.classroom.round import (
    FIXED,
    NEW,
    Chosen,
    ClassGame,
    FinishedRound,
    Move,
    SettingOptions,
    mean,
)

ERRORS = Words("desk/classroom.errors.dilemma")

COOPERATE, DEFECT = "C", "D"
TEMPTATION, REWARD, PUNISHMENT, SUCKER = 3.0, 2.0, 1.0, 0.0  # as in the two cells of lecture 5
PAYOFF = {"CC": REWARD, "CD": SUCKER, "DC": TEMPTATION, "DD": PUNISHMENT}


class ClassDilemma(ClassGame):
    """Both choose at once. Who is left over joins a pair and meets both, for the mean of both meetings."""

    key = "dilemma"
    fields = ("action",)
    settings = (
        SettingOptions("rounds", ("5", "1", "3", "10")),
        SettingOptions("partners", (FIXED, NEW)),
    )

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        return ("choose",)

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        if (action := fields.get("action")) not in (COOPERATE, DEFECT):
            raise ValueError(ERRORS["no_action"])
        return action

    def payoffs(self, chosen: Chosen, played: FinishedRound) -> dict[int, float]:
        moves, brought = played.moves[0], {}
        for group in played.groups:
            there = played.moved(0, group)
            for player in there if len(there) > 1 else ():
                met = [
                    PAYOFF[f"{moves[player]}{moves[other]}"] for other in there if other != player
                ]
                brought[player] = sum(met) / len(met)
        return brought

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return the share that cooperated."""
        return mean([float(action == COOPERATE) for action in played.moves[0].values()])

    def predicted(self, chosen: Chosen) -> float:
        """Return 0: to defect dominates, and the last round is known (formula 2.8)."""
        return 0.0
