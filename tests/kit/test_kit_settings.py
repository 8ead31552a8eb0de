"""The setting of an explorer: told as a line of Python, set again, and refused where a hand could not set it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from kooperation import widgets
from kooperation.kit import asking
from kooperation.kit.choice import Choice
from kooperation.kit.controls import Checkbox, Slider
from kooperation.kit.settings import Control, control_values, line, made, named_controls, visible
from kooperation.widgets import (
    CooperationCheck,
    EvolutionExplorer,
    PayoffExplorer,
    Prediction,
    PublicGood,
    Tournament,
    TrustThreshold,
)

CARDS = [
    name
    for name in widgets.__all__
    if name not in ("Ask", "ConceptTest", "FormalCheck", "Practice", "Prediction", "Quiz", "Review")
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def move(control: Control, chance: random.Random) -> None:
    """Move *control* as a hand does."""
    if isinstance(control, Slider):
        steps = round((control.highest - control.lowest) / control.step)
        control.value = control.lowest + control.step * chance.randint(0, steps)
    elif isinstance(control, Checkbox):
        control.value = not control.value
    elif control.options:
        control.index = chance.randrange(len(control.options))


def told_again(explorer: Any) -> Any:
    """Return what the shared line makes."""
    return eval(line(explorer, explorer.at_first), dict(vars(widgets)), {**faces()})


def faces() -> dict[str, Any]:
    return {name: getattr(widgets, name) for name in CARDS}


@pytest.mark.slow
@pytest.mark.parametrize("name", CARDS)
def test_a_line_of_python_brings_back_what_a_hand_has_set(name: str, folder: Path) -> None:
    explorer, chance = getattr(widgets, name)(), random.Random(name)
    for _ in range(3):
        for _ in range(4):
            seen = [
                one
                for one in visible(explorer)
                if isinstance(one, Slider | Choice | Checkbox)
                and one in named_controls(explorer).values()
            ]
            if seen:
                move(chance.choice(seen), chance)
        again = told_again(explorer)
        assert control_values(again) == control_values(explorer)
    if "lernstand.json" in [path.name for path in folder.iterdir()]:
        pytest.fail("a setting was written down as an answer")


@pytest.mark.slow
@pytest.mark.parametrize("name", CARDS)
def test_whatever_is_moved_all_is_drawn_that_follows(name: str) -> None:
    """A control that an explorer forgets to follow does nothing in the kernel, though a twin may draw it."""
    explorer, chance = getattr(widgets, name)(), random.Random(name)
    for control in [
        one for one in visible(explorer) if isinstance(one, Slider | Choice | Checkbox)
    ]:
        move(control, chance)
        shown = explorer.still()
        explorer.update()
        assert explorer.still() == shown, control.label


@pytest.mark.parametrize("name", CARDS)
def test_each_control_that_can_be_seen_has_a_name_or_holds_an_answer(name: str) -> None:
    explorer = getattr(widgets, name)()
    if explorer.away is None:
        return
    known = {id(one) for one in named_controls(explorer).values()}
    unnamed = [
        one.label
        for one in visible(explorer)
        if isinstance(one, Slider | Choice | Checkbox) and id(one) not in known
    ]
    assert not unnamed or explorer.answers


def test_only_what_differs_is_told_unless_other_controls_may_have_followed() -> None:
    threshold = TrustThreshold("hirschjagd")
    assert line(threshold, threshold.at_first) == 'TrustThreshold("hirschjagd")'
    threshold.trust.value = 0.3
    assert line(threshold, threshold.at_first) == 'TrustThreshold("hirschjagd").set(trust=0.3)'
    good = PublicGood(threshold=4)
    good.players.value = 8  # the others' slider goes further now
    told = line(good, good.at_first)
    assert told.startswith("PublicGood(threshold=4).set(players=8, ")
    assert "others=5" in told


def test_a_control_is_called_as_its_attribute_and_where_two_are_by_what_holds_them() -> None:
    names = named_controls(EvolutionExplorer())
    assert {"until", "tit_for_tat", "temptation", "choice", "payoffs_choice"} <= set(names)
    assert {"field_own", "payoffs_own"} <= set(named_controls(Tournament()))


def test_a_function_is_called_by_its_name_and_a_text_cannot_break_out() -> None:
    def meine(eigene: list[str], andere: list[str]) -> str:
        return "C"

    assert made(Tournament(meine)) == "Tournament(meine)"
    explorer = PayoffExplorer()
    explorer.made_with = ('"); import os; ("', 0.5, None), {"x": True}
    assert made(explorer) == "PayoffExplorer('\"); import os; (\"', 0.5, None, x=True)"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"trust": 7}, "geht hier von 0 bis 1; 7 lässt"),
        ({"trust": "0.3"}, "geht hier von 0 bis 1; 0.3 lässt"),
        ({"trust": True}, "geht hier von 0 bis 1; True lässt"),
        ({"trust": float("nan")}, "geht hier von 0 bis 1; nan lässt"),
        ({"trust": {"value": 1}}, "lässt sich nicht einstellen"),
        ({"_line": 1}, "„_line“ gibt es hier nicht"),
        ({"__class__": "x"}, "„__class__“ gibt es hier nicht"),
        ({"draw": 1}, "„draw“ gibt es hier nicht"),
        ({str(at): at for at in range(101)}, "beschädigt"),
        (["trust"], "beschädigt"),
        (None, "beschädigt"),
    ],
)
def test_what_a_hand_could_not_set_is_told_and_changes_nothing(given: Any, said: str) -> None:
    threshold = TrustThreshold()
    before = control_values(threshold)
    wrong = threshold.take_over_setting(given)
    assert said in " ".join(wrong)
    assert control_values(threshold) == before


@pytest.mark.parametrize("choice", ["gibt es nicht", None, 0, 1.5, ["chicken"], {"a": 1}])
def test_a_choice_takes_only_what_it_offers(choice: Any) -> None:
    explorer = PayoffExplorer()
    assert explorer.take_over_setting({"choice": choice})
    assert explorer.choice.value == "gefangenendilemma"


def test_what_can_be_set_is_set_beside_what_cannot() -> None:
    threshold = TrustThreshold()
    assert len(threshold.take_over_setting({"trust": 0.25, "gibtsnicht": 1})) == 1
    assert threshold.trust.value == 0.25
    with pytest.raises(ValueError, match="„gibtsnicht“ gibt es hier nicht"):
        threshold.set(gibtsnicht=1)


def test_an_answer_is_no_setting(folder: Path) -> None:
    check = CooperationCheck()
    key = next(iter(check.choices))
    assert check.take_over_setting({key: 1})
    assert check.choices[key].value is None
    assert not list(folder.iterdir())


def test_a_setting_opens_no_explorer_that_waits_and_is_no_use_of_it() -> None:
    Prediction("dilemma-anreiz")
    explorer = PayoffExplorer("gefangenendilemma").set(temptation=4)
    (question,) = explorer._questions
    assert explorer._line is not None
    assert (explorer._line.waits, question.was_used) == (True, False)
    explorer.four.sliders["temptation"].value = 5
    assert question.was_used
    asking.shown("vorhersage.dilemma-anreiz")


def test_half_a_sign_and_a_number_beyond_all_sliders_are_told_as_text() -> None:
    said = TrustThreshold().take_over_setting({"\ud800": 1, "trust": 10**400, "preset": "\ud800"})
    assert len(said) == 3
    assert " ".join(said).encode()


def test_however_many_sliders_a_link_names_few_pictures_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    explorer = EvolutionExplorer()
    counted: list[EvolutionExplorer] = []
    draw = EvolutionExplorer.draw

    def draw_counted(self: EvolutionExplorer) -> None:
        counted.append(self)
        draw(self)

    monkeypatch.setattr(EvolutionExplorer, "draw", draw_counted)
    moved = dict(control_values(explorer).values)
    for name, one in named_controls(explorer).items():
        if isinstance(one, Slider) and name in moved:
            moved[name] = one.lowest + one.step
    explorer.take_over_setting(moved)
    assert 1 <= len(counted) <= 4
