"""The controls by which a case is mapped: four groups of buttons, and how they belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as w

from kooperation.institutions.case_map import CaseMap, split
from kooperation.institutions.case_map_words import problem_name
from kooperation.institutions.cases_words import Basis
from kooperation.institutions.interfaces_words import Actor, actors, instruments, problems
from kooperation.kit.choice_group import ChoiceGroup


def _named(actor: Actor) -> dict[str, str]:
    return {"key": actor.key, "text": actor.name, "head": actor.head or actor.name}


def _groups() -> dict[str, ChoiceGroup]:
    """Return the controls of the four parts."""
    return {
        "actors": ChoiceGroup(
            label="Zuständige Stellen",
            rows=[_named(actor) for actor in actors().values()],
        ),
        "bases": ChoiceGroup(
            label="Rechtsgrundlagen, je Stelle zugeordnet",
            placing=True,
            empty="Wählen Sie zuerst unter 1 eine Stelle. Sie erscheint hier als Spalte.",
        ),
        "problem": ChoiceGroup(
            label="Haupttyp des Problems",
            single=True,
            wide=True,
            rows=[
                {"key": p.key, "text": problem_name(p.key), "hint": p.question}
                for p in problems().values()
            ],
        ),
        "instruments": ChoiceGroup(
            label="Instrumente",
            wide=True,
            rows=[{"key": i.key, "text": f"{i.key} {i.name}"} for i in instruments().values()],
        ),
    }


STEPS = {
    "actors": ("1. Wer hat hier eine Aufgabe?", "Wählen Sie alle, die es braucht."),
    "bases": ("2. Auf welcher Grundlage?", "Ordnen Sie jeder Stelle mindestens eine Norm zu."),
    "problem": ("3. Welcher Typ von Problem?", "Wählen Sie einen Haupttyp."),
    "instruments": ("4. Was hilft?", "Mindestens ein Instrument."),
}


class MapControls:
    """The groups of a map, by part; *changed(part, added)* is called after each choice of the learner's."""

    def __init__(self, changed: Callable[[str, list[str]], None]) -> None:
        self.groups = _groups()
        self._changed = changed
        self._placed: set[str] = set()  # also for actors that are not chosen at the moment
        self._quiet = False
        for part, group in self.groups.items():
            group.observe(lambda change, part=part: self._on_chosen(part, change), "chosen")

    @property
    def answer(self) -> CaseMap:
        """The map that the controls show."""
        return CaseMap(**{part: frozenset(group.chosen) for part, group in self.groups.items()})

    def fill(self, answer: CaseMap, bases: Iterable[Basis]) -> None:
        """Show *answer* for a case that offers *bases*, without calling *changed*."""
        self._quiet = True
        for part in ("actors", "problem", "instruments"):
            self.groups[part].chosen = sorted(answer.part(part))
        self._placed = set(answer.bases)
        self.groups["bases"].rows = [
            {"key": basis.key, "text": basis.label, "hint": basis.gist} for basis in bases
        ]
        self._place_columns()
        self._quiet = False

    def offers(self, bases: Iterable[str]) -> bool:
        """Say whether the controls offer just these legal bases, by key."""
        return [row["key"] for row in self.groups["bases"].rows] == list(bases)

    def layout(self, notes: Mapping[str, w.Widget]) -> list[w.Widget]:
        """Return the steps from top to bottom; below each stands what *notes* has for its part."""
        steps: list[w.Widget] = []
        for part, (title, hint) in STEPS.items():
            head = f'<p class="kooperation-step">{title} <span>{hint}</span></p>'
            steps += [w.HTML(head), self.groups[part], *([notes[part]] if part in notes else [])]
        return steps

    def _on_chosen(self, part: str, change: Any) -> None:
        if self._quiet:
            return
        old, new = set(change["old"]), set(change["new"])
        if part == "bases":
            self._placed = (self._placed - old) | new
        if part == "actors":
            self._place_columns()
        self._changed(part, [choice for choice in change["new"] if choice not in old])

    def _place_columns(self) -> None:
        """Give the table of legal bases a column for each chosen actor, with what lay there."""
        group, chosen = self.groups["bases"], self.groups["actors"].chosen
        quiet, self._quiet = self._quiet, True
        with group.hold_sync():
            group.chosen = sorted(c for c in self._placed if split(c)[0] in chosen)
            group.columns = [_named(actor) for actor in actors().values() if actor.key in chosen]
        self._quiet = quiet
