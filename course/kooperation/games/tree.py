"""Games that are played one after the other: trees with two players and chance, solved from the end.

Everything is computed with fractions, so that a tie is a tie; and each way of breaking one is a solution of its own.
A node is named by its path: which branch to take at each level, () for the root. Payoffs are dimensionless utilities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import prod

from kooperation.base.words import Words

ERRORS = Words("games.errors.tree")

DEEPEST = 4  # levels of moves: what one still reads as a picture
MOST_PROFILES = 2**15  # a full binary tree of four levels, with a decision everywhere
Worth = tuple[Fraction, Fraction]
Path = tuple[int, ...]
Profile = Mapping[Path, int]  # what is chosen at each decision, also where play never comes


@dataclass(frozen=True)
class Ending:
    """Where it ends, and what both then have."""

    worth: Worth


@dataclass(frozen=True)
class Decision:
    """Where *player* (0 or 1) chooses a branch and knows all that was before."""

    player: int
    branches: tuple[TreeNode, ...]


@dataclass(frozen=True)
class Lottery:
    """Where chance takes each branch with its share."""

    shares: tuple[Fraction, ...]
    branches: tuple[TreeNode, ...]

    def __post_init__(self) -> None:
        if len(self.shares) != len(self.branches) or sum(self.shares) != 1 or min(self.shares) < 0:
            raise ValueError(ERRORS["no_lottery"])


TreeNode = Ending | Decision | Lottery


def check(tree: TreeNode) -> None:
    """Raise ValueError if *tree* has more than DEEPEST levels or MOST_PROFILES profiles."""
    if any(len(path) > DEEPEST for path, _ in nodes(tree)):
        raise ValueError(ERRORS.filled("too_deep", most=DEEPEST))
    if prod(len(node.branches) for _, node in decisions(tree)) > MOST_PROFILES:
        raise ValueError(ERRORS.filled("too_many_profiles", most=MOST_PROFILES))


# Walking through it -------------------------------------------------------------------------------


def nodes(tree: TreeNode) -> Iterator[tuple[Path, TreeNode]]:
    """Yield each node with its path, from the root on, a branch to its end before the next."""
    yield (), tree
    for at, child in enumerate(_branches(tree)):
        for path, node in nodes(child):
            yield (at, *path), node


def decisions(tree: TreeNode) -> Iterator[tuple[Path, Decision]]:
    """Yield the nodes at which a player chooses."""
    for path, node in nodes(tree):
        if isinstance(node, Decision):
            yield path, node


def below(tree: TreeNode, path: Path) -> TreeNode:
    """Return what is still to be played when *path* was taken."""
    for at in path:
        tree = _branches(tree)[at]
    return tree


def from_the_end(tree: TreeNode) -> tuple[Path, ...]:
    """Return the paths of all moves in an order in which each is solved after those that follow it: the deepest first."""
    moves = (path for path, node in nodes(tree) if not isinstance(node, Ending))
    return tuple(sorted(moves, key=lambda path: (-len(path), path)))


def _branches(node: TreeNode) -> tuple[TreeNode, ...]:
    return () if isinstance(node, Ending) else node.branches


# Solving it ---------------------------------------------------------------------------------------


def solutions(tree: TreeNode) -> tuple[tuple[Profile, Worth], ...]:
    """Return every pure subgame-perfect equilibrium with what it brings (formula 1.13); never none.

    Of several equally good branches each makes a solution of its own; what is better further up may depend on it.
    """
    return _solutions(tree)


@lru_cache(maxsize=256)
def _solutions(tree: TreeNode) -> tuple[tuple[Profile, Worth], ...]:
    if isinstance(tree, Ending):
        return (({}, tree.worth),)
    found: list[tuple[Profile, Worth]] = []
    for combined in product(*map(_solutions, tree.branches)):
        chosen = {(at, *path): a for at, (p, _) in enumerate(combined) for path, a in p.items()}
        worths = [worth for _, worth in combined]
        if isinstance(tree, Lottery):
            found.append((chosen, _mean(tree.shares, worths)))
            continue
        most = max(worth[tree.player] for worth in worths)
        found += [
            ({(): action, **chosen}, worth)
            for action, worth in enumerate(worths)
            if worth[tree.player] == most
        ]
    return tuple(found)


def worths(tree: TreeNode) -> frozenset[Worth]:
    """Return what subgame-perfect play brings; several pairs where that hangs on a tie."""
    return frozenset(worth for _, worth in solutions(tree))


def best(decision: Decision) -> frozenset[int]:
    """Return the branches that some subgame-perfect equilibrium takes here."""
    return frozenset(profile[()] for profile, _ in solutions(decision))


def outcome(tree: TreeNode, profile: Profile) -> Worth:
    """Return what *profile* brings, on average over chance."""
    if isinstance(tree, Ending):
        return tree.worth
    if isinstance(tree, Decision):
        action = profile[()]
        return outcome(tree.branches[action], _after(profile, action))
    worths = [outcome(child, _after(profile, at)) for at, child in enumerate(tree.branches)]
    return _mean(tree.shares, worths)


def reached(tree: TreeNode, profile: Profile) -> Iterator[Path]:
    """Yield the path of each node that play comes to with some probability under *profile*, the root first."""
    yield ()
    if isinstance(tree, Decision):
        taken = [profile[()]]
    elif isinstance(tree, Lottery):
        taken = [at for at, share in enumerate(tree.shares) if share]
    else:
        taken = []
    for at in taken:
        for path in reached(_branches(tree)[at], _after(profile, at)):
            yield (at, *path)


def bound(tree: TreeNode, path: Path, action: int) -> TreeNode:
    """Return the *tree* in which it was settled beforehand that *action* is taken at *path*."""
    if isinstance(tree, Ending):
        return tree
    branches = list(tree.branches)
    if not path:
        return branches[action]
    branches[path[0]] = bound(branches[path[0]], path[1:], action)
    return replace(tree, branches=tuple(branches))


def _after(profile: Profile, action: int) -> Profile:
    """Return what *profile* says of the subgame after *action*."""
    return {path[1:]: chosen for path, chosen in profile.items() if path[:1] == (action,)}


def _mean(shares: tuple[Fraction, ...], worths: list[Worth]) -> Worth:
    first, second = (
        sum(
            (share * worth[player] for share, worth in zip(shares, worths, strict=True)), Fraction()
        )
        for player in (0, 1)
    )
    return first, second
