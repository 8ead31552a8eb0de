"""A local cooperation in numbers, and the levers of slides 16 and 17 that move them.

A situation is a set of numbers that the earlier models take. A lever moves some of them; how far is
a didactic assumption, which stands with its sign in `success_factors/levers.toml`, never in code. What
follows from a situation is computed exactly (see `needs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kooperation.base.checks import check_count, check_probability, german, is_number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame

ERRORS, NUMBERS = Words("success_factors.errors.levers"), Words("success_factors.errors.numbers")

SHARES = ("continuity", "permanence", "noise", "trust", "leeway", "power")
MOST_NOISE = 0.5  # beyond it, one does rather the opposite of what one means


@dataclass(frozen=True)
class TownSituation:
    """A cooperation of two offices (and of *parties* around them) in numbers.

    *continuity*: probability that the same people meet again; *permanence*: that the arrangement
    still exists then; *time_discount* ρ; *noise* ε: share of misread or failed actions; *trust* τ;
    *leeway* h; *process_cost* c and *enlargement* κ_max of joint problem solving; *power* β of the
    stronger side; *multiplier* m of the public good of *parties* n.

    Raises ValueError if a number is out of its range.
    """

    temptation: float
    reward: float
    punishment: float
    sucker: float
    continuity: float
    permanence: float
    time_discount: float
    noise: float
    trust: float
    leeway: float
    process_cost: float
    enlargement: float
    power: float
    multiplier: float
    parties: int

    def __post_init__(self) -> None:
        for name in SHARES:
            check_probability(getattr(self, name), f"„{name}“")
        for name in ("process_cost", "enlargement", "multiplier"):
            value = getattr(self, name)
            if not is_number(value) or value < 0:
                raise ValueError(ERRORS.filled("negative", name=name, value=german(value)))
        if not 0 <= self.time_discount < 1:
            raise ValueError(ERRORS.filled("no_time_discount", value=german(self.time_discount)))
        if self.noise > MOST_NOISE or not 0 < self.power < 1:
            raise ValueError(ERRORS["noise_or_power"])
        check_count(self.parties, NUMBERS["players"], least=2)

    @property
    def game(self) -> SymmetricGame:
        """The game of one round."""
        return SymmetricGame(self.temptation, self.reward, self.punishment, self.sucker)

    @property
    def discount(self) -> float:
        """δ = w·ρ, where one meets again if both people and arrangement are still there (formula 2.1)."""
        return self.continuity * self.permanence * self.time_discount


# Pulling levers ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Effect:
    """What a lever pulled all the way adds to *parameter*, a field of TownSituation."""

    parameter: str
    change: float


def pulled(
    start: TownSituation,
    levers: Mapping[str, Iterable[Effect]],
    positions: Mapping[str, float],
) -> TownSituation:
    """Return *start* with each lever pulled to its position from 0 to 1; effects add up (formula 5.1).

    Shares stay within [0, 1], S does not rise above P, nothing falls below 0.
    Raises ValueError for an unknown lever or a position outside [0, 1].
    """
    values: dict[str, float] = {}
    for key, position in positions.items():
        if key not in levers:
            raise ValueError(ERRORS.filled("no_lever", lever=key))
        check_probability(position, NUMBERS.filled("lever", lever=key))
        for effect in levers[key]:
            value = values.get(effect.parameter, getattr(start, effect.parameter))
            values[effect.parameter] = value + position * effect.change
    moved: dict[str, Any] = {k: _within(k, v, start) for k, v in values.items()}
    return replace(start, **moved)


def _within(parameter: str, value: float, start: TownSituation) -> float:
    value = round(value, 9)
    if parameter in ("temptation", "reward", "punishment"):
        return value
    highest = {"sucker": start.punishment, "noise": MOST_NOISE}.get(parameter)
    if highest is None and parameter in SHARES:
        highest = 1.0
    value = value if parameter == "sucker" else max(value, 0.0)
    return value if highest is None else min(value, highest)
