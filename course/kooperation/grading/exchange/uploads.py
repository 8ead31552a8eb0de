"""What was uploaded for an assignment, by whom, and what of it counts: the last state that was in time."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kooperation.assignments.concept_answers import FILE, handed_in
from kooperation.base.german import join
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.archive import Contents, PackedFile
from kooperation.grading.exchange.owners import Owner, Whose, number_of, place
from kooperation.grading.exchange.people import (
    Participant,
    UnknownPersonError,
    participant_number,
    read_people,
)
from kooperation.grading.exchange.tables import PlatformTable, moment, read_table
from kooperation.grading.exchange.teams import Roll
from kooperation.grading.recognise import recognised

WORDS = Words("grading/exchange.uploads")
ERRORS = Words("grading/exchange.errors.uploads")
FEW = 3  # files of other assignments that are named one by one


@dataclass(frozen=True)
class Upload:
    """What was uploaded at once: *files* by their name in `submitted/`; a *whole* pack takes the place of all before.

    *sent* is when, if the platform tells; *late* whether it calls it so; *changed* is only good for telling an order.
    """

    files: Mapping[str, bytes]
    source: str
    changed: datetime
    number: int = 0
    whole: bool = False
    late: bool = False
    sent: datetime | None = None

    def order(self) -> tuple[datetime, int, datetime, bool]:
        """Newer versions of ILIAS give every file the time of the download: then the number in the name tells more."""
        return self.changed.replace(second=0), self.number, self.changed, self.whole


@dataclass
class Handed:
    """What one student has handed in, or a team, and as whom the platform knows them; *doubled* are files of a pack that has two.

    *uploaders* are who uploaded, by their folders.
    """

    owner: Owner
    uploads: list[Upload] = field(default_factory=list)
    doubled: list[Upload] = field(default_factory=list)
    uploaders: dict[str, Owner] = field(default_factory=dict)


@dataclass
class Collection:
    """What is found in the files that were named, by student; *refused* and *told* are sentences."""

    handed: dict[str, Handed] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    sheet: Path | None = None


def gather(root: Path, slug: str, files: Sequence[Path]) -> Collection:
    """Return what is handed in for *slug* in *files*: archives, folders, notebooks, and a table that tells times.

    Raises UnavailableError if one of them is not there, or the table cannot be read.
    """
    if missing := [path for path in files if not path.exists()]:
        raise UnavailableError(ERRORS.filled("no_file", file=missing[0]))
    tables = [path for path in files if path.suffix.lower() in (".csv", ".tsv")]
    if len(tables) > 1:
        raise UnavailableError(ERRORS["several_tables"])
    sheet = read_table(tables[0]) if tables else None
    found = Collection(sheet=tables[0] if tables else None)
    roll, times = Roll(read_people(root), sheet), _times(sheet, found.sheet)
    together: dict[tuple[str, str], Handed] = {}  # by platform and team
    unknown: dict[str, str] = {}
    others, foreign = 0, list[str]()
    for path in files:
        contents = Contents(path)
        for entry in () if path in tables else contents:
            shown, about = "/".join(entry.path), place(entry.path, slug, whole=path.is_file())
            if about.owner is None:
                found.refused += [WORDS.filled("whose", file=shown)] if about.file else []
                continue
            student, team = "", roll.team(about.owner)
            try:
                student = "" if team else roll.student(about.owner)
            except UnknownPersonError as error:
                unknown.setdefault(about.owner.folder, str(error))
                continue
            if not (name := _name(entry, about.file, slug)):
                foreign.append(shown)
                continue
            if about.file != name:
                found.told.append(WORDS.filled("taken", file=shown, name=name))
            holders: dict[Any, Handed] = together if team else found.handed
            key = (about.owner.platform, team) if team else student
            handed = holders.setdefault(key, Handed(about.owner))
            handed.uploaders.setdefault(about.owner.folder, about.owner)
            sent = None if team else _sent(times, about.owner, roll.person(student))
            _add(handed, _upload(entry, about, name, sent), exact=about.file == name)
        found.refused += contents.refused
        others += contents.others
    found.refused += unknown.values()
    found.told += _foreign(foreign, slug)
    _share(found, together, roll, times)
    found.told += [WORDS.filled("others", count=others)] if others else []
    return found


def _share(
    found: Collection,
    together: Mapping[tuple[str, str], Handed],
    roll: Roll,
    times: Mapping[str, datetime],
) -> None:
    """Let what was handed in *together* count for each member, and say of which teams too little is known."""
    everybody: set[str] = set()
    alone: dict[str, list[str]] = {}  # by team: those who uploaded, of whom alone is known
    for (platform, team), work in together.items():
        members, unknown = roll.members(platform, team, work.uploaders.values())
        found.refused += unknown
        everybody |= set(members)
        if not roll.lists(platform, team):
            alone[team] = sorted(members)
        known = [_sent(times, owner, roll.person(student)) for student, owner in members.items()]
        sent = max((when for when in known if when), default=None)
        first = next(iter(work.uploaders.values()))
        for student, member in members.items():
            # By that folder feedback finds the way to all of an ILIAS team.
            owner = replace(member, folder=member.folder or first.folder)
            handed = found.handed.setdefault(student, Handed(owner))
            handed.owner = owner
            handed.uploads += [replace(upload, sent=sent) for upload in work.uploads]
            handed.doubled += work.doubled
    if together:
        found.told.append(WORDS.filled("together", teams=len(together), people=len(everybody)))
    if alone:
        teams = join([f"{team} ({join(people)})" for team, people in alone.items()])
        found.told.append(WORDS.filled("alone", teams=teams))


def _foreign(files: Sequence[str], slug: str) -> list[str]:
    """Return in sentences which *files* are none of *slug*; many may mean that the wrong archive was named."""
    if len(files) <= FEW:
        return [WORDS.filled("other", file=file, slug=slug) for file in files]
    return [WORDS.filled("many_others", count=len(files), file=files[0], slug=slug)]


def _times(sheet: PlatformTable | None, path: Path | None) -> dict[str, datetime]:
    """Return when people handed in, by each name that a row of the table has for one of them."""
    found: dict[str, datetime] = {}
    for line, row in sheet or ():
        try:
            when = moment(row.get("sent", ""))
        except ValueError as error:
            raise UnavailableError(
                ERRORS.filled("line", path=path, line=line, error=error)
            ) from error
        if when is not None:
            keys = [row.get(key, "") for key in ("student", "login", "email", "name")]
            keys.append(participant_number(row))
            found |= {key.casefold(): when for key in keys if key}
    return found


def _sent(times: Mapping[str, datetime], owner: Owner, person: Participant) -> datetime | None:
    own = (person.student, person.login, person.email, person.name)
    keys = (owner.number, *own, owner.login, owner.name)
    return next((times[key] for key in map(str.casefold, keys) if key in times), None)


def _name(entry: PackedFile, file: str, slug: str) -> str:
    """Return the name under which *entry* counts, "" if it is none of the assignment's files."""
    suffix = Path(file).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="kooperation-") as folder:
        path = Path(folder, f"{Path(file).stem[:60]}{suffix}")
        path.write_bytes(entry.data)
        name = FILE if suffix == ".json" and handed_in(path) else recognised(path)
    if not name and suffix == ".ipynb" and slug in file.lower():
        return f"{slug}.ipynb"  # damaged: that is told when grading, and it is not missing
    return name if name in (f"{slug}.ipynb", f"{slug}.answers.json", FILE) else ""


def _upload(entry: PackedFile, about: Whose, name: str, sent: datetime | None) -> Upload:
    """Return *entry* as an upload: of a zip file that is one person's, or by itself."""
    is_whole = bool(entry.packs) and about.at < entry.packs[-1]
    path = entry.path[: entry.packs[-1]] if is_whole else entry.path
    number = number_of(path[-1] if is_whole else about.file)
    return Upload(
        {name: entry.data}, "/".join(path), entry.changed, number, is_whole, about.late, sent
    )


def _add(handed: Handed, upload: Upload, *, exact: bool) -> None:
    """Add *upload* to what was handed in: files of one pack are one upload, of two with one name the exact one counts."""
    before = next((u for u in handed.uploads if u.whole and u.source == upload.source), None)
    if before is None:
        handed.uploads.append(upload)
        return
    (name,) = upload.files
    if name in before.files and before.files[name] != upload.files[name]:
        loser = upload if not exact else replace(before, files={name: before.files[name]})
        handed.doubled.append(loser)
        upload = upload if exact else replace(upload, files={})
    both = {**before.files, **upload.files}
    changed = max(before.changed, upload.changed)
    handed.uploads[handed.uploads.index(before)] = replace(before, files=both, changed=changed)


@dataclass(frozen=True)
class CountedState:
    """What counts of somebody's uploads, when it was handed in, if the platform tells, and what else there is."""

    files: Mapping[str, bytes]
    sent: datetime | None
    sources: tuple[str, ...]
    left: tuple[Upload, ...]


def counting(handed: Handed, due: datetime | None) -> CountedState:
    """Return what counts: the last state that was in time, else the last of all.

    Notebook and answers may have been uploaded one by one: the last of each makes the state.
    """
    uploads = sorted(handed.uploads, key=Upload.order)
    in_time = [
        u for u in uploads if not u.late and (due is None or u.sent is None or u.sent <= due)
    ]
    used: dict[str, Upload] = {}
    for upload in in_time or uploads:
        if upload.whole:
            used = {}
        used |= dict.fromkeys(upload.files, upload)
    files = {name: upload.files[name] for name, upload in sorted(used.items())}
    sent = [upload.sent for upload in used.values() if upload.sent is not None]
    left = [
        u for u in (*uploads, *handed.doubled) if any(files.get(n) != d for n, d in u.files.items())
    ]
    sources = dict.fromkeys(upload.source for upload in used.values())
    return CountedState(files, max(sent, default=None), tuple(sources), tuple(left))
