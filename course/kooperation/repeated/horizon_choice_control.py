"""How long a match lasts: a fixed number of rounds, or an open end."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.choice import radio
from kooperation.kit.controls import Slider, show_only
from kooperation.kit.explorer import Controls
from kooperation.kit.html import heading
from kooperation.repeated.match import Discounted, Horizon, Rounds

WORDS = Words("repeated.rules")
ROUNDS, DISCOUNT = (1, 400, 1), (0, 0.99, 0.01)


class HorizonChoice(Controls):
    """A fixed number of rounds, or an open end with δ; `horizon` is what is chosen."""

    def __init__(self, is_live: bool = True) -> None:
        modes = [(WORDS["fixed"], "rounds"), (WORDS["open_end"], "discount")]
        self.mode = radio(modes, "rounds", WORDS["horizon"], across=True)
        self.rounds = Slider(WORDS["rounds"], 200, ROUNDS, WORDS["rounds_tooltip"], is_live=is_live)
        self.discount = Slider(
            WORDS["discount"], 0.95, DISCOUNT, WORDS["discount_tooltip"], is_live=is_live
        )
        self.follow(self.mode, self.rounds, self.discount)
        self.update()
        named = Area(heading(WORDS["horizon"])).unprinted()
        super().__init__([named, self.mode, self.rounds, self.discount])

    @property
    def horizon(self) -> Horizon:
        if self.mode.value == "rounds":
            return Rounds(round(self.rounds.value))
        return Discounted(self.discount.value)

    def draw(self) -> None:
        show_only(self.mode.value == "rounds", self.rounds)
        show_only(self.mode.value == "discount", self.discount)
