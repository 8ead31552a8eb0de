"""The trees of the course, solved by hand: where each solution turns, and what could be announced on either side."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kooperation.base.sources import sources
from kooperation.games.threats import announcements
from kooperation.games.tree import nodes, worths
from kooperation.games.tree_form import strategic_form
from kooperation.games.tree_words import _preset, total, trees

# By tree: its slider, where the solution turns, and what it brings below and above (by hand, in the comments).
TURNS = {
    "vertrauen": ("f", 10, (10, 0), (15, 16)),  # the provider keeps 15 or has 5 + f
    "umbau": ("v", 3, (0, 0), (3, 3)),  # the office pays once −1 is worse than v − 4
    "ultimatum": ("e", 1, (9, 1), (5, 5)),  # an offer of 1 is refused once e is more
    "eintritt": ("k", 2, (2, 1), (1, 5)),  # giving way brings 2 − k, undercutting 0
    "kette": ("w", 0.5, (1, 1), (2.2, 5.2)),  # the last step brings 1 + 2w instead of 2
}
ABOVE = {"kette": 0.6}
BELOW = {"kette": 0.4}


@pytest.mark.parametrize("key", TURNS)
def test_each_tree_turns_where_the_hand_says_and_hangs_on_a_tie_there(key: str) -> None:
    slider, at, low, high = TURNS[key]
    preset = trees()[key]
    below = worths(preset.tree({slider: BELOW.get(key, at - 1)}))
    above = worths(preset.tree({slider: ABOVE.get(key, at + 1)}))
    assert [tuple(map(float, both)) for both in below] == [low]
    assert [tuple(map(float, both)) for both in above] == [high]
    assert len(worths(preset.tree({slider: at}))) == 2


def kinds(key: str, value: float) -> set[tuple[str, bool, bool]]:
    """Return what is announced: by whom, whether it threatens, whether it is credible."""
    preset = trees()[key]
    found = announcements(preset.tree({TURNS[key][0]: value}))
    return {(preset.player_names[one.player], one.threatens, one.is_credible) for one in found}


def test_threats_and_promises_of_the_course_are_told_apart() -> None:
    threat, promise, empty, credible = True, False, False, True
    assert kinds("vertrauen", 0) == {("Träger", promise, empty)}
    assert kinds("vertrauen", 12) == {("Träger", promise, credible)}
    assert kinds("umbau", 0) == {
        ("Jobcenter", promise, empty),
        ("Beratungsstelle", threat, empty),
    }
    assert kinds("umbau", 4) == {
        ("Jobcenter", promise, credible),
        ("Beratungsstelle", threat, credible),
    }
    assert kinds("ultimatum", 0) == {("Träger", threat, empty)}
    assert ("Träger", threat, credible) in kinds("ultimatum", 2)
    assert kinds("eintritt", 0) == {("Verband", threat, empty)}
    assert kinds("eintritt", 3) == {("Verband", threat, credible)}
    assert kinds("kette", 0) == {("Herr Brandt", promise, empty)}
    assert kinds("kette", 0.6) == {
        ("Herr Brandt", promise, credible),
        ("Frau Kaya", promise, credible),
    }


def test_a_little_hope_for_the_day_after_turns_every_day_before() -> None:
    """Formula 2.8 with a chance of going on: below one half nobody helps, above it everybody does."""
    preset = trees()["kette"]
    for hope in range(21):
        share = hope / 20
        form = strategic_form(preset.tree({"w": share}))
        helped = {sum(form.profile(cell).values()) for cell in form.perfect}
        assert helped == ({0} if share < 0.5 else {3} if share > 0.5 else {0, 3})


@pytest.mark.parametrize("key", trees())
def test_every_tree_fits_its_matrix_and_has_sources(key: str) -> None:
    preset = trees()[key]
    form = strategic_form(preset.tree())
    assert sorted(map(len, form.plans))[1] <= 4
    assert preset.sources
    assert set(preset.sources) <= sources().keys()
    assert all(preset.at(path).name for path, _ in nodes(preset.tree()) if path)


@pytest.mark.parametrize("key", trees())
def test_each_end_of_a_slider_is_a_tree(key: str) -> None:
    preset = trees()[key]
    for slider in preset.sliders:
        for value in slider.span[:2]:
            assert worths(preset.tree({slider.key: value}))


def test_a_sum_of_numbers_and_sliders_is_computed_exactly() -> None:
    assert total("5 + f", {"f": 0.1}) == Fraction(51, 10)
    assert total("v - 4", {"v": 2.5}) == Fraction(-3, 2)
    assert total("-1", {}) == -1
    assert total("1 - w", {"w": 0.35}) == Fraction(13, 20)


@pytest.mark.parametrize("written", ["", " ", "5 f", "5 + g", "5 * f", "+", "fünf"])
def test_what_is_no_sum_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"no sum|missing"):
        total(written, {"f": 1})


def test_a_node_without_who_moves_is_refused() -> None:
    raw = {
        "order": 1, "title": "", "player_names": ["A", "B"], "called": ["A", "B"], "story": "",
        "reading": "", "sources": [], "sliders": [], "tree": {"branches": [{"payoffs": ["1", "1"]}]},
    }  # fmt: skip
    with pytest.raises(ValueError, match="who"):
        _preset("x", raw)
