"""Starting the server of a session from a notebook: a process of its own, which the kernel's end does not end."""

from __future__ import annotations

import subprocess
import sys
import time

from kooperation.base.files import BusyError, only_writer, reason
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.classroom.folder import HallFolder, HallLinks, open_private, read_links

WORDS = Words("desk/classroom.starting")
PATIENCE = 20.0  # seconds; it takes one
PAUSE = 0.05


def running_links(folder: HallFolder) -> HallLinks | None:
    """Return where the session of *folder* is, None if none is running."""
    if not folder.path.is_dir():
        return None
    try:
        with only_writer(folder.journal, patience=0):
            return None
    except BusyError:
        return read_links(folder)


def start(folder: HallFolder, *, network: bool) -> HallLinks:
    """Start a server, or take up what was broken off; return where it is. Raises UnavailableError with the reason."""
    if links := running_links(folder):
        return links
    command = [sys.executable, "-m", "kooperation", "hoersaal", "--no-browser"]
    command += ["--folder", str(folder.path), *(["--network"] if network else [])]
    try:
        folder.made()
        with open_private(folder.messages) as said:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
            )
    except OSError as error:
        raise UnavailableError(
            WORDS.filled("refused", folder=folder.path, why=reason(error))
        ) from error
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        links = read_links(folder)
        if links and links.process == process.pid:
            return links
        time.sleep(PAUSE)
    process.kill()
    lines = folder.messages.read_text("utf-8").splitlines() if folder.messages.exists() else []
    raise UnavailableError(WORDS.filled("failed", why=lines[-1] if lines else "–"))
