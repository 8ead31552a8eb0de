"""The controls by which a case is mapped: a group of buttons for each part, and how they belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType

from kooperation.base.words import Words
from kooperation.institutions.case_map import PARTS, PLAIN, SINGLE, MappedCase, split
from kooperation.institutions.case_map_view import SIGNS
from kooperation.institutions.cases_words import Basis
from kooperation.institutions.interfaces_words import Office, PlainChoice, actors, choices, parts
from kooperation.kit.area import Area
from kooperation.kit.choice_group import ChoiceGroup
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, tag
from kooperation.kit.node import Node

WORDS = Words("institutions.case_map")


def _named(actor: Office) -> dict[str, str]:
    return {"key": actor.key, "text": actor.name, "head": actor.head or actor.name}


def _labelled(choice: PlainChoice) -> dict[str, str]:
    hint = {"hint": choice.question} if choice.question else {}
    return {"key": choice.key, "text": choice.label, **hint}


def group_of(part: str) -> ChoiceGroup:
    """Return the control of *part*."""
    said = WORDS.section("verdicts")
    common = {
        "label": parts()[part].label,
        "verdicts": {key: {"sign": SIGNS[key], "word": said[key]} for key in SIGNS},
    }
    if part == "actors":
        return ChoiceGroup(**common, rows=[_named(actor) for actor in actors().values()])
    if part == "bases":
        texts = {"empty": WORDS["choose_actor_first"], "placed": WORDS["placed"]}
        return ChoiceGroup(**common, **texts, placing=True)
    rows = [_labelled(choice) for choice in choices(part).values()]
    return ChoiceGroup(**common, wide=True, single=part in SINGLE, rows=rows)


def step(part: str) -> Markup:
    """Return what is asked in *part*."""
    asked = parts()[part]
    return tag("p", f"{asked.title} ", tag("span", asked.hint), look="step")


class MapControls(Controls):
    """The groups of a map, by part; *changed(part, added)* is called after each choice of the learner's.

    Below each group stands what *notes* has for its part.
    """

    def __init__(
        self,
        changed: Callable[[str, list[str]], None],
        notes: Mapping[str, Node] = MappingProxyType({}),
    ) -> None:
        self.groups = {part: group_of(part) for part in PARTS}
        self._changed = changed
        self._chosen: dict[str, list[str]] = {part: [] for part in PARTS}  # before the last choice
        self._placed: set[str] = set()  # also for actors that are not chosen at the moment
        for part, group in self.groups.items():
            self.when(group, partial(self._on_chosen, part), "chosen")
        super().__init__(
            [
                child
                for part, group in self.groups.items()
                for child in (Area(step(part)), group, *([notes[part]] if part in notes else []))
            ]
        )

    @property
    def answer(self) -> MappedCase:
        """The map that the controls show."""
        return MappedCase(**{part: frozenset(group.chosen) for part, group in self.groups.items()})

    def fill(self, answer: MappedCase, bases: Iterable[Basis]) -> None:
        """Show *answer* for a case that offers *bases*, without calling *changed*."""
        with self.quietly():
            for part in ("actors", *PLAIN):
                self.groups[part].chosen = sorted(answer.part(part))
            self._placed = set(answer.bases)
            self.groups["bases"].rows = [
                {"key": basis.key, "text": basis.label, "hint": basis.gist} for basis in bases
            ]
            self._place_columns()
            self._remember()

    def offers(self, bases: Iterable[str]) -> bool:
        """Say whether the controls offer just these legal bases, by key."""
        return [row["key"] for row in self.groups["bases"].rows] == list(bases)

    def _on_chosen(self, part: str) -> None:
        old, new = self._chosen[part], self.groups[part].chosen
        if part == "bases":
            self._placed = (self._placed - set(old)) | set(new)
        if part == "actors":
            self._place_columns()
        self._remember()
        self._changed(part, [choice for choice in new if choice not in old])

    def _place_columns(self) -> None:
        """Give the table of legal bases a column for each chosen actor, with what lay there."""
        group, chosen = self.groups["bases"], self.groups["actors"].chosen
        with self.quietly(), group.hold_sync():
            group.chosen = sorted(c for c in self._placed if split(c)[0] in chosen)
            group.columns = [_named(actor) for actor in actors().values() if actor.key in chosen]

    def _remember(self) -> None:
        self._chosen = {part: list(group.chosen) for part, group in self.groups.items()}
