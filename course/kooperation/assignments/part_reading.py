"""The answer to one part of a question, as it stands in the sheet: understood, or said in German why not.

There is a reader for each kind of question. None raises, and none looks at whether an answer is right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from kooperation.assignments.questions import Kind, Question
from kooperation.base.checks import german
from kooperation.base.typed_numbers import LONGEST, names_percent, parse_number
from kooperation.institutions.case_map import (
    PARTS,
    PLAIN,
    SINGLE,
    STORED,
    CaseMap,
    placement,
)
from kooperation.institutions.interfaces_words import actors, choices, parts
from kooperation.institutions.placement import STEPS

MAX_SHOWN = 40
MAX_CHARACTERS = 5_000
NO_ANSWER = "noch keine Antwort."


def spelled_out(text: str) -> str:
    """Return *text* in lower case, with umlauts as ae, oe, ue and ss for ß."""
    text = unicodedata.normalize("NFC", text).casefold()  # which makes ss of ß
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(umlaut, letters)
    return text


def folded(text: str) -> str:
    """Return *text* as it is compared: no case, spaces, punctuation or marks; umlauts as ae, oe, ue.

    What is longer than any name is cut first: normalising a million accents would take minutes.
    """
    return "".join(char for char in spelled_out(text[:MAX_CHARACTERS]) if char.isalnum())


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
        said = f"Gefragt ist eine Zahl bis {german(most)}."
        typed = raw.strip() if isinstance(raw, str) else german(raw)
        if question.percent and not names_percent(typed) and value <= 100 * Fraction(most):
            said += f" Meinen Sie {typed} %, schreiben Sie das Zeichen dazu."
        return None, [said]
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
    known = {folded(stored): name for name, stored in STORED.items()}
    given = {known[folded(key)]: value for key, value in raw.items() if folded(key) in known}
    found = [
        f"«{_shown(key)}» gehört nicht zu einer Karte." for key in raw if folded(key) not in known
    ]
    bases = {basis.key: basis.label for basis in question.items[part].bases.values()}
    all_actors = {key: actor.name for key, actor in actors().items()}
    chosen, wrong = _chosen(_list(given.get("actors")), all_actors)
    found += wrong
    holders, placed = set(chosen), set[str]()
    grounds = given.get("bases") or {}
    if not isinstance(grounds, dict):
        found.append("«grundlagen» braucht die Form {Stelle: [Normen]}.")
        grounds = {}
    for name, norms in grounds.items():
        holder, wrong = _chosen([name], all_actors)
        keys, more = _chosen(_list(norms), bases)
        found += wrong + more
        if keys:
            holders.update(holder)
        placed |= {placement(actor, key) for actor in holder for key in keys}
    plain: dict[str, frozenset[str]] = {}
    for name in PLAIN:
        among = {choice.key: choice.name for choice in choices(name).values()}
        picked, wrong = _chosen(_list(given.get(name)), among)
        found += wrong
        if name in SINGLE and len(picked) > 1:
            picked, found = (), [*found, f"es gibt nur {SINGLE[name]}."]
        plain[name] = frozenset(picked)
    answer = CaseMap(actors=frozenset(holders), bases=frozenset(placed), **plain)
    found += [parts()[name].lacking for name in PARTS if not answer.part(name)]
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


READERS: Mapping[Kind, Callable[[Question, str, Any], tuple[Any, list[str]]]] = {
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
