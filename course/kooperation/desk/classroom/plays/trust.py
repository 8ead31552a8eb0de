"""The trust game of a class: each entrusts something to one and answers for what another entrusted."""

from __future__ import annotations

from collections.abc import Mapping

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
MULTIPLIER = 3


class ClassTrust(ClassGame):
    """All are on both sides at once, so that nobody is left over: in a pair with each other, in three around in a ring."""

    key = "trust"
    settings = (
        SettingOptions("rounds", ("1", "3", "5", "10")),
        SettingOptions("partners", (NEW, FIXED)),
    )

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        return ("send", "return")

    def neighbours(self, played: FinishedRound, player: int) -> tuple[int, int] | None:
        """Return who entrusted to *player* and to whom *player* did; None if nobody else was there."""
        there = played.moved(0, played.group_of(player))
        if player not in there or len(there) < 2:
            return None
        at = there.index(player)
        return there[at - 1], there[(at + 1) % len(there)]

    def received(self, played: FinishedRound, player: int) -> int:
        """Return what has become of what was entrusted to *player*."""
        found = self.neighbours(played, player)
        sent = played.moves[0][found[0]] if found else 0
        return MULTIPLIER * sent if isinstance(sent, int) else 0

    def asks(self, chosen: Chosen, played: FinishedRound, player: int) -> bool:
        return len(played.moves) == 1 or self.received(played, player) > 0

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        highest = ENDOWMENT if len(played.moves) == 1 else self.received(played, player)
        return whole_number(fields.get("points", ""), 0, highest)

    def returned(self, played: FinishedRound, player: int) -> int | None:
        """Return what *player* gave back; None if there was something and no answer came."""
        answer = played.moves[1].get(player) if len(played.moves) > 1 else None
        if isinstance(answer, int):
            return answer
        return None if self.received(played, player) else 0

    def payoffs(self, chosen: Chosen, played: FinishedRound) -> dict[int, float]:
        """Return E − x + what comes back, and what is kept of the tripled gift (formula 1.7, both sides)."""
        brought = {}
        for player, sent in played.moves[0].items():
            found = self.neighbours(played, player)
            back = self.returned(played, found[1]) if found else None
            own = self.returned(played, player)
            if isinstance(sent, int) and back is not None and own is not None:
                brought[player] = float(
                    ENDOWMENT - sent + back + self.received(played, player) - own
                )
        return brought

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return what was entrusted on average."""
        return mean([float(sent) for sent in played.moves[0].values() if isinstance(sent, int)])

    def returned_share(self, played: FinishedRound) -> float | None:
        """Return which part of all that was received came back."""
        answered = [player for player in played.moves[1] if self.received(played, player)]
        received = sum(self.received(played, player) for player in answered)
        back = sum(self.returned(played, player) or 0 for player in answered)
        return back / received if received else None

    def scale(self, chosen: Chosen) -> tuple[float, float]:
        return 0.0, float(ENDOWMENT)

    def predicted(self, chosen: Chosen) -> float:
        """Return 0: who has something returns nothing, so nobody entrusts anything (formula 1.7)."""
        return 0.0
