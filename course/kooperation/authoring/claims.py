"""What each lecture claims, as data: where it says so, on what it rests, when and against what it was checked.

A table for each lecture stands in `course/belege/<number>.toml`; `kooperation build` prints them as one page. They
are for authors and lecturers: learners' editions leave them out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from kooperation.assignments.kinds.shared.record import Private, Record, Wanted, check
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.records import read
from kooperation.base.words import Words

FOLDER = Path("course/belege")
LECTURES = Path("course/lectures")
WORDS = Words("authoring.claims")
ERRORS = Words("authoring.errors.claims")
FIGURE, STATUTE_TEXT, FORMULA = "figure", "statute", "formula"
SHOWN = 40  # of a sentence, in a message

Day = Annotated[date, Wanted("ist ein Tag ohne Anführungszeichen, etwa 2026-11-28")]
Sentence = Annotated[
    str,
    Wanted(
        "ist ein Satz in Anführungszeichen, mit einem Punkt am Ende",
        lambda text: text.endswith(".") and len(text) > 15,
    ),
]
Sources = Annotated[
    tuple[str, ...],
    Wanted("ist eine Liste von Belegen: „§ 16a SGB II“ oder ein Schlüssel der Literatur"),
]


@dataclass(frozen=True, kw_only=True)
class ClaimRecord(Record):
    """One claim of a lecture: *where* is the heading below which it stands, *by* against what it was checked."""

    says: Private[Sentence]
    where: Private[str]
    source: Private[Sources]
    kind: Private[str]
    checked: Private[Day]
    by: Private[str]
    year: Private[int | None] = None  # of the data, not of the book
    figures: Private[tuple[str, ...]] = ()  # as the lecture writes them
    formulas: Private[tuple[str, ...]] = ()  # numbers in formeln.md
    note: Private[str] = ""

    @check("kind", "by")
    def words_are_known(self, _question: Any) -> Iterator[str]:
        """What a claim is, and against what it was checked, are words that the page explains."""
        if self.kind not in (kinds := WORDS.section("kind")):
            yield ERRORS.filled("no_kind", kinds=", ".join(kinds), kind=self.kind)
        if self.by not in (ways := WORDS.section("by")):
            yield ERRORS.filled("no_way", ways=", ".join(ways), way=self.by)

    @check("source", "formulas", "note")
    def rests_on_something(self, _question: Any) -> Iterator[str]:
        """What neither a citation nor the bibliography nor a formula names, the note does."""
        if not self.source and not self.formulas and not self.note:
            yield ERRORS["no_note"]

    @check("kind", "year")
    def a_figure_has_its_year(self, _question: Any) -> Iterator[str]:
        """A figure without its year grows old unseen."""
        if self.kind == FIGURE and self.year is None:
            yield ERRORS["no_year"]

    @check("by", "formulas")
    def what_is_computed_names_its_formula(self, _question: Any) -> Iterator[str]:
        """Whoever checks again finds the derivation and its test."""
        if self.by == FORMULA and not self.formulas:
            yield ERRORS["no_formulas"]


@dataclass(frozen=True)
class Claim:
    """A claim and its place in the tables."""

    lecture: str  # the stem of its text
    number: int
    record: ClaimRecord

    @property
    def place(self) -> str:
        """Return how a message calls it."""
        return _place(self.lecture, self.number, self.record.says)


def read_claims(root: Path) -> tuple[list[Claim], list[str]]:
    """Return the claims of all lectures at *root* that can be read, and what is wrong with the others, in German."""
    claims, found = list[Claim](), list[str]()
    lectures = {
        path.stem[:2]: path.stem for path in sorted((root / LECTURES).glob("[0-9][0-9]_*.md"))
    }
    tables = {path.stem: path for path in sorted((root / FOLDER).glob("*.toml"))}
    found += [
        ERRORS.filled("no_table", number=number) for number in lectures if number not in tables
    ]
    for number, path in tables.items():
        if number not in lectures:
            found.append(ERRORS.filled("no_lecture", number=number))
            continue
        for at, raw in enumerate(_raw(path), start=1):
            record, faults = read(ClaimRecord, raw, _place(lectures[number], at, raw.get("says")))
            found += faults
            if not faults:
                claims.append(Claim(lectures[number], at, record))
    return claims, found


def sound_claims(root: Path) -> list[Claim]:
    """Return the claims of all lectures at *root*. Raises AuthoringError, with all faults of the records."""
    claims, found = read_claims(root)
    if found:
        raise AuthoringError("\n".join(found))
    return claims


def _place(lecture: str, number: int, says: object) -> str:
    text = str(says or "")
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return ERRORS.filled("place", lecture=lecture[:2], number=number, says=shown)


def _raw(path: Path) -> list[Mapping[str, Any]]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise AuthoringError(ERRORS.filled("no_toml", file=path.name, error=error)) from error
    claims = table.pop("claim", [])
    if table or not isinstance(claims, list) or not claims:
        raise AuthoringError(ERRORS.filled("claims_only", file=path.name))
    return claims
