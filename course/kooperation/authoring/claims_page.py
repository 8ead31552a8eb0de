"""The tables of claims as a page for lecturers, and which claims nobody has checked for long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from kooperation.authoring.citations import citation
from kooperation.authoring.claims import (
    FOLDER,
    LECTURES,
    STATUTE_TEXT,
    Claim,
    ClaimRecord,
    sound_claims,
)
from kooperation.authoring.navigation import short_title
from kooperation.base.anchors import anchor
from kooperation.base.sources import sources
from kooperation.base.words import Words

WORDS = Words("authoring.claims")
PAGE = FOLDER.with_suffix(".md")
BAR = r"\|"  # would end the cell otherwise
_STATE = re.compile(r"Rechtsstand im Kurs: (\d\d\.\d\d\.\d{4})")


def claims_page(root: Path) -> str:
    """Return the page of all claims at *root*, a table for each lecture. Raises AuthoringError if a record is wrong."""
    claims = sound_claims(root)
    parts = [f"# {WORDS['title']}", *WORDS.lines("intro"), "\n".join(_legend())]
    for lecture in dict.fromkeys(claim.lecture for claim in claims):
        text = root / LECTURES / f"{lecture}.md"
        title = WORDS.filled("lecture", number=int(lecture[:2]), title=short_title(text))
        parts += [f"## {title}", _table([claim for claim in claims if claim.lecture == lecture])]
    return "\n\n".join(parts) + "\n"


def old_claims(root: Path, days: int, today: date) -> Iterator[str]:
    """Yield a line for each claim at *root* that was checked more than *days* before *today*.

    Raises AuthoringError if a record is wrong.
    """
    for claim in sound_claims(root):
        if claim.record.checked < today - timedelta(days=days):
            yield WORDS.filled("old", place=claim.place, day=_day(claim.record.checked))


def _legend() -> Iterator[str]:
    tables = (
        (WORDS.section("kind"), WORDS.section("kind_means")),
        (WORDS.section("by"), WORDS.section("by_means")),
    )
    for names, meanings in tables:
        for word, means in meanings.items():
            yield f"- **{names[word]}**: {means}"


def _table(claims: Sequence[Claim]) -> str:
    head = WORDS.lines("head")
    return "\n".join(_row(cells) for cells in [head, ["---"] * len(head), *map(_cells, claims)])


def _cells(claim: Claim) -> list[str]:
    record = claim.record
    year = WORDS.filled("year", year=record.year) if record.year else ""
    return [
        str(claim.number),
        record.says,
        f"[{record.where}](lectures/{claim.lecture}.ipynb#{anchor(record.where)})",
        "; ".join(sources()[key].short if key in sources() else key for key in record.source),
        f"{WORDS.section('kind')[record.kind]}{year}",
        _day(record.checked),
        "; ".join(_against(record)),
    ]


def _against(record: ClaimRecord) -> Iterator[str]:
    """Yield against what a claim was checked: of statutes the state of the text, of formulas the number."""
    yield WORDS.section("by")[record.by]
    if record.by == STATUTE_TEXT and record.source:
        named = {full.statute for source in record.source if (full := citation(source))}
        texts = [source.reference for source in sources().values() if source.short in named]
        states = {found[1] for text in texts if (found := _STATE.search(text))}
        yield WORDS.filled("state", days=", ".join(sorted(states)))
    if record.formulas:
        yield WORDS.filled("formulas", numbers=", ".join(record.formulas))
    if record.note:
        yield record.note


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
