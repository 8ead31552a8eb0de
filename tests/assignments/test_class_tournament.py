"""The tournament of a class: exact where that can be, played where not, and nobody stops the others."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from kooperation.assignments.class_tournament import (
    GAME,
    REPETITIONS,
    ROUNDS,
    Asked,
    ClassTournament,
    StrategyError,
    built_competitor,
    class_tournament,
    competitor,
)
from kooperation.repeated.match import Rounds
from kooperation.repeated.own_strategy_sheet import ENTRY
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    grim_trigger,
    tit_for_tat,
)
from kooperation.repeated.tournament import play_tournament


def copies(_own: list[str], other: list[str]) -> str:
    return other[-1] if other else "C"


def defects(_own: list[str], _other: list[str]) -> str:
    return "D"


def cooperates(_own: list[str], _other: list[str]) -> str:
    return "C"


def never_forgives(own: list[str], other: list[str]) -> str:
    return "D" if "D" in own + other else "C"


def counts(_own: list[str], other: list[str]) -> str:
    return "D" if 2 * other.count("D") > len(other) else "C"


def forgives_by_chance() -> Asked:
    chance = random.Random(7)
    return lambda _, other: "D" if other and other[-1] == "D" and chance.random() > 0.3 else "C"


def played(**asked: Asked) -> ClassTournament:
    return class_tournament([competitor(name, one) for name, one in asked.items()])


def scores(tournament: ClassTournament) -> dict[str, float]:
    assert tournament.result is not None
    return {standing.name: standing.score for standing in tournament.result.ranking}


def by_hand(first: Asked, second: Asked) -> float:
    """Return what *first* gets per round from *second*, played round by round."""
    pay = {"CC": 2, "CD": 0, "DC": 3, "DD": 1}
    own: list[str] = []
    other: list[str] = []
    for _ in range(ROUNDS):
        mine, theirs = first(own, other), second(other, own)
        own.append(mine)
        other.append(theirs)
    return sum(pay[a + b] for a, b in zip(own, other, strict=True)) / ROUNDS


def test_functions_that_answer_as_automata_play_exactly_as_these() -> None:
    field = [copies, defects, cooperates, never_forgives]
    known = [tit_for_tat(), always_defect(), always_cooperate(), grim_trigger()]
    tournament = class_tournament([competitor(one.__name__, one) for one in field])
    assert [(one.like, one.is_simulated) for one in tournament.competitors] == [
        (automaton.name, False) for automaton in known
    ]
    exact = play_tournament(known, GAME, Rounds(ROUNDS))
    assert tournament.result is not None
    assert tournament.result.payoffs == exact.payoffs
    assert not tournament.result.matches.simulated


def test_a_function_that_is_no_automaton_gets_what_it_gets_round_by_round() -> None:
    field = [copies, defects, counts]
    tournament = class_tournament([competitor(one.__name__, one) for one in field])
    assert [one.is_simulated for one in tournament.competitors] == [False, False, True]
    assert tournament.result is not None
    for i, first in enumerate(field):
        for j, second in enumerate(field):
            assert tournament.result.payoffs[i][j] == pytest.approx(by_hand(first, second))


def test_chance_is_played_several_times_and_told() -> None:
    tournament = played(wuerfel=forgives_by_chance(), wolf=defects)
    dice, wolf = tournament.competitors
    assert (dice.steady, dice.is_simulated, wolf.steady) == (False, True, True)
    assert tournament.result is not None
    assert len(tournament.result.matches.outcomes[0][1].samples) == REPETITIONS


def test_the_same_strategies_give_the_same_tournament_in_whatever_order() -> None:
    def field(order: Sequence[str]) -> dict[str, Asked]:
        all_of_them = {"a": copies, "b": counts, "c": defects, "d": never_forgives}
        return {name: all_of_them[name] for name in order}

    assert scores(played(**field("abcd"))) == pytest.approx(scores(played(**field("dcba"))))


def breaks_against_defectors(_own: list[str], other: list[str]) -> str:
    """Break only where all that was asked before never led: against one who defects to the end, in round 50."""
    if other == ["D"] * (ROUNDS - 1) and breaks_against_defectors.armed:  # type: ignore[attr-defined]
        raise StrategyError("Ihre Funktion bricht ab.")
    return "C" if 2 * other.count("D") <= len(other) else "D"


def test_what_breaks_in_a_match_is_left_out_and_the_others_play_as_without_it() -> None:
    breaks_against_defectors.armed = False  # type: ignore[attr-defined]
    field = {"glas": breaks_against_defectors, "wolf": defects, "echo": copies}
    competitors = [competitor(name, one) for name, one in field.items()]
    breaks_against_defectors.armed = True  # type: ignore[attr-defined]
    tournament = class_tournament(competitors)
    assert tournament.left_out == {"glas": "Ihre Funktion bricht ab."}
    assert scores(tournament) == scores(played(wolf=defects, echo=copies))


def test_what_breaks_when_it_is_asked_is_named() -> None:
    def fails(_own: list[str], other: list[str]) -> str:
        if len(other) > 3:
            raise StrategyError("Ihre Funktion bricht ab (IndexError).")
        return "C"

    with pytest.raises(StrategyError, match="IndexError") as caught:
        competitor("glas", fails)
    assert caught.value.who == "glas"


def test_where_all_break_nobody_is_ranked() -> None:
    assert class_tournament([]).result is None


def test_progress_is_told_match_by_match() -> None:
    told: list[tuple[int, int]] = []
    field = [competitor("a", copies), competitor("b", defects), competitor("c", copies)]
    class_tournament(field, lambda done, count: told.append((done, count)))
    assert told == [(done, 6) for done in range(1, 7)]


# Built without code --------------------------------------------------------------------------------

BUILT = {"name": "Ada", "states": [["C", 0, 1], ["D", 0, 1], ["D", 2, 2]], "start": 0}


def sheet(folder: Path, built: object) -> Path:
    path = folder / "wiederholung.answers.json"
    path.write_text(json.dumps({"schema": 1, "variant": 7, "answers": {ENTRY: built}}), "utf-8")
    return path


def test_what_was_built_plays_exactly_as_a_function_that_does_alike(tmp_path: Path) -> None:
    built = built_competitor("Dachs", sheet(tmp_path, {**BUILT, "plays": True}), agreed=True)
    assert built is not None
    assert built == competitor("Dachs", copies, agreed=True)
    assert built.like == "Tit-for-Tat"


@pytest.mark.parametrize(
    "built",
    [None, 3, {**BUILT, "plays": False}, BUILT, {**BUILT, "states": [["C", 0, 9]], "plays": True}],
)
def test_where_nothing_was_built_or_it_is_not_to_play_the_function_plays(
    tmp_path: Path, built: object
) -> None:
    assert built_competitor("Dachs", sheet(tmp_path, built)) is None
    assert built_competitor("Dachs", tmp_path / "fehlt.answers.json") is None
