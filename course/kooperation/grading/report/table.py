"""The numbers of a report as a table for a spreadsheet: quoted, decimal comma, nothing that it would compute."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.spreadsheet import harmless, written
from kooperation.base.words import Words
from kooperation.grading.report.findings import Findings, QuestionFinding
from kooperation.grading.report.statistics import Told

WORDS = Words("grading/report.table")


def table_csv(found: Findings) -> bytes:
    """Return the table as CSV; its columns stand in its first line."""
    columns = WORDS.lines("columns")
    rows = [list(map(_cell, row)) for row in _rows(found)]
    return written([columns, *([*row, *[""] * (len(columns) - len(row))] for row in rows)])


def _rows(found: Findings) -> Iterator[list[str | float | None]]:
    """Yield kind, question, part, people, share of the points, discrimination; of a question also κ of two markers."""
    kinds = WORDS.section("kinds")
    for one in found.bins:
        span = f"{_decimal(one.low)} bis {_decimal(one.high)}"
        yield [kinds["bin"], "", span, one.count, None, None]
    for question in found.questions:
        title = question.asked.title
        yield [
            kinds["question"], title, "", _people(question), question.share, question.discrimination,
            question.agreement.kappa if question.agreement else None,
        ]  # fmt: skip
        for item in question.items:
            yield [kinds["item"], title, item.label, item.count, item.share, item.discrimination]
            if item.chosen:
                for option, count in _told(item.chosen):
                    yield [kinds["option"], title, f"{item.label}: {option}", count, None, None]
        for reason, count in _told(question.reasons):
            yield [kinds["reason"], title, reason, count, None, None]
    for concept in found.gain.questions if found.gain else ():
        yield [kinds["before"], concept.title, "", concept.count, concept.before, None]
        yield [kinds["after"], concept.title, "", concept.count, concept.after, None]


def _people(question: QuestionFinding) -> int | None:
    return question.count if question.share is not None else None


def _told(what: Told) -> Iterator[tuple[str, int | None]]:
    yield from what.counts.items()
    if what.rest != 0:
        yield WORDS["rest"], what.rest


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else _decimal(value)


def _decimal(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
