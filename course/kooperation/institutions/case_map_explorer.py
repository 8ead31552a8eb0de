"""CaseMap: map a case oneself, and see at once what is right, and why."""

from __future__ import annotations

from typing import Any

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.institutions.case_map import (
    PARTS,
    Comparison,
    MappedCase,
    compare,
    restored,
    stored,
    taken_over,
)
from kooperation.institutions.case_map_control import MapControls
from kooperation.institutions.case_map_picture_view import map_figure
from kooperation.institutions.case_map_print_view import in_print
from kooperation.institutions.case_map_view import (
    feedback,
    map_table,
    map_words,
    reference_table,
    spoken,
    summary,
)
from kooperation.institutions.cases_words import MadeUpCase, cases
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import Toggle, button, row, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, note, saved_note, story, tag
from kooperation.kit.kept import Kept, stored_entries
from kooperation.kit.layout import columns, scrolling
from kooperation.kit.live_figure import LiveFigure

WORDS = Words("institutions.case_map")
NAMES = Words("institutions.errors.names")
PREFIX = "karte."
SOLVED = "karten_geloest"  # also of a case whose map was emptied again


def _keys(stored: Any) -> frozenset[str]:
    """Read which cases are solved; whatever is no case is left out."""
    return frozenset(key for key in cases() if isinstance(stored, list) and key in stored)


def _full() -> frozenset[str]:
    """Return the cases whose maps are stored and full, of earlier days too."""
    maps = stored_entries(PREFIX)
    return frozenset(
        key
        for key, case in cases().items()
        if compare(restored(maps.get(key), case.choices), case.map_key).is_full
    )


class CaseMap(Explorer):
    """The exercise „map a case“: choose, place, and see at once what is right, and why.

    *case* is a key of `institutions/cases.toml`; another one can be chosen. `answer` is the learner's
    map; it is kept in `lernstand.json` and comes back when the notebook is run again, and so are the
    cases that were `solved` once.
    Raises ValueError if there is no such case.
    """

    def __init__(self, case: str = "entgiftung") -> None:
        find(cases(), case, NAMES["case"])
        self.kept_solved = Kept(SOLVED, _keys, sorted)
        self._full = _full()
        self.choice = dropdown(self._options(), case, WORDS["case"])
        self.count = live()
        self.notes = {part: Area() for part in PARTS}
        self.controls = MapControls(self._on_chosen, self.notes)
        self.groups = self.controls.groups
        self.story, self.table, self.status, self.reference = (Area() for _ in range(4))
        self.said = live()
        self.said.add_class("kooperation-said")
        self.figure = LiveFigure()
        self.compare_button = Toggle(label=WORDS["show_reference"])
        self.clear_button = button(WORDS["clear"], self._clear)
        self.when(self.choice, self._take_over)
        self.when(self.compare_button, self._show_reference)
        self._take_over()
        heading_of_map = Area(tag("p", WORDS["own"], look="step"))
        buttons = row(self.compare_button, self.clear_button)
        super().__init__(
            row(self.choice, self.count),
            self.story,
            columns(
                [self.controls],
                [
                    heading_of_map,
                    buttons,
                    self.said,
                    self.reference,
                    self.status,
                    self.table,
                    scrolling(self.figure),
                ],
                "even long",
            ),
            title=WORDS["title"],
        )

    @property
    def case(self) -> MadeUpCase:
        """The case that is mapped now."""
        return cases()[self.choice.value]

    @property
    def answer(self) -> MappedCase:
        """The map that the controls show."""
        return self.controls.answer

    @property
    def comparison(self) -> Comparison:
        """How that map compares with the case's key."""
        return compare(self.answer, self.case.map_key)

    @property
    def solved(self) -> frozenset[str]:
        """The cases that have been solved."""
        return self.kept_solved.value | self._full

    def _options(self) -> list[tuple[str, str]]:
        labels = {key: f"{case.order}. {case.title}" for key, case in cases().items()}
        return [
            (WORDS.filled("solved", case=label) if key in self.solved else label, key)
            for key, label in labels.items()
        ]

    def _solve(self) -> None:
        key = self.case.key
        self.kept_solved.change(lambda solved: solved | {key})
        with self.quietly(), self.choice.hold_sync():
            self.choice.options = self._options()
            self.choice.value = key

    def _on_chosen(self, part: str, added: list[str]) -> None:
        shown, answer = self.kept.value, self.answer
        self.kept.change(lambda stored: taken_over(stored, shown, answer))
        if self.kept.value != answer:  # another window has answered other parts
            self._fill(self.kept.value)
        if self.comparison.is_full and self.case.key not in self.solved:
            self._solve()
        self.update()
        # Read out the last choice alone: all the rest stands where it stood.
        verdicts = self.comparison.part(part).verdicts
        told = [spoken(self.case, part, choice, verdicts[choice]) for choice in added]
        self.said.show(tag("p", " ".join(told)))

    def _take_over(self) -> None:
        """Show the case with the map that is in the record; the reference closes."""
        case = self.case
        self.kept = Kept(PREFIX + case.key, lambda data: restored(data, case.choices), stored)
        with self.quietly():
            self.compare_button.value = False
        self.story.show(story(case.story))
        self._fill(self.kept.value)

    def _clear(self) -> None:
        self.kept.keep(MappedCase())
        self._fill(MappedCase())

    def _fill(self, answer: MappedCase) -> None:
        self.controls.fill(answer, self.case.bases.values())
        self.said.show()
        self.update()

    def draw(self) -> None:
        case, answer, comparison = self.case, self.answer, self.comparison
        for part, group in self.groups.items():
            result = comparison.part(part)
            group.marks = {choice: str(verdict) for choice, verdict in result.verdicts.items()}
            self.notes[part].show(feedback(case, part, result))
        self.table.show(map_table(case, answer))
        count = WORDS.filled("count", solved=len(self.solved), all=len(cases()))
        self.count.show(self.kept_solved.trouble or saved_note(count))
        self.status.show(self.kept.trouble or note(summary(comparison)))
        show_only(bool(answer.actors), self.figure)
        if answer.actors:
            self.figure.show(map_figure(case, answer), map_words(case, answer))
        self._show_reference()

    def _show_reference(self) -> None:
        is_open = self.compare_button.value
        said = WORDS["hide_reference"] if is_open else WORDS["show_reference"]
        self.compare_button.label = said
        self.reference.show(*[reference_table(self.case, self.answer)] * is_open)

    def in_print(self) -> Markup:
        return super().in_print() if self.answer != MappedCase() else in_print(self.case)
