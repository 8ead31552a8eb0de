"""Sliders and switches for a setting of the three modes."""

from __future__ import annotations

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.controls import Slider, button, checkbox, named, row, show_only
from kooperation.kit.explorer import Controls
from kooperation.kit.html import legend
from kooperation.kit.layout import fold
from kooperation.negotiation.situation import Setting
from kooperation.negotiation.situation_words import SituationRecord

WORDS = Words("negotiation.controls")
SHARE = (0.0, 1.0, 0.05)


class SettingControls(Controls):
    """Power, trust, room, friction, costs, packages, payments; `setting` is what they show."""

    def __init__(self, record: SituationRecord) -> None:
        self.power = Slider(WORDS["power"], 0.5, (0.05, 0.95, 0.01))
        self.trust = Slider(WORDS["trust"], 0.5, SHARE)
        self.room = Slider(WORDS["room"], 0.5, SHARE, WORDS["room_long"])
        self.friction = Slider(
            WORDS["friction"],
            0.0,
            (0.0, 0.9, 0.05),
            WORDS["friction_long"],
            show=lambda share: percent(share, 0),
        )
        self.cost = Slider(WORDS["cost"], 1.0, (0.0, 3.0, 0.1), WORDS["cost_long"])
        self.packages = checkbox(WORDS["packages"], True)
        self.payments = checkbox(WORDS["payments"], True)
        self.exclusive = Area(legend(WORDS["not_combinable"]))
        self.reset = button(WORDS["reset"], self.take_over)
        sliders = (self.power, self.trust, self.room, self.friction, self.cost)
        self.follow(*sliders, self.packages, self.payments)
        self.show(record)
        often = self.power, self.trust, self.room, row(self.packages, self.exclusive, self.reset)
        seldom = fold(WORDS["more"], self.friction, self.cost, self.payments)
        super().__init__([*often, seldom])

    def show(self, record: SituationRecord) -> None:
        """Take over the start of *record*, whose sides give the slider of power its name."""
        self.record = record
        first, second = record.names
        named(self.power, WORDS.filled("power_long", name=first, other=second))
        show_only(record.model.combinable, self.packages)
        show_only(not record.model.combinable, self.exclusive)
        self.take_over()

    def take_over(self) -> None:
        """Set the controls to the situation's start, with one update at the end."""
        start = self.record.start
        with self.in_one_go():
            self.power.value, self.trust.value = start.power, start.trust
            self.room.value, self.cost.value = start.room, start.cost
            self.friction.value = round(1 - start.arriving, 6)
            self.packages.value, self.payments.value = start.packages, start.payments

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
