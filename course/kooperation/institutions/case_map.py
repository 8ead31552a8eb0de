"""Mapping a case: who is responsible, on which legal basis, what kind of problem, which instrument.

A map answers four questions about a case. Each answer is a set of choices, and a key says of every
choice whether it is right, admissible, disputed or wrong, and which needs have to be met. A need is
a set of alternatives ("pension insurance or health insurance"): one of them is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

WRONG_COSTS = 0.5  # of what meeting one need brings: choosing everything must not pay


class Problem(StrEnum):
    """The four kinds of trouble between sectors; a gap may also be half a rule."""

    INTERFACE = "S"
    GAP = "L"
    DUPLICATION = "D"
    SHUNTING = "V"


class Instrument(StrEnum):
    """What helps against such trouble, from information to a standing body."""

    INFORMATION = "I1"
    DATA = "I2"
    CASE_PLAN = "I3"
    CONTRACT = "I4"
    JOINT_OFFICE = "I5"
    ADVANCE = "I6"
    BODY = "I7"


class Verdict(StrEnum):
    """What a key says of one choice. Only *wrong* costs anything."""

    RIGHT = "right"
    ADMISSIBLE = "admissible"
    DISPUTED = "disputed"
    WRONG = "wrong"


Choices = frozenset[str]


def placement(actor: str, basis: str) -> str:
    """Return the choice "this actor acts on this legal basis"."""
    return f"{actor}:{basis}"


def split(placed: str) -> tuple[str, str]:
    """Return (actor, basis) of a placement."""
    actor, _, basis = placed.partition(":")
    return actor, basis


@dataclass(frozen=True)
class CaseMap:
    """What somebody answered: actors, placements of legal bases, one problem, instruments."""

    actors: Choices = frozenset()
    bases: Choices = frozenset()
    problem: Choices = frozenset()
    instruments: Choices = frozenset()

    def __post_init__(self) -> None:
        if len(self.problem) > 1:
            raise ValueError(f"Ein Fall hat einen Haupttyp, nicht {sorted(self.problem)}.")
        for placed in self.bases:
            if split(placed)[0] not in self.actors:
                raise ValueError(f"«{placed}» steht bei einer Stelle, die nicht gewählt ist.")

    def part(self, name: str) -> Choices:
        """Return the choices of the part *name*, one of PARTS."""
        choices: Choices = getattr(self, name)
        return choices

    @property
    def is_empty(self) -> bool:
        return not any(self.part(name) for name in PARTS)


PARTS = tuple(field.name for field in fields(CaseMap))


@dataclass(frozen=True)
class PartKey:
    """What one part of a map accepts.

    *needs* are met by any one of their alternatives. *admissible* choices are neither needed nor
    wrong. *disputed* ones are those on which experts disagree: never wrong, and where they stand in
    a need they meet it. Raises ValueError if there is no need, or an empty one.
    """

    needs: tuple[Choices, ...]
    admissible: Choices = frozenset()
    disputed: Choices = frozenset()

    def __post_init__(self) -> None:
        if not self.needs or not all(self.needs):
            raise ValueError("Ein Schlüssel ohne Bedarf, oder mit einem leeren, prüft nichts.")

    @property
    def accepted(self) -> Choices:
        """All choices that are not wrong."""
        return frozenset().union(*self.needs, self.admissible, self.disputed)

    def verdict(self, choice: str) -> Verdict:
        """Return what the key says of *choice*."""
        if choice in self.disputed:
            return Verdict.DISPUTED
        if any(choice in need for need in self.needs):
            return Verdict.RIGHT
        return Verdict.ADMISSIBLE if choice in self.admissible else Verdict.WRONG


@dataclass(frozen=True)
class MapKey:
    """The key of a case, part by part."""

    actors: PartKey
    bases: PartKey
    problem: PartKey
    instruments: PartKey

    def part(self, name: str) -> PartKey:
        """Return the key of the part *name*, one of PARTS."""
        key: PartKey = getattr(self, name)
        return key


@dataclass(frozen=True)
class PartResult:
    """How one part compares: each choice with its verdict, the needs still open, the share.

    *share* is in [0, 1]: needs met, less WRONG_COSTS for each wrong choice, by the number of needs
    (formula 4.2).
    """

    verdicts: Mapping[str, Verdict]
    missing: tuple[Choices, ...]
    share: float

    def having(self, verdict: Verdict) -> Choices:
        """Return the choices that have this verdict."""
        return frozenset(choice for choice, found in self.verdicts.items() if found is verdict)

    @property
    def is_full(self) -> bool:
        return self.share == 1


@dataclass(frozen=True)
class Comparison:
    """How a map compares with a key, part by part; the four parts weigh the same."""

    actors: PartResult
    bases: PartResult
    problem: PartResult
    instruments: PartResult

    def part(self, name: str) -> PartResult:
        """Return the result of the part *name*, one of PARTS."""
        result: PartResult = getattr(self, name)
        return result

    @property
    def share(self) -> float:
        """The share of the whole map, in [0, 1]."""
        return sum(self.part(name).share for name in PARTS) / len(PARTS)

    @property
    def is_full(self) -> bool:
        return all(self.part(name).is_full for name in PARTS)


def compare_part(chosen: Iterable[str], key: PartKey) -> PartResult:
    """Return how *chosen* compares with *key*; neither order nor repetition matters."""
    verdicts = {choice: key.verdict(choice) for choice in sorted(set(chosen))}
    missing = tuple(need for need in key.needs if not need & verdicts.keys())
    wrong = sum(verdict is Verdict.WRONG for verdict in verdicts.values())
    met = len(key.needs) - len(missing)
    share = max(0.0, (met - WRONG_COSTS * wrong) / len(key.needs))
    return PartResult(verdicts, missing, share)


def compare(answer: CaseMap, key: MapKey) -> Comparison:
    """Return how *answer* compares with *key*, part by part."""
    return Comparison(**{name: compare_part(answer.part(name), key.part(name)) for name in PARTS})


# What is stored ----------------------------------------------------------------------------------

_STORED = {"actors": "stellen", "problem": "typ", "instruments": "instrumente"}


def stored(answer: CaseMap) -> dict[str, object]:
    """Return *answer* as plain data for the learner's record, in German and in a fixed order."""
    placed: dict[str, list[str]] = {}
    for actor, basis in map(split, sorted(answer.bases)):
        placed.setdefault(actor, []).append(basis)
    lists = {name: sorted(answer.part(part)) for part, name in _STORED.items()}
    return {**lists, "grundlagen": placed}


def restored(data: object, choices: Mapping[str, Choices]) -> CaseMap:
    """Return the map that `stored` made, keeping only *choices* that exist (by part).

    Whatever is no such data is left out: the record lies in the learner's hands.
    """
    raw = data if isinstance(data, dict) else {}
    found = {part: _texts(raw.get(name)) & choices[part] for part, name in _STORED.items()}
    if len(found["problem"]) > 1:
        found["problem"] = frozenset()
    grounds = raw.get("grundlagen")
    placed = frozenset(
        placement(actor, basis)
        for actor, bases in (grounds.items() if isinstance(grounds, dict) else ())
        for basis in _texts(bases)
        if actor in found["actors"] and basis in choices["bases"]
    )
    return CaseMap(bases=placed, **found)


def _texts(value: object) -> Choices:
    items = value if isinstance(value, list) else []
    return frozenset(item for item in items if isinstance(item, str))
