"""When an assignment is due, and what being late costs: `termine.toml` in the root of the course, since dates change each term.

Times there are those of Berlin, unless they have a zone. Standard library alone: learners' notebooks read it, too.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kooperation.base.files import reason
from kooperation.base.german import number, percent
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

WORDS = Words("assignments.deadlines")
ERRORS = Words("assignments.errors.deadlines")
FILE = "termine.toml"
NONE, PERCENT, ZERO = "none", "percent", "zero"
KEYS = {"open", "due", "grace_hours", "late", "percent_per_day"}
DAY = timedelta(days=1)


@cache
def berlin() -> ZoneInfo:
    """Return Berlin's zone; asked for late, since a browser has none."""
    return ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Deadline:
    """When work is *due*, with a *grace* that costs nothing; *late* and *percent_per_day* say what later work loses.

    *opened* is the beginning of the time that a percentage prolongs.
    """

    due: datetime
    opened: datetime | None = None
    grace: timedelta = timedelta()
    late: str = NONE
    percent_per_day: float = 0.0

    def extension(self, days: float, more_percent: float) -> timedelta:
        """Return by how much *days*, or *more_percent* of the whole time, prolong it.

        Raises ValueError for a percentage of a time whose beginning is not known.
        """
        if more_percent and self.opened is None:
            raise ValueError(ERRORS["no_open"])
        whole = self.due - self.opened if self.opened else timedelta()
        return days * DAY + whole * more_percent / 100

    def share_lost(self, late: timedelta) -> float:
        """Return the share of the points, from 0 to 1, that work loses which came *late* after the deadline."""
        if late <= self.grace or self.late == NONE:
            return 0.0
        days = math.ceil(late / DAY)
        return 1.0 if self.late == ZERO else min(1.0, days * self.percent_per_day / 100)


def read_deadlines(root: Path) -> Mapping[str, Deadline]:
    """Return the deadlines of the course at *root*, by assignment; none if there is no such file.

    Raises UnavailableError, with file and assignment, if something in it is wrong.
    """
    path = root / FILE
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UnavailableError(WORDS.filled("unreadable", file=FILE, why=reason(error))) from error
    except UnicodeDecodeError as error:
        raise UnavailableError(WORDS.filled("coding", file=FILE)) from error
    except tomllib.TOMLDecodeError as error:
        raise UnavailableError(_where(path.read_text("utf-8-sig"), str(error))) from error
    found: dict[str, Deadline] = {}
    for slug, about in raw.items():
        try:
            found[slug] = _deadline(about)
        except (ValueError, TypeError, KeyError) as error:
            raise UnavailableError(f"„{FILE}“, [{slug}]: {error}") from error
    return found


def _where(text: str, error: str) -> str:
    """Return which line of *text* is none, as far as the English *error* says it, and how a good one looks."""
    found = re.search(r"line (\d+)", error)
    if not found:  # at the end: something was opened and not closed
        return WORDS.filled("unfinished", file=FILE)
    lines, number = text.splitlines(), int(found[1])
    line = lines[number - 1].strip() if number <= len(lines) else ""
    return WORDS.filled("no_line", file=FILE, number=number, line=line)


def require_known(root: Path, known: Collection[str]) -> None:
    """Raise UnavailableError if a section is none of the *known* assignments: its dates would silently not count."""
    if unknown := sorted(set(read_deadlines(root)) - set(known)):
        raise UnavailableError(
            WORDS.filled("unknown", file=FILE, slug=unknown[0], known=", ".join(sorted(known)))
        )


def _deadline(about: Any) -> Deadline:
    if not isinstance(about, dict) or "due" not in about:
        raise ValueError(ERRORS["no_due"])
    if unknown := sorted(set(about) - KEYS):
        raise ValueError(
            ERRORS.filled("unknown", unknown=unknown[0], known=", ".join(sorted(KEYS)))
        )
    late, share = about.get("late", NONE), about.get("percent_per_day", 0)
    if late not in (NONE, PERCENT, ZERO):
        raise ValueError(ERRORS.filled("late", late=late))
    if not _is_number(share) or not 0 <= share <= 100 or (late == PERCENT) != (share > 0):
        raise ValueError(ERRORS["percent"])
    grace = about.get("grace_hours", 0)
    if not _is_number(grace) or grace < 0:
        raise ValueError(ERRORS.filled("grace", grace=grace))
    opened = _moment("open", about["open"]) if "open" in about else None
    due = _moment("due", about["due"])
    if opened and opened >= due:
        raise ValueError(ERRORS["order"])
    return Deadline(due, opened, timedelta(hours=grace), late, float(share))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _moment(key: str, value: object) -> datetime:
    if not isinstance(value, datetime):
        raise ValueError(
            ERRORS.filled(
                "no_time",
                name=key,
                found=ERRORS["only_a_day"] if isinstance(value, date) else ERRORS["no_moment"],
            )
        )
    return value if value.tzinfo else value.replace(tzinfo=berlin())


def deadline_above(folder: Path, slug: str) -> Deadline | None:
    """Return the deadline of *slug* in the course that *folder* lies in; None if there is none, or none to be read.

    A learner can mend nothing there: whoever publishes the course is told.
    """
    for above in folder.resolve().parents:
        if (above / FILE).is_file():
            try:
                return read_deadlines(above).get(slug)
            except UnavailableError:
                return None
    return None


def told(deadline: Deadline) -> str:
    """Return in a sentence when work is due, and what comes then."""
    due = deadline.due.astimezone(berlin())
    day, month = WORDS.lines("days")[due.weekday()], WORDS.lines("months")[due.month - 1]
    when = f"{day}, {due.day}. {month} {due.year}, {due:%H:%M}"
    if deadline.late == ZERO:
        then = WORDS["zero"]
    elif deadline.late == PERCENT:
        then = WORDS.filled("percent", share=percent(deadline.percent_per_day / 100))
    else:
        return WORDS.filled("due", when=when)
    if deadline.grace:
        hours = number(deadline.grace / timedelta(hours=1))
        return WORDS.filled("due_grace", when=when, then=then, hours=hours)
    return WORDS.filled("due_then", when=when, then=then)
