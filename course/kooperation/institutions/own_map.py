"""A map of one's own as a file, whoever wrote it, and what two such maps have in common.

Nothing on such a map is right or wrong. A file is read strictly, and a refusal says in German why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kooperation.base.typed_text import clean, quoted
from kooperation.base.words import Words

ERRORS = Words("institutions.errors.own_map")

MOST_BYTES = 100_000  # of a file; the fullest map has half of it
OURS = "kooperation: "  # so begins what a file of ours says it is
T = TypeVar("T")


def file_of(kind: str, plain: Mapping[str, Any]) -> str:
    """Return the text of a file that holds a map of this *kind* as *plain* data."""
    return json.dumps({"art": OURS + kind, **plain}, ensure_ascii=False, indent=1) + "\n"


def in_file(text: str, kind: str) -> dict[str, Any]:
    """Return what stands in a file of this *kind*; raises ValueError, in German, if it is none."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise ValueError(ERRORS["too_large"])
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        stored = None
    found = stored.get("art") if isinstance(stored, dict) else None
    if not isinstance(found, str) or not found.startswith(OURS):
        raise ValueError(ERRORS["not_of_here"])
    if found != OURS + kind:
        other = quoted(found.removeprefix(OURS))
        raise ValueError(ERRORS.filled("other_map", other=other, kind=kind))
    return {**stored}


def entry(stored: Mapping[str, Any], name: str, longest: int) -> str:
    """Return the text that *stored* has under *name*; raises ValueError, in German, if there is none."""
    found = stored.get(name)
    if not isinstance(found, str) or len(found) > longest:
        raise ValueError(ERRORS.filled("no_entry", name=name, longest=longest))
    return clean(found, longest)


@dataclass(frozen=True)
class Overlap(Generic[T]):
    """What is on both of two maps, as it stands on each, and what is on one only."""

    both: tuple[tuple[T, T], ...]
    only_mine: tuple[T, ...]
    only_other: tuple[T, ...]

    @property
    def is_all(self) -> bool:
        return not (self.only_mine or self.only_other)


def overlap(mine: Iterable[T], other: Iterable[T], key: Callable[[T], Hashable]) -> Overlap[T]:
    """Return what two maps have in common; what has the same *key* is the same."""
    here = {key(each): each for each in mine}
    there = {key(each): each for each in other}
    return Overlap(
        tuple((each, there[name]) for name, each in here.items() if name in there),
        tuple(each for name, each in here.items() if name not in there),
        tuple(each for name, each in there.items() if name not in here),
    )
