"""The public good of a class: each group pays into a pot; with punishment, or with an announcement before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kooperation.desk.classroom.round import (
    FIXED,
    NEW,
    Chosen,
    ClassGame,
    FinishedRound,
    Move,
    SettingOptions,
    mean,
    whole_number,
)

ENDOWMENT = 10
RETURN = 0.4  # what each gets of a unit in the pot, however many the group has
GROUP = 4
LARGEST = 2 * GROUP - 1  # with those who would be left over
POINTS = 3  # with which one may punish each other member
HARM = 3.0  # what a point of punishment takes; it costs 1
PLAIN, PUNISH, TALK = "plain", "punish", "talk"


class ClassPublicGood(ClassGame):
    """All contribute at once. With punishment all then see the contributions of their group and may take points from each."""

    key = "public_good"
    fields = ("points", *(f"points{at}" for at in range(LARGEST - 1)))
    settings = (
        SettingOptions("rounds", ("5", "1", "3", "10")),
        SettingOptions("variant", (PLAIN, PUNISH, TALK)),
        SettingOptions("partners", (FIXED, NEW)),
    )

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        return {
            PLAIN: ("contribute",),
            PUNISH: ("contribute", "punish"),
            TALK: ("announce", "contribute"),
        }[chosen["variant"]]

    def size(self, chosen: Chosen) -> int:
        return GROUP

    def contributed(
        self, chosen: Chosen, played: FinishedRound, among: Iterable[int] | None = None
    ) -> dict[int, int]:
        """Return what each paid into the pot, *among* some players or all."""
        at = self.phases(chosen).index("contribute")
        there = played.moves[at] if at < len(played.moves) else {}
        players = there if among is None else there.keys() & set(among)
        paid = {player: there[player] for player in players}
        return {player: value for player, value in paid.items() if isinstance(value, int)}

    def asks(self, chosen: Chosen, played: FinishedRound, player: int) -> bool:
        if len(played.moves) == 1:
            return True
        there = played.moved(0, played.group_of(player))
        return player in there and len(there) > 1

    def others(self, played: FinishedRound, player: int) -> tuple[int, ...]:
        """Return who else of the group of *player* moved first: those whom one sees, in their order."""
        group = played.group_of(player)
        return tuple(other for other in played.moved(0, group) if other != player)

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        if self.phases(chosen)[len(played.moves) - 1] != "punish":
            return whole_number(fields.get("points", ""), 0, ENDOWMENT)
        others = self.others(played, player)
        return tuple(
            whole_number(fields.get(f"points{at}", "0"), 0, POINTS) for at in range(len(others))
        )

    def payoffs(self, chosen: Chosen, played: FinishedRound) -> dict[int, float]:
        """Return E − c + a·Σc, less what punishing and being punished cost (formulas 1.9, 8.1)."""
        paid, brought = self.contributed(chosen, played), dict[int, float]()
        for group in played.groups:
            there = [player for player in group if player in paid]
            pot = sum(paid[player] for player in there)
            if len(there) > 1:
                brought |= {player: ENDOWMENT - paid[player] + RETURN * pot for player in there}
        for player, target, points in self.punishments(chosen, played):
            brought[player] -= points
            brought[target] -= HARM * points
        return brought

    def punishments(
        self, chosen: Chosen, played: FinishedRound, among: Iterable[int] | None = None
    ) -> list[tuple[int, int, int]]:
        """Return who punished whom with how many points, *among* some players or all."""
        if chosen["variant"] != PUNISH or len(played.moves) < 2:
            return []
        given = played.moves[1]
        found = []
        for player in given if among is None else given.keys() & set(among):
            points = given[player]
            if isinstance(points, tuple):
                pairs = zip(self.others(played, player), points, strict=True)
                found += [(player, target, each) for target, each in pairs if each]
        return found

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return the mean contribution."""
        return mean([float(paid) for paid in self.contributed(chosen, played).values()])

    def scale(self, chosen: Chosen) -> tuple[float, float]:
        return 0.0, float(ENDOWMENT)

    def predicted(self, chosen: Chosen) -> float:
        """Return 0: a unit brings back 0.4 of what it costs; punishing costs, and talk binds nobody."""
        return 0.0
