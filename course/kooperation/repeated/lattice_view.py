"""A lattice of cells as a picture and in German sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill, tag
from kooperation.repeated.lattice import Lattice, Rule, changes, groups, next_step

WORDS = Words("repeated.lattice.said")
FEW = 2  # steps; over fewer one cannot say between what a share lay


def lattice_in_words(
    lattice: Lattice, counts: Sequence[int], changed: int, rule: Rule
) -> list[Markup]:
    """Return sentences on *lattice*.

    *counts* says how many cooperated at the last steps and now, *changed* how many cells changed at the last one.
    """
    count, size = lattice.cooperators, len(lattice.cells)
    said = [
        fill(WORDS["share"], step=lattice.step, share=_share(count, size), count=count, all=size)
    ]
    coming = changes(lattice, next_step(lattice, rule))
    if not coming and rule.is_settled:
        said.append(fill(WORDS["rests"]))
    elif lattice.step:
        said.append(fill(WORDS["changed"], last=changed, next=coming))
    else:
        said.append(fill(WORDS["will_change"], next=coming))
    if len(counts) > FEW:
        low, high = (_share(one, size) for one in (min(counts), max(counts)))
        said.append(fill(WORDS["range"], count=len(counts) - 1, low=low, high=high))
    return [*said, _groups(groups(lattice, rule.neighbours), size)]


def _share(count: int, size: int) -> str:
    """Return *count* of *size* in per cent: all but one is not 100, nor is one 0."""
    return percent(count / size, 1 if count in (0, size) or 0.001 <= count / size <= 0.999 else 2)


def _groups(found: Sequence[int], size: int) -> Markup:
    if not found:
        return fill(WORDS["nobody"])
    if found[0] == size:
        return fill(WORDS["everybody"])
    if len(found) == 1:
        return fill(WORDS["one_group"], largest=found[0])
    return fill(WORDS["groups"], count=len(found), largest=found[0])


def lattice_picture(lattice: Lattice, alt: str) -> Markup:
    """Return the cells that cooperate as filled squares, described by *alt*."""
    size, path, at = lattice.size, [], 0
    for row in range(size):
        at = 0
        for cell, run in groupby(lattice.cells[row * size : (row + 1) * size]):
            width = len(list(run))
            if cell:
                path.append(f"M{at} {row}h{width}v1h-{width}z")
            at += width
    return tag(
        "svg",
        tag("path", d="".join(path)),
        look="drawing lattice-picture",
        viewBox=f"0 0 {size} {size}",
        role="img",
        aria_label=alt,
    )
