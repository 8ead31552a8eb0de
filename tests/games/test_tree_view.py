"""What is said and drawn of a tree: score sheets by hand, and nothing by colour alone."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from elements import Elements
from kooperation.games.tree import Decision, Ending, from_the_end, nodes
from kooperation.games.tree_form_view import tree_matrix
from kooperation.games.tree_picture_view import tree_picture
from kooperation.games.tree_solving_view import Shown, description
from kooperation.games.tree_view import told
from kooperation.games.tree_words import trees
from kooperation.kit.html import Markup


def shown(key: str, solved: int = 99, **values: float) -> Shown:
    preset = trees()[key]
    tree = preset.tree(values)
    return Shown(preset, tree, min(solved, len(from_the_end(tree))))


def pair(first: int, second: int) -> Ending:
    return Ending((Fraction(first), Fraction(second)))


def said(key: str, solved: int = 99, **values: float) -> list[str]:
    return [Markup(line).striptags() for line in told(shown(key, solved, **values))]


# In words -----------------------------------------------------------------------------------------


def test_one_move_after_the_other_is_solved_and_the_result_comes_last() -> None:
    assert said("vertrauen", 0) == [
        "Noch ist keiner der 2 Züge gelöst. Was tut, wer ganz am Ende dran ist? Drücken Sie „Weiter“."
    ]
    first = "Nach „geben“ ist der Träger am Zug: „einstecken“ bringt 15, „zurückgeben“ 5."
    assert said("vertrauen", 1) == [first]
    assert said("vertrauen", 2) == [
        first,
        "Am Anfang ist das Jobcenter am Zug: „behalten“ bringt 10, „geben“ 5.",
        "So kommt es: „behalten“. Dann hat das Jobcenter 10, der Träger 0.",
        "Schade: Mit „geben, zurückgeben“ hätten beide mehr (15 | 5).",
        "Leeres Versprechen (Träger): „zurückgeben“. Geglaubt brächte es 5 statt 0. Nach „geben“ hieße es aber 5 statt 15: Niemand hielte es.",
    ]


def test_a_promise_that_would_be_kept_and_a_matrix_that_has_one_equilibrium_more() -> None:
    assert said("vertrauen", f=12)[2:] == [
        "So kommt es: „geben, zurückgeben“. Dann hat das Jobcenter 15, der Träger 17.",
        "Glaubhaftes Versprechen (Träger): „zurückgeben“. Nach „geben“ bringt es 17 statt 15: Darauf lässt sich bauen. Ohne es bliebe 0.",
        "Die Matrix hat noch ein Gleichgewicht mit anderem Ausgang (◇): „behalten“. Darin steht ein Zug, den niemand täte, käme es dazu.",
    ]


def test_a_threat_is_empty_until_giving_way_costs_more() -> None:
    assert said("eintritt", k=1)[-2] == (
        "Leere Drohung (Verband): „unterbieten“. Geglaubt brächte sie 5 statt 1. Nach „kommen“ hieße sie aber 0 statt 1: Niemand führte sie aus."
    )
    assert said("eintritt", k=3)[-1] == (
        "Glaubhafte Drohung (Verband): „unterbieten“. Nach „kommen“ bringt sie 0 statt −1: Damit ist zu rechnen. Ohne sie bliebe −1."
    )


def test_a_tie_and_all_that_hangs_on_it_is_told() -> None:
    assert said("umbau", v=3) == [
        "Nach „umbauen, drücken“ ist die Beratungsstelle am Zug: „hinnehmen“ und „aufhören“ bringen gleich viel, −1; beides kann kommen.",
        "Nach „umbauen“ ist das Jobcenter am Zug: Was besser ist, hängt am Gleichstand dahinter, „zahlen“ oder „drücken“.",
        "Am Anfang ist die Beratungsstelle am Zug: Was besser ist, hängt am Gleichstand dahinter, „lassen“ oder „umbauen“.",
        "Wie es kommt, hängt am Gleichstand: „lassen“ (0 | 0) oder „umbauen, zahlen“ (3 | 3).",
    ]


def test_where_a_tie_changes_nothing_further_up_that_is_said_too() -> None:
    """Above a tie between 2 and 2 that leaves One 0 or 1, staying out with 5 is better either way."""
    preset = trees()["eintritt"]
    tie = Decision(1, (pair(0, 2), pair(1, 2)))
    lines = told(Shown(preset, Decision(0, (pair(5, 0), tie)), 2))
    assert Markup(lines[1]).striptags() == (
        "Am Anfang ist der neue Träger am Zug: Wie der Gleichstand dahinter auch ausgeht, besser ist „wegbleiben“."
    )
    assert (
        "So kommt es: „wegbleiben“. Dann hat der neue Träger 5, der Verband 0."
        in lines[2].striptags()
    )


def test_of_chance_the_mean_is_told_and_that_the_way_goes_on_by_chance() -> None:
    assert said("kette", 1, w=0.25) == [
        "Nach „helfen, helfen, helfen“ entscheidet der Zufall: im Mittel 1,5 | 4,5."
    ]
    assert "So kommt es: „helfen, helfen, helfen“, dann der Zufall." in said("kette", w=0.6)[4]


# The picture --------------------------------------------------------------------------------------


def parts(picture: str, look: str) -> int:
    """Return how many elements of *picture* have the class *look*."""
    return len(re.findall(rf'class="[^"]*\bkooperation-{look}\b', picture))


@pytest.mark.parametrize("key", trees())
def test_both_pictures_say_all_names_and_payoffs_and_are_well_formed(key: str) -> None:
    for solved in range(5):
        one = shown(key, solved)
        for picture in tree_picture(one).split('<div class="kooperation-treenarrow">'):
            text = re.sub(r"<[^>]+>", " ", picture)
            for path, node in nodes(one.tree):
                assert not path or one.preset.at(path).name in text
                if isinstance(node, Ending):
                    assert str(float(node.worth[0])).replace(".0", "").replace("-", "−") in text
            assert all(name in text for name in one.preset.player_names)
        Elements(tree_picture(one))


@pytest.mark.parametrize("key", trees())
def test_what_is_taken_and_what_is_not_shows_by_more_than_colour(key: str) -> None:
    """In each of the two pictures: nothing of it before the first step; then heads and crosses; a diamond at the end only."""
    begin, end = tree_picture(shown(key, 0)), tree_picture(shown(key))
    assert parts(begin, "head") == parts(begin, "taken") == parts(begin, "left") == 0
    assert "◆" not in begin
    assert parts(end, "taken") == parts(end, "head") > 0
    assert parts(end, "left") == len(re.findall(r"m3.5 0l-4.5 9", end)) > 0
    assert parts(end, "onway") >= 2
    assert end.count("◆") == 2


def test_where_chance_ends_it_each_end_that_can_come_is_marked() -> None:
    assert tree_picture(shown("kette", w=0.6)).count("◆") == 4
    assert tree_picture(shown("kette", w=1)).count("◆") == 2


def test_who_does_not_see_the_picture_is_told_the_tree_and_what_is_taken() -> None:
    assert description(shown("vertrauen", 0)) == (
        "Spielbaum „Vertrauen: geben und zurückgeben“. Jobcenter: „behalten“ (10 | 0); "
        "„geben“, danach [Träger: „zurückgeben“ (15 | 5); „einstecken“ (5 | 15)]."
    )
    assert description(shown("vertrauen", 1)).endswith(" Genommen wird: „geben, einstecken“.")
    assert description(shown("vertrauen")).endswith(
        " Genommen wird: „behalten“, „geben, einstecken“."
    )
    assert "„weiter (0,35)“ (3 | 6)" in description(shown("kette", w=0.35))
    assert tree_picture(shown("umbau")).count(f'aria-label="{description(shown("umbau"))}"') == 2


@pytest.mark.parametrize("key", trees())
def test_no_picture_is_wider_than_where_it_is_shown(key: str) -> None:
    """The broad one from 29rem on (games/style.css), the narrow one also on a phone: what scrolls, the keyboard cannot reach."""
    for slider in trees()[key].sliders:
        lowest, highest, step = slider.span
        for at in range(round((highest - lowest) / step) + 1):
            picture = tree_picture(shown(key, 99, **{slider.key: lowest + at * step}))
            broad, narrow = map(int, re.findall(r"min-width: (\d+)px", picture))
            assert broad < 29 * 16
            assert narrow < 270


def test_what_hangs_on_a_tie_has_no_number_yet() -> None:
    assert (
        tree_picture(shown("vertrauen", f=10)).count("je nachdem") == 4
    )  # two moves, two pictures
    assert "je nachdem" not in tree_picture(shown("vertrauen", f=9))


# The matrix ---------------------------------------------------------------------------------------


def cells(key: str, solved: int = 99, **values: float) -> list[str]:
    beside = tree_matrix(shown(key, solved, **values)).split("kooperation-treefolded")[0]
    found = re.findall(r'<td><div class="kooperation-payoffs">(.*?)</td>', beside)
    return [re.sub(r"<[^>]+>|\u00ad", "", cell) for cell in found]


def test_the_matrix_has_a_cell_for_each_pair_of_plans_and_marks_what_holds_only_at_the_end() -> (
    None
):
    assert "◆" not in "".join(cells("eintritt", 1))
    best = " (beste Antwort)"
    assert cells("eintritt") == [
        "1 | 5" + best,
        f"1{best} | 5{best}◇ Gleichgewicht",
        f"2{best} | 2{best}◆ teilspielperfekt",
        "0 | 0",
    ]


def test_who_has_more_plans_stands_at_the_left_and_player_one_comes_first_all_the_same() -> None:
    """The provider has four plans; an offer of 5 to one who takes all: 5 | 5, an offer of 1: 9 | 1."""
    matrix = tree_matrix(shown("ultimatum", 0)).split("kooperation-treefolded")[0]
    assert re.findall(r'<th scope="row">(.*?)</th>', matrix) == [
        "annehmen,<br>annehmen",
        "annehmen,<br>ablehnen",
        "ablehnen,<br>annehmen",
        "ablehnen,<br>ablehnen",
    ]
    assert cells("ultimatum", 0)[:4] == [
        "5 | 5",
        "9 | 1",
        "5 | 5",
        "0 | 0",
    ]
    assert re.search(r'<th class="kooperation-side0" scope="colgroup"[^>]*>Jobcenter', matrix)
    assert '<th class="kooperation-side1" scope="col">Träger</th><th scope="col">5 bieten' in matrix
    assert "In jedem Feld zuerst Jobcenter, dann Träger." in matrix


@pytest.mark.parametrize("key", trees())
def test_the_matrix_is_well_formed_and_there_twice_beside_and_folded(key: str) -> None:
    matrix = tree_matrix(shown(key))
    Elements(matrix)
    assert matrix.count("<table") == 2
    assert matrix.count("<summary>Dasselbe als Matrix</summary>") == 1
