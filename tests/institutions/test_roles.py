"""Roles of an association: laws of the didactic model, records, radar and widget."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.institutions.roles import Collision, Level, collision, collisions, strain
from kooperation.institutions.roles_explorer import MultipleSelves
from kooperation.institutions.roles_view import collisions_table, in_words, radar, radar_alt
from kooperation.institutions.roles_words import profiles, roles, tensions

weights = st.floats(0, 10)
ROLES = ("mitglieder", "anwalt", "idealverein", "dienstleister")


def of(*values: float) -> dict[str, float]:
    return dict(zip(ROLES, values, strict=True))


@given(weights, weights)
def test_a_collision_does_not_ask_who_comes_first(one: float, other: float) -> None:
    assert collision(one, other) == collision(other, one)


@given(weights)
def test_a_role_that_is_absent_collides_with_nothing(weight: float) -> None:
    assert collision(0, weight) == 0


@given(weights)
def test_equal_weights_collide_as_hard_as_they_weigh(weight: float) -> None:
    assert collision(weight, weight) == pytest.approx(weight)


@given(weights, weights)
def test_a_collision_lies_between_the_two_weights(one: float, other: float) -> None:
    assert min(one, other) - 1e-9 <= collision(one, other) <= max(one, other) + 1e-9


@given(weights, weights, weights)
def test_more_weight_never_means_less_collision(one: float, more: float, other: float) -> None:
    low, high = sorted((one, more))
    assert collision(low, other) <= collision(high, other)


@given(st.floats(0, 10), st.floats(0, 5))
def test_for_a_given_sum_equal_weights_collide_hardest(total: float, apart: float) -> None:
    half = total / 2
    apart = min(apart, half)
    assert collision(half - apart, half + apart) <= collision(half, half) + 1e-9


@pytest.mark.parametrize("weight", [-0.1, 10.1, float("nan")])
def test_a_weight_out_of_range_is_named(weight: float) -> None:
    with pytest.raises(ValueError, match="zwischen 0 und 10"):
        collision(weight, 5)


def test_two_roles_make_one_pair_three_make_three_and_four_make_six() -> None:
    """What the prediction „rollen-dritte“ says: n(n−1)/2."""
    for active, pairs in ((1, 0), (2, 1), (3, 3), (4, 6)):
        felt = [p for p in collisions(of(*[6.0] * active, *[0.0] * (4 - active))) if p.strength]
        assert len(felt) == pairs


@given(weights, weights, weights, weights)
def test_collisions_come_strongest_first(a: float, b: float, c: float, d: float) -> None:
    strengths = [pair.strength for pair in collisions(of(a, b, c, d))]
    assert strengths == sorted(strengths, reverse=True)
    assert len(strengths) == 6


def test_the_strain_on_a_role_is_the_mean_of_its_collisions() -> None:
    assert strain(of(4, 9, 0, 0), "mitglieder") == pytest.approx(6 / 3)
    assert strain(of(0, 9, 9, 9), "mitglieder") == 0
    assert strain({"allein": 7.0}, "allein") == 0


@pytest.mark.parametrize(
    ("strength", "level"),
    [(0, Level.NONE), (0.1, Level.LOW), (3, Level.LOW), (3.1, Level.NOTICEABLE),
     (6, Level.NOTICEABLE), (6.1, Level.STRONG)],
)  # fmt: skip
def test_levels_begin_where_they_say(strength: float, level: Level) -> None:
    assert Collision(frozenset(ROLES[:2]), strength).level is level


def test_the_four_roles_have_the_logics_of_slide_8() -> None:
    assert [role.logic for role in roles().values()] == [
        "Mitgliedschaftslogik",
        "Einflusslogik",
        "Wertintegrationslogik",
        "Markt- und Effizienzlogik",
    ]


def test_every_pair_of_roles_has_its_tension() -> None:
    assert set(tensions()) == {frozenset(pair) for pair in combinations(roles(), 2)}


def test_profiles_weigh_the_roles_that_there_are() -> None:
    assert profiles()
    for profile in profiles().values():
        assert tuple(profile.weights) == ROLES
        assert all(0 <= weight <= 10 for weight in profile.weights.values())


def test_the_lecture_says_which_logics_collide_hardest_in_the_examples() -> None:
    """Lecture 3, below the widget."""
    for profile, pair in (
        ("ortsverein", {"idealverein", "dienstleister"}),
        ("bundesverband", {"anwalt", "mitglieder"}),
    ):
        assert collisions(profiles()[profile].weights)[0].roles == pair


def test_the_radar_shows_weights_and_strain_and_closes_its_lines() -> None:
    shown = radar(of(4, 9, 0, 0), roles()).to_dict()["data"]
    assert list(shown[0]["r"]) == [4, 9, 0, 0, 4]
    assert list(shown[1]["r"]) == pytest.approx([2, 2, 0, 0, 2])
    assert all(line["theta"][0] == line["theta"][-1] for line in shown)


def test_the_words_beside_the_radar_say_what_it_shows() -> None:
    assert "Anwaltschaft 9 (Spannung 2)" in radar_alt(of(4, 9, 0, 0), roles())
    assert "6 (spürbar)" in collisions_table(of(4, 9, 0, 0), roles(), tensions())


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (of(0, 0, 0, 0), "Keine Rolle zählt."),
        (of(0, 7, 0, 0), "Nur eine Rolle zählt"),
        (of(1, 1, 0, 0), "Keines der 6 Paare"),
        (of(6, 6, 6, 0), "3 von 6 Paaren stoßen"),
        (of(6, 6, 1, 0), "Eines von 6 Paaren stößt"),
        (of(6, 6, 0, 0), "Mitglieder / Anwaltschaft"),
    ],
)
def test_sentences_fit_the_weights(weights: dict[str, float], said: str) -> None:
    assert said in " ".join(in_words(weights, roles(), tensions()))


def test_equal_collisions_are_named_together() -> None:
    assert "Gleich stark sind" in " ".join(in_words(of(6, 6, 6, 0), roles(), tensions()))


def test_moving_a_slider_changes_sentence_table_and_figure() -> None:
    widget = MultipleSelves("betrieb")
    before = widget.sentences.value, widget.table.value, dict(widget.figure.figure)
    widget.sliders["anwalt"].value = 9
    assert widget.weights["anwalt"] == 9
    assert before[0] != widget.sentences.value
    assert before[1] != widget.table.value
    assert widget.figure.figure["data"][0]["r"][1] == 9
    assert "Anwaltschaft 9" in widget.figure.alt


def test_choosing_an_example_sets_all_sliders() -> None:
    widget = MultipleSelves()
    for profile in profiles().values():
        widget.choice.value = profile.key
        assert widget.weights == dict(profile.weights)


def test_reset_returns_to_the_example() -> None:
    widget = MultipleSelves("betrieb")
    widget.sliders["anwalt"].value = 9
    widget.reset.click()
    assert widget.weights == dict(profiles()["betrieb"].weights)


def test_the_numbers_of_the_axis_begin_outside_of_the_surface() -> None:
    axis = radar(of(4, 9, 0, 0), roles()).layout.polar.radialaxis
    assert [*zip(axis.tickvals, axis.ticktext, strict=True)][:3] == [(0, ""), (2, ""), (4, "4")]


def test_what_the_model_assumes_stands_before_what_is_folded() -> None:
    still = MultipleSelves().still()
    assert still.index("Didaktisches Modell") < still.index("Wo stoßen die Logiken")
