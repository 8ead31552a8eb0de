"""A newer course in a folder in which somebody works: their work stays, the new comes beside it, the old can be had back.

Here all is worked out, sentences included, and nothing is written: `carrying_out` does that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath

from kooperation.authoring.notebooks import STAMP
from kooperation.base.places import START, WORK
from kooperation.base.words import Words
from kooperation.desk.shipped import RECORD, digest, laid_out

WORDS = Words("desk.updating")
OWN, NEW = "_meine_fassung", "_neue_fassung"  # end the names of what lies beside
LECTURES = PurePosixPath(START.parent.as_posix())


@dataclass
class Changes:
    """What an update does: files with their new content, those they replace, those that go, and what is said."""

    written: dict[str, bytes] = field(default_factory=dict)
    replaced: dict[str, bytes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def write(self, root: Path, name: str, raw: bytes) -> None:
        """Have *name* written; what is there now is kept with the earlier state."""
        if (root / name).is_file():
            self.replaced[name] = (root / name).read_bytes()
        self.written[name] = raw


def changes(root: Path, course: Mapping[str, bytes]) -> Changes:
    """Return what makes the folder *root* hold the *course* and still all that somebody did there."""
    before = laid_out(root)[1]
    planned = Changes()
    for name, raw in course.items():
        own = root / name
        mark = digest(own.read_bytes()) if own.is_file() else None
        if name == RECORD or mark == digest(raw):
            continue
        untouched = mark is None or mark == before.get(name)
        if not untouched and before.get(name) == digest(raw):
            continue  # the course has nothing new here
        if not untouched and PurePosixPath(name).match(f"{LECTURES}/*.ipynb"):
            _keep_beside(planned, root, name)
        planned.write(root, name, raw)
    for name in sorted(before.keys() - course.keys()):
        own = root / name
        if own.is_file() and digest(own.read_bytes()) == before[name]:
            planned.replaced[name] = own.read_bytes()
            planned.removed.append(name)
    for name in course:
        if PurePosixPath(name).match("release/*/*"):
            _assignment(planned, root, name, course[name], before.get(name))
    own = root / RECORD
    if not own.is_file() or own.read_bytes() != course[RECORD]:
        planned.write(root, RECORD, course[RECORD])  # last: what was cut off is done again
    return planned


def _keep_beside(planned: Changes, root: Path, name: str) -> None:
    """Have the learner's own version of the lecture *name* kept beside the new one."""
    own = root / name
    raw = own.read_bytes()
    for number in count(1):
        beside = own.with_stem(f"{own.stem}{OWN}{f'_{number}' if number > 1 else ''}")
        if not beside.exists():
            planned.written[beside.relative_to(root).as_posix()] = raw
            break
        if beside.read_bytes() == raw:
            break
    planned.told.append(WORDS.filled("lecture", name=own.name, beside=beside.name))


def _assignment(planned: Changes, root: Path, name: str, raw: bytes, before: str | None) -> None:
    """Have the learner's copy of a released file renewed where nobody began with it; else it stays, whatever is new."""
    _, slug, file = name.split("/")
    own = root / WORK / slug / file
    if not own.is_file() or digest(own.read_bytes()) == digest(raw) or before == digest(raw):
        return
    if digest(own.read_bytes()) == before and not any(own.parent.glob("*.answers.json")):
        planned.write(root, own.relative_to(root).as_posix(), raw)
        return
    beside = root / WORK / f"{slug}{NEW}"
    if _edition(own.read_bytes()) == _edition(raw):
        planned.told.append(WORDS.filled("begun", slug=slug))
    else:
        if not (beside / file).exists():
            planned.written[(beside / file).relative_to(root).as_posix()] = raw
        planned.told.append(WORDS.filled("other", slug=slug, beside=beside.name))


def _edition(raw: bytes) -> str | None:
    """Return the edition of an assignment that the notebook *raw* tells; None where it tells none."""
    try:
        return str(json.loads(raw.decode("utf-8-sig"))["metadata"][STAMP]["edition"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
