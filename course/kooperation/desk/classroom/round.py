"""A round of a game that a class plays: who moved how, who met whom; and what each game says of itself.

Pure: chance comes from the seed of the round, so that a journal of what was done is played again to the same end.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from kooperation.base.words import Words

ERRORS = Words("desk/classroom.errors.round")

Move = int | str | tuple[int, ...]
Group = tuple[int, ...]
Chosen = Mapping[str, str]  # what the lecturer chose for a game, by the key of the choice
FIXED, NEW = "fixed", "new"
TALK = "talk"  # a phase in which nobody moves


@dataclass(frozen=True)
class SettingOptions:
    """What a lecturer chooses before a game: one of *options*, of which the first is proposed."""

    key: str
    options: tuple[str, ...]


@dataclass
class FinishedRound:
    """A round: in *moves* a mapping from players to moves for each phase that began; *groups* once the first has ended."""

    number: int
    seed: str
    moves: list[dict[int, Move]] = field(default_factory=lambda: [{}])
    groups: tuple[Group, ...] = ()
    _seated: tuple[Group, ...] | None = None  # the groups that _at_home knows
    _at_home: dict[int, Group] = field(default_factory=dict)

    def chance(self, what: str) -> random.Random:
        """Return the source of chance for *what* in this round."""
        return random.Random(f"{self.seed}/{self.number}/{what}")

    def group_of(self, player: int) -> Group:
        """Return the group in which *player* is, () if in none."""
        if self._seated is not self.groups:
            self._seated = self.groups
            self._at_home = {each: group for group in self.groups for each in group}
        return self._at_home.get(player, ())

    def moved(self, phase: int, group: Group) -> Group:
        """Return who of *group* moved in *phase*."""
        there = self.moves[phase] if phase < len(self.moves) else {}
        return tuple(player for player in group if player in there)


def grouped(
    movers: Sequence[int], size: int, kept: Sequence[Group], chance: random.Random
) -> tuple[Group, ...]:
    """Return groups of *size* people: those *kept*, then the other *movers* as they are drawn.

    Who is left over joins the smallest group that is there, while it has less than two groups' people; then they are
    a group of their own. Alone one is in none. *size* 0 means one group of all.
    """
    at_home = {player for group in kept for player in group}
    rest = [player for player in movers if player not in at_home]
    chance.shuffle(rest)
    if size == 0:
        everybody = (*(player for group in kept for player in group), *rest)
        return (everybody,) if len(everybody) > 1 else ()
    whole = len(rest) // size * size
    groups = [*kept, *(tuple(rest[at : at + size]) for at in range(0, whole, size))]
    left = rest[whole:]
    while left and groups:
        smallest = min(reversed(range(len(groups))), key=lambda at: len(groups[at]))
        if len(groups[smallest]) >= 2 * size - 1:
            break
        groups[smallest] += (left.pop(0),)
    if len(left) > 1:
        groups.append(tuple(left))
    return tuple(groups)


def whole_number(text: str, lowest: int, highest: int) -> int:
    """Return the number that *text* is. Raises ValueError unless it is a plain one from *lowest* to *highest*."""
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise ValueError(ERRORS.filled("no_number", text=text[:20]))
    if not lowest <= int(text) <= highest:
        raise ValueError(ERRORS.filled("out_of_range", lowest=lowest, highest=highest))
    return int(text)


class ClassGame:
    """What every game of a class says of itself. One object for each game; it keeps nothing."""

    key: ClassVar[str]
    settings: ClassVar[tuple[SettingOptions, ...]] = ()
    fields: ClassVar[tuple[str, ...]] = ("points",)  # that a move consists of
    counts_rounds: ClassVar[bool] = True  # a vote has one round, and nobody to play with

    def phases(self, chosen: Chosen) -> tuple[str, ...]:
        """Return the names of what is asked in a round, one after the other."""
        raise NotImplementedError

    def size(self, chosen: Chosen) -> int:
        """Return how many play together, 0 for all."""
        return 2

    def groups(
        self, chosen: Chosen, played: FinishedRound, kept: Sequence[Group]
    ) -> tuple[Group, ...]:
        """Return who plays together, once the first phase has ended; *kept* are groups of the round before."""
        return grouped(sorted(played.moves[0]), self.size(chosen), kept, played.chance("groups"))

    def asks(self, chosen: Chosen, played: FinishedRound, player: int) -> bool:
        """Say whether *player* is to move in the phase that has begun; in the first, everybody is."""
        return len(played.moves) == 1 or bool(played.group_of(player))

    def move(
        self, chosen: Chosen, played: FinishedRound, player: int, fields: Mapping[str, str]
    ) -> Move:
        """Return the move that a form's *fields* say. Raises ValueError if they say none."""
        raise NotImplementedError

    def payoffs(self, chosen: Chosen, played: FinishedRound) -> dict[int, float]:
        """Return what the round brought to each who counts."""
        return {}

    def measure(self, chosen: Chosen, played: FinishedRound) -> float | None:
        """Return the one number that a round of the class is compared by, None if nobody counted."""
        return None

    def scale(self, chosen: Chosen) -> tuple[float, float]:
        """Return the least and the greatest that `measure` may be."""
        return 0.0, 1.0

    def predicted(self, chosen: Chosen) -> float | None:
        """Return what theory says of `measure`, None if it says nothing."""
        return None


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, None of nothing."""
    return sum(values) / len(values) if values else None
