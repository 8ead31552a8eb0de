"""Who takes part, and under which name the gradebook knows somebody whom a platform calls otherwise.

What nbgrader's gradebook has no place for stands in `teilnehmende.json` beside it: personal data, never in git.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kooperation.base.files import replace
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.owners import ILIAS, MOODLE, Owner, folder_name, words_of
from kooperation.grading.exchange.tables import PlatformTable

WORDS = Words("grading/exchange.people")
ERRORS = Words("grading/exchange.errors.people")
FILE = "teilnehmende.json"


@dataclass(frozen=True)
class Participant:
    """Somebody who takes part: *student* is the name in the gradebook; *extra_days* and *extra_percent* prolong deadlines."""

    student: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    login: str = ""
    number: str = ""  # of matriculation, or what the platform has in its place
    group: str = ""
    extra_days: float = 0.0
    extra_percent: float = 0.0

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class UnknownPersonError(Exception):
    """Nobody, or more than one, can be meant; the message says so in German."""


def read_people(root: Path) -> dict[str, Participant]:
    """Return who takes part in the course at *root*, by student; nobody if no list was ever read."""
    path = root / FILE
    if not path.exists():
        return {}
    try:
        raw = json.loads(path.read_text("utf-8"))
        return {student: Participant(student, **about) for student, about in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UnavailableError(ERRORS.filled("damaged", path=path)) from error


def write_people(root: Path, people: Mapping[str, Participant]) -> None:
    raw = {student: asdict(people[student]) for student in sorted(people)}
    for about in raw.values():
        del about["student"]
    replace(root / FILE, (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode())


def participant_number(row: Mapping[str, str]) -> str:
    """Return the number that is in the names of Moodle's files: 4711 for „Teilnehmer/in4711“."""
    participant = row.get("participant", "")
    return participant[len(participant.rstrip("0123456789")) :]


def numbered(sheet: PlatformTable | None) -> dict[str, Mapping[str, str]]:
    """Return the rows of Moodle's worksheet by that number."""
    rows = (row for _, row in sheet or ())
    return {number: row for row in rows if (number := participant_number(row))}


def who(
    owner: Owner, people: Mapping[str, Participant], sheet: Mapping[str, Mapping[str, str]]
) -> str:
    """Return the student who is *owner*; *sheet* are the rows of Moodle's worksheet by number.

    Without a list of people it is what the platform says, with the number that tells two of a name apart.
    Raises UnknownPersonError if the list has nobody, or more than one, of that name.
    """
    row = sheet.get(owner.number, {}) if owner.platform == MOODLE else {}
    if not people:
        # Before 4.1 Moodle wrote the group before each name.
        name = row["name"] if owner.name.endswith(f"-{row.get('name')}") else owner.name
        by_name = "_".join(filter(None, (name, owner.number)))
        return folder_name(by_name if owner.platform == MOODLE else owner.name)
    email = row.get("email", "").casefold()
    if by_mail := [p.student for p in people.values() if email and p.email.casefold() == email]:
        return by_mail[0]
    if owner.platform == ILIAS:
        ending = f"_{owner.number}"
        by_login = [
            p.student
            for p in people.values()
            if p.login and owner.folder.casefold().endswith(f"_{p.login}{ending}".casefold())
        ]
        if len(by_login) == 1:
            return by_login[0]
    keys = [
        p.student
        for p in people.values()
        if owner.name.casefold() in filter(None, map(str.casefold, (p.student, p.login, p.email)))
    ]
    named = keys or _of_name(owner, people)
    if len(named) == 1:
        return named[0]
    filled = {"name": owner.name, "people": ", ".join(sorted(named))}
    if named:
        raise UnknownPersonError(WORDS.filled("several", **filled))
    may_be_group = owner.platform == MOODLE and not owner.team
    nobody = WORDS["nobody_or_group"] if may_be_group else WORDS["nobody"]
    raise UnknownPersonError(nobody.format(name=owner.name))


def _of_name(owner: Owner, people: Mapping[str, Participant]) -> list[str]:
    said = words_of(owner.name)
    exact = [p.student for p in people.values() if p.name and words_of(p.name) == said]
    if owner.platform == MOODLE and not exact:
        return [p.student for p in people.values() if _follows_a_group(p, owner.name)]
    if exact or owner.platform != ILIAS:
        return exact
    return [p.student for p in people.values() if p.name and words_of(p.name) <= said]


def _follows_a_group(person: Participant, name: str) -> bool:
    """Say whether *name* is a group of the *person* and the person's name: „Gruppe A-Ada Lovelace“, as in Moodle before 4.1."""
    return bool(person.name) and any(
        group and name.casefold() == f"{group}-{person.name}".casefold()
        for group in re.split(r"\s*[,;]\s*", person.group)
    )
