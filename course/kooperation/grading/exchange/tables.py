"""Tables as platforms export them: CSV with any of three encodings and separators, with German or English headings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kooperation.assignments.deadlines import berlin
from kooperation.base.files import reason
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

HEADINGS, MONTHS = Words("grading/exchange.headings"), Words("grading/exchange.months")
ERRORS = Words("grading/exchange.errors.tables")
ENCODINGS = ("utf-8-sig", "cp1252")
MOST_BYTES = 20_000_000
_WORDY = re.compile(
    r"(?:\w+, )?(?P<day>\d{1,2})\.? (?P<month>[^\W\d]+) (?P<year>\d{4}),? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?: ?(?P<half>[AP]M))?",
    re.I,
)
_DIGITS = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}),? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?"
)
# ü, ß, Ü and ä as Excel on a Mac may write them, read as Windows-1252: no name has these signs there.
_OF_A_MAC = re.compile(r"[Ÿ§†](?=[a-z])|(?<=[a-z])[Ÿ§Š]")


@dataclass(frozen=True)
class PlatformTable:
    """Rows of texts below *header*, each with the number of its line; *separator* and *bom* as they were found."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str
    bom: bool

    def column(self, what: str) -> int | None:
        """Return where the column *what* stands, a key of the headings that are known; None if nowhere."""
        known = [name.casefold() for name in HEADINGS.section()[what]]
        names = [name.strip().casefold() for name in self.header]
        return next((names.index(name) for name in known if name in names), None)

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Yield the line and what is known of each row, by the keys of the headings, without blanks around."""
        columns = {what: self.column(what) for what in HEADINGS.section()}
        for line, row in self.rows:
            yield line, {what: row[at].strip() for what, at in columns.items() if at is not None}


def read_table(path: Path) -> PlatformTable:
    """Return the table in the file *path*. Raises UnavailableError, with the line, if it is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnavailableError(ERRORS.filled("too_large", path=path))
        raw = path.read_bytes()
    except OSError as error:
        raise UnavailableError(
            ERRORS.filled("unreadable", path=path, reason=reason(error))
        ) from error
    if raw[:4] == b"PK\x03\x04":
        kind = ERRORS["excel"] if b"xl/" in raw else ERRORS["zip"]
        raise UnavailableError(ERRORS.filled("other_kind", path=path, kind=kind))
    text = _text(raw, path)
    separator = max(";,\t", key=_first_line(text).count)
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num, tuple(row)) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise UnavailableError(
            ERRORS.filled("quotation_marks", path=path, line=reader.line_num, error=error)
        ) from error
    if not rows:
        raise UnavailableError(ERRORS.filled("empty", path=path))
    header = rows[0][1]
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise UnavailableError(
                ERRORS.filled(
                    "fields",
                    path=path,
                    line=line,
                    count=len(row),
                    expected=len(header),
                    first=row[0],
                )
            )
    return PlatformTable(header, tuple(rows[1:]), separator, raw.startswith(b"\xef\xbb\xbf"))


def _text(raw: bytes, path: Path) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Excel's „Unicode-Text“
        return raw.decode("utf-16")
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return raw.decode("mac-roman") if _OF_A_MAC.search(text) else text
    raise UnavailableError(ERRORS.filled("coding", path=path))


def _first_line(text: str) -> str:
    """Return the headings without what stands in quotation marks."""
    return re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])


def moment(text: str) -> datetime | None:
    """Return when that is, in Berlin's time: „Dienstag, 2. Dezember 2025, 10:37“, „02.12.2025 10:37“, ISO; None for „-“.

    Raises ValueError for anything else.
    """
    text = text.strip()
    if text in ("", "-", "–"):
        return None
    if found := _DIGITS.fullmatch(text) or _WORDY.fullmatch(text):
        hour = int(found["hour"])
        if half := found.groupdict().get("half"):
            hour = hour % 12 + (12 if half.upper() == "PM" else 0)
        month = found["month"]
        number = int(month) if month.isdigit() else MONTHS.numbers("number").get(month.casefold())
        if number is None:
            raise ValueError(ERRORS.filled("no_month", text=text, month=month))
        return datetime(
            int(found["year"]), int(number), int(found["day"]), hour, int(found["minute"]), tzinfo=berlin()
        )  # fmt: skip
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=berlin())
