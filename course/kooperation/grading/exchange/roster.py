"""`kooperation roster`: who takes part, from a list of Moodle's, of ILIAS' or of one's own, all of it or nothing.

Names and addresses go to nbgrader's gradebook, the rest (groups, logins, more time) to `teilnehmende.json` beside it. In
the gradebook a person is called by the first of these that everybody in the list has: a column of its own, the login, the
number of matriculation, the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.coursedir import CourseDirectory

from kooperation.base.german import join
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.owners import folder_name
from kooperation.grading.exchange.people import Participant, read_people, write_people
from kooperation.grading.exchange.tables import read_table
from kooperation.grading.settings import settings_of

WORDS = Words("grading/exchange.roster")
ERRORS = Words("grading/exchange.errors.roster")
KEYS = ("student", "login", "number", "email")
HARMLESS = str.maketrans("<>", "‹›")  # formgrader writes names into its pages as they are
_EXTRA = re.compile(
    r"(?P<value>\d+(?:[.,]\d+)?)\s*(?:(?P<days>Tage?|days?)|(?P<percent>%|Prozent|percent))", re.I
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class Roster:
    """The *people* of a list by student, those who were already known by other lists among them, and how many teach."""

    people: Mapping[str, Participant]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    teachers: int
    key: str


def take_roster(root: Path, path: Path) -> Iterator[str]:
    """Take the people in the file *path* into the course at *root*; yield in sentences what was taken.

    Raises UnavailableError with every fault, its line and value; then nothing is changed.
    """
    before = read_people(root)
    roster = read_roster(path, before)
    c = settings_of(root, "")
    with Gradebook(CourseDirectory(config=c).db_url) as gradebook:
        for person in roster.people.values():
            try:
                known = gradebook.find_student(person.student)
            except MissingEntry:
                known = Student(id=person.student)
                gradebook.db.add(known)
            known.first_name, known.last_name = person.first_name, person.last_name
            known.email = person.email
        gradebook.db.commit()  # of all, or of none
    write_people(root, {**before, **roster.people})
    column = WORDS.section("keys")[roster.key]
    yield WORDS.filled("taken", count=len(roster.people), new=len(roster.new), key=column)
    if groups := sorted({p.group for p in roster.people.values() if p.group}):
        yield WORDS.filled("groups", groups=join(groups))
    if more := [s for s, p in sorted(roster.people.items()) if p.extra_days or p.extra_percent]:
        yield WORDS.filled("more", people=join(more))
    if roster.teachers:
        yield WORDS.filled("teachers", count=roster.teachers)
    if roster.gone:
        yield WORDS.filled("gone", people=join(roster.gone))


def read_roster(path: Path, before: Mapping[str, Participant]) -> Roster:
    """Return the people in the file *path*; whoever is known *before* by login, number or address keeps the name.

    Raises UnavailableError with every fault, each with line and value.
    """
    table = read_table(path)
    if all(table.column(key) is None for key in KEYS):
        raise UnavailableError(
            ERRORS.filled("no_column", path=path, headings=", ".join(table.header))
        )
    rows = [(line, row) for line, row in table if not _teaches(row)]
    filled = [key for key in KEYS if rows and all(row.get(key) for _, row in rows)]
    key = filled[0] if filled else next(k for k in reversed(KEYS) if table.column(k) is not None)
    people: dict[str, Participant] = {}
    faults: list[str] = [] if rows else [WORDS["nobody"]]
    first: dict[
        tuple[str, str], int
    ] = {}  # the line in which a login, number or address came first
    for line, row in rows:
        problems = [*_problems(row, key), *_shared(row, line, first)]
        person = _known(_person(row, key), before) if not problems else None
        if person and (same := people.get(person.student)):
            problems.append(WORDS.filled("same", value=same.student))
        faults += [WORDS.filled("fault", line=line, problem=problem) for problem in problems]
        if person and not problems:
            people[person.student] = person
    if faults:
        raise UnavailableError("\n".join([ERRORS.filled("not_taken", path=path), *faults]))
    new, gone = sorted(set(people) - set(before)), sorted(set(before) - set(people))
    return Roster(people, tuple(new), tuple(gone), len(table.rows) - len(rows), key)


def _teaches(row: Mapping[str, str]) -> bool:
    return any(
        word.casefold() in row.get("role", "").casefold() for word in WORDS.lines("teaching")
    )


def _problems(row: Mapping[str, str], key: str) -> Iterator[str]:
    if not (value := row.get(key, "")):
        yield WORDS.filled("empty", key=WORDS.section("keys")[key], name=_shown(row))
    elif folder_name(value) != value:
        yield WORDS.filled("name", value=value)
    if (email := row.get("email", "")) and not _MAIL.fullmatch(email):
        yield WORDS.filled("email", value=email)
    if (extra := row.get("extra", "")) and not _EXTRA.fullmatch(extra):
        yield WORDS.filled("extra", value=extra)


def _shared(row: Mapping[str, str], line: int, first: dict[tuple[str, str], int]) -> Iterator[str]:
    """Yield what *row* shares with an earlier one: what two have, their submissions cannot be told apart by."""
    for key in KEYS:
        if value := row.get(key, ""):
            before = first.setdefault((key, value.casefold()), line)
            if before != line:
                yield WORDS.filled("twice", value=value, line=before)


def _shown(row: Mapping[str, str]) -> str:
    return next(iter(row.get(k, "") for k in ("name", "last_name", "email") if row.get(k)), "?")


def _person(row: Mapping[str, str], key: str) -> Participant:
    first, last = row.get("first_name", ""), row.get("last_name", "")
    if not (first or last):
        first, last = _names(row.get("name", ""))
    found = _EXTRA.fullmatch(row.get("extra", ""))
    first, last = (name.translate(HARMLESS) for name in (first, last))
    value = float(found["value"].replace(",", ".")) if found else 0.0
    return Participant(
        student=row[key], first_name=first, last_name=last, email=row.get("email", ""),
        login=row.get("login", ""), number=row.get("number", ""), group=row.get("group", ""),
        extra_days=value if found and found["days"] else 0.0,
        extra_percent=value if found and found["percent"] else 0.0,
    )  # fmt: skip


def _names(name: str) -> tuple[str, str]:
    """Return first and last name of „Ada Lovelace“ or „Lovelace, Ada“."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma:
        return first, last
    first, _, last = name.rpartition(" ")
    return first, last


def _known(person: Participant, before: Mapping[str, Participant]) -> Participant:
    """Return *person* under the name by which an earlier list took them, with what that list knew besides."""
    for known in before.values():
        if known.student == person.student or any(
            own and own.casefold() == getattr(known, key).casefold()
            for key in KEYS[1:]
            if (own := getattr(person, key))
        ):
            kept = {key: getattr(person, key) or getattr(known, key) for key in KEYS[1:]}
            return replace(person, student=known.student, **kept)
    return person
