"""The one-shot games: the slide's game and others of the literature, laws, and nashpy as oracle."""

from __future__ import annotations

import warnings
from fractions import Fraction
from itertools import product

import nashpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.games.classification import Classification, GameKind, classify
from kooperation.games.game import (
    PLAYERS,
    PROFILES,
    Action,
    C,
    D,
    Game,
    Profile,
    SymmetricGame,
    letters,
    profile,
    seen_by,
)
from kooperation.games.solution import (
    MixedEquilibria,
    best_responses,
    maximin,
    mixed_equilibria,
    pareto_efficient,
    pure_equilibria,
    strictly_dominant_action,
    weakly_dominant_action,
)

CC, CD, DC, DD = PROFILES

# Slide 14 and examples of other kinds.
LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
AXELROD = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
STAG_HUNT = SymmetricGame(temptation=3, reward=4, punishment=2, sucker=0)
CHICKEN = SymmetricGame(temptation=4, reward=3, punishment=0, sucker=2)
BATTLE = Game(cc=(3, 2), cd=(0, 0), dc=(0, 0), dd=(2, 3))

# Small whole numbers, so that ties are frequent and every comparison is exact.
payoffs = st.integers(-4, 4)
pairs = st.tuples(payoffs, payoffs)
games = st.builds(Game, cc=pairs, cd=pairs, dc=pairs, dd=pairs)
symmetric_games = st.builds(
    SymmetricGame, temptation=payoffs, reward=payoffs, punishment=payoffs, sucker=payoffs
)
# T > R > P > S by positive steps; the middle steps also give 2R > T + S.
dilemmas = st.builds(
    lambda s, a, b, c: SymmetricGame(s + a + b + min(c, a + b - 1), s + a + b, s + a, s),
    payoffs,
    st.integers(1, 5),
    st.integers(1, 5),
    st.integers(1, 5),
)


def expected(game: Game, player: int, p: float, q: float) -> float:
    """Return *player*'s payoff if player 1 plays C with probability p and player 2 with q."""
    weights = (p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q))
    return sum(w * game.payoff(at, player) for w, at in zip(weights, PROFILES, strict=True))


def deviations(at: Profile) -> tuple[tuple[int, Profile], ...]:
    """Return who deviates alone from *at*, and to which profile."""
    return (0, (at[0].other, at[1])), (1, (at[0], at[1].other))


def with_players_swapped(game: Game) -> Game:
    return Game(game.cc[::-1], game.dc[::-1], game.cd[::-1], game.dd[::-1])


def with_rows_swapped(game: Game) -> Game:
    return Game(game.dc, game.dd, game.cc, game.cd)


# The lecture's matrix ----------------------------------------------------------------------------


def test_the_lectures_matrix_is_that_of_slide_14() -> None:
    """Formula 1.1: „Gestehen“ is D, „Schweigen“ is C."""
    assert LECTURE.game == Game(cc=(2, 2), cd=(0, 3), dc=(3, 0), dd=(1, 1))
    assert classify(LECTURE.game).kind is GameKind.PRISONERS_DILEMMA


def test_in_the_lectures_game_defecting_dominates_and_harms_both() -> None:
    """Formula 1.2."""
    game = LECTURE.game
    assert [strictly_dominant_action(game, player) for player in PLAYERS] == [D, D]
    assert pure_equilibria(game) == (DD,)
    assert mixed_equilibria(game) == MixedEquilibria(point=None, continuum=False)
    assert pareto_efficient(game) == (CC, CD, DC)


@given(dilemmas, st.fractions(0, 1))
def test_in_a_dilemma_no_belief_about_the_other_makes_cooperation_pay(
    dilemma: SymmetricGame, trust: Fraction
) -> None:
    """Formula 1.2: dominance does not depend on what one thinks of the other."""
    game = dilemma.game
    cooperating = trust * int(dilemma.reward) + (1 - trust) * int(dilemma.sucker)
    defecting = trust * int(dilemma.temptation) + (1 - trust) * int(dilemma.punishment)
    assert defecting > cooperating
    assert strictly_dominant_action(game, 0) is D


def test_the_lectures_game_is_a_donation_game() -> None:
    """Formula 1.1: b = 2, c = 1, on top of 1."""
    benefit, cost, base = 2, 1, 1
    donation = SymmetricGame(
        temptation=benefit + base,
        reward=benefit - cost + base,
        punishment=base,
        sucker=base - cost,
    )
    assert donation == LECTURE


def test_in_the_lectures_game_one_can_secure_the_punishment_payoff() -> None:
    """Formula 2.14: the security level is 1."""
    for player in PLAYERS:
        secured = maximin(LECTURE.game, player)
        assert (secured.actions, secured.value) == (frozenset({D}), 1)


# The other kinds of game -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("game", "kind", "equilibria"),
    [
        (LECTURE.game, GameKind.PRISONERS_DILEMMA, (DD,)),
        (AXELROD.game, GameKind.PRISONERS_DILEMMA, (DD,)),
        (STAG_HUNT.game, GameKind.STAG_HUNT, (CC, DD)),
        (CHICKEN.game, GameKind.CHICKEN, (CD, DC)),
        (BATTLE, GameKind.BATTLE_OF_THE_SEXES, (CC, DD)),
    ],
    ids=["slide 14", "Axelrod", "stag hunt", "chicken", "battle of the sexes"],
)
def test_each_example_has_its_kind_and_its_equilibria(
    game: Game, kind: GameKind, equilibria: tuple[Profile, ...]
) -> None:
    assert classify(game).kind is kind
    assert pure_equilibria(game) == equilibria


def test_in_the_stag_hunt_trust_pays_from_two_thirds() -> None:
    """Formula 1.6: the belief at which both actions are worth the same is the mixed equilibrium."""
    assert mixed_equilibria(STAG_HUNT.game).point == pytest.approx((2 / 3, 2 / 3), abs=1e-9)


@given(symmetric_games)
def test_in_every_stag_hunt_the_trust_threshold_is_the_mixed_equilibrium(
    game: SymmetricGame,
) -> None:
    """Formula 1.6: p = (P−S)/((R−T)+(P−S))."""
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if not r > t >= p > s:
        return
    threshold = (p - s) / ((r - t) + (p - s))
    assert mixed_equilibria(game.game).point == pytest.approx((threshold, threshold), abs=1e-9)
    assert maximin(game.game, 0).actions == {D}  # caution speaks against the stag


def test_in_chicken_both_give_way_with_two_thirds() -> None:
    """Formula 1.4."""
    assert mixed_equilibria(CHICKEN.game).point == pytest.approx((2 / 3, 2 / 3), abs=1e-9)


@given(symmetric_games)
def test_in_every_chicken_both_give_way_with_the_same_probability(
    game: SymmetricGame,
) -> None:
    """Formula 1.4: C with (S−P)/((S−P)+(T−R))."""
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if not t > r > s > p:
        return
    yielding = (s - p) / ((s - p) + (t - r))
    assert classify(game.game).kind is GameKind.CHICKEN
    assert pure_equilibria(game.game) == (CD, DC)
    assert mixed_equilibria(game.game).point == pytest.approx((yielding, yielding), abs=1e-9)


def test_in_the_battle_of_the_sexes_mixing_costs_more_than_giving_in() -> None:
    """Formula 1.4: 3/5 and 2/5, expected 6/5 each, less than the 2 of the disliked agreement."""
    point = mixed_equilibria(BATTLE).point
    assert point is not None
    assert point == pytest.approx((3 / 5, 2 / 5), abs=1e-9)
    for player in PLAYERS:
        assert expected(BATTLE, player, *point) == pytest.approx(6 / 5, abs=1e-9)
        assert expected(BATTLE, player, *point) < min(BATTLE.cc[player], BATTLE.dd[player])
        # A coin that both throw together, so that they never miss each other
        assert (BATTLE.cc[player] + BATTLE.dd[player]) / 2 == 2.5


@pytest.mark.parametrize(
    ("game", "kind"),
    [
        (SymmetricGame(3, 2, 0, 0).game, GameKind.WEAK_DILEMMA),
        (SymmetricGame(4, 2, 1, 0).game, GameKind.PRISONERS_DILEMMA),  # 2R = T + S
        (SymmetricGame(4, 2, 0, 0).game, GameKind.WEAK_DILEMMA),
        (SymmetricGame(2, 3, 2, 1).game, GameKind.STAG_HUNT),  # T = P
        (SymmetricGame(1, 3, 0, 2).game, GameKind.HARMONY),
        (SymmetricGame(3, 1, 2, 0).game, GameKind.DEADLOCK),
        (SymmetricGame(0, 1, 1, 0).game, GameKind.COORDINATION),
        (SymmetricGame(0, 0, 0, 0).game, GameKind.OTHER),
        (Game((0, 0), (3, 2), (2, 3), (0, 0)), GameKind.BATTLE_OF_THE_SEXES),
        (Game((0, 0), (2, 2), (1, 1), (0, 0)), GameKind.COORDINATION),
        (Game((20, 2), (0, 3), (30, 0), (10, 1)), GameKind.PRISONERS_DILEMMA),
        (
            Game((2, 3), (0, 4), (3, 2), (1, 0)),
            GameKind.OTHER,
        ),  # a dilemma for one, chicken for one
    ],
)
def test_kinds_at_their_borders(game: Game, kind: GameKind) -> None:
    """Formula 1.1; P = S is called weak, 2R > T + S belongs to the repeated game."""
    assert classify(game).kind is kind


@pytest.mark.parametrize(
    ("game", "pays"),
    [((3, 2, 1, 0), False), ((4, 2, 1, 0), True), ((5, 2, 1, 0), True), ((4, 2, 0, 0), True)],
)
def test_repeated_taking_turns_pays_exactly_if_two_rewards_are_not_more(
    game: tuple[float, float, float, float], pays: bool
) -> None:
    """Two rounds together bring 2R, by turns T + S (formula 1.1)."""
    assert classify(SymmetricGame(*game).game).alternating is pays


def test_by_turns_has_to_be_as_good_for_both() -> None:
    """T + S is 5 ≥ 2 · 2 for the first and 3 < 2 · 2 for the second."""
    unequal = Game((2, 2), (0, 3), (5, 0), (1, 1))
    assert classify(unequal) == Classification(GameKind.PRISONERS_DILEMMA)


@given(dilemmas)
def test_a_game_with_exchanged_names_is_named_as_such(dilemma: SymmetricGame) -> None:
    t, r, p, s = dilemma.temptation, dilemma.reward, dilemma.punishment, dilemma.sucker
    renamed = classify(SymmetricGame(temptation=s, reward=p, punishment=r, sucker=t).game)
    assert renamed == Classification(GameKind.OTHER, relabelled=GameKind.PRISONERS_DILEMMA)


# Laws --------------------------------------------------------------------------------------------


@given(games)
def test_every_game_has_an_equilibrium(game: Game) -> None:
    """Nash 1950: pure, mixed, or a continuum of them."""
    mixed = mixed_equilibria(game)
    assert pure_equilibria(game) or mixed.point or mixed.continuum


@given(games)
def test_nobody_gains_by_leaving_a_pure_equilibrium_alone(game: Game) -> None:
    equilibria = pure_equilibria(game)
    for at in PROFILES:
        stable = all(game.payoff(to, i) <= game.payoff(at, i) for i, to in deviations(at))
        assert stable == (at in equilibria)


@given(games)
def test_a_mixed_equilibrium_leaves_both_indifferent(game: Game) -> None:
    point = mixed_equilibria(game).point
    if point is None:
        return
    p, q = point
    assert 0 < p < 1
    assert 0 < q < 1
    assert expected(game, 0, 1, q) == pytest.approx(expected(game, 0, 0, q), abs=1e-9)
    assert expected(game, 1, p, 1) == pytest.approx(expected(game, 1, p, 0), abs=1e-9)


@given(games)
def test_generic_games_have_an_odd_number_of_equilibria(game: Game) -> None:
    """Wilson 1971: without ties one or three; with a tie the law says nothing."""
    ties = any(
        game.payoff(at, i) == game.payoff(to, i) for at in PROFILES for i, to in deviations(at)
    )
    if ties:
        return
    mixed = mixed_equilibria(game)
    assert not mixed.continuum
    assert len(pure_equilibria(game)) + (mixed.point is not None) in {1, 3}


@given(games)
def test_the_players_names_do_not_matter(game: Game) -> None:
    swapped = with_players_swapped(game)
    assert {at[::-1] for at in pure_equilibria(swapped)} == set(pure_equilibria(game))
    assert {at[::-1] for at in pareto_efficient(swapped)} == set(pareto_efficient(game))
    mixed, mirrored = mixed_equilibria(game), mixed_equilibria(swapped)
    assert mirrored.continuum == mixed.continuum
    assert (mirrored.point and mirrored.point[::-1]) == mixed.point
    assert classify(swapped).kind is classify(game).kind
    for player in PLAYERS:
        assert strictly_dominant_action(swapped, player) is strictly_dominant_action(
            game, 1 - player
        )
        assert maximin(swapped, player) == maximin(game, 1 - player)
        assert seen_by(player, swapped) == seen_by(1 - player, game)


@given(games)
def test_the_names_of_the_actions_do_not_matter(game: Game) -> None:
    renamed = with_rows_swapped(game)
    assert {(a.other, b) for a, b in pure_equilibria(renamed)} == set(pure_equilibria(game))
    assert {(a.other, b) for a, b in pareto_efficient(renamed)} == set(pareto_efficient(game))
    mixed, other = mixed_equilibria(game), mixed_equilibria(renamed)
    assert other.continuum == mixed.continuum
    if mixed.point and other.point:
        assert (1 - other.point[0], other.point[1]) == pytest.approx(mixed.point, abs=1e-9)
    assert (other.point is None) == (mixed.point is None)
    dominant = strictly_dominant_action(game, 0)
    assert strictly_dominant_action(renamed, 0) is (dominant.other if dominant else None)
    assert maximin(renamed, 0).value == maximin(game, 0).value
    assert maximin(renamed, 0).actions == {a.other for a in maximin(game, 0).actions}


@given(games, st.tuples(st.integers(1, 5), st.integers(1, 5)), pairs)
def test_scale_and_origin_of_utilities_do_not_matter(
    game: Game, scale: tuple[int, int], origin: tuple[int, int]
) -> None:
    """Each player's utilities may be stretched and shifted on their own."""

    def moved(payoff: tuple[float, float]) -> tuple[float, float]:
        first, second = (payoff[i] * scale[i] + origin[i] for i in PLAYERS)
        return first, second

    other = Game(moved(game.cc), moved(game.cd), moved(game.dc), moved(game.dd))
    assert pure_equilibria(other) == pure_equilibria(game)
    assert pareto_efficient(other) == pareto_efficient(game)
    assert mixed_equilibria(other).continuum == mixed_equilibria(game).continuum
    assert mixed_equilibria(other).point == pytest.approx(mixed_equilibria(game).point, abs=1e-9)
    for player in PLAYERS:
        assert strictly_dominant_action(other, player) is strictly_dominant_action(game, player)
        assert weakly_dominant_action(other, player) is weakly_dominant_action(game, player)
        assert maximin(other, player).actions == maximin(game, player).actions


@given(symmetric_games, st.integers(1, 5), payoffs)
def test_the_kind_of_a_game_does_not_depend_on_the_scale(
    game: SymmetricGame, scale: int, origin: int
) -> None:
    values = (game.temptation, game.reward, game.punishment, game.sucker)
    moved = SymmetricGame(*(scale * value + origin for value in values))
    assert classify(moved.game) == classify(game.game)


@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_tiny_and_huge_units_lose_no_equilibrium(unit: float) -> None:
    """The products of such payoff differences underflow or overflow; their signs do not."""
    chicken = SymmetricGame(4 * unit, 3 * unit, 0, 2 * unit).game
    assert mixed_equilibria(chicken).point == pytest.approx((2 / 3, 2 / 3), abs=1e-9)


@given(games, st.sampled_from(PLAYERS))
def test_a_dominant_action_is_the_only_best_response_to_everything(game: Game, player: int) -> None:
    strict, weak = strictly_dominant_action(game, player), weakly_dominant_action(game, player)
    answers = [best_responses(game, player, other) for other in Action]
    assert (strict is not None) == (answers[0] == answers[1] and len(answers[0]) == 1)
    if strict is not None:
        assert weak is strict
        assert answers[0] == {strict}
    if weak is not None:
        assert all(weak in answer for answer in answers)
        assert any(weak.other not in answer for answer in answers)
    assert all(answers)


@given(games)
def test_two_dominant_actions_leave_one_equilibrium_and_no_mixing(game: Game) -> None:
    first, second = (strictly_dominant_action(game, player) for player in PLAYERS)
    if first and second:
        assert pure_equilibria(game) == ((first, second),)
        assert mixed_equilibria(game) == MixedEquilibria(point=None, continuum=False)


@given(dilemmas)
def test_every_dilemma_ends_in_the_only_profile_that_is_bad_for_both(
    dilemma: SymmetricGame,
) -> None:
    assert classify(dilemma.game).kind is GameKind.PRISONERS_DILEMMA
    assert pure_equilibria(dilemma.game) == (DD,)
    assert pareto_efficient(dilemma.game) == (CC, CD, DC)
    assert maximin(dilemma.game, 0).value == dilemma.punishment


@given(games)
def test_what_is_called_a_dilemma_is_one_for_each_player(game: Game) -> None:
    if classify(game).kind is GameKind.PRISONERS_DILEMMA:
        for own in (seen_by(player, game) for player in PLAYERS):
            assert own.temptation > own.reward > own.punishment > own.sucker


@given(games)
def test_something_is_always_efficient_and_nothing_efficient_is_improved(game: Game) -> None:
    efficient = pareto_efficient(game)
    assert efficient
    for a, b in product(PROFILES, PROFILES):
        better = all(game.payoff(b, i) >= game.payoff(a, i) for i in PLAYERS)
        if better and any(game.payoff(b, i) > game.payoff(a, i) for i in PLAYERS):
            assert a not in efficient


@given(games, st.sampled_from(PLAYERS))
def test_no_equilibrium_pays_less_than_caution(game: Game, player: int) -> None:
    value = maximin(game, player).value
    assert all(game.payoff(at, player) >= value for at in pure_equilibria(game))
    point = mixed_equilibria(game).point
    if point:
        assert expected(game, player, *point) >= value - 1e-9


@given(symmetric_games)
def test_a_symmetric_game_looks_alike_to_both(game: SymmetricGame) -> None:
    assert game.game.is_symmetric
    assert seen_by(0, game.game) == seen_by(1, game.game) == game


def test_the_battle_of_the_sexes_does_not_look_alike_to_both() -> None:
    assert not BATTLE.is_symmetric


# nashpy as oracle --------------------------------------------------------------------------------


def extreme_equilibria(game: Game) -> list[tuple[Fraction, Fraction]]:
    """Return nashpy's extreme equilibria as the players' probabilities of C, each once.

    Payoffs are lifted above zero, as vertex enumeration needs bounded polytopes. In a degenerate
    game it yields every vertex of the set of equilibria, some twice. The denominators are small
    with small integer payoffs: rounding to the nearest such fraction makes comparison exact.
    """
    lowest = min(min(game.payoff(at, i) for at in PROFILES) for i in PLAYERS)
    tables = [
        np.array([[pair[i] - lowest + 1 for pair in row] for row in _rows(game)]) for i in PLAYERS
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = {
            (_fraction(row[0]), _fraction(column[0]))
            for row, column in nashpy.Game(*tables).vertex_enumeration()
        }
    return sorted(found)


def _rows(game: Game) -> tuple[tuple[tuple[float, float], ...], ...]:
    return (game.cc, game.cd), (game.dc, game.dd)


def _fraction(probability: float) -> Fraction:
    near = Fraction(float(probability)).limit_denominator(1000)
    assert abs(near - Fraction(float(probability))) < Fraction(1, 10**9)
    return near


def assert_nashpy_agrees(game: Game) -> None:
    extreme = extreme_equilibria(game)
    pure = {(Fraction(a is C), Fraction(b is C)) for a, b in pure_equilibria(game)}
    assert pure == {point for point in extreme if set(point) <= {0, 1}}

    # The set of equilibria is a union of rectangles spanned by its extreme points: it is infinite
    # exactly if two of these agree in one player's strategy, so that all between them belong to it.
    infinite = any(a != b and (a[0] == b[0] or a[1] == b[1]) for a, b in product(extreme, extreme))
    mixed = mixed_equilibria(game)
    assert mixed.continuum == infinite
    isolated = [point for point in extreme if not set(point) <= {0, 1}]
    if infinite:
        assert mixed.point is None
    elif isolated:
        assert len(isolated) == 1
        assert mixed.point == pytest.approx(tuple(map(float, isolated[0])), abs=1e-9)
    else:
        assert mixed.point is None


@given(games)
@settings(max_examples=300, deadline=None)
@pytest.mark.slow
def test_nashpy_finds_the_same_equilibria(game: Game) -> None:
    assert_nashpy_agrees(game)


@pytest.mark.slow
def test_nashpy_finds_the_same_equilibria_in_every_game_made_of_two_payoffs() -> None:
    """All 256 games in which each payoff is 1 or 2: nearly every one has ties."""
    pairs_of_two = ((1, 1), (1, 2), (2, 1), (2, 2))
    for cc, cd, dc, dd in product(pairs_of_two, repeat=4):
        assert_nashpy_agrees(Game(cc, cd, dc, dd))


# Bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_payoff_that_is_no_number_is_named(value: float) -> None:
    with pytest.raises(ValueError, match=f"{value} ist keine Auszahlung"):
        Game((value, 0), (0, 0), (0, 0), (0, 0))
    with pytest.raises(ValueError, match=f"{value} ist keine Auszahlung"):
        SymmetricGame(3, value, 1, 0)


def test_a_payoff_for_three_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(1, 2, 3\) ist kein Paar"):
        Game((1, 2, 3), (0, 0), (0, 0), (0, 0))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["", "C", "CDC", "cd", "CX"])
def test_a_profile_of_other_letters_is_named(word: str) -> None:
    with pytest.raises(ValueError, match=f"„{word}“ ist kein Profil"):
        profile(word)


@pytest.mark.parametrize("at", PROFILES)
def test_letters_name_a_profile_and_back(at: Profile) -> None:
    assert profile(letters(at)) == at
