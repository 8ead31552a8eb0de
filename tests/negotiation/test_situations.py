"""The situations and modes as records, and the three explorers of lecture 7."""

from __future__ import annotations

import json
import math
import re
from itertools import product
from pathlib import Path

import pytest

from kooperation.games.game_words import games
from kooperation.negotiation.bargaining import DivisibleIssue, nash_solution
from kooperation.negotiation.mode_traits import findings
from kooperation.negotiation.modes import compare_modes
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_words import situations
from kooperation.widgets import CoordinationEffort, DeceptionExplorer, ModeComparison


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def comparison() -> ModeComparison:
    """The comparison, with a mode chosen for the labour market programme."""
    widget = ModeComparison()
    widget.guess.value = "kompromiss"
    return widget


# Records ------------------------------------------------------------------------------------------


def test_there_are_at_least_six_situations_with_norms_and_sources() -> None:
    assert len(situations()) >= 6
    for record in situations().values():
        assert "§" in record.norms
        assert record.sources
        assert all(len(each) == 2 for each in (record.names, record.subjects))


def test_the_labour_market_programme_has_the_worked_examples_numbers() -> None:
    """Formulas 3.4 and 3.5: d = (4, 4), P1 = (8, 3) with −4 for others, P2 = (3, 7)."""
    model = situations()["arbeitsmarktprogramm"].model
    assert model.disagreement == (4, 4)
    assert [(p.first, p.second, p.third) for p in model.projects] == [(8, 3, -4), (3, 7, 0)]


def test_each_mode_is_ahead_somewhere_so_that_there_is_no_ladder() -> None:
    ahead = set()
    for record in situations().values():
        outcomes = compare_modes(record.model, record.start)
        ahead.add(max(outcomes.values(), key=lambda outcome: outcome.joint).mode)
    assert ahead == set(Mode)


def test_the_slides_fifteen_traits_are_those_of_the_model() -> None:
    record = situations()["arbeitsmarktprogramm"]
    found = findings(record.model, record.start)
    for mode, text in modes().items():
        assert [finding.key for finding in found[mode]] == list(text.traits)
    assert sum(len(text.traits) for text in modes().values()) == 15


def test_the_negotiators_dilemma_is_counted_with_the_model() -> None:
    """Formula 3.6: both open κ = 1.6, one κ = 1.2 with four fifths for the other, none κ = 1."""
    game = games()["verhandlungsdilemma"].game

    def shared(growth: float, power: float) -> tuple[float, float]:
        return nash_solution(DivisibleIssue(1, 10 * growth), (0, 0), power)

    assert game.cc == pytest.approx(shared(1.6, 0.5))
    assert game.cd == pytest.approx(shared(1.2, 0.2))
    assert game.dd == pytest.approx(shared(1.0, 0.5))


# The comparison -----------------------------------------------------------------------------------


def test_nothing_is_shown_before_one_has_said_which_mode_fits() -> None:
    widget = ModeComparison()
    assert widget.body.layout.display == "none"
    assert not widget.figure.figure
    widget.guess.value = "problemloesung"
    assert widget.body.layout.display is None
    assert widget.figure.figure["data"]


def test_the_choice_is_kept_for_each_situation(tmp_path: Path, comparison: ModeComparison) -> None:
    saved = json.loads((tmp_path / "lernstand.json").read_text("utf-8"))
    assert "kompromiss" in json.dumps(saved)
    comparison.choice.value = "standort"
    assert comparison.guess.value is None
    assert comparison.body.layout.display == "none"
    comparison.choice.value = "arbeitsmarktprogramm"
    assert comparison.guess.value == "kompromiss"
    assert ModeComparison().guess.value == "kompromiss"


def test_a_broken_record_is_named_and_the_explorer_still_works(tmp_path: Path) -> None:
    (tmp_path / "lernstand.json").write_text("{", "utf-8")
    widget = ModeComparison()
    assert 'role="alert"' in widget.status.value
    widget.guess.value = "kompromiss"
    assert 'role="alert"' in widget.status.value
    assert widget.body.layout.display is None
    assert (tmp_path / "lernstand.json").read_text("utf-8") == "{"


def test_the_package_is_in_the_table(comparison: ModeComparison) -> None:
    text = words(comparison.outcomes.value)
    assert "Agentur 7 (+3) 5 (+1)" in text
    assert "Kommune 6 (+2) 5 (+1)" in text
    assert "ein Paket aus" in words(comparison.slide.value)


def test_without_the_package_power_decides_and_is_marked(comparison: ModeComparison) -> None:
    comparison.controls.packages.value = False
    comparison.controls.power.value = 0.78
    assert "Die Agentur erhält 78 % des gemeinsamen Zugewinns." in words(comparison.slide.value)
    comparison.controls.power.value = 0.5
    assert "des gemeinsamen Zugewinns" not in words(comparison.slide.value)


def test_who_blocks_and_why_is_said(comparison: ModeComparison) -> None:
    comparison.controls.packages.value = comparison.controls.payments.value = False
    text = words(comparison.sentences.value)
    assert "Auch «Vermittlungsoffensive» scheitert" in text
    assert "Die Kommune hätte damit 3 statt 4" in text
    assert "Eine Ausgleichszahlung ist ausgeschlossen." in text
    comparison.controls.payments.value = True
    comparison.controls.friction.value = 0.8
    assert "mit Reibung größer als das, was die Agentur" in words(comparison.sentences.value)


def test_more_power_makes_the_weaker_side_block_problem_solving() -> None:
    widget = ModeComparison("suchtberatung")
    widget.guess.value = "problemloesung"
    assert "blockiert: gegenüber" not in words(widget.sentences.value)
    widget.controls.power.value = 0.9
    assert "Die Beratungsstelle blockiert: gegenüber" in words(widget.sentences.value)


def test_the_plane_shows_what_the_table_says(comparison: ModeComparison) -> None:
    traces = {trace["name"]: trace for trace in comparison.figure.figure["data"]}
    assert (traces["Ausgleich"]["x"], traces["Ausgleich"]["y"]) == ([7], [6])
    assert (traces["Kompromiss"]["x"], traces["Kompromiss"]["y"]) == ([5], [5])
    assert traces["Problemlösung (blockiert)"]["marker"]["symbol"] == "diamond-open"
    assert "Ausgleich: (7; 6)." in comparison.figure.alt


def test_an_excluded_package_cannot_be_allowed(comparison: ModeComparison) -> None:
    comparison.choice.value = "standort"
    comparison.guess.value = "kompromiss"
    assert comparison.controls.packages.layout.display == "none"
    assert comparison.controls.exclusive.layout.display is None


@pytest.mark.parametrize("key", situations())
def test_every_corner_of_every_situation_has_words(key: str) -> None:
    widget = ModeComparison(key)
    widget.guess.value = "interessenausgleich"
    for power, trust, room, friction in product((0.05, 0.95), (0, 1), (0, 1), (0, 0.9)):
        widget.controls.power.value, widget.controls.trust.value = power, trust
        widget.controls.room.value, widget.controls.friction.value = room, friction
        for part in (widget.fit, widget.sentences, widget.outcomes, widget.slide):
            assert part.value
            assert not re.search(r"nan|inf\b|None|\{", words(part.value))
    assert math.isclose(widget.setting.arriving, 0.1)


def test_reset_brings_the_start_back(comparison: ModeComparison) -> None:
    comparison.controls.power.value, comparison.controls.packages.value = 0.9, False
    comparison.controls.reset.click()
    assert comparison.setting == comparison.record.start


def test_an_unknown_situation_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="standort"):
        ModeComparison("rathaus")


def test_a_setting_of_a_record_is_a_setting() -> None:
    assert all(isinstance(record.start, Setting) for record in situations().values())


# Deception and coordination -----------------------------------------------------------------------


def test_the_misreported_loss() -> None:
    widget = DeceptionExplorer()
    assert "zusammen 3" in words(widget.sentences.value)
    widget.said_loss.value = 3
    assert "Mit diesen Angaben 3,5 0,5 2,5 3" in words(widget.table.value)
    widget.said_loss.value = 4.25
    assert "Mit diesen Angaben keine 0 0 0" in words(widget.table.value)
    assert "scheitert, obwohl er beiden genützt hätte" in words(widget.sentences.value)


def test_a_tight_trade_fails_at_the_first_exaggeration() -> None:
    widget = DeceptionExplorer()
    widget.truth.value = "tight"
    assert (widget.said_gain.value, widget.said_loss.value) == (4, 3.5)
    widget.said_loss.value = 4.25
    assert "Zusammen gehen 0,5 verloren" in words(widget.sentences.value)
    widget.friction.value = 0.5
    assert "Auch ehrlich käme" in words(widget.sentences.value)


def test_who_understates_the_loss_does_not_sign_in_the_end() -> None:
    widget = DeceptionExplorer()
    widget.said_loss.value, widget.said_gain.value = 0, 1
    assert "unterschreibt nicht" in words(widget.sentences.value)


def test_honesty_can_be_restored() -> None:
    widget = DeceptionExplorer()
    widget.said_loss.value = 3
    widget.reset.click()
    assert widget.said_loss.value == 1


def test_the_effort_is_counted_before_ones_eyes() -> None:
    widget = CoordinationEffort()
    widget.offices.value = 5
    text = words(widget.table.value)
    assert "5 · 3 · 4 60" in text
    assert "3⁵ 243" in text
    widget.options.value, widget.offices.value = 2, 3
    assert "kostet hier nicht mehr: 8 statt höchstens 12" in words(widget.sentences.value)
