"""The games of a class, computed by hand and against the course's own models."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import product

import pytest

from kooperation.desk.classroom.plays.dilemma import PAYOFF
from kooperation.desk.classroom.plays.least_effort import MOST, ClassLeastEffort
from kooperation.desk.classroom.plays.pair import (
    APART,
    RELIABLE,
    RIGHT,
    SAME,
    STEPS,
    ClassPair,
)
from kooperation.desk.classroom.plays.public_good import (
    ENDOWMENT,
    GROUP,
    HARM,
    POINTS,
    RETURN,
    ClassPublicGood,
)
from kooperation.desk.classroom.plays.trust import MULTIPLIER, ClassTrust
from kooperation.desk.classroom.questions import questions
from kooperation.desk.classroom.round import FinishedRound, Group, Move, grouped, whole_number
from kooperation.games.game_words import games
from kooperation.games.public_good import PublicGoodGame, payoffs
from kooperation.practice.prediction_words import predictions
from kooperation.practice.quiz import SingleChoice
from kooperation.practice.quiz_words import quizzes

PLAIN = {"variant": "plain", "rounds": "1", "partners": "new"}
PUNISH = {**PLAIN, "variant": "punish"}


def played(*moves: Mapping[int, Move], groups: tuple[Group, ...]) -> FinishedRound:
    return FinishedRound(0, "seed", [dict(each) for each in moves], groups)


def test_the_dilemma_is_that_of_the_two_offices() -> None:
    game = games()["verschiebebahnhof"].game
    table = {"CC": game.cc[0], "CD": game.cd[0], "DC": game.dc[0], "DD": game.dd[0]}
    assert table == PAYOFF


@pytest.mark.parametrize("paid", [(0, 0, 0, 0), (10, 10, 10, 10), (10, 0, 5, 3)])
def test_a_group_of_four_plays_the_public_good_of_lecture_5(paid: tuple[int, ...]) -> None:
    good = PublicGoodGame(GROUP, ENDOWMENT, GROUP * RETURN)
    one = played(dict(enumerate(paid)), groups=((0, 1, 2, 3),))
    assert list(ClassPublicGood().payoffs(PLAIN, one).values()) == pytest.approx(
        payoffs(good, paid)
    )


def test_a_point_of_punishment_costs_one_and_takes_three() -> None:
    """Formula 8.1, with the numbers of Fehr/Gächter 2002."""
    one = played({0: 10, 1: 0}, {0: (2,), 1: (1,)}, groups=((0, 1),))
    plain = ClassPublicGood().payoffs(PLAIN, played({0: 10, 1: 0}, groups=((0, 1),)))
    brought = ClassPublicGood().payoffs(PUNISH, one)
    assert brought[0] == pytest.approx(plain[0] - 2 - HARM * 1)
    assert brought[1] == pytest.approx(plain[1] - 1 - HARM * 2)


def test_punishing_never_pays_in_the_round_itself() -> None:
    for points in range(1, POINTS + 1):
        for others in product(range(POINTS + 1), repeat=2):
            gives = {0: (points, 0), 1: (others[0], 0), 2: (others[1], 0)}
            keeps = {**gives, 0: (0, 0)}
            paid = {0: 5, 1: 0, 2: 10}
            worth = [
                ClassPublicGood().payoffs(PUNISH, played(paid, given, groups=((0, 1, 2),)))[0]
                for given in (gives, keeps)
            ]
            assert worth[0] == worth[1] - points


def test_what_is_entrusted_is_tripled_and_then_divided() -> None:
    """Formula 1.7 on both sides of a pair, and around a ring of three."""
    game = ClassTrust()
    pair = played({0: 10, 1: 4}, {0: 6, 1: 15}, groups=((0, 1),))
    assert game.payoffs({}, pair) == {0: 10 - 10 + 15 + 12 - 6, 1: 10 - 4 + 6 + 30 - 15}
    ring = played({0: 1, 1: 2, 2: 3}, {0: 0, 1: 3, 2: 6}, groups=((0, 1, 2),))
    assert [game.received(ring, player) for player in range(3)] == [9, 3, 6]
    assert sum(game.payoffs({}, ring).values()) == 30 + (MULTIPLIER - 1) * (1 + 2 + 3)


def test_who_was_not_answered_and_who_did_not_answer_does_not_count() -> None:
    game = ClassTrust()
    assert game.payoffs({}, played({0: 10, 1: 4}, {0: 6}, groups=((0, 1),))) == {}
    nothing_sent = played({0: 0, 1: 4}, {0: 6}, groups=((0, 1),))
    assert game.payoffs({}, nothing_sent) == {0: 10 + 12 - 6, 1: 10 - 4 + 6}


def test_the_weakest_link_in_numbers() -> None:
    """Formula 8.3; Van Huyck/Battalio/Beil 1990, table A, divided by ten."""
    game = ClassLeastEffort()
    for own, least in product(range(1, MOST + 1), repeat=2):
        if least <= own:
            brought = game.payoffs({}, played({0: own, 1: least}, groups=((0, 1),)))
            assert brought[0] == 6 + 2 * least - own
    assert game.payoffs({}, played({0: 7, 1: 7}, groups=((0, 1),)))[0] == 13


def test_every_common_effort_is_an_equilibrium_and_no_other_profile() -> None:
    game = ClassLeastEffort()

    def worth(efforts: tuple[int, ...], player: int) -> float:
        return game.payoffs({}, played(dict(enumerate(efforts)), groups=((0, 1, 2),)))[player]

    stable = [
        efforts
        for efforts in product(range(1, MOST + 1), repeat=3)
        if all(
            worth(efforts, player)
            >= max(
                worth((*efforts[:player], own, *efforts[player + 1 :]), player)
                for own in range(1, MOST + 1)
            )
            for player in range(3)
        )
    ]
    assert stable == [(effort,) * 3 for effort in range(1, MOST + 1)]


def _worth_of_pair(rule: dict[tuple[str, str], tuple[str, str]]) -> float:
    """Return what a pair gets on average that turns both hints into two steps by *rule*, over all cases."""
    worth = 0.0
    for right, one, other in product(STEPS, repeat=3):
        chance = 0.5
        for hint in (one, other):
            chance *= RELIABLE if hint == right else 1 - RELIABLE
        steps = rule[one, other]
        got = APART if steps[0] != steps[1] else RIGHT if steps[0] == right else SAME
        worth += chance * got
    return worth


def test_no_rule_brings_a_pair_more_than_the_prediction() -> None:
    """Formula 8.2, against all rules that there are: 4 × 4 in silence, 4⁴ after an honest report."""
    hints = [(one, other) for one in STEPS for other in STEPS]
    own = [dict(zip(STEPS, answers, strict=True)) for answers in product(STEPS, repeat=2)]
    silent = max(
        _worth_of_pair({(a, b): (first[a], second[b]) for a, b in hints})
        for first, second in product(own, repeat=2)
    )
    tell = max(
        _worth_of_pair(dict(zip(hints, steps, strict=True))) for steps in product(hints, repeat=4)
    )
    game = ClassPair()
    assert game.predicted({"variant": "silent"}) == pytest.approx(silent) == 3
    assert game.predicted({"variant": "tell"}) == pytest.approx(tell) == 3.5


def test_files_point_to_the_right_step_three_times_out_of_four() -> None:
    game = ClassPair()
    right = 0
    for number in range(100):
        one = FinishedRound(number, "seed")
        right += sum(game.hint(one, player) == game.right_step(one) for player in range(20))
    assert right / 2000 == pytest.approx(RELIABLE, abs=0.03)


def test_a_pair_has_both_roles_and_nobody_is_left_over() -> None:
    game = ClassPair()
    for people in range(2, 12):
        one = played(dict.fromkeys(range(people), "A"), groups=())
        groups = game.groups({}, one, ())
        assert sorted(player for group in groups for player in group) == list(range(people))
        assert all(len({game.role(one, player) for player in group}) == 2 for group in groups)


@pytest.mark.parametrize("size", [0, 2, 4])
@pytest.mark.parametrize("people", range(12))
def test_everybody_is_in_one_group_that_is_never_smaller_than_two(size: int, people: int) -> None:
    groups = grouped(range(people), size, (), random.Random(people))
    assert sorted(player for group in groups for player in group) == (
        list(range(people)) if people > 1 else []
    )
    assert all(len(group) >= 2 for group in groups)
    if size and people >= 2 * size:
        assert all(size <= len(group) <= 2 * size - 1 for group in groups)


@pytest.mark.parametrize("text", ["", "-1", "11", "1.0", "1,5", " 3", "٣", "1e1", "0x1", "9" * 500])
def test_a_number_is_a_whole_one_within_its_bounds_or_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Zahl"):
        whole_number(text, 0, 10)


def test_what_a_class_votes_on_is_what_quizzes_and_bets_ask() -> None:
    """Read as data here; the room that owns the records reads them the same."""
    found = questions()
    bets = {f"bet/{key}": bet for key, bet in predictions().items()}
    asked = {
        f"quiz/{key}": one
        for quiz in quizzes().values()
        for key, one in quiz.items()
        if isinstance(one.task, SingleChoice)
    }
    assert found.keys() == bets.keys() | asked.keys()
    for key, bet in bets.items():
        one = found[key]
        assert (one.text, dict(one.options), one.right) == (
            bet.question,
            dict(bet.options),
            bet.observed,
        )
    for key, item in asked.items():
        one = found[key]
        assert isinstance(item.task, SingleChoice)
        assert (one.text, tuple(one.options), one.right) == (
            item.text,
            item.task.options,
            item.task.right,
        )
