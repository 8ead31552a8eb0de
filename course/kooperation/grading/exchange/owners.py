"""Whose file it is: what a path says that Moodle, ILIAS or a human has made.

Moodle writes `Ada Lovelace_4711_assignsubmission_file_dilemma.ipynb`, or a folder of that name, with a number of its
own for each assignment; ILIAS a folder `Lovelace_Ada_alovelace_312` of ASCII letters (ä is ae), which ends with the
login and the number that a person keeps. What is handed in together lies in ILIAS in such a folder of whoever uploaded it, in
`Team 12`, in Moodle in one of the group's (see `teams`). In a plain folder the first name that is not the assignment's is the person.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

_MOODLE = re.compile(
    r"(?P<folder>(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<plugin>[a-z]+))(?P<rest>_.*)?"
)
_ILIAS = re.compile(r"[^_]+_.+_[^_]+_(?P<number>\d+)")
_TEAM = re.compile(
    r"Team[ _](?P<number>\d+)", re.I
)  # in ILIAS; its plug-in ExerciseStatusFile has _
_LATE = re.compile(r"^(?:Versp(?:ä|ae|a)tete?\w*|Late)(?: \w+)? - ", re.I)  # ILIAS, before the name
_COPY = re.compile(r"[ _]?\((?P<number>\d+)\)")
_FORBIDDEN = re.compile(r'[\[\]*?+/\\:<>"|]')  # a name of a folder, for nbgrader's patterns, too
MOODLE, ILIAS, PLAIN = "moodle", "ilias", "plain"


@dataclass(frozen=True)
class Owner:
    """Who handed in, as the platform says it: *folder* as it was downloaded, *name*, *number* there; *flat* without a folder.

    *team* is the team of which one is, "" for who handed in alone; its other members may have no folder.
    """

    platform: str
    folder: str
    name: str
    number: str = ""
    flat: bool = False
    team: str = ""

    @property
    def login(self) -> str:
        """The login, where the platform tells it and it holds no underscore; else ""."""
        return self.folder.split("_")[-2] if self.platform == ILIAS and self.folder else ""


@dataclass(frozen=True)
class Whose:
    """What a path says: the *owner*, None if nobody, in its name number *at*; the *file*'s own name; whether it is *late*.

    Nothing that a platform made by itself, such as a text that was typed there, has a *file*.
    """

    owner: Owner | None
    file: str
    at: int = 0
    late: bool = False  # as the platform says


def place(path: tuple[str, ...], slug: str, whole: bool) -> Whose:
    """Return whose file *path* is; *whole* says that its first name is the file that was named, else a folder was."""
    for at, name in enumerate(path):
        if found := _MOODLE.fullmatch(_unzipped(name)):
            if found["plugin"] != "file":
                return Whose(None, "")
            flat = bool(found["rest"]) and found["rest"] != "_"
            owner = Owner(MOODLE, found["folder"], found["name"], found["number"] or "", flat)
            file = found["rest"][1:] if flat and at == len(path) - 1 else path[-1]
            return Whose(owner, file, at)
    *folders, file = path
    for at, name in enumerate(folders):
        if (found := _ILIAS.fullmatch(name)) and not name.lower().startswith("multi_feedback"):
            late = any(map(_LATE.match, path[at + 1 :]))  # the notebook, or the pack that it is in
            team = team_name(path[at - 1]) if at else ""
            owner = Owner(ILIAS, name, name, found["number"], team=team)
            return Whose(owner, _LATE.sub("", file), at, late)
    name, at = _plain(folders, file, slug, whole)
    return Whose(Owner(PLAIN, name, name) if name else None, file, at)


def team_name(text: str) -> str:
    """Return how an ILIAS team is called, „Team 12“, that *text* names, "" if it names none."""
    found = _TEAM.fullmatch(text.strip())
    return f"Team {found['number']}" if found else ""


def _plain(folders: list[str], file: str, slug: str, whole: bool) -> tuple[str, int]:
    """Return the person that a path of a human's names, and where; "" if it names only the assignment."""
    names = list(enumerate(map(_unzipped, folders)))
    first, inner = (names[:1], names[1:]) if whole else ([], names)
    outer = {
        name for _, name in first
    }  # a folder in a zip file that is called like it tells nothing
    people = [(name, at) for at, name in inner if name not in outer and not is_called(name, slug)]
    people += [(_beside(PurePosixPath(file).stem, slug), len(folders))]
    for at, name in first:
        people += [(_beside(name, slug), at)] + [(name, at)] * (not is_called(name, slug))
    return next(((name, at) for name, at in people if name), ("", 0))


def _beside(stem: str, slug: str) -> str:
    """Return the person in `dilemma_ada` or `ada-dilemma`, "" if there is none."""
    found = re.fullmatch(rf"{slug}[ _-]+(?P<a>[^\W\d].*)|(?P<b>[^\W\d].*?)[ _-]+{slug}", stem, re.I)
    name = (found["a"] or found["b"]) if found else ""
    return "" if name.lower().startswith("answers") else name


def is_called(name: str, slug: str) -> bool:
    """Say whether *name* is that of the assignment, perhaps as a browser numbers it."""
    return without_number(_unzipped(name)).lower() in (slug, f"{slug}.answers", f"{slug}.ipynb")


def without_number(name: str) -> str:
    """Return *name* without the number that a browser gives to the second file of a name."""
    return _COPY.sub("", name).strip()


def number_of(name: str) -> int:
    """Return the number that a browser or ILIAS gave to the second file of a name, 0 for the first."""
    found = _COPY.search(name)
    return int(found["number"]) if found else 0


def _unzipped(name: str) -> str:
    return name[:-4] if name.lower().endswith(".zip") else name


def folder_name(text: str) -> str:
    """Return *text* as nbgrader can have it for a person; where that differs, with a mark that keeps people apart."""
    text = unicodedata.normalize("NFC", text)
    safe = _FORBIDDEN.sub("-", text).strip(". ")[:100]
    if safe == text and safe:
        return safe
    return f"{safe or 'person'}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"


_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})


def words_of(name: str) -> frozenset[str]:
    """Return the words of a person's name so that each platform's spelling is the same: „O'Brien, Zoë“ is obrien, zoe."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    plain = re.sub(r"['’`´\"]", "", plain)
    return frozenset(re.findall(r"[^\W_]+", plain))
