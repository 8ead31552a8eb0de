"""Ansell and Gash's model: its parts, the picture and the words beside it."""

from __future__ import annotations

import re

from kooperation.institutions.governance_explorer import CollaborativeGovernance
from kooperation.institutions.governance_view import cycle_in_words, process_diagram
from kooperation.institutions.governance_words import governance_parts

PARTS = governance_parts()


def test_the_parts_are_those_of_ansell_and_gash() -> None:
    """[ansellgash2008]."""
    assert [part.title for part in PARTS.values()] == [
        "Ausgangslage",
        "Institutionendesign",
        "Förderliche Führung",
        "Kollaborativer Prozess",
        "Ergebnisse",
    ]


def test_the_cycle_has_the_five_steps_in_order() -> None:
    """[ansellgash2008]."""
    said = cycle_in_words()
    steps = (
        "Gespräch",
        "Vertrauen",
        "Selbstverpflichtung",
        "gemeinsames Verständnis",
        "kleine Erfolge",
    )
    assert [said.index(step) for step in steps] == sorted(said.index(step) for step in steps)


def test_the_wide_and_the_tall_picture_have_a_name_and_mark_one_part() -> None:
    for part in PARTS.values():
        _, wide, tall = process_diagram(part.key).split("<svg ")
        for picture in (wide, tall):
            assert 'role="img" aria-label="Modell nach Ansell und Gash' in picture
            assert picture.count("kooperation-chosen") == 1
        assert part.title in wide
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", tall.partition(">")[2]))
        assert part.title in words.replace("- ", "")


def test_choosing_a_part_explains_it() -> None:
    widget = CollaborativeGovernance()
    for part in PARTS.values():
        widget.choice.value = part.key
        assert part.description in widget.text.value
        assert part.example in widget.text.value
        assert widget.picture.value == process_diagram(part.key)
