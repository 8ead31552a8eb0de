"""Who is who around the SGB II: records, picture, table and widget say the same, and say the law.

Expected values are from the norms named in each test (Rechtsstand as in the records).
"""

from __future__ import annotations

import re
from itertools import combinations, permutations
from math import dist
from typing import Any

import pytest

from kooperation.institutions.actors_network_view import (
    FAINT,
    FEW,
    FRAME,
    LEFT,
    RIGHT,
    STRONG,
    Point,
    along,
    network,
    pairs_of,
    points_of,
)
from kooperation.institutions.actors_view import actor_panel, description, relation_table
from kooperation.institutions.actors_words import (
    Relation,
    _actor,
    _relation,
    absences,
    actors,
    all_relations,
    forms,
    kinds,
    legal_status,
    levels,
    relations,
    statute,
)
from kooperation.practice.prediction_words import predictions
from kooperation.practice.quiz_words import quizzes
from kooperation.widgets import ActorMap

ALL = tuple(kinds())
BOTH = pytest.mark.parametrize("form", ["ge", "zkt"])
EVERYBODY = [(form, key) for form in ("ge", "zkt") for key in actors()[form]]


def joined(form: str, kind: str) -> set[tuple[str, str]]:
    """Return who does this to whom in *form*."""
    return {(r.source, r.target) for r in relations(form, [kind])}


# The law -----------------------------------------------------------------------------------------


def test_in_a_joint_facility_each_side_has_its_own_supervision() -> None:
    """§ 47 Abs. 1 to 3 SGB II: over the agency, over the municipality, and over the assembly."""
    assert joined("ge", "aufsicht") == {
        ("bmas", "ba"),
        ("land", "kommune"),
        ("bmas", "jobcenter"),
    }


def test_a_municipality_on_its_own_is_supervised_by_the_land_alone_and_paid_by_the_federation() -> (
    None
):
    """§§ 48 Abs. 1, 6b Abs. 2 SGB II."""
    assert {who for who, whom in joined("zkt", "aufsicht") if whom == "jobcenter"} == {"land"}
    assert {who for who, whom in joined("zkt", "geld") if whom == "jobcenter"} == {"bmas"}


def test_the_three_bodies_are_made_up_by_different_people() -> None:
    """§§ 18b, 44c, 44d SGB II: committee by Land and ministry, assembly by the two, board by the assembly."""
    made = joined("ge", "besetzung")
    assert {who for who, whom in made if whom == "kooperationsausschuss"} == {"bmas", "land"}
    assert {who for who, whom in made if whom == "traegerversammlung"} == {"agentur", "kommune"}
    assert ("traegerversammlung", "beirat") in made
    assert ("jobcenter", "beirat") in joined("zkt", "besetzung")


def test_the_board_advises_and_decides_nothing() -> None:
    for form in forms():
        own = {r.kind for r in relations(form, actor="beirat") if r.source == "beirat"}
        assert own == {"rat"}


def test_the_three_bodies_rest_on_their_own_sections_and_warn_of_confusion() -> None:
    here = actors()["ge"]
    for key, section in {
        "kooperationsausschuss": "§ 18b SGB II",
        "traegerversammlung": "§ 44c SGB II",
        "beirat": "§ 18d SGB II",
    }.items():
        assert section in here[key].basis
        assert here[key].caution.startswith("Nicht verwechseln")


def test_both_carriers_may_instruct_the_joint_facility_and_nobody_the_other_form() -> None:
    """§ 44b Abs. 3 SGB II; a zkT stands in the federal agency's place (§ 6b Abs. 1)."""
    instructing = {r.source for r in relations("ge") if "§ 44b Abs. 3 Satz 2 SGB II" in r.basis}
    assert instructing == {"ba", "kommune"}
    assert not relations("zkt", actor="ba") or ("ba", "jobcenter") not in joined(
        "zkt", "entscheidung"
    )


def test_the_committee_decides_a_quarrel_about_instructions_for_both_carriers() -> None:
    """§ 44e Abs. 3 SGB II binds both."""
    assert {b for a, b in joined("ge", "entscheidung") if a == "kooperationsausschuss"} == {
        "ba",
        "kommune",
    }


@BOTH
@pytest.mark.parametrize("number", range(1, 8))
def test_each_group_of_section_18_is_a_partner_of_the_jobcenter(form: str, number: int) -> None:
    """Seven groups, named by number."""
    basis = [text for r in relations(form, ["zusammenarbeit"], "jobcenter") for text in r.basis]
    pattern = rf"§ 18 Abs\. 1 Nr\. ({number}\b|2 und {number}\b).* SGB II"
    assert any(re.fullmatch(pattern, text) for text in basis)


def test_a_duty_of_both_sides_rests_on_the_law_of_each() -> None:
    """Closely is the agency's duty alone (§ 9b SGB III); § 81 Nr. 8 SGB VIII binds youth welfare. § 86 SGB X binds the
    providers of the Sozialgesetzbuch, to which the AsylbLG does not belong (§ 12 SGB I).
    """
    together = {frozenset(r.ends): r for r in relations("ge", ["zusammenarbeit"])}
    youth = together[frozenset({"agentur", "jugendhilfe"})]
    assert {"§ 9b SGB III", "§ 81 Nr. 8 SGB VIII"} <= set(youth.basis)
    assert "Die Agentur muss" in youth.says
    others = together[frozenset({"jobcenter", "leistungstraeger"})]
    assert "Leistungsträger des Sozialgesetzbuchs" in others.says


def test_the_shares_of_money_are_those_of_section_46() -> None:
    """§ 46 Abs. 3 and 6 SGB II: 84.8 % of the administration, the rest 15.2 %; at most 74 % of housing."""
    said = " ".join(r.says for r in relations("ge", ["geld"]))
    for share in ("84,8 Prozent", "15,2 Prozent", "74 Prozent"):
        assert share in said
    assert pytest.approx(15.2) == 100 - 84.8


@BOTH
def test_the_federation_bears_the_same_share_of_the_administration_in_both_forms(form: str) -> None:
    """§ 46 Abs. 3 Satz 1 SGB II, for a zkT by § 6b Abs. 2 Satz 2."""
    (paid,) = (r for r in relations(form, ["geld"], "jobcenter") if "84,8 Prozent" in r.says)
    assert "§ 46 Abs. 3 Satz 1 SGB II" in paid.basis
    question = quizzes()["01_warum_kooperation"]["warum-kassen"]
    assert "§ 6b Abs. 2 Satz 2" in question.explanation


def test_what_the_predictions_of_the_lecture_say_is_on_the_map() -> None:
    """§§ 18d, 44b Abs. 3, 48 Abs. 1 SGB II."""
    said = predictions()
    assert said["warum-aufsicht"].observed == "land"
    assert ("land", "jobcenter") in joined("zkt", "aufsicht")
    assert said["warum-weisung"].observed == "kommune"
    assert ("kommune", "jobcenter") in joined("ge", "entscheidung")
    assert said["warum-sitz"].observed == "keines"
    for form in forms():
        assert not [pair for pair in joined(form, "besetzung") if "person" in pair]
    assert said["warum-beirat"].observed == "nein"
    (proposal,) = (r for r in relations("ge", ["besetzung"]) if r.ends == {"freie", "beirat"})
    assert "darf nicht Mitglied sein" in proposal.says


def test_who_is_missing_beside_a_municipality_on_its_own_is_said_with_a_reason() -> None:
    assert set(actors()["ge"]) - set(actors()["zkt"]) == {"kommune", "traegerversammlung"}
    assert set(absences()) == {"kommune", "traegerversammlung"}


# The records -------------------------------------------------------------------------------------


def test_each_reference_names_a_statute_and_its_date() -> None:
    """0.2: SGB II as of 19.07.2026, the other books as of 19.08.2026."""
    found = {text for r in all_relations() for text in r.basis}
    found |= {text for here in actors().values() for a in here.values() for text in a.basis}
    assert len(found) > 40
    for text in found:
        day = "19.07.2026" if statute(text).key == "sgb2" else "19.08.2026"
        assert legal_status(text) == day, text


@pytest.mark.parametrize(
    ("text", "key"),
    [("§ 86 SGB X", "sgb10"), ("§ 4 Abs. 1 SGB XII", "sgb12"), ("Art. 91e GG", "gg")],
)
def test_a_reference_is_read_to_its_end(text: str, key: str) -> None:
    assert statute(text).key == key


@pytest.mark.parametrize("text", ["§ 47 SGB XX", "SGB II", "§ 44b", "Grohs, Foliensatz"])
def test_a_reference_to_no_statute_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="endet auf kein Gesetz"):
        statute(text)


@BOTH
def test_everybody_has_a_role_and_is_joined_to_somebody(form: str) -> None:
    for key, actor in actors()[form].items():
        assert actor.role.endswith("."), key
        assert relations(form, actor=key), key


@BOTH
def test_every_kind_of_relation_occurs_and_has_a_letter_of_its_own(form: str) -> None:
    assert {r.kind for r in relations(form)} == set(kinds())
    assert len({kind.sign for kind in kinds().values()}) == len(kinds())


def test_relations_are_filtered_by_kind_and_actor() -> None:
    found = relations("ge", ["geld", "rat"], "jobcenter")
    assert found
    for relation in found:
        assert relation.kind in ("geld", "rat")
        assert "jobcenter" in relation.ends
    assert relations("ge", []) == ()


RAW = {"name": "X", "label": "X", "level": "ort", "x": 1, "y": 5, "role": "R.",
       "basis": ["§ 6 SGB II"]}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"level": "mars"}, "mars"),
        ({"forms": ["ge"]}, "absent"),
        ({"basis": []}, "Rechtsgrundlage"),
        ({"basis": ["§ 6 SGB XX"]}, "SGB XX"),
        ({"rolle": "R."}, "rolle"),
    ],
)
def test_a_wrong_actor_names_what_is_wrong(change: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        _actor("x", {**RAW, **change})


def test_a_form_may_tell_its_own_story_of_an_actor() -> None:
    by_form = _actor("x", {**RAW, "zkt": {"role": "Anders.", "basis": ["§ 6b SGB II"]}})
    assert (by_form["ge"].role, by_form["zkt"].role) == ("R.", "Anders.")
    assert by_form["zkt"].basis == ("§ 6b SGB II",)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "liebe"}, "liebe"),
        ({"to": "niemand"}, "niemand"),
        ({"to": "traegerversammlung"}, "zkt"),  # which does not exist in that form
        ({"basis": []}, "Rechtsgrundlage"),
    ],
)
def test_a_wrong_relation_names_what_is_wrong(change: dict[str, Any], word: str) -> None:
    raw = {"from": "land", "to": "person", "kind": "rat", "says": "S.", "basis": ["§ 6 SGB II"]}
    assert isinstance(_relation(dict(raw)), Relation)
    with pytest.raises(ValueError, match=word):
        _relation({**raw, **change})


# The picture -------------------------------------------------------------------------------------


@BOTH
def test_boxes_lie_in_their_band_and_do_not_touch(form: str) -> None:
    here = actors()[form].values()
    for actor in here:
        assert levels()[actor.level].bottom < actor.y < levels()[actor.level].top, actor.key
    for one, other in combinations(here, 2):
        assert abs(one.x - other.x) > 0.9 or abs(one.y - other.y) > 0.7, (one.key, other.key)


@BOTH
def test_a_sign_lies_on_no_line_but_its_own(form: str) -> None:
    """In the narrowest picture, 432 px wide: there it would be read as another pair's."""
    here = actors()[form]
    across, high = 432 / (RIGHT - LEFT), FRAME.height / (FRAME.down[1] - FRAME.down[0])

    def pixels(point: Point) -> Point:
        return point[0] * across, point[1] * high

    pairs = pairs_of(relations(form))
    for pair, other in permutations(pairs, 2):
        sign = pixels(along(points_of(pair, here), pair[0].at))
        way = points_of(other, here)
        steps = (pixels(along(way, n / 200)) for n in range(201))
        assert min(dist(sign, step) for step in steps) > 9, (pair[0].ends, other[0].ends)


def test_the_person_is_at_the_bottom_and_the_federation_at_the_top() -> None:
    heights = {key: actor.y for key, actor in actors()["ge"].items()}
    assert min(heights, key=heights.__getitem__) == "person"
    assert max(heights.values()) == heights["bmas"] == heights["ba"]


@pytest.mark.parametrize(("form", "chosen"), EVERYBODY)
def test_the_picture_has_a_named_line_for_each_pair_and_the_chosen_ones_are_strong(
    form: str, chosen: str
) -> None:
    figure = network(form, ALL, chosen)
    faint, strong, _heads, boxes = figure.data
    assert list(boxes.customdata) == list(actors()[form])
    pairs = {r.ends for r in relations(form)}
    own = {r.ends for r in relations(form, actor=chosen)}
    assert list(strong.x).count(None) == len(own)
    assert list(faint.x).count(None) == len(pairs) - len(own)
    texts = [note.text for note in figure.layout.annotations]
    assert len(texts) == len(levels()) + len(pairs) + len(actors()[form])
    for relation in relations(form, actor=chosen):
        kind = kinds()[relation.kind]
        if len(own) <= FEW:
            assert any((kind.tag or kind.name) in text.split("<br>") for text in texts), relation
        else:  # so many words would lie over each other: strong letters
            bold = [text[3:-4].split() for text in texts if text.startswith("<b>")]
            assert any(kind.sign in letters for letters in bold), relation


def test_with_nobody_chosen_all_lines_carry_letters() -> None:
    figure = network("ge", ALL, None)
    letters = {kind.sign for kind in kinds().values()}
    names = [n.text for n in figure.layout.annotations if set(n.text.split()) <= letters]
    assert len(names) == len({r.ends for r in relations("ge")})
    assert list(figure.data[1].x) == []


def test_colours_come_from_the_theme() -> None:
    text = network("ge", ALL, "land").to_json()
    assert FAINT in text
    assert STRONG in text
    assert not re.search(r'"(#[0-9a-fA-F]{3,6}|rgba?\([^)]*\))"', text.split('"template"')[0])


def test_the_alternative_text_counts_what_is_to_be_seen() -> None:
    text = description("ge", ALL, "land")
    assert f"{len(actors()['ge'])} Akteure" in text
    assert "Hervorgehoben: Land (zuständige oberste Landesbehörde) mit 3 Linien." in text
    assert "Hervorgehoben" not in description("zkt", ALL, None)


# The table and the sentences ---------------------------------------------------------------------


@BOTH
def test_the_table_says_every_relation_of_the_picture(form: str) -> None:
    table = relation_table(form, ALL, None)
    assert table.count('<th scope="row">') == len(relations(form))
    for relation in relations(form):
        assert relation.says in table


def test_the_table_of_nothing_is_a_sentence() -> None:
    assert "<table" not in relation_table("ge", [], "land")
    assert "Haken Sie oben weitere Arten an" in relation_table("ge", [], "land")


def test_references_do_not_break_after_the_section_sign() -> None:
    assert "§\N{NO-BREAK SPACE}48 Abs.\N{NO-BREAK SPACE}1" in relation_table("zkt", ALL, "land")


def test_the_panel_says_role_basis_and_date() -> None:
    panel = actor_panel("zkt", "agentur")
    assert "Arbeitsförderung" in panel
    assert "SGB II 19.07.2026, SGB III 19.08.2026" in panel
    assert "Ein Träger" in actor_panel("zkt", None)


# The widget --------------------------------------------------------------------------------------


def test_choosing_an_actor_changes_picture_panel_and_table() -> None:
    shown = ActorMap()
    shown.actor.value = "beirat"
    assert "örtlicher Beirat" in shown.panel.value
    assert "<caption>Beziehungen: örtlicher Beirat" in shown.table.value
    assert "Hervorgehoben: örtlicher Beirat" in shown.figure.alt


def test_a_click_in_the_picture_chooses_as_the_list_does() -> None:
    shown = ActorMap()
    shown.figure.set_state({"clicked": {"value": "person", "count": 1}})
    assert shown.actor.value == "person"
    assert "leistungsberechtigte Person" in shown.panel.value


def test_switching_the_form_keeps_the_actor_and_tells_another_story() -> None:
    shown = ActorMap("ge", "land")
    before = shown.panel.value
    shown.form.value = "zkt"
    assert shown.chosen == "land"
    assert shown.panel.value != before
    assert shown.note.value == ""


def test_an_actor_that_the_other_form_lacks_says_why_and_gives_way_to_the_jobcenter() -> None:
    shown = ActorMap("ge", "traegerversammlung")
    shown.form.value = "zkt"
    assert "Trägerversammlung gibt es beim zkT nicht" in shown.note.value
    assert shown.chosen == "jobcenter"
    shown.actor.value = "land"
    assert shown.note.value == ""


def test_everybody_stays_everybody_when_the_form_changes() -> None:
    shown = ActorMap("ge", "")
    shown.form.value = "zkt"
    assert shown.chosen is None
    assert "zugelassener kommunaler Träger (zkT)" in shown.panel.value


def test_a_kind_that_is_switched_off_is_neither_in_the_picture_nor_in_the_table() -> None:
    shown = ActorMap("ge", "")
    for key, box in shown.kinds.items():
        box.value = key == "aufsicht"
    assert shown.table.value.count('<th scope="row">') == 3
    assert "3 Linien" in shown.figure.alt
    shown.kinds["aufsicht"].value = False
    assert "Haken Sie oben" in shown.table.value


def test_an_unknown_form_or_actor_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"Die Form „arge“ gibt es nicht\..*zkt"):
        ActorMap("arge")
    with pytest.raises(ValueError, match=r"Den Akteur „kommune“ gibt es nicht"):
        ActorMap("zkt", "kommune")
