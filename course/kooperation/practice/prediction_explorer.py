"""Prediction and Review: a question before an explorer, and the answer shown back afterwards."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.answers import AnswerSheet, SheetError
from kooperation.base.records import find
from kooperation.kit.guard import guarded
from kooperation.kit.record import problem, shared_record
from kooperation.practice.prediction_words import PredictionRecord, predictions


class Prediction(w.VBox):
    """Asks the prediction *key* of `practice/predictions.toml` and keeps the choice in `lernstand.json`.

    An earlier choice is shown again. Raises ValueError if there is no such prediction.
    """

    def __init__(self, key: str) -> None:
        self.record: PredictionRecord = find(predictions(), key, "Die Vorhersage")
        self.choice = w.RadioButtons(
            options=[(label, option) for option, label in self.record.options.items()],
            value=None,
            tooltip=self.record.question,  # names the group for screen readers
            layout={"width": "max-content", "max_width": "100%"},
        )
        self.status = w.HTML()
        self.status.add_class("kooperation-live")
        question = w.HTML(
            f'<p class="kooperation-story"><strong>{escape(self.record.question)}</strong></p>'
        )
        self._sheet: AnswerSheet | None = None
        try:
            self._sheet = shared_record()
            given = self._sheet.get(_name(key))
            if isinstance(given, str) and given in self.record.options:
                self.choice.value = given
                self.status.value = _saved(self.record.options[given])
        except SheetError as error:
            self.status.value = problem(error)
        self.choice.observe(self._on_choice, "value")
        super().__init__([guarded(question, self.choice, self.status)])

    def _on_choice(self, change: Any) -> None:
        if change["new"] is None:
            return
        try:
            # A record that was broken when the notebook was run may have been mended since.
            self._sheet = self._sheet or shared_record()
            self._sheet[_name(self.record.key)] = change["new"]
            self.status.value = _saved(self.record.options[change["new"]])
        except SheetError as error:
            self.status.value = problem(error)


def _name(key: str) -> str:
    return f"vorhersage.{key}"


def _saved(label: str) -> str:
    return (
        f'<p class="kooperation-note">Festgehalten: «{escape(label)}». '
        "Sie können Ihre Vorhersage noch ändern, bevor Sie weiterlesen.</p>"
    )


class Review(w.VBox):
    """Shows the prediction *key* back, beside what is to be seen, and keeps up with changes of it."""

    def __init__(self, key: str) -> None:
        self.record: PredictionRecord = find(predictions(), key, "Die Vorhersage")
        self.panel = w.HTML()
        try:
            self._sheet = shared_record()
            self._sheet.observe(lambda name: self._show() if name == _name(key) else None)
            self._show()
        except SheetError as error:
            self.panel.value = problem(error)
        super().__init__([guarded(self.panel)])

    def _show(self) -> None:
        given = self._sheet.get(_name(self.record.key))
        self.panel.value = review(self.record, given)


def review(record: PredictionRecord, given: object) -> str:
    """Return the HTML that sets the choice *given* beside what is observed."""
    if not isinstance(given, str) or given not in record.options:
        return (
            '<div class="kooperation-panel"><p>Sie haben noch nichts vorhergesagt. Holen Sie es '
            "oben nach: Wer sich erst festlegt, behält mehr.</p></div>"
        )
    lines = [f"Ihre Vorhersage: «{escape(record.options[given])}»."]
    if record.observed:
        seen = escape(record.options[record.observed])
        verdict = (
            "Das ist auch zu sehen." if given == record.observed else f"Zu sehen ist: «{seen}»."
        )
        lines.append(verdict)
    lines.append(escape(record.explanation))
    return f'<div class="kooperation-panel">{"".join(f"<p>{line}</p>" for line in lines)}</div>'
