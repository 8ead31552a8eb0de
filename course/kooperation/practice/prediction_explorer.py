"""Prediction and Review: a question before an explorer, and the answer shown back afterwards."""

from __future__ import annotations

from typing import Any

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.asking import ask, shown
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, joined
from kooperation.kit.kept import Kept
from kooperation.practice.prediction_control import CommittedChoice
from kooperation.practice.prediction_view import asked, review, saved, solution
from kooperation.practice.prediction_words import PredictionRecord, predictions

WORDS = Words("practice.prediction")
PREFIX = "vorhersage."
STANDING = "vorhersagen_fest"  # those whose explorer was used: their answers stay as they are


def _record(key: str) -> PredictionRecord:
    return find(predictions(), key, WORDS["what"])


def _keys(stored: Any) -> frozenset[str]:
    return (
        frozenset(key for key in stored if key in predictions())
        if isinstance(stored, list)
        else frozenset()
    )


class Prediction(Explorer):
    """Asks the prediction *key* of `practice/prediction.toml` and keeps the choice in `lernstand.json`.

    `choice.value` is what was confirmed. It can be changed until one of the explorers below was used, which
    wait for it; where one shows what is right as soon as it opens, until then; where there is none, until the
    review has shown it. An earlier choice is shown again. Raises ValueError if there is no such prediction.
    """

    def __init__(self, key: str) -> None:
        self.record = _record(key)
        self.kept = Kept(PREFIX + key, self.record.known)
        self.standing = Kept(STANDING, _keys, sorted)
        given = self.kept.value
        self.question = ask(PREFIX + key, is_answered=given is not None)
        self.choice = CommittedChoice(self.record.question, self.record.options, given)
        self.status = live()
        self.when(self.choice, self._commit)
        self.question.follow(self._hear)
        self.update()
        super().__init__(self.choice, self.status)

    @property
    def stands(self) -> bool:
        """Whether there is an answer that can no longer be changed."""
        is_told = self.record.at_once and self.question.is_open
        is_standing = self.record.key in self.standing.value
        return self.kept.value is not None and (self.question.stands or is_told or is_standing)

    def _commit(self) -> None:
        chosen = self.record.known(self.choice.value)
        if chosen is not None and not self.stands:
            self.kept.keep(chosen)
            self.question.answer()
        self.update()

    def _hear(self) -> None:
        key = self.record.key
        if (
            self.question.was_used
            and self.kept.value is not None
            and key not in self.standing.value
        ):
            self.standing.change(lambda keys: keys | {key})
        self.update()

    def draw(self) -> None:
        given = self.kept.value
        with self.quietly():
            if self.kept.trouble and given is not None:  # not written: one can confirm it again
                self.choice.value, self.choice.marked = None, given
            else:
                self.choice.value = given
        self.choice.stands = self.stands
        self.status.show(self.kept.trouble or saved(self.record, self.kept.value, self.stands))


class Review(Explorer):
    """Shows the prediction *key* back, beside what is to be seen, and keeps up with changes of it.

    Where other questions stand between the two it says which one it is about.
    """

    def __init__(self, key: str) -> None:
        self.record = _record(key)
        self.panel = Area()
        self.kept = Kept(PREFIX + key, self.record.known, changed=self.update)
        question = shown(PREFIX + key)
        self.is_among_others = question is not None and question.is_among_others
        self.update()
        super().__init__(self.panel)

    def draw(self) -> None:
        told = self.kept.trouble or review(self.record, self.kept.value)
        self.panel.show(*([asked(self.record)] if self.is_among_others else []), told)

    def in_print(self) -> Markup:
        if self.kept.value:
            return super().in_print()
        question = [asked(self.record)] if self.is_among_others else []
        return joined([*question, solution(self.record)])
