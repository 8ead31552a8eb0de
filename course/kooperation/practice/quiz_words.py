"""The questions of the quizzes, `practice/quiz/<lecture>.toml`.

A question is written for people: options with what is said to each. What is right in it becomes a
task of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Any

from kooperation.base.records import ContentError, plain_record, records
from kooperation.base.typed_numbers import parse_number
from kooperation.base.words import Words
from kooperation.practice.quiz import (
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    Task,
)

ERRORS = Words("practice.errors.quiz_words")


@dataclass(frozen=True)
class Option:
    """An answer to choose, an item to assign or to order, or a number that a mistake leads to.

    *because* is said to whoever chose, missed, assigned, placed or typed it wrongly; only the right
    answer of a single choice needs none. *target* is where an item belongs, *value* the number a
    mistake leads to.
    """

    key: str
    because: str = ""
    text: str = ""
    right: bool = False
    target: str = ""
    value: str = ""


@dataclass(frozen=True)
class QuizQuestion:
    """A question of the quiz of *lecture*; *section* is the heading there that answers it.

    *explanation* is said to a right answer and in the solution, *otherwise* to a wrong number that no
    known mistake leads to. *targets* maps the keys of a matching question to their labels.
    """

    key: str
    lecture: str
    section: str
    text: str
    task: Task
    options: tuple[Option, ...]
    explanation: str
    sources: tuple[str, ...]
    targets: Mapping[str, str]
    otherwise: str
    unit: str

    def option(self, key: str) -> Option:
        """Return the option *key*."""
        return next(option for option in self.options if option.key == key)


_option = plain_record(Option)
_ALLOWED = {"kind", "section", "text", "options", "explanation", "sources"}
_ALSO = {
    "matching": {"targets"},
    "numeric": {"value", "tolerance", "percent", "unit", "otherwise"},
}


def _question(lecture: str, key: str, raw: dict[str, Any]) -> QuizQuestion:
    kind = raw["kind"]
    if unknown := set(raw) - _ALLOWED - _ALSO.get(kind, set()):
        raise ValueError(ERRORS.filled("unknown", unknown=sorted(unknown)))
    options = tuple(
        _option(option["key"], {k: v for k, v in option.items() if k != "key"})
        for option in raw.get("options", ())
    )
    if len({option.key for option in options}) < len(options):
        raise ValueError(ERRORS["same_key"])
    for option in options:
        if not option.because and not (kind == "single" and option.right):
            raise ValueError(ERRORS.filled("no_because", answer=option.key))
    return QuizQuestion(
        key=key,
        lecture=lecture,
        section=raw["section"],
        text=raw["text"],
        task=_task(kind, options, raw),
        options=options,
        explanation=raw["explanation"],
        sources=tuple(raw["sources"]),
        targets=MappingProxyType(dict(raw.get("targets", {}))),
        otherwise=raw["otherwise"] if kind == "numeric" else "",
        unit=raw.get("unit", ""),
    )


def _task(kind: str, options: tuple[Option, ...], raw: dict[str, Any]) -> Task:
    keys = tuple(option.key for option in options)
    right = [option.key for option in options if option.right]
    match kind:
        case "single":
            if len(right) != 1:
                raise ValueError(ERRORS["one_right"])
            return SingleChoice(keys, right[0])
        case "multiple":
            if not right:
                raise ValueError(ERRORS["some_right"])
            return MultipleChoice(keys, frozenset(right))
        case "matching":
            if missing := {option.target for option in options} - set(raw["targets"]):
                raise ValueError(ERRORS.filled("no_target", targets=sorted(missing)))
            pairs = {option.key: option.target for option in options}
            return Matching(MappingProxyType(pairs), tuple(raw["targets"]))
        case "numeric":
            return Numeric(
                value=parse_number(raw["value"]),
                tolerance=parse_number(raw.get("tolerance", "0")),
                mistakes=MappingProxyType({o.key: parse_number(o.value) for o in options}),
                percent=raw.get("percent", False),
            )
        case "ordering":
            return Ordering(keys)
        case _:
            raise ValueError(ERRORS.filled("no_kind", kind=kind))


@cache
def quizzes() -> Mapping[str, Mapping[str, QuizQuestion]]:
    """Return the questions of each lecture by key, lectures and questions in their order."""
    folder = files("kooperation").joinpath("practice", "quiz")
    lectures = sorted(path.name.removesuffix(".toml") for path in folder.iterdir())
    found = {lecture: _quiz(lecture) for lecture in lectures}
    keys = list(chain.from_iterable(found.values()))
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ContentError(ERRORS.filled("twice", keys=sorted(twice)))
    return MappingProxyType(found)


def _quiz(lecture: str) -> Mapping[str, QuizQuestion]:
    return records(f"practice/quiz/{lecture}", lambda key, raw: _question(lecture, key, raw))


def questions_before(lecture: str) -> Mapping[str, QuizQuestion]:
    """Return the questions of all lectures before *lecture* by key."""
    return {
        key: question
        for earlier, quiz in quizzes().items()
        if earlier < lecture
        for key, question in quiz.items()
    }
