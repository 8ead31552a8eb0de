"""How far a learner is, as lines with links: where to go on, and what is done, in the panel's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill, joined, legend, tag
from kooperation.practice.progress import Done, stopped

WORDS = Words("practice.progress")


def overview(course: Sequence[Done], said: Mapping[str, str]) -> Markup:
    """Return where to go on, unless it is here in the first, and what is begun; before anything is, what will stand here.

    *said* are the panel's words.
    """
    begun = [each for each in course if each.is_begun]
    if not begun:
        return legend(WORDS["nothing"])
    lines = tag("ul", *(tag("li", _link(each), f": {done_line(each, said)}") for each in begun))
    next_one = stopped(course)
    if next_one is course[0]:  # where this stands
        return lines
    onward = fill(WORDS["onward"], where=_link(next_one)) if next_one else fill(WORDS["through"])
    return joined([tag("p", onward), lines])


def done_line(done: Done, said: Mapping[str, str]) -> str:
    """Return what is done of one lecture or assignment, as the panel says it."""
    parts = [
        said[kind].format(given=given, all=there) for kind, (given, there) in done.counts.items()
    ]
    if done.is_packed:
        parts.append(said["packed"])
    return " · ".join(parts) + (f" {said['all']}" if done.is_through else "")


def _link(done: Done) -> Markup:
    return tag("a", done.title, href=done.file, target="_blank", look="read")
