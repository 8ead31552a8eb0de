"""Trees solved from the end: games of the literature by hand, and random ones against the definitions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest

from kooperation.games.threats import Announcement, announcements
from kooperation.games.tree import (
    DEEPEST,
    Decision,
    Ending,
    Lottery,
    Path,
    TreeNode,
    Worth,
    below,
    best,
    bound,
    check,
    decisions,
    from_the_end,
    outcome,
    reached,
    solutions,
    worths,
)
from kooperation.games.tree_form import strategic_form
from kooperation.games.trust import binary_trust_threshold

ONE, TWO = 0, 1


def end(first: object, second: object) -> Ending:
    return Ending((Fraction(str(first)), Fraction(str(second))))


def choice(player: int, *branches: TreeNode) -> Decision:
    return Decision(player, branches)


def chance(share: Fraction, one: TreeNode, other: TreeNode) -> Lottery:
    return Lottery((share, 1 - share), (one, other))


def worth(*values: object) -> Worth:
    first, second = (Fraction(str(value)) for value in values)
    return first, second


# The literature -----------------------------------------------------------------------------------

TRUST = choice(ONE, end(0, 0), choice(TWO, end(10, 10), end(-5, 15)))
CHAIN_STORE = choice(ONE, end(1, 5), choice(TWO, end(2, 2), end(0, 0)))
GIBBONS = choice(ONE, end(2, 0), choice(TWO, end(1, 1), choice(ONE, end(3, 0), end(0, 2))))
CENTIPEDE = choice(
    ONE,
    end(0.40, 0.10),
    choice(
        TWO,
        end(0.20, 0.80),
        choice(ONE, end(1.60, 0.40), choice(TWO, end(0.80, 3.20), end(6.40, 1.60))),
    ),
)


def offers(pie: int) -> Decision:
    """One offers the other 0, 1, …, *pie* of *pie* coins, who takes it or leaves both with nothing."""
    return choice(ONE, *(choice(TWO, end(pie - x, x), end(0, 0)) for x in range(pie + 1)))


def test_trust_is_not_given_where_it_would_be_abused() -> None:
    """Kreps 1990: (0, 0) without trust, (10, 10) if it is honoured, (−5, 15) if it is abused."""
    assert solutions(TRUST) == (({(): 0, (1,): 1}, worth(0, 0)),)
    assert strategic_form(TRUST).equilibria == ((0, 1),)


def test_the_chain_store_gives_way_and_its_threat_is_an_equilibrium_that_nobody_believes() -> None:
    """Selten 1978: out (1, 5), in and cooperative (2, 2), in and aggressive (0, 0)."""
    assert solutions(CHAIN_STORE) == (({(): 1, (1,): 0}, worth(2, 2)),)
    form = strategic_form(CHAIN_STORE)
    assert form.equilibria == ((0, 1), (1, 0))
    assert form.perfect == {(1, 0)}
    [threat] = announcements(CHAIN_STORE)
    assert threat == Announcement((1,), TWO, 1, True, False, *map(Fraction, (5, 2, 0, 2)))


def test_gibbons_three_moves_end_with_the_first() -> None:
    """Gibbons 1992, section 2.1.A: L (2, 0); R, L′ (1, 1); R, R′, L″ (3, 0); R, R′, R″ (0, 2)."""
    assert from_the_end(GIBBONS) == ((1, 1), (1,), ())
    assert solutions(GIBBONS) == (({(): 0, (1,): 0, (1, 1): 0}, worth(2, 0)),)


def test_in_the_centipede_everybody_takes_at_once() -> None:
    """Rosenthal 1981; here the four moves that McKelvey and Palfrey (1992) let people play."""
    [(profile, both)] = solutions(CENTIPEDE)
    assert set(profile.values()) == {0}
    assert both == worth("0.4", "0.1")
    form = strategic_form(CENTIPEDE)
    assert {form.worth[row][column] for row, column in form.equilibria} == {both}


def test_whoever_offers_keeps_all_or_all_but_the_smallest_coin() -> None:
    """Güth, Schmittberger and Schwarze 1982; with whole coins the tie at nothing makes a second solution."""
    assert worths(offers(3)) == {worth(3, 0), worth(2, 1)}
    at_nothing = {profile[(0,)]: both for profile, both in solutions(offers(3))}
    assert at_nothing == {0: worth(3, 0), 1: worth(2, 1)}
    assert best(offers(3)) == {0, 1}


def test_with_two_offers_the_first_leaves_the_second_what_waiting_is_worth() -> None:
    """Ståhl 1972: a pie of 1, worth half as much a round later, when the other offers and takes all of it."""
    half = Fraction(1, 2)

    def later() -> Decision:
        return choice(
            TWO, choice(ONE, end(0, half), end(0, 0)), choice(ONE, end(half, 0), end(0, 0))
        )

    tree = choice(ONE, *(choice(TWO, end(1 - x, x), later()) for x in (Fraction(1, 4), half, Fraction(3, 4))))  # fmt: skip
    check(tree)
    assert worth(half, half) in worths(tree)
    assert max(both[ONE] for both in worths(later())) == half
    for profile, both in solutions(tree):
        takes_nothing = profile[(0, 1, 0)] == profile[(1, 1, 0)] == profile[(2, 1, 0)] == 0
        if (
            takes_nothing
        ):  # where One breaks the tie at nothing so, Two has the whole half to wait for
            assert both in (worth(half, half), worth("1/4", "3/4"))


def test_trusting_chance_pays_above_the_threshold_of_the_binary_form() -> None:
    """Dasgupta 1988 (formula 1.8): with 15, 10 and 5 exactly from one half on."""
    threshold = Fraction(str(binary_trust_threshold(15, 10, 5)))
    for share in (Fraction(2, 5), threshold, Fraction(3, 5)):
        tree = choice(ONE, end(10, 0), chance(share, end(15, 5), end(5, 15)))
        expected = {0, 1} if share == threshold else {int(share > threshold)}
        assert best(tree) == expected


# Against the definitions --------------------------------------------------------------------------


def drawn(rng: random.Random, levels: int, player: int | None = None) -> TreeNode:
    """Return a random tree of at most *levels* levels, with many ties."""
    if not levels or (player is not None and rng.random() < 0.3):
        return Ending((Fraction(rng.randint(0, 3)), Fraction(rng.randint(0, 3))))
    if rng.random() < 0.25 and player is not None:
        share = Fraction(rng.randint(0, 4), 4)
        return chance(share, drawn(rng, levels - 1, 0), drawn(rng, levels - 1, 1))
    branches = (drawn(rng, levels - 1, 0) for _ in range(rng.choice([2, 2, 3])))
    return Decision(rng.randint(0, 1), tuple(branches))


def random_trees(
    count: int, seed: int, most: int
) -> Iterator[tuple[TreeNode, list[dict[Path, int]]]]:
    """Yield random trees with at most *most* profiles, and all of these."""
    rng = random.Random(seed)
    while count:
        tree = drawn(rng, rng.randint(1, DEEPEST))
        profiles = every_profile(tree)
        if len(profiles) <= most:
            count -= 1
            yield tree, profiles


def every_profile(tree: TreeNode) -> list[dict[Path, int]]:
    places = [(path, len(node.branches)) for path, node in decisions(tree)]
    if len(places) > 9:
        return [{}] * 1000
    chosen = product(*(range(size) for _, size in places))
    return [dict(zip([path for path, _ in places], actions, strict=True)) for actions in chosen]


def brings(tree: TreeNode, path: Path, profile: Mapping[Path, int], player: int) -> Fraction:
    """Return what *player* has if play begins at *path*: by walking down, not by our own model."""
    node = below(tree, path)
    if isinstance(node, Ending):
        return node.worth[player]
    if isinstance(node, Decision):
        return brings(tree, (*path, profile[path]), profile, player)
    return sum(
        (s * brings(tree, (*path, at), profile, player) for at, s in enumerate(node.shares)),
        Fraction(),
    )


def holds(
    tree: TreeNode, root: Path, profile: dict[Path, int], profiles: list[dict[Path, int]]
) -> bool:
    """Say whether nobody gains in the subgame at *root* by any other plan of the own: Nash's definition."""
    own = {p: [at for at, node in decisions(tree) if node.player == p] for p in (0, 1)}
    return not any(
        brings(tree, root, {**profile, **{at: other[at] for at in own[p]}}, p)
        > brings(tree, root, profile, p)
        for p in (0, 1)
        for other in profiles
    )


def perfect(tree: TreeNode, profiles: list[dict[Path, int]]) -> list[dict[Path, int]]:
    """Return what holds in every subgame: Selten's definition, by trying all profiles."""
    roots = [path for path, _ in decisions(tree)]
    return [p for p in profiles if all(holds(tree, root, p, profiles) for root in roots)]


def as_set(profiles: list[dict[Path, int]]) -> set[frozenset[tuple[Path, int]]]:
    return {frozenset(profile.items()) for profile in profiles}


@pytest.mark.parametrize(
    ("count", "seed", "most"),
    [(60, 1, 24), pytest.param(400, 2, 100, marks=pytest.mark.nightly)],
)
def test_backward_induction_finds_all_that_hold_in_every_subgame_and_no_other(
    count: int, seed: int, most: int
) -> None:
    tied = 0
    for tree, profiles in random_trees(count, seed, most):
        found = [dict(profile) for profile, _ in solutions(tree)]
        assert as_set(found) == as_set(perfect(tree, profiles))
        assert len(as_set(found)) == len(found)
        tied += len(found) > 1
        for profile, both in solutions(tree):
            assert both == outcome(tree, profile)
            assert both == tuple(brings(tree, (), profile, player) for player in (0, 1))
    assert tied > count / 4


def test_the_matrix_has_exactly_the_profiles_that_nobody_leaves() -> None:
    for tree, profiles in random_trees(80, seed=3, most=40):
        form = strategic_form(tree)
        assert len(form.plans[0]) * len(form.plans[1]) == len(profiles)
        stable = [dict(form.profile(cell)) for cell in form.equilibria]
        assert as_set(stable) == as_set([p for p in profiles if holds(tree, (), p, profiles)])
        assert form.perfect <= set(form.equilibria)
        assert as_set([dict(form.profile(cell)) for cell in form.perfect]) == as_set(
            [dict(profile) for profile, _ in solutions(tree)]
        )


def test_an_announcement_pays_if_it_is_believed_and_is_credible_exactly_if_it_would_be_done() -> (
    None
):
    """Formula 1.14, with subgame-perfect play found by trying all profiles."""
    seen = set()
    for tree, profiles in random_trees(250, seed=4, most=30):
        usual = [brings_both(tree, p) for p in perfect(tree, profiles)]
        for said in announcements(tree):
            node = below(tree, said.path)
            assert isinstance(node, Decision)
            assert node.player == said.player
            done = {p[said.path] for p in perfect(tree, profiles)}
            own = {both[said.player] for both in usual}
            committed = bound(tree, said.path, said.action)
            with_it = {both[said.player] for both in all_perfect(committed)}
            if said.is_credible:
                assert done == {said.action}
                assert with_it == own
                assert min(own) == said.believed > said.else_
                assert said.doing > said.not_doing
            else:
                assert said.action not in done
                assert min(with_it) == said.believed > said.else_ == max(own)
                assert said.doing < said.not_doing
            seen.add((said.threatens, said.is_credible))
    assert len(seen) == 4


def brings_both(tree: TreeNode, profile: dict[Path, int]) -> Worth:
    return brings(tree, (), profile, 0), brings(tree, (), profile, 1)


def all_perfect(tree: TreeNode) -> list[Worth]:
    return [brings_both(tree, p) for p in perfect(tree, every_profile(tree))]


def test_only_who_is_heard_can_announce() -> None:
    """Whoever moves first, or after nobody but chance and oneself, has nobody before to impress."""
    assert announcements(choice(ONE, end(0, 0), choice(ONE, end(1, 1), end(2, 0)))) == ()
    assert announcements(chance(Fraction(1, 2), CHAIN_STORE.branches[1], end(0, 0))) == ()


def test_play_comes_to_what_chance_may_bring_and_to_nothing_else() -> None:
    tree = choice(ONE, end(0, 0), chance(Fraction(1), end(1, 1), choice(TWO, end(2, 2), end(3, 3))))
    ways = [set(reached(tree, profile)) for profile, _ in solutions(tree)]
    assert ways == [{(), (1,), (1, 0)}]


def test_what_is_too_large_or_no_lottery_is_refused() -> None:
    deep: TreeNode = end(0, 0)
    for _ in range(DEEPEST + 1):
        deep = choice(ONE, end(1, 1), deep)
    with pytest.raises(ValueError, match="höchstens 4 Stufen"):
        check(deep)
    wide: TreeNode = end(0, 0)
    for _ in range(DEEPEST):
        wide = choice(ONE, wide, wide, wide)
    with pytest.raises(ValueError, match="Profile"):
        check(wide)
    for share in (Fraction(3, 2), Fraction(-1, 2)):
        with pytest.raises(ValueError, match="zusammen 1"):
            Lottery((share, 1 - share), (end(0, 0), end(1, 1)))
    with pytest.raises(ValueError, match="zusammen 1"):
        Lottery((Fraction(1),), (end(0, 0), end(1, 1)))
