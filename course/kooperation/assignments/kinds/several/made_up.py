"""Several options, with one too few, one too many, or one for another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kooperation.assignments.kinds.shared.made_up import Answerer
from kooperation.assignments.questions import Question

CONFUSES = 0.8  # of the parts, by who is confused


def made_up(one: Answerer) -> dict[str, Any]:
    return sets(one, {})


def sets(one: Answerer, confused_with: Mapping[str, set[str]]) -> dict[str, Any]:
    """Return options for each part; where it is *confused_with* others, mostly those."""
    rng, found = one.rng, {}
    for part, right in rights(one, one.question).items():
        chosen = sorted(right)
        if part in confused_with and rng.random() < CONFUSES:
            chosen = sorted(confused_with[part])
        elif not one.knows(part):
            rest = [option for option in one.question.options if option not in right]
            away, more = rng.choice(chosen), rng.choice(rest)
            how = rng.choice(["swap", "less", "more"]) if "choose" not in one.question.own else ""
            kept = [option for option in chosen if option != away or how == "more"]
            chosen = kept if how == "less" and kept else [*kept, more]
        found[part] = chosen
    return found


def rights(one: Answerer, question: Question) -> dict[str, set[str]]:
    """Return by part the options that bring something alone."""
    alone = {option: [option] for option in question.options}
    judged = one.judged(question, dict.fromkeys(question.parts, alone))
    return {
        part: {option for option, (share, _) in of_part.items() if share > 0}
        for part, of_part in judged.items()
    }
