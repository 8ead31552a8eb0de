"""The evolution explorer: mixes, shares over time, survivors, and a small population."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.practice.prediction_words import predictions
from kooperation.repeated.contestants_words import contestants, mixes
from kooperation.repeated.evolution import individuals
from kooperation.repeated.evolution_explorer import TIMES
from kooperation.widgets import EvolutionExplorer


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any), st.integers(2, 200))
def test_individuals_are_as_close_to_the_shares_as_whole_numbers_can_be(
    weights: list[int], population: int
) -> None:
    shares = [weight / sum(weights) for weight in weights]
    counts = individuals(shares, population)
    assert sum(counts) == population
    for share, count in zip(shares, counts, strict=True):
        assert abs(share * population - count) < 1
        assert count == 0 or share > 0


def test_every_mix_names_the_same_known_strategies() -> None:
    fields = {tuple(mix.weights) for mix in mixes().values()}
    assert len(fields) == 1
    assert set(fields.pop()) <= set(contestants())


def test_shares_sum_to_a_hundred_percent_at_all_times() -> None:
    figure = EvolutionExplorer("gleich").figure.figure
    columns = zip(*(line["y"] for line in figure["data"]), strict=True)
    assert [sum(column) for column in columns] == pytest.approx([100] * 61, abs=0.01)


def test_those_who_always_cooperate_fall_prey_to_those_who_never_do() -> None:
    """Always D gets more than always C against everybody: T > R and P > S."""
    widget = EvolutionExplorer("gutglaeubig")
    assert "Bei Zeit 60: <strong>Immer defektieren mit 100" in widget.sentences.value
    assert "Es bewegt sich nichts mehr" in widget.sentences.value


def test_reciprocity_saves_cooperation_after_a_detour() -> None:
    widget = EvolutionExplorer("schutz")
    assert "Unter 1 %: Immer defektieren." in widget.sentences.value
    assert "Es bewegt sich noch: Immer kooperieren bringt gerade mehr" in widget.sentences.value
    assert "hatte zwischendurch bis zu" in widget.sentences.value
    assert "fiel dann auf unter 0,1" in widget.sentences.value  # nobody dies out in this model
    assert "Tit-for-Tat mit" in widget.sentences.value
    assert "Immer kooperieren 70" in widget.figure.alt


def test_the_sliders_show_shares_and_follow_each_other() -> None:
    widget = EvolutionExplorer("gleich")
    assert "16,7" in widget.weights["tit_for_tat"].text
    for key, slider in widget.weights.items():
        slider.value = 10 if key == "tit_for_tat" else 0
    assert "100" in widget.weights["tit_for_tat"].text
    assert "Tit-for-Tat mit 100" in widget.sentences.value


def test_an_empty_mix_is_said_and_the_widget_lives_on() -> None:
    widget = EvolutionExplorer()
    for slider in widget.weights.values():
        slider.value = 0
    assert "mindestens einer Strategie" in widget.sentences.value
    assert widget.figure.hidden
    widget.choice.value = "insel"
    assert not widget.figure.hidden


def test_a_small_population_plays_by_chance_and_the_same_chance_again() -> None:
    widget = EvolutionExplorer("schutz")
    assert widget.small.hidden
    widget.finite.value = True
    population = widget.small.individuals
    assert (
        "Nach 0 Geburten: Immer kooperieren (42), Immer defektieren (6) und Tit-for-Tat (12)."
        in (widget.small.said.value)
    )
    first = population.run
    assert sum(first["start"]) == 60
    counts = list(first["start"])
    for change in filter(None, first["births"]):
        counts[change[0]] += 1
        counts[change[1]] -= 1
    assert max(counts) == sum(counts) == 60
    endings = set()
    for run in range(1, 7):
        widget.small.run.value = run
        reached = {"key": population.run["key"], "birth": len(population.run["births"])}
        population.set_state({"reached": reached})
        assert "in diesem Durchgang durchgesetzt" in population.alt
        endings.add(population.alt.split("„")[1].split("“")[0])
    assert len(endings) > 1
    widget.small.run.value = 1
    assert population.run["births"] == first["births"]
    assert population.birth == 0  # what was reached belongs to another run


@pytest.mark.slow
def test_many_runs_stand_beside_what_is_computed() -> None:
    widget = EvolutionExplorer("gutglaeubig")
    widget.finite.value = True
    assert widget.small.table.value == ""
    widget.small.many.click()
    widget.small.many.click()
    assert "Von 200 Durchgängen gewinnt „Immer defektieren“ die meisten" in (
        widget.small.outcome.value
    )
    assert "berechnet ist die Wahrscheinlichkeit 99,8" in widget.small.outcome.value
    assert "gewinnt von 200" in widget.small.table.value
    widget.until.value = TIMES.index(100)
    assert "gewinnt von 200" in widget.small.table.value
    widget.choice.value = "schutz"
    assert widget.small.table.value == ""
    widget.small.many.click()
    assert "wenn nur zwei Strategien da sind" in widget.small.table.value


def test_three_strategies_can_be_a_triangle_and_other_numbers_are_areas() -> None:
    widget = EvolutionExplorer("schutz", bild="dreieck")
    assert (widget.triangle.hidden, widget.figure.hidden, widget.scale.hidden) == (
        False,
        True,
        True,
    )
    assert "Um die Mischung 39,9" in widget.sentences.value
    assert "läuft es im Kreis" in widget.sentences.value
    assert "Stabil ist: nur Immer defektieren." in widget.sentences.value
    assert "Zentrum" in widget.rests.value
    assert 'aria-label="Anteile der Strategien im Verlauf. Am Anfang: Immer kooperieren 70' in (
        widget.triangle.value
    )
    widget.picture.value = "flaechen"
    assert (widget.triangle.hidden, widget.figure.hidden, widget.scale.hidden) == (
        True,
        False,
        False,
    )
    assert "läuft es im Kreis" not in widget.sentences.value
    widget.picture.value = "dreieck"
    widget.choice.value = "gutglaeubig"
    assert (widget.triangle.hidden, widget.figure.hidden, widget.picture.hidden) == (
        True,
        False,
        True,
    )


def test_the_beginning_is_chosen_in_the_triangle_as_by_the_sliders() -> None:
    widget = EvolutionExplorer("schutz", bild="dreieck")
    widget.triangle.set_state({"chosen": {"shares": [0.1004, 0.5996, 0.3], "count": 1}})
    assert [slider.value for slider in widget.weights.values()] == [10, 60, 30, 0, 0, 0]
    assert "Am Anfang: Immer kooperieren 10" in widget.triangle.value
    assert widget.triangle.start == pytest.approx([0.1, 0.6, 0.3])
    by_sliders = EvolutionExplorer("schutz", bild="dreieck")
    for slider, part in zip(by_sliders.weights.values(), (10, 60, 30), strict=False):
        slider.value = part
    assert widget.sentences.value == by_sliders.sentences.value
    assert widget.triangle.value == by_sliders.triangle.value


def test_the_three_that_are_there_are_meant_and_a_corner_leaves_the_triangle() -> None:
    widget = EvolutionExplorer("gleich", bild="dreieck")
    there = list(widget.weights.values())[1:4]
    for slider in widget.weights.values():
        slider.value = 5 if slider in there else 0
    assert not widget.triangle.hidden
    widget.triangle.set_state({"chosen": {"shares": [0, 1, 0], "count": 1}})
    assert [slider.value for slider in there] == [1, 98, 1]
    assert not widget.triangle.hidden


@pytest.mark.parametrize("shares", [None, "abc", [1], [1, 2], [-1, 1, 1], [None, 1, 1], [0, 0, 0]])
def test_what_is_no_mix_changes_nothing(shares: object) -> None:
    widget = EvolutionExplorer("schutz", bild="dreieck")
    before = [slider.value for slider in widget.weights.values()]
    widget.triangle.set_state({"chosen": {"shares": shares, "count": 1}})
    assert [slider.value for slider in widget.weights.values()] == before


def test_without_errors_a_whole_side_rests() -> None:
    widget = EvolutionExplorer("schutz", bild="dreieck")
    widget.noise.value = 0
    assert "zwischen Immer kooperieren und Tit-for-Tat ruht jede Mischung" in widget.sentences.value
    assert "kooperation-simplex-rests" in widget.triangle.value


def test_on_a_doubling_scale_each_doubling_of_time_has_the_same_room() -> None:
    widget = EvolutionExplorer("schutz")
    even = widget.figure.figure
    widget.scale.value = True
    doubling = widget.figure.figure
    ticks = doubling["layout"]["xaxis"]
    assert list(ticks["ticktext"]) == ["1", "2", "5", "10", "20", "50"]
    assert ticks["tickvals"][3] - ticks["tickvals"][2] == pytest.approx(1)
    first, last = doubling["data"][0]["x"][0], doubling["data"][0]["x"][-1]
    assert (2**first, 2**last) == pytest.approx((1, 60))
    assert doubling["data"][1]["y"][-1] == even["data"][1]["y"][-1]


def test_an_unknown_picture_lists_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"„kreis“.*dreieck"):
        EvolutionExplorer(bild="kreis")


def test_an_unknown_mix_lists_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"„insl“.*insel"):
        EvolutionExplorer("insl")


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (1000, "Unter 1 %: Immer defektieren."),
        (1700, "Immer defektieren mit 6,5"),
        (2500, "Bei Zeit 2500: <strong>Immer defektieren mit 60,5"),
    ],
)
@pytest.mark.slow
def test_who_waits_longer_sees_a_cycle_and_is_told_that_it_goes_on(time: int, said: str) -> None:
    widget = EvolutionExplorer("schutz")
    widget.until.value = TIMES.index(time)
    assert said in widget.sentences.value
    assert "Es bewegt sich noch: " in widget.sentences.value
    assert "Ein Kreislauf: Immer defektieren ist bis dahin " in widget.sentences.value
    assert f"Bei Zeit {time}" in widget.figure.alt


@pytest.mark.slow
def test_the_prediction_of_the_cycle_says_what_the_explorer_shows() -> None:
    """The key is „kreis“, and the shares in its explanation are those at times 60, 1000, 1700 and 2500."""
    record = predictions()["wiederholung-kreislauf"]
    assert record.observed == "kreis"
    widget = EvolutionExplorer("schutz")
    for time, shares in {60: ("43", "57"), 1000: ("73",), 1700: ("6,5",), 2500: ("60,5",)}.items():
        widget.until.value = TIMES.index(time)
        shown = re.findall(r"mit (\d+),(\d)", widget.sentences.value)
        known = {f"{whole},{part}" for whole, part in shown}
        known |= {str(round(float(f"{whole}.{part}"))) for whole, part in shown} | {
            w for w, _ in shown
        }
        for share in shares:
            assert share in known
            assert f"{share} %" in record.explanation + record.question


def test_at_an_error_rate_of_one_half_a_coin_decides_and_all_are_alike() -> None:
    widget = EvolutionExplorer("gleich")
    widget.noise.value = 0.5
    assert widget.noise.value == 0.5
    assert "Es bewegt sich nichts mehr" in widget.sentences.value
    assert widget.sentences.value.count("mit 16,7") == 6


@pytest.mark.slow
def test_of_six_alike_only_the_generous_are_seen_late_and_yet_it_moves() -> None:
    widget = EvolutionExplorer("gleich")
    widget.until.value = TIMES.index(2500)
    assert "Bei Zeit 2500: <strong>Großzügiges Tit-for-Tat (33,3 %) mit 100" in (
        widget.sentences.value
    )
    assert "Es bewegt sich noch: Immer kooperieren" in widget.sentences.value
