"""MultipleSelves: weight four roles of a welfare association and see which logics collide."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.institutions.roles_view import collisions_table, in_words, radar, radar_alt
from kooperation.institutions.roles_words import profiles, roles, tensions
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure


class MultipleSelves(w.VBox):
    """A slider from 0 to 10 for each role; a radar chart, a table and sentences follow.

    `weights` is what the sliders show. *profile* is a key of `institutions/role_profiles.toml`.
    """

    def __init__(self, profile: str = "ortsverein") -> None:
        words = texts()["selves"]
        self.choice = w.Dropdown(
            options=[(p.title, p.key) for p in profiles().values()],
            value=profile,
            description=words["profile"],
            style={"description_width": "initial"},
            layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
        )
        self.reset = w.Button(description=words["reset"])
        self.reset.on_click(lambda _button: self._take_over())
        self.sliders = {
            key: w.FloatSlider(
                min=0,
                max=10,
                step=1,
                description=role.short,
                tooltip=f"{role.title}, {role.logic}",
                readout=False,
                style={"description_width": "7.5rem"},
                layout={"width": "100%", "max_width": "23rem"},
            )
            for key, role in roles().items()
        }
        self.labels = {key: w.HTML(layout={"width": "3rem"}) for key in roles()}
        rows = [
            w.HBox([self.sliders[key], self.labels[key]], layout={"align_items": "center"})
            for key in roles()
        ]
        top = w.HBox(
            [self.choice, self.reset], layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"}
        )
        self.figure = LiveFigure()
        self.table, self.sentences = w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        note = w.HTML(f'<p class="kooperation-legend">{words["note"]}</p>')
        self._quiet = False
        self._take_over()
        self.choice.observe(lambda _change: self._take_over(), "value")
        for slider in self.sliders.values():
            slider.observe(self._update, "value")
        super().__init__([guarded(top, *rows, self.sentences, self.figure, self.table, note)])

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each role."""
        return {key: float(slider.value) for key, slider in self.sliders.items()}

    def _take_over(self) -> None:
        """Set all sliders to the chosen profile, with one redraw at the end."""
        self._quiet = True
        for key, weight in profiles()[self.choice.value].weights.items():
            self.sliders[key].value = weight
        self._quiet = False
        self._update()

    def _update(self, _change: Any = None) -> None:
        if self._quiet:
            return
        weights = self.weights
        sentences = "".join(f"<li>{line}</li>" for line in in_words(weights, roles(), tensions()))
        self.sentences.value = f'<ul class="kooperation-sentences">{sentences}</ul>'
        self.table.value = collisions_table(weights, roles(), tensions())
        self.figure.show(radar(weights, roles()), radar_alt(weights, roles()))
        for key, label in self.labels.items():
            label.value = f'<span class="kooperation-value">{number(weights[key])}</span>'
