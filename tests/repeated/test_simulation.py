"""A learner's own function: played fairly, repeatably, and stopped when it goes wrong."""

from __future__ import annotations

import gc
import itertools
import random
import sys
import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import Action, C, D, Game, SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Discounted, LongRun, Rounds, exact_match
from kooperation.repeated.simulation import History, OwnStrategy, ask, play_match, simulated_match
from kooperation.repeated.step_limit import StepLimitReached, call_with_step_limit
from kooperation.repeated.strategies import (
    FIELD,
    always_cooperate,
    grim_trigger,
    joss,
    random_strategy,
    tit_for_tat,
)
from scatter import standard_errors

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)


def copy_last(own: History, other: History) -> Action:
    return other[-1] if other else Action.COOPERATE


def copy_last_in_letters(own: History, other: History) -> str:
    return "D" if other and other[-1] == "D" else "C"


def never_forget(own: History, other: History) -> Action:
    return D if D in own or D in other else C


MINE = OwnStrategy("meine", copy_last)


def broken(decide: Callable[[History, History], object]) -> OwnStrategy:
    return OwnStrategy("meine", decide)


# It plays ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("opponent", FIELD, ids=lambda strategy: strategy.key)
@pytest.mark.parametrize(
    ("function", "automaton"),
    [
        (copy_last, tit_for_tat()),
        (copy_last_in_letters, tit_for_tat()),
        (never_forget, grim_trigger()),
    ],
    ids=["copy", "copy in letters", "grim"],
)
def test_a_function_plays_like_the_automaton_it_describes(
    function: Callable[[History, History], object], automaton: Automaton, opponent: Automaton
) -> None:
    """With the same seed, chance falls alike for both, also for the errors: the same matches."""
    mine = simulated_match(
        OwnStrategy("meine", function), opponent, Rounds(40), random.Random(7), 0.1, 5
    )
    # An automaton draws for its own action, a function does not: so deterministic ones are told.
    told = OwnStrategy("Automat", follow(automaton))
    same = simulated_match(told, opponent, Rounds(40), random.Random(7), 0.1, 5)
    assert mine == same
    assert mine.simulated
    assert len(mine.samples) == 5


def follow(automaton: Automaton) -> Callable[[History, History], Action]:
    def decide(own: History, other: History) -> Action:
        state = 0
        for a, b in zip(own, other, strict=True):
            state = automaton.after(state, a, b)
        return C if automaton.cooperation[state] == 1 else D

    return decide


def test_without_chance_the_simulation_is_the_exact_value() -> None:
    simulated = simulated_match(MINE, grim_trigger(), Rounds(20), random.Random(1), repetitions=3)
    exact = exact_match(tit_for_tat(), grim_trigger(), Rounds(20))
    assert simulated.frequencies == pytest.approx(exact.frequencies, abs=1e-12)
    assert standard_errors(simulated, LECTURE.game) == pytest.approx((0, 0), abs=1e-9)


def test_a_discounted_match_is_weighted_and_cut_where_nothing_is_left() -> None:
    exact = exact_match(tit_for_tat(), always_cooperate(), Discounted(0.9), 0.0)
    simulated = simulated_match(MINE, always_cooperate(), Discounted(0.9), random.Random(1))
    assert simulated.frequencies == pytest.approx(exact.frequencies, abs=1e-4)
    noisy = simulated_match(MINE, joss(), Discounted(0.9), random.Random(1), 0.05, 400)
    wanted = exact_match(tit_for_tat(), joss(), Discounted(0.9), 0.05).payoffs(LECTURE.game)
    for a, b, error in zip(
        noisy.payoffs(LECTURE.game), wanted, standard_errors(noisy, LECTURE.game), strict=True
    ):
        assert abs(a - b) < 5 * error + 1e-3
    assert simulated_match(MINE, joss(), Discounted(0), random.Random(1)).frequencies == (
        1,
        0,
        0,
        0,
    )


def test_the_same_seed_gives_the_same_outcome_even_for_functions_that_toss_coins() -> None:
    """They use Python's own generator, which is seeded meanwhile and given back as it was."""
    coin = broken(lambda own, other: random.choice("CD"))
    random.seed(5)
    before = random.getstate()
    first = simulated_match(coin, joss(), Rounds(50), random.Random(3), 0.1, 4)
    assert random.getstate() == before
    random.seed(6)
    again = simulated_match(coin, joss(), Rounds(50), random.Random(3), 0.1, 4)
    assert first == again
    assert first != simulated_match(coin, joss(), Rounds(50), random.Random(4), 0.1, 4)


def test_the_global_generator_is_given_back_after_a_failure_too() -> None:
    before = random.getstate()
    with pytest.raises(ValueError, match="bricht"):
        simulated_match(broken(lambda own, other: 1 / 0), joss(), Rounds(5), random.Random(3))
    assert random.getstate() == before


def test_automata_are_evaluated_exactly_and_functions_simulated() -> None:
    assert not play_match(tit_for_tat(), joss(), Rounds(10)).simulated
    assert play_match(MINE, joss(), Rounds(10), chance=random.Random(1)).simulated
    with pytest.raises(ValueError, match="fehlt der Zufallsgenerator"):
        play_match(tit_for_tat(), MINE, Rounds(10))


def test_one_repetition_has_no_standard_error() -> None:
    one = simulated_match(MINE, random_strategy(), Rounds(10), random.Random(1), repetitions=1)
    first, second = standard_errors(one, LECTURE.game)
    assert first != first  # NaN
    assert second != second


def test_standard_errors_shrink_like_the_root_of_the_repetitions() -> None:
    """For a coin against a coin: standard deviation of a payoff over √(rounds · repetitions)."""
    coin = random_strategy()
    outcome = simulated_match(coin, coin, Rounds(10), random.Random(2), repetitions=2000)
    game = Game((2, 2), (0, 3), (3, 0), (1, 1))
    variance = (2**2 + 0 + 3**2 + 1) / 4 - 1.5**2
    assert standard_errors(outcome, game)[0] == pytest.approx((variance / 20000) ** 0.5, rel=0.1)


@given(st.lists(st.sampled_from(list(Action)), max_size=6))
def test_a_function_sees_both_histories_and_cannot_change_them(actions: list[Action]) -> None:
    seen: list[tuple[History, History]] = []

    def look(own: History, other: History) -> Action:
        seen.append((own, other))
        assert isinstance(own, tuple)
        return C

    plan = OwnStrategy("Plan", lambda own, other: actions[len(own)])
    if actions:
        simulated_match(broken(look), plan, Rounds(len(actions)), random.Random(1), repetitions=1)
        assert seen == [((C,) * k, tuple(actions[:k])) for k in range(len(actions))]


# It goes wrong ------------------------------------------------------------------------------------


def test_a_function_that_raises_is_reported_with_its_round_and_error() -> None:
    def fails(own: History, other: History) -> Action:
        return own[len(own) - 1 if len(own) != 2 else 7]

    with pytest.raises(ValueError, match="„meine“ bricht in Runde 1 ab: IndexError: tuple index"):
        ask(broken(fails), (), ())
    with pytest.raises(ValueError, match="„meine“ bricht in Runde 3 ab") as caught:
        ask(broken(fails), (C, C), (C, C))
    assert isinstance(caught.value.__cause__, IndexError)


@pytest.mark.parametrize(
    "decide",
    [
        lambda own: "C",
        lambda own, other: sys.exit(),
        lambda own, other: broken_recursion(own, other),
        lambda own, other: [][0],
    ],
    ids=["one argument", "exit", "recursion", "index"],
)
def test_whatever_a_function_raises_becomes_a_german_sentence(
    decide: Callable[..., object],
) -> None:
    with pytest.raises(ValueError, match="Ihre Funktion „meine“ bricht in Runde 1 ab"):
        ask(broken(decide), (), ())


def broken_recursion(own: History, other: History) -> object:
    return broken_recursion(own, other)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("c", "'c' zurück; erwartet ist „C“ oder „D“"),
        ("kooperieren", "'kooperieren' zurück"),
        (1, "1 zurück"),
        (True, "True zurück"),
        (0.5, "0.5 zurück"),
        (["C"], "list zurück"),
        (Action, "zurück"),
        (None, r"nichts zurück. Fehlt ein „return“\?"),
    ],
)
def test_rubbish_is_shown_and_not_interpreted(answer: object, shown: str) -> None:
    with pytest.raises(ValueError, match=f"„meine“ gibt in Runde 2 .*{shown}"):
        ask(broken(lambda own, other: answer), (C,), (C,))


def test_an_answer_that_only_claims_to_be_equal_is_rubbish() -> None:
    class Liar(str):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    with pytest.raises(ValueError, match="erwartet ist"):
        ask(broken(lambda own, other: Liar("X")), (), ())


def endless_loop(own: History, other: History) -> str:
    while True:
        pass


def endless_and_careless(own: History, other: History) -> str:
    while True:
        try:
            own = own[:1]
        except Exception:
            return "C"


def endless_count(own: History, other: History) -> str:
    return "C" if sum(1 for _ in itertools.count()) else "D"


def endless_search(own: History, other: History) -> str:
    return next("C" for k in iter(int, 1) if k)


def endless_line(own: History, other: History) -> str:
    while True: pass  # fmt: skip  # noqa: E701  (on one line, Python 3.11 tells of no new line)


ENDLESS = [endless_loop, endless_line, endless_and_careless, endless_count, endless_search]


@pytest.mark.slow
@pytest.mark.parametrize("decide", ENDLESS, ids=lambda function: function.__name__)
def test_a_function_that_never_ends_is_stopped(
    decide: Callable[[History, History], object],
) -> None:
    with pytest.raises(ValueError, match="„meine“ kommt in Runde 1 zu keinem Ende"):
        simulated_match(broken(decide), joss(), Rounds(5), random.Random(1))


@pytest.mark.slow
@pytest.mark.parametrize("decide", ENDLESS[:2], ids=lambda function: function.__name__)
def test_it_is_stopped_in_another_thread_as_well(
    decide: Callable[[History, History], object],
) -> None:
    """Where signals would not work."""
    caught: list[str] = []

    def run() -> None:
        try:
            ask(broken(decide), (), ())
        except ValueError as error:
            caught.append(str(error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert caught == [
        "Ihre Funktion „meine“ kommt in Runde 1 zu keinem Ende. Läuft eine Schleife endlos?"
    ]


def test_a_slow_but_finite_function_may_finish() -> None:
    """Every pair of earlier rounds, in each of 100 rounds: far within the limit."""

    def pairs(own: History, other: History) -> Action:
        found = 0
        for i in range(len(own)):
            for j in range(i):
                found += other[i] is other[j]
        return C if found % 2 else D

    outcome = simulated_match(broken(pairs), joss(), Rounds(100), random.Random(1), repetitions=1)
    assert sum(outcome.frequencies) == pytest.approx(1)


def test_the_stop_button_is_not_swallowed() -> None:
    def stopped(own: History, other: History) -> Action:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(broken(stopped), (), ())


@pytest.mark.parametrize("loops", [0, 1, 2, 10, 50])
def test_the_limit_counts_the_same_every_time(loops: int) -> None:
    """With the garbage collector off: hypothesis hangs Python code into it, which would count."""

    def work() -> int:
        total = 0
        for k in range(loops):
            total += k
        return total

    def needed() -> int:
        for steps in range(1000):
            try:
                call_with_step_limit(work, (), steps)
            except StepLimitReached:
                continue
            return steps
        raise AssertionError

    gc.disable()
    try:
        assert needed() == needed()
        assert needed() >= 2 * loops
    finally:
        gc.enable()


def test_a_debugger_is_put_back_in_place() -> None:
    def tracer(*_: object) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        ask(MINE, (), ())
        assert sys.gettrace() is tracer
        with pytest.raises(ValueError, match="zu keinem Ende"):
            ask(broken(endless_loop), (), ())
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("wrong", ["C", None, 3])
def test_what_is_no_function_is_refused(wrong: Callable[[History, History], object]) -> None:
    with pytest.raises(ValueError, match="„meine“ ist keine Funktion"):
        OwnStrategy("meine", wrong)


def test_what_cannot_be_simulated_is_refused() -> None:
    chance = random.Random(1)
    with pytest.raises(ValueError, match="keine lange Frist"):
        simulated_match(MINE, joss(), LongRun(), chance)
    with pytest.raises(ValueError, match="höchstens 1000"):
        simulated_match(MINE, joss(), Discounted(0.999), chance)
    with pytest.raises(ValueError, match="Die Fehlerquote"):
        simulated_match(MINE, joss(), Rounds(3), chance, noise=1.2)
    with pytest.raises(ValueError, match="Die Zahl der Wiederholungen"):
        simulated_match(MINE, joss(), Rounds(3), chance, repetitions=0)
