"""The computer: disk, folders, paths, clock, and what is only told: browser, proxy."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import getproxies
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kooperation.base.files import reason
from kooperation.base.german import join
from kooperation.base.places import START, WORK
from kooperation.base.words import Words
from kooperation.desk.doctor.diagnosis import Diagnosis, good, note, todo

WORDS = Words("desk.doctor.computer")
FIREFOX, SAFARI = ("firefox",), ("safari",)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
BROWSERS = (*FIREFOX, *CHROMIUM, *SAFARI)
MEGABYTE = 10**6
NEEDED = 200 * MEGABYTE  # free: notebooks, answers, a packed hand-in, what Jupyter and Python keep
LONGEST_PATH = 259  # characters, on a Windows that does not allow more
GROWTH = 40  # characters: a file is written under a longer name first, a copy gets one, too
ZONE = "Europe/Berlin"
TOLERANCE = timedelta(days=1)  # a ZIP tells no time zone
CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT")
SETTINGS = (*CERTIFICATES, "PIP_PROXY", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS")


def browser() -> Iterator[Diagnosis]:
    """Tell which browsers can be started here."""
    found = [name for name in BROWSERS if shutil.which(name)]
    if found:
        yield good(WORDS.filled("browsers", names=join(found)))
    elif sys.platform in ("win32", "darwin"):
        yield note(WORDS["system_browser"])
    else:
        yield note(WORDS["no_browser"])


def network() -> Iterator[Diagnosis]:
    """Tell which settings for proxy and certificates there are, by name alone: an address may hold a password."""
    proxies = sorted(f"{name}_proxy" for name in getproxies())
    names = [*proxies, *(name for name in SETTINGS if os.environ.get(name))]
    if not names:
        yield good(WORDS["direct"])
        return
    yield note(WORDS.filled("settings", names=join(names)))
    for name in CERTIFICATES:
        if (value := os.environ.get(name)) and not os.path.exists(value):
            yield note(WORDS.filled("no_certificate", name=name))


def disk(root: Path, needed: int = NEEDED) -> Iterator[Diagnosis]:
    """Say whether *needed* bytes are free, for the course at *root* and for temporary files."""
    for name, folder in (("course", root), ("temporary", Path(tempfile.gettempdir()))):
        free = shutil.disk_usage(folder).free
        where = WORDS.section("where")[name]
        said = WORDS.filled("free", where=where, free=free // MEGABYTE)
        full = WORDS.filled("full", needed=needed // MEGABYTE)
        yield good(said) if free >= needed else todo(f"{said} {full}")


def writing(root: Path) -> Iterator[Diagnosis]:
    """Try to write a file into each folder that the course at *root* writes to."""
    work = [folder for folder in (root / WORK, *root.glob(f"{WORK}/*")) if os.path.lexists(folder)]
    refused = False
    for folder in (root, (root / START).parent, *work, Path(tempfile.gettempdir())):
        if folder.is_file() and folder.parent.name == WORK:
            continue  # what somebody laid there
        try:
            with tempfile.TemporaryFile(dir=folder, prefix=".kooperation-"):
                pass
        except OSError as error:
            refused = True
            yield todo(WORDS.filled("refused", folder=folder, why=reason(error)))
    if not refused:
        yield good(WORDS["writable"])


def paths(root: Path, longest: int | None = None) -> Iterator[Diagnosis]:
    """Say whether the names of the course's files at *root* can be stored and opened everywhere here."""
    try:
        str(root).encode()
    except UnicodeEncodeError:
        shown = os.fsencode(root).decode(errors="replace")
        yield todo(WORDS.filled("no_text", folder=shown))
        return
    longest = longest or (LONGEST_PATH if sys.platform == "win32" else None)
    inside = [START, *(p.relative_to(root) for p in root.glob(f"{WORK}/*/*"))]
    length = max(len(str(root / path)) for path in inside) + GROWTH
    if longest and length > longest:
        over = length - longest
        yield todo(WORDS.filled("long", folder=root, length=length, longest=longest, over=over))
    else:
        yield good(str(root))


def clock(root: Path) -> Iterator[Diagnosis]:
    """Say what time it is here and whether that can be: deadlines are told in Berlin's time."""
    now = datetime.now(UTC)
    made = datetime.fromtimestamp((root / START).stat().st_mtime, UTC)
    try:
        zone = ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        yield todo(WORDS["no_zones"])
        return
    said = WORDS.filled("time", now=now.astimezone(zone))
    if made > now + TOLERANCE:
        yield todo(f"{said} {WORDS.filled('early', made=made.astimezone(zone))}")
    else:
        yield good(said)
