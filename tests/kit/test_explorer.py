"""One update for each change, none while it is quiet, one after several changes at once."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from traitlets import TraitError

from kooperation.kit.area import Area, live, refuse
from kooperation.kit.choice import dropdown, radio
from kooperation.kit.controls import EndNotes, Slider, checkbox, named
from kooperation.kit.explorer import Controls, Explorer
from kooperation.kit.guard import style
from kooperation.kit.html import note
from kooperation.kit.node import Box

PACKAGE = Path(__file__).resolve().parents[2] / "course" / "kooperation"


class Shares(Controls):
    def __init__(self) -> None:
        self.share = Slider("Anteil", 0.2, (0.0, 1.0, 0.1))
        self.follow(self.share)
        super().__init__([self.share])


class Counter(Explorer):
    """Counts how often it draws."""

    def __init__(self) -> None:
        self.drawn: list[float] = []
        self.acted = 0
        self.slider = Slider("Vertrauen", 0.5, (0.0, 1.0, 0.1))
        self.box = checkbox("offen")
        self.shares = Shares()
        self.follow(self.slider, self.shares)
        self.when(self.box, self._act)
        self.update()
        super().__init__(self.slider, self.box, look="quiz")

    def _act(self) -> None:
        self.acted += 1

    def draw(self) -> None:
        self.drawn.append(self.slider.value)


def test_a_change_of_a_control_is_one_update() -> None:
    counter = Counter()
    counter.slider.value = 0.7
    assert counter.drawn == [0.5, 0.7]
    counter.slider.value = 0.7  # as it is
    assert counter.drawn == [0.5, 0.7]


def test_several_changes_in_one_go_are_one_update() -> None:
    counter = Counter()
    with counter.in_one_go():
        counter.slider.value = 0.1
        counter.slider.value = 0.2
        counter.box.value = True
    assert counter.drawn == [0.5, 0.2]
    assert counter.acted == 0
    counter.box.value = False
    assert counter.acted == 1


def test_only_the_outermost_block_updates() -> None:
    counter = Counter()
    with counter.in_one_go():
        with counter.in_one_go():
            counter.slider.value = 0.1
        assert counter.drawn == [0.5]
    with counter.quietly(), counter.in_one_go():
        counter.slider.value = 0.3
    assert counter.drawn == [0.5, 0.1]


def test_after_an_error_in_the_block_it_is_not_quiet_any_more() -> None:
    counter = Counter()

    def fail() -> None:
        with counter.in_one_go():
            counter.slider.value = 0.1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert counter.drawn == [0.5]
    counter.slider.value = 0.2
    assert counter.drawn == [0.5, 0.2]


def test_a_part_is_followed_like_a_slider() -> None:
    counter = Counter()
    counter.shares.share.value = 0.4
    assert len(counter.drawn) == 2
    with counter.shares.quietly():
        counter.shares.share.value = 0.6
    assert len(counter.drawn) == 2


def test_two_explorers_do_not_hear_of_each_other() -> None:
    one, other = Counter(), Counter()
    with one.quietly():
        other.slider.value = 0.9
    assert other.drawn == [0.5, 0.9]
    one.shares.share.value = 0.9
    assert len(other.drawn) == 2


def test_an_explorer_has_its_look() -> None:
    assert Counter().classes == ["kooperation-box", "kooperation-quiz"]


def test_a_slider_says_what_the_person_sees() -> None:
    slider = Slider("T", 0.0, (-2.0, 10.0, 0.1))
    slider.set_state({"value": 0.1 + 0.2})
    assert (slider.value, slider.text) == (0.3, "0,3")
    slider.value = 99
    assert (slider.value, slider.text, slider.at_end) == (10.0, "10", True)
    slider.highest = 4  # a span that shrinks takes the value along
    assert (slider.value, slider.text, slider.at_end) == (4.0, "4", True)


def test_what_is_read_out_can_say_more_than_the_label() -> None:
    slider = Slider("w", 0.5, (0.0, 1.0, 0.1), "Wahrscheinlichkeit w")
    assert slider.name == "Wahrscheinlichkeit w"
    assert named(slider, "anders").name == "anders"
    assert radio([("a", 1)], None, "Welche?").name == "Welche?"


def test_of_a_list_one_is_always_chosen_and_of_buttons_perhaps_none() -> None:
    for make, first in ((dropdown, "a"), (radio, None)):
        choice = make([("A", "a"), ("B", "b")], "b", "Welche?")
        choice.set_state({"index": 0})
        assert choice.value == "a"
        choice.options = [("B", "b"), ("A", "a")]
        assert (choice.value, choice.index, choice.labels) == ("a", 1, ["B", "A"])
        choice.value = "b"
        choice.options = [("A", "a")]
        assert choice.value == first
        with pytest.raises(TraitError):
            choice.value = "c"


def test_who_follows_a_choice_is_told_once() -> None:
    seen: list[Any] = []
    choice = dropdown([("A", "a"), ("B", "b")], "a", "Welche?")
    choice.observe(lambda change: seen.append(change["new"]), "value")
    choice.set_state({"index": 1})
    choice.value = "a"
    assert seen == ["b", "a"]


def test_a_slider_at_its_end_is_told() -> None:
    one, other = (Slider(name, 1.0, (0.0, 2.0, 0.5)) for name in "TR")
    notes = EndNotes("„{name}“ endet bei {value}.", [one, other])
    assert notes.value == ""
    other.value = 2
    assert notes.value == '<p class="kooperation-note">„R“ endet bei 2.</p>'
    one.value = 0
    assert notes.value.count("<p") == 2
    notes.watch([one])
    assert "„R“" not in notes.value


def test_wrong_numbers_leave_nothing_that_belongs_to_other_ones() -> None:
    said, table = live(), Area(note("alt"))
    refuse(ValueError("δ < 1"), said, table)
    assert said.value == '<p class="kooperation-error" role="alert">δ &lt; 1</p>'
    assert table.value == ""
    assert said.live


def test_the_page_gets_the_style_of_every_room_after_that_of_the_kit() -> None:
    sheets = sorted(PACKAGE.glob("*/style.css"))
    assert sheets
    places = {path.parent.name: style().find(path.read_text("utf-8")) for path in sheets}
    assert min(places, key=places.__getitem__) == "kit"
    assert all(place >= 0 for place in places.values())


def own_names(explorer: ast.ClassDef) -> set[str]:
    """Return what a class calls its own: methods, and what it sets on itself."""
    methods = {node.name for node in explorer.body if isinstance(node, ast.FunctionDef)}
    kept = {
        node.attr
        for node in ast.walk(explorer)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return {name for name in methods | kept if not name.startswith("__")}


def explorers() -> list[ast.ClassDef]:
    return [
        node
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and {base.id for base in node.bases if isinstance(base, ast.Name)}
        & {"Controls", "Explorer"}
    ]


@pytest.mark.parametrize("explorer", explorers(), ids=lambda node: str(node.name))
def test_an_explorer_calls_nothing_as_the_library_below_does(explorer: ast.ClassDef) -> None:
    """A method `_compare` of ours was called by a library, and the cell showed a traceback."""
    assert own_names(explorer) & set(dir(Box)) == set()
