"""Modes of financing: the records say what the norms say, and the picture says it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import pytest

from kooperation.base.records import load
from kooperation.base.sources import sources
from kooperation.institutions.financing_explorer import Triangle
from kooperation.institutions.financing_view import (
    criteria_table,
    overview_table,
    relations_list,
    triangle,
)
from kooperation.institutions.financing_words import SIDES, FinancingMode, _mode, financing_modes

MODES = financing_modes()


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{NO-BREAK SPACE}", " ")


def test_there_are_the_four_modes_of_slide_7() -> None:
    assert list(MODES) == ["zuwendung", "vereinbarung", "vergabe", "gutschein"]


@pytest.mark.parametrize(
    ("key", "trust", "risk"),
    [
        ("zuwendung", "hoch", "niedrig"),
        ("vereinbarung", "mittel", "mittel"),
        ("vergabe", "gering", "hoch"),
        ("gutschein", "gering", "hoch"),
    ],
)
def test_trust_and_risk_are_read_as_lecture_3_says(key: str, trust: str, risk: str) -> None:
    """A reading of slide 7, called so in the records."""
    assert MODES[key].trust.startswith(trust)
    assert MODES[key].risk.startswith(risk)


@pytest.mark.parametrize(
    ("key", "decider"),
    [
        ("zuwendung", "traeger"),
        ("vereinbarung", "beide"),
        ("vergabe", "traeger"),
        ("gutschein", "person"),
    ],
)
def test_who_decides_differs_by_the_way_of_paying(key: str, decider: str) -> None:
    assert MODES[key].decider == decider


def test_only_the_agreement_has_three_sides_of_their_own() -> None:
    """What lecture 3 says below the widget."""
    whole = [m.key for m in MODES.values() if all(r.line == "fest" for r in m.relations.values())]
    assert whole == ["vereinbarung"]


def test_in_procurement_the_person_does_not_choose() -> None:
    assert MODES["vergabe"].relations["fulfilment"].arrow == "keine"
    assert "zugewiesen" in MODES["vergabe"].choice


def test_the_sources_of_each_mode_resolve() -> None:
    for mode in MODES.values():
        assert mode.sources
        assert set(mode.sources) <= set(sources())


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"decider": "niemand"}, "decider"),
        ({"relations": {}}, "relations"),
    ],
)
def test_a_wrong_record_is_refused(change: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        _mode("zuwendung", {**load("institutions/financing")["zuwendung"], **change})


@pytest.mark.parametrize("mode", MODES.values(), ids=lambda mode: str(mode.key))
def test_the_picture_has_a_name_and_says_all_three_relations(mode: object) -> None:
    assert isinstance(mode, FinancingMode)
    picture = triangle(mode)
    assert picture.count('role="img"') == 2  # wide and tall
    name = unescape(re.findall(r'aria-label="([^"]+)"', picture)[0])
    listed = words(relations_list(mode))
    for side in SIDES:
        assert mode.relations[side].label in name
        assert mode.relations[side].content in listed


def pictures(mode: FinancingMode) -> Sequence[str]:
    """Return the wide and the tall picture."""
    return [str(picture) for picture in triangle(mode).split("</svg>")[:2]]


def test_dashed_lines_and_arrows_follow_the_records() -> None:
    for mode in MODES.values():
        loose = sum(r.line == "locker" for r in mode.relations.values())
        heads = sum({"beide": 2, "hin": 1, "keine": 0}[r.arrow] for r in mode.relations.values())
        for picture in pictures(mode):
            assert picture.count("kooperation-dashed") == loose
            assert picture.count("kooperation-head") == heads


@pytest.mark.parametrize("key", list(MODES))
def test_no_label_is_wider_than_its_place(key: str) -> None:
    """A label beside a side has room for 14 letters a line (about 7.5 units each)."""
    relations = MODES[key].relations
    for side in ("basic", "procurement"):
        assert max(map(len, relations[side].label.split())) <= 14
    assert len(relations["fulfilment"].label) <= 20


def test_who_decides_is_marked_in_the_picture() -> None:
    for key, marks in (("zuwendung", 1), ("vereinbarung", 2), ("vergabe", 1), ("gutschein", 1)):
        for picture in pictures(MODES[key]):
            assert picture.count("kooperation-chosen") == marks
            assert picture.count("entscheidet") == marks


def test_the_table_sets_two_modes_side_by_side() -> None:
    both = words(criteria_table(MODES["vereinbarung"], MODES["vergabe"]))
    assert MODES["vereinbarung"].cooperation in both
    assert MODES["vergabe"].cooperation in both


def test_the_overview_shows_all_modes_and_marks_the_chosen_one() -> None:
    table = overview_table(MODES.values(), "gutschein")
    assert all(mode.title in table for mode in MODES.values())
    assert table.count("(gewählt)") == 1
    assert re.search(r'class="kooperation-chosenrow"><th scope="row">Gutschein', table)


def test_switching_the_mode_changes_picture_relations_and_tables() -> None:
    widget = Triangle("zuwendung")
    seen = set()
    for key in MODES:
        widget.choice.value = key
        assert widget.mode.key == key
        assert MODES[key].summary in words(widget.relations.value)
        assert MODES[key].example in words(widget.table.value)
        seen.add((widget.picture.value, widget.overview.value))
    assert len(seen) == len(MODES)


def test_the_same_mode_is_not_set_beside_itself() -> None:
    widget = Triangle("vergabe")
    widget.other.value = "vergabe"
    assert widget.table.value.count('scope="col"') == 1
    widget.other.value = "gutschein"
    assert widget.table.value.count('scope="col"') == 2


def test_an_unknown_mode_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="Vorhanden sind: zuwendung"):
        Triangle("spende")
