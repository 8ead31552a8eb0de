"""`kooperation collect` on a hub: what lies in nbgrader's inbound folder, taken only where it is whose name it has.

Anybody can write there. nbgrader collects a folder that belongs to somebody else with a warning, instead of the real one, and
one without a secret stops the feedback of all. So a folder counts only if owner, name, secret and time agree.
"""

from __future__ import annotations

import os
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect, ExchangeSubmit
from nbgrader.utils import parse_utc
from traitlets.config import Config

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.archive import MOST_OF_ONE
from kooperation.grading.exchange.owners import Owner
from kooperation.grading.exchange.uploads import Collection, Handed, Upload
from kooperation.grading.settings import settings_of

WORDS = Words("grading/exchange.hub")
ERRORS = Words("grading/exchange.errors.hub")
HUB = "hub"
STAMP, SECRET = "timestamp.txt", "submission_secret.txt"
_SECRET = re.compile(r"[0-9a-f]{32,}")
AHEAD = timedelta(minutes=10)  # clocks differ


class _RefusedError(Exception):
    """A folder in the inbound does not count; the message is the key of the reason."""


def hub_settings(root: Path, slug: str, *, strict: bool = False) -> Config:
    """Return nbgrader's settings as its command has them here: of the hub, of the person, and of the course at *root*.

    nbgrader passes over a file that it cannot read; *strict* raises what is wrong with it.
    """
    app = NbGrader()
    app.raise_config_file_errors = strict
    app.load_cwd_config = False
    app.initialize([])
    c = app.config
    c.merge(settings_of(root, slug))
    return c


def exchange_of(root: Path) -> tuple[Path, str, bool]:
    """Return the folder of nbgrader's exchange here, the course's name in it, and whether a configuration names that folder."""
    c = hub_settings(root, "", strict=True)
    collector = ExchangeCollect(coursedir=CourseDirectory(config=c), config=c)
    is_named = any("root" in c[name] for name in ("Exchange", "ExchangeCollect"))
    return Path(collector.root), collector.coursedir.course_id, is_named


def gather_inbound(c: Config, slug: str, now: datetime | None = None) -> Collection:
    """Return what was submitted for *slug* to the exchange that *c* names, and in sentences what was refused.

    Raises UnavailableError if there is no such exchange.
    """
    coursedir = CourseDirectory(config=c)
    collector = ExchangeCollect(coursedir=coursedir, config=c)
    is_random = ExchangeSubmit(coursedir=coursedir, config=c).add_random_string
    inbound = Path(collector.root, coursedir.course_id, "inbound")
    if not inbound.is_dir():
        raise UnavailableError(ERRORS.filled("no_hub", folder=inbound, slug=slug))
    found = Collection()
    for folder in sorted(inbound.iterdir()):
        parts = folder.name.rsplit("+", 3 if is_random else 2)
        if len(parts) != (4 if is_random else 3) or parts[1] != slug:
            if f"+{slug}+" in folder.name:
                found.refused.append(_said(folder, "name"))
            continue
        try:
            upload = _checked(folder, slug, parts, collector.check_owner, now or datetime.now(UTC))
        except _RefusedError as error:
            found.refused.append(_said(folder, str(error)))
        except OSError:
            found.refused.append(_said(folder, "unreadable"))
        else:
            handed = found.handed.setdefault(parts[0], Handed(Owner(HUB, folder.name, parts[0])))
            handed.uploads.append(upload)
    return found


def _said(folder: Path, why: str) -> str:
    return WORDS.filled("refused", folder=folder.name, why=WORDS.section("why")[why])


def _checked(folder: Path, slug: str, parts: list[str], by_owner: bool, now: datetime) -> Upload:
    """Return what lies in *folder*. Raises _RefusedError if it is not what its name says."""
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode):
        raise _RefusedError("link")
    if by_owner and _user(about.st_uid) != parts[0]:
        raise _RefusedError("owner")
    files = {
        name: _read(folder / name, about.st_uid if by_owner else None)
        for name in (f"{slug}.ipynb", f"{slug}.answers.json", STAMP, SECRET)
        if os.path.lexists(folder / name)
    }
    if not _SECRET.fullmatch(files.get(SECRET, b"").decode("ascii", "replace").strip()):
        raise _RefusedError("secret")
    try:
        named, written = parse_utc(parts[2]), parse_utc(files[STAMP].decode("ascii").strip())
    except (KeyError, ValueError, OverflowError) as error:
        raise _RefusedError("time") from error
    sent = named.replace(tzinfo=UTC)
    if named != written or sent > now + AHEAD:
        raise _RefusedError("time")
    return Upload(files, folder.name, named, whole=True, sent=sent)


def _user(number: int) -> str:
    import pwd  # there is none on Windows, and no exchange either

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return ""


def _read(path: Path, owner: int | None) -> bytes:
    """Return the bytes of *path*, which must be an ordinary file of *owner*'s: neither a link nor a pipe."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _RefusedError("link")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1:
            raise _RefusedError("link")
        if owner is not None and about.st_uid != owner:
            raise _RefusedError("owner")
        if about.st_size > MOST_OF_ONE:
            raise _RefusedError("big")
        return file.read(MOST_OF_ONE)
