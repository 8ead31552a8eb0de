"""The trees with their stories, read from `games/tree.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.games.tree import Decision, Ending, Lottery, Path, TreeNode, check

CHANCE = "Zufall"
_TERM = re.compile(r"\s*([+-]?)\s*(?:(\d+(?:\.\d+)?)|([a-z]))")
Values = Mapping[str, float]  # of the sliders, by key


@dataclass(frozen=True)
class Outline:
    """A node as it is written down: the branch that leads to it, who moves, or what both have."""

    name: str = ""
    share: str = ""
    who: int | str | None = None
    payoffs: tuple[str, ...] = ()
    branches: tuple[Outline, ...] = ()


@dataclass(frozen=True)
class TreeSlider:
    """A number that the learner sets: *span* is lowest, highest, step."""

    key: str
    label: str
    name: str
    value: float
    span: tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class TreePreset:
    """A tree with its names and its story; its payoffs are sums of numbers and sliders."""

    key: str
    title: str
    order: int
    player_names: tuple[str, str]
    called: tuple[str, str]  # with their articles, as in the middle of a sentence
    story: str
    reading: str
    outline: Outline
    sliders: tuple[TreeSlider, ...]
    sources: tuple[str, ...]

    def tree(self, values: Values | None = None) -> TreeNode:
        """Return the tree with *values* for the sliders; without, as it begins."""
        begin = {slider.key: slider.value for slider in self.sliders}
        return _tree(self.outline, {**begin, **(values or {})})

    def at(self, path: Path) -> Outline:
        """Return what is written down of the node at *path*."""
        found = self.outline
        for branch in path:
            found = found.branches[branch]
        return found

    def steps_to(self, path: Path) -> Iterator[str]:
        """Yield the names of the branches that lead to *path*."""
        for length in range(1, len(path) + 1):
            yield self.at(path[:length]).name


def _tree(outline: Outline, values: Values) -> TreeNode:
    if outline.payoffs:
        first, second = (total(payoff, values) for payoff in outline.payoffs)
        return Ending((first, second))
    branches = tuple(_tree(branch, values) for branch in outline.branches)
    if outline.who == CHANCE:
        return Lottery(tuple(total(branch.share, values) for branch in outline.branches), branches)
    if outline.who not in (0, 1) or not branches:
        raise ValueError(
            f"an inner node needs who = 0, 1 or „{CHANCE}“ and branches: {outline.name!r}"
        )
    return Decision(int(outline.who), branches)


def total(written: str, values: Values) -> Fraction:
    """Return what a sum such as „5 + f“ is with *values*, exactly. Raises ValueError for anything else."""
    found, end = Fraction(), 0
    while end < len(written.rstrip()):
        term = _TERM.match(written, end)
        if not term or (end and not term[1]) or (term[3] and term[3] not in values):
            raise ValueError(f"no sum of numbers and sliders: {written!r}")
        # As it is shown: 0.1 is a tenth and not the binary number beside it.
        worth = Fraction(term[2] or str(values[term[3]]))
        found += -worth if term[1] == "-" else worth
        end = term.end()
    if not end:
        raise ValueError("a payoff or share is missing")
    return found


def _outline(raw: Mapping[str, Any]) -> Outline:
    branches = tuple(_outline(branch) for branch in raw.get("branches", ()))
    return Outline(**{**raw, "branches": branches, "payoffs": tuple(raw.get("payoffs", ()))})


def _preset(key: str, raw: dict[str, Any]) -> TreePreset:
    raw = dict(raw)
    outline = _outline(raw.pop("tree"))
    sliders = tuple(TreeSlider(**{**one, "span": tuple(one["span"])}) for one in raw.pop("sliders"))
    made = plain_record(TreePreset)(key, {**raw, "outline": outline, "sliders": sliders})
    check(made.tree())
    return made


@cache
def trees() -> Mapping[str, TreePreset]:
    """Return the trees by key, in their order."""
    presets = records("games/tree", _preset)
    return MappingProxyType(dict(sorted(presets.items(), key=lambda item: item[1].order)))
