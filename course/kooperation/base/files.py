"""Writing a file so that nothing is lost: one writer at a time, the old file or the new one and never a half.

    with only_writer(path):                 waits for other kernels and windows, but not for ever
        old = path.read_bytes()
        replace(path, new)                  keeps links and permissions

Standard library alone, since the course runs in a browser, too; there is nothing to lock with there.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from kooperation.base.words import Words

WORDS = Words("base.files")
ERRORS = Words("base.errors.files")
T = TypeVar("T")
PATIENCE = 5.0  # seconds for others to finish; a write takes some thousandths
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)  # seconds between tries: a virus scanner lets go soon
REASONS = {
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "forbidden",
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
}
HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)


class BusyError(OSError):
    """Somebody else did not finish writing in time."""


def decoded(raw: bytes) -> tuple[str, str]:
    """Return *raw* as text, in whatever coding it is, and which that was."""
    codings = ["utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8", "cp1252"]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codings.insert(0, "utf-16")
    for coding in codings:
        with suppress(UnicodeDecodeError):
            return raw.decode(coding), coding
    return raw.decode("latin-1"), "latin-1"  # which decodes anything


@contextmanager
def only_writer(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep all others that ask for *path* waiting within the block; raise BusyError after *patience* seconds.

    The lock belongs to the process, so the system opens it after a crash. What is locked is an empty file in the
    system's folder for temporary ones: beside the notebook one would see it and hand it in, the file itself
    cannot be replaced while it is locked on Windows, and a folder cannot be locked on a network drive. Where
    nothing can be locked the block is entered as it is: an answer is not refused for that.
    """
    handle = _opened(path)
    try:
        if handle is not None:
            wait_for_lock(handle, path, patience)
        yield
    finally:
        if handle is not None:
            os.close(handle)  # opens the lock, too


def _opened(path: Path) -> int | None:
    """Return a handle of the file that stands for *path* in a lock; None where there can be none."""
    owner = os.getuid() if hasattr(os, "getuid") else ""
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:20]
    with suppress(OSError):
        place = Path(tempfile.gettempdir(), f"kooperation-{owner}-{name}.lock")
        return os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    return None


def wait_for_lock(handle: int, path: Path, patience: float) -> None:
    """Lock the file behind *handle*, which is open, for this process; raise BusyError after *patience* seconds."""
    try:
        lock = _way_to_lock()
    except ImportError:
        return
    end = time.monotonic() + patience
    while True:
        try:
            return lock(handle)
        except OSError as error:
            if error.errno not in HELD:  # this system cannot lock
                return
        if time.monotonic() > end:
            raise BusyError(errno.EBUSY, ERRORS["busy"], str(path))
        time.sleep(0.01)


def _way_to_lock() -> Callable[[int], None]:
    """Return what locks a handle or raises OSError at once; ImportError where the system has neither."""
    if os.name == "nt":
        import msvcrt

        return lambda handle: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,no-any-return,unused-ignore]
    from fcntl import LOCK_EX, LOCK_NB, flock  # a browser's Python has the module without it

    return lambda handle: flock(handle, LOCK_EX | LOCK_NB)


def replace(path: Path, raw: bytes) -> None:
    """Write *raw* to *path* so that a reader finds either the old or the new file, never a half.

    A link stays a link, and the file keeps its permissions; a new one can be read by everybody, since an
    instructor could not collect it otherwise. Raises OSError, also for a file that is write-protected.
    """
    target = Path(os.path.realpath(path))
    is_new = not target.exists()
    if not is_new and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            os.chmod(temporary, 0o644)
        else:
            shutil.copymode(target, temporary)
        patiently(lambda: os.replace(temporary, target))
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def patiently(action: Callable[[], T]) -> T:
    """Return what *action* does, trying again a few times while it is not permitted.

    On Windows a file that somebody else reads can neither be opened nor replaced for a moment.
    """
    for pause in PAUSES:
        try:
            return action()
        except PermissionError:
            time.sleep(pause)
    return action()


def reason(error: OSError) -> str:
    """Return in German why the system did not do it; in its own words where it is none of the usual reasons."""
    known = REASONS.get(error.errno or 0)
    return WORDS.section("reasons")[known] if known else str(error.strerror)
