"""What only instructors need: the sandbox in which learners' code runs; and the exchange of a hub."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from kooperation.base.words import Words
from kooperation.desk.doctor.diagnosis import Diagnosis, good, note, todo

WORDS = Words("desk.doctor.teaching")
USUAL = Path("/usr/local/share/nbgrader/exchange")  # nbgrader's default


def sandbox(root: Path) -> Iterator[Diagnosis]:
    """Say whether learners' code can be locked in; asked only where work is graded."""
    if find_spec("nbgrader") is None or not (root / "source").is_dir():
        return
    from kooperation.grading.sandbox import why_none

    if not (why := why_none()):
        yield good(WORDS["sandbox"])
    elif sys.platform.startswith("linux"):
        yield todo(why)
    else:
        yield note(why)  # there is none for this system: nothing to do about it


def exchange(root: Path) -> Iterator[Diagnosis]:
    """Say whether the exchange that nbgrader is configured for lets work in and nobody see that of others.

    What is asked are nbgrader's own rights: everybody may write into the inbound folder and none list it, and
    what was released is the instructor's alone to write.
    """
    if find_spec("nbgrader") is None or sys.platform == "win32" or not _may_be_configured(root):
        return
    # jsonschema, below nbgrader, would spend 1.5 s on a checker of addresses that nobody uses here.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from kooperation.grading.exchange.hub import exchange_of

    place, course, is_named = exchange_of(root)
    if not place.is_dir():
        if is_named:
            yield todo(WORDS.filled("no_exchange", folder=place))
        return
    faults = list(_faults(place, place / course))
    yield from map(todo, faults)
    if not faults:
        yield good(WORDS.filled("exchange", folder=place))


def _may_be_configured(root: Path) -> bool:
    """Say whether to load nbgrader at all, which takes seconds: is there its usual folder or some configuration?"""
    from jupyter_core.paths import jupyter_config_path

    places = (root, *map(Path, jupyter_config_path()))
    return USUAL.is_dir() or any(list(place.glob("nbgrader_config.*")) for place in places)


def _faults(place: Path, course: Path) -> Iterator[str]:
    if not os.access(place, os.R_OK | os.W_OK | os.X_OK) or not _mode(place) & stat.S_IWOTH:
        yield WORDS.filled("closed", folder=place)
    inbound, outbound, feedback = (course / name for name in ("inbound", "outbound", "feedback"))
    if inbound.is_dir():
        if _mode(inbound) & stat.S_IROTH:
            yield WORDS.filled("listed", folder=inbound)
        if not _mode(inbound) & (stat.S_IWOTH | stat.S_IWGRP):
            yield WORDS.filled("no_entry", folder=inbound)
    for folder in (course, outbound, feedback):
        if folder.is_dir() and _mode(folder) & stat.S_IWOTH:
            yield WORDS.filled("forged", folder=folder)


def _mode(folder: Path) -> int:
    return folder.stat().st_mode
