"""Answers as they stand in the sheet, read into one form; and what is missing or malformed in them.

Nothing here raises, and nothing looks at whether an answer is right: what cannot be understood becomes a
problem in German, and the part stays without an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kooperation.assignments.kinds.shared.reading import MAX_SHOWN, NO_ANSWER, folded
from kooperation.assignments.questions import Question
from kooperation.base.german import join
from kooperation.base.words import Words

WORDS = Words("assignments.reading")

Answer = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood, and what is missing or malformed in it, in German.

    *answer* maps each part to what the kind's `reading` made of it, *given* to what stands in the sheet. *whole* are those of the *problems* that concern the answer as a whole, *open* the labels
    of parts for which nothing stands there.
    """

    answer: Answer
    problems: tuple[str, ...]
    given: Answer = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    open: frozenset[str] = frozenset()

    def said(self, label: str) -> str:
        """Return the first problem of the part with this *label*, "" if there is none.

        Where nothing stands there because the answer as a whole has another form, that is the problem.
        """
        if self.whole and label in self.open:
            return self.whole[0]
        start = f"{label}: "
        return next((p.removeprefix(start) for p in self.problems if p.startswith(start)), "")

    @property
    def answered(self) -> int:
        """How many parts have an answer."""
        return sum(1 for given in self.answer.values() if is_given(given))


def is_given(given: Any) -> bool:
    """Say whether the answer to a part, as it was understood, is one at all; a map may be empty."""
    return given not in (None, (), "") and not getattr(given, "is_empty", False)


def read_answer(question: Question, raw: Any) -> Reading:
    """Return *raw*, as it stands in the sheet, understood part by part.

    Keys and labels both count as an option's name, in any case and spelling of umlauts. Where there
    is one part only, its answer may stand by itself.
    """
    if raw is None or question.kind.in_a_cell:
        return Reading({}, (WORDS["nothing"],))
    given, twice, whole = _by_part(question, raw)
    read = question.kind.module("reading").read
    answer: Answer = {}
    problems, without = list(whole), set()
    for part, label in question.parts.items():
        answer[part], found = read(question, part, given.get(part))
        if part in twice:
            found = [WORDS.filled("twice", keys=join(twice[part]))]
        elif found == [NO_ANSWER]:
            without.add(label)
            found = [] if whole and not given else found  # the whole says it
        problems += [f"{label}: {problem}" for problem in found]
    return Reading(answer, tuple(problems), given, tuple(whole), frozenset(without))


def _by_part(
    question: Question, raw: Any
) -> tuple[dict[str, Any], dict[str, list[str]], list[str]]:
    """Return what stands for each part, the keys of parts that stand there twice, and what is wrong as a whole."""
    known = {folded(part): part for part in question.parts}
    alone = len(question.parts) == 1
    itself = alone and question.kind.offers("reading", "IS_A_TABLE")
    if isinstance(raw, dict) and not (itself and not _names(raw, known)):
        keys: dict[str, list[str]] = {}
        for key in raw:
            if folded(key) in known:
                keys.setdefault(known[folded(key)], []).append(key)
        twice = {
            part: [f"„{key[:MAX_SHOWN]}“" for key in named]
            for part, named in keys.items()
            if len(named) > 1
        }
        parts = {part: raw[named[0]] for part, named in keys.items() if part not in twice}
        unknown = [key for key in raw if folded(key) not in known]
        allowed = ", ".join(f"„{part}“" for part in question.parts)
        return (
            parts,
            twice,
            [WORDS.filled("no_part", part=key[:MAX_SHOWN], allowed=allowed) for key in unknown],
        )
    if alone:
        return {next(iter(question.parts)): raw}, {}, []
    example = ", ".join(f'"{part}": …' for part in question.parts)
    return {}, {}, [WORDS.filled("form", form=f"{{{example}}}")]


def _names(raw: dict[str, Any], known: Mapping[str, str]) -> bool:
    return any(folded(key) in known for key in raw)
