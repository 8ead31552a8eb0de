"""Changing many files so that all change or none: what is new is written aside first, then only names change.

A full disk, a key press, or a file that somebody else holds or just changed leaves the folder as it was. After a power cut each
file is the old or the new one, and the same update again does the rest.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from kooperation.base.files import patiently, reason
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.updating import Changes

ERRORS = Words("desk.errors.carrying_out")

STAGE = ".kooperation-update"  # in the course's folder while it is updated
EARLIER = "frueherer_stand"  # there lies what was replaced or removed, under the names it had


def carry_out(root: Path, planned: Changes, called: str) -> Path | None:
    """Do what is *planned* in the folder *root*; return where the earlier state lies, named *called*, if there is one.

    Raises UnavailableError if it cannot be done; then nothing has changed.
    """
    stage, kept = root / STAGE, root / EARLIER / called
    made = [folder for folder in (root, *root.parents) if not folder.exists()]
    with _whole_or_not(root):
        try:
            _write_aside(stage, planned)
            if planned.replaced:
                kept.parent.mkdir(exist_ok=True)
                (stage / "old").rename(kept)
            _change_names(root, stage / "new", kept, planned)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            for folder in (root / EARLIER, *made):
                with suppress(OSError):
                    folder.rmdir()  # where something lies in it, it stays
    return kept if planned.replaced else None


def _write_aside(stage: Path, planned: Changes) -> None:
    shutil.rmtree(stage, ignore_errors=True)  # what a power cut left
    for part, files in (("new", planned.written), ("old", planned.replaced)):
        for name, raw in files.items():
            path = stage / part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())


def _change_names(root: Path, new: Path, kept: Path, planned: Changes) -> None:
    """Put the files of *new* in their places; if one cannot be, put all back from *kept*."""
    done: list[str] = []
    try:
        for name in [*planned.written, *planned.removed]:
            target = root / name
            there = target.read_bytes() if target.is_file() else None
            if there != planned.replaced.get(name):
                raise OSError(errno.EBUSY, ERRORS.filled("just_changed", name=name), name)
            done.append(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            if name in planned.written:
                patiently(lambda: os.replace(new / name, target))  # noqa: B023  (called at once)
            else:
                patiently(target.unlink)
    except BaseException:
        _put_back(root, kept, done)
        raise


def _put_back(root: Path, kept: Path, names: Sequence[str]) -> None:
    for name in names:
        if (kept / name).is_file():
            os.replace(kept / name, root / name)
        else:
            (root / name).unlink(missing_ok=True)
        for folder in PurePosixPath(name).parents[:-1]:
            with suppress(OSError):
                (root / folder).rmdir()
    shutil.rmtree(kept, ignore_errors=True)


@contextmanager
def _whole_or_not(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnavailableError(
            ERRORS.filled("not_written", root=root, reason=reason(error))
        ) from error
    except KeyboardInterrupt as error:
        raise UnavailableError(ERRORS["broken_off"]) from error
