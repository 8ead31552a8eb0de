"""What several kinds share when they understand the answer to a part, or say in German why not.

Nothing here raises, and nothing looks at whether an answer is right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from kooperation.assignments.questions import Question
from kooperation.base.words import Words

MAX_SHOWN = 40
MAX_CHARACTERS = 5_000
WORDS = Words("assignments.reading")
NO_ANSWER = WORDS["no_answer"]


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


def shown(value: object) -> str:
    """Return *value* as it is quoted in a sentence: not at any length."""
    try:
        text = str(value)
    except (ValueError, RecursionError):  # thousands of digits, or of brackets
        return "…"
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def options(question: Question, _part: str, raw: Any) -> tuple[tuple[str, ...], list[str]]:
    """Return the options of *question* named in *raw*, each once, and what is wrong with it."""
    named = listed(raw)
    return chosen(named, question.options) if named else ((), [NO_ANSWER])


def chosen(items: list[Any], options: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the options that *items* name by key or label, each once, and what is wrong with them."""
    names = {folded(name): key for key, label in options.items() for name in (label, key)}
    keys: list[str] = []
    found = []
    for item in items:
        key = names.get(folded(item)) if isinstance(item, str) else None
        if key is None:
            found.append(WORDS.filled("no_option", given=shown(item)))
        elif key not in keys:
            keys.append(key)
    return tuple(keys), found


def listed(raw: Any) -> list[Any]:
    """Return *raw* as a list; one thing needs none."""
    return raw if isinstance(raw, list) else [] if raw in (None, "") else [raw]


def numbered(question: Question) -> Iterator[str]:
    """Yield the options, each with its number, for practice in the terminal."""
    yield from (f"  {n} {label}" for n, label in enumerate(question.options.values(), start=1))


def by_number(question: Question, word: str) -> str:
    """Return the option that the number *word* names; any other word as it is."""
    options = list(question.options)
    at = int(word) if word.isdecimal() else 0
    return options[at - 1] if 0 < at <= len(options) else word


def length_problems(text: str, words: tuple[int, int] | None) -> list[str]:
    """Return what is wrong with the length of *text*; *words* is the least and the greatest number."""
    if words is None:
        return []
    count = len(text.split())
    if count < words[0]:
        return [WORDS.filled("too_short", count=_words(count), least=words[0])]
    if count > words[1]:
        return [WORDS.filled("too_long", count=_words(count), most=words[1])]
    return []


def _words(count: int) -> str:
    return WORDS["one_word"] if count == 1 else WORDS.filled("words", count=count)
