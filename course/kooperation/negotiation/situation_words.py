"""Situations around the SGB II in which the three modes are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.exchange import Project
from kooperation.negotiation.situation import Setting, Situation

SIZE = 10.0  # utilities go from 0 to 10


@dataclass(frozen=True)
class SituationRecord:
    """A situation with its story, the names of A and B and of those who bear side effects.

    *subjects* are the names with their article, for sentences. *model* holds its numbers (all set for teaching), *start* where the sliders begin.
    """

    key: str
    order: int
    title: str
    names: tuple[str, str]
    subjects: tuple[str, str]
    third: str
    story: str
    issue: str
    norms: str
    model: Situation
    start: Setting
    sources: tuple[str, ...]


def _situation(key: str, raw: dict[str, Any]) -> SituationRecord:
    raw = dict(raw)
    start = Setting(**raw.pop("start"))
    model = Situation(
        disagreement=_pair(raw.pop("status_quo")),
        projects=tuple(_project(project) for project in raw.pop("projects")),
        issue=DivisibleIssue(raw.pop("curve"), SIZE),
        fit=raw.pop("fit"),
        third_compromise=raw.pop("third_compromise"),
        third_solution=raw.pop("third_solution"),
        combinable=raw.pop("combinable"),
    )
    return plain_record(SituationRecord)(key, {**raw, "model": model, "start": start})


def _project(raw: dict[str, Any]) -> Project:
    first, second = _pair(raw["values"])
    return Project(raw["name"], first, second, raw["third"])


def _pair(values: list[float]) -> tuple[float, float]:
    first, second = values
    return float(first), float(second)


@cache
def situations() -> Mapping[str, SituationRecord]:
    """Return the situations by key, in their order."""
    found = records("negotiation/situation", _situation)
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))
