"""The Kooperations-Check in words: a factor's question, the table of ratings, what they say."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.words import Words
from kooperation.kit.html import BR, Cell, Markup, strong, table, tag, td
from kooperation.success_factors.cooperation_check import (
    Ratings,
    bottlenecks,
    changes,
    strengths,
)
from kooperation.success_factors.levers_words import Factor, factors

Picks = Sequence[str]
WORDS = Words("success_factors.ratings")


def question(number: int, factor: Factor) -> Markup:
    """Return what is asked of *factor*."""
    return tag("p", strong(f"{number}. {factor.title}"), BR, factor.question, look="question")


def ratings_table(ratings: Ratings, earlier: Ratings | None = None) -> Markup:
    """Return each factor with its level in number and words; with *earlier* also what changed."""
    head = [WORDS["factor"], WORDS["level"], WORDS["words"]]
    if earlier:
        head.append(WORDS["before"])
    rows = []
    for key, factor in factors().items():
        level = ratings.get(key)
        row = [factor.title, *_level_cells(factor, level)]
        if earlier:
            row.append(td(_change(level, earlier.get(key)), look="nowrap"))
        rows.append(row)
    return table(WORDS["table"], head, rows, "report small check")


def _level_cells(factor: Factor, level: int | None) -> tuple[str, Cell]:
    if level is None:
        return WORDS["none"], td(WORDS["unrated"], look="words")
    return str(level + 1), td(factor.levels[level], look="words")


def _change(level: int | None, before: int | None) -> str:
    if before is None:
        return WORDS["none"]
    if level is None:
        return str(before + 1)
    trend = WORDS["same"]
    if level != before:
        trend = WORDS["better"] if level > before else WORDS["worse"]
    return f"{before + 1} {trend}"


def in_words(ratings: Ratings, earlier: Ratings | None = None, picks: Picks = ()) -> list[str]:
    """Return German sentences: strengths, bottlenecks with the *picks* among equals, and what changed."""
    best, weak = strengths(ratings), bottlenecks(ratings)
    said = [WORDS.filled("strengths", names=names(best)) if best else WORDS["no_strengths"]]
    if chosen := weak.chosen(picks):
        said.append(WORDS.filled("bottlenecks", names=names(chosen)))
    elif not weak.tied:
        said.append(WORDS["no_bottlenecks"])
    if weak.tied:
        decided = len(weak.picked(picks)) == weak.places
        equal = names(weak.tied)
        said.append(
            WORDS.filled("ties", names=equal) if decided else WORDS.filled("undecided", names=equal)
        )
    if earlier:
        found = changes(earlier, ratings)
        up = sum(change.after > change.before for change in found)
        down = sum(change.after < change.before for change in found)
        said.append(WORDS.filled("compared", up=up, down=down, same=len(found) - up - down))
    return said


def names(keys: Sequence[str]) -> str:
    # Not „a, b und c“: some names have an „und“ of their own.
    return "; ".join(factors()[key].title for key in keys)
