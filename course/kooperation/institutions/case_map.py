"""Mapping a case: who is responsible, on which legal basis, what kind of problem, which instrument.

A map answers a question about a case in each of its parts. Each answer is a set of choices, and a
key says of every choice whether it is right, admissible, disputed or wrong, and which needs have to be met. A need is
a set of alternatives ("pension insurance or health insurance"): one of them is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Generic, TypeVar

from kooperation.base.words import Words

ERRORS, ONE = Words("institutions.errors.case_map"), Words("institutions.single")

T = TypeVar("T")

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
class Parts(Generic[T]):
    """Something for each part of a map: the one table of the parts.

    A line says what the part is called where maps are stored, and *single* that one choice is all.
    What it is called, asks and offers stands in `interfaces.toml`. Actors and the legal bases that
    are placed at them belong together; the other parts are plain: a list to choose from.
    """

    actors: T = field(metadata={"stored": "stellen"})
    bases: T = field(metadata={"stored": "grundlagen"})
    problem: T = field(metadata={"stored": "typ", "single": True})
    instruments: T = field(metadata={"stored": "instrumente"})

    def part(self, name: str) -> T:
        """Return what belongs to the part *name*, one of PARTS."""
        found: T = getattr(self, name)
        return found


_FIELDS = fields(Parts)
PARTS = tuple(part.name for part in _FIELDS)
STORED: Mapping[str, str] = {part.name: part.metadata["stored"] for part in _FIELDS}
SINGLE = tuple(part.name for part in _FIELDS if "single" in part.metadata)
PLAIN = tuple(name for name in PARTS if name not in ("actors", "bases"))


class MappedCase(Parts[Choices]):
    """What somebody answered, a set of choices for each part; a part that is not given is empty.

    Raises ValueError for two choices where one is all, and for a basis at an actor not chosen.
    """

    def __init__(self, *choices: Choices, **by_part: Choices) -> None:
        empty: dict[str, Choices] = dict.fromkeys(PARTS, frozenset())
        super().__init__(**{**empty, **dict(zip(PARTS, choices, strict=False)), **by_part})
        for name in SINGLE:
            if len(self.part(name)) > 1:
                raise ValueError(
                    ERRORS.filled(
                        "too_many",
                        most=ONE.section()[name],
                        found=sorted(self.part(name)),
                    )
                )
        for placed in self.bases:
            if split(placed)[0] not in self.actors:
                raise ValueError(ERRORS.filled("not_chosen", basis=placed))

    @property
    def is_empty(self) -> bool:
        return not any(self.part(name) for name in PARTS)


def taken_over(stored: MappedCase, shown: MappedCase, answer: MappedCase) -> MappedCase:
    """Return *stored* with those parts of *answer* that differ from what was *shown*; placed bases go with actors."""
    changed = {name for name in PARTS if answer.part(name) != shown.part(name)}
    if changed & {"actors", "bases"}:
        changed |= {"actors", "bases"}
    return MappedCase(
        **{name: (answer if name in changed else stored).part(name) for name in PARTS}
    )


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
            raise ValueError(ERRORS["empty_key"])

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


class MapKey(Parts[PartKey]):
    """The key of a case, part by part."""


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


class Comparison(Parts[PartResult]):
    """How a map compares with a key, part by part; all parts weigh the same."""

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


def compare(answer: MappedCase, key: MapKey) -> Comparison:
    """Return how *answer* compares with *key*, part by part."""
    return Comparison(**{name: compare_part(answer.part(name), key.part(name)) for name in PARTS})


# What is stored ----------------------------------------------------------------------------------


def stored(answer: MappedCase) -> dict[str, object]:
    """Return *answer* as plain data for the learner's record, in German and in a fixed order."""
    placed: dict[str, list[str]] = {}
    for actor, basis in map(split, sorted(answer.bases)):
        placed.setdefault(actor, []).append(basis)
    return {
        STORED[name]: placed if name == "bases" else sorted(answer.part(name)) for name in PARTS
    }


def restored(data: object, choices: Mapping[str, Choices]) -> MappedCase:
    """Return the map that `stored` made, keeping only *choices* that exist (by part).

    Whatever is no such data is left out: the record lies in the learner's hands.
    """
    raw = data if isinstance(data, dict) else {}
    found = {
        name: _texts(raw.get(STORED[name])) & choices[name] for name in PARTS if name != "bases"
    }
    for name in SINGLE:
        if len(found[name]) > 1:
            found[name] = frozenset()
    grounds = raw.get(STORED["bases"])
    placed = frozenset(
        placement(actor, basis)
        for actor, bases in (grounds.items() if isinstance(grounds, dict) else ())
        for basis in _texts(bases)
        if actor in found["actors"] and basis in choices["bases"]
    )
    return MappedCase(bases=placed, **found)


def _texts(value: object) -> Choices:
    items = value if isinstance(value, list) else []
    return frozenset(item for item in items if isinstance(item, str))
