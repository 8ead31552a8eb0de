"""What is in a zip file or folder that somebody else has made; whatever could do harm is refused with a sentence.

Nothing is written while reading. A path becomes a tuple of names, none of which leads out of its folder; a zip file
inside another one is opened, too, to a depth of two, and counts as a folder with its name.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from kooperation.base.files import reason
from kooperation.base.words import Words

WORDS = Words("grading/exchange.archive")
DEPTH = 2  # zip files inside the one that was named
MOST_FILES = 20_000
MOST_BYTES = 500_000_000  # of all that is unpacked of one file
MOST_OF_ONE = 50_000_000
RATIO = 300  # notebooks come to 10, a bomb to 1000
WANTED = (".ipynb", ".json", ".zip")
ENCRYPTED, UTF8 = 0x1, 0x800
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class PackedFile:
    """A file somewhere in what was named: the names on the way to it, its bytes, when it was last changed.

    *packs* says how many of the names at the beginning of *path* belong to the outermost file, and to each zip inside.
    """

    path: tuple[str, ...]
    data: bytes
    changed: datetime
    packs: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return self.path[-1]


@dataclass
class Contents:
    """Reads *what*, a file or folder: yields entries, and notes in `refused` what it left out and why."""

    what: Path
    refused: list[str] = field(default_factory=list)
    others: int = 0  # files of another kind, such as texts: neither read nor refused
    _bytes: int = 0
    _files: int = 0

    def __iter__(self) -> Iterator[PackedFile]:
        if self.what.is_dir():
            for path in sorted(self.what.rglob("*")):
                yield from self._from_disk(path, path.relative_to(self.what).parts)
        else:
            yield from self._from_disk(self.what, (self.what.name,))

    def _from_disk(self, path: Path, names: tuple[str, ...]) -> Iterator[PackedFile]:
        names = tuple(unicodedata.normalize("NFC", name) for name in names)
        if (path.is_dir() and not path.is_symlink()) or is_litter(names):
            return
        shown = "/".join(names)
        if (path.is_symlink() and path != self.what) or not path.is_file():
            self._refuse("link", shown)
            return
        try:
            is_big = path.stat().st_size > (
                MOST_BYTES if names[-1].endswith(".zip") else MOST_OF_ONE
            )
            if is_big and path.suffix.lower() in WANTED:
                self._refuse("big", shown)
            elif path.suffix.lower() == ".zip":
                yield from self._opened(path, names, 0, (len(names),))
            elif self._wanted(names):
                changed = datetime.fromtimestamp(path.stat().st_mtime)
                yield PackedFile(names, path.read_bytes(), changed)
        except OSError as error:
            self.refused.append(WORDS.filled("unreadable", file=shown, why=reason(error)))

    def _opened(
        self, source: Path | io.BytesIO, names: tuple[str, ...], depth: int, packs: tuple[int, ...]
    ) -> Iterator[PackedFile]:
        """Yield what is in the zip file *source*, which stands at *names*."""
        shown = "/".join(names)
        try:
            archive = zipfile.ZipFile(source)
        except BROKEN:
            self._refuse("broken", shown)
            return
        with archive:
            entries = archive.infolist()
            if len(entries) + self._files > MOST_FILES:
                self._refuse("many", shown)
                return
            self._files += len(entries)
            for info in entries:
                if not info.is_dir():
                    yield from self._entry(archive, info, names, depth, packs)

    def _entry(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, names: tuple[str, ...], depth: int, packs: tuple[int, ...]
    ) -> Iterator[PackedFile]:  # fmt: skip
        inner = safe_names(decoded(info))
        shown = f"{'/'.join(names)}/{printable(decoded(info))}"
        if inner is None:
            self._refuse("outside", shown)
            return
        if is_litter(inner) or not self._wanted(inner):
            return
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            self._refuse("link", shown)
        elif info.flag_bits & ENCRYPTED:
            self._refuse("encrypted", shown)
        elif self._is_bomb(info):
            self._refuse("bomb", shown)
        elif (data := self._unpacked(archive, info)) is None:
            self._refuse("broken", shown)
        elif inner[-1].lower().endswith(".zip"):
            if depth == DEPTH:
                self._refuse("deep", shown)
            else:
                path = (*names, *inner)
                yield from self._opened(io.BytesIO(data), path, depth + 1, (*packs, len(path)))
        else:
            yield PackedFile((*names, *inner), data, changed(info), packs)

    def _is_bomb(self, info: zipfile.ZipInfo) -> bool:
        packed_tight = info.file_size > 1_000_000 and info.file_size > RATIO * info.compress_size
        return (
            packed_tight
            or info.file_size > MOST_OF_ONE
            or self._bytes + info.file_size > MOST_BYTES
        )

    def _unpacked(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
        """Return the bytes of an entry, None if it is damaged; no more than it says are ever unpacked."""
        try:
            with archive.open(info) as file:
                data = file.read(info.file_size + 1)
        except BROKEN:
            return None
        self._bytes += len(data)
        return data if len(data) == info.file_size else None

    def _wanted(self, names: tuple[str, ...]) -> bool:
        if PurePosixPath(names[-1]).suffix.lower() in WANTED:
            return True
        self.others += 1
        return False

    def _refuse(self, why: str, shown: str) -> None:
        self.refused.append(WORDS.filled("refused", file=shown, why=WORDS.section("why")[why]))


def decoded(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry: UTF-8 where it can be, since many write it without saying so, else code page 437."""
    name = info.filename
    if not info.flag_bits & UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:  # it is what it says: the code page of old
            name = info.filename
    return unicodedata.normalize("NFC", name)


def safe_names(path: str) -> tuple[str, ...] | None:
    """Return the names on the way of *path*; None if it leads out of its folder or starts at a root."""
    path = path.replace("\\", "/")
    names = [name for name in path.split("/") if name not in ("", ".")]
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in names or not names:
        return None
    return tuple(printable(name) for name in names)


def printable(text: str) -> str:
    """Return *text* without what moves the cursor or turns the direction of writing."""
    return "".join("?" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def is_litter(names: tuple[str, ...]) -> bool:
    """Say whether systems leave it behind by themselves: `__MACOSX`, `._x`, hidden folders, copies of Jupyter's."""
    return any(name == "__MACOSX" or name.startswith((".", "~$")) for name in names)


def changed(info: zipfile.ZipInfo) -> datetime:
    """Return when an entry was last changed, in the clock of who packed it."""
    try:
        return datetime(*info.date_time)
    except ValueError:  # some write month 0
        return datetime(1980, 1, 1)
