"""Nice, retaliating, forgiving, clear: what Axelrod says of the strategies he names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import PROFILES
from kooperation.repeated.automaton import Automaton, minimal
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    grim_trigger,
    joss,
    random_strategy,
    suspicious_tit_for_tat,
    tit_for_tat,
    tit_for_two_tats,
    win_stay_lose_shift,
)
from kooperation.repeated.traits import Traits, traits


@pytest.mark.parametrize(
    ("strategy", "nice", "retaliating", "forgiving", "clear"),
    [
        (tit_for_tat(), True, True, True, True),
        (grim_trigger(), True, True, False, True),
        (tit_for_two_tats(), True, False, True, True),
        (generous_tit_for_tat(1 / 3), True, True, True, False),
        (always_cooperate(), True, False, True, True),
        (always_defect(), False, False, False, True),
        (suspicious_tit_for_tat(), False, True, True, True),
        (joss(), False, True, True, False),
        (random_strategy(), False, False, False, False),
        (win_stay_lose_shift(), True, True, False, True),  # it exploits whom it does not fear
    ],
    ids=lambda x: getattr(x, "key", ""),
)
def test_the_traits_of_the_strategies(
    strategy: Automaton, nice: bool, retaliating: bool, forgiving: bool, clear: bool
) -> None:
    """Axelrod 1984, chapter 2, for tit for tat, Friedman (grim), tit for two tats, Joss."""
    assert traits(strategy) == Traits(nice, retaliating, forgiving, clear)


@given(st.data())
def test_the_nice_cooperate_with_each_other_for_ever(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 4))
    state = st.integers(0, size - 1)
    cooperation = data.draw(st.lists(st.sampled_from([0, 1, 0.5]), min_size=size, max_size=size))
    rows = data.draw(st.lists(st.tuples(*[state] * len(PROFILES)), min_size=size, max_size=size))
    strategy = Automaton("any", "Beliebig", tuple(cooperation), tuple(rows))
    rate = exact_match(strategy, always_cooperate(), Rounds(20)).cooperation[0]
    assert traits(strategy).nice == (rate > 1 - 1e-9)
    assert traits(minimal(strategy)) == traits(strategy)
