"""What an assignment asks: questions as records, answers read into one form, the formal check.

Each assignment has a module here that derives the learner's own version from the variant number.
No key is in here: what is right is computed or kept on the instructor's side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answer = dict[str, tuple[str, ...]]
MAX_SHOWN = 40


@dataclass(frozen=True)
class Question:
    """A question with one or more parts, answered part by part with one option or with several.

    *parts* maps a part's key to its label, *options* an option's key to its label; *many* allows
    several options in one part. *read* names the section of the lecture to read again.
    """

    slug: str
    title: str
    parts: Mapping[str, str]
    options: Mapping[str, str]
    many: bool
    read: str


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood, and what is missing or malformed in it, in German."""

    answer: Answer
    problems: tuple[str, ...]


def folded(text: str) -> str:
    """Return *text* as it is compared: no case, spaces, punctuation or marks; umlauts as ae, oe, ue."""
    text = unicodedata.normalize("NFC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(umlaut, letters)
    return "".join(char for char in text if char.isalnum())


def read_answer(question: Question, raw: Any) -> Reading:
    """Return *raw*, as it stands in the sheet, understood part by part.

    Keys and labels both count as an option's name, in any case and spelling of umlauts. Where there
    is one part only, its answer may stand by itself. Nothing raises here: what cannot be understood
    becomes a problem, and the part stays empty. Whether it is right is not looked at.
    """
    if raw is None:
        return Reading({}, ("Noch keine Antwort.",))
    parts, problems = _by_part(question, raw)
    names = {folded(name): key for key, label in question.options.items() for name in (label, key)}
    answer: Answer = {}
    for part, label in question.parts.items():
        chosen, found = _chosen(question, parts.get(part), names)
        answer[part] = chosen
        problems += [f"{label}: {problem}" for problem in found]
    return Reading(answer, tuple(problems))


def _by_part(question: Question, raw: Any) -> tuple[dict[str, Any], list[str]]:
    if isinstance(raw, dict):
        known = {folded(part): part for part in question.parts}
        parts = {known[folded(key)]: value for key, value in raw.items() if folded(key) in known}
        unknown = [key for key in raw if folded(key) not in known]
        allowed = ", ".join(f"«{part}»" for part in question.parts)
        return parts, [
            f"Den Teil «{key[:MAX_SHOWN]}» gibt es nicht; es gibt {allowed}." for key in unknown
        ]
    if len(question.parts) == 1:
        return {next(iter(question.parts)): raw}, []
    example = ", ".join(f'"{part}": …' for part in question.parts)
    return {}, [f"Die Antwort braucht die Form {{{example}}}."]


def _chosen(
    question: Question, raw: Any, names: Mapping[str, str]
) -> tuple[tuple[str, ...], list[str]]:
    """Return the options named in *raw*, each once, and what is wrong with it."""
    items = raw if isinstance(raw, list) else [] if raw in (None, "") else [raw]
    if not items:
        return (), ["noch keine Antwort."]
    if len(items) > 1 and not question.many:
        return (), ["nur eine Antwort ist möglich."]
    keys: list[str] = []
    problems = []
    for item in items:
        key = names.get(folded(item)) if isinstance(item, str) else None
        if key is None:
            problems.append(f"«{str(item)[:MAX_SHOWN]}» ist keine der möglichen Antworten.")
        elif key not in keys:
            keys.append(key)
    return tuple(keys), problems
