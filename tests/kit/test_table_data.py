"""What an explorer shows, as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kooperation import widgets
from kooperation.base.spreadsheet import BEGINS, NUMBER, as_shown
from kooperation.kit.area import Area
from kooperation.kit.html import fill, table, td, th, tr
from kooperation.kit.node import Box
from kooperation.kit.table_data import data_csv, figure_rows, tables
from kooperation.widgets import ForgivenessExplorer, Tournament, TrustThreshold


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_table_has_its_caption_first_and_what_spans_cells_stands_in_the_first_of_them() -> None:
    head = [tr(td(), th("Spieler 2", colspan=2)), tr(td(), th("C"), th("D"))]
    rows = [tr(th("hoch", rowspan=2), td("1"), td("2")), tr(td("3"), td("4"))]
    assert tables(table("Matrix", head, rows)) == [
        [
            ["Matrix"],
            ["", "Spieler 2", ""],
            ["", "C", "D"],
            ["hoch", "1", "2"],
            ["", "3", "4"],
        ]
    ]


@pytest.mark.parametrize(
    ("shown", "cell"),
    [
        ("−0,5", "-0,5"),
        ("33,3\u00a0%", "33,3 %"),
        ("−12", "-12"),
        ("1\u202f234\u202f567,5", "1234567,5"),
        ("=SUMME(A1)", "'=SUMME(A1)"),
        ("-2+3", "'-2+3"),
        ("−cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@x", "'@x"),
        (" \t=1", "'=1"),
        ("Koope\u00adrieren", "Kooperieren"),
    ],
)
def test_a_number_is_one_for_a_german_spreadsheet_and_a_formula_is_text(
    shown: str, cell: str
) -> None:
    assert as_shown(shown) == cell


def test_what_a_learner_typed_is_never_computed() -> None:
    area = Area(table("=1+1", ["Name", "Wert"], [["=cmd()", "1"], [fill("**+3**"), "+3"]]))
    for row in read(data_csv("=A1", Box([area]))):
        for cell in row[1:]:
            assert NUMBER.fullmatch(cell) or not cell.startswith(BEGINS)


def test_a_figure_is_a_row_for_each_point_with_a_decimal_comma() -> None:
    layout = {"xaxis": {"title": {"text": "Zeit"}}, "yaxis": {"title": {"text": "Anteil"}}}
    trace = {"type": "scatter", "name": "TFT", "x": [0, 0.5], "y": [1, -0.125]}
    assert figure_rows({"data": [trace], "layout": layout}) == [
        ["Reihe", "Zeit", "Anteil"], ["TFT", "0", "1"], ["TFT", "0,5", "-0,125"],
    ]  # fmt: skip


def test_a_heat_map_is_a_table_with_its_names() -> None:
    rows = read(data_csv("Turnier", Tournament()))
    (at,) = (k for k, row in enumerate(rows) if row[:4] == ["", "Immer C", "Immer D", "TFT"])
    assert rows[at + 1][:3] == ["Immer C", "2", "0"]  # R against itself, S against Immer D


def test_the_setting_stands_above_and_the_file_begins_as_excel_wants_it() -> None:
    content = data_csv("Verzeihen", ForgivenessExplorer())
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read(content)
    assert rows[0] == ["Verzeihen"]
    assert [
        "Fehlerquote: Wahrscheinlichkeit, dass ein Zug in sein Gegenteil umschlägt",
        "1 %",
    ] in rows
    assert sum(row[:1] == ["bekommt gegen seinesgleichen"] for row in rows) > 20


@pytest.mark.parametrize(
    "name",
    [
        "PublicGood",
        "ExitOptions",
        "ShadowExplorer",
        "LeverWorkshop",
        "ModeComparison",
        "FieldExplorer",
        "MultipleSelves",
        "TrustGame",
        "ActorMap",
        "Triangle",
    ],
)
def test_every_card_can_be_read_as_a_table(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = read(data_csv("Titel", getattr(widgets, name)()))
    assert len(rows) > 3


def test_a_card_without_a_table_still_tells_its_setting_and_what_it_says() -> None:
    rows = read(data_csv("Schwelle", TrustThreshold()))
    assert ["Vertrauen p: Wahrscheinlichkeit, dass die andere Stelle zusagt", "0,5"] in rows
    said = rows[rows.index(["In Sätzen"]) + 1 :]
    assert any("= 0,67" in row[0] for row in said)
