"""The picture of one's own town: however many are on it, boxes stand apart and lines run under nobody else's."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from kooperation.institutions.actors_network_view import along
from kooperation.institutions.own_actors import MOST_KNOWN, MOST_OWN, OWN_KEYS, OwnNetwork, Tie
from kooperation.institutions.own_actors_picture_view import (
    BOX,
    WIDTH,
    is_clear,
    own_picture,
    places,
    routed,
)
from kooperation.institutions.own_actors_words import known_actors

MOST = MOST_KNOWN + MOST_OWN
FULL = [*list(known_actors().names)[:MOST_KNOWN], *OWN_KEYS]


def network(count: int) -> OwnNetwork:
    names = {key: known_actors().names.get(key, f"Verein {key}") for key in FULL[:count]}
    return OwnNetwork(
        names=names,
        ties=frozenset(Tie(a, "geld", b) for a, b in combinations(sorted(names), 2)),
    )


@pytest.mark.parametrize("count", range(1, MOST + 1))
def test_boxes_stand_apart_and_within_the_picture(count: int) -> None:
    spots = places(FULL[:count])
    assert len(spots) == count
    for one, other in combinations(spots.values(), 2):
        assert abs(one[0] - other[0]) >= BOX[0] or abs(one[1] - other[1]) >= BOX[1]
    for x, y in spots.values():
        assert BOX[0] / 2 <= x <= WIDTH - BOX[0] / 2
        assert y <= -BOX[1] / 2


@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_no_line_runs_under_the_box_of_somebody_else(count: int) -> None:
    spots = places(FULL[:count])
    ways = routed(network(count).ties, spots, None)
    assert len(ways) == count * (count - 1) / 2
    for pair in ways:
        first = pair[0]
        way = [spots[first.source], *([first.via] if first.via else []), spots[first.target]]
        assert is_clear(way, [spot for key, spot in spots.items() if key not in first.ends])  # type: ignore[arg-type]


def test_a_box_on_the_straight_way_is_noticed() -> None:
    assert not is_clear([(0, 0), (200, 0)], [(100, 10)])
    assert not is_clear([(0, 0), (200, -40)], [(100, -20)])
    assert is_clear([(0, 0), (200, 0)], [(100, BOX[1])])
    assert is_clear([(0, 0), (20, 0)], [(200, 0)])


def test_the_person_stands_at_the_bottom_and_own_actors_just_above() -> None:
    spots = places(["person", "jobcenter", "1", "land"])
    assert sorted(spots, key=lambda key: -spots[key][1]) == ["jobcenter", "land", "1", "person"]


def test_signs_lie_apart_where_a_few_actors_pay_and_advise() -> None:
    """Two rows of two: every sign as wide as its letters, none on another or on a box."""
    spots = places(FULL[:4])
    pairs = routed({Tie(a, "geld", b) for a, b in combinations(FULL[:4], 2)}, spots, None)
    signs = [along([spots[p[0].source], spots[p[0].target]], p[0].at) for p in pairs]
    for one, other in combinations(signs, 2):
        assert abs(one[0] - other[0]) > 7 or abs(one[1] - other[1]) > 17
    for sign, spot in product(signs, spots.values()):
        assert abs(sign[0] - spot[0]) > BOX[0] / 2 or abs(sign[1] - spot[1]) > BOX[1] / 2


def test_the_picture_has_every_line_and_the_chosen_ones_are_strong() -> None:
    few = OwnNetwork(
        names={"jobcenter": "Jobcenter", "land": "Land", "1": "AWO"},
        ties=frozenset({Tie("jobcenter", "geld", "1"), Tie("1", "rat", "jobcenter"), Tie("land", "aufsicht", "1")}),
    )  # fmt: skip
    faint, strong, heads, boxes = own_picture(few, "jobcenter").data
    assert list(boxes.customdata) == ["jobcenter", "land", "1"]
    assert list(strong.x).count(None) == 1  # one line for both relations of the pair
    assert list(faint.x).count(None) == 1
    assert list(heads.x).count(None) == 3  # both ways, and from above
    texts = [note.text for note in own_picture(few, "jobcenter").layout.annotations]
    assert "Geld<br>Rat" in texts
    assert "A" in texts


def test_names_are_divided_cut_and_no_markup() -> None:
    typed = {"1": "<b>$x$</b> **fett** &", "2": "Bundesarbeitsgemeinschaftsgeschäftsstelle", "3": "Suchtberatung"}  # fmt: skip
    notes = own_picture(OwnNetwork(names=typed), None).layout.annotations
    texts = [note.text for note in notes]
    assert not any(set("<>$&*") & set(text.replace("<br>", "")) for text in texts)
    assert "Bundesarbeit-<br>sgemeinschaf…" in texts
    assert "Suchtberatung" in texts
