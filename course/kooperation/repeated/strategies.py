"""The strategies of the literature, as automata.

Each function returns an Automaton; FIELD holds those without a parameter to choose. In the tables
below a row is one state: the probability of C, and the next state after CC, CD, DC, DD (own first).
"""

from __future__ import annotations

from kooperation.base.checks import check_probability
from kooperation.base.words import Words
from kooperation.repeated.automaton import Automaton, Successors

NAMES = Words("repeated.strategies")
NUMBERS = Words("repeated.errors.numbers")

# The next state is decided by: nothing; the other's action (C → 0, D → 1); the own action.
_STAY: Successors = (0, 0, 0, 0)
_COPY: Successors = (0, 1, 0, 1)


def always_cooperate() -> Automaton:
    """Cooperate whatever happens."""
    return Automaton(
        "always_cooperate",
        NAMES["always_cooperate"],
        (1,),
        (_STAY,),
        ("Always Cooperate", "ALLC", "Cooperator"),
        ("axelrod1984",),
    )


def always_defect() -> Automaton:
    """Defect whatever happens."""
    return Automaton(
        "always_defect",
        NAMES["always_defect"],
        (0,),
        (_STAY,),
        ("Always Defect", "ALLD", "Defector"),
        ("axelrod1984",),
    )


def tit_for_tat() -> Automaton:
    """Cooperate first, then copy the other's last action."""
    return Automaton(
        "tit_for_tat",
        NAMES["tit_for_tat"],
        (1, 0),
        (_COPY, _COPY),
        ("TFT",),
        ("axelrod1980a", "axelrod1984"),
    )


def suspicious_tit_for_tat() -> Automaton:
    """Defect first, then copy the other's last action."""
    return Automaton(
        "suspicious_tit_for_tat",
        NAMES["suspicious_tit_for_tat"],
        (0, 1),
        ((1, 0, 1, 0), (1, 0, 1, 0)),
        ("Suspicious Tit for Tat", "STFT", "Mistrust"),
        ("boydlorberbaum1987",),
    )


def tit_for_two_tats() -> Automaton:
    """Defect only after two defections of the other in a row. State: how many there were last."""
    return Automaton(
        "tit_for_two_tats",
        NAMES["tit_for_two_tats"],
        (1, 1, 0),
        ((0, 1, 0, 1), (0, 2, 0, 2), (0, 2, 0, 2)),
        ("TF2T",),
        ("axelrod1980a", "axelrod1984"),
    )


def two_tits_for_tat() -> Automaton:
    """Answer each defection with two. States: peace, first answer, second answer."""
    return Automaton(
        "two_tits_for_tat",
        NAMES["two_tits_for_tat"],
        (1, 0, 0),
        ((0, 1, 0, 1), (2, 1, 2, 1), (0, 1, 0, 1)),
        ("2TFT",),
        ("axelrod1984",),
    )


def generous_tit_for_tat(generosity: float) -> Automaton:
    """Copy the other's last action, but forgive a defection with probability *generosity*.

    Raises ValueError if *generosity* is not in [0, 1]. See thresholds.molander_generosity.
    """
    check_probability(generosity, NUMBERS["generosity"])
    return Automaton(
        "generous_tit_for_tat",
        NAMES.filled("generous_tit_for_tat", share=_percent(generosity)),
        (1, generosity),
        (_COPY, _COPY),
        ("Generous Tit for Tat", "GTFT"),
        ("molander1985", "nowaksigmund1992"),
    )


def grim_trigger() -> Automaton:
    """Cooperate until somebody defects, oneself included, then defect for ever (formula 2.2).

    Axelrod's „Friedman“ (also „Grudger“) counts the other's defections only. Without errors both
    play alike; with errors, grim trigger does not wait for the other's revenge.
    """
    return Automaton(
        "grim_trigger",
        NAMES["grim_trigger"],
        (1, 0),
        ((0, 1, 1, 1), (1, 1, 1, 1)),
        ("Grim",),
        ("friedman1971",),
    )


def win_stay_lose_shift() -> Automaton:
    """Repeat the last action after T or R, else change it: C exactly if both did the same."""
    return Automaton(
        "win_stay_lose_shift",
        NAMES["win_stay_lose_shift"],
        (1, 0),
        ((0, 1, 1, 0), (0, 1, 1, 0)),
        ("WSLS", "Pavlov"),
        ("kraineskraines1989", "nowaksigmund1993"),
    )


def random_strategy(cooperation: float = 0.5) -> Automaton:
    """Cooperate with the same probability in each round, one half in Axelrod's tournaments.

    Raises ValueError if *cooperation* is not in [0, 1].
    """
    check_probability(cooperation, NUMBERS["cooperation"])
    return Automaton(
        "random",
        NAMES["random"]
        if cooperation == 0.5
        else NAMES.filled("random_other", share=_percent(cooperation)),
        (cooperation,),
        (_STAY,),
        ("Random",),
        ("axelrod1980a",),
    )


def joss(cooperation: float = 0.9) -> Automaton:
    """Tit for tat that exploits: after C of the other it cooperates with *cooperation* only.

    The first action is C. Raises ValueError if *cooperation* is not in [0, 1].
    """
    check_probability(cooperation, NUMBERS["cooperation"])
    row: Successors = (1, 2, 1, 2)
    return Automaton(
        "joss",
        NAMES["joss"],
        (1, cooperation, 0),
        (row, row, row),
        ("Hard Joss",),
        ("axelrod1980a",),
    )


def alternating() -> Automaton:
    """Begin with C, then do the opposite of what one did last."""
    row: Successors = (1, 1, 0, 0)
    return Automaton(
        "alternating", NAMES["alternating"], (1, 0), (row, row), ("Alternator",), ("axelrod1984",)
    )


def contrite_tit_for_tat() -> Automaton:
    """Tit for tat that does not strike back when its own error was the cause.

    States: content, provoked (defects until the other cooperates), contrite (cooperates until it
    has managed to) [wuaxelrod1995].
    """
    return Automaton(
        "contrite_tit_for_tat",
        NAMES["contrite_tit_for_tat"],
        (1, 0, 1),
        ((0, 1, 2, 0), (0, 1, 0, 1), (0, 0, 2, 2)),
        ("Contrite Tit for Tat", "CTFT"),
        ("wuaxelrod1995",),
    )


def _percent(probability: float) -> str:
    return f"{100 * probability:.3g} %".replace(".", ",")


FIELD: tuple[Automaton, ...] = (
    always_cooperate(),
    always_defect(),
    tit_for_tat(),
    suspicious_tit_for_tat(),
    tit_for_two_tats(),
    two_tits_for_tat(),
    grim_trigger(),
    win_stay_lose_shift(),
    contrite_tit_for_tat(),
    random_strategy(),
    joss(),
    alternating(),
)
