"""A case of one's own: files are read strictly, and two maps are compared without a right or wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.institutions.own_case import (
    LONGEST,
    Body,
    Differences,
    Known,
    TypedCase,
    differences,
    from_file,
    read,
    written,
)
from kooperation.institutions.own_case_view import cases_table, own_figure, own_table, told
from kooperation.institutions.own_case_words import known, offers
from kooperation.institutions.own_map import MOST_BYTES, Overlap
from kooperation.kit.html import Markup

KNOWN = Known({"JC": "Jobcenter", "JA": "Jugendamt"}, frozenset("SL"), frozenset({"I1", "I3"}))
JOBCENTER = Body("Jobcenter", "JC", "§ 14 Abs. 2 SGB II; § 15 SGB II")
CLUB = Body("Verein am Markt", "", "Satzung")
CASE = TypedCase("Umzug", "Ein Paar zieht um.", (JOBCENTER, CLUB), "S", frozenset({"I1", "I3"}))
PLAIN: dict[str, Any] = json.loads(written(CASE))
HOSTILE = "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>"


def refused(text: str) -> str:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        from_file(text, KNOWN)
    return str(caught.value)


def changed(**entries: Any) -> str:
    return json.dumps({**PLAIN, **entries})


def test_what_is_saved_is_what_is_loaded() -> None:
    assert from_file(written(CASE), KNOWN) == CASE
    assert from_file(written(TypedCase()), KNOWN).is_empty
    assert read(CASE.plain(), KNOWN) == CASE


def test_the_longest_map_fits_into_a_file() -> None:
    names = [*known().actors.items(), ("", "😀" * LONGEST["name"]), ("", "ä" * LONGEST["name"])]
    bodies = tuple(Body(name, code, "😀" * LONGEST["grundlage"]) for code, name in names)
    text = ("😀" * LONGEST["titel"], "😀" * LONGEST["satz"])
    case = TypedCase(*text, bodies, "S", known().instruments)
    assert len(written(case).encode()) < MOST_BYTES
    assert from_file(written(case), known()) == case


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (changed(titel="x" * 81), "„titel“ fehlt oder ist länger als 80"),
        (changed(titel=None), "„titel“"),
        (changed(satz=["x"]), "„satz“"),
        (changed(stellen={"JC": 1}), "Liste der Stellen"),
        (changed(stellen=[{"name": str(at), "grundlage": ""} for at in range(5)]), "zu lang"),
        (changed(stellen=["JC"]), "keinen Namen"),
        (changed(stellen=[{"name": "\u202e ", "grundlage": ""}]), "keinen Namen"),
        (changed(stellen=[{"name": "x" * 61, "grundlage": ""}]), "„name“"),
        (changed(stellen=[{"name": "x"}]), "„grundlage“"),
        (changed(stellen=[{"stelle": ["JC"], "grundlage": ""}]), "nicht kennt"),
        (changed(stellen=[{"stelle": "XY", "grundlage": ""}]), "Stelle, die der Kurs nicht kennt: „XY“"),
        (changed(stellen=[{"stelle": "JC", "grundlage": ""}] * 2), "doppelt"),
        (changed(stellen=[{"name": at, "grundlage": ""} for at in "abc"]), "mehr als zwei"),
        (changed(typ="Q"), "Typ, den der Kurs nicht kennt: „Q“"),
        (changed(typ=None), "Typ"),
        (changed(typ=["S"]), "Typ"),
        (changed(instrumente="I1"), "Liste der Instrumente"),
        (changed(instrumente=["I1"] * 3), "Liste der Instrumente"),
        (changed(instrumente=["I9"]), "Instrument, das der Kurs nicht kennt: „I9“"),
        (changed(instrumente=[{}]), "nicht kennt"),
    ],
)  # fmt: skip
def test_a_damaged_or_forged_map_is_refused_in_a_sentence(text: str, why: str) -> None:
    assert why in refused(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from([*CASE.plain(), "stelle", "name", "grundlage"]), inner, max_size=5
            )
        ),
    )
)
def test_nothing_else_than_a_refusal_comes_of_any_data(stored: Any) -> None:
    with suppress(ValueError):
        case = read(stored, KNOWN)
        assert read(case.plain(), KNOWN) == case


# Comparing ----------------------------------------------------------------------------------------


def test_a_map_does_not_differ_from_itself_nor_by_spaces_capitals_or_order() -> None:
    same = TypedCase("anders", "", (Body("verein  am markt", "", "SATZUNG"), Body("Jobcenter", "JC", "§15 SGB II ;§ 14 Abs.2 SGB II;")), "S", frozenset({"I3", "I1"}))  # fmt: skip
    assert differences(CASE, CASE).are_none
    assert differences(CASE, same).are_none


def test_each_difference_is_found_and_the_other_way_round_it_is_mirrored() -> None:
    other = TypedCase("", "", (Body("Jobcenter", "JC", "§ 15 SGB II"), Body("Jugendamt", "JA")), "L", frozenset({"I1"}))  # fmt: skip
    assert differences(CASE, other) == Differences(
        bodies=Overlap(((JOBCENTER, other.bodies[0]),), (CLUB,), (other.bodies[1],)),
        bases=((JOBCENTER, other.bodies[0]),),
        problems=("S", "L"),
        instruments=Overlap((("I1", "I1"),), ("I3",), ()),
    )
    back = differences(other, CASE)
    assert (back.bodies.only_mine, back.bodies.only_other) == ((other.bodies[1],), (CLUB,))
    assert back.problems == ("L", "S")
    assert (back.instruments.only_mine, back.instruments.only_other) == ((), ("I3",))


def said(mine: TypedCase, other: TypedCase) -> list[str]:
    return [Markup(line).striptags().replace("\u00a0", " ") for line in told(mine, other)]


def test_differences_are_told_without_a_right_or_wrong() -> None:
    other = TypedCase("", "", (Body("Jobcenter", "JC"), Body("Jugendamt", "JA")), "", frozenset({"I2"}))  # fmt: skip
    assert said(CASE, other) == [
        "Nur auf Ihrer Karte: Verein am Markt.",
        "Nur auf der anderen Karte: Jugendamt.",
        "Grundlage für Jobcenter: bei Ihnen § 14 Abs. 2 SGB II und § 15 SGB II, auf der anderen Karte keine.",
        "Typ: bei Ihnen S Schnittstelle, auf der anderen Karte noch kein Typ.",
        "Nur Sie setzen auf „Informieren, beraten, hinwirken“ und „Im Einzelfall gemeinsam planen“.",
        "Nur die andere Karte setzt auf „Daten übermitteln (mit Rechtsgrundlage oder Einwilligung)“.",
        "Falsch ist damit keine: Fragen Sie nach dem Grund.",
    ]
    assert said(CASE, CASE) == [
        "Beide Karten nennen dieselben Stellen, Grundlagen, denselben Typ und dieselben Instrumente."
    ]


# Seen ---------------------------------------------------------------------------------------------


def test_what_somebody_else_wrote_is_text_in_tables_and_sentences() -> None:
    forged = TypedCase(HOSTILE, HOSTILE, (Body(HOSTILE, "", HOSTILE), Body("Jobcenter", "JC", HOSTILE)))  # fmt: skip
    shown = own_table(forged) + cases_table(CASE, forged) + Markup("").join(told(CASE, forged))
    assert "<img" not in shown
    assert "<a " not in shown
    assert "&lt;img" in shown


def test_in_the_picture_no_sign_of_markup_is_left_and_a_long_name_is_cut() -> None:
    typed = "<b>$x$</b>& " + "Bundesarbeitsgemeinschaft" * 2
    figure = own_figure(TypedCase(bodies=(Body(typed, "", typed), JOBCENTER))).to_dict()
    *lines, left, right = figure["data"]
    assert len(lines) == 3
    for label in (*left["text"], *right["text"]):
        rest = label.replace("<br>", " ")
        assert not set("<>$&") & set(rest), label
        assert max(map(len, label.split("<br>"))) <= 23
    assert left["text"][0].rstrip().endswith("…")


def test_one_basis_of_two_bodies_is_one_place_in_the_picture() -> None:
    case = TypedCase(bodies=(JOBCENTER, Body("Verein", "", "§15 SGB II")))
    *lines, left, right = own_figure(case).to_dict()["data"]
    assert (len(lines), len(left["y"]), len(right["y"])) == (3, 2, 2)
    assert lines[1]["y"][1] == lines[2]["y"][1]


def test_each_body_is_offered_legal_bases_of_the_records() -> None:
    assert offers("JC")["§ 14 Abs. 2 SGB II"] == "Beratung, auch zu Gesundheit"
    assert set(offers("KK")) < set(offers(""))
    assert all(len(basis) <= LONGEST["grundlage"] for basis in offers(""))
    assert [code for code in known().actors if not offers(code)] == []
