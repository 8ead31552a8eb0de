"""A match round by round: against the exact average, against rules in words, and what an error changes (formula 2.22)."""

from __future__ import annotations

import random
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilemmas import LECTURE
from kooperation.games.game import PROFILES, C, D, letters
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Discounted, LongRun, Rounds, exact_match
from kooperation.repeated.simulation import OwnStrategy
from kooperation.repeated.strategies import (
    FIELD,
    always_defect,
    contrite_tit_for_tat,
    generous_tit_for_tat,
    grim_trigger,
    joss,
    random_strategy,
    tit_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.transcript import (
    MOST_ROUNDS,
    Luck,
    Transcript,
    differing,
    drawn_length,
    drawn_luck,
    totals,
    transcript,
)

fields = st.sampled_from(FIELD)


def luck(rounds: int, seed: int = 1) -> tuple[Luck, ...]:
    return drawn_luck(rounds, random.Random(seed))


def done(rounds: Transcript) -> list[str]:
    return [letters(each.profile) for each in rounds]


def test_one_error_between_two_tit_for_tats_echoes_to_the_end() -> None:
    """[axelrod1984, ch. 9; molander1985]: CD and DC take turns, and each has (T + S)/2 per round."""
    rounds = transcript(tit_for_tat(), tit_for_tat(), luck(8), slips=[(2, 0)])
    assert done(rounds) == ["CC", "CC", "DC", "CD", "DC", "CD", "DC", "CD"]
    assert [each.first.is_slip for each in rounds] == [False, False, True, *[False] * 5]
    assert totals(rounds, LECTURE.game) == (2 * 2 + 3 * 3, 2 * 2 + 3 * 3)


@pytest.mark.parametrize(
    ("pair", "after_the_error"),
    [
        # Lost by the error, won back by the pardon: the second defection goes unanswered.
        ((contrite_tit_for_tat(), contrite_tit_for_tat()), ["DC", "CD", "CC", "CC"]),
        # [nowaksigmund1993]: both lose, both shift, and all is well.
        ((win_stay_lose_shift(), win_stay_lose_shift()), ["DC", "DD", "CC", "CC"]),
        ((grim_trigger(), grim_trigger()), ["DC", "DD", "DD", "DD"]),
        ((generous_tit_for_tat(1), tit_for_tat()), ["DC", "CD", "CC", "CC"]),
    ],
    ids=lambda value: value[0].key if isinstance(value[0], Automaton) else "",
)
def test_what_forgiving_does_after_one_error(
    pair: tuple[Automaton, Automaton], after_the_error: list[str]
) -> None:
    rounds = transcript(*pair, luck(6), slips=[(2, 0)])
    assert done(rounds) == ["CC", "CC", *after_the_error]


@pytest.mark.parametrize("generosity", [0.1, 1 / 3, 0.7])
def test_generosity_g_ends_the_echo_of_one_error_after_one_over_g_rounds(generosity: float) -> None:
    """Formula 2.22: (1 − (1 − g)^n)/g rounds of the n from the error on are other ones, on average."""
    left, kind = 25, generous_tit_for_tat(generosity)
    counts = []
    for seed in range(700):
        chance = luck(left, seed)
        disturbed = transcript(kind, kind, chance, slips=[(0, 0)])
        counts.append(len(differing(disturbed, transcript(kind, kind, chance))))
    expected = (1 - (1 - generosity) ** left) / generosity
    mean = sum(counts) / len(counts)
    spread = sqrt(sum((count - mean) ** 2 for count in counts) / len(counts))
    assert mean == pytest.approx(expected, abs=4 * spread / sqrt(len(counts)))


@given(fields, fields, st.integers(0, 99))
def test_without_errors_what_was_meant_was_done_and_states_follow(
    first: Automaton, second: Automaton, seed: int
) -> None:
    state = [0, 0]
    for each in transcript(first, second, luck(12, seed)):
        assert [each.first.state, each.second.state] == state
        assert not each.first.is_slip
        assert not each.second.is_slip
        own, other = each.profile
        state = [first.after(state[0], own, other), second.after(state[1], other, own)]


@pytest.mark.parametrize(
    ("first", "second", "noise"),
    [(joss(), generous_tit_for_tat(1 / 3), 0.05), (tit_for_tat(), random_strategy(), 0.1)],
    ids=["joss", "random"],
)
def test_many_courses_have_the_exact_average(
    first: Automaton, second: Automaton, noise: float
) -> None:
    """Formula 2.10, in 2,000 matches of 10 rounds: each share within 4.5 standard errors."""
    exact = exact_match(first, second, Rounds(10), noise).frequencies
    shares: list[list[float]] = [[] for _ in PROFILES]
    for seed in range(2000):
        played = done(transcript(first, second, luck(10, seed), noise))
        for k, at in enumerate(PROFILES):
            shares[k].append(played.count(letters(at)) / 10)
    for found, wanted in zip(shares, exact, strict=True):
        mean = sum(found) / len(found)
        error = sqrt(sum((share - mean) ** 2 for share in found)) / len(found)
        assert mean == pytest.approx(wanted, abs=4.5 * error)


def test_the_same_luck_gives_the_same_match_and_an_error_changes_nothing_before_it() -> None:
    chance = luck(40)
    undisturbed = transcript(joss(), random_strategy(), chance, 0.05)
    assert transcript(joss(), random_strategy(), chance, 0.05) == undisturbed
    slip = transcript(joss(), random_strategy(), chance, 0.05, [(20, 1)])
    assert slip[:20] == undisturbed[:20]
    assert differing(slip, undisturbed)[0] == 20


def test_a_learners_function_is_asked_with_both_histories_and_has_no_states() -> None:
    def wary(own: tuple[object, ...], other: tuple[object, ...]) -> str:
        return "D" if "D" in other else "C"

    rounds = transcript(OwnStrategy("wary", wary), tit_for_tat(), luck(5), slips=[(1, 1)])
    assert done(rounds) == ["CC", "CD", "DC", "DD", "DD"]
    assert {each.first.state for each in rounds} == {None}
    with pytest.raises(ValueError, match="in Runde 1 ab"):
        transcript(OwnStrategy("broken", lambda own, other: 1 / 0), always_defect(), luck(2))


def test_an_open_end_comes_with_the_probability_that_was_said() -> None:
    chance = random.Random(1)
    lengths = [drawn_length(Discounted(0.9), chance) for _ in range(4000)]
    assert sum(lengths) / len(lengths) == pytest.approx(10, abs=0.6)
    assert drawn_length(Rounds(7), chance) == 7
    assert drawn_length(Discounted(0.99999), chance) <= MOST_ROUNDS
    with pytest.raises(ValueError, match="ohne Ende"):
        drawn_length(LongRun(), chance)


@pytest.mark.parametrize(("rounds", "noise"), [(0, 0.1), (3, 1.5)])
def test_impossible_matches_are_refused(rounds: int, noise: float) -> None:
    with pytest.raises(ValueError, match=r"ganze Zahl|zwischen 0 und 1"):
        transcript(tit_for_tat(), tit_for_tat(), luck(rounds), noise)


def test_an_error_of_certain_noise_turns_every_move() -> None:
    rounds = transcript(tit_for_tat(), always_defect(), luck(3), 1.0)
    assert [(each.first.meant, each.first.done) for each in rounds] == [(C, D), (C, D), (C, D)]
    assert all(each.second.done is C for each in rounds)
