"""The learner's guess beside the modes that bring most, by four measures."""

from __future__ import annotations

from collections.abc import Callable

from kooperation.base.comparing import at_least
from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.kit.html import BR, Markup, fill, joined, panel
from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode, ModeOutcome

WORDS = Words("negotiation.fitting")


def fitting(compared: Compared, guess: Mode) -> Markup:
    """Return which modes bring most to whom, and by how many measures *guess* is among them."""
    a, b = compared.record.names
    measures: list[tuple[str, Callable[[ModeOutcome], float]]] = [
        (WORDS["both"], lambda outcome: outcome.joint),
        (WORDS.filled("side", name=a), lambda outcome: outcome.change[0]),
        (WORDS.filled("side", name=b), lambda outcome: outcome.change[1]),
        (WORDS["all"], lambda outcome: outcome.total),
    ]
    best = {who: _best(compared, value) for who, value in measures}
    own = WORDS.filled("own", mode=modes()[guess].title)
    lines = [
        fill(WORDS["measure"], who=who, modes=join([modes()[mode].short for mode in found]))
        for who, found in best.items()
    ]
    count = WORDS.filled("count", count=sum(guess in found for found in best.values()))
    return panel(
        joined([f"{own} {WORDS['most']}", *lines], BR),
        f"{count} {WORDS['unequal']}",
        look="compact",
    )


def _best(compared: Compared, value: Callable[[ModeOutcome], float]) -> list[Mode]:
    values = {mode: value(outcome) for mode, outcome in compared.outcomes.items()}
    most = max(values.values())
    return [mode for mode, found in values.items() if at_least(found, most)]
