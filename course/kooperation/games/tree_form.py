"""A tree as a matrix: what each player could plan beforehand, and which pairs of plans hold.

A plan says what is done at each of one's own decisions, also at those that the plan itself leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from kooperation.games.tree import (
    Path,
    Profile,
    TreeNode,
    Worth,
    decisions,
    outcome,
    solutions,
)

Plan = tuple[int, ...]  # an action at each own decision, in the order of the tree
Cell = tuple[int, int]


@dataclass(frozen=True)
class StrategicForm:
    """The plans of both, and what each pair of them brings: a row for each plan of player 1."""

    decisions: tuple[tuple[Path, ...], tuple[Path, ...]]
    plans: tuple[tuple[Plan, ...], tuple[Plan, ...]]
    worth: tuple[tuple[Worth, ...], ...]
    perfect: frozenset[Cell]

    def gains(self, cell: Cell, player: int) -> Fraction:
        """Return what *player* could have more than in *cell* with another plan (formula 1.3)."""
        row, column = cell
        line = self.worth[row] if player else [cells[column] for cells in self.worth]
        return max(worth[player] for worth in line) - self.worth[row][column][player]

    def profile(self, cell: Cell) -> Profile:
        """Return what is done at each decision in *cell*."""
        return _together(self.decisions, (self.plans[0][cell[0]], self.plans[1][cell[1]]))

    @property
    def equilibria(self) -> tuple[Cell, ...]:
        """The cells that nobody leaves alone with a gain; the subgame-perfect ones are among them."""
        rows, columns = (range(len(plans)) for plans in self.plans)
        return tuple(
            cell for cell in product(rows, columns) if not any(self.gains(cell, p) for p in (0, 1))
        )


def strategic_form(tree: TreeNode) -> StrategicForm:
    """Return *tree* as a matrix, with the cells of its subgame-perfect equilibria (formula 1.13)."""
    (own, plans_of_first), (others, plans_of_second) = _own(tree, 0), _own(tree, 1)
    paths, plans = (own, others), (plans_of_first, plans_of_second)
    worth = tuple(
        tuple(outcome(tree, _together(paths, (first, second))) for second in plans[1])
        for first in plans[0]
    )
    perfect = frozenset(
        (_place(profile, paths[0], plans[0]), _place(profile, paths[1], plans[1]))
        for profile, _ in solutions(tree)
    )
    return StrategicForm(paths, plans, worth, perfect)


def _own(tree: TreeNode, player: int) -> tuple[tuple[Path, ...], tuple[Plan, ...]]:
    """Return where *player* decides, and all plans for that."""
    own = [(path, node) for path, node in decisions(tree) if node.player == player]
    plans = product(*(range(len(node.branches)) for _, node in own))
    return tuple(path for path, _ in own), tuple(plans)


def _together(
    paths: tuple[tuple[Path, ...], tuple[Path, ...]], plans: tuple[Plan, Plan]
) -> Profile:
    return {
        path: action
        for own, plan in zip(paths, plans, strict=True)
        for path, action in zip(own, plan, strict=True)
    }


def _place(profile: Profile, paths: tuple[Path, ...], plans: tuple[Plan, ...]) -> int:
    return plans.index(tuple(profile[path] for path in paths))
