"""Prediction and Review: a question before an explorer, and the answer shown back afterwards."""

from __future__ import annotations

from kooperation.base.records import find
from kooperation.base.words import Words
from kooperation.kit.controls import Area, live, radio
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import story, strong
from kooperation.kit.kept import Kept
from kooperation.practice.prediction_view import review, saved
from kooperation.practice.prediction_words import PredictionRecord, predictions

WORDS = Words("practice.prediction")
PREFIX = "vorhersage."


def _record(key: str) -> PredictionRecord:
    return find(predictions(), key, WORDS["what"])


class Prediction(Explorer):
    """Asks the prediction *key* of `practice/prediction.toml` and keeps the choice in `lernstand.json`.

    An earlier choice is shown again. Raises ValueError if there is no such prediction.
    """

    def __init__(self, key: str) -> None:
        self.record = _record(key)
        self.kept = Kept(PREFIX + key, self.record.known)
        options = [(label, option) for option, label in self.record.options.items()]
        self.choice = radio(options, self.kept.value, self.record.question)
        self.status = live()
        self.when(self.choice, self._keep)
        self.update()
        super().__init__(Area(story(strong(self.record.question))), self.choice, self.status)

    def _keep(self) -> None:
        if self.choice.value is not None:
            self.kept.keep(self.choice.value)
            self.update()

    def draw(self) -> None:
        self.status.show(self.kept.trouble or saved(self.record, self.kept.value))


class Review(Explorer):
    """Shows the prediction *key* back, beside what is to be seen, and keeps up with changes of it."""

    def __init__(self, key: str) -> None:
        self.record = _record(key)
        self.panel = Area()
        self.kept = Kept(PREFIX + key, self.record.known, changed=self.update)
        self.update()
        super().__init__(self.panel)

    def draw(self) -> None:
        self.panel.show(self.kept.trouble or review(self.record, self.kept.value))
