"""CooperationCheck: rate one's own local cooperation, see bottlenecks and levers, take a report home."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as w
import traitlets

from kooperation.base.answers import SheetError, is_grading
from kooperation.base.german import join
from kooperation.base.words import texts
from kooperation.kit.guard import guarded, static
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import heading, note, sentences, show_only, story
from kooperation.kit.record import problem, shared_record, stored_record
from kooperation.success_factors.cooperation_check import checked
from kooperation.success_factors.cooperation_check_view import (
    in_words,
    lever_panels,
    radar,
    radar_alt,
    ratings_table,
)
from kooperation.success_factors.levers_words import Factor, factors
from kooperation.success_factors.report_view import report

PREFIX = "kooperationscheck."
FIRST, LAST = "erster", "letzter"
UNKNOWN = "?"
FEWEST = 3  # a radar with fewer corners is no picture


class ReportLinks(anywidget.AnyWidget):
    """Links that open and download `html`; nothing while it is empty."""

    _esm = static("success_factors", "report.js")
    html = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode().tag(sync=True)
    download = traitlets.Unicode().tag(sync=True)
    file = traitlets.Unicode().tag(sync=True)


class CooperationCheck(w.VBox):
    """Eleven factors, four levels in words each; picture, bottlenecks, levers, report.

    Two rounds are kept in `lernstand.json`: an earlier check and a later one that is compared with
    it. `ratings` is what is chosen now, without what the learner cannot judge.
    """

    def __init__(self) -> None:
        words = texts()["check"]
        self._quiet = False
        self._stored: dict[str, Any] = {}
        self.round = w.RadioButtons(
            options=[(words["first"], FIRST), (words["last"], LAST)],
            value=FIRST,
            description=words["round"],
            tooltip=words["round"],
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )
        self.choices = {key: _choice(factor) for key, factor in factors().items()}
        self.status, self.sentences, self.table, self.levers, self.saved = (
            w.HTML() for _ in range(5)
        )
        self.status.add_class("kooperation-live")
        self.saved.add_class("kooperation-live")
        self.figure = LiveFigure()
        self.export = w.Button(
            description=words["export"], layout={"width": "auto", "align_self": "flex-start"}
        )
        self.links = ReportLinks(view=words["open"], download=words["download"], file=words["file"])
        self.results = w.VBox(
            [
                heading(words["figure"]),
                self.figure,
                self.sentences,
                self.table,
                heading(words["levers"]),
                self.levers,
                w.HTML(note(words["note"])),
            ]
        )
        self._restore()
        self.round.observe(lambda _change: self._on_round(), "value")
        for choice in self.choices.values():
            choice.observe(lambda _change: self._on_choice(), "value")
        self.export.on_click(lambda _button: self.save_report())
        super().__init__([self._box()])

    def _box(self) -> w.VBox:
        rounds = w.HBox([self.round])
        rounds.add_class("kooperation-radiorow")
        items = [
            w.VBox([_head(number, factor), self.choices[key]])
            for number, (key, factor) in enumerate(factors().items(), start=1)
        ]
        for item in items:
            item.add_class("kooperation-item")
            item.add_class("kooperation-rating")
        intro = w.HTML(story(texts()["check"]["intro"]))
        box = guarded(
            intro, rounds, *items, self.status, self.results, self.export, self.saved, self.links
        )
        box.add_class("kooperation-quiz")
        return box

    @property
    def ratings(self) -> dict[str, int]:
        """The level of each factor that is rated now."""
        return checked({key: choice.value for key, choice in self.choices.items()}, factors())

    @property
    def earlier(self) -> dict[str, int] | None:
        """The ratings of the first check while the later one is open, else None."""
        if self.round.value == FIRST:
            return None
        return checked(self._stored.get(FIRST), factors()) or None

    def _restore(self) -> None:
        """Take both rounds from the learner's file and open the latest that has ratings."""
        try:
            record = stored_record()
        except SheetError as error:
            self._update()
            self.status.value = problem(error)
            return
        self._stored = {name: record.get(PREFIX + name) for name in (FIRST, LAST)}
        if checked(self._stored[LAST], factors()):
            self.round.value = LAST
        self._open()

    def _on_round(self) -> None:
        self.links.html = self.saved.value = ""
        self._open()

    def _open(self) -> None:
        """Show the ratings of the chosen round."""
        raw = self._stored.get(self.round.value)
        known = checked(raw, factors())
        self._quiet = True
        for key, choice in self.choices.items():
            unknown = isinstance(raw, dict) and raw.get(key) == UNKNOWN
            choice.value = known.get(key, UNKNOWN if unknown else None)
        self._quiet = False
        self._update()

    def _on_choice(self) -> None:
        if self._quiet:
            return
        name = self.round.value
        given = {k: c.value for k, c in self.choices.items() if c.value is not None}
        self._stored[name] = given
        self.links.html = self.saved.value = ""  # they would show what is no longer chosen
        self._update()
        try:
            shared_record()[PREFIX + name] = given
        except SheetError as error:
            self.status.value = problem(error)

    def _update(self) -> None:
        words, ratings = texts()["check"], self.ratings
        shown = words["first"] if self.round.value == FIRST else words["last"]
        said = words["progress"].format(count=len(ratings), total=len(factors()), round=shown)
        if not ratings:
            said = words["start"]
        enough = len(ratings) >= FEWEST
        if not enough:
            said = f"{said} {words['too_few']}"
        self.status.value = note(said)
        show_only(enough, self.results)
        if not enough:
            return
        self.figure.show(radar(ratings, self.earlier), radar_alt(ratings, self.earlier))
        self.sentences.value = sentences(in_words(ratings, self.earlier))
        self.table.value = ratings_table(ratings, self.earlier)
        self.levers.value = "".join(lever_panels(ratings))

    def save_report(self) -> None:
        """Write the report beside the notebook, and show the links to it."""
        words, ratings = texts()["check"], self.ratings
        if len(ratings) < FEWEST:
            self.saved.value = note(words["export_empty"])
            return
        html = report(ratings, self.earlier)
        path = Path.cwd() / words["file"]
        try:
            if not is_grading():
                path.write_text(html, "utf-8")
            said = words["exported"].format(name=words["file"])
        except OSError as error:
            said = words["export_failed"].format(reason=error.strerror)
        self.saved.value = note(escape(said))
        self.links.html = html


def _head(number: int, factor: Factor) -> w.HTML:
    key = "slide" if len(factor.slides) == 1 else "slides"
    origin = texts()["check"][key].format(slides=join([str(slide) for slide in factor.slides]))
    return w.HTML(
        f'<p class="kooperation-question"><strong>{number}. {escape(factor.title)}</strong> '
        f'<span class="kooperation-origin">({origin})</span><br>{escape(factor.question)}</p>'
    )


def _choice(factor: Factor) -> w.RadioButtons:
    options: list[tuple[str, int | str]] = [(text, at) for at, text in enumerate(factor.levels)]
    return w.RadioButtons(
        options=[*options, (texts()["check"]["unknown"], UNKNOWN)],
        value=None,
        tooltip=f"{factor.title}: {factor.question}",  # names the group for screen readers
        layout={"width": "auto", "max_width": "100%"},
    )
