"""What is said and shown about the public good: a score sheet by hand (formulas 1.9 and 1.10)."""

from __future__ import annotations

import re

import pytest

from kooperation.games.public_good import PublicGoodGame
from kooperation.games.public_good_view import chart, in_words, payoffs_table, situation

SHEET = PublicGoodGame(players=6, endowment=10, multiplier=3)
ALONE = "Einziges Gleichgewicht (ganz oder gar nicht): "
SEVERAL = "Gleichgewichte (ganz oder gar nicht): niemand trägt bei oder "

ALL_NEEDED = (
    "Mit der Mindestzahl wird aus dem Trittbrettfahren eine Hirschjagd: Alle werden gebraucht. Wer die anderen "
    "für sicher hält, hat nichts davon, auszusteigen; fehlt nur eine Stelle, sind alle Beiträge verloren."
)


def rows(html: str) -> list[list[str]]:
    found = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    return [[re.sub("<[^>]+>", "", c) for c in re.findall(r"<t[hd].*?</t[hd]>", r)] for r in found]


@pytest.mark.parametrize(
    ("multiplier", "least", "kind", "equilibria"),
    [
        (
            3,
            1,
            "Ein Dilemma, denn m liegt zwischen 1 und n: Jede Stunde kostet mich 1 und bringt mir nur m/n = "
            "0,5, allen zusammen aber 3.",
            f"{ALONE}niemand trägt bei.",
        ),
        (
            0.6,
            1,
            "Kein Dilemma: Mit m ≤ 1 ist Beitragen auch für alle zusammen nicht besser.",
            f"{ALONE}niemand trägt bei.",
        ),
        (
            9,
            1,
            "Kein Dilemma: Mit m > n lohnt sich Beitragen für jeden Einzelnen.",
            f"{ALONE}alle tragen bei.",
        ),
        (
            9,
            4,
            "Mit m > n lohnt sich Beitragen für jeden Einzelnen, sobald das Gut zustande kommt: Dafür braucht es "
            "4 Beitragende.",
            f"{SEVERAL}alle tragen bei.",
        ),
        (
            6,
            1,
            "Ein Grenzfall: Mit m = n bringt jede Stunde mir genau so viel, wie sie mich kostet. Beitragen oder "
            "nicht ist für jeden Einzelnen gleich gut.",
            "Gleichgewichte (ganz oder gar nicht): jede Zahl von Beitragenden.",
        ),
        (
            6,
            4,
            "Ein Grenzfall: Mit m = n ist Beitragen oder nicht für jeden Einzelnen gleich gut, sobald das Gut "
            "auch ohne ihn zustande kommt: Dafür braucht es 4 Beitragende.",
            "Gleichgewichte (ganz oder gar nicht): niemand trägt bei, oder jede Zahl ab 4.",
        ),
        (
            3,
            4,
            "Mit der Mindestzahl wird aus dem Trittbrettfahren eine Frage der Abstimmung: Wer zu den 4 "
            "gehört, hat nichts davon, auszusteigen. Offen ist, wer dazugehört.",
            f"{SEVERAL}genau 4 tragen bei.",
        ),
        (3, 6, ALL_NEEDED, f"{SEVERAL}alle tragen bei."),
        (6, 6, ALL_NEEDED, f"{SEVERAL}alle tragen bei."),
        (
            1.2,
            4,
            "Auch wer gebraucht wird, hat vom Beitragen zu wenig: 4 · m/n ist kleiner als 1.",
            f"{ALONE}niemand trägt bei.",
        ),
    ],
)
def test_it_is_said_what_kind_of_question_it_is_and_where_it_ends(
    multiplier: float, least: int, kind: str, equilibria: str
) -> None:
    """Of m·k/n: 3·4/6 = 2 is enough for whoever is needed, 1.2·4/6 = 0.8 is not."""
    said = in_words(PublicGoodGame(6, 10, multiplier, least))
    assert said[1:] == [kind, equilibria]


def test_the_extremes_are_all_nobody_and_one_who_rides_free() -> None:
    """All give 10: 60·3/6 = 30 each; five give: 25, and the sixth keeps 10 beside it."""
    assert in_words(SHEET)[0] == (
        "Tragen alle alles bei, hat jeder 30; trägt niemand bei, hat jeder 10; ein einzelner "
        "Trittbrettfahrer hat 35."
    )
    assert "Jeder hat 10 Stunden." in situation(SHEET)
    assert "mit 3 vervielfacht" in situation(SHEET)
    assert situation(SHEET).endswith("Jede beigetragene Stunde bringt jedem 0,5.")


@pytest.mark.parametrize(
    ("others", "paying", "keeping"),
    [  # k who pay have 5k each, the others 10 more
        (0, ["5", "–", "15"], ["10", "–", "10"]),
        (2, ["15", "15", "25"], ["20", "10", "20"]),
        (5, ["30", "30", "–"], ["35", "25", "–"]),
    ],
)
def test_the_table_has_what_i_the_payers_and_the_keepers_have(
    others: int, paying: list[str], keeping: list[str]
) -> None:
    assert rows(payoffs_table(SHEET, others)) == [
        ["", "ich", "andere, die beitragen", "andere, die nicht beitragen"],
        ["Trage ich bei", *paying],
        ["Trage ich nicht bei", *keeping],
    ]


def test_the_chart_has_both_choices_over_the_number_of_others_who_pay() -> None:
    """5, 10 … 30 if I pay, 10, 15 … 35 if not: two parallel lines, keeping above."""
    drawn = chart(SHEET, 2)
    shown = [word.strip() for word in re.findall(r">([^<>]+)<", drawn)]
    for words in (
        "Ich trage alles bei", "Ich behalte alles", "andere, die alles beitragen", "meine Auszahlung",
        "gewählt: 2", "0", "5",
    ):  # fmt: skip
        assert words in shown
    lines = [
        [tuple(map(float, point.split(","))) for point in points.split()]
        for points in re.findall(r'<polyline[^>]* points="([^"]+)"', drawn)
    ]
    assert [len(line) for line in lines] == [6, 6]
    keeping, paying = ([y for _, y in line] for line in lines)
    step = keeping[0] - keeping[1]
    assert step > 0
    assert [low - high for low, high in zip(paying, keeping, strict=True)] == pytest.approx(
        [step] * 6, abs=0.3
    )
