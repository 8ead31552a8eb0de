"""What a δ sustains: closed forms, an oracle of automata, and all short paths one by one."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dilemmas import LECTURE, discounts, slider_dilemmas
from kooperation.games.game import (
    PLAYERS,
    PROFILES,
    Action,
    C,
    D,
    Game,
    Profile,
    SymmetricGame,
    against,
    profile,
)
from kooperation.games.game_words import games as presets
from kooperation.games.solution import pure_equilibria
from kooperation.repeated.automaton import Automaton, Successors
from kooperation.repeated.equilibria import is_equilibrium, is_subgame_perfect
from kooperation.repeated.folk_theorem import (
    exact,
    feasible,
    minmax_corner,
    nash_corner,
    pure_minmax_corner,
)
from kooperation.repeated.polygon import Point, contains, hull
from kooperation.repeated.sustaining import (
    Path,
    holds,
    least_discount,
    lottery_payoffs,
    path_mean,
    path_payoffs,
    temptation,
)

# Cooperation dominates, and yet each can push the other down to 1: at a cost to itself.
HARMONY = SymmetricGame(temptation=2, reward=3, punishment=0, sucker=1)

payoffs = st.integers(-4, 4)
pairs = st.tuples(payoffs, payoffs)
games = st.builds(Game, cc=pairs, cd=pairs, dc=pairs, dd=pairs)
paths = st.lists(st.sampled_from(PROFILES), min_size=1, max_size=5).map(tuple)


def moves(letters: str) -> Path:
    return tuple(profile(at) for at in letters.split())


def at(first: str, second: str) -> Point:
    return Fraction(first), Fraction(second)


def fraction(value: float) -> Fraction:
    return Fraction(str(value))


# Cases worked out by hand -------------------------------------------------------------------------


def test_in_the_lectures_game_all_corners_are_the_same() -> None:
    assert minmax_corner(LECTURE.game) == at("1", "1")
    assert pure_minmax_corner(LECTURE.game) == nash_corner(LECTURE.game) == at("1", "1")


@pytest.mark.parametrize(
    ("preset", "undiced", "diced"),
    [
        ("koordination", at("2", "2"), at("1", "1")),
        ("geschlechterkampf", at("2", "2"), at("6/5", "6/5")),
        ("chicken", at("2", "2"), at("2", "2")),
        ("ungleiche_macht", at("3/2", "1/2"), at("3/2", "1/2")),
    ],
)
def test_corners_of_the_presets(preset: str, undiced: Point, diced: Point) -> None:
    """2·2/(2 + 2) = 1 and 3·2/(3 + 2) = 6/5, each also what the mixed equilibrium brings (formula 2.14)."""
    game = presets()[preset].game
    assert pure_minmax_corner(game) == undiced
    assert minmax_corner(game) == nash_corner(game) == diced


def test_where_cooperation_dominates_the_equilibrium_threatens_nobody() -> None:
    assert minmax_corner(HARMONY.game) == at("1", "1")
    assert nash_corner(HARMONY.game) == at("3", "3")


@given(slider_dilemmas(), discounts)
def test_cooperation_holds_from_grim_triggers_threshold_on(
    game: SymmetricGame, delta: float
) -> None:
    """Friedman's (T − R)/(T − P), compared as fractions (formula 2.2)."""
    t, r, p = (fraction(v) for v in (game.temptation, game.reward, game.punishment))
    expected = fraction(delta) >= (t - r) / (t - p)
    assert holds(game.game, ((C, C),), fraction(delta), nash_corner(game.game)) is expected


@given(slider_dilemmas(), discounts)
def test_alternating_holds_from_its_closed_form_on(game: SymmetricGame, delta: float) -> None:
    """(P − S)/(T − P): who is exploited now gives up P − S and has T − P tomorrow (formula 2.14)."""
    t, p, s = (fraction(v) for v in (game.temptation, game.punishment, game.sucker))
    expected = fraction(delta) >= (p - s) / (t - p)
    path = moves("CD DC")
    assert holds(game.game, path, fraction(delta), nash_corner(game.game)) is expected


@pytest.mark.parametrize(
    ("path", "mean", "least"),
    [
        ("CC", at("2", "2"), Fraction(1, 2)),
        ("DD", at("1", "1"), Fraction(0)),
        ("CD DC", at("3/2", "3/2"), Fraction(1, 2)),
        ("CC DC", at("5/2", "1"), None),  # the second has no more than it is sure of
    ],
)
def test_paths_of_the_lectures_game(path: str, mean: Point, least: Fraction | None) -> None:
    assert path_mean(LECTURE.game, moves(path)) == mean
    assert least_discount(LECTURE.game, moves(path), nash_corner(LECTURE.game)) == least


def test_two_orders_of_the_same_moves_bring_the_same_and_ask_for_different_patience() -> None:
    """60 % CC and 40 % DC make (2.4, 1.2); at one stretch the second has its losses still before it."""
    spread, together = moves("CC DC CC DC CC"), moves("CC CC CC DC DC")
    corner = nash_corner(LECTURE.game)
    for path in (spread, together):
        assert path_mean(LECTURE.game, path) == at("12/5", "6/5")
    # Before the two losses: 1 ≤ δ(−1 − δ + δ² + δ³ + δ⁴)/(1 − δ⁵), that is 2δ⁵ + δ⁴ + δ³ ≥ 1 + δ + δ².
    at_once = [
        k
        for k in range(100)
        if 2 * k**5 + 100 * k**4 + 10**4 * k**3 >= 10**10 + 10**8 * k + 10**6 * k**2
    ]
    assert least_discount(LECTURE.game, together, corner) == Fraction(min(at_once), 100)
    needed = least_discount(LECTURE.game, spread, corner)
    assert needed
    assert needed < Fraction(min(at_once), 100)


def test_alternating_weighed_with_delta_is_worth_more_to_who_exploits_first() -> None:
    """(S + δT)/(1 + δ) and (T + δS)/(1 + δ): at δ = 1/2, 1 and 2."""
    assert path_payoffs(LECTURE.game, moves("CD DC"), Fraction(1, 2)) == at("1", "2")
    assert path_payoffs(LECTURE.game, moves("DC CD"), Fraction(1, 2)) == at("2", "1")


def test_lotteries_of_the_lectures_game_need_as_much_as_one_over_delta() -> None:
    """Each C tempts by 1, so both need 1 + (1 − δ)/δ = 1/δ: from δ = 1/2 on, and then all above it."""
    corner, game = nash_corner(LECTURE.game), LECTURE.game
    alone, both = (at("1", "1"),), (at("2", "2"),)
    assert lottery_payoffs(game, Fraction(49, 100), corner) == (alone,)
    assert set(lottery_payoffs(game, Fraction(1, 2), corner)) == {alone, both}
    (region, still) = lottery_payoffs(game, Fraction(2, 3), corner)
    corners = [("3/2", "3/2"), ("9/4", "3/2"), ("2", "2"), ("3/2", "9/4")]
    assert set(region) == {at(*pair) for pair in corners}
    assert still == alone


def test_an_empty_threat_holds_what_an_equilibrium_cannot() -> None:
    """Where C dominates, CD tempts the second alone, to gain 1; only minmax is a threat, and it hurts who carries it out."""
    game, path = HARMONY.game, moves("CC CD")
    assert least_discount(game, path, nash_corner(game)) is None
    assert least_discount(game, path, minmax_corner(game)) is not None


# Against automata, which best_response.py judges by policy iteration ------------------------------


def player(path: Path, side: int, game: Game, punishments: tuple[Profile, Profile]) -> Automaton:
    """Return *side*'s automaton: follow the path; after a paying breach, play for ever the equilibrium that punishes who broke it."""
    size = len(path)
    mine = [float(step[side] is C) for step in (*path, *punishments)]
    rows: list[Successors] = []
    for place, step in enumerate(path):
        row = []
        for own, other in PROFILES:
            done = (own, other) if side == 0 else (other, own)
            broke = [
                k
                for k in PLAYERS
                if done[k] is not step[k]
                and done[1 - k] is step[1 - k]
                and temptation(game, step, k)
            ]
            row.append(size + broke[0] if broke else (place + 1) % size)
        rows.append((row[0], row[1], row[2], row[3]))
    rows += [(size, size, size, size), (size + 1, size + 1, size + 1, size + 1)]
    return Automaton("path", "path", tuple(mine), tuple(rows))


@given(games, paths, discounts)
def test_a_path_holds_exactly_where_automata_that_play_it_are_subgame_perfect(
    game: Game, path: Path, delta: float
) -> None:
    found = pure_equilibria(game)
    assume(found)
    worst = (
        min(found, key=lambda cell: game.payoff(cell, 0)),
        min(found, key=lambda cell: game.payoff(cell, 1)),
    )
    corner = exact(game, worst[0])[0], exact(game, worst[1])[1]
    first, second = (player(path, side, game, worst) for side in PLAYERS)
    expected = is_subgame_perfect(first, second, game, delta)
    assert holds(game, path, fraction(delta), corner) is expected


@given(games, paths, st.integers(10, 98).map(lambda k: k / 100))
def test_what_minmax_does_not_hold_no_equilibrium_holds(
    game: Game, path: Path, delta: float
) -> None:
    """The hardest threat is the mixture that holds a side to minmax; with it the condition is exact for Nash equilibria.

    At a δ so small that a round of the path weighs nothing, a breach there costs nothing: not tried here.
    """
    first, second = (minmax_player(path, side, game) for side in PLAYERS)
    expected = is_equilibrium(first, second, game, delta)
    assert holds(game, path, fraction(delta), minmax_corner(game)) is expected
    if holds(game, path, fraction(delta), nash_corner(game)):
        assert expected


def minmax_player(path: Path, side: int, game: Game) -> Automaton:
    """Return *side*'s automaton: follow the path; after a breach of the other's, hold it to minmax for ever."""
    size, other = len(path), 1 - side
    share = min(
        (Fraction(0), Fraction(1), *crossing(game, other)), key=lambda q: worst_case(game, other, q)
    )
    mine = [float(step[side] is C) for step in path] + [float(share)]
    rows: list[Successors] = []
    for place, step in enumerate(path):
        row = [
            size if own is step[side] and his is not step[other] else (place + 1) % size
            for own, his in PROFILES
        ]
        rows.append((row[0], row[1], row[2], row[3]))
    return Automaton("path", "path", tuple(mine), (*rows, (size, size, size, size)))


def sum_of(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def worst_case(game: Game, held: int, share: Fraction) -> Fraction:
    """Return what *held* can still have if the other cooperates with *share*."""
    return max(
        sum_of(
            weight * exact(game, against(held, own, other))[held]
            for weight, other in zip((share, 1 - share), Action, strict=True)
        )
        for own in Action
    )


def crossing(game: Game, held: int) -> list[Fraction]:
    """Return at which share of C *held* is indifferent, if there is one."""
    gain = [
        exact(game, against(held, C, other))[held] - exact(game, against(held, D, other))[held]
        for other in Action
    ]
    if gain[0] == gain[1]:
        return []
    share = gain[1] / (gain[1] - gain[0])
    return [share] if 0 < share < 1 else []


@given(games, st.sampled_from(PLAYERS))
def test_the_minmax_corner_is_the_least_worst_case(game: Game, held: int) -> None:
    shares = [Fraction(0), Fraction(1), *crossing(game, held)]
    assert minmax_corner(game)[held] == min(worst_case(game, held, share) for share in shares)
    assert pure_minmax_corner(game)[held] == min(
        worst_case(game, held, share) for share in shares[:2]
    )


# All short paths, one by one ----------------------------------------------------------------------


@pytest.mark.parametrize("key", presets())
def test_what_short_paths_bring_is_feasible_and_what_holds_is_above_the_corner(key: str) -> None:
    """All 340 paths of up to four rounds; and what the folk theorem promises holds at 0.99, up to its patience."""
    game = presets()[key].game
    corners, sure = feasible(game), minmax_corner(game)
    for size in (1, 2, 3, 4):
        for path in product(PROFILES, repeat=size):
            mean = path_mean(game, path)
            assert contains(corners, [mean, path_payoffs(game, path, Fraction(4, 5))])
            held = holds(game, path, Fraction(99, 100), sure)
            if all(mean[i] > sure[i] for i in PLAYERS):
                # A gain of at most 4 against at least 1/20 a round, from 1 − δ^k on for ever.
                assert held or min(mean[i] - sure[i] for i in PLAYERS) < Fraction(1, 5)
            if any(mean[i] < sure[i] for i in PLAYERS):
                assert not held


@given(games, discounts, st.lists(st.integers(0, 3), min_size=4, max_size=4).filter(any))
def test_a_lottery_holds_exactly_where_no_draw_tempts(
    game: Game, delta: float, weights: list[int]
) -> None:
    """Nothing that holds is left out, and at each corner of what is drawn there is a lottery that holds."""
    d, corner = fraction(delta), nash_corner(game)
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    first, second = (
        sum_of(w * exact(game, cell)[i] for w, cell in zip(shares, PROFILES, strict=True))
        for i in PLAYERS
    )
    drawn = [cell for cell, share in zip(PROFILES, shares, strict=True) if share]
    regions = lottery_payoffs(game, d, corner)
    if kept(game, drawn, (first, second), d, corner):
        assert any(contains(region, [(first, second)]) for region in regions)
    for point in chain.from_iterable(regions):
        assert any(
            contains(hull(exact(game, cell) for cell in cells), [point])
            and kept(game, cells, point, d, corner)
            for size in (1, 2, 3, 4)
            for cells in combinations(PROFILES, size)
        )


def kept(game: Game, drawn: Iterable[Profile], mean: Point, delta: Fraction, corner: Point) -> bool:
    """Say whether no draw tempts anybody, if *mean* per round goes on and *corner* follows a breach."""
    return all(
        (1 - delta) * temptation(game, cell, i) <= delta * (mean[i] - corner[i])
        for cell in drawn
        for i in PLAYERS
        if temptation(game, cell, i)
    )


@given(games, discounts)
def test_more_patience_never_sustains_less_where_the_threat_is_minmax(
    game: Game, delta: float
) -> None:
    d, more, corner = fraction(delta), fraction(delta) + Fraction(1, 100), minmax_corner(game)
    later = lottery_payoffs(game, more, corner)
    for region in lottery_payoffs(game, d, corner):
        assert any(contains(other, region) for other in later)
