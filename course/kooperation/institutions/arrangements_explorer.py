"""OrderForms: place forms of cooperation on two axes, and compare with a reading on request."""

from __future__ import annotations

from typing import Any

import anywidget
import ipywidgets as w
import traitlets

from kooperation.base.answers import AnswerSheet, SheetError
from kooperation.base.words import texts
from kooperation.institutions.arrangements_view import (
    comparison_text,
    introduction,
    map_table,
    place_name,
)
from kooperation.institutions.arrangements_words import Arrangement, arrangements
from kooperation.institutions.placement import Place
from kooperation.kit.guard import guarded, static
from kooperation.kit.record import problem, shared_record

ENTRY = "formen"


class PlaceGrid(anywidget.AnyWidget):
    """The 5×5 grid (see `places.js`): shows *tokens*, gives back what was `chosen`."""

    _esm = static("institutions", "places.js")
    words: Any = traitlets.Dict().tag(sync=True)
    tokens: Any = traitlets.List().tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)


class OrderForms(w.VBox):
    """Choose a form, place it on the grid, compare with the reading; kept in `lernstand.json`."""

    def __init__(self) -> None:
        words = texts()["forms"]
        self.placed: dict[str, Place] = {}
        self.compared: set[str] = set()
        self._sheet: AnswerSheet | None = None
        self.choice = w.Dropdown(
            options=[(f"{form.order}. {form.title}", form.key) for form in arrangements().values()],
            description=words["choice"],
            style={"description_width": "initial"},
            layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
        )
        self.next = w.Button(description=words["next"])
        self.compare = w.Button(
            description=words["compare"], layout={"width": "max-content", "max_width": "100%"}
        )
        self.story, self.table = w.HTML(), w.HTML()
        self.status, self.comparison = w.HTML(), w.HTML()
        for text in (self.status, self.comparison):
            text.add_class("kooperation-live")
        self.grid = PlaceGrid(
            words={
                "command": list(words["command"]),
                "form": list(words["form"]),
                "rows": list(words["rows"]),
                **{name: words[name] for name in ("label", "legend", "own", "reading")},
            }
        )
        message = self._restore()
        self._show(message)
        self.choice.observe(lambda _change: self._show(), "value")
        self.grid.observe(self._on_chosen, "chosen")
        self.next.on_click(lambda _button: self._go_on())
        self.compare.on_click(lambda _button: self._on_compare())
        row = w.HBox(
            [self.choice, self.next], layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"}
        )
        super().__init__(
            [
                guarded(
                    row,
                    self.story,
                    self.grid,
                    self.status,
                    self.compare,
                    self.comparison,
                    self.table,
                )
            ]
        )

    @property
    def form(self) -> Arrangement:
        """The form that is chosen now."""
        return arrangements()[self.choice.value]

    def _on_chosen(self, change: Any) -> None:
        try:
            place = Place(change["new"]["x"], change["new"]["y"])
        except (KeyError, ValueError):
            return
        self.placed[self.form.key] = place
        self._show(self._save())

    def _on_compare(self) -> None:
        if self.form.key not in self.placed:
            self._show(f'<p class="kooperation-note">{texts()["forms"]["place_first"]}</p>')
            return
        self.compared.add(self.form.key)
        self._show(self._save())

    def _go_on(self) -> None:
        """Choose the next form that is not placed yet, or simply the next."""
        keys = list(arrangements())
        here = keys.index(self.choice.value)
        rest = [*keys[here + 1 :], *keys[:here]]
        self.choice.value = next((key for key in rest if key not in self.placed), rest[0])

    # The learner's record -------------------------------------------------------------------------

    def _restore(self) -> str:
        """Take over what the record holds; return the HTML of what went wrong, or nothing."""
        try:
            self._sheet = shared_record()
        except SheetError as error:
            return problem(error)
        self._take(self._sheet.get(ENTRY))
        return ""

    def _take(self, stored: object) -> None:
        """Read an entry; whatever in it is not a place of a known form is left out."""
        entry = stored if isinstance(stored, dict) else {}
        places, compared = entry.get("plaetze"), entry.get("verglichen")
        for key, steps in places.items() if isinstance(places, dict) else ():
            if key in arrangements() and isinstance(steps, list) and len(steps) == 2:
                try:
                    self.placed[key] = Place(*steps)
                except ValueError:
                    continue
        if isinstance(compared, list):
            self.compared = {key for key in self.placed if key in compared}

    def _save(self) -> str:
        """Write the map; return the HTML of what went wrong, or nothing."""
        try:
            # A record that was broken when the notebook was run may have been mended since.
            if self._sheet is None:
                self._sheet = shared_record()
                own = dict(self.placed)
                self._take(self._sheet.get(ENTRY))
                self.placed |= own
            self._sheet[ENTRY] = {
                "plaetze": {k: [p.command, p.form] for k, p in self.placed.items()},
                "verglichen": sorted(self.compared),
            }
        except SheetError as error:
            return problem(error)
        return ""

    # What is shown --------------------------------------------------------------------------------

    def _show(self, message: str = "") -> None:
        form, forms = self.form, arrangements()
        own = self.placed.get(form.key)
        self.story.value = introduction(form)
        self.status.value = message or self._status(own)
        asked = own is not None and form.key in self.compared
        self.comparison.value = comparison_text(form, own) if asked and own else ""
        with self.grid.hold_sync():
            self.grid.tokens = [
                *(_token(forms[k], "own", p) for k, p in self.placed.items()),
                *([_token(form, "reading", form.place)] if asked else []),
            ]
            self.grid.current = form.key
        self.table.value = map_table(forms.values(), self.placed, self.compared)

    def _status(self, own: Place | None) -> str:
        words = texts()["forms"]
        text = words["placed"].format(place=place_name(own)) if own else words["not_placed"]
        count = words["count"].format(placed=len(self.placed), all=len(arrangements()))
        return f'<p class="kooperation-note">{text} {count}</p>'


def _token(form: Arrangement, kind: str, place: Place) -> dict[str, Any]:
    return {
        "key": form.key,
        "number": form.order,
        "title": form.title,
        "kind": kind,
        "x": place.command,
        "y": place.form,
    }
