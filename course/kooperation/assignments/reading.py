"""Answers as they stand in the sheet, read into one form; and what is missing or malformed in them.

Nothing here raises, and nothing looks at whether an answer is right: what cannot be understood becomes a
problem in German, and the part stays without an answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kooperation.assignments.questions import Kind, Question
from kooperation.checks import german
from kooperation.content.interfaces import actors, instruments, problems
from kooperation.interfaces import CaseMap, placement
from kooperation.typed_numbers import LONGEST, parse_number

Answer = dict[str, Any]
MAX_SHOWN = 40
MAX_CHARACTERS = 5_000
NO_ANSWER = "noch keine Antwort."
STEPS = range(1, 6)


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood, and what is missing or malformed in it, in German.

    *answer* maps each part to: the chosen options (choice, several, marks; () if none), a Fraction or
    None (number), (x, y) or None (place), a CaseMap (map), a text (form). *given* is what stands in the
    sheet for each part.
    """

    answer: Answer
    problems: tuple[str, ...]
    given: Answer = field(default_factory=dict)

    def said(self, label: str) -> str:
        """Return the first problem of the part with this *label*, "" if there is none."""
        start = f"{label}: "
        return next((p.removeprefix(start) for p in self.problems if p.startswith(start)), "")

    @property
    def answered(self) -> int:
        """How many parts have an answer."""
        return sum(1 for given in self.answer.values() if is_given(given))


def is_given(given: Any) -> bool:
    """Say whether the answer to a part, as it was understood, is one at all."""
    if isinstance(given, CaseMap):
        return not given.is_empty
    return given not in (None, (), "")


def folded(text: str) -> str:
    """Return *text* as it is compared: no case, spaces, punctuation or marks; umlauts as ae, oe, ue."""
    text = unicodedata.normalize("NFC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(umlaut, letters)
    return "".join(char for char in text if char.isalnum())


def read_answer(question: Question, raw: Any) -> Reading:
    """Return *raw*, as it stands in the sheet, understood part by part.

    Keys and labels both count as an option's name, in any case and spelling of umlauts. Where there
    is one part only, its answer may stand by itself.
    """
    if raw is None:
        return Reading({}, ("Noch keine Antwort.",))
    given, problems = _by_part(question, raw)
    read = _READERS[question.kind]
    answer: Answer = {}
    for part, label in question.parts.items():
        answer[part], found = read(question, part, given.get(part))
        problems += [f"{label}: {problem}" for problem in found]
    return Reading(answer, tuple(problems), given)


def _by_part(question: Question, raw: Any) -> tuple[dict[str, Any], list[str]]:
    known = {folded(part): part for part in question.parts}
    alone = len(question.parts) == 1
    if isinstance(raw, dict) and not (
        alone and question.kind is Kind.MAP and not _names(raw, known)
    ):
        parts = {known[folded(key)]: value for key, value in raw.items() if folded(key) in known}
        unknown = [key for key in raw if folded(key) not in known]
        allowed = ", ".join(f"«{part}»" for part in question.parts)
        return parts, [
            f"Den Teil «{key[:MAX_SHOWN]}» gibt es nicht; es gibt {allowed}." for key in unknown
        ]
    if alone:
        return {next(iter(question.parts)): raw}, []
    example = ", ".join(f'"{part}": …' for part in question.parts)
    return {}, [f"Die Antwort braucht die Form {{{example}}}."]


def _names(raw: dict[str, Any], known: Mapping[str, str]) -> bool:
    return any(folded(key) in known for key in raw)


def _shown(value: object) -> str:
    try:
        text = str(value)
    except (ValueError, RecursionError):  # thousands of digits, or of brackets
        return "…"
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def _options(question: Question, _part: str, raw: Any) -> tuple[tuple[str, ...], list[str]]:
    """Return the options named in *raw*, each once, and what is wrong with it."""
    items = raw if isinstance(raw, list) else [] if raw in (None, "") else [raw]
    if not items:
        return (), [NO_ANSWER]
    if len(items) > 1 and not question.many:
        return (), ["nur eine Antwort ist möglich."]
    return _chosen(items, question.options)


def _chosen(items: list[Any], options: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    names = {folded(name): key for key, label in options.items() for name in (label, key)}
    keys: list[str] = []
    found = []
    for item in items:
        key = names.get(folded(item)) if isinstance(item, str) else None
        if key is None:
            found.append(f"«{_shown(item)}» ist keine der möglichen Antworten.")
        elif key not in keys:
            keys.append(key)
    return tuple(keys), found


def _number(question: Question, _part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the number in *raw* (text or number) as a Fraction; None if it is none or out of range."""
    if raw in (None, "") or (isinstance(raw, str) and not raw.strip()):
        return None, [NO_ANSWER]
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None, [f"«{_shown(raw)}» ist keine Zahl."]
    if len(raw) > LONGEST if isinstance(raw, str) else abs(raw) >= 10**LONGEST:
        return None, [f"«{_shown(raw)}» ist zu lang für eine Zahl."]
    try:
        # A number of Python's means what it says, also where it is written as 1e-07.
        value = parse_number(raw) if isinstance(raw, str) else Fraction(repr(raw))
    except ValueError as error:
        return None, [str(error) if isinstance(raw, str) else f"«{_shown(raw)}» ist keine Zahl."]
    least, most = question.minimum, question.maximum
    if least is not None and value < least:
        return None, [f"Gefragt ist eine Zahl ab {german(least)}."]
    if most is not None and value > most:
        sign = (
            f" Meinen Sie {_shown(raw)} %, schreiben Sie das Zeichen dazu."
            if question.percent
            else ""
        )
        return None, [f"Gefragt ist eine Zahl bis {german(most)}.{sign}"]
    return value, []


def _place(_question: Question, _part: str, raw: Any) -> tuple[Any, list[str]]:
    if raw in (None, "", []):
        return None, [NO_ANSWER]
    steps = raw if isinstance(raw, list) else []
    if len(steps) != 2 or any(type(step) is not int or step not in STEPS for step in steps):
        return None, [
            f"«{_shown(raw)}» ist kein Platz; ein Platz ist zum Beispiel [2, 4], von 1 bis 5."
        ]
    return (steps[0], steps[1]), []


def _map(question: Question, part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the map in *raw*; a legal basis of an actor that is not chosen chooses it."""
    if raw is None or raw == {}:
        return CaseMap(), [NO_ANSWER]
    if not isinstance(raw, dict):
        return CaseMap(), [f"«{_shown(raw)}» ist keine Karte."]
    known = {folded(name): name for name in ("stellen", "grundlagen", "typ", "instrumente")}
    given = {known[folded(key)]: value for key, value in raw.items() if folded(key) in known}
    found = [
        f"«{_shown(key)}» gehört nicht zu einer Karte." for key in raw if folded(key) not in known
    ]
    bases = {basis.key: basis.label for basis in question.items[part].bases.values()}
    all_actors = {key: actor.name for key, actor in actors().items()}
    chosen, wrong = _chosen(_list(given.get("stellen")), all_actors)
    found += wrong
    placed: set[str] = set()
    grounds = given.get("grundlagen") or {}
    if not isinstance(grounds, dict):
        found.append("«grundlagen» braucht die Form {Stelle: [Normen]}.")
        grounds = {}
    for name, norms in grounds.items():
        holder, wrong = _chosen([name], all_actors)
        keys, more = _chosen(_list(norms), bases)
        found += wrong + more
        placed |= {placement(actor, key) for actor in holder for key in keys}
        chosen = (*chosen, *(actor for actor in holder if keys and actor not in chosen))
    types, wrong = _chosen(_list(given.get("typ")), {k: p.name for k, p in problems().items()})
    found += wrong
    if len(types) > 1:
        types, found = (), [*found, "es gibt nur einen Haupttyp."]
    helps, wrong = _chosen(
        _list(given.get("instrumente")), {k: i.name for k, i in instruments().items()}
    )
    found += wrong
    answer = CaseMap(
        actors=frozenset(chosen),
        bases=frozenset(placed),
        problem=frozenset(types),
        instruments=frozenset(helps),
    )
    for name, what in (("actors", "Stellen"), ("bases", "Rechtsgrundlagen"), ("problem", "der Typ"),
                       ("instruments", "Instrumente")):  # fmt: skip
        if not answer.part(name):
            found.append(f"es fehl{'t' if name == 'problem' else 'en'} {what}.")
    return answer, found


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [] if raw in (None, "") else [raw]


def _text(question: Question, part: str, raw: Any) -> tuple[str, list[str]]:
    if raw in (None, "") or (isinstance(raw, str) and not raw.strip()):
        return "", [NO_ANSWER]
    if not isinstance(raw, str):
        return "", [f"«{_shown(raw)}» ist kein Text."]
    text = " ".join(raw.split())[:MAX_CHARACTERS]
    return text, length_problems(text, question.items[part].words)


def length_problems(text: str, words: tuple[int, int] | None) -> list[str]:
    """Return what is wrong with the length of *text*; *words* is the least and the greatest number."""
    if words is None:
        return []
    count = len(text.split())
    if count < words[0]:
        return [f"{count} {_words(count)}; gefragt sind mindestens {words[0]}."]
    if count > words[1]:
        return [f"{count} {_words(count)}; gefragt sind höchstens {words[1]}."]
    return []


def _words(count: int) -> str:
    return "Wort" if count == 1 else "Wörter"


def _in_a_cell(_question: Question, _part: str, _raw: Any) -> tuple[None, list[str]]:
    return None, []


_READERS: Mapping[Kind, Callable[[Question, str, Any], tuple[Any, list[str]]]] = {
    Kind.CHOICE: _options,
    Kind.SEVERAL: _options,
    Kind.MARKS: _options,
    Kind.NUMBER: _number,
    Kind.PLACE: _place,
    Kind.MAP: _map,
    Kind.FORM: _text,
    Kind.FUNCTION: _in_a_cell,
    Kind.TEXT: _in_a_cell,
}
