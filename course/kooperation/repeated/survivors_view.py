"""Evolution of a mix in German sentences: who is there at a time, who is not, and whether it still moves."""

from __future__ import annotations

from itertools import pairwise

from kooperation.base.german import join, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill
from kooperation.repeated.evolution import Payoffs, Shares, fastest_growing, fitness
from kooperation.repeated.evolution_view import PRESENT, Course, Field, moment

WORDS = Words("repeated.evolution.said")
DETOUR, LEAST = 0.1, 0.001


def in_words(
    course: Course, field: Field, payoffs: Payoffs, cooperation: Payoffs, time: float
) -> list[Markup]:
    """Return the sentences on *course*, which ends at *time*.

    *payoffs* and *cooperation* say what row gets from column, and how often row cooperates with it.
    """
    start, end = course[0], course[-1]
    names = [contestant.automaton.name for contestant in field]
    there = [kind for kind in range(len(field)) if start[kind] > 0]
    stay = sorted((k for k in there if end[k] >= PRESENT), key=lambda k: -end[k])
    gone = [k for k in there if end[k] < PRESENT]
    survivors = join([WORDS.filled("with", name=names[k], share=percent(end[k])) for k in stay])
    said = [fill(WORDS["survivors"], time=moment(time), names=survivors)]
    if gone:
        said.append(fill(WORDS["gone"], names=join([names[k] for k in gone])))
    said.append(_whether_it_moves(payoffs, end, names))
    rates = [percent(_cooperation(shares, cooperation), 0) for shares in (start, end)]
    cooperated = fill(WORDS["cooperation"], start=rates[0], end=rates[1], time=moment(time))
    return [*said, *_ups_and_downs(course, field), cooperated]


def _whether_it_moves(payoffs: Payoffs, shares: Shares, names: list[str]) -> Markup:
    growing = fastest_growing(payoffs, shares)
    return fill(WORDS["at_rest"]) if growing is None else fill(WORDS["moving"], name=names[growing])


def _ups_and_downs(course: Course, field: Field) -> list[Markup]:
    """Say of always D that it flourished and vanished, or how often it did."""
    found = []
    for kind, contestant in enumerate(field):
        shares = [at[kind] for at in course]
        if contestant.key != "always_defect" or not shares[0]:
            continue
        name, peak, rises = contestant.automaton.name, max(shares), _rises(shares)
        if rises > 1:
            found.append(fill(WORDS["cycle"], name=name, count=rises, level=percent(DETOUR)))
        elif shares[-1] < PRESENT and peak > shares[0] + DETOUR:
            end = _told(shares[-1])
            found.append(fill(WORDS["detour"], name=name, peak=percent(peak), end=end))
    return found


def _told(share: float) -> str:
    """Return a share that is small and never nothing: in the model nobody dies out."""
    return WORDS.filled("less", share=percent(LEAST)) if share < LEAST else percent(share)


def _rises(shares: list[float]) -> int:
    """Return how often a share rose above DETOUR."""
    return sum(before <= DETOUR < after for before, after in pairwise(shares))


def _cooperation(shares: Shares, cooperation: Payoffs) -> float:
    """Return how often two taken at random cooperate."""
    return sum(
        share * rate for share, rate in zip(shares, fitness(cooperation, shares), strict=True)
    )
