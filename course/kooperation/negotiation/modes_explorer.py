"""ModeComparison: one situation, three modes, side by side; which fits is asked first."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.answers import SheetError
from kooperation.base.german import percent, unbroken
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import checkbox, dropdown, note, sentences, show_only, story
from kooperation.kit.record import problem, shared_record, stored_record
from kooperation.kit.sliders import ValueSlider
from kooperation.negotiation.mode_traits import findings
from kooperation.negotiation.mode_traits_view import traits_table
from kooperation.negotiation.modes import compare_modes
from kooperation.negotiation.modes_view import (
    fitting,
    in_words,
    outcomes_table,
    plane,
    plane_alt,
    projects_table,
)
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_words import SituationRecord, situations

SHARE = (0.0, 1.0, 0.05)


class ModeComparison(w.VBox):
    """Choose a situation, say which mode fits, then move power, trust, room and friction.

    *situation* is a key of `negotiation/situations.toml`. What one says is kept in `lernstand.json`, one
    answer for each situation. `setting` is what the controls show. Raises ValueError if there is no
    such situation.
    """

    def __init__(self, situation: str = "arbeitsmarktprogramm") -> None:
        find(situations(), situation, "Die Lage")
        words = texts()["modes"]
        self._quiet = True
        options = [(record.title, key) for key, record in situations().items()]
        self.choice = dropdown(options, situation, words["choice"])
        self.story, self.status = w.HTML(), w.HTML()
        self.status.add_class("kooperation-live")
        self.guess = w.RadioButtons(
            options=[(text.title, mode.value) for mode, text in modes().items()],
            value=None,
            tooltip=words["question"],
            layout={"width": "max-content", "max_width": "100%"},
        )
        self._make_controls()
        self.figure = LiveFigure()
        self.fit, self.outcomes, self.sentences, self.slide, self.projects = (
            w.HTML() for _ in range(5)
        )
        self.sentences.add_class("kooperation-live")
        self.body = w.VBox(self._rows())
        self.choice.observe(lambda _change: self._enter(), "value")
        self.guess.observe(self._on_guess, "value")
        question = w.HTML(story(f"<strong>{words['question']}</strong>"))
        self._enter()
        super().__init__(
            [guarded(self.choice, self.story, question, self.guess, self.status, self.body)]
        )

    def _make_controls(self) -> None:
        words = texts()["modes"]
        self.power = ValueSlider(words["power"], 0.5, (0.05, 0.95, 0.01), self._update)
        self.trust = ValueSlider(words["trust"], 0.5, SHARE, self._update)
        self.room = ValueSlider(words["room"], 0.5, SHARE, self._update, words["room_long"])
        self.friction = ValueSlider(
            words["friction"], 0.0, (0.0, 0.9, 0.05), self._update, words["friction_long"],
            show=lambda value: percent(value, 0),
        )  # fmt: skip
        self.cost = ValueSlider(
            words["cost"], 1.0, (0.0, 3.0, 0.1), self._update, words["cost_long"]
        )
        self.packages = checkbox(words["packages"], True)
        self.payments = checkbox(words["payments"], True)
        for box in (self.packages, self.payments):
            box.observe(lambda _change: self._update(), "value")
        self.exclusive = w.HTML(note(words["not_combinable"]))
        self.reset = w.Button(description=words["reset"])
        self.reset.on_click(lambda _button: self._take_over())

    def _rows(self) -> list[w.Widget]:
        words = texts()["modes"]
        grid = w.HBox([self.power, self.trust, self.room, self.friction, self.cost, w.HTML()])
        grid.add_class("kooperation-pair")
        switches = w.HBox(
            [self.packages, self.payments, self.exclusive, self.reset],
            layout={"flex_flow": "row wrap", "grid_gap": "0.1rem 1.2rem"},
        )
        return [
            self.fit,
            grid,
            switches,
            self.figure,
            w.HTML(note(words["picture_note"])),
            self.sentences,
            self.outcomes,
            self.slide,
            self.projects,
            w.HTML(note(words["note"])),
        ]

    @property
    def record(self) -> SituationRecord:
        """The situation that is chosen."""
        return situations()[self.choice.value]

    @property
    def setting(self) -> Setting:
        """What the controls show."""
        return Setting(
            power=self.power.value,
            trust=self.trust.value,
            room=self.room.value,
            arriving=round(1 - self.friction.value, 6),
            cost=self.cost.value,
            packages=self.packages.value,
            payments=self.payments.value,
        )

    def _enter(self) -> None:
        """Show the chosen situation, and what was answered to it earlier."""
        words, record = texts()["modes"], self.record
        issue = f"<em>{words['at_issue']}:</em> {escape(record.issue)}"
        norms = f"<em>{words['norms']}:</em> {unbroken(escape(record.norms))}"
        self.story.value = story(escape(record.story)) + story(issue) + note(norms)
        first, second = record.names
        self.power.slider.tooltip = words["power_long"].format(name=first, other=second)
        self.projects.value = projects_table(record)
        show_only(record.model.combinable, self.packages)
        show_only(not record.model.combinable, self.exclusive)
        self._restore()
        self._take_over()

    def _restore(self) -> None:
        self._quiet = True
        try:
            given = stored_record().get(self._name)
            known = given if given in {mode.value for mode in Mode} else None
            self.guess.value = known
            self.status.value = self._saved() if known else note(texts()["modes"]["ask_first"])
        except SheetError as error:
            self.guess.value = None
            self.status.value = problem(error)

    @property
    def _name(self) -> str:
        return f"modus.{self.choice.value}"

    def _saved(self) -> str:
        return note(texts()["modes"]["saved"].format(mode=modes()[Mode(self.guess.value)].title))

    def _on_guess(self, change: Any) -> None:
        if self._quiet or change["new"] is None:
            return
        try:
            shared_record()[self._name] = change["new"]
            self.status.value = self._saved()
        except SheetError as error:
            self.status.value = problem(error)
        self._update()

    def _take_over(self) -> None:
        """Set the controls to the situation's start, with one redraw at the end."""
        self._quiet = True
        start = self.record.start
        self.power.value, self.trust.value, self.room.value = start.power, start.trust, start.room
        self.friction.value, self.cost.value = round(1 - start.arriving, 6), start.cost
        self.packages.value, self.payments.value = start.packages, start.payments
        self._quiet = False
        self._update()

    def _update(self) -> None:
        if self._quiet:
            return
        show_only(self.guess.value is not None, self.body)
        if self.guess.value is None:
            return
        record, setting = self.record, self.setting
        found = compare_modes(record.model, setting)
        self.figure.show(plane(record, setting, found), plane_alt(record, found))
        self.outcomes.value = outcomes_table(record, found)
        self.sentences.value = sentences(in_words(record, setting, found))
        lines = fitting(record, found, Mode(self.guess.value))
        self.fit.value = f'<div class="kooperation-panel">{"".join(map(story, lines))}</div>'
        self.slide.value = traits_table(record, setting, found, findings(record.model, setting))
