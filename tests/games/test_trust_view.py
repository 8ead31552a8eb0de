"""What is said and drawn about trust: score sheets by hand (formulas 1.6 to 1.8)."""

from __future__ import annotations

import re

import pytest

from kooperation.games.game import SymmetricGame
from kooperation.games.game_words import GameNames
from kooperation.games.trust import InvestmentGame
from kooperation.games.trust_explorer import TrustGame
from kooperation.games.trust_view import (
    threshold_chart,
    threshold_in_words,
    trust_game_in_words,
    trust_game_table,
)

NAMES = GameNames(player_names=("Eins", "Zwei"), cooperate="C", defect="D")
STAG_HUNT = SymmetricGame(temptation=3, reward=4, punishment=2, sucker=0)
RULE = "Die Schwelle liegt bei (2 − 0) / ((4 − 3) + (2 − 0)) = 0,67: Ab da bringt „C“ mindestens so viel."
BACKWARD = (
    "Vom Ende her gedacht: Ist das Geld einmal da, hat der Träger mit y = 0 am meisten. Rechnet das "
    "Jobcenter damit, gibt es nichts, und beiden entgeht etwas."
)
HALF = "Die Schwelle liegt bei q = (P − S) / (R − S) = (10 − 5) / (15 − 5) = 0,5."


@pytest.mark.parametrize(
    ("trust", "now"),
    [  # C brings 4p, D brings 2 + p
        (0.5, "Bei p = 0,5 bringt „D“ mehr: 2,5 statt 2."),
        (2 / 3, "Bei p = 0,67 bringt beides gleich viel: 2,67."),
        (0.7, "Bei p = 0,7 bringt „C“ mehr: 2,8 statt 2,7."),
        (0.667, "Bei p = 0,67 bringt „C“ mehr: 2,668 statt 2,667."),
    ],
)
def test_of_the_stag_hunt_it_is_said_what_brings_more_and_where_the_threshold_lies(
    trust: float, now: str
) -> None:
    assert threshold_in_words(STAG_HUNT, trust, NAMES) == [now, RULE]


def test_in_the_rule_a_negative_payoff_stands_in_parentheses() -> None:
    """R = 2, T = −1, P = −1, S = −2: (P − S)/((R − T) + (P − S)) = 1/4."""
    rule = threshold_in_words(SymmetricGame(-1, 2, -1, -2), 0.5, NAMES)[1]
    assert "(−1 − (−2)) / ((2 − (−1)) + (−1 − (−2))) = 0,25:" in rule


@pytest.mark.parametrize(
    ("game", "rule"),
    [
        (
            (3, 2, 1, 0),
            "Hier hilft kein Vertrauen: „D“ bringt bei jedem p mindestens so viel. T ist nicht kleiner als R.",
        ),
        (
            (2, 2, 1, 0),
            "Hier hilft kein Vertrauen: „D“ bringt bei jedem p mindestens so viel. T ist nicht kleiner als R.",
        ),
        (
            (2, 3, 0, 1),
            "Hier braucht es kein Vertrauen: „C“ bringt bei jedem p mindestens so viel.",
        ),
        (
            (3, 3, 0, 1),
            "Hier braucht es kein Vertrauen: „C“ bringt bei jedem p mindestens so viel.",
        ),
        (
            (4, 3, 0, 1),
            "Hier lohnt „C“ gerade dann, wenn man dem anderen wenig zutraut: Das ist keine Frage des "
            "Vertrauens, sondern des Nachgebens.",
        ),
        ((2, 2, 1, 1), "Beides bringt bei jedem p gleich viel."),
    ],
)
def test_where_trust_does_not_decide_it_is_said_why(
    game: tuple[float, float, float, float], rule: str
) -> None:
    assert threshold_in_words(SymmetricGame(*game), 0.5, NAMES)[1] == rule
    assert "Schwelle" not in threshold_chart(SymmetricGame(*game), 0.5, NAMES)


def test_the_chart_names_both_actions_the_learners_trust_and_the_threshold() -> None:
    chart = threshold_chart(STAG_HUNT, 0.5, NAMES)
    shown = [word.strip() for word in re.findall(r">([^<>]+)<", chart)]
    for words in ("C", "D", "Vertrauen p", "im Mittel", "Ihr p = 0,5", "Schwelle 0,67", "0,25"):
        assert words in shown
    assert "Bei p = 0,5 bringt „D“ mehr: 2,5 statt 2. Die Schwelle liegt bei" in chart


def test_in_the_chart_both_lines_cross_at_the_threshold() -> None:
    """4p from 0 to 4 and 2 + p from 2 to 3: at p = 2/3 both stand as high, and there stands the mark."""
    chart = threshold_chart(STAG_HUNT, 0.5, NAMES)
    lines = [
        [tuple(map(float, point.split(","))) for point in points.split()]
        for points in re.findall(r'<polyline[^>]* points="([^"]+)"', chart)
    ]
    (left, own_left), (right, own_right) = lines[0]
    (_, other_left), (_, other_right) = lines[1]
    at = (other_left - own_left) / ((other_left - own_left) - (other_right - own_right))
    assert at == pytest.approx(2 / 3, abs=0.01)
    marks = re.findall(r'class="kooperation-(\w+)line" x1="([\d.]+)" y1="[\d.]+" x2="\2"', chart)
    places = {kind: (float(x) - left) / (right - left) for kind, x in marks}
    assert places == pytest.approx({"chosen": 0.5, "mark": 2 / 3}, abs=0.01)


def test_the_line_of_the_second_action_is_dashed_so_that_colour_is_not_needed() -> None:
    curves = re.findall(r'<polyline class="([^"]+)"', threshold_chart(STAG_HUNT, 0.5, NAMES))
    assert ["kooperation-dashed" in curve.split() for curve in curves] == [False, True]


def test_the_table_has_what_both_have_in_each_case_and_on_average() -> None:
    """E = 10, half is given and tripled to 15, two thirds of it come back: 5 + 10 and 5; 5 and 15."""
    game = InvestmentGame()
    rows = re.findall(r"<tr>(.*?)</tr>", trust_game_table(game, 0.5, 2 / 3, 0.4), re.S)
    cells = [[re.sub("<[^>]+>", "", c) for c in re.findall(r"<t[hd].*?</t[hd]>", r)] for r in rows]
    assert [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in cells] == [
        ["Fall", "Jobcenter", "Träger"],
        ["Das Jobcenter gibt nichts", "10", "0"],
        ["Es gibt 50 %, der Träger gibt 67 % davon zurück", "15", "5"],
        ["Es gibt 50 %, der Träger behält alles", "5", "15"],
        ["Im Mittel bei q = 0,4", "9", "11"],
    ]


@pytest.mark.parametrize(
    ("given", "returned", "reliability", "said"),
    [
        (0.5, 2 / 3, 0.4, ["Geben lohnt sich nicht: im Mittel 9 statt 10.", HALF, BACKWARD]),
        (0.5, 2 / 3, 0.5, ["Geben und Behalten bringen im Mittel gleich viel: 10.", HALF, BACKWARD]),
        (0.5, 2 / 3, 0.6, ["Geben lohnt sich: im Mittel 11 statt 10.", HALF, BACKWARD]),
        (
            0.5,
            1 / 3,  # 5 are given, 15 arise, 5 come back
            0.5,
            [
                "Geben lohnt sich nicht: im Mittel 7,5 statt 10.",
                "Selbst ein verlässlicher Träger gibt hier nicht mehr zurück, als das Jobcenter "
                "hergegeben hat: Dann hilft keine Verlässlichkeit.",
                BACKWARD,
            ],
        ),
        (0.0, 0.5, 0.5, ["Sie geben nichts. Ziehen Sie x nach rechts.", BACKWARD]),
        # 0.1 is given, 0.3 arises, 0.102 comes back: 0.002 more than kept
        (0.01, 0.34, 1, ["Geben lohnt sich: im Mittel 10,002 statt 10.",
                         "Die Schwelle liegt bei q = (P − S) / (R − S) = (10 − 9,9) / (10,002 − 9,9) = 0,98.",
                         BACKWARD]),
    ],
)  # fmt: skip
def test_of_the_trust_game_it_is_said_whether_giving_pays_and_from_where_on(
    given: float, returned: float, reliability: float, said: list[str]
) -> None:
    assert trust_game_in_words(InvestmentGame(), given, returned, reliability) == said


@pytest.mark.parametrize("given", [0.5, 1.0])
def test_where_the_lecture_says_that_giving_just_pays_the_explorer_finds_a_tie(
    given: float,
) -> None:
    explorer = TrustGame(given, 2 / 3, 0.5)
    assert explorer.returned.value != 2 / 3  # a slider keeps six digits
    assert "Geben und Behalten bringen im Mittel gleich viel: 10." in explorer.sentences.value
