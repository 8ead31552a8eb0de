"""A case of one's own on the interface map: what a learner entered, a file of it, and how two such maps differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kooperation.base.typed_text import quoted, same
from kooperation.base.words import Words
from kooperation.institutions.case_map import Choices
from kooperation.institutions.own_map import Overlap, entry, file_of, in_file, overlap

OWN_MAP, ERRORS = Words("institutions.errors.own_map"), Words("institutions.errors.own_case")

LONGEST = {"titel": 80, "satz": 300, "name": 60, "grundlage": 120}  # signs
MOST_OWN = 2  # bodies with a name of one's own
KIND = "eigener Fall"  # by this a file says what it is


@dataclass(frozen=True)
class Known:
    """What the records offer: names of bodies by code, codes of problems and instruments."""

    actors: Mapping[str, str]
    problems: Choices
    instruments: Choices


@dataclass(frozen=True)
class Body:
    """A body on the map: its *name*, its *code* if the records have it, and the legal bases as typed."""

    name: str
    code: str = ""
    basis: str = ""

    @property
    def bases(self) -> tuple[str, ...]:
        """Its legal bases one by one; a semicolon stands between them."""
        return tuple(part for typed in self.basis.split(";") if (part := typed.strip()))


@dataclass(frozen=True)
class TypedCase:
    """A map of a case of one's own; whatever is still open is empty."""

    title: str = ""
    sentence: str = ""
    bodies: tuple[Body, ...] = ()
    problem: str = ""
    instruments: Choices = frozenset()

    @property
    def is_empty(self) -> bool:
        return self == TypedCase()

    def plain(self) -> dict[str, Any]:
        """Return the map as plain data, in German and in a fixed order."""
        return {
            "titel": self.title,
            "satz": self.sentence,
            "stellen": [
                {**({"stelle": body.code} if body.code else {"name": body.name}), "grundlage": body.basis}
                for body in self.bodies
            ],
            "typ": self.problem,
            "instrumente": sorted(self.instruments),
        }  # fmt: skip


# What is stored, and files ------------------------------------------------------------------------


def read(stored: Any, known: Known) -> TypedCase:
    """Return the map in plain data, which may be anything; raises ValueError, in German, if it is none."""
    if not isinstance(stored, dict):
        raise ValueError(OWN_MAP["no_map"])
    listed = stored.get("stellen")
    if not isinstance(listed, list) or len(listed) > len(known.actors) + MOST_OWN:
        raise ValueError(ERRORS["places"])
    bodies = tuple(_body(one, known) for one in listed)
    codes = [body.code for body in bodies if body.code]
    if len(set(codes)) < len(codes) or len(bodies) - len(codes) > MOST_OWN:
        raise ValueError(ERRORS["place_twice"])
    problem, instruments = stored.get("typ"), stored.get("instrumente")
    if problem != "" and (not isinstance(problem, str) or problem not in known.problems):
        raise ValueError(ERRORS.filled("unknown_problem", problem=quoted(problem)))
    if not isinstance(instruments, list) or len(instruments) > len(known.instruments):
        raise ValueError(ERRORS["instruments"])
    for one in instruments:
        if not isinstance(one, str) or one not in known.instruments:
            raise ValueError(ERRORS.filled("unknown_instrument", instrument=quoted(one)))
    title, sentence = (
        entry(stored, "titel", LONGEST["titel"]),
        entry(stored, "satz", LONGEST["satz"]),
    )
    return TypedCase(title, sentence, bodies, problem, frozenset(instruments))


def written(case: TypedCase) -> str:
    """Return *case* as the text of a file."""
    return file_of(KIND, case.plain())


def from_file(text: str, known: Known) -> TypedCase:
    """Return the map in the text of a file, whoever wrote it; raises ValueError, in German, if it holds none."""
    return read(in_file(text, KIND), known)


def _body(stored: Any, known: Known) -> Body:
    if not isinstance(stored, dict):
        raise ValueError(ERRORS["no_name"])
    basis = entry(stored, "grundlage", LONGEST["grundlage"])
    if "stelle" not in stored:
        if name := entry(stored, "name", LONGEST["name"]):
            return Body(name, "", basis)
        raise ValueError(ERRORS["no_name"])
    code = stored["stelle"]
    if not isinstance(code, str) or code not in known.actors:
        raise ValueError(ERRORS.filled("unknown_place", place=quoted(code)))
    return Body(known.actors[code], code, basis)


# Two maps -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Differences:
    """What differs between one map and another: *bases* are the bodies of both whose legal bases are not the same,
    once as they stand in each; *problems* are both types if they differ.
    """

    bodies: Overlap[Body]
    bases: tuple[tuple[Body, Body], ...]
    problems: tuple[str, str] | None
    instruments: Overlap[str]

    @property
    def are_none(self) -> bool:
        return self.bodies.is_all and self.instruments.is_all and not (self.bases or self.problems)


def differences(one: TypedCase, other: TypedCase) -> Differences:
    """Return how two maps differ. Bodies are the same if their names are; the order of legal bases counts for nothing."""
    bodies = overlap(one.bodies, other.bodies, lambda body: same(body.name))
    return Differences(
        bodies,
        tuple(pair for pair in bodies.both if _bases(pair[0]) != _bases(pair[1])),
        (one.problem, other.problem) if one.problem != other.problem else None,
        overlap(sorted(one.instruments), sorted(other.instruments), str),
    )


def _bases(body: Body) -> frozenset[str]:
    return frozenset(map(same, body.bases))
