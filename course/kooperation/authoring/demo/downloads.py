"""What a learning platform lets one download of the made-up class: the list of people, their work, when they handed it in."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kooperation.assignments.packing import THE_SAME_TIME
from kooperation.authoring.demo.damage import Files
from kooperation.authoring.demo.people import Person
from kooperation.base.words import Words

WORDS = Words("authoring/demo.demo")
EARLIEST = 5 * 24 * 60  # minutes before a deadline; the class hands in from then on
LATEST = 2 * 24 * 60  # minutes after it
LATE_ONE_IN = 10


@dataclass(frozen=True)
class DemoWork:
    """What *person* handed in."""

    person: Person
    files: Files
    damaged: bool = False


def as_moodle(slug: str, work: Sequence[DemoWork]) -> bytes:
    """Return the archive that Moodle gives out: flat, a packed file a person, or the files one by one."""
    found: Files = {}
    for handed_in in work:
        person = handed_in.person
        start = f"{person.listed}_{person.number}_assignsubmission_file_"
        files = handed_in.files
        if not handed_in.damaged:
            files = {f"{slug}.zip": _zipped(files)}
        found |= {start + name: raw for name, raw in files.items()}
    return _zipped(found)


def _zipped(files: Files) -> bytes:
    """Return an archive of *files*; equal files make an equal archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in files.items():
            entry = zipfile.ZipInfo(name, THE_SAME_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, raw)
    return out.getvalue()


def roster(everybody: Sequence[Person], rng: random.Random) -> str:
    """Return the list of people as Moodle exports it."""
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(WORDS.lines("columns"))
    for person in sorted(everybody, key=lambda person: (person.last, person.first)):
        group = WORDS.filled("group", number=rng.choice([1, 2]))
        table.writerow([person.first, person.last, str(person.number), _mail(person), group])
    return out.getvalue()


def worksheet(
    everybody: Sequence[Person],
    work: Sequence[DemoWork],
    due: datetime,
    points: float,
    rng: random.Random,
) -> str:
    """Return Moodle's worksheet of an assignment of so many *points*, *due* then: who handed in when, no grades yet."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(WORDS.lines("worksheet"))
    most = f"{points:.2f}".replace(".", ",")
    handed_in = [w.person for w in work]
    late = set(rng.sample(range(len(handed_in)), len(handed_in) // LATE_ONE_IN))
    for person in everybody:
        state, sent = WORDS["nothing"], "-"
        if person in handed_in:
            at = (
                rng.randint(1, LATEST)
                if handed_in.index(person) in late
                else -rng.randint(1, EARLIEST)
            )
            state, sent = WORDS["handed_in"], f"{due + timedelta(minutes=at):%d.%m.%Y, %H:%M}"
        number = WORDS.filled("number", number=person.number)
        name = f"{person.first} {person.last}"
        table.writerow([number, name, _mail(person), state, "", most, WORDS["yes"], sent, "-", ""])
    return out.getvalue()


def _mail(person: Person) -> str:
    return f"demo{person.number}@example.org"
