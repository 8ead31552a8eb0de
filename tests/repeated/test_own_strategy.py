"""A strategy that one builds: read with care, resized without loss, equal to known ones, exact against the field."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from asked import deciding
from built import TFT, drawn
from kooperation.games.game import C, D, SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.contestants_words import contestants
from kooperation.repeated.match import Rounds
from kooperation.repeated.observing import Observed, along, automaton_of
from kooperation.repeated.own_strategy import (
    LONGEST,
    BuiltState,
    BuiltStrategy,
    behaviour,
    built_like,
    examples,
    first_defection,
    known_as,
    read,
    showing,
    without_errors,
)
from kooperation.repeated.strategies import (
    FIELD,
    always_cooperate,
    always_defect,
    grim_trigger,
    suspicious_tit_for_tat,
    tit_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.tournament import play_tournament
from kooperation.repeated.traits import traits

GAME = SymmetricGame(3, 2, 1, 0)


def observed(strategy: Automaton) -> Automaton:
    """Return what Angluin's algorithm finds by asking: another way to the smallest automaton [angluin1987]."""
    found = automaton_of(strategy.name, Observed(along(deciding(strategy))))
    assert found is not None
    return found


# What is built ------------------------------------------------------------------------------------


def test_what_is_built_begins_where_it_says_and_goes_where_it_says() -> None:
    suspicious = BuiltStrategy("x", TFT.states, start=1).automaton
    assert suspicious.cooperation == (0, 1)
    decide = deciding(suspicious)
    assert [decide((), ()), decide((D,), (C,)), decide((D, C), (C, D))] == [D, C, D]


@pytest.mark.parametrize(
    "states", [(), (BuiltState(C, 0, 1),), (BuiltState(C, -1, 0),), (BuiltState(C, 0, 0),) * 5]
)
def test_what_is_no_strategy_is_refused(states: tuple[BuiltState, ...]) -> None:
    with pytest.raises(ValueError, match="Zust"):
        BuiltStrategy("x", states)
    with pytest.raises(ValueError, match="Zustand 3"):
        BuiltStrategy("x", TFT.states, start=2)


def test_growing_keeps_what_was_built_and_shrinking_leads_back_to_the_first_state() -> None:
    grown = TFT.sized(4)
    assert grown.states[:2] == TFT.states
    assert grown.states[3] == BuiltState(C, 3, 3)
    assert grown.reached == {0, 1}
    assert grown.sized(2) == TFT
    assert TFT.sized(1) == BuiltStrategy("Meine", (BuiltState(C, 0, 0),))
    assert BuiltStrategy("x", TFT.states, start=1).sized(1).start == 0
    assert TFT.sized(99) == grown
    assert TFT.sized(0) == TFT.sized(1)


def test_what_is_kept_comes_back_and_a_name_has_an_end() -> None:
    for seed in range(200):
        assert read(drawn(seed).plain()) == drawn(seed)
    long = read({**TFT.plain(), "name": " Ä" * 50, "plays": 1})
    assert long is not None
    assert len(long.name) == LONGEST
    assert long.plays is False  # only a plain yes is one


@pytest.mark.parametrize(
    "stored",
    [
        None, 3, [], {}, {"name": "x"}, {**TFT.plain(), "name": 5}, {**TFT.plain(), "start": 2},
        {**TFT.plain(), "start": True}, {**TFT.plain(), "states": []}, {**TFT.plain(), "states": "CD"},
        {**TFT.plain(), "states": [["C", 0, 0]] * 5}, {**TFT.plain(), "states": [["E", 0, 0]]},
        {**TFT.plain(), "states": [["C", 0, 1]]}, {**TFT.plain(), "states": [["C", 0.0, 0]]},
        {**TFT.plain(), "states": [["C", 0]]}, {**TFT.plain(), "states": [[["C"], 0, 0]]},
        {**TFT.plain(), "states": [["C", False, 0]]}, {**TFT.plain(), "states": [None]},
    ],
)  # fmt: skip
def test_a_damaged_record_is_no_strategy(stored: Any) -> None:
    assert read(stored) is None


# What it is like ----------------------------------------------------------------------------------


@pytest.mark.parametrize("known", examples(), ids=lambda a: a.key)
def test_an_example_does_as_its_strategy_does_and_is_known_by_it(known: Automaton) -> None:
    built = built_like(known).automaton
    decide, original = deciding(built), deciding(known)
    for word in product((C, D), repeat=8):
        own: list[Any] = []
        for length in range(len(word) + 1):
            own.append(decide(tuple(own), word[:length]))
            assert own[-1] == original(tuple(own[:-1]), word[:length])
    assert known_as(built) == known


def test_every_strategy_without_chance_is_an_example_but_for_those_that_errors_tell_apart() -> None:
    left = {each.key for each in FIELD if each.is_deterministic} - {each.key for each in examples()}
    assert left == {"contrite_tit_for_tat"}  # without errors it is tit for tat [wuaxelrod1995]


def test_the_smallest_automaton_is_the_one_that_is_found_by_asking() -> None:
    for seed in range(60):
        built = drawn(seed).automaton
        assert behaviour(without_errors(built)) == behaviour(observed(built))


def test_what_is_never_reached_changes_nothing() -> None:
    assert known_as(TFT.sized(4).automaton) == tit_for_tat()
    assert (
        known_as(BuiltStrategy("x", (BuiltState(C, 1, 0), BuiltState(D, 0, 1))).automaton) is None
    )


def test_nice_is_who_never_defects_first() -> None:
    """And the round that is named is the one in which a partner who cooperates sees it."""
    for seed in range(200):
        built = drawn(seed).automaton
        first, decide = first_defection(built), deciding(built)
        assert (first is None) == traits(built).nice
        own: list[Any] = []
        for length in range(6):
            own.append(decide(tuple(own), (C,) * length))
        assert first == (own.index(D) + 1 if D in own else None)


def test_errors_of_its_own_it_does_not_see() -> None:
    """So with errors it is another than win-stay, lose-shift, which does."""
    built, known = built_like(win_stay_lose_shift()), win_stay_lose_shift()
    assert built.automaton.after(0, D, C) == 0
    assert known.after(0, D, C) == 1


# What it gets -------------------------------------------------------------------------------------


def test_against_always_cooperate_and_always_defect_it_is_counted_by_hand() -> None:
    """200 rounds: always defect has 3 from the one and 1 from the other; tit for tat loses the first round alone."""
    field = [always_cooperate(), always_defect()]
    shown = showing(TFT.automaton, field, GAME, Rounds(200), 0)
    assert [each.own for each in shown.encounters] == pytest.approx([2, 199 / 200, 2])
    assert [each.other for each in shown.encounters] == pytest.approx([2, 202 / 200, 2])
    assert shown.score == pytest.approx((2 + 0.995 + 2) / 3)
    # Always defect: (3 + 1.01 + 1)/3, always cooperate: (2 + 0 + 2)/3.
    assert (shown.place, shown.count, shown.best) == (2, 3, ("Immer defektieren",))
    assert shown.best_score == pytest.approx(5.01 / 3)


def test_two_who_take_turns_to_defect_share_it() -> None:
    shown = showing(TFT.automaton, [suspicious_tit_for_tat()], GAME, Rounds(200), 0)
    assert shown.encounters[0].own == pytest.approx(1.5)
    assert shown.encounters[-1].opponent is None
    assert shown.encounters[-1].own == pytest.approx(2)
    assert (shown.place, shown.best) == (1, ())


@pytest.mark.parametrize("noise", [0, 0.05])
def test_its_place_is_that_of_the_tournament(noise: float) -> None:
    for seed in range(5):
        built = drawn(seed).automaton
        shown = showing(built, FIELD, GAME, Rounds(200), noise)
        result = play_tournament([*FIELD, built], GAME, Rounds(200), noise)
        standing = next(each for each in result.ranking if each.player == len(FIELD))
        assert (shown.place, shown.score) == (standing.place, standing.score)
        assert [each.own for each in shown.encounters] == list(result.payoffs[-1])
        assert [each.other for each in shown.encounters] == [row[-1] for row in result.payoffs]


def test_in_the_field_of_lecture_6_three_states_are_ahead_and_two_are_not() -> None:
    """What its bet says: of the 26 strategies with one or two states none, one with three, and no longer with errors."""
    field = [each.automaton for each in contestants().values() if each.chosen]
    few: dict[object, Automaton] = {}
    for count in (1, 2):
        ways = product((C, D), range(count), range(count))
        for states in product([BuiltState(*way) for way in ways], repeat=count):
            built = BuiltStrategy("x", states).automaton
            few.setdefault(behaviour(without_errors(built)), built)
    assert len(few) == 26
    rules = (field, GAME, Rounds(200))
    assert all(showing(each, *rules, 0).place > 1 for each in few.values())
    states = BuiltState(C, 0, 1), BuiltState(C, 1, 2), BuiltState(D, 2, 2)
    patient = BuiltStrategy("x", states).automaton
    ahead = showing(patient, *rules, 0)
    assert (ahead.place, ahead.best, round(ahead.score, 3)) == (1, (), 1.905)
    result = play_tournament([*field, patient], GAME, Rounds(200), 0)
    assert (result.ranking[1].name, round(result.ranking[1].score, 3)) == (
        "Tit for Two Tats",
        1.839,
    )
    assert showing(patient, *rules, 0.01).best == ("Tit for Two Tats",)


def test_with_errors_grim_trigger_that_sees_only_the_other_is_another_strategy() -> None:
    """Axelrod's „Friedman“ counts the other's defections alone [axelrod1980a]."""
    rules = (FIELD, GAME, Rounds(200))
    grim, built = grim_trigger(), built_like(grim_trigger()).automaton
    assert showing(built, *rules, 0).score == pytest.approx(showing(grim, *rules, 0).score)
    assert abs(showing(built, *rules, 0.05).score - showing(grim, *rules, 0.05).score) > 0.0005
