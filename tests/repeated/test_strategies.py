"""The strategies: each automaton against its definition in words, after every short history."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import PROFILES, Action, C, D, Profile
from kooperation.repeated.automaton import Automaton, minimal, started_in
from kooperation.repeated.strategies import (
    FIELD,
    alternating,
    always_cooperate,
    always_defect,
    contrite_tit_for_tat,
    generous_tit_for_tat,
    grim_trigger,
    joss,
    random_strategy,
    suspicious_tit_for_tat,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)

# A definition maps the two histories, as letters, to the probability of C.
Definition = Callable[[str, str], float]


def contrite_by_standing(own: str, other: str) -> float:
    """Cooperate unless in good standing and the other in bad standing (Boyd 1989, Sugden 1986).

    Who cooperates is in good standing; who defects is not, unless it was in good standing and the
    other was not.
    """
    mine = theirs = True
    for a, b in zip(own, other, strict=True):
        mine, theirs = a == "C" or (mine and not theirs), b == "C" or (theirs and not mine)
    return 0.0 if mine and not theirs else 1.0


DEFINITIONS: list[tuple[Automaton, Definition]] = [
    (always_cooperate(), lambda own, other: 1),
    (always_defect(), lambda own, other: 0),
    (tit_for_tat(), lambda own, other: not other.endswith("D")),
    (suspicious_tit_for_tat(), lambda own, other: other.endswith("C")),
    (tit_for_two_tats(), lambda own, other: not other.endswith("DD")),
    (two_tits_for_tat(), lambda own, other: "D" not in other[-2:]),
    (generous_tit_for_tat(0.3), lambda own, other: 0.3 if other.endswith("D") else 1),
    (grim_trigger(), lambda own, other: "D" not in own + other),
    (win_stay_lose_shift(), lambda own, other: own[-1:] == other[-1:]),
    (random_strategy(), lambda own, other: 0.5),
    (random_strategy(0.2), lambda own, other: 0.2),
    (joss(), lambda own, other: 1 if not other else 0.9 if other.endswith("C") else 0),
    (alternating(), lambda own, other: not own.endswith("C")),
    (contrite_tit_for_tat(), contrite_by_standing),
]

probabilities = st.floats(0, 1)
inner = st.floats(0.01, 0.99)


@st.composite
def automata(draw: st.DrawFn, most_states: int = 4) -> Automaton:
    size = draw(st.integers(1, most_states))
    state = st.integers(0, size - 1)
    cooperation = draw(st.lists(st.sampled_from([0, 1, 0.25]), min_size=size, max_size=size))
    row = st.tuples(state, state, state, state)
    rows = draw(st.lists(row, min_size=size, max_size=size))
    return Automaton("any", "Beliebig", tuple(cooperation), tuple(rows))


def histories(length: int) -> Iterator[tuple[Profile, ...]]:
    """Yield all histories of up to *length* rounds."""
    for rounds in range(length + 1):
        yield from product(PROFILES, repeat=rounds)


def cooperation_after(strategy: Automaton, history: tuple[Profile, ...]) -> float:
    state = 0
    for own, other in history:
        state = strategy.after(state, own, other)
    return strategy.cooperation[state]


@pytest.mark.parametrize(
    ("strategy", "definition"), DEFINITIONS, ids=lambda x: getattr(x, "key", "")
)
def test_a_strategy_does_what_its_definition_says_after_every_history(
    strategy: Automaton, definition: Definition
) -> None:
    """All 1365 histories of up to five rounds, also those only an error can produce."""
    for history in histories(5):
        own, other = ("".join(at[i] for at in history) for i in (0, 1))
        assert cooperation_after(strategy, history) == float(definition(own, other)), (own, other)


def test_every_strategy_has_a_key_of_its_own_a_name_and_a_source() -> None:
    everything = [*FIELD, generous_tit_for_tat(0.5)]
    assert len({strategy.key for strategy in everything}) == len(everything)
    assert all(strategy.name and strategy.sources for strategy in everything)
    assert all(minimal(strategy) == strategy for strategy in everything)


def test_parameters_show_in_the_name() -> None:
    assert generous_tit_for_tat(1 / 3).name == "Großzügiges Tit-for-Tat (33,3 %)"
    assert random_strategy().name == "Zufall"
    assert random_strategy(0.125).name == "Zufall (12,5 %)"


def memory_one(*after: float, first: float = 1.0) -> Automaton:
    """Cooperate with the probability that belongs to the last profile: CC, CD, DC or DD."""
    return minimal(Automaton("memory_one", "", (first, *after), ((1, 2, 3, 4),) * 5))


@pytest.mark.parametrize(
    ("special", "general"),
    [
        (tit_for_tat(), memory_one(1, 0, 1, 0)),
        (suspicious_tit_for_tat(), memory_one(1, 0, 1, 0, first=0)),
        (win_stay_lose_shift(), memory_one(1, 0, 0, 1)),
        (generous_tit_for_tat(0.25), memory_one(1, 0.25, 1, 0.25)),
        (alternating(), memory_one(0, 0, 1, 1)),
        (joss(), memory_one(0.9, 0, 0.9, 0)),
        (always_cooperate(), memory_one(1, 1, 1, 1)),
    ],
    ids=lambda strategy: strategy.key,
)
def test_what_remembers_one_round_is_a_memory_one_strategy(
    special: Automaton, general: Automaton
) -> None:
    """The four probabilities after CC, CD, DC, DD [nowaksigmund1993, pressdyson2012]."""
    assert (special.cooperation, special.successors) == (general.cooperation, general.successors)


# Automata ----------------------------------------------------------------------------------------


@given(automata())
def test_the_smallest_automaton_behaves_alike_and_cannot_be_made_smaller(
    strategy: Automaton,
) -> None:
    smallest = minimal(strategy)
    assert len(smallest.cooperation) <= len(strategy.cooperation)
    assert minimal(smallest) == smallest
    for history in histories(4):
        assert cooperation_after(smallest, history) == cooperation_after(strategy, history)


@given(automata(), st.lists(st.sampled_from(PROFILES), max_size=4), st.data())
def test_starting_in_a_state_is_going_on_from_it(
    strategy: Automaton, history: list[Profile], data: st.DataObject
) -> None:
    state = data.draw(st.integers(0, len(strategy.cooperation) - 1))
    now = started_in(state, strategy)
    for own, other in history:
        state = strategy.after(state, own, other)
    assert cooperation_after(now, tuple(history)) == strategy.cooperation[state]


def test_the_action_is_drawn_with_the_states_probability() -> None:
    chance = random.Random(14)
    strategy = random_strategy(0.3)
    drawn = [strategy.action(0, chance) for _ in range(10_000)]
    assert drawn.count(C) == pytest.approx(3000, abs=200)  # more than four standard deviations
    assert set(drawn) == {C, D}
    assert always_defect().action(0, chance) is Action.DEFECT


# Bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan"), float("inf"), "halb", None, True])
def test_a_probability_outside_the_unit_interval_is_named(wrong: float) -> None:
    for make in (generous_tit_for_tat, random_strategy, joss):
        with pytest.raises(ValueError, match="muss zwischen 0 und 1 liegen, nicht bei"):
            make(wrong)


def test_numbers_in_messages_are_german() -> None:
    with pytest.raises(ValueError, match=r"Die Großzügigkeit muss .* nicht bei −1,5"):
        generous_tit_for_tat(-1.5)


@pytest.mark.parametrize(
    ("cooperation", "successors"),
    [((), ()), ((1,), ()), ((1,), ((0, 0, 0, 1),)), ((1,), ((0, 0, 0, -1),)), ((1,), ((0, 0, 0),))],
)
def test_an_automaton_whose_states_do_not_fit_is_refused(
    cooperation: tuple[float, ...], successors: tuple[tuple[int, int, int, int], ...]
) -> None:
    with pytest.raises(ValueError, match="„Kaputt“"):
        Automaton("broken", "Kaputt", cooperation, successors)
