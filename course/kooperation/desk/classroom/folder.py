"""Where a session lies: its journal, where it can be reached, and what earlier groups did.

All in one folder, which git knows nothing of; readable for its owner alone, since the lecturer's secret is in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from kooperation.base.places import UnavailableError, course_root

NAME = "hoersaal"


@dataclass(frozen=True)
class HallFolder:
    """The files of the folder *path*."""

    path: Path

    @property
    def journal(self) -> Path:
        return self.path / "sitzung.jsonl"

    @property
    def links(self) -> Path:
        return self.path / "adresse.json"

    @property
    def opener(self) -> Path:
        return self.path / "leitung.html"

    @property
    def records(self) -> Path:
        return self.path / "fruehere_gruppen.json"

    @property
    def messages(self) -> Path:
        return self.path / "meldungen.txt"

    def made(self) -> HallFolder:
        """Make the folder if it is not there. Raises OSError."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        return self


@dataclass(frozen=True)
class HallLinks:
    """How a session is reached: by phones, on the wall, by the lecturer; *process* is who serves it."""

    phone: str
    wall: str
    lead: str
    code: str
    process: int


def links_to(address: str, opened: Mapping[str, str]) -> HallLinks:
    """Return the links to the session that was *opened*, at *address*. What follows „#“ is not sent to any server."""
    code, secret = opened["code"], opened["secret"]
    return HallLinks(
        f"{address}#{code}",
        f"{address}wand#{code}",
        f"{address}leitung#{secret}",
        code,
        os.getpid(),
    )


def open_private(path: Path) -> TextIO:
    """Return a new file at *path* to write to, for its owner alone. Raises OSError."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8")


def write_private(path: Path, text: str) -> None:
    """Write *text* to *path*, for its owner alone. Raises OSError."""
    with open_private(path) as file:
        file.write(text)


def write_links(folder: HallFolder, links: HallLinks) -> None:
    """Write where the session is to be found, and a page that leads the lecturer there.

    An address on the command line of a browser could be read by everybody on this computer; that of a file may be.
    """
    write_private(folder.links, json.dumps(asdict(links)))
    page = f'<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={links.lead}">'
    write_private(folder.opener, page)


def read_links(folder: HallFolder) -> HallLinks | None:
    """Return where the session of *folder* is to be found, None if nothing is written down."""
    try:
        return HallLinks(**json.loads(folder.links.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def forget_links(folder: HallFolder) -> None:
    """Delete all that the lecturer's secret is in, but for the journal."""
    for path in (folder.links, folder.opener):
        path.unlink(missing_ok=True)
    with suppress(PermissionError):  # Windows deletes no file that its writer still has open
        folder.messages.unlink(missing_ok=True)


def hall_folder(given: Path | None = None) -> HallFolder:
    """Return the folder of the course's session, or of the one in *given*."""
    if given is not None:
        return HallFolder(given)
    try:
        return HallFolder(course_root() / NAME)
    except UnavailableError:
        return HallFolder(Path.cwd() / NAME)
