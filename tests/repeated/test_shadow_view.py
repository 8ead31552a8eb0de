"""A score sheet: what must be said below, at and above each threshold of the shadow of the future.

Derived by hand from T, R, P, S, δ and e, not taken from the program.
"""

from __future__ import annotations

import pytest
from markupsafe import Markup

from dilemmas import AXELROD, LECTURE
from kooperation.games.game import SymmetricGame
from kooperation.repeated.shadow import verdicts
from kooperation.repeated.shadow_view import (
    finding_sentences,
    trust_sentences,
    weight_sentences,
)

MILD = SymmetricGame(4, 3, 1, 0)  # (T − R)/(R − P) = 1/2: win–stay, lose–shift can hold
FREE = SymmetricGame(3, 2, 0, 0)  # being exploited costs nothing
PARTNER = (
    "Gegen einen Partner, der Tit-for-Tat spielt (er tut, was Sie zuletzt getan haben), bringt"
)
TOGETHER = "Im Gleichgewicht sind jetzt zwei, die beide so spielen:"
TODAY = "alle Runden auf heute gerechnet (Barwert)"
CHOICE = "Die Wahl zwischen Grim Trigger (kooperieren bis zum ersten Bruch, danach nie mehr) und „Immer defektieren“"
IDLE = "Der Ausweg ist mit 0 nicht besser als gegenseitiges Defektieren (1); er ändert nichts."
NONE = "Keine der fünf Strategien ist jetzt mit sich selbst im Gleichgewicht."
STILL = f"{CHOICE} ist noch keine Hirschjagd: Gegen Grim Trigger lohnt sich Defektieren."
EDGE = (
    f"{CHOICE} liegt genau an der Schwelle: Gegen Grim Trigger bringt Defektieren gleich viel. "
    "Erst mit mehr Zukunft wird daraus eine Hirschjagd."
)


def best(value: str) -> str:
    return f"{PARTNER} keine Abweichung mehr als Kooperieren: {value}, {TODAY}."


def worse(course: str, most: str, value: str) -> str:
    return f"{PARTNER} „{course}“ am meisten: {most} statt {value} beim Kooperieren, {TODAY}."


def hunt(percent: str, risk: str) -> str:
    return (
        f"{CHOICE} ist jetzt eine Hirschjagd: Grim Trigger lohnt sich, wenn Sie es dem anderen mit "
        f"mindestens {percent} % zutrauen. {risk}"
    )


def other_is_safer(threshold: str) -> str:
    return (
        "Risikodominant, also das kleinere Wagnis, ist noch das Gleichgewicht mit „Immer defektieren“; das kooperative wäre es "
        f"ab δ > {threshold}."
    )


def grim_is_safer(threshold: str) -> str:
    return f"Das Gleichgewicht mit Grim Trigger ist risikodominant, also das kleinere Wagnis (ab δ > {threshold})."


NEITHER = "Keines der beiden Gleichgewichte ist risikodominant, also das kleinere Wagnis: Die Schwelle liegt genau hier."


WITHOUT = (
    "Die Spalte „teilspielperfekt?“ und die Risikodominanz gibt es nur ohne einen Ausweg, der besser ist als gegenseitiges "
    "Defektieren."
)


def matters(outside: str, patience: str = " Das verlangt mehr Geduld.") -> str:
    return (
        f"Der Ausweg ist mit {outside} besser als gegenseitiges Defektieren (1): Wer ausnutzt, geht "
        f"danach.{patience}"
    )


SHEET = {
    # The slide: (T − R)/(T − P) = (T − R)/(R − S) = 1/2; risk dominance from (T − R + P − S)/(T − S) = 2/3.
    "no future at all": (
        LECTURE, 0, 0,
        [worse("immer defektieren", "3", "2"), f"{TOGETHER} „Immer defektieren“.", STILL, IDLE],
    ),
    "below the threshold": (
        LECTURE, 0.4, 0,
        [worse("immer defektieren", "3,67", "3,33"), f"{TOGETHER} „Immer defektieren“.", STILL, IDLE],
    ),
    "at the threshold": (
        LECTURE, 0.5, 0,
        [best("4"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“ und „Immer defektieren“.", EDGE, IDLE],
    ),
    "above it, but not yet safe": (
        LECTURE, 0.6, 0,
        [best("5"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“ und „Immer defektieren“.",
         hunt("66,7", other_is_safer("0,67")), IDLE],
    ),
    "at the threshold of risk dominance": (
        LECTURE, 2 / 3, 0,
        [best("6"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“ und „Immer defektieren“.",
         hunt("50", NEITHER), IDLE],
    ),
    "safe": (
        LECTURE, 0.75, 0,
        [best("8"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“ und „Immer defektieren“.",
         hunt("33,4", grim_is_safer("0,67")), IDLE],
    ),
    # Axelrod: grim trigger from 1/2, tit for tat from 2/3 on, risk dominance from 3/5 on.
    "alternating pays": (
        AXELROD, 0.6, 0,
        [worse("abwechselnd D, C", "7,81", "7,5"), f"{TOGETHER} „Grim Trigger“ und „Immer defektieren“.",
         hunt("50", NEITHER), IDLE],
    ),
    "alternating no longer pays": (
        AXELROD, 2 / 3, 0,
        [best("9"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“ und „Immer defektieren“.",
         hunt("33,4", grim_is_safer("0,6")), IDLE],
    ),
    "win–stay, lose–shift below its threshold": (
        MILD, 0.49, 0,
        [best("5,88"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“ und „Immer defektieren“.",
         hunt("52,1", other_is_safer("0,5")), IDLE],
    ),
    "win–stay, lose–shift at its threshold": (
        MILD, 0.5, 0,
        [best("6"),
         f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“, „Win-Stay, Lose-Shift“ und „Immer defektieren“.",
         hunt("50", NEITHER), IDLE],
    ),
    # An exit of 1.5 raises the threshold to (T − R)/(T − e) = 2/3.
    "an exit as good as punishment": (
        LECTURE, 0.4, 1,
        [worse("immer defektieren", "3,67", "3,33"), f"{TOGETHER} „Immer defektieren“.", STILL,
         "Der Ausweg ist mit 1 nicht besser als gegenseitiges Defektieren (1); er ändert nichts."],
    ),
    "an exit, too little patience": (
        LECTURE, 0.6, 1.5,
        [worse("einmal ausnutzen und gehen", "5,25", "5"), NONE, WITHOUT, matters("1,5")],
    ),
    "an exit, just enough patience": (
        LECTURE, 2 / 3, 1.5,
        [best("6"), f"{TOGETHER} „Grim Trigger“ und „Tit-for-Tat“.", WITHOUT, matters("1,5")],
    ),
    "an exit as good as cooperation": (
        LECTURE, 0.9, 2,
        [worse("einmal ausnutzen und gehen", "21", "20"), NONE,
         WITHOUT, matters("2", " Und er ist so gut wie Kooperation: So viel Geduld gibt es nicht.")],
    ),
    "an exit better than cooperation": (
        LECTURE, 0.9, 2.5,
        [worse("einmal ausnutzen und gehen", "25,5", "20"), NONE,
         WITHOUT,
         "Der Ausweg ist mit 2,5 sogar besser als Kooperation (2): Dann bleibt man nicht, und keine "
         "Zukunft hält einen."],
    ),
    "being exploited costs nothing": (
        FREE, 0.9, 0,
        [best("20"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“, „Win-Stay, Lose-Shift“ und „Immer "
         "defektieren“.",
         f"Für die Wahl zwischen {CHOICE.removeprefix('Die Wahl zwischen ')} braucht es jetzt kein "
         "Vertrauen: Ausgenutzt zu werden ist hier nicht schlechter als gegenseitiges Defektieren.",
         "Der Ausweg ist mit 0 nicht besser als gegenseitiges Defektieren (0); er ändert nichts."],
    ),
    "no dilemma: nothing is said of trust": (
        SymmetricGame(1.5, 2, 1, 0), 0.5, 0,
        [best("4"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“, „Win-Stay, Lose-Shift“, „Immer "
         "defektieren“ und „Immer kooperieren“.", IDLE],
    ),
    "no dilemma: an exit asks for no patience": (
        SymmetricGame(1.5, 2, 1, 0), 0.5, 1.2,
        [best("4"), f"{TOGETHER} „Grim Trigger“, „Tit-for-Tat“, „Win-Stay, Lose-Shift“ und „Immer "
         "kooperieren“.", WITHOUT, matters("1,2", "")],
    ),
}  # fmt: skip


def plain(lines: list[Markup]) -> list[str]:
    return [line.striptags() for line in lines]


@pytest.mark.parametrize("name", SHEET)
def test_what_holds_is_said(name: str) -> None:
    game, discount, outside, wanted = SHEET[name]
    best_is, holding, leaving = finding_sentences(
        game, discount, outside, verdicts(game, discount, outside)
    )
    said = [best_is, holding, *trust_sentences(game, discount, outside), leaving]
    assert plain(said) == wanted


@pytest.mark.parametrize(
    ("w", "rho", "wanted"),
    [
        (0.5, 0.9, ["0,5 · 0,9 = 0,45: Die nächste Runde zählt 45 %",
                    "Mit w = 0,5 gibt es im Mittel 2 Runden; nach jeder Runde ist mit 50 % "]),
        (0.95, 1, ["0,95 · 1 = 0,95: Die nächste Runde zählt 95 %",
                   "Mit w = 0,95 gibt es im Mittel 20 Runden; nach jeder Runde ist mit 5 % "]),
        (0.33, 0.33, ["0,33 · 0,33 = 0,1089: Die nächste Runde zählt 10,89 %",
                      "Mit w = 0,33 gibt es im Mittel 1,5 Runden; nach jeder Runde ist mit 67 % "]),
        (0.01, 1, ["0,01 · 1 = 0,01: Die nächste Runde zählt 1 %",
                   "Mit w = 0,01 gibt es im Mittel 1,01 Runden; nach jeder Runde ist mit 99 % "]),
        (1, 0.9, ["1 · 0,9 = 0,9: Die nächste Runde zählt 90 %", "Mit w = 1 hört es nie auf"]),
        (1, 0, ["1 · 0 = 0: Die nächste Runde zählt 0 %", "Mit δ = 0 zählt nur die heutige Runde"]),
        (0, 1, ["0 · 1 = 0: Die nächste Runde zählt 0 %", "Mit δ = 0 zählt nur die heutige Runde"]),
    ],
)  # fmt: skip
def test_what_the_future_weighs_is_said(w: float, rho: float, wanted: list[str]) -> None:
    """Formula 2.1: δ = w·ρ and 1/(1 − w) rounds."""
    first, second = plain(weight_sentences(w, rho, w * rho))
    assert first.startswith(f"δ = w · ρ = {wanted[0]}")
    assert second.startswith(wanted[1])


def test_the_strategies_that_hold_stand_out() -> None:
    said = finding_sentences(LECTURE, 0.4, 0, verdicts(LECTURE, 0.4, 0))
    assert said[1].endswith("<strong>„Immer defektieren“</strong>.")
