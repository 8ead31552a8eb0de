"""A case of one's own on the interface map: what a learner entered, a file of it, and how two such maps differ.

Nothing here is right or wrong. A map may come from somebody else's file: it is read strictly, and a refusal
says in German why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from kooperation.institutions.case_map import Choices

LONGEST = {"titel": 80, "satz": 300, "name": 60, "grundlage": 120}  # signs
MOST_OWN = 2  # bodies with a name of one's own
MOST_BYTES = 50_000  # of a file; the longest map has a fifth of it
KIND = "kooperation: eigener Fall"  # by this entry a file says what it is
INVISIBLE = {"Cf", "Cs", "Co", "Cn"}  # marks of direction, half characters
BREAKING = {"Cc", "Zl", "Zp"}


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


def clean(typed: str, longest: int) -> str:
    """Return *typed* as one line of visible signs, at most *longest*."""
    kinds = ((sign, category(sign)) for sign in typed)
    seen = [" " if kind in BREAKING else sign for sign, kind in kinds if kind not in INVISIBLE]
    return "".join(seen).strip()[:longest].strip()


# What is stored, and files ------------------------------------------------------------------------


def read(stored: Any, known: Known) -> TypedCase:
    """Return the map in plain data, which may be anything; raises ValueError, in German, if it is none."""
    if not isinstance(stored, dict):
        raise ValueError("Darin steht keine Karte.")
    listed = stored.get("stellen")
    if not isinstance(listed, list) or len(listed) > len(known.actors) + MOST_OWN:
        raise ValueError("Die Liste der Stellen fehlt oder ist zu lang.")
    bodies = tuple(_body(one, known) for one in listed)
    codes = [body.code for body in bodies if body.code]
    if len(set(codes)) < len(codes) or len(bodies) - len(codes) > MOST_OWN:
        raise ValueError("Eine Stelle steht doppelt darin, oder mehr als zwei haben eigene Namen.")
    problem, instruments = stored.get("typ"), stored.get("instrumente")
    if problem != "" and (not isinstance(problem, str) or problem not in known.problems):
        raise ValueError(f"Sie nennt einen Typ, den der Kurs nicht kennt: „{_shown(problem)}“.")
    if not isinstance(instruments, list) or len(instruments) > len(known.instruments):
        raise ValueError("Die Liste der Instrumente fehlt oder ist zu lang.")
    for one in instruments:
        if not isinstance(one, str) or one not in known.instruments:
            raise ValueError(
                f"Sie nennt ein Instrument, das der Kurs nicht kennt: „{_shown(one)}“."
            )
    title, sentence = _text(stored, "titel"), _text(stored, "satz")
    return TypedCase(title, sentence, bodies, problem, frozenset(instruments))


def written(case: TypedCase) -> str:
    """Return *case* as the text of a file."""
    return json.dumps({"art": KIND, **case.plain()}, ensure_ascii=False, indent=1) + "\n"


def from_file(text: str, known: Known) -> TypedCase:
    """Return the map in the text of a file, whoever wrote it; raises ValueError, in German, if it holds none."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise ValueError("Sie ist zu groß.")
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict) or stored.get("art") != KIND:
        raise ValueError("Sie wurde nicht mit „Karte sichern“ gemacht.")
    return read(stored, known)


def _shown(found: Any) -> str:
    return clean(found, 30) if isinstance(found, str) else "…"


def _text(stored: Mapping[str, Any], name: str) -> str:
    found = stored.get(name)
    if not isinstance(found, str) or len(found) > LONGEST[name]:
        raise ValueError(f"Der Eintrag „{name}“ fehlt oder ist länger als {LONGEST[name]} Zeichen.")
    return clean(found, LONGEST[name])


def _body(stored: Any, known: Known) -> Body:
    if not isinstance(stored, dict):
        raise ValueError("Eine Stelle hat keinen Namen.")
    basis = _text(stored, "grundlage")
    if "stelle" not in stored:
        if name := _text(stored, "name"):
            return Body(name, "", basis)
        raise ValueError("Eine Stelle hat keinen Namen.")
    code = stored["stelle"]
    if not isinstance(code, str) or code not in known.actors:
        raise ValueError(f"Sie nennt eine Stelle, die der Kurs nicht kennt: „{_shown(code)}“.")
    return Body(known.actors[code], code, basis)


# Two maps -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Differences:
    """What differs between one map and another.

    *bodies* and *instruments* are those only in the one and those only in the other; *bases* are the bodies of
    both whose legal bases are not the same, once as they stand in each; *problems* are both types if they differ.
    """

    bodies: tuple[tuple[str, ...], tuple[str, ...]]
    bases: tuple[tuple[Body, Body], ...]
    problems: tuple[str, str] | None
    instruments: tuple[Choices, Choices]

    @property
    def are_none(self) -> bool:
        return not (any(self.bodies) or self.bases or self.problems or any(self.instruments))


def same(text: str) -> str:
    """Return *text* without what makes no difference: spaces, capital letters."""
    return re.sub(r"\s+", "", text).casefold()


def differences(one: TypedCase, other: TypedCase) -> Differences:
    """Return how two maps differ. Bodies are the same if their names are; the order of legal bases counts for nothing."""
    here = {same(body.name): body for body in one.bodies}
    there = {same(body.name): body for body in other.bodies}
    both = [(body, there[name]) for name, body in here.items() if name in there]
    return Differences(
        bodies=(
            tuple(body.name for name, body in here.items() if name not in there),
            tuple(body.name for name, body in there.items() if name not in here),
        ),
        bases=tuple(pair for pair in both if _bases(pair[0]) != _bases(pair[1])),
        problems=(one.problem, other.problem) if one.problem != other.problem else None,
        instruments=(one.instruments - other.instruments, other.instruments - one.instruments),
    )


def _bases(body: Body) -> frozenset[str]:
    return frozenset(map(same, body.bases))
