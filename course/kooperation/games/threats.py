"""What one could announce in a tree: threats and promises, and whether they would be carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kooperation.games.tree import (
    Decision,
    Path,
    TreeNode,
    Worth,
    below,
    best,
    bound,
    decisions,
    worths,
)


@dataclass(frozen=True)
class Announcement:
    """That *player* announces beforehand to take *action* at *path*.

    A threat if it leaves the other less there than what would be done else, a promise if more. Credible if it is
    what the player would do there anyway. *believed* is what the player has in the end with it, *else_* without; *doing*
    is what doing it brings at *path*, *not_doing* the other action.
    """

    path: Path
    player: int
    action: int
    threatens: bool
    is_credible: bool
    believed: Fraction
    else_: Fraction
    doing: Fraction
    not_doing: Fraction


def announcements(tree: TreeNode) -> tuple[Announcement, ...]:
    """Return what it would pay to announce, if believed (formula 1.14): the empty ones, and the credible ones on which play rests.

    Where a tie decides, nothing is said: whether it would be done is then open.
    """
    return tuple(
        found
        for path, node in decisions(tree)
        if _is_heard(tree, path, node.player)
        for found in (*_empty(tree, path, node), *_credible(tree, path, node))
    )


def _is_heard(tree: TreeNode, path: Path, player: int) -> bool:
    """Say whether the other player has a choice before *path*."""
    before = (below(tree, path[:length]) for length in range(len(path)))
    return any(isinstance(node, Decision) and node.player != player for node in before)


def _empty(tree: TreeNode, path: Path, node: Decision) -> Iterator[Announcement]:
    """Yield what would pay if it were believed, and would not be done."""
    own, other = node.player, 1 - node.player
    for action, child in enumerate(node.branches):
        with_it, doing, usual = worths(bound(tree, path, action)), worths(child), worths(node)
        if action in best(node) or not _more(with_it, worths(tree), own):
            continue
        threatens = _more(usual, doing, other)
        if threatens or _more(doing, usual, other):
            yield Announcement(
                path, own, action, threatens, False,
                _least(with_it, own), _most(worths(tree), own), _most(doing, own), _least(usual, own),
            )  # fmt: skip


def _credible(tree: TreeNode, path: Path, node: Decision) -> Iterator[Announcement]:
    """Yield what would be done, if another action in its place cost the player something."""
    own, other = node.player, 1 - node.player
    if len(best(node)) > 1:
        return
    [action] = best(node)
    doing = worths(node)
    for instead, child in enumerate(node.branches):
        without, not_doing = worths(bound(tree, path, instead)), worths(child)
        if instead == action or not _more(worths(tree), without, own):
            continue
        threatens = _more(not_doing, doing, other)
        if threatens or _more(doing, not_doing, other):
            yield Announcement(
                path, own, action, threatens, True,
                _least(worths(tree), own), _most(without, own), _least(doing, own), _most(not_doing, own),
            )  # fmt: skip
            return


def _more(some: Iterable[Worth], others: Iterable[Worth], player: int) -> bool:
    """Say whether *player* has more in each of *some* than in any of *others*."""
    return _least(some, player) > _most(others, player)


def _least(some: Iterable[Worth], player: int) -> Fraction:
    return min(worth[player] for worth in some)


def _most(some: Iterable[Worth], player: int) -> Fraction:
    return max(worth[player] for worth in some)
