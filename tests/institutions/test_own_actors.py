"""The actors of one's own town: files are read strictly, nets are what their ties make them, and maps are compared."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.institutions.actors_words import all_relations, kinds
from kooperation.institutions.own_actors import (
    LONGEST,
    MOST_KNOWN,
    OWN_KEYS,
    KnownActors,
    OwnNetwork,
    Tie,
    among,
    compared,
    from_file,
    groups,
    joints,
    partners,
    read,
    tie,
    twice,
    written,
)
from kooperation.institutions.own_actors_view import (
    net_in_words,
    network_table,
    networks_table,
    own_words,
    told_networks,
)
from kooperation.institutions.own_actors_words import known_actors
from kooperation.institutions.own_map import MOST_BYTES
from kooperation.kit.html import Markup

KNOWN = KnownActors(
    {"jc": "Jobcenter", "ja": "Jugendamt", "kom": "kommunaler Träger"}, {"geld": False, "zusammen": True}
)  # fmt: skip
NETWORK = OwnNetwork(
    "Altstadt",
    "Alles läuft über eine Person.",
    {"jc": "Jobcenter", "ja": "Jugendamt", "1": "Verein am Markt"},
    frozenset({Tie("jc", "geld", "1"), tie("jc", "zusammen", "ja", KNOWN)}),
)
PLAIN: dict[str, Any] = json.loads(written(NETWORK))
HOSTILE = "<img src=x onerror=alert(1)>"


def refused(text: str) -> str:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        from_file(text, KNOWN)
    return str(caught.value)


def changed(**entries: Any) -> str:
    return json.dumps({**PLAIN, **entries})


# Files --------------------------------------------------------------------------------------------


def test_what_is_saved_is_what_is_loaded() -> None:
    assert from_file(written(NETWORK), KNOWN) == NETWORK
    assert from_file(written(OwnNetwork()), KNOWN).is_empty
    assert read(NETWORK.plain(), KNOWN) == NETWORK


def test_the_fullest_map_fits_into_a_file() -> None:
    known = known_actors()
    longest = sorted(known.names, key=len)[-MOST_KNOWN:]  # keys, of which ties are made
    names = {key: known.names[key] for key in known.names if key in longest}
    names |= {key: key + "😀" * (LONGEST["name"] - 1) for key in OWN_KEYS}
    ties = (tie(a, kind, b, known) for a, b in product(names, names) if a != b for kind in kinds())
    full = OwnNetwork("😀" * LONGEST["ort"], "😀" * LONGEST["satz"], names, frozenset(ties))
    assert len(written(full).encode()) < MOST_BYTES
    assert from_file(written(full), known) == full


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "nicht mit „Karte sichern“ gemacht"),
        (changed(art="kooperation: eigener Fall"), "„eigener Fall“ statt „eigene Akteurskarte“"),
        (changed(ort="x" * 61), "„ort“ fehlt oder ist länger als 60"),
        (changed(satz=3), "„satz“"),
        (changed(akteure={"jc": 1}), "Liste der Akteure"),
        (changed(akteure=["jc"] * 11), "mehr als 10"),
        (changed(akteure=["jc", "xy"]), "Akteur, den der Kurs nicht kennt: „xy“"),
        (changed(akteure=[["jc"]]), "nicht kennt"),
        (changed(akteure=["jc", "jc", "ja"]), "doppelt darin: „Jobcenter“"),
        (changed(eigene=["a", "b", "c", "d", "e"]), "mehr als 4"),
        (changed(eigene="abc"), "Liste eigener Akteure"),
        (changed(eigene=["x" * 61]), "„name“"),
        (changed(eigene=[None]), "„name“"),
        (changed(eigene=["Verein", " verein "]), "doppelt darin: „verein“"),
        (changed(eigene=["JOBCENTER"]), "doppelt darin: „JOBCENTER“"),
        (changed(eigene=["\u202e "]), "nicht geben kann: „jc geld 1“"),  # an empty name is no actor
        (changed(beziehungen=None), "Liste der Beziehungen"),
        (changed(beziehungen=["jc geld"]), "nicht geben kann"),
        (changed(beziehungen=["jc geld jc"]), "nicht geben kann: „jc geld jc“"),
        (changed(beziehungen=["jc liebe ja"]), "nicht geben kann"),
        (changed(beziehungen=["jc geld kom"]), "nicht geben kann"),  # is not on the map
        (changed(beziehungen=["jc geld 2"]), "nicht geben kann"),
        (changed(beziehungen=[["jc", "geld", "ja"]]), "nicht geben kann"),
    ],
)  # fmt: skip
def test_a_damaged_or_forged_map_is_refused_in_a_sentence(text: str, why: str) -> None:
    assert why in refused(text)


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.sampled_from(["jc", "1", "jc geld 1", "Jobcenter"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from([*NETWORK.plain()]), inner, max_size=5)
        ),
    )
)  # fmt: skip
def test_nothing_else_than_a_refusal_comes_of_any_data(stored: Any) -> None:
    with suppress(ValueError):
        network = read(stored, KNOWN)
        assert read(network.plain(), KNOWN) == network


def test_the_same_name_counts_once_whoever_typed_it() -> None:
    assert twice({"jc": "Jobcenter", "1": "AWO", "2": "a w o", "3": "job center", "4": "Verein"}) == ("2", "3")  # fmt: skip


def test_cooperation_has_no_direction_and_money_has_one() -> None:
    assert tie("jc", "zusammen", "ja", KNOWN) == tie("ja", "zusammen", "jc", KNOWN)
    assert tie("jc", "geld", "ja", KNOWN) != tie("ja", "geld", "jc", KNOWN)


def test_a_tie_of_somebody_who_is_not_on_the_map_is_not_on_it() -> None:
    assert among(NETWORK.ties, ["jc", "ja"]) == {tie("jc", "zusammen", "ja", KNOWN)}


def test_every_relation_of_the_courses_map_can_be_on_ones_own() -> None:
    known = known_actors()
    for relation in all_relations():
        assert {relation.source, relation.target} <= set(known.names)
        assert relation.kind in known.mutual
    assert [key for key in known.mutual if known.mutual[key]] == ["zusammenarbeit"]
    assert len(twice(known.names)) == 0
    assert max(map(len, known.names.values())) <= LONGEST["name"]


# The net ------------------------------------------------------------------------------------------

KEYS = "abcdef"
networks = st.sets(st.sampled_from([*combinations(KEYS, 2)])).map(
    lambda ends: OwnNetwork(
        names={key: key.upper() for key in KEYS},
        ties=frozenset(Tie(one, "geld", other) for one, other in ends),
    )
)


def reached(network: OwnNetwork, without: str = "") -> set[tuple[str, str]]:
    """Return the pairs that a way joins, by Warshall's closure: the definition, and not a search."""
    near = partners(network)
    keys = [key for key in network.names if key != without]
    pairs = {(a, b) for a in keys for b in keys if a == b or b in near[a]}
    for middle, a, b in product(keys, keys, keys):
        if {(a, middle), (middle, b)} <= pairs:
            pairs.add((a, b))
    return pairs


@given(networks)
def test_two_are_in_one_group_if_and_only_if_a_way_joins_them(network: OwnNetwork) -> None:
    found = groups(network)
    assert sorted(key for group in found for key in group) == sorted(network.names)
    pairs = {(a, b) for group in found for a in group for b in group}
    assert pairs == reached(network)


@given(networks)
def test_the_net_tears_at_an_actor_if_and_only_if_two_others_lose_their_only_way(
    network: OwnNetwork,
) -> None:
    for key in network.names:
        before = {pair for pair in reached(network) if key not in pair}
        assert (key in joints(network)) is bool(before - reached(network, without=key))


def test_in_a_star_all_hangs_on_the_middle_and_in_a_ring_on_nobody() -> None:
    names = dict.fromkeys("abcd", "x")
    star = OwnNetwork(names=names, ties=frozenset(Tie("a", "geld", other) for other in "bcd"))
    ring = OwnNetwork(names=names, ties=frozenset(Tie(a, "geld", b) for a, b in ("ab", "bc", "cd", "da")))  # fmt: skip
    assert joints(star) == ("a",)
    assert joints(ring) == ()
    assert len(partners(star)["a"]) == 3


# Comparing ----------------------------------------------------------------------------------------

OTHER = OwnNetwork(
    "Altstadt",
    "",
    {"jc": "Jobcenter", "2": "verein  am markt", "3": "jugendamt", "kom": "kommunaler Träger"},
    frozenset({Tie("2", "geld", "jc"), tie("3", "zusammen", "jc", KNOWN)}),
)


def test_actors_are_the_same_by_name_and_ties_by_kind_ends_and_direction() -> None:
    """The other typed „jugendamt“, which the course has, and lets the club pay, not be paid."""
    found = compared(NETWORK, OTHER, KNOWN)
    assert [one for one, _ in found.actors.both] == ["Jobcenter", "Jugendamt", "Verein am Markt"]
    assert (found.actors.only_mine, found.actors.only_other) == ((), ("kommunaler Träger",))
    assert [one.kind for one, _ in found.ties.both] == ["zusammen"]
    assert found.ties.only_mine == (Tie("Jobcenter", "geld", "Verein am Markt"),)
    assert found.ties.only_other == (Tie("verein  am markt", "geld", "Jobcenter"),)


def test_the_other_way_round_it_is_mirrored_and_a_map_differs_not_from_itself() -> None:
    one, back = compared(NETWORK, OTHER, KNOWN), compared(OTHER, NETWORK, KNOWN)
    assert (one.actors.only_mine, one.ties.only_mine) == (back.actors.only_other, back.ties.only_other)  # fmt: skip
    same = compared(NETWORK, NETWORK, KNOWN)
    assert same.actors.is_all
    assert same.ties.is_all


# In words and tables, with the actors of the records -----------------------------------------------

MINE = OwnNetwork(
    "Altstadt", "",
    {"jobcenter": "Jobcenter", "jugendhilfe": "Jugendamt", "schulen": "Schulen und Hochschulen", "land": "Land", "1": "AWO", "2": "Caritas"},
    frozenset({
        Tie("jobcenter", "geld", "1"), Tie("jobcenter", "zusammenarbeit", "jugendhilfe"),
        Tie("2", "hilfe", "schulen"),
    }),
)  # fmt: skip


def plain(lines: list[Markup]) -> list[str]:
    return [line.striptags() for line in lines]


def test_the_net_in_words_says_who_has_most_who_none_and_where_it_tears() -> None:
    assert plain(net_in_words(MINE)) == [
        "Am meisten Verbindungen: Jobcenter (2).",
        "Die Karte zerfällt in Teile, zwischen denen nichts läuft: Jobcenter, Jugendamt und AWO; Schulen und Hochschulen und Caritas.",
        "Fiele einer davon aus, risse das Netz: Jobcenter.",
        "Noch ohne Verbindung: Land.",
    ]
    assert net_in_words(OwnNetwork(names=MINE.names)) == []


def test_two_maps_in_words_without_a_right_or_wrong() -> None:
    other = OwnNetwork("", "", {"jobcenter": "Jobcenter", "1": "Diakonie"}, frozenset({Tie("1", "geld", "jobcenter")}))  # fmt: skip
    assert plain(told_networks(MINE, other)) == [
        "Auf beiden Karten: Jobcenter.",
        "Nur auf Ihrer Karte: Jugendamt, Schulen und Hochschulen, Land, AWO und Caritas.",
        "Nur auf der anderen Karte: Diakonie.",
        "Beziehungen: 0 auf beiden Karten, 3 nur auf Ihrer, 1 nur auf der anderen.",
        "Falsch ist damit keine: Fragen Sie nach dem Grund.",
    ]
    assert plain(told_networks(MINE, OwnNetwork(names={"1": "x"})))[0] == (
        "Kein Akteur steht auf beiden Karten."
    )
    assert plain(told_networks(MINE, MINE)) == [
        "Beide Karten nennen dieselben Akteure und dieselben Beziehungen."
    ]


def test_the_table_of_both_has_first_what_both_have() -> None:
    other = OwnNetwork(names={"jobcenter": "Jobcenter", "1": "AWO"}, ties=frozenset({Tie("jobcenter", "geld", "1")}))  # fmt: skip
    shown = networks_table(MINE, other)
    rows = [row.split("</tr>")[0] for row in shown.split("<tr>")[2:]]
    marks = [(Markup(row.split("</th>")[0]).striptags(), row.count("✓")) for row in rows]
    assert marks[:3] == [("Jobcenter", 2), ("AWO", 2), ("Jugendamt", 1)]
    assert ("Jobcenter → AWO: Geld", 2) in marks
    assert ("Jobcenter und Jugendamt: Zusammenarbeit", 1) in marks


def test_what_somebody_typed_is_text_in_tables_and_sentences() -> None:
    forged = OwnNetwork(HOSTILE, HOSTILE, {"1": HOSTILE, "2": HOSTILE + "b"}, frozenset({Tie("1", "geld", "2")}))  # fmt: skip
    shown = network_table(forged) + networks_table(MINE, forged)
    shown += Markup("").join([*net_in_words(forged), *told_networks(MINE, forged)])
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert HOSTILE in own_words(forged)  # an attribute, escaped where it is set


def test_the_table_of_no_relation_is_a_sentence() -> None:
    assert "Noch steht keine Beziehung" in network_table(OwnNetwork())
