"""LeverWorkshop: pull the levers of slide 17 and see game, shadow of the future and mode together."""

from __future__ import annotations

import ipywidgets as w

from kooperation.base.german import percent
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import dropdown, heading, note, sentences, story
from kooperation.kit.sliders import ValueSlider
from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.levers_view import (
    in_words,
    lever_sentence,
    moved_table,
    needs_alt,
    needs_figure,
    round_matrix,
)
from kooperation.success_factors.levers_words import lever_effects, levers, towns
from kooperation.success_factors.needs import needs, read

SPAN = (0.0, 1.0, 0.05)


class LeverWorkshop(w.VBox):
    """A slider for each lever, from untouched to pulled all the way.

    *town* is a key of `success_factors/towns.toml`. `positions` is what the sliders show, `situation` what
    follows. Raises ValueError if there is no such town.
    """

    def __init__(self, town: str = "mittelstadt") -> None:
        find(towns(), town, "Die Ausgangslage")
        words = texts()["workshop"]
        self._quiet = False
        self.town = dropdown([(t.title, t.key) for t in towns().values()], town, words["town"])
        self.reset = w.Button(description=words["reset"])
        self.local = w.Button(description=words["local"], layout={"width": "auto"})
        self.sliders = {
            key: ValueSlider(
                lever.short, 0.0, SPAN, self._update, lever.title, show=lambda x: percent(x, 0)
            )
            for key, lever in levers().items()
        }
        for slider in self.sliders.values():
            slider.label.layout.min_width = "3.8rem"  # «100 %» is wider than a number
        self.story, self.sentences, self.matrix, self.table, self.meaning = (
            w.HTML() for _ in range(5)
        )
        self.sentences.add_class("kooperation-live")
        self.figure = LiveFigure()
        self.town.observe(lambda _change: self._update(), "value")
        self.reset.on_click(lambda _button: self._set({}))
        self.local.on_click(lambda _button: self._set(_local()))
        self._update()
        super().__init__([guarded(*self._rows())])

    def _rows(self) -> list[w.Widget]:
        words = texts()["workshop"]
        return [
            w.HBox(
                [self.town, self.reset, self.local],
                layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"},
            ),
            self.story,
            heading(words["slide17"]),
            self._group(17),
            heading(words["slide16"]),
            self._group(16),
            self.sentences,
            heading(words["figure"]),
            self.figure,
            heading(words["matrix"]),
            self.matrix,
            self.table,
            heading(words["last"]),
            self.meaning,
            w.HTML(note(words["note"])),
        ]

    def _group(self, slide: int) -> w.HBox:
        chosen = [self.sliders[key] for key, lever in levers().items() if lever.slide == slide]
        if len(chosen) % 2:
            chosen = [*chosen, w.HTML()]  # or the last slider would be twice as wide
        box = w.HBox(chosen)
        box.add_class("kooperation-pair")
        return box

    @property
    def positions(self) -> dict[str, float]:
        """How far each lever is pulled, from 0 to 1."""
        return {key: slider.value for key, slider in self.sliders.items()}

    @property
    def situation(self) -> TownSituation:
        """The town with its levers pulled."""
        start = towns()[self.town.value].situation
        return pulled(start, lever_effects(), self.positions)

    def _set(self, positions: dict[str, float]) -> None:
        """Pull the levers to *positions*, those not named back to 0, with one redraw."""
        self._quiet = True
        for key, slider in self.sliders.items():
            slider.value = positions.get(key, 0.0)
        self._quiet = False
        self._update()

    def _update(self) -> None:
        if self._quiet:
            return
        words = texts()["workshop"]
        town, now = towns()[self.town.value], self.situation
        found = needs(now, read(now))
        self.sentences.value = sentences(in_words(now))
        self.figure.show(needs_figure(found), needs_alt(found))
        self.matrix.value = round_matrix(now)
        self.table.value = moved_table(
            town.situation, now, (words["before"], words["after"]), words["table"], all_rows=True
        )
        self.story.value = story(town.story)
        lines = [lever_sentence(levers()[key]) for key, at in self.positions.items() if at > 0]
        self.meaning.value = sentences(lines or [words["none_pulled"]])


def _local() -> dict[str, float]:
    """Return all levers pulled that offices on the spot can pull themselves; the others are political."""
    return {key: 1.0 for key, lever in levers().items() if lever.reach == "örtlich"}
