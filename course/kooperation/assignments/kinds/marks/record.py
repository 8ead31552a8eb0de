"""Payoffs or whole fields that are marked in matrices of games."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kooperation.assignments.kinds.shared.record import DrawnRecord, OptionsRecord
from kooperation.games.game import PROFILES, letters


@dataclass(frozen=True, kw_only=True)
class MarksRecord(DrawnRecord, OptionsRecord):
    """A question whose options are the "fields" of a matrix, or its payoffs."""

    same_for_all: ClassVar[bool] = False  # each variant has games of its own

    @staticmethod
    def offered(options: Any) -> Mapping[str, str]:
        """Return the keys of the fields or of the payoffs; each bears its own name."""
        fields = [letters(at) for at in PROFILES]
        keys = fields if options == "fields" else [f"{i}{at}" for i in (1, 2) for at in fields]
        return {key: key for key in keys}
