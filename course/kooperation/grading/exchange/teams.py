"""What several handed in together, an ILIAS team or a Moodle group: each file of it counts for all who belong to it.

ILIAS puts a folder of whoever has uploaded something into `Team 12` and names nobody else (SubmissionManager.php);
Moodle makes one folder of the group, `Gruppe A_37_assignsubmission_file`, whose number is no participant's
(mod/assign/classes/downloader.php). Who belongs to it says the table that was named with the download: Moodle's
worksheet, for ILIAS one with logins and teams; for ILIAS also the list of people, where its groups are called „Team 12“.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from kooperation.base.words import Words
from kooperation.grading.exchange.owners import ILIAS, MOODLE, Owner, team_name
from kooperation.grading.exchange.people import (
    Participant,
    UnknownPersonError,
    numbered,
    participant_number,
    who,
)
from kooperation.grading.exchange.tables import PlatformTable

WORDS = Words("grading/exchange.teams")
_LEFT_OUT = re.compile(r"[\x00-\x1f&<>\"`|':\\/]")  # by Moodle, of a name that becomes a file's
_SEPARATED = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True)
class Roll:
    """Who is meant by what a platform says: *people* by student, and the table that was named."""

    people: Mapping[str, Participant]
    sheet: PlatformTable | None

    @cached_property
    def _rows(self) -> list[Mapping[str, str]]:
        return [row for _, row in self.sheet or ()]

    @cached_property
    def _numbered(self) -> dict[str, Mapping[str, str]]:
        return numbered(self.sheet)

    def student(self, owner: Owner) -> str:
        """Return the student who is *owner*. Raises UnknownPersonError, as `who` does."""
        return who(owner, self.people, self._numbered)

    def person(self, student: str) -> Participant:
        """Return what is known of *student*."""
        return self.people.get(student, Participant(student))

    def team(self, owner: Owner) -> str:
        """Return the team for which *owner* handed in, "" for who handed in alone."""
        if owner.platform == MOODLE:  # a worksheet has groups only where groups hand in
            return owner.name if any(True for _ in self._of_group(owner.name)) else ""
        return owner.team

    def members(
        self, platform: str, team: str, uploaders: Iterable[Owner]
    ) -> tuple[dict[str, Owner], list[str]]:
        """Return by student who belongs to a team, first who of ILIAS uploaded, and in sentences who is unknown."""
        found: dict[str, Owner] = {}
        unknown = []
        owners = (
            self._of_group(team) if platform == MOODLE else chain(uploaders, self._of_team(team))
        )
        for owner in owners:
            try:
                found.setdefault(self.student(owner), owner)
            except UnknownPersonError as error:
                unknown.append(WORDS.filled("unknown", team=team, why=str(error)))
        return found, unknown

    def lists(self, platform: str, team: str) -> bool:
        """Say whether anything tells who belongs to a team, besides what they uploaded."""
        return platform == MOODLE or any(True for _ in self._of_team(team))

    def _of_group(self, name: str) -> Iterator[Owner]:
        """Yield the members of a Moodle group as Moodle would call them alone: under that name it takes feedback."""
        for row in self._rows:
            if row.get("group") and _as_file(row["group"]) == _as_file(name):
                person, number = row.get("name", ""), participant_number(row)
                folder = f"{_as_file(person)}_{number}_assignsubmission_file"
                yield Owner(MOODLE, folder, person, number, team=name)

    def _of_team(self, team: str) -> Iterator[Owner]:
        """Yield the members of an ILIAS team; nobody without a list of people, in which alone they can be found."""
        for row in self._rows if self.people else ():
            if team in (team_name(row.get("team", "")), f"Team {row.get('team')}"):
                keys = ("login", "email", "student", "name")
                alone = next((row[key] for key in keys if row.get(key)), "")
                for login in filter(None, _SEPARATED.split(row.get("logins") or alone)):
                    yield Owner(ILIAS, "", login, team=team)
        for person in self.people.values():
            if team in map(team_name, _SEPARATED.split(person.group)):
                yield Owner(ILIAS, "", person.student, team=team)


def _as_file(name: str) -> str:
    """Return *name* as Moodle has it in the name of a file."""
    return " ".join(_LEFT_OUT.sub("", name.replace("_", " ")).split())
