"""A situation of the course in a setting, with what comes of each mode and which traits show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kooperation.negotiation.mode_traits import Finding, findings
from kooperation.negotiation.modes import compare_modes
from kooperation.negotiation.situation import Mode, ModeOutcome, Setting
from kooperation.negotiation.situation_words import SituationRecord


@dataclass(frozen=True)
class Compared:
    """What the views of the three modes show; computed when it is first asked for."""

    record: SituationRecord
    setting: Setting

    @cached_property
    def outcomes(self) -> Mapping[Mode, ModeOutcome]:
        """What comes of each mode, in the order of the slide."""
        return compare_modes(self.record.model, self.setting)

    @cached_property
    def findings(self) -> Mapping[Mode, list[Finding]]:
        """The slide's traits of each mode, with whether they show."""
        return findings(self.record.model, self.setting)
