"""A small population with chance: who is there after so many births, and who takes over in many runs."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import join, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, bar, fill, legend, numeric, table, tr
from kooperation.repeated.evolution_view import NOTHING, Field

WORDS = Words("repeated.evolution.finite")
Counts = Sequence[int]


def population_in_words(run: Sequence[Counts], birth: int, field: Field) -> Markup:
    """Say who is there after so many births of a *run*, and whether it is decided."""
    left = {
        one.automaton.name: count for one, count in zip(field, run[birth], strict=True) if count
    }
    if len(left) == 1:
        return fill(WORDS["taken_over"], name=next(iter(left)), births=birth)
    names = join([f"{name} ({count})" for name, count in left.items()])
    return fill(WORDS["undecided"], births=birth, names=names)


def takeovers_in_words(
    found: Counts, runs: int, exact: Sequence[float] | None, field: Field
) -> Markup:
    """Say who took over most often, and how likely that was where it can be computed."""
    most = max(range(len(found)), key=lambda kind: found[kind])
    name, count = field[most].automaton.name, found[most]
    if exact is None:
        return fill(WORDS["most"], name=name, count=count, runs=runs)
    return fill(WORDS["most_exact"], name=name, count=count, runs=runs, exact=percent(exact[most]))


def takeovers_table(
    start: Counts, found: Counts, runs: int, exact: Sequence[float] | None, field: Field
) -> Markup:
    """Return how many there are of each strategy at the beginning, how often it took over, and how likely that is."""
    rows = [
        tr(
            one.automaton.name,
            numeric(str(start[kind])),
            numeric(str(found[kind])),
            bar(found[kind] / runs),
            numeric(percent(exact[kind]) if exact else NOTHING),
        )
        for kind, one in enumerate(field)
        if start[kind]
    ]
    head = [
        WORDS["strategy"],
        WORDS["at_first"],
        WORDS.filled("of_runs", runs=runs),
        WORDS["share"],
        WORDS["exact"],
    ]
    drawn = table(WORDS["table"], head, rows, "report small")
    return drawn if exact else drawn + legend(WORDS["only_two"])
