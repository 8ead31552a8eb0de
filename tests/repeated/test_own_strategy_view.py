"""A strategy that one builds, drawn and told: every arrow inside the picture, every property with what shows it."""

from __future__ import annotations

import re

import pytest

from built import TFT, drawn
from kooperation.games.game import C, D, SymmetricGame
from kooperation.kit.html import Markup
from kooperation.repeated.match import Rounds
from kooperation.repeated.own_strategy import BuiltState, BuiltStrategy, built_like, showing
from kooperation.repeated.own_strategy_view import (
    built_table,
    encounters_table,
    graph,
    placed,
    qualities,
)
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    grim_trigger,
    tit_for_tat,
)
from kooperation.repeated.traits import traits

GAME = SymmetricGame(3, 2, 1, 0)


def test_there_is_a_circle_for_each_state_and_an_arrow_for_each_way() -> None:
    drawing = graph(TFT)
    assert drawing.count("<circle") == 2
    assert drawing.count('<path class="kooperation-line"') == 2  # after C
    assert drawing.count('<path class="kooperation-line kooperation-dashed"') == 2  # after D
    one = graph(BuiltStrategy("x", (BuiltState(C, 0, 0),)))
    assert one.count("<path class=") - one.count("kooperation-head") == 1  # after both
    assert "C, D" in one


def test_the_picture_says_in_words_what_it_shows() -> None:
    said = re.findall(r'aria-label="([^"]*)"', graph(TFT))
    assert said == [
        "Zustände und Wege. Anfang ist Zustand 1. Zustand 1 spielt C und geht nach C zu 1, nach D zu 2. "
        "Zustand 2 spielt D und geht nach C zu 1, nach D zu 2."
    ]


def test_nothing_is_drawn_outside_of_the_picture() -> None:
    for seed in range(300):
        drawing = graph(drawn(seed))
        box = re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawing)
        width, height = map(int, box[0])
        places = [
            (float(x), float(y))
            for path in re.findall(r' d="M([^Z"]*)"', drawing)
            for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)
        ]
        texts = re.findall(r'<text[^>]* x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)', drawing)
        for x, y, text in texts:  # letters of 14 px, set around their middle
            half = 4.5 * len(text)
            places += [(float(x) - half, float(y) - 11), (float(x) + half, float(y) + 3)]
        for x, y in places:
            assert 0 <= x <= width, (seed, x, y)
            assert 0 <= y <= height, (seed, x, y)


def test_a_state_that_is_never_reached_is_faint_and_told() -> None:
    assert graph(TFT.sized(3)).count("kooperation-unreached") == 1
    assert "Zustand 3 wird nie erreicht." in qualities(TFT.sized(3))
    assert "Die Zustände 3 und 4 werden nie erreicht." in qualities(TFT.sized(4))


def test_each_property_is_told_as_the_model_has_it() -> None:
    names = ("Freundlich", "Vergeltend", "Nachsichtig", "Klar")
    for seed in range(100):
        built = drawn(seed)
        found, said = traits(built.automaton), Markup(qualities(built)).striptags()
        held = (found.nice, found.retaliating, found.forgiving, found.clear)
        for name, has in zip(names, held, strict=True):
            assert (f"✓ {name}:" in said) == has
            assert (f"✗ Nicht {name.lower()}:" in said) != has


@pytest.mark.parametrize(
    ("built", "sentence"),
    [
        (built_like(tit_for_tat()), "Ohne Irrtümer spielt sie genau wie Tit-for-Tat."),
        (built_like(grim_trigger()), "kehrt sie nicht dauerhaft zu C zurück"),
        (built_like(always_defect()), "In Runde 1 defektiert sie"),
        (
            BuiltStrategy("x", (BuiltState(C, 1, 0), BuiltState(D, 0, 0))),
            "In Runde 2 defektiert sie",
        ),
    ],
)
def test_what_shows_a_property_is_said(built: BuiltStrategy, sentence: str) -> None:
    assert sentence in Markup(qualities(built)).striptags()


def test_place_and_payoffs_are_told_with_and_without_errors() -> None:
    field = [always_cooperate(), always_defect()]
    calm, noisy = (showing(TFT.automaton, field, GAME, Rounds(200), often) for often in (0, 0.05))
    said = Markup(placed(calm, noisy, "5 %")).striptags()
    assert (
        "Ohne Irrtümer: Platz 2 von 3 mit 1,665 je Runde; vorn: Immer defektieren mit 1,67." in said
    )
    assert "Mit 5 % Irrtümern: Platz" in said
    table = Markup(encounters_table(calm, noisy, "5 %"))
    rows = [re.sub(r"(<[^>]+>)+", "|", row) for row in re.findall(r"<tr>.*?</tr>", table)]
    assert rows[3].startswith("|Immer D|0,99|1,01|")
    assert rows[4].startswith("|sich selbst|2|2|")
    alone = showing(built_like(tit_for_tat()).automaton, [always_cooperate()], GAME, Rounds(9), 0)
    assert "gleichauf mit Immer kooperieren" in placed(alone, alone, "5 %")


def test_the_table_to_read_has_a_row_for_each_state() -> None:
    text = re.sub(
        r"<[^>]+>",
        " ",
        built_table(BuiltStrategy("x", (BuiltState(C, 0, 1), BuiltState(D, 1, 0)), 1)),
    )
    assert " ".join(text.split()).endswith("1 C 1 2 2 ✓ D 2 1")
