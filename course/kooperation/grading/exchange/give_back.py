"""`kooperation return`: grades and feedback as Moodle and ILIAS take them, a table of all, and everybody else's pages in folders.

Nothing is said of who handed in nothing, nor where a question waits for a human. Names of people come from outside: a
cell that a spreadsheet would take for a formula is made harmless.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kooperation.base.comparing import same
from kooperation.base.files import replace
from kooperation.base.german import all_or_names, join, number
from kooperation.base.spreadsheet import harmless, written
from kooperation.base.words import Words
from kooperation.grading.exchange.collect import KEPT, SHEET, read_record
from kooperation.grading.exchange.marks import (
    GRADED,
    MISSING,
    WAITING,
    EarnedMark,
    marks,
    shown,
    told,
)
from kooperation.grading.exchange.owners import ILIAS, MOODLE, PLAIN, Owner
from kooperation.grading.exchange.people import participant_number
from kooperation.grading.exchange.tables import PlatformTable, read_table
from kooperation.grading.outcome import sheet_missing

WORDS = Words("grading/exchange.give_back")
GIVEN_BACK = "rueckgabe"
MANY = 20  # so many names in one line nobody reads
_TOLD = re.compile(rb'data-told="(\S+) (\S+)"')  # points on a page, and those to come
# What the status file of StudOn and of the plug-in ExerciseStatusFile wants; ILIAS alone imports no marks.
STATUS = (
    "update", "usr_id", "login", "lastname", "firstname", "status", "mark", "notice", "comment",
    "plagiarism", "plag_comment",
)  # fmt: skip
TEAM_STATUS = ("update", "team_id", "logins", *STATUS[5:])  # where teams have handed in


def give_back(root: Path, slug: str, sheet: Path | None, *, dry_run: bool) -> Iterator[str]:
    """Write grades and feedback for *slug* into `rueckgabe/<slug>/`, and yield in sentences what is there and what is not.

    *sheet* is Moodle's worksheet, else that which was collected with the submissions.
    Raises UnavailableError if nothing is graded yet, or the sheet cannot be read.
    """
    found, record = marks(root, slug), read_record(root, slug)
    kept = root / KEPT / slug / SHEET
    sheet = sheet or (kept if kept.exists() else None)
    pages = {mark.person.student: _page(root, slug, mark) for mark in found}
    files: dict[str, bytes] = {"noten.csv": _plain(found)}
    remarks: list[str] = []
    if sheet:
        table = read_table(sheet)
        if table.column("participant") is not None and table.column("grade") is not None:
            files["moodle_bewertungen.csv"] = _moodle(table, found, record)
            remarks += _too_many_points(table, found)
        elif any(about["platform"] == MOODLE for about in record.values()):
            remarks.append(WORDS.filled("no_worksheet", file=sheet.name))
    for platform in (MOODLE, ILIAS):
        of_platform = {s: about for s, about in record.items() if about["platform"] == platform}
        if not of_platform:
            continue
        if platform == ILIAS:
            files["ilias_status.csv"], more = _ilias(found, of_platform)
            remarks += more
        elif "moodle_bewertungen.csv" not in files:
            remarks.append(WORDS["worksheet_wanted"])
        name = f"multi_feedback_{slug}" if platform == ILIAS else "moodle_rueckmeldungen"
        top = f"{name}/" if platform == ILIAS else ""
        files[f"{name}.zip"] = _zipped(slug, top, of_platform, pages)
    if others := _others(record, pages):
        files["rueckmeldungen.zip"] = _zipped(slug, "", others, pages)
    folder = root / GIVEN_BACK / slug
    if not dry_run:
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in files.items():
            replace(folder / name, raw)
    names = join([f"„{name}“" for name in files])
    where = {"folder": f"{GIVEN_BACK}/{slug}", "files": names}
    yield WORDS.filled("would", **where) if dry_run else WORDS.filled("written", **where)
    if "ilias_status.csv" in files:
        yield WORDS["ilias"]
    yield from (*_states(found), *remarks)
    have = [mark.person.student for mark in found if mark.state in (GRADED, WAITING)]
    if answerless := [student for student in have if sheet_missing(root, slug, student)]:
        yield WORDS.filled("no_sheet", people=all_or_names(answerless, have))
    handed_in = [mark.person.student for mark in found if mark.state != MISSING]
    if without := [student for student in handed_in if pages[student] is None]:
        yield WORDS.filled("no_page", people=all_or_names(without, handed_in), slug=slug)


def _states(found: Sequence[EarnedMark]) -> Iterator[str]:
    """Yield how many have points, and who has none and why."""
    states = {mark.state for mark in found}
    yield WORDS.filled("count", count=sum(mark.state == GRADED for mark in found))
    for state in sorted(states - {GRADED}):
        names = [m.person.student for m in found if m.state == state]
        if MANY < len(names) < len(found):
            people = WORDS.section("without")["many"].format(count=len(names), of=len(found))
        else:
            people = all_or_names(names, found)
        yield WORDS.section("without")[state].format(people=people)


def _page(root: Path, slug: str, mark: EarnedMark) -> bytes | None:
    """Return the page that goes with *mark*; None if there is none, or it is older than the grade or says other points."""
    student = mark.person.student
    page = root / "feedback" / student / slug / f"{slug}.html"
    graded = root / "autograded" / student / slug / f"{slug}.ipynb"
    if not page.exists() or (graded.exists() and graded.stat().st_mtime > page.stat().st_mtime):
        return None
    raw = page.read_bytes()
    if mark.points is not None and (told := _TOLD.search(raw)):
        points, pending = map(float, told.groups())
        if pending or not same(points, mark.points):
            return None
    return raw


def _moodle(table: PlatformTable, found: Sequence[EarnedMark], record: Mapping[str, Any]) -> bytes:
    """Return Moodle's worksheet as it was exported, with the points, in its own notation, and a remark on lateness."""
    by_number = {
        record[mark.person.student]["number"]: mark
        for mark in found
        if record.get(mark.person.student, {}).get("platform") == MOODLE
    }
    by_mail = {mark.person.email.casefold(): mark for mark in found if mark.person.email}
    grade, comment = table.column("grade"), table.column("comment")
    assert grade is not None
    comma = table.header[grade].strip() == WORDS["german_grade"]
    rows: list[tuple[str, ...]] = []
    for (_, row), (_, known) in zip(table.rows, table, strict=True):
        cells = list(row)
        mark = by_number.get(participant_number(known)) or by_mail.get(
            known.get("email", "").casefold()
        )
        if mark is not None:
            cells[grade] = "" if mark.points is None else shown(mark.points, comma=comma)
            if comment is not None and mark.late and not cells[comment].strip():
                cells[comment] = mark.late
        rows.append(tuple(cell if cell.strip() == "-" else harmless(cell) for cell in cells))
    return written([table.header, *rows], table.separator, bom=table.bom)


def _too_many_points(table: PlatformTable, found: Sequence[EarnedMark]) -> list[str]:
    """Say so where Moodle knows another maximum: it leaves out, without a word, whoever has more."""
    most = {known["most"].replace(",", ".") for _, known in table if known.get("most")}
    of = found[0].of if found else 0.0
    wrong = sorted(
        text for text in most if text.replace(".", "", 1).isdigit() and float(text) != of
    )
    return [WORDS.filled("most", most=number(float(text)), of=number(of)) for text in wrong]


def _ilias(found: Sequence[EarnedMark], record: Mapping[str, Any]) -> tuple[bytes, list[str]]:
    """Return the status file, of teams where any have handed in, and in sentences what it cannot say."""
    if any(about.get("team") for about in record.values()):
        return _ilias_teams(found, record)
    rows: list[tuple[str, ...]] = []
    for mark in found:
        if about := record.get(mark.person.student):
            last, first, *_ = about["folder"].split("_")
            login = mark.person.login or Owner(ILIAS, about["folder"], "").login
            points = "" if mark.points is None else shown(mark.points, comma=False)
            names = mark.person.last_name or last, mark.person.first_name or first
            row = (
                "1" if points else "0", about["number"], login, *names, "notgraded", points,
                "", mark.late, "", "",
            )  # fmt: skip
            rows.append(tuple(map(harmless, row)))
    return written([STATUS, *rows], ",", bom=False), []


def _ilias_teams(found: Sequence[EarnedMark], record: Mapping[str, Any]) -> tuple[bytes, list[str]]:
    teams: dict[str, list[EarnedMark]] = {}
    for mark in found:
        if about := record.get(mark.person.student):
            teams.setdefault(about.get("team", ""), []).append(mark)
    alone = [mark.person.student for mark in teams.pop("", [])]
    rows: list[tuple[str, ...]] = []
    apart = []
    for team, members in sorted(teams.items()):
        logins = [m.person.login or _login(record[m.person.student]) for m in members]
        same = members[0] if len({(m.points, m.late) for m in members}) == 1 else None
        apart += [] if same else [team]
        points = "" if same is None or same.points is None else shown(same.points, comma=False)
        late = same.late if same else ""
        row = (
            "1" if points else "0", team.removeprefix("Team "), ", ".join(logins), "notgraded", points,
            "", late, "", "",
        )  # fmt: skip
        rows.append(tuple(map(harmless, row)))
    remarks = [WORDS.filled("apart", teams=join(apart))] if apart else []
    remarks += [WORDS.filled("teamless", people=join(alone))] if alone else []
    return written([TEAM_STATUS, *rows], ",", bom=False), remarks


def _login(about: Mapping[str, Any]) -> str:
    """Return the login of who uploaded, from the folder, or of who belongs to the team, as the table said it."""
    is_own = about["name"] == about["folder"]
    return Owner(ILIAS, about["folder"], "").login if is_own else str(about["name"])


def _plain(found: Sequence[EarnedMark]) -> bytes:
    header = tuple(WORDS.lines("header"))
    rows = [
        (
            *map(harmless, (mark.person.student, mark.person.last_name, mark.person.first_name)),
            harmless(mark.person.group),
            "" if mark.points is None else shown(mark.points, comma=True),
            shown(mark.of, comma=True),
            mark.late,
            told(mark),
        )
        for mark in found
    ]
    return written([header, *rows])


def _zipped(
    slug: str, top: str, record: Mapping[str, Any], pages: Mapping[str, bytes | None]
) -> bytes:
    """Return the feedback pages in the folders, or under the names, by which the platform knows its people."""
    out, name = io.BytesIO(), f"rueckmeldung_{slug}.html"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for about, page in _by_folder(record, pages):
            between = "_" if about["flat"] else "/"
            archive.writestr(f"{top}{about['folder']}{between}{name}", page)
    return out.getvalue()


def _others(
    record: Mapping[str, Any], pages: Mapping[str, bytes | None]
) -> dict[str, dict[str, Any]]:
    """Return those with a page that no platform gives it, each with a folder as it came, or as the gradebook calls them."""
    found = {
        student: record.get(student, asdict(Owner(PLAIN, student, student)))
        for student, page in sorted(pages.items())
        if page is not None
    }
    return {student: about for student, about in found.items() if about["platform"] == PLAIN}


def _by_folder(
    record: Mapping[str, Any], pages: Mapping[str, bytes | None]
) -> Iterator[tuple[Mapping[str, Any], bytes]]:
    """Yield each page with as whom the platform knows its reader; of an ILIAS team one, which it shows to all members."""
    told: set[str] = set()
    own_first = sorted(record.items(), key=lambda one: (one[1]["name"] != one[1]["folder"], one[0]))
    for student, about in own_first:
        team = about.get("team", "") if about["platform"] == ILIAS else ""
        if (page := pages.get(student)) is not None and team not in told:
            yield about, page
            told |= {team} - {""}
