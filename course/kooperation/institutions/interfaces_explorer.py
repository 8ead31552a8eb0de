"""FieldExplorer and CaseMap: look at the seams around the SGB II, then map a case oneself."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.answers import AnswerSheet, SheetError
from kooperation.base.records import find
from kooperation.institutions import interfaces_view as show
from kooperation.institutions.case_map import PARTS, Comparison, compare, restored, stored
from kooperation.institutions.case_map import CaseMap as Answer
from kooperation.institutions.case_map_control import MapControls
from kooperation.institutions.cases_words import Case, cases
from kooperation.institutions.fields_words import Field, LifeCourse, fields, life_courses
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.record import problem, shared_record

COUNT = "alle"
ALL = -1  # no seam chosen: ipywidgets shows nothing for None


def _note(text: str) -> str:
    return f'<p class="kooperation-note">{text}</p>'


def _chooser(label: str, options: Iterable[tuple[str, Any]], value: Any) -> w.Dropdown:
    return w.Dropdown(
        options=list(options),
        value=value,
        description=label,
        style={"description_width": "initial"},
        layout={"width": "max-content", "max_width": "100%", "margin": "2px 0"},
    )


class FieldExplorer(w.VBox):
    """A field or life course as picture and table; a seam chosen in either stands out in both.

    *key* is a key of `institutions/fields.toml` or `institutions/life_courses.toml`, or "alle" for a count of all
    seams. Raises ValueError if there is no such field.
    """

    def __init__(self, key: str = "gesundheit") -> None:
        known: dict[str, Field | LifeCourse] = {**fields(), **life_courses()}
        if key != COUNT:
            find(known, key, "Das Feld")
        options = [(record.title, name) for name, record in known.items()]
        self.choice = _chooser("Ansicht", [*options, ("Alle Nähte zählen", COUNT)], key)
        self.seam = _chooser("Naht", [("alle", ALL)], ALL)
        self.text, self.said, self.tables = w.HTML(), w.HTML(), w.HTML()
        self.said.add_class("kooperation-live")
        self.figure = LiveFigure()
        self._quiet = False
        self.choice.observe(lambda _change: self._on_choice(), "value")
        self.seam.observe(lambda _change: self._on_seam(), "value")
        self.figure.observe(self._on_click, "clicked")
        self._on_choice()
        controls = w.HBox(
            [self.choice, self.seam], layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 1rem"}
        )
        children = [controls, self.text, self.figure, self.said, self.tables]
        super().__init__([guarded(*children)])

    @property
    def record(self) -> Field | LifeCourse | None:
        """What is shown: a field, a life course, or None for the count."""
        key = self.choice.value
        return fields().get(key) or life_courses().get(key)

    def _on_choice(self) -> None:
        record = self.record
        self._quiet = True
        seams = record.seams if isinstance(record, Field) else ()
        self.seam.options = [("alle", ALL), *((seam.title, at) for at, seam in enumerate(seams))]
        self.seam.value = ALL
        self.seam.layout.display = "" if seams else "none"
        self._quiet = False
        self.figure.layout.display = "none" if record is None else ""
        intro = "Jede Naht zählt einmal, mit ihrem Haupttyp." if record is None else record.intro
        self.text.value = f'<p class="kooperation-story">{escape(intro)}</p>'
        self._draw()

    def _on_seam(self) -> None:
        if not self._quiet:
            self._draw()

    def _on_click(self, change: Any) -> None:
        if isinstance(self.record, Field):
            self.seam.value = change["new"].get("value")

    def _draw(self) -> None:
        record = self.record
        at = None if self.seam.value == ALL else self.seam.value
        if record is None:
            self.tables.value = show.count_table()
            self.said.value = ""
        elif isinstance(record, Field):
            self.tables.value = (
                show.seam_table(record, at)
                + show.role_table(record)
                + _note(escape(record.finding))
            )
            words = show.field_words(record)
            self.said.value = _note(
                escape(words if at is None else show.seam_sentence(record.seams[at]))
            )
            self.figure.show(show.field_figure(record, at), words)
        else:
            self.tables.value = show.station_table(record)
            words = show.course_words(record)
            self.said.value = _note(escape(words))
            self.figure.show(show.course_figure(record), f"{record.title}. {words}")


class CaseMap(w.VBox):
    """The exercise «map a case»: choose, place, and see at once what is right, and why.

    *case* is a key of `institutions/cases.toml`; another one can be chosen. `answer` is the learner's
    map; it is kept in `lernstand.json` and comes back when the notebook is run again.
    Raises ValueError if there is no such case.
    """

    def __init__(self, case: str = "entgiftung") -> None:
        self.case: Case = find(cases(), case, "Den Fall")
        options = [(f"{c.order}. {c.title}", c.key) for c in cases().values()]
        self.choice = _chooser("Fall", options, case)
        self.controls = MapControls(self._on_chosen)
        self.groups = self.controls.groups
        self.notes = {part: w.HTML() for part in PARTS}
        self.story, self.table, self.status, self.reference, self.said = (
            w.HTML() for _ in range(5)
        )
        self.said.add_class("kooperation-live")
        self.said.add_class("kooperation-said")
        self.figure = LiveFigure()
        self.compare_button = w.ToggleButton(
            description="Referenzkarte zeigen", layout={"width": "max-content"}
        )
        self.clear_button = w.Button(description="Karte leeren", layout={"width": "max-content"})
        self._sheet: AnswerSheet | None = None
        self._take_over()
        self.choice.observe(self._on_case, "value")
        self.compare_button.observe(lambda _change: self._show_reference(), "value")
        self.clear_button.on_click(lambda _button: self._clear())
        super().__init__([guarded(*self._layout())])

    def _layout(self) -> list[w.Widget]:
        own = w.HTML('<p class="kooperation-step">Ihre Karte</p>')
        buttons = w.HBox(
            [self.compare_button, self.clear_button],
            layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"},
        )
        return [
            self.choice, self.story, *self.controls.layout(self.notes), own, self.status, self.table, self.figure,
            buttons, self.reference, self.said,
        ]  # fmt: skip

    @property
    def answer(self) -> Answer:
        """The map that the controls show."""
        return self.controls.answer

    @property
    def comparison(self) -> Comparison:
        """How that map compares with the case's key."""
        return compare(self.answer, self.case.map_key)

    # From a choice to what is shown and stored ---------------------------------------------------

    def _on_chosen(self, part: str, added: list[str]) -> None:
        comparison = self.comparison
        self._show_marks(comparison)
        self._say(part, comparison, added)
        self._show_map(comparison)
        self._save()
        self._draw()
        self._show_reference()

    def _show_marks(self, comparison: Comparison) -> None:
        for part, group in self.groups.items():
            result = comparison.part(part)
            group.marks = {choice: str(verdict) for choice, verdict in result.verdicts.items()}
            self.notes[part].value = show.feedback(self.case, part, result)

    def _say(self, part: str, comparison: Comparison, added: list[str]) -> None:
        """Read out the last choice alone: all the rest stands where it stood."""
        verdicts = comparison.part(part).verdicts
        texts = [show.spoken(self.case, part, choice, verdicts[choice]) for choice in added]
        self.said.value = f"<p>{escape(' '.join(texts))}</p>"

    def _show_map(self, comparison: Comparison) -> None:
        self.table.value = show.map_table(self.case, self.answer)
        self.status.value = _note(show.summary(comparison))

    def _draw(self) -> None:
        answer = self.answer
        self.figure.layout.display = "" if answer.actors else "none"
        if answer.actors:
            self.figure.show(show.map_figure(self.case, answer), show.map_words(self.case, answer))

    def _show_reference(self) -> None:
        is_open = self.compare_button.value
        self.compare_button.description = (
            "Referenzkarte verbergen" if is_open else "Referenzkarte zeigen"
        )
        self.reference.value = show.reference_table(self.case, self.answer) if is_open else ""

    # The learner's record ------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return f"karte.{self.case.key}"

    def _save(self) -> None:
        try:
            # A record that was broken when the notebook was run may have been mended since.
            self._sheet = self._sheet or shared_record()
            self._sheet[self._name] = stored(self.answer)
        except SheetError as error:
            self.status.value = problem(error)

    def _take_over(self) -> None:
        """Show the case with the map that is in the record."""
        trouble, found = "", Answer()
        try:
            self._sheet = self._sheet or shared_record()
            found = restored(self._sheet.get(self._name), self.case.choices)
        except SheetError as error:
            trouble = problem(error)
        self._fill(found)
        if trouble:
            self.status.value = trouble

    def _fill(self, answer: Answer) -> None:
        """Set all controls to *answer*, with one redraw at the end."""
        case = self.case
        self.story.value = f'<p class="kooperation-story">{escape(case.story)}</p>'
        self.controls.fill(answer, case.bases.values())
        comparison = self.comparison
        self._show_marks(comparison)
        self._show_map(comparison)
        self.said.value = ""
        self._draw()
        self._show_reference()

    def _on_case(self, change: Any) -> None:
        self.case = cases()[change["new"]]
        self.compare_button.value = False
        self._take_over()

    def _clear(self) -> None:
        self._fill(Answer())
        self._save()
