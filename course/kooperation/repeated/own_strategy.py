"""A strategy of one's own, built without code: up to four states, in each an action and where to go next.

Where it goes is decided by what the other did, and by nothing else: its own errors it does not see. While there are
none it can do whatever an automaton with so many states can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kooperation.base.words import Words
from kooperation.games.game import Action, C, D, SymmetricGame
from kooperation.repeated.automaton import Automaton, Successors, minimal
from kooperation.repeated.match import Horizon
from kooperation.repeated.strategies import FIELD
from kooperation.repeated.tournament import play_tournament

ERRORS = Words("repeated.errors.own_strategy")

FEWEST, MOST = 1, 4  # states
LONGEST = 20  # signs of a name: it stands at an axis
KEY = "built"
ENTRY = "strategie"  # in `lernstand.json`


@dataclass(frozen=True)
class BuiltState:
    """What it does in a state, and to which state it goes after C and after D of the other's."""

    action: Action
    after_c: int
    after_d: int


@dataclass(frozen=True)
class BuiltStrategy:
    """A strategy as it was built; it begins in the state *start*. *plays* says that it was sent to the tournament.

    Raises ValueError if it has too few or too many states, or names one that is not there.
    """

    name: str
    states: tuple[BuiltState, ...]
    start: int = 0
    plays: bool = False

    def __post_init__(self) -> None:
        count = len(self.states)
        if not FEWEST <= count <= MOST:
            raise ValueError(ERRORS.filled("states", fewest=FEWEST, most=MOST, count=count))
        named = [self.start, *(to for each in self.states for to in (each.after_c, each.after_d))]
        if wrong := [to for to in named if not 0 <= to < count]:
            raise ValueError(ERRORS.filled("no_state", number=wrong[0] + 1, name=self.name))

    @property
    def automaton(self) -> Automaton:
        """It as an automaton, whose first state is the one it begins in."""
        order = [self.start, *(at for at in range(len(self.states)) if at != self.start)]
        place = {old: new for new, old in enumerate(order)}
        rows = [(place[self.states[at].after_c], place[self.states[at].after_d]) for at in order]
        cooperation = tuple(float(self.states[at].action is C) for at in order)
        return Automaton(KEY, self.name, cooperation, tuple(_by_other(*row) for row in rows))

    @property
    def reached(self) -> set[int]:
        """The states that play can reach, whatever the other does."""
        found = [self.start]
        for at in found:
            found += {self.states[at].after_c, self.states[at].after_d} - {*found}
        return {*found}

    def sized(self, count: int) -> BuiltStrategy:
        """Return it with so many states: a new one cooperates and stays, what led to one that is gone leads to the first."""
        count = min(max(count, FEWEST), MOST)
        new = tuple(BuiltState(C, at, at) for at in range(len(self.states), count))
        states = (*self.states, *new)[:count]
        kept = tuple(
            BuiltState(
                each.action, *(to if to < count else 0 for to in (each.after_c, each.after_d))
            )
            for each in states
        )
        return replace(self, states=kept, start=self.start if self.start < count else 0)

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        states = [[each.action.value, each.after_c, each.after_d] for each in self.states]
        return {"name": self.name, "states": states, "start": self.start, "plays": self.plays}


def _by_other(after_c: int, after_d: int) -> Successors:
    return after_c, after_d, after_c, after_d


def read(stored: Any) -> BuiltStrategy | None:
    """Return the strategy that is *stored*, which may be anything; None if it is none."""
    if not isinstance(stored, dict):
        return None
    name, states, start = stored.get("name"), stored.get("states"), stored.get("start")
    if not (isinstance(name, str) and isinstance(states, list) and type(start) is int):
        return None
    try:
        built = tuple(BuiltState(Action(action), _place(c), _place(d)) for action, c, d in states)
        return BuiltStrategy(name.strip()[:LONGEST], built, start, stored.get("plays") is True)
    except (ValueError, TypeError):
        return None


def _place(stored: Any) -> int:
    if type(stored) is not int:
        raise TypeError(stored)
    return stored


# What it is like ----------------------------------------------------------------------------------


def without_errors(strategy: Automaton) -> Automaton:
    """Return the smallest automaton that does as the deterministic *strategy* does while no error happens.

    Its states stand in the order in which they are reached, C before D: equal behaviour, equal automaton.
    """
    meant = zip(strategy.cooperation, strategy.successors, strict=True)
    rows = [(cc, cd) if cooperates else (dc, dd) for cooperates, (cc, cd, dc, dd) in meant]
    return minimal(replace(strategy, successors=tuple(_by_other(*row) for row in rows)))


def known_as(strategy: Automaton) -> Automaton | None:
    """Return the strategy of the literature that does as *strategy* does while no error happens, None if there is none."""
    return _known().get(behaviour(without_errors(strategy)))


def behaviour(strategy: Automaton) -> object:
    """Return what a strategy does without its name, to compare."""
    return strategy.cooperation, strategy.successors


@cache
def _known() -> dict[object, Automaton]:
    """Return known strategies by what they do without errors; of two that do alike, the first."""
    found: dict[object, Automaton] = {}
    for known in FIELD:
        if known.is_deterministic:
            found.setdefault(behaviour(without_errors(known)), known)
    return found


def built_like(known: Automaton) -> BuiltStrategy:
    """Return how one builds what the deterministic *known* strategy does while no error happens."""
    plain = without_errors(known)
    states = zip(plain.cooperation, plain.successors, strict=True)
    built = (BuiltState(C if cooperates else D, row[0], row[1]) for cooperates, row in states)
    return BuiltStrategy(known.name, tuple(built))


def examples() -> tuple[Automaton, ...]:
    """Return the known strategies that can be built, each that does something else while no error happens."""
    return tuple(_known().values())


def first_defection(strategy: Automaton) -> int | None:
    """Return the round in which the deterministic *strategy* first defects against one who always cooperates, None if never."""
    state = 0
    for number in range(1, len(strategy.cooperation) + 1):
        if not strategy.cooperation[state]:
            return number
        state = strategy.after(state, C, C)
    return None


# What it gets -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Encounter:
    """What it gets per round from *opponent*, and what that gets from it; None is its own kind."""

    opponent: Automaton | None
    own: float
    other: float


@dataclass(frozen=True)
class Showing:
    """How it does in a field: its place among *count*, its mean per round, who is ahead and with how much."""

    place: int
    count: int
    score: float
    best: tuple[str, ...]
    best_score: float
    encounters: tuple[Encounter, ...]


def showing(
    strategy: Automaton,
    field: Sequence[Automaton],
    game: SymmetricGame,
    horizon: Horizon,
    noise: float,
) -> Showing:
    """Return exactly how *strategy* does where it joins the tournament of *field* (formulas 2.10, 2.11 and 2.16)."""
    result = play_tournament([*field, strategy], game, horizon, noise)
    own, payoffs = len(field), result.payoffs
    standing = next(each for each in result.ranking if each.player == own)
    best = [each for each in result.ranking if each.place == 1]
    opponents: list[Automaton | None] = [*field, None]
    return Showing(
        standing.place,
        own + 1,
        standing.score,
        tuple(each.name for each in best if each.player != own),
        best[0].score,
        tuple(
            Encounter(opponent, payoffs[own][at], payoffs[at][own])
            for at, opponent in enumerate(opponents)
        ),
    )
