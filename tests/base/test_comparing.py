"""Numbers compare as the person who set them sees them, however binary arithmetic came to them.

A slider's value may come as k/10, as k·0.1, as its least value and k steps, or out of a sum. Each
law compares what the course says then with the same in exact fractions.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kooperation.base.comparing import as_set, at_least, beats, same
from kooperation.games.classification import GameKind, classify
from kooperation.games.game import PLAYERS, PROFILES, Action, C, D, Game, SymmetricGame
from kooperation.games.game_words import games
from kooperation.games.public_good import PublicGoodGame, equilibria
from kooperation.games.solution import (
    best_responses,
    maximin,
    mixed_equilibria,
    pareto_efficient,
    pure_equilibria,
    strictly_dominant_action,
    weakly_dominant_action,
)
from kooperation.games.trust import binary_trust_threshold, trust_threshold
from kooperation.games.trust_view import threshold_in_words
from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.deception import Trade, agree
from kooperation.negotiation.modes import solve_problems
from kooperation.negotiation.situation import Setting, Situation
from kooperation.repeated.courses import courses
from kooperation.repeated.exit_option import standpoints
from kooperation.repeated.shadow import threshold, trust_game, verdicts
from kooperation.repeated.shadow_view import finding_sentences
from kooperation.repeated.thresholds import molander_generosity
from kooperation.success_factors.needs import Need

NOISY = SymmetricGame(0.3, 0.2, 0.09999999999999998, -0.4)

# Ways in which floats come to k tenths; the last ones are wrong in the last digits.
WAYS = (
    lambda k: k / 10,
    lambda k: k * 0.1,
    lambda k: round(k * 0.1, 6),
    lambda k: -2.0 + (k + 20) * 0.1,
    lambda k: sum([0.1 if k > 0 else -0.1] * abs(k)),
    lambda k: 1 - (1 - k / 10),
    lambda k: 0.7 + (k / 10 - 0.7),
)


class Given(float):
    """A float that knows which number was meant."""

    exact: Fraction


def meant(exact: Fraction, value: float) -> Given:
    number = Given(value)
    number.exact = exact
    return number


def tenths(least: int, most: int) -> st.SearchStrategy[Given]:
    return st.builds(
        lambda k, way: meant(Fraction(k, 10), way(k)),
        st.integers(least, most),
        st.sampled_from(WAYS),
    )


def hundredths(least: int, most: int) -> st.SearchStrategy[Given]:
    ways = st.sampled_from((lambda k: k / 100, lambda k: k * 0.01, lambda k: 1 - (1 - k / 100)))
    return st.builds(lambda k, way: meant(Fraction(k, 100), way(k)), st.integers(least, most), ways)


pairs = st.tuples(tenths(-3, 3), tenths(-3, 3))  # few values, so that ties are frequent
tables = st.tuples(pairs, pairs, pairs, pairs)
numbers = st.tuples(*[tenths(-6, 6)] * 4)  # T, R, P, S
balanced = st.tuples(st.integers(-10, 5), st.integers(0, 9), st.integers(1, 9)).flatmap(
    lambda n: st.tuples(  # 2R = T + S
        *(tenths(k, k) for k in (n[0] + 2 * n[1] + 2 * n[2], sum(n), n[0] + n[1], n[0]))
    )
)
dilemma_numbers = (
    st.lists(tenths(-10, 20), min_size=4, max_size=4)
    .map(lambda found: tuple(sorted(found, key=lambda value: value.exact, reverse=True)))
    .filter(lambda n: n[0].exact > n[1].exact > n[2].exact)  # T > R > P ≥ S
)


def exact(values: tuple[Given, ...]) -> tuple[Fraction, ...]:
    return tuple(value.exact for value in values)


def shares(thresholds: list[Fraction]) -> st.SearchStrategy[Given]:
    """Numbers from 0 to below 1, often just one of the *thresholds*."""
    at = [meant(t, float(t)) for t in thresholds if 0 <= t < 1]
    return hundredths(0, 99) | st.sampled_from(at) if at else hundredths(0, 99)


# What people set ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "tie"), [(None, 1e-9), (2.0, 2e-9), (0.1, 1e-10)])
def test_what_counts_as_equal_grows_with_the_unit(unit: float | None, tie: float) -> None:
    scale = () if unit is None else (unit,)
    less, more = 0.9 * tie, 1.1 * tie
    assert (beats(less, 0.0, *scale), beats(more, 0.0, *scale)) == (False, True)
    assert (at_least(0.0, less, *scale), at_least(0.0, more, *scale)) == (True, False)
    assert (same(0.0, less, *scale), same(0.0, more, *scale)) == (True, False)


@given(tables)
def test_however_payoffs_were_computed_the_game_is_the_one_that_was_set(
    table: tuple[tuple[Given, Given], ...],
) -> None:
    assert Game(*table) == Game(*((float(a.exact), float(b.exact)) for a, b in table))


@given(numbers)
def test_a_symmetric_game_is_the_one_that_was_set_and_its_table_says_the_same(
    found: tuple[Given, ...],
) -> None:
    game = SymmetricGame(*found)
    assert game == SymmetricGame(*map(float, exact(found)))
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    assert game.game == Game((r, r), (s, t), (t, s), (p, p))


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4))
def test_rounding_twice_is_rounding_once(values: list[float]) -> None:
    assert as_set(as_set(values)) == as_set(values)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=4, max_size=4), st.integers(-300, 300))
def test_the_unit_does_not_matter(values: list[int], power: int) -> None:
    unit = 10.0**power
    scaled = as_set([value * unit for value in values])
    for (a, x), (b, y) in product(zip(values, scaled, strict=True), repeat=2):
        assert (a < b, a == b) == (x < y, x == y)


@given(st.floats(-10, 10), st.floats(-10, 10), st.floats(0.1, 100))
def test_of_two_numbers_one_beats_the_other_or_they_are_the_same(
    a: float, b: float, unit: float
) -> None:
    assert beats(a, b, unit) + beats(b, a, unit) + same(a, b, unit) == 1
    assert at_least(a, b, unit) == (not beats(b, a, unit))


def test_a_difference_that_can_be_set_counts_and_rounding_does_not() -> None:
    assert same(0.1 + 0.2, 0.3)
    assert beats(0.300001, 0.3)
    assert not beats(0.3 + 1e-12, 0.3)
    assert same(float("inf"), float("inf"))
    assert beats(float("inf"), 1)


# One round ---------------------------------------------------------------------------------------


@given(tables)
def test_best_responses_dominance_and_equilibria_are_those_of_exact_fractions(
    table: tuple[tuple[Given, Given], ...],
) -> None:
    game, at = Game(*table), dict(zip(PROFILES, map(exact, table), strict=True))

    def value(player: int, own: Action, other: Action) -> Fraction:
        return at[(own, other) if player == 0 else (other, own)][player]

    best = {
        (player, other): {
            own for own in Action if value(player, own, other) >= value(player, own.other, other)
        }
        for player in PLAYERS
        for other in Action
    }
    for player in PLAYERS:
        for other in Action:
            assert best_responses(game, player, other) == best[player, other]
        always = [own for own in Action if all(own in best[player, o] for o in Action)]
        strict = [own for own in Action if all({own} == best[player, o] for o in Action)]
        assert strictly_dominant_action(game, player) == (strict[0] if strict else None)
        assert weakly_dominant_action(game, player) == (always[0] if len(always) == 1 else None)
        worst = {own: min(value(player, own, other) for other in Action) for own in Action}
        cautious = {own for own in Action if worst[own] == max(worst.values())}
        assert maximin(game, player).actions == cautious
    stable = tuple(p for p in PROFILES if p[0] in best[0, p[1]] and p[1] in best[1, p[0]])
    assert pure_equilibria(game) == stable
    whole = Game(*((int(10 * a), int(10 * b)) for a, b in at.values()))
    assert pareto_efficient(game) == pareto_efficient(whole)
    assert mixed_equilibria(game).continuum == mixed_equilibria(whole).continuum
    assert mixed_equilibria(game).point == pytest.approx(mixed_equilibria(whole).point, abs=1e-9)


@given(numbers | balanced)
def test_the_kind_of_a_game_is_that_of_exact_fractions(found: tuple[Given, ...]) -> None:
    """Also where 2R = T + S: to floats, 1.2 − 1 is less than twice 0.1."""
    t, r, p, s = exact(found)
    classified = classify(SymmetricGame(*found).game)
    kind = classified.kind
    assert (kind is GameKind.PRISONERS_DILEMMA) == (t > r > p > s)
    assert (kind is GameKind.WEAK_DILEMMA) == (t > r > p == s)
    assert classified.alternating == (t > r > p >= s and 2 * r <= t + s)
    assert (kind is GameKind.STAG_HUNT) == (r > t >= p > s)
    assert (kind is GameKind.CHICKEN) == (t > r > s > p)
    assert (kind is GameKind.DEADLOCK) == (t > p > r > s)


# The shadow of the future ------------------------------------------------------------------------


def least_discounts(found: tuple[Given, ...], outside: Given) -> dict[str, Fraction | None]:
    """Return the thresholds of formulas 2.2, 2.5, 2.7 and 2.3 as fractions, None for never."""
    (t, r, p, s), e = exact(found), outside.exact
    punished = (t - r) / (t - max(p, e)) if e <= r else None
    return {
        "grim_trigger": punished,
        "tit_for_tat": punished and max(punished, (t - r) / (r - s)),
        "win_stay_lose_shift": punished and max(punished, (t - r) / (r - p)),
        "always_defect": Fraction(0) if e <= p else None,
        "always_cooperate": None,
    }


@st.composite
def futures(draw: st.DrawFn) -> tuple[tuple[Given, ...], Given, Given]:
    """A dilemma, an outside value, often just one of its payoffs, and δ, often just a threshold."""
    found = draw(dilemma_numbers)
    outside = draw(
        st.one_of(
            tenths(-10, 20),
            st.sampled_from(found).flatmap(
                lambda value: tenths(int(10 * value.exact), int(10 * value.exact))
            ),
        )
    )
    known = [value for value in least_discounts(found, outside).values() if value is not None]
    return found, outside, draw(shares(known))


@given(futures())
def test_what_is_an_equilibrium_is_one_by_its_threshold_and_by_computation(
    future: tuple[tuple[Given, ...], Given, Given],
) -> None:
    found, outside, discount = future
    game = SymmetricGame(*found)
    needed = least_discounts(found, outside)
    for verdict in verdicts(game, discount, outside):
        least = needed[verdict.strategy.key]
        holds = least is not None and discount.exact >= least
        assert verdict.equilibrium == holds, verdict.strategy.key
        assert verdict.threshold is not None
        assert at_least(discount, verdict.threshold) == holds, verdict.strategy.key
        assert (verdict.subgame_perfect is None) == (outside.exact > found[2].exact)
        if least is not None:
            assert verdict.threshold == pytest.approx(float(least), abs=1e-9)


def test_what_hypothesis_found_always_defect_holds_where_the_exit_is_as_good_as_punishment() -> (
    None
):
    """T = 0.3, R = 0.2, P = 0.1, S = −0.4, e = 0.1, δ = 0, with a P that came out of a subtraction."""
    (always_defect,) = (v for v in verdicts(NOISY, 0.0, 0.1) if v.strategy.key == "always_defect")
    assert always_defect.threshold == 0
    assert always_defect.equilibrium
    assert always_defect.subgame_perfect
    assert threshold("always_defect", NOISY, 0.1) == 0
    text = " ".join(finding_sentences(NOISY, 0.0, 0.1, verdicts(NOISY, 0.0, 0.1)))
    assert "er ändert nichts" in text
    assert SymmetricGame(0.3, 0.2, 0.1, -0.4) == NOISY


@given(futures())
def test_each_side_cooperates_exactly_from_its_threshold_on(
    future: tuple[tuple[Given, ...], Given, Given],
) -> None:
    """Formulas 2.3, 2.4."""
    found, outside, discount = future
    least = least_discounts(found, outside)["grim_trigger"]
    for view in standpoints(SymmetricGame(*found).game, (outside, outside), (discount, discount)):
        assert view.stays == (least is not None and least < 1)
        assert view.cooperates == (least is not None and discount.exact >= least)


@given(futures())
def test_the_best_course_against_tit_for_tat_is_the_best_in_exact_fractions(
    future: tuple[tuple[Given, ...], Given, Given],
) -> None:
    """Formulas 2.2, 2.5, 2.3, times 1 − δ: R, (1−δ)T + δP, (T + δS)/(1 + δ), (1−δ)T + δe, e."""
    found, outside, discount = future
    (t, r, p, s), d, e = exact(found), discount.exact, outside.exact
    values = [r, (1 - d) * t + d * p, (t + d * s) / (1 + d), (1 - d) * t + d * e, e]
    reached = [course.per_round for course in courses(SymmetricGame(*found), discount, outside)]
    assert reached == pytest.approx([float(value) for value in values], abs=1e-9)
    unit = float(t - s)
    for (a, x), (b, y) in product(zip(values, reached, strict=True), repeat=2):
        assert beats(x, y, unit) == (a > b)


@given(futures())
def test_the_choice_of_a_strategy_is_a_stag_hunt_exactly_from_the_threshold_on(
    future: tuple[tuple[Given, ...], Given, Given],
) -> None:
    """Formula 2.9: R, (1−δ)S + δP, (1−δ)T + δP and P; δ on the slider's grid."""
    found, _, discount = future
    assume(100 % discount.exact.denominator == 0)
    (t, r, p, s), d = exact(found), discount.exact
    chosen = trust_game(SymmetricGame(*found), discount)
    temptation, sucker = (1 - d) * t + d * p, (1 - d) * s + d * p
    own = chosen.temptation, chosen.reward, chosen.punishment, chosen.sucker
    meant_by = temptation, r, p, sucker
    for (a, x), (b, y) in product(zip(meant_by, own, strict=True), repeat=2):
        assert (a < b, a == b) == (x < y, x == y)
    if r > temptation and p > sucker:
        needed = (p - sucker) / ((r - temptation) + (p - sucker))
        assert trust_threshold(chosen) == pytest.approx(float(needed), abs=1e-9)
    else:
        with pytest.raises(ValueError, match="Vertrauensschwelle"):
            trust_threshold(chosen)


@given(dilemma_numbers | balanced)
def test_molanders_generosity_is_a_probability_exactly_where_it_is_defined(
    found: tuple[Given, ...],
) -> None:
    """Formula 2.12: in [0, 1] where 2R ≥ T + S."""
    t, r, p, s = exact(found)
    if 2 * r < t + s:
        with pytest.raises(ValueError, match="Abwechseln"):
            molander_generosity(SymmetricGame(*found))
    else:
        generosity = molander_generosity(SymmetricGame(*found))
        assert 0 <= generosity <= 1
        wanted = min(1 - (t - r) / (r - s), (r - p) / (t - p))
        assert generosity == pytest.approx(float(wanted), abs=1e-9)


# Trust -------------------------------------------------------------------------------------------


@given(numbers, st.data())
def test_at_the_threshold_of_trust_both_actions_are_said_to_be_worth_the_same(
    found: tuple[Given, ...], data: st.DataObject
) -> None:
    """Formula 1.6: C brings pR + (1−p)S, D brings pT + (1−p)P."""
    t, r, p, s = exact(found)
    slope = (r - t) + (p - s)
    trust = data.draw(shares([(p - s) / slope] if slope else []))
    q = trust.exact
    own, other = q * r + (1 - q) * s, q * t + (1 - q) * p
    preset = games()["hirschjagd"]
    now, _ = threshold_in_words(SymmetricGame(*found), trust, preset)
    assert ("gleich viel" in now) == (own == other)
    assert (f"„{preset.cooperate}“ mehr" in now) == (own > other)
    assert (f"„{preset.defect}“ mehr" in now) == (own < other)


@given(st.tuples(*[tenths(-6, 6)] * 3))
def test_trusting_is_a_question_exactly_where_r_beats_p_and_p_beats_s(
    found: tuple[Given, ...],
) -> None:
    """Formula 1.8: (P − S)/(R − S)."""
    r, p, s = exact(found)
    if r > p > s:
        wanted = float((p - s) / (r - s))
        assert binary_trust_threshold(*found) == pytest.approx(wanted, abs=1e-9)
    else:
        with pytest.raises(ValueError, match="R > P > S"):
            binary_trust_threshold(*found)


@given(hundredths(0, 100), hundredths(0, 100))
def test_a_need_is_met_at_the_threshold_unless_it_has_to_be_exceeded(
    have: Given, need: Given
) -> None:
    assert Need("grim", have, need).met == (have.exact >= need.exact)
    assert Need("contract", have, need).met == (have.exact > need.exact)


# The public good and negotiations ----------------------------------------------------------------


@given(st.integers(2, 12), tenths(1, 150), st.data())
def test_the_equilibria_of_a_public_good_are_those_of_exact_fractions(
    players: int, endowment: Given, data: st.DataObject
) -> None:
    """Formulas 1.9, 1.10: paying brings E·(m/n − 1) where the good comes about either way."""
    k = data.draw(st.integers(1, players))
    multiplier = data.draw(tenths(0, 140) | tenths(10, 10) | tenths(10 * players, 10 * players))
    m, n = abs(multiplier.exact), players
    good = PublicGoodGame(players, endowment, abs(multiplier), k)

    def gain(others: int) -> Fraction:
        """In endowments: a good below its threshold is lost, contributions and all."""
        before = others if k == 1 or others >= k else 0
        after = others + 1 if k == 1 or others + 1 >= k else 0
        return m * (after - before) / n - 1

    stable = tuple(
        paying
        for paying in range(n + 1)
        if (paying == 0 or gain(paying - 1) >= 0) and (paying == n or gain(paying) <= 0)
    )
    assert equilibria(good) == stable


@given(tenths(0, 60), tenths(0, 60), hundredths(1, 100), st.booleans())
def test_a_trade_is_good_exactly_where_the_gain_covers_the_loss(
    gain: Given, loss: Given, arriving: Given, just: bool
) -> None:
    if just:
        loss = meant(gain.exact * arriving.exact, gain * arriving)
    trade = Trade(abs(gain), abs(loss), arriving=min(1.0, arriving))
    good = loss.exact / arriving.exact <= gain.exact
    assert trade.good == good
    assert agree(trade).reached == good


@given(
    st.tuples(tenths(0, 40), tenths(0, 40)),
    hundredths(5, 95),
    hundredths(0, 100),
    hundredths(0, 100),
    tenths(0, 20),
    tenths(0, 20),
    st.sampled_from((0, 1, None)),
)
def test_who_has_no_more_than_in_the_compromise_blocks_the_search_and_nobody_else(
    disagreement: tuple[Given, Given],
    power: Given,
    trust: Given,
    room: Given,
    fit: Given,
    cost: Given,
    just_for: int | None,
) -> None:
    """Formula 3.6 on a line of size 10: u_A = d_A + β·(10 − d_A − d_B); A gains β·10·κ_max·τ·h − c."""
    shares = power.exact, 1 - power.exact
    first, second = (abs(value) for value in disagreement)
    situation = Situation((first, second), (), DivisibleIssue(1.0, 10.0), abs(fit))
    growing = fit.exact * trust.exact * room.exact
    if just_for is not None:
        cost = meant(10 * growing * shares[just_for], float(10 * growing * shares[just_for]))
    setting = Setting(power, min(1.0, max(0.0, trust)), min(1.0, max(0.0, room)), cost=abs(cost))
    blocking = tuple(i for i in PLAYERS if 10 * growing * shares[i] - cost.exact <= 0)
    assert solve_problems(situation, setting).blockers == blocking


def test_the_answers_of_c_and_d_are_worth_the_same_where_the_person_set_them_so() -> None:
    game = SymmetricGame(0.1 + 0.2, 0.3, 1 - 0.9, 0.1).game
    assert best_responses(game, 0, C) == {C, D}
    assert best_responses(game, 0, D) == {C, D}
