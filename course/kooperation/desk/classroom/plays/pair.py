"""Two offices, one case: each knows something from its own files, and only the same step of both has an effect."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from kooperation.base.words import Words
from kooperation.desk.classroom.round import (
    FIXED,
    NEW,
    Chosen,
    ClassGame,
    FinishedRound,
    Group,
    Move,
    SettingOptions,
    mean,
)

ERRORS = Words("desk/classroom.errors.pair")

STEPS = ("A", "B")
ROLES = ("jobcenter", "youth_office")
RIGHT, SAME, APART = 4.0, 2.0, 0.0  # both take the right step; both take the other; each its own
RELIABLE = 0.75  # how often files point to the right step
SILENT, TELL = "silent", "tell"


class ClassPair(ClassGame):
    """The case is the same for all; what files say of it is drawn for each."""

    key = "pair"
    fields = ("step",)
    settings = (
        SettingOptions("rounds", ("5", "1", "3", "10")),
        SettingOptions("variant", (SILENT, TELL)),
        SettingOptions("partners", (FIXED, NEW)),
    )

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        return ("choose",) if chosen["variant"] == SILENT else ("tell", "choose")

    def role(self, played: FinishedRound, player: int) -> int:
        """Return the role of *player*, 0 or 1: the same in all rounds of the game."""
        first = random.Random(f"{played.seed}/roles").randrange(2)
        return (player + first) % 2

    def right_step(self, played: FinishedRound) -> str:
        """Return the step that has an effect in this round's case."""
        return played.chance("case").choice(STEPS)

    def hint(self, played: FinishedRound, player: int) -> str:
        """Return the step to which the files of *player* point."""
        right = self.right_step(played)
        other = STEPS[1 - STEPS.index(right)]
        return right if played.chance(f"files/{player}").random() < RELIABLE else other

    def groups(
        self, chosen: Chosen, played: FinishedRound, kept: Sequence[Group]
    ) -> tuple[Group, ...]:
        """Return pairs of both roles; of the role that is left over, each joins a pair and meets its other side."""
        at_home = {player for group in kept for player in group}
        chance = played.chance("groups")
        sides: list[list[int]] = [[], []]
        for player in sorted(set(played.moves[0]) - at_home):
            sides[self.role(played, player)].append(player)
        for side in sides:
            chance.shuffle(side)
        groups: list[Group] = [*kept, *zip(*sides, strict=False)]
        paired = min(map(len, sides))
        for at, player in enumerate([*sides[0][paired:], *sides[1][paired:]]):
            if groups:
                groups[-1 - at % len(groups)] += (player,)
        return tuple(groups)

    def partners(self, played: FinishedRound, player: int, phase: int) -> Group:
        """Return who of the other role in the group of *player* moved in *phase*."""
        there = played.moved(phase, played.group_of(player))
        own = self.role(played, player)
        return tuple(other for other in there if self.role(played, other) != own)

    def asks(self, chosen: Chosen, played: FinishedRound, player: int) -> bool:
        if len(played.moves) == 1:
            return True
        return player in played.moves[0] and bool(self.partners(played, player, 0))

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        if (step := fields.get("step")) not in STEPS:
            raise ValueError(ERRORS["no_step"])
        return step

    def payoffs(self, chosen: Chosen, played: FinishedRound) -> dict[int, float]:
        """Return RIGHT, SAME or APART; the mean for who has two on the other side."""
        last, right, brought = len(self.phases(chosen)) - 1, self.right_step(played), {}
        if last >= len(played.moves):
            return {}
        steps = played.moves[last]
        for player, step in steps.items():
            met = [steps[other] for other in self.partners(played, player, last)]
            if met:
                worth = [
                    (RIGHT if step == right else SAME) if step == other else APART for other in met
                ]
                brought[player] = sum(worth) / len(worth)
        return brought

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return what a person got on average."""
        return mean(list(self.payoffs(chosen, played).values()))

    def scale(self, chosen: Chosen) -> tuple[float, float]:
        return APART, RIGHT

    def predicted(self, chosen: Chosen) -> float:
        """Return the most that both can have on average, in silence or after an honest report (formula 8.2)."""
        q, either = RELIABLE, (RIGHT + SAME) / 2
        if chosen["variant"] == SILENT:
            return max(either, q**2 * RIGHT + (1 - q) ** 2 * SAME)
        return q**2 * RIGHT + (1 - q) ** 2 * SAME + 2 * q * (1 - q) * either
