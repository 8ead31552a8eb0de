"""What earlier groups did: one number for each round of a game, kept without anybody's moves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from kooperation.base.files import only_writer, replace
from kooperation.desk.classroom.session import OVER, Playing, Session

FEWEST = 5  # people: of fewer, a mean would tell of somebody


@dataclass(frozen=True)
class GroupRecord:
    """A game that a group has played to its end: *measures* by round."""

    game: str
    chosen: Mapping[str, str]
    people: int
    measures: tuple[float, ...]


def records_of(session: Session) -> list[GroupRecord]:
    """Return what may be kept of *session*: games that are over, in which enough people played each round."""
    found = []
    for playing in session.played:
        people = min((len(played.moves[-1]) for played in playing.rounds), default=0)
        measures = measured(playing)
        if playing.stage == OVER and people >= FEWEST and len(measures) == len(playing.rounds):
            found.append(GroupRecord(playing.game.key, dict(playing.chosen), people, measures))
    return found


def measured(playing: Playing) -> tuple[float, ...]:
    """Return the measures of the rounds in which somebody moved."""
    return tuple(measure for measure in playing.measures if measure is not None)


def read_records(path: Path) -> list[GroupRecord]:
    """Return what was kept in *path*; nothing if there is no such file, or it is damaged."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return [_record(one) for one in found]
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return []


def _record(one: Any) -> GroupRecord:
    chosen = {str(key): str(value) for key, value in dict(one["chosen"]).items()}
    measures = tuple(float(value) for value in one["measures"])
    if not all(map(isfinite, measures)):
        raise ValueError("no number")
    return GroupRecord(str(one["game"]), chosen, int(one["people"]), measures)


def keep_records(path: Path, records: Sequence[GroupRecord]) -> None:
    """Add *records* to those in *path*. Raises OSError."""
    with only_writer(path):
        every = [*read_records(path), *records]
        plain = [
            {"game": one.game, "chosen": dict(one.chosen), "people": one.people, "measures": one.measures}
            for one in every
        ]  # fmt: skip
        replace(path, (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode())


def compared(
    kept: Sequence[GroupRecord], session: Session, playing: Playing
) -> list[tuple[str, tuple[float, ...]]]:
    """Return by variant („“ where there are none) the mean course of earlier groups that played what *playing* is.

    Groups count that played as many rounds: those *kept*, and those of this session before.
    """
    before = [
        GroupRecord(one.game.key, one.chosen, 0, measured(one))
        for one in session.played
        if one is not playing and one.stage == OVER
    ]
    alike = [
        one
        for one in (*kept, *before)
        if one.game == playing.game.key
        and len(one.measures) == playing.all_rounds
        and one.chosen.get("question") == playing.chosen.get("question")
    ]
    variants = dict.fromkeys(one.chosen.get("variant", "") for one in alike)
    found = []
    for variant in variants:
        courses = [one.measures for one in alike if one.chosen.get("variant", "") == variant]
        mean = tuple(sum(values) / len(values) for values in zip(*courses, strict=True))
        found.append((variant, mean))
    return found
