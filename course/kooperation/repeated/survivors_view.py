"""Evolution of a mix in German sentences: who survives, who vanishes, how much is cooperated."""

from __future__ import annotations

from kooperation.base.german import join, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill
from kooperation.repeated.evolution import Payoffs, Shares, fitness
from kooperation.repeated.evolution_view import PRESENT, Course, Field

WORDS = Words("repeated.evolution.said")
DETOUR = 0.1


def in_words(course: Course, field: Field, cooperation: Payoffs) -> list[Markup]:
    """Return the sentences on *course*; *cooperation* says how often row cooperates with column."""
    start, end = course[0], course[-1]
    names = [contestant.automaton.name for contestant in field]
    there = [kind for kind in range(len(field)) if start[kind] > 0]
    stay = sorted((k for k in there if end[k] >= PRESENT), key=lambda k: -end[k])
    gone = [k for k in there if end[k] < PRESENT]
    survivors = join([WORDS.filled("with", name=names[k], share=percent(end[k])) for k in stay])
    said = [fill(WORDS["survivors"], names=survivors)]
    if gone:
        said.append(fill(WORDS["gone"], names=join([names[k] for k in gone])))
    rates = [percent(_cooperation(shares, cooperation), 0) for shares in (start, end)]
    cooperated = fill(WORDS["cooperation"], start=rates[0], end=rates[1])
    return [*said, *_detours(course, field, gone), cooperated]


def _detours(course: Course, field: Field, gone: list[int]) -> list[Markup]:
    """Say of a defector who flourished and then vanished."""
    found = []
    for kind in gone:
        peak = max(shares[kind] for shares in course)
        if field[kind].key == "always_defect" and peak > course[0][kind] + DETOUR:
            name, end = field[kind].automaton.name, percent(course[-1][kind])
            found.append(fill(WORDS["detour"], name=name, peak=percent(peak), end=end))
    return found


def _cooperation(shares: Shares, cooperation: Payoffs) -> float:
    """Return how often two taken at random cooperate."""
    return sum(
        share * rate for share, rate in zip(shares, fitness(cooperation, shares), strict=True)
    )
