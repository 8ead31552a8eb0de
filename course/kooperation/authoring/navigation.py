"""The line at the top and at the bottom of each lecture: what comes before and after, how long it takes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from kooperation.base.words import Words

WORDS = Words("authoring.navigation")


def short_title(text: Path) -> str:
    """Return what the lecture *text* is about in a word or two: `short` in its head, else its first heading."""
    head, _, body = text.read_text("utf-8").partition("\n---\n")
    found = re.search(r"^short: (.+)$", head, re.M) or re.search(r"^# (.+)$", head + body, re.M)
    return found[1].strip() if found else text.stem


def top(line: str) -> str:
    """Return what stands above a lecture: the *line* of the way, and how to run it."""
    return f"{line}\n\n{hint(WORDS['hint'])}"


def way(text: Path, lectures: Sequence[Path], takes: int, tasks: Sequence[str] = ()) -> str:
    """Return the line for *text*, one of the *lectures*, which takes so many minutes: before, this one, next.

    At the bottom *tasks*, links to what is to be done after it, come before the next.
    """
    at = lectures.index(text)
    number = int(text.name[:2])
    parts = [WORDS.filled("here", number=number, minutes=takes), *tasks]
    if at > 0:
        parts.insert(0, WORDS.filled("before", **_link(lectures[at - 1])))
    if at + 1 < len(lectures):
        parts.append(WORDS.filled("after", **_link(lectures[at + 1])))
    return WORDS["between"].join(parts)


def tasks(text: Path, sources: Path) -> list[str]:
    """Return a link to each assignment in the folder *sources* that belongs to the lecture *text*."""
    links = []
    for path in sorted(sources.glob("*/*.toml")):
        record = tomllib.loads(path.read_text("utf-8"))
        if path.stem == path.parent.name and record.get("lecture") == text.stem:
            links.append(WORDS.filled("task", title=record["title"], slug=path.stem))
    return links


def hint(text: str) -> str:
    """Return *text*, how to run a notebook where nothing runs it; the kit's style hides it once something has run."""
    return f'<div class="kooperation-hint">{text}</div>'


def _link(text: Path) -> dict[str, object]:
    return {
        "number": int(text.name[:2]),
        "title": short_title(text),
        "file": text.with_suffix(".ipynb").name,
    }
