"""What a class can vote on: the quizzes' questions with one right answer, and the lectures' bets.

Read as data, as the report and the extension read them: of a quiz nothing is needed here but text, options and what is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kooperation.base.finding import find
from kooperation.base.records import load
from kooperation.base.words import Words

NAMES = Words("desk/classroom.errors.names")

BET, QUIZ = "bet", "quiz"


@dataclass(frozen=True)
class VotedQuestion:
    """A question with its *options*; *right* is "" where there is no right answer. *kind* is BET or QUIZ."""

    key: str
    kind: str
    lecture: str
    text: str
    options: Mapping[str, str]
    right: str
    explanation: str


def _bets() -> Iterator[VotedQuestion]:
    for key, raw in load("practice/prediction").items():
        yield VotedQuestion(
            f"{BET}/{key}", BET, raw["lecture"], raw["question"],
            raw["options"], raw["observed"], raw["explanation"],
        )  # fmt: skip


def _asked() -> Iterator[VotedQuestion]:
    folder = files("kooperation").joinpath("practice", "quiz")
    for lecture in sorted(path.name.removesuffix(".toml") for path in folder.iterdir()):
        for key, raw in load(f"practice/quiz/{lecture}").items():
            if raw["kind"] == "single":
                options = {option["key"]: option["text"] for option in raw["options"]}
                right = next(option["key"] for option in raw["options"] if option.get("right"))
                yield VotedQuestion(
                    f"{QUIZ}/{key}", QUIZ, lecture, raw["text"], options, right, raw["explanation"]
                )


@cache
def questions() -> Mapping[str, VotedQuestion]:
    """Return all questions by key („quiz/…“, „bet/…“), lecture after lecture, its bets first."""
    by_lecture = sorted([*_bets(), *_asked()], key=lambda one: one.lecture)
    return {one.key: one for one in by_lecture}


def question(key: str) -> VotedQuestion:
    """Return the question *key*. Raises ValueError if there is none."""
    return find(questions(), key, NAMES["question"])
