"""A score sheet: what the explorer must say about a game, and what its matrix must show.

Derived by hand from the payoffs, not taken from the program. In cells, „!“ is a best response.
"""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from kooperation.games.explanation_view import explanation
from kooperation.games.game import Game, SymmetricGame
from kooperation.games.game_view import matrix_table, plain_table
from kooperation.games.game_words import GameNames, GamePreset, games

PLAIN = GameNames(player_names=("Eins", "Zwei"), cooperate="C", defect="D")
FIRM = "(jede Seite bleibt fest bei einer Handlung)"
ANY = "was die andere Seite auch tut"
WASTED = "ist es nicht: Es geht besser, ohne dass jemand verliert."


def dilemma(names: GameNames, dominates: str, secured: str) -> list[str]:
    """What is to be said of every symmetric prisoners' dilemma."""
    c, d = names.cooperate, names.defect
    return [
        "Spielart: Gefangenendilemma, denn T > R > P > S.",
        f"„{d}“ dominiert, weil {dominates}.",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: ({d}, {d}).",
        f"Pareto-effizient: ({d}, {c}), ({c}, {d}) und ({c}, {c}). Das Gleichgewicht ({d}, {d}) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens {secured}, {ANY}.",
    ]


PRESETS = {
    "gefangenendilemma": dilemma(games()["gefangenendilemma"], "3 > 2 und 1 > 0", "1"),
    "verschiebebahnhof": dilemma(games()["verschiebebahnhof"], "3 > 2 und 1 > 0", "1"),
    "axelrod": dilemma(games()["axelrod"], "5 > 3 und 1 > 0", "1"),
    "verhandlungsdilemma": dilemma(games()["verhandlungsdilemma"], "9,6 > 8 und 5 > 2,4", "5"),
    "hirschjagd": [
        "Spielart: Hirschjagd, denn R > T ≥ P > S.",
        "Keine Handlung dominiert. Beste Antwort auf „Personal zusagen“ ist „Personal zusagen“ und auf "
        "„Eigenes Angebot ausbauen“ ist „Eigenes Angebot ausbauen“.",
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (Eigenes Angebot ausbauen, Eigenes Angebot ausbauen) "
        "und (Personal zusagen, Personal zusagen). Dazu ein gemischtes, in dem der Zufall mitwählt: beide wählen „Personal zusagen“ mit 66,7 %.",
        "Pareto-effizient: (Personal zusagen, Personal zusagen). Das Gleichgewicht (Eigenes Angebot "
        f"ausbauen, Eigenes Angebot ausbauen) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens 2, {ANY}.",
    ],
    "chicken": [
        "Spielart: Chicken, denn T > R > S > P.",
        "Keine Handlung dominiert. Beste Antwort auf „Vorleisten“ ist „Abwarten“ und auf „Abwarten“ ist "
        "„Vorleisten“.",
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (Abwarten, Vorleisten) und (Vorleisten, Abwarten). Dazu ein "
        "gemischtes, in dem der Zufall mitwählt: beide wählen „Vorleisten“ mit 66,7 %.",
        "Pareto-effizient: (Abwarten, Vorleisten), (Vorleisten, Abwarten) und (Vorleisten, Vorleisten).",
        f"Mit einer festen Handlung sichern sich beide mindestens 2, {ANY}.",
    ],
    "koordination": [
        "Spielart: Koordinationsspiel, denn jede Einigung ist für beide besser als keine.",
        "Keine Handlung dominiert. Beste Antwort auf „Dienstag“ ist „Dienstag“ und auf „Donnerstag“ ist "
        "„Donnerstag“.",
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (Donnerstag, Donnerstag) und (Dienstag, Dienstag). Dazu ein "
        "gemischtes, in dem der Zufall mitwählt: beide wählen „Dienstag“ mit 50 %.",
        "Pareto-effizient: (Donnerstag, Donnerstag) und (Dienstag, Dienstag).",
        f"Mit einer festen Handlung sichern sich beide mindestens 0, {ANY}.",
    ],
    "geschlechterkampf": [
        "Spielart: Geschlechterkampf, denn jede Einigung ist besser als keine, und jede Seite zieht eine "
        "andere vor.",
        "Jobcenter: Keine Handlung dominiert. Beste Antwort auf „System A“ ist „System A“ und auf „System B“ "
        "ist „System B“.",
        "Jugendamt: Keine Handlung dominiert. Beste Antwort auf „System A“ ist „System A“ und auf „System B“ "
        "ist „System B“.",
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (System B, System B) und (System A, System A). Dazu ein "
        "gemischtes, in dem der Zufall mitwählt: Jobcenter wählt „System A“ mit 60 %, Jugendamt mit 40 %.",
        "Pareto-effizient: (System B, System B) und (System A, System A).",
        "Mit einer festen Handlung sichert sich jede Seite, was die andere auch tut: Jobcenter mindestens 0 und Jugendamt mindestens 0.",
    ],
    "ungleiche_macht": [
        "Spielart: Gefangenendilemma, denn T > R > P > S.",
        "Jobcenter: „Für sich arbeiten“ dominiert, weil 3 > 2 und 1,5 > 0,5.",
        "Beratungsstelle: „Für sich arbeiten“ dominiert, weil 3 > 2 und 0,5 > 0.",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: (Für sich arbeiten, Für sich arbeiten).",
        "Pareto-effizient: (Für sich arbeiten, Gemeinsam abstimmen), (Gemeinsam abstimmen, Für sich arbeiten) "
        "und (Gemeinsam abstimmen, Gemeinsam abstimmen). Das Gleichgewicht (Für sich arbeiten, Für sich "
        f"arbeiten) {WASTED}",
        "Mit einer festen Handlung sichert sich jede Seite, was die andere auch tut: Jobcenter mindestens 1,5 und Beratungsstelle mindestens 0,5.",
    ],
}  # fmt: skip

BY_TURNS = "Wiederholt lohnt sich Abwechseln mindestens so sehr wie gemeinsames Kooperieren, denn 2R ≤ T + S."
NO_KIND = "Spielart: keine benannte Spielart, denn keine der benannten Ordnungen trifft zu."
TIES = (
    "Weil Auszahlungen gleich sind, kommen unendlich viele gemischte Gleichgewichte hinzu, in denen der Zufall mitwählt; ein "
    "einzelnes lässt sich nicht hervorheben."
)
EACH_OWN = "Keine Handlung dominiert. Beste Antwort auf „C“ ist „C“ und auf „D“ ist „D“."
CROSSED = "Keine Handlung dominiert. Beste Antwort auf „C“ ist „D“ und auf „D“ ist „C“."

AWKWARD = {
    "all payoffs alike": (SymmetricGame(1, 1, 1, 1).game, [
        NO_KIND,
        "Keine Handlung dominiert. Beste Antwort auf „C“ ist beides und auf „D“ ist beides.",
        f"4 Gleichgewichte in reinen Strategien {FIRM}: (D, D), (D, C), (C, D) und (C, C). {TIES}",
        "Pareto-effizient: (D, D), (D, C), (C, D) und (C, C).",
        f"Mit einer festen Handlung sichern sich beide mindestens 1, {ANY}.",
    ]),
    "weak dilemma": (SymmetricGame(2.5, 2, 1, 1).game, [
        "Spielart: schwaches Dilemma, denn T > R > P = S.",
        "„D“ dominiert schwach, weil 2,5 > 2 und 1 = 1.",
        f"3 Gleichgewichte in reinen Strategien {FIRM}: (D, D), (D, C) und (C, D). {TIES}",
        f"Pareto-effizient: (D, C), (C, D) und (C, C). Das Gleichgewicht (D, D) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens 1, {ANY}.",
    ]),
    "alternating pays": (SymmetricGame(5, 2, 1, 0).game, [
        f"Spielart: Gefangenendilemma, denn T > R > P > S. {BY_TURNS}",
        "„D“ dominiert, weil 5 > 2 und 1 > 0.",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: (D, D).",
        f"Pareto-effizient: (D, C), (C, D) und (C, C). Das Gleichgewicht (D, D) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens 1, {ANY}.",
    ]),
    "alternating is as good, and exploited as good as defecting": (SymmetricGame(4, 2, 0, 0).game, [
        f"Spielart: schwaches Dilemma, denn T > R > P = S. {BY_TURNS}",
        "„D“ dominiert schwach, weil 4 > 2 und 0 = 0.",
        f"3 Gleichgewichte in reinen Strategien {FIRM}: (D, D), (D, C) und (C, D). {TIES}",
        f"Pareto-effizient: (D, C), (C, D) und (C, C). Das Gleichgewicht (D, D) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens 0, {ANY}.",
    ]),
    "exchanged names": (SymmetricGame(0, 1, 2, 3).game, [
        "Spielart: Gefangenendilemma mit vertauschten Namen: „D“ ist hier die kooperative Handlung.",
        "„C“ dominiert, weil 1 > 0 und 3 > 2.",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: (C, C).",
        f"Pareto-effizient: (D, D), (D, C) und (C, D). Das Gleichgewicht (C, C) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens 1, {ANY}.",
    ]),
    "deadlock": (SymmetricGame(4, 2, 3, 1).game, [
        "Spielart: Deadlock, denn T > P > R > S.",
        "„D“ dominiert, weil 4 > 2 und 3 > 1.",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: (D, D).",
        "Pareto-effizient: (D, D), (D, C) und (C, D).",
        f"Mit einer festen Handlung sichern sich beide mindestens 3, {ANY}.",
    ]),
    "harmony": (SymmetricGame(2, 4, 1, 3).game, [
        "Spielart: Harmoniespiel, denn R > T, S > P und R > P.",
        "„C“ dominiert, weil 4 > 2 und 3 > 1.",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: (C, C).",
        "Pareto-effizient: (C, C).",
        f"Mit einer festen Handlung sichern sich beide mindestens 3, {ANY}.",
    ]),
    "matching pennies": (Game((1, -1), (-1, 1), (-1, 1), (1, -1)), [
        NO_KIND,
        f"Eins: {EACH_OWN}",
        f"Zwei: {CROSSED}",
        f"Es gibt kein Gleichgewicht in reinen Strategien {FIRM}. Dazu ein gemischtes, in dem der Zufall mitwählt: beide wählen „C“ mit 50 %.",
        "Pareto-effizient: (D, D), (D, C), (C, D) und (C, C).",
        "Mit einer festen Handlung sichert sich jede Seite, was die andere auch tut: Eins mindestens −1 und Zwei mindestens −1.",
    ]),
    "one dominates, the other does not": (Game((2, 1), (0, 0), (3, 0), (1, 2)), [
        NO_KIND,
        "Eins: „D“ dominiert, weil 3 > 2 und 1 > 0.",
        f"Zwei: {EACH_OWN}",
        f"Einziges Gleichgewicht in reinen Strategien {FIRM}: (D, D).",
        "Pareto-effizient: (D, D), (D, C) und (C, C).",
        "Mit einer festen Handlung sichert sich jede Seite, was die andere auch tut: Eins mindestens 1 und Zwei mindestens 0.",
    ]),
    "small and negative": (SymmetricGame(0.3, 0.2, 0.1, -0.4).game,
                           dilemma(PLAIN, "0,3 > 0,2 und 0,1 > −0,4", "0,1")),
    "cooperating dominates weakly": (SymmetricGame(2, 2, 0, 1).game, [
        NO_KIND,
        "„C“ dominiert schwach, weil 2 = 2 und 1 > 0.",
        f"3 Gleichgewichte in reinen Strategien {FIRM}: (D, C), (C, D) und (C, C). {TIES}",
        "Pareto-effizient: (C, C). Die Gleichgewichte (D, C) und (C, D) sind es nicht: Es geht besser, ohne "
        "dass jemand verliert.",
        f"Mit einer festen Handlung sichern sich beide mindestens 1, {ANY}.",
    ]),
    "agreeing means to differ": (Game((0, 0), (3, 2), (2, 3), (0, 0)), [
        "Spielart: Geschlechterkampf, denn jede Einigung ist besser als keine, und jede Seite zieht eine "
        "andere vor.",
        CROSSED,
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (D, C) und (C, D). Dazu ein gemischtes, in dem der Zufall mitwählt: beide wählen „C“ mit 60 %.",
        "Pareto-effizient: (D, C) und (C, D).",
        f"Mit einer festen Handlung sichern sich beide mindestens 0, {ANY}.",
    ]),
    "chicken, unequal": (Game((3, 3), (2, 4), (5, 2), (0, 0)), [
        "Spielart: Chicken, denn T > R > S > P.",
        f"Eins: {CROSSED}",
        f"Zwei: {CROSSED}",
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (D, C) und (C, D). Dazu ein gemischtes, in dem der Zufall mitwählt: Eins wählt „C“ mit "
        "66,7 %, Zwei mit 50 %.",
        "Pareto-effizient: (D, C), (C, D) und (C, C).",
        "Mit einer festen Handlung sichert sich jede Seite, was die andere auch tut: Eins mindestens 2 und Zwei mindestens 2.",
    ]),
    "stag hunt at its edge": (SymmetricGame(2, 4, 2, 0).game, [
        "Spielart: Hirschjagd, denn R > T ≥ P > S.",
        EACH_OWN,
        f"2 Gleichgewichte in reinen Strategien {FIRM}: (D, D) und (C, C). Dazu ein gemischtes, in dem der Zufall mitwählt: beide wählen „C“ mit 50 %.",
        f"Pareto-effizient: (C, C). Das Gleichgewicht (D, D) {WASTED}",
        f"Mit einer festen Handlung sichern sich beide mindestens 2, {ANY}.",
    ]),
}  # fmt: skip

CELLS = {
    "gefangenendilemma": {"DD": "1! | 1! ◆", "DC": "3! | 0 ○", "CD": "0 | 3! ○", "CC": "2 | 2 ○"},
    "ungleiche_macht": {"DD": "1,5! | 0,5! ◆", "DC": "3! | 0 ○", "CD": "0,5 | 3! ○", "CC": "2 | 2 ○"},
    "geschlechterkampf": {"DD": "2! | 3! ◆ ○", "DC": "0 | 0", "CD": "0 | 0", "CC": "3! | 2! ◆ ○"},
    "weak dilemma": {"DD": "1! | 1! ◆", "DC": "2,5! | 1! ◆ ○", "CD": "1! | 2,5! ◆ ○", "CC": "2 | 2 ○"},
    "matching pennies": {"DD": "1! | −1 ○", "DC": "−1 | 1! ○", "CD": "−1 | 1! ○", "CC": "1! | −1 ○"},
    "one dominates, the other does not":
        {"DD": "1! | 2! ◆ ○", "DC": "3! | 0 ○", "CD": "0 | 0", "CC": "2 | 1! ○"},
}  # fmt: skip


def text(fragment: str) -> str:
    return Markup(fragment).striptags()


def test_every_preset_is_on_the_sheet() -> None:
    assert set(PRESETS) == set(games())


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_explained(key: str) -> None:
    preset = games()[key]
    assert [text(line) for line in explanation(preset.game, preset)] == PRESETS[key]


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_game_is_explained(name: str) -> None:
    game, wanted = AWKWARD[name]
    assert [text(line) for line in explanation(game, PLAIN)] == wanted


def test_names_are_told_as_text_and_the_kind_stands_out() -> None:
    names = GameNames(player_names=("<i>", "&"), cooperate="<b>", defect="**D**")
    said = explanation(SymmetricGame(3, 2, 1, 0).game, names)
    assert said[0].startswith("Spielart: <strong>Gefangenendilemma</strong>, denn")
    assert said[1] == "„**D**“ dominiert, weil 3 &gt; 2 und 1 &gt; 0."
    assert "&lt;b&gt;" in said[3]


SIGNS = {" (beste Antwort)": "!", "◆ Gleichgewicht": "◆", "○ Pareto-effizient": "○"}


def shown(table: str) -> dict[str, str]:
    """The text of each cell by profile, best responses as „!“, marks as their sign."""
    found = {}
    for at, cell in re.findall(r'<td data-profile="(\w\w)">(.*?)</td>', table):
        found[at] = text(cell.replace('<span class="kooperation-mark"', " <span"))
        for long, short in SIGNS.items():
            found[at] = found[at].replace(long, short)
    return found


@pytest.mark.parametrize("name", CELLS)
def test_the_matrix_marks_best_responses_equilibria_and_efficiency(name: str) -> None:
    if name in AWKWARD:
        game, names = AWKWARD[name][0], PLAIN
    else:
        game, names = games()[name].game, games()[name]
    assert shown(matrix_table(game, names)) == CELLS[name]


@pytest.mark.parametrize("name", ["ungleiche_macht", "geschlechterkampf", "gefangenendilemma"])
def test_the_questions_matrix_has_the_same_numbers_and_no_mark(name: str) -> None:
    bare = {at: re.sub(r"[!◆○]", "", cell).strip() for at, cell in CELLS[name].items()}
    table = plain_table(games()[name])
    assert shown(table) == bare
    assert not re.search(r"◆|○|beste|<u", table)


def test_rows_and_columns_of_the_matrix_are_named_for_whom_they_are() -> None:
    preset: GamePreset = games()["ungleiche_macht"]
    actions = ["Für sich arbeiten", "Gemeinsam abstimmen"]
    for table in (matrix_table(preset.game, preset), plain_table(preset)):
        heads = re.findall(r'<th scope="(\w+)"[^>]*>(.*?)</th>', table)
        assert heads == [
            ("colgroup", "Beratungsstelle"), ("col", actions[0]), ("col", actions[1]),
            ("rowgroup", "Jobcenter"), ("row", actions[0]), ("row", actions[1]),
        ]  # fmt: skip
        assert "Auszahlungen: zuerst Jobcenter, dann Beratungsstelle</caption>" in table
        order = re.findall(r'data-profile="(\w\w)"', table)
        assert order == ["DD", "DC", "CD", "CC"]
    assert plain_table(preset).count("Ungleiche Macht. Auszahlungen") == 1
