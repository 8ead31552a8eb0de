"""How far a tree is solved from the end, and what can be said of it: who moves, what comes of a branch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.tree import (
    Decision,
    Ending,
    Lottery,
    Path,
    TreeNode,
    Worth,
    below,
    best,
    from_the_end,
    nodes,
    reached,
    solutions,
)
from kooperation.games.tree_words import TreePreset

WORDS = Words("games.tree")


@dataclass(frozen=True)
class Shown:
    """A *tree* of *preset* of which as many moves as *solved* says are solved, from the end."""

    preset: TreePreset
    tree: TreeNode
    solved: int

    @property
    def order(self) -> tuple[Path, ...]:
        """The paths of all moves, in the order in which they are solved."""
        return from_the_end(self.tree)

    @property
    def is_solved(self) -> bool:
        return self.solved >= len(self.order)

    @property
    def current(self) -> Path | None:
        """The move that was solved last."""
        return self.order[self.solved - 1] if self.solved else None

    def knows(self, path: Path) -> bool:
        """Say whether the move at *path* is solved; an ending always is."""
        return path in self.order[: self.solved] or isinstance(below(self.tree, path), Ending)

    def is_taken(self, path: Path) -> bool | None:
        """Say whether the branch that leads to *path* is taken; None where that is open, or chance decides."""
        node = below(self.tree, path[:-1])
        if not isinstance(node, Decision) or not self.knows(path[:-1]):
            return None
        return path[-1] in best(node)

    @property
    def way(self) -> frozenset[Path]:
        """The nodes that subgame-perfect play comes to, once all is solved."""
        if not self.is_solved:
            return frozenset()
        played = (reached(self.tree, profile) for profile, _ in solutions(self.tree))
        return frozenset(path for way in played for path in way)


def description(shown: Shown) -> str:
    """Return in words what the picture shows: who can do what after what, and what is solved."""
    told = WORDS.filled("picture", title=shown.preset.title, tree=_told(shown, ()))
    return f"{told} {_taken(shown)}".rstrip()


def worth_text(worth: Worth) -> str:
    """Return what both have: „15 | 5“."""
    return " | ".join(number(float(value)) for value in worth)


def actions(names: Iterable[str]) -> str:
    """Return the names of branches one after the other: „geben, zurückgeben“."""
    return f"„{', '.join(names)}“"


def _told(shown: Shown, path: Path) -> str:
    node = below(shown.tree, path)
    name = " ".join(branch_name(shown, path)) if path else ""
    if isinstance(node, Ending):
        return WORDS.filled("told_ending", action=name, worth=worth_text(node.worth))
    inside = "; ".join(_told(shown, (*path, at)) for at in range(len(node.branches)))
    move = WORDS.filled("told_move", who=mover(shown, node), branches=inside)
    return WORDS.filled("told_branch", action=name, move=move) if path else move


def _taken(shown: Shown) -> str:
    taken = [
        actions(shown.preset.steps_to(path))
        for path, _ in nodes(shown.tree)
        if path and shown.is_taken(path)
    ]
    return WORDS.filled("told_taken", taken=", ".join(taken)) if taken else ""


def mover(shown: Shown, node: TreeNode) -> str:
    """Return who moves at *node*: a player's name, or chance."""
    if isinstance(node, Decision):
        return shown.preset.player_names[node.player]
    return WORDS["chance"]


def branch_name(shown: Shown, path: Path) -> list[str]:
    """Return what stands at the branch that leads to *path*: its name, and its share if chance takes it."""
    node = below(shown.tree, path[:-1])
    name = shown.preset.at(path).name
    if isinstance(node, Lottery):
        return [name, f"({number(float(node.shares[path[-1]]))})"]
    return [name]
