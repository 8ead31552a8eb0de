"""A case to be mapped for each part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from kooperation.assignments.kinds.shared.record import (
    DrawnRecord,
    ItemRecord,
    Private,
    Public,
    Reasons,
    Record,
    Shared,
    Wanted,
    check,
)
from kooperation.institutions.case_map import PLAIN, STORED
from kooperation.institutions.cases_words import make_case
from kooperation.institutions.interfaces_words import parts

Codes = tuple[str, ...]
Needs = Annotated[
    tuple[tuple[str, ...], ...],
    Wanted('sind Listen von Stellen, eine je Bedarf: [["JC"], ["JA", "LAND"]]'),
]


@dataclass(frozen=True, kw_only=True)
class BasisRecord(Record):
    """A legal basis that a case offers, and where it belongs."""

    label: Shared[str]
    gist: Shared[str]
    says: Private[str]
    right: Private[Codes] = ()
    disputed: Private[Codes] = ()
    wrong: Private[Reasons] = field(default_factory=dict)

    @classmethod
    def place(cls, name: str, _raw: Mapping[str, Any]) -> str:
        """Return the norm's name."""
        return f"bases.{name}"


@dataclass(frozen=True, kw_only=True)
class MapItem(ItemRecord):
    """A case with its key, as `institutions/cases.toml` has it."""

    always_hidden: ClassVar[Mapping[str, Any]] = {"order": 0}

    title: Shared[str]
    field: Shared[str]
    story: Shared[str]
    required: Private[Needs]
    allowed: Private[Codes] = ()
    disputed: Private[Codes] = ()
    problem: Private[str]
    side_problems: Private[Codes]
    instruments: Private[Codes]
    disputed_instruments: Private[Codes] = ()
    dispute: Private[str]
    reference: Private[str]
    sources: Private[Codes] = ()
    actors: Private[Reasons]
    problems: Private[Reasons]
    instrument_reasons: Private[Reasons]
    bases: Shared[Mapping[str, BasisRecord]]

    @property
    def is_keyed(self) -> bool:
        """Always: what fits stands in several fields."""
        return True

    @check(
        "required", "allowed", "disputed", "problem", "side_problems", "instruments", "bases",
        "disputed_instruments", "actors", "problems", "instrument_reasons",
    )  # fmt: skip
    def is_a_case(self, _question: Any) -> Iterator[str]:
        """All that is named is there, and all that can be chosen is explained."""
        try:
            make_case(self.item, case_record(_as_written(self)))
        except (TypeError, ValueError, KeyError) as error:
            yield str(error)


def _as_written(item: MapItem) -> dict[str, Any]:
    return {**vars(item), "bases": {name: vars(basis) for name, basis in item.bases.items()}}


def case_record(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a case as `make_case` reads it."""
    return {"order": 0, **{k: v for k, v in item.items() if k not in ("item", "slot", "practice")}}


def plain_fields() -> Iterator[tuple[str, str, str]]:
    """Yield of each plain part its name in the sheet, and the fields of an item that say what is right, and why."""
    for name in PLAIN:
        yield STORED[name], parts()[name].right, parts()[name].reasons


def _mixed(case: str, bases: Mapping[str, Any]) -> dict[str, Any]:
    def place(norm: str) -> bytes:
        return hashlib.sha256(f"{norm}, {case}".encode()).digest()

    return {norm: bases[norm] for norm in sorted(bases, key=place)}


@dataclass(frozen=True, kw_only=True)
class MapRecord(DrawnRecord):
    """A question with a case for each part."""

    asks: ClassVar[tuple[str, ...]] = tuple(STORED.values())

    pool: Public[tuple[MapItem, ...]] = ()

    @staticmethod
    def mixed(pool: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return the cases with their norms mixed up, each time alike: authors write first what fits."""
        return [{**case, "bases": _mixed(case["item"], case["bases"])} for case in pool]

    @property
    def needed_blocks(self) -> tuple[str, ...]:
        """None: each case has its key."""
        return ()
