"""Figures stand beside the year of their data, not of the book; what is computed is computed right."""

from __future__ import annotations

from pathlib import Path

import pytest

from kooperation.institutions.fields_words import fields
from kooperation.practice.prediction_words import predictions

LECTURES = Path(__file__).resolve().parents[2] / "course" / "lectures"
SEAMS, MARKET = "02_oekosystem_und_schnittstellen", "03_gewaehrleistung_und_wohlfahrtsmarkt"


@pytest.mark.parametrize(
    ("lecture", "figure", "year"),
    [
        (SEAMS, "24,8 Milliarden", "2024"),
        (SEAMS, "70 Prozent", "2016"),
        (SEAMS, "353 Jugendberufsagenturen", "2021"),
        (SEAMS, "45 Prozent", "2013"),
        (MARKET, "125\u202f370", "2020"),
        (MARKET, "118\u202f623", "2016"),
    ],
)
def test_a_figure_stands_beside_the_year_of_its_data(lecture: str, figure: str, year: str) -> None:
    """BAGFW-Gesamtstatistik: 31.12.2020 and 1.1.2016; the others as their sources say."""
    (line,) = [
        line
        for line in (LECTURES / f"{lecture}.md").read_text("utf-8").splitlines()
        if figure in line
    ]
    assert year in line


@pytest.mark.parametrize(
    ("field", "figure", "year"),
    [("gesundheit", "70 %", "2016"), ("jugend", "353", "2021"), ("but", "45 %", "2013")],
)
def test_the_map_says_of_which_year_its_figures_are(field: str, figure: str, year: str) -> None:
    finding = fields()[field].finding
    assert figure in finding
    assert year in finding


def test_what_a_rate_brings_in_is_hours_times_rate() -> None:
    said = predictions()["kostendeckung"]
    assert "1000 Stunden" in said.question
    assert "900 Stunden" in said.question
    assert f"900 · 60 = {900 * 60 / 1000:.3f} Euro" in said.explanation
    assert said.options[said.observed] == "Erst 60.000, dann 54.000 Euro"
