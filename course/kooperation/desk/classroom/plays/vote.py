"""Peer instruction: vote, talk with a neighbour, vote again; on a question of a quiz or on a bet of a lecture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kooperation.base.words import Words
from kooperation.desk.classroom.questions import question, questions
from kooperation.desk.classroom.round import (
    TALK,
    Chosen,
    ClassGame,
    FinishedRound,
    Group,
    Move,
    SettingOptions,
    mean,
)

ERRORS = Words("desk/classroom.errors.vote")


class ClassVote(ClassGame):
    """Nobody sees the first vote but the lecturer: who knew what most think would follow them."""

    key = "vote"
    fields = ("option",)
    settings = (SettingOptions("question", tuple(questions())),)
    counts_rounds = False

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        return ("vote", TALK, "again")

    def groups(
        self, chosen: Chosen, played: FinishedRound, kept: Sequence[Group]
    ) -> tuple[Group, ...]:
        return ()

    def asks(self, chosen: Chosen, played: FinishedRound, player: int) -> bool:
        return len(played.moves) != 2

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        if (option := fields.get("option", "")) not in question(chosen["question"]).options:
            raise ValueError(ERRORS["no_answer"])
        return option

    def counts(self, chosen: Chosen, played: FinishedRound, phase: int) -> dict[str, int]:
        """Return how often each option was chosen in *phase*."""
        there = Counter(played.moves[phase].values() if phase < len(played.moves) else ())
        return {option: there[option] for option in question(chosen["question"]).options}

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return the share that was right in the last vote; None where there is no right answer."""
        right = question(chosen["question"]).right
        return (
            mean([float(option == right) for option in played.moves[-1].values()])
            if right
            else None
        )
