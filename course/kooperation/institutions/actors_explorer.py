"""ActorMap: who is who around the SGB II, as a network, a table, and one actor at a time."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.records import find
from kooperation.institutions.actors_view import actor_panel, description, network, relation_table
from kooperation.institutions.actors_words import absences, actors, forms, kinds
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure

EVERYBODY = ""
START = "jobcenter"


class ActorMap(w.VBox):
    """A switch between gE and zkT, a choice of actor (list or click) and of kinds of relation.

    *form* is ge or zkt, *actor* a key of `institutions/actors.toml`, "" for all.
    Raises ValueError if there is no such form, or no such actor in it.
    """

    def __init__(self, form: str = "ge", actor: str = START) -> None:
        find(forms(), form, "Die Form")
        if actor != EVERYBODY:
            find(actors()[form], actor, "Den Akteur")
        self.form = w.RadioButtons(
            options=[(one.name, one.key) for one in forms().values()],
            value=form,
            tooltip="Form des Jobcenters",  # names the group for screen readers
            layout={"width": "max-content", "max_width": "100%"},
        )
        self.actor = w.Dropdown(
            options=_options(form),
            value=actor,
            description="Akteur",
            style={"description_width": "initial"},
            layout={"width": "28rem", "max_width": "calc(100% - 4px)"},
        )
        self.kinds = {
            kind.key: w.Checkbox(
                value=True,
                description=f"{kind.sign} {kind.name}",
                indent=False,
                layout={"width": "max-content"},
            )
            for kind in kinds().values()
        }
        self.note, self.panel, self.table = w.HTML(), w.HTML(), w.HTML()
        for text in (self.note, self.panel):
            text.add_class("kooperation-live")
        self.figure = LiveFigure()
        self._quiet = False
        self._update()
        self.form.observe(self._on_form, "value")
        self.actor.observe(self._on_actor, "value")
        self.figure.observe(self._on_click, "clicked")
        for box in self.kinds.values():
            box.observe(lambda _change: self._update(), "value")
        wrap = {"flex_flow": "row wrap", "grid_gap": "0 1rem"}
        super().__init__(
            [
                guarded(
                    self.form,
                    self.actor,
                    w.HBox(list(self.kinds.values()), layout=wrap),
                    self.note,
                    self.figure,
                    self.panel,
                    self.table,
                )
            ]
        )

    @property
    def chosen(self) -> str | None:
        """The key of the chosen actor, None for all."""
        return self.actor.value or None

    def _on_form(self, _change: Any) -> None:
        """Keep the actor where the new form has it; else say why not, and go to the Jobcenter."""
        before, now = self.chosen, self.form.value
        missing = before is not None and before not in actors()[now]
        self._quiet = True
        self.actor.options = _options(now)
        self.actor.value = START if missing else before or EVERYBODY
        self._quiet = False
        self._update(absences()[before] if missing and before else "")

    def _on_actor(self, _change: Any) -> None:
        if not self._quiet:
            self._update()

    def _on_click(self, change: Any) -> None:
        self.actor.value = change["new"]["value"]

    def _update(self, note: str = "") -> None:
        form = self.form.value
        only = [key for key, box in self.kinds.items() if box.value]
        self.table.value = relation_table(form, only, self.chosen)
        self.panel.value = actor_panel(form, self.chosen)
        self.note.value = f'<p class="kooperation-note">{note}</p>' if note else ""
        self.figure.show(network(form, only, self.chosen), description(form, only, self.chosen))


def _options(form: str) -> list[tuple[str, str]]:
    everybody = ("Alle im Überblick", EVERYBODY)
    return [everybody, *((actor.name, key) for key, actor in actors()[form].items())]
