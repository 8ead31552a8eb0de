"""`kooperation collect`: what was downloaded from a learning platform goes to `submitted/<student>/<slug>/`, as nbgrader has it.

What does not count is kept in `eingesammelt/<slug>/weitere/`, what lay in `submitted/` before in `…/frueher/`; there
is also kept as whom the platform knows each student, and its worksheet: grades and feedback go back by that.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from kooperation.base.files import replace
from kooperation.base.german import all_or_names, join
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.owners import MOODLE
from kooperation.grading.exchange.people import read_people
from kooperation.grading.exchange.uploads import Collection, CountedState, counting

WORDS = Words("grading/exchange.collect")
ERRORS = Words("grading/exchange.errors.collect")
KEPT = "eingesammelt"
SHEET, RECORD = "bewertungstabelle.csv", "abgaben.json"
STAMP = "timestamp.txt"
TIME = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader writes it when one submits


def take(
    root: Path, slug: str, found: Collection, due: Callable[[str], datetime | None], *, dry_run: bool
) -> Iterator[str]:  # fmt: skip
    """Lay what counts into `submitted/`, keep the rest, and yield what is done, or would be, in sentences."""
    kept, record = root / KEPT / slug, read_record(root, slug)
    new, unchanged, replaced, remarks = 0, 0, list[str](), list[str]()
    timeless: list[str] = []
    for student, handed in sorted(found.handed.items()):
        state = counting(handed, ends := due(student))
        timeless += [student] if ends and state.sent is None else []
        target = root / "submitted" / student / slug
        if f"{slug}.ipynb" not in state.files:
            remarks.append(WORDS.filled("no_notebook", student=student))
        if state.left:
            used = join([f"„{name}“" for name in state.sources])
            left = join([f"„{u.source}“" for u in state.left])
            remarks.append(WORDS.filled("left", student=student, used=used, left=left))
        before = _before(target)
        if before == _without_time(state.files):
            unchanged += 1
        elif before and _is_newer(target, state.sent):
            remarks.append(WORDS.filled("older", student=student))
            continue
        elif before:
            replaced.append(student)
            if ends and (sent := _sent(target)) and sent <= ends < (state.sent or sent):
                remarks.append(WORDS.filled("now_late", student=student))
        else:
            new += 1
        record[student] = asdict(handed.owner)
        if not dry_run:
            _lay(target, kept, student, state, before)
    if not dry_run:
        _keep(kept, record, found.sheet)
    counts = {"new": new, "replaced": len(replaced), "unchanged": unchanged}
    yield WORDS.filled("would", **counts) if dry_run else WORDS.filled("done", **counts)
    if replaced:
        folder = f"{KEPT}/{slug}/frueher"
        yield WORDS.filled(
            "replaced", people=all_or_names(replaced, found.handed), folder=folder, slug=slug
        )
    from_moodle = sorted(s for s, h in found.handed.items() if h.owner.platform == MOODLE)
    if new and from_moodle and not read_people(root):
        yield WORDS.filled("no_list", example=from_moodle[0])
    if timeless:
        yield WORDS.filled("timeless", people=all_or_names(timeless, found.handed))
    yield from (*remarks, *dict.fromkeys(found.told))
    if found.refused:
        yield WORDS.filled("refused", count=len(set(found.refused)))
        yield from (WORDS.filled("one", said=said) for said in dict.fromkeys(found.refused))


def _keep(kept: Path, record: Mapping[str, Any], sheet: Path | None) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    replace(kept / RECORD, (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
    if sheet and sheet.resolve() != (kept / SHEET).resolve():
        replace(kept / SHEET, sheet.read_bytes())


def read_record(root: Path, slug: str) -> dict[str, Any]:
    """Return as whom a platform knows each student whose work on *slug* was collected."""
    path = root / KEPT / slug / RECORD
    try:
        record: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise UnavailableError(ERRORS.filled("damaged", path=path)) from error
    return record


def _before(target: Path) -> dict[str, bytes]:
    files = target.iterdir() if target.is_dir() else ()
    return _without_time({path.name: path.read_bytes() for path in files if path.is_file()})


def _without_time(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name != STAMP}


def _is_newer(target: Path, sent: datetime | None) -> bool:
    """Say whether what lies at *target* was handed in after *sent*, as far as that is known."""
    there = _sent(target)
    return sent is not None and there is not None and there > sent


def _sent(target: Path) -> datetime | None:
    """Return when what lies at *target* was handed in; None if that is not known."""
    stamp = target / STAMP
    try:
        there: datetime = parse_utc(stamp.read_text("utf-8").strip()).replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        return None
    return there


def _lay(
    target: Path, kept: Path, student: str, state: CountedState, before: Mapping[str, bytes]
) -> None:
    """Put *state* at *target*, whole or not at all; what was there, and what does not count, is kept."""
    for number, upload in enumerate(state.left, 1):
        _written(kept / "weitere" / student / f"{number:02}", upload.files)
    stamp = "" if state.sent is None else state.sent.astimezone(UTC).strftime(TIME)
    known = target / STAMP
    if before == _without_time(state.files) and stamp in (
        "",
        known.exists() and known.read_text("utf-8"),
    ):
        return  # the same at the same time: what is touched would count as collected anew
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as temporary:
        fresh = _written(Path(temporary, target.name), state.files)
        if stamp and STAMP not in state.files:
            (fresh / STAMP).write_text(stamp, "utf-8")
        if before and before != _without_time(state.files):
            earlier = kept / "frueher" / student
            earlier.mkdir(parents=True, exist_ok=True)
            shutil.move(target, earlier / f"{len(list(earlier.iterdir())) + 1:02}")
        elif target.exists():
            target.rename(Path(temporary, "before"))
        os.replace(fresh, target)


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        replace(folder / name, data)
    return folder
