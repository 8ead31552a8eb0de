"""The local case of the assignment `konzept`, drawn for each learner from `assignments/local_cases.toml`.

A case is made up. It describes five factors of the Kooperations-Check by facts, and six proposals are on
its table; what is right about them stands in `source/`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kooperation.base.records import plain_record, records


@dataclass(frozen=True)
class LocalCase:
    """A local situation: who is there, what goes wrong, and what has been proposed.

    *bodies* maps each body's name to a pattern that recognises it in a text (see `form_checks.plain`).
    """

    key: str
    title: str
    story: str
    bodies: Mapping[str, str]
    proposals: tuple[str, ...]


@cache
def cases() -> Mapping[str, LocalCase]:
    """Return the cases by key."""
    return records("assignments/local_cases", plain_record(LocalCase))


def givens(rng: random.Random) -> dict[str, Any]:
    """Return the case of a variant: its slug, title and story, and the six proposals v1 to v6.

    Every case has the same build: two bottlenecks, two strengths, one factor in between, six proposals. *order* says
    which of the case's own proposals is shown as v1, v2, …: the place of one in the file tells nothing.
    """
    slug = rng.choice(sorted(cases()))
    case = cases()[slug]
    order = rng.sample(range(1, len(case.proposals) + 1), len(case.proposals))
    proposals = {f"v{n}": case.proposals[own - 1] for n, own in enumerate(order, start=1)}
    told = {"fall_slug": slug, "fall_titel": case.title, "fall": case.story}
    return {**told, "order": tuple(order), **proposals}
