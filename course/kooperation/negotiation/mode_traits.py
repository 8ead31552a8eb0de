"""Which advantages and disadvantages of slide 15 show in a situation, and by which numbers.

What counts as showing is a didactic rule: a change counts from a twentieth of the issue's size, a
split is unequal from 60 %, trust and room are a high demand from one half. Which trait belongs to
which mode is the slide's; that these numbers stand for it is a reading of the course.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kooperation.base.comparing import at_least, beats, same
from kooperation.negotiation.modes import (
    compare_modes,
    compromise,
    growth,
    room_thresholds,
    solve_problems,
    trust_thresholds,
)
from kooperation.negotiation.situation import Mode, ModeOutcome, Setting, Situation
from kooperation.negotiation.temptation import temptation

NOTICEABLE = 0.05
UNEQUAL = 0.6
DEMANDING = 0.5


@dataclass(frozen=True)
class Finding:
    """Whether the trait *key* shows, *player* it concerns (if one), and its numbers by name."""

    key: str
    shows: bool
    numbers: Mapping[str, float]
    player: int | None = None


@dataclass(frozen=True)
class _Case:
    situation: Situation
    setting: Setting
    outcomes: Mapping[Mode, ModeOutcome]

    def noticeable(self, change: float) -> bool:
        return at_least(change, NOTICEABLE * self.situation.issue.size)

    @property
    def stronger(self) -> int | None:
        """The side with more power, if there is one."""
        return None if same(self.setting.power, 0.5) else int(self.setting.power < 0.5)

    def share(self, mode: Mode) -> float:
        """Return the stronger side's share of the joint gain."""
        share = self.outcomes[mode].share
        if share is None or self.stronger is None:
            return 0.5
        return share if self.stronger == 0 else 1 - share


def findings(situation: Situation, setting: Setting) -> dict[Mode, list[Finding]]:
    """Return for each mode its traits, in the order of the slide."""
    case = _Case(situation, setting, compare_modes(situation, setting))
    return {
        Mode.EXCHANGE: _exchange(case),
        Mode.COMPROMISE: _compromise(case),
        Mode.PROBLEM_SOLVING: _problem_solving(case),
    }


def _exchange(case: _Case) -> list[Finding]:
    outcome = case.outcomes[Mode.EXCHANGE]
    size = case.situation.issue.size
    lie = temptation(
        case.situation, case.setting, Mode.EXCHANGE, [size * k / 20 for k in range(1, 13)]
    )
    share = case.share(Mode.EXCHANGE)
    return [
        Finding("positions", outcome.reached, {}),
        Finding(
            "little_room",
            outcome.reached and beats(DEMANDING, case.setting.room),
            {"room": case.setting.room},
        ),
        Finding(
            "power_fixed",
            outcome.reached and at_least(share, UNEQUAL),
            {"share": share},
            case.stronger,
        ),
        Finding(
            "deception",
            case.noticeable(lie.gain),
            {"claimed": lie.claimed, "gain": lie.gain},
            lie.player,
        ),
        Finding(
            "externalises",
            beats(0, outcome.third),
            {"third": outcome.third, "joint": outcome.joint, "total": outcome.total},
        ),
    ]


def _compromise(case: _Case) -> list[Finding]:
    outcome = case.outcomes[Mode.COMPROMISE]
    size = case.situation.issue.size
    given = [1 - utility / size for utility in outcome.utilities]
    equal = compromise(case.situation, Setting(power=0.5)).utilities
    who = case.stronger or 0
    shift = outcome.utilities[who] - equal[who]
    trusting = solve_problems(case.situation, replace(case.setting, trust=1.0))
    missed = sum(trusting.proposal) - sum(outcome.utilities)
    beyond = case.outcomes[Mode.EXCHANGE].joint - outcome.joint
    return [
        Finding(
            "little_adjustment", at_least(0.5, max(given)), {"first": given[0], "second": given[1]}
        ),
        Finding(
            "stabilises",
            case.noticeable(min(outcome.change)),
            {"first": outcome.change[0], "second": outcome.change[1]},
        ),
        Finding(
            "power_prone",
            case.noticeable(shift),
            {"shift": shift, "share": case.share(Mode.COMPROMISE)},
            case.stronger,
        ),
        Finding("little_innovation", case.noticeable(missed), {"missed": missed}),
        Finding("narrow", case.noticeable(beyond), {"beyond": beyond}),
    ]


def _problem_solving(case: _Case) -> list[Finding]:
    outcome, settled = case.outcomes[Mode.PROBLEM_SOLVING], case.outcomes[Mode.COMPROMISE]
    more = [outcome.proposal[i] - settled.utilities[i] for i in (0, 1)]
    others = max(case.outcomes[mode].joint for mode in (Mode.EXCHANGE, Mode.COMPROMISE))
    trust = trust_thresholds(case.situation, case.setting)
    room = room_thresholds(case.situation, case.setting)
    weaker = None if same(*trust) else int(trust[1] > trust[0])
    factor = growth(case.situation, case.setting)
    return [
        Finding("overcomes", outcome.reached, {"first": more[0], "second": more[1]}),
        Finding(
            "enlarges", outcome.reached and at_least(factor - 1, NOTICEABLE), {"growth": factor - 1}
        ),
        Finding(
            "innovative",
            outcome.reached and case.noticeable(outcome.joint - others),
            {"more": outcome.joint - others},
        ),
        Finding(
            "needs_trust",
            beats(max(trust), min(DEMANDING, case.setting.trust)),
            {"needed": max(trust), "trust": case.setting.trust},
            weaker,
        ),
        Finding(
            "needs_room",
            beats(max(room), min(DEMANDING, case.setting.room)),
            {"needed": max(room), "room": case.setting.room},
            weaker,
        ),
    ]
