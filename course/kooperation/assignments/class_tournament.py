"""The tournament of a class: strategies handed in with `wiederholung`, of which nothing is known but what they answer.

One that answers as an automaton of few states plays exactly; any other is simulated. What breaks is left out, and the
others play on.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kooperation.games.game import Action, SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Outcome, Rounds
from kooperation.repeated.observing import (
    Observed,
    Word,
    along,
    automaton_of,
    is_steady,
)
from kooperation.repeated.own_strategy import behaviour, known_as, without_errors
from kooperation.repeated.own_strategy_sheet import ENTRY, taken_along
from kooperation.repeated.own_strategy_sheet import SLUG as OF
from kooperation.repeated.simulation import History, OwnStrategy, Player, play_match
from kooperation.repeated.tournament import RoundRobin, TournamentResult, score

SLUG, FUNCTION = OF, "meine_strategie"
BUILT = (
    ENTRY  # in the answer sheet: what the learner has built, which plays in place of the function
)
AGREED = "turnier_zeigen"  # in the answer sheet: whether the learner's strategy may be shown to the group
GAME = SymmetricGame(3, 2, 1, 0)  # as in the assignment
ROUNDS = 50
REPETITIONS = 5  # of a match in which chance is at work
SEED = 1

Letters = list[str]  # actions
Asked = Callable[[Letters, Letters], str]  # own and the other's so far → the next one
AskedAlong = Callable[[Letters], Letters]  # the other's → what follows each beginning of them


class StrategyError(Exception):
    """Why the strategy of *who* cannot go on, as a German sentence."""

    def __init__(self, why: str, who: str = "") -> None:
        super().__init__(why)
        self.who = who


@dataclass(frozen=True)
class Competitor:
    """Who takes part, under a pseudonym: an automaton, or a function that is *steady* or plays with chance.

    *like* is the name of a known strategy that does the same, "" if there is none.
    """

    name: str
    player: Player
    steady: bool
    like: str = ""
    agreed: bool = False

    @property
    def automaton(self) -> Automaton | None:
        """It as an automaton, None if it is simulated."""
        return self.player if isinstance(self.player, Automaton) else None

    @property
    def is_simulated(self) -> bool:
        """Whether its matches are simulated: it is no automaton of few states, as far as one sees."""
        return self.automaton is None

    @property
    def states(self) -> int:
        """How many states it has, 0 if it is simulated."""
        return len(self.automaton.cooperation) if self.automaton else 0


@dataclass
class ClassTournament:
    """The *result* of those who played to the end, in their order, and who was left out with the reason."""

    competitors: list[Competitor]
    result: TournamentResult | None
    left_out: dict[str, str] = field(default_factory=dict)


def competitor(
    name: str, asked: Asked, asked_along: AskedAlong | None = None, *, agreed: bool = False
) -> Competitor:
    """Return who plays as *asked* answers; *asked_along* asks it faster. Raises StrategyError, as they do."""

    def decide(own: History, other: History) -> Action:
        try:
            return Action(asked([a.value for a in own], [a.value for a in other]))
        except StrategyError as error:
            raise StrategyError(str(error), name) from error

    def answered(word: Word) -> list[Action]:
        assert asked_along is not None
        try:
            return [Action(letter) for letter in asked_along([a.value for a in word])]
        except StrategyError as error:
            raise StrategyError(str(error), name) from error

    observed = Observed(answered if asked_along else along(decide))
    steady = is_steady(observed)
    automaton = automaton_of(name, observed) if steady else None
    if automaton is None:
        return Competitor(name, OwnStrategy(name, decide), steady, agreed=agreed)
    return _exact(name, automaton, agreed)


def built_competitor(name: str, sheet: Path, *, agreed: bool = False) -> Competitor | None:
    """Return who plays what was built without code and stands in the file *sheet*: nothing of it runs. None: the function plays."""
    built = taken_along(sheet)
    if built is None or not built.plays:
        return None
    automaton = replace(without_errors(built.automaton), key="", name=name)
    return _exact(name, automaton, agreed)


def _exact(name: str, automaton: Automaton, agreed: bool) -> Competitor:
    known = known_as(automaton)
    return Competitor(name, automaton, True, known.name if known else "", agreed)


def class_tournament(
    competitors: Sequence[Competitor], told: Callable[[int, int], object] = lambda _done, _all: None
) -> ClassTournament:
    """Return the tournament of *competitors*, each against each and against itself; the same ones, the same result.

    *told* is called with the number of matches that were played, and of all.
    """
    played = ClassTournament(list(competitors), None)
    matches = _Matches()
    while played.competitors:
        try:
            played.result = score(matches.of(played.competitors, told), GAME)
        except ValueError as error:  # with the strategy's own reason behind it
            if not isinstance(why := error.__cause__, StrategyError):
                raise
            played.left_out[why.who] = str(why)
            played.competitors = [each for each in played.competitors if each.name != why.who]
        else:
            break
    return played


class _Matches:
    """Plays each match once: two automata that do alike have the same ones."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, object], Outcome] = {}

    def of(self, field: Sequence[Competitor], told: Callable[[int, int], object]) -> RoundRobin:
        count = len(field)
        table: dict[tuple[int, int], Outcome] = {}
        for done, (i, j) in enumerate(_pairs(count), start=1):
            table[i, j] = self._match(field[i], field[j])
            if i != j:
                table[j, i] = table[i, j].mirrored
            told(done, count * (count + 1) // 2)
        everyone = range(count)
        return RoundRobin(
            tuple(each.name for each in field),
            tuple(tuple(table[i, j] for j in everyone) for i in everyone),
        )

    def _match(self, first: Competitor, second: Competitor) -> Outcome:
        pair = _identity(first), _identity(second)
        if pair not in self._known:
            names = f"{SEED}:{first.name}:{second.name}"  # in whatever order they are played
            repetitions = 1 if first.steady and second.steady else REPETITIONS
            self._known[pair] = play_match(
                first.player,
                second.player,
                Rounds(ROUNDS),
                chance=random.Random(names),
                repetitions=repetitions,
            )
        return self._known[pair]


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in range(count) for j in range(i, count))


def _identity(one: Competitor) -> object:
    return behaviour(one.automaton) if one.automaton else one.name
