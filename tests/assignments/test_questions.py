"""Answering an assignment: what a control shows and what stands in the sheet are always the same."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from handing_in import Submission, hand_in
from kooperation.assignments import (
    Item,
    Kind,
    Question,
    Table,
    Task,
    draw,
    open_task,
    read_answer,
    slugs,
)
from kooperation.assignments.formal_check import report_rows
from kooperation.assignments.kinds.shared.control import Answering
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError, read_answers
from kooperation.base.words import Words
from kooperation.institutions.cases_words import Basis
from kooperation.kit.area import Area
from kooperation.kit.node import Node
from kooperation.widgets import Ask, FormalCheck

WORDS = Words("assignments.assignment")
OPTIONS = {"zuwendung": "Zuwendung", "vergabe": "Vergabe (Einkauf)", "gutschein": "Gutschein"}
PARTS = {"a": "Fall a", "b": "Fall b"}
DILEMMA = draw("dilemma", 17).questions


def asked(kind: Kind, parts: dict[str, str] = PARTS, **given: Any) -> Question:
    """Return a question of *kind* whose parts ask something in words."""
    items = {part: Item(f"ding_{part}", text=f"Was ist {part}?") for part in parts}
    return Question("frage", "Eine Frage", kind, parts, **{"items": items, **given})


def case(name: str, *bases: Basis) -> Item:
    return Item(name, text="Es begann im Mai.", title=name, bases={b.key: b for b in bases})


CHOICE = asked(Kind.CHOICE, options=OPTIONS)
SEVERAL = asked(Kind.SEVERAL, options=OPTIONS)
NUMBER = asked(Kind.NUMBER, minimum=-100, maximum=100)
PLACE = asked(Kind.PLACE)
FORM = asked(
    Kind.FORM,
    {"ziel": "Ziel", "frist": "Frist"},
    items={
        "ziel": Item("ziel", "Wozu?", "Ziel", words=(3, 6)),
        "frist": Item("frist", "Bis wann?"),
    },
)
REHA = Basis("sgb9-9", "§ 9 Abs. 4 SGB IX", "Bedarf erkennen")
ADVICE = Basis("sgb2-17", "§ 17 Abs. 2 SGB II", "Vereinbarung")
CASES = {"a": case("Frau K.", REHA, ADVICE), "b": case("Herr B.", ADVICE)}
MAP = asked(Kind.MAP, items=CASES)


# The seven kinds of control, each answered as a browser would report it ---------------------------


def choose(control: Any) -> None:
    control.choices["b"].set_state({"index": 2})


def press(control: Any) -> None:
    for chosen in (["gutschein"], ["gutschein", "zuwendung"]):
        control.groups["a"].set_state({"chosen": chosen})


def type_number(control: Any) -> None:
    control.fields["a"].set_state({"value": "3,5"})


def type_text(control: Any) -> None:
    control.fields["ziel"].set_state({"value": "Größere Züge\nüben, „ß“ und 🙂"})


def mark(control: Any) -> None:
    control.tables.set_state({"marks": {"e": ["CD"]}})


def place(control: Any) -> None:
    control.grid.set_state({"chosen": {"x": 2, "y": 5, "count": 1}})


def draw_map(control: Any) -> None:
    groups = control.controls.groups
    groups["actors"].set_state({"chosen": ["JC", "BER"]})
    groups["bases"].set_state({"chosen": ["JC:sgb9-9"]})
    groups["problem"].set_state({"chosen": ["S"]})


@dataclass(frozen=True)
class Way:
    """A kind of control: its question, an answer by hand, and how that stands in the sheet.

    *typed* is a line of Python that means the same, *shown* what the control says to it.
    """

    question: Question
    by_hand: Callable[[Any], None]
    stored: Any
    typed: Any
    shown: Callable[[Any], Any]


WAYS = {
    "choice": Way(
        CHOICE,
        choose,
        {"b": "vergabe"},
        {"B": "Vergabe (Einkauf)"},
        lambda control: {part: choice.value for part, choice in control.choices.items()},
    ),
    "several": Way(
        SEVERAL,
        press,
        {"a": ["gutschein", "zuwendung"]},
        {"a": ["Gutschein", "ZUWENDUNG"]},
        lambda control: {part: list(group.chosen) for part, group in control.groups.items()},
    ),
    "number": Way(
        NUMBER,
        type_number,
        {"a": "3,5"},
        {"a": 3.5},
        lambda control: {part: field.value for part, field in control.fields.items()},
    ),
    "form": Way(
        FORM,
        type_text,
        {"ziel": "Größere Züge\nüben, „ß“ und 🙂"},
        {"Ziel": "Größere Züge\nüben, „ß“ und 🙂"},
        lambda control: {part: field.value for part, field in control.fields.items()},
    ),
    "marks": Way(
        DILEMMA["pareto"],
        mark,
        {"e": ["CD"]},
        ["CD"],
        lambda control: {part: keys for part, keys in control.tables.marks.items() if keys},
    ),
    "place": Way(
        PLACE,
        place,
        {"a": [2, 5]},
        {"a": (2, 5)},
        lambda control: {token["key"]: (token["x"], token["y"]) for token in control.grid.tokens},
    ),
    "map": Way(
        MAP,
        draw_map,
        {
            "a": {
                "stellen": ["BER", "JC"],
                "typ": ["S"],
                "instrumente": [],
                "grundlagen": {"JC": ["sgb9-9"]},
            }
        },
        {
            "a": {
                "stellen": ["Beratungsstelle"],
                "typ": "Schnittstelle",
                "grundlagen": {"Jobcenter": "§ 9 Abs. 4 SGB IX"},
            }
        },
        lambda control: control.controls.answer,
    ),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))


@pytest.fixture(autouse=True)
def _working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "probe"
    folder.mkdir()
    return folder / "probe.answers.json"


def ask(sheet: AnswerSheet, question: Question) -> Any:
    return Ask(sheet, Task("probe", 17, {question.slug: question}), question.slug)


def parts_of(widget: Node) -> Iterator[Node]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts_of(child)


def html(widget: Node) -> str:
    """Return all that *widget* has the browser read as HTML."""
    return "\n".join(part.value for part in parts_of(widget) if isinstance(part, Area))


def words(markup: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.split())


def count_of(control: Answering) -> str:
    return words(control.status.value)


# Keeping ------------------------------------------------------------------------------------------


def test_there_is_a_way_for_each_kind_that_is_answered_in_the_sheet() -> None:
    assert {way.question.kind for way in WAYS.values()} == {
        kind for kind in Kind if Question("x", "X", kind).in_sheet
    }


@every_way
def test_an_answer_by_hand_is_on_disk_at_once_and_a_new_control_shows_it(
    way: Way, path: Path
) -> None:
    control = ask(AnswerSheet(path), way.question)
    assert count_of(control) == WORDS["open"]
    way.by_hand(control)
    saved = WORDS["saved"].format(count=1, total=len(way.question.parts))
    assert read_answers(path)["answers"] == {way.question.slug: way.stored}
    assert count_of(control).startswith(saved)

    again = ask(AnswerSheet(path), way.question)
    assert way.shown(again) == way.shown(control)
    assert count_of(again) == count_of(control)


@every_way
def test_a_typed_line_shows_in_the_control_like_the_answer_by_hand(way: Way, path: Path) -> None:
    by_hand = ask(AnswerSheet(path.with_name("hand.answers.json")), way.question)
    way.by_hand(by_hand)
    sheet = AnswerSheet(path)
    control = ask(sheet, way.question)
    empty = way.shown(control)
    assert empty != way.shown(by_hand)

    sheet[way.question.slug] = way.typed
    assert way.shown(control) == way.shown(by_hand)
    assert count_of(control) == count_of(by_hand)
    assert words(html(control)) == words(html(by_hand))
    del sheet[way.question.slug]
    assert way.shown(control) == empty
    assert count_of(control) == WORDS["open"]


@every_way
def test_a_typed_line_stays_in_the_sheet_as_it_was_typed(way: Way, path: Path) -> None:
    sheet = AnswerSheet(path)
    ask(sheet, way.question)
    AnswerSheet(path.with_name("bare.answers.json"))["frage"] = way.typed  # no control there
    sheet[way.question.slug] = way.typed
    bare = read_answers(path.with_name("bare.answers.json"))["answers"]["frage"]
    assert read_answers(path)["answers"] == {way.question.slug: bare}


@pytest.mark.parametrize(
    ("question", "typed", "shown"),
    [
        (asked(Kind.CHOICE, {"a": "Fall a"}, options=OPTIONS), "Gutschein", {"a": "gutschein"}),
        (asked(Kind.SEVERAL, {"a": "Fall a"}, options=OPTIONS), ["vergabe"], {"a": ["vergabe"]}),
        (asked(Kind.NUMBER, {"a": "Fall a"}), "1/2", {"a": "1/2"}),
        (asked(Kind.NUMBER, {"a": "Fall a"}), 0.5, {"a": "0,5"}),
        (asked(Kind.PLACE, {"a": "Fall a"}), [2, 4], {"a": (2, 4)}),
        (asked(Kind.FORM, {"ziel": "Ziel"}), "mehr davon", {"ziel": "mehr davon"}),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Question) else "",
)
def test_where_there_is_one_part_its_answer_may_stand_alone(
    question: Question, typed: Any, shown: Any, path: Path
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, question)
    sheet["frage"] = typed
    assert WAYS[question.kind].shown(control) == shown
    assert count_of(control) == WORDS["saved"].format(count=1, total=1)


def test_a_single_map_may_stand_alone_too(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, asked(Kind.MAP, {"a": "Fall a"}, items={"a": CASES["a"]}))
    sheet["frage"] = {"stellen": ["JC"]}
    assert control.controls.answer.actors == {"JC"}


@every_way
def test_an_answer_that_nobody_can_read_is_left_in_the_sheet_and_not_shown(
    way: Way, path: Path
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, way.question)
    empty = way.shown(control)
    for strange in ({"z": 1}, {"a": {"b": []}, "e": 3, "ziel": [1]}):
        sheet[way.question.slug] = strange
        assert way.shown(control) == empty
        assert sheet[way.question.slug] == strange
        assert count_of(control).startswith(WORDS["open"])


@every_way
def test_opening_alone_writes_nothing(way: Way, path: Path) -> None:
    sheet = AnswerSheet(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    ask(sheet, way.question)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    sheet[way.question.slug] = way.typed
    before = path.read_bytes(), path.stat().st_mtime_ns
    ask(AnswerSheet(path), way.question)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@every_way
def test_nothing_is_written_while_nbgrader_executes(
    way: Way, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AnswerSheet(path)["andere"] = "vom Lernenden"
    before = path.read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    control = ask(AnswerSheet(path), way.question)
    empty = way.shown(control)
    way.by_hand(control)
    assert way.shown(control) != empty
    assert path.read_bytes() == before


@every_way
def test_a_full_disk_is_told_in_german_and_loses_nothing(
    way: Way, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = AnswerSheet(path)
    sheet["andere"] = "da"
    control = ask(sheet, way.question)
    before = path.read_bytes()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        way.by_hand(control)
        assert 'role="alert"' in control.status.value
        assert "Prüfen Sie, ob noch Speicherplatz frei ist" in count_of(control)
        assert path.read_bytes() == before
        assert dict(sheet) == {"andere": "da"}
    sheet[way.question.slug] = way.typed  # there is room again
    assert count_of(control).startswith("Gespeichert: 1")


@every_way
def test_what_could_not_be_written_is_as_soon_as_another_answer_can(
    way: Way, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, way.question)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        way.by_hand(control)
    assert way.question.slug not in sheet
    sheet["andere"] = "da"  # there is room again
    assert way.question.slug in AnswerSheet(path)
    assert count_of(control).startswith("Gespeichert: 1")


@every_way
def test_a_folder_that_cannot_be_written_is_told_and_the_answer_is_kept_once_it_can(
    way: Way, path: Path
) -> None:
    control = ask(AnswerSheet(path), way.question)
    away = path.parent.rename(path.parent.with_name("weg"))
    way.by_hand(control)
    assert "ob Sie in diesem Ordner schreiben dürfen" in count_of(control)
    assert read_answers(away / path.name)["answers"] == {}

    away.rename(path.parent)
    way.by_hand(ask(AnswerSheet(path), way.question))
    assert read_answers(path)["answers"] == {way.question.slug: way.stored}


def test_an_answer_made_while_the_disk_was_full_is_written_with_the_next_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, FORM)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        control.fields["ziel"].value = "lange überlegt"
    sheet["andere"] = "da"  # another question is answered meanwhile
    assert control.fields["ziel"].value == "lange überlegt"
    assert count_of(control).startswith("Gespeichert: 1")
    control.fields["frist"].value = "im Mai 2027"
    assert read_answers(path)["answers"]["frage"] == {
        "ziel": "lange überlegt",
        "frist": "im Mai 2027",
    }


def test_two_windows_that_answer_parts_of_one_question_lose_none_of_them(path: Path) -> None:
    first, second = (ask(AnswerSheet(path), FORM) for _ in range(2))  # two kernels
    first.fields["ziel"].set_state({"value": "mehr Züge fahren"})
    second.fields["frist"].set_state({"value": "im Mai 2027"})
    both = {"ziel": "mehr Züge fahren", "frist": "im Mai 2027"}
    assert read_answers(path)["answers"] == {"frage": both}
    assert second.fields["ziel"].value == "mehr Züge fahren"  # what the other wrote is shown
    first.fields["ziel"].set_state({"value": ""})  # and what was shown can be taken back
    assert read_answers(path)["answers"] == {"frage": {"frist": "im Mai 2027"}}


def test_a_control_shows_what_another_window_answered_as_soon_as_it_is_read(path: Path) -> None:
    """Otherwise it would take it for empty, and write that."""
    here = AnswerSheet(path)
    control = ask(here, FORM)
    AnswerSheet(path)["frage"] = {"ziel": "mehr Züge fahren"}
    here["andere"] = "da"
    assert control.fields["ziel"].value == "mehr Züge fahren"
    control.fields["frist"].set_state({"value": "bald"})
    assert read_answers(path)["answers"]["frage"] == {"ziel": "mehr Züge fahren", "frist": "bald"}


def test_a_field_says_saved_only_of_what_is_in_the_file(path: Path) -> None:
    control = ask(AnswerSheet(path), FORM)
    field = control.fields["ziel"]
    field.set_state({"value": "mehr Züge", "is_open": True})
    assert (field.saved, read_answers(path)["answers"]) == (
        "mehr Züge",
        {"frage": {"ziel": "mehr Züge"}},
    )
    path.rename(path.with_name("weg"))
    path.mkdir()
    field.set_state({"value": "mehr Züge und Busse", "is_open": True})
    assert field.saved == "mehr Züge"
    assert field.value == "mehr Züge und Busse"
    assert "lässt sich nicht lesen" in count_of(control)


def test_half_a_number_is_no_fault_before_the_field_is_left(path: Path) -> None:
    control = ask(AnswerSheet(path), WAYS["number"].question)
    field, said = control.fields["a"], control.notes["a"]
    field.set_state({"value": "1/", "is_open": True})
    assert read_answers(path)["answers"] == {"frage": {"a": "1/"}}
    assert "keine Zahl" not in said.value
    assert "nicht als Zahl" not in said.value
    field.set_state({"is_open": False})
    assert "„1/“" in said.value


def test_what_is_taken_back_is_open_again(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, CHOICE)
    choose(control)
    control.choices["b"].set_state({"index": 0})
    assert read_answers(path)["answers"] == {"frage": {}}
    assert count_of(control) == WORDS["open"]
    assert read_answer(CHOICE, sheet["frage"]).answered == 0


def test_each_question_follows_its_own_answer_only(path: Path) -> None:
    sheet = AnswerSheet(path)
    first, second = ask(sheet, CHOICE), ask(sheet, replace(CHOICE, slug="zweite"))
    choose(first)
    assert {choice.value for choice in second.choices.values()} == {""}
    assert count_of(second) == WORDS["open"]


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        (CHOICE, {"a": "Los"}, "Fall a: „Los“ ist keine der möglichen Antworten."),
        (CHOICE, {"a": ["vergabe", "gutschein"]}, "Fall a: nur eine Antwort ist möglich."),
        (CHOICE, {"z": "vergabe"}, "Den Teil „z“ gibt es nicht; es gibt „a“, „b“."),
        (SEVERAL, {"b": ["<b>"]}, "Fall b: „<b>“ ist keine der möglichen Antworten."),
        (NUMBER, "3,5", 'Die Antwort braucht die Form {"a": …, "b": …}.'),
        (PLACE, {"a": [0, 9]}, "Fall a: „[0, 9]“ ist kein Platz"),
        (MAP, {"a": {"stellen": ["JC"]}}, "Fall a: es fehlen Rechtsgrundlagen."),
        (FORM, {"wunsch": "mehr"}, "Den Teil „wunsch“ gibt es nicht; es gibt „ziel“, „frist“."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_below_the_control(
    question: Question, typed: Any, said: str, path: Path
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, question)
    sheet["frage"] = typed
    assert said in count_of(control)
    assert "<b>" not in control.status.value
    del sheet["frage"]
    assert count_of(control) == WORDS["open"]


def test_what_stands_beside_a_field_is_not_said_again_below(path: Path) -> None:
    sheet = AnswerSheet(path)
    number, form = ask(sheet, NUMBER), ask(sheet, replace(FORM, slug="texte"))
    sheet["frage"] = {"a": "abc"}
    sheet["texte"] = {"ziel": "kurz"}
    assert count_of(number) == WORDS["open"]
    assert count_of(form) == WORDS["saved"].format(count=1, total=2)


# Numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3,5", "gelesen als 3,5"),
        ("50 %", "gelesen als 0,5"),
        ("½", "gelesen als 0,5"),
        ("1 1/2", "gelesen als 1,5"),
        ("−4", "gelesen als −4"),
        ("2/3", "gelesen als 0,6667"),
        ("2.500", "„2.500“ kann zweierlei heißen. Schreiben Sie 2500 oder 2,500."),
        ("abc", "„abc“ lässt sich nicht als Zahl lesen."),
        ("1/0", "Durch null lässt sich nicht teilen."),
        ("100,5", "Gefragt ist eine Zahl bis 100."),
        ("<b>5</b>", "„<b>5</b>“ lässt sich nicht als Zahl lesen."),
    ],
)
def test_beside_the_field_stands_how_a_number_was_read_or_why_not(
    typed: str, said: str, path: Path
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, NUMBER)
    control.fields["b"].value = typed
    assert sheet["frage"] == {"b": typed}
    assert control.fields["b"].value == typed
    assert said in words(control.notes["b"].value)
    assert words(control.notes["a"].value) == ""
    again = ask(AnswerSheet(path), NUMBER)
    assert again.fields["b"].value == typed
    assert again.notes["b"].value == control.notes["b"].value


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        (3, "3", "gelesen als 3"),
        (-26.266, "\N{MINUS SIGN}26,266", "gelesen als −26,266"),
        (0.1 + 0.2, "0,30000000000000004", "gelesen als 0,3"),
        (-1.5, "\N{MINUS SIGN}1,5", "gelesen als −1,5"),
        (1e-7, "0,0000001", "gelesen als 0"),
        (500, "500", "Gefragt ist eine Zahl bis 100."),
        (True, "", "„True“ ist keine Zahl."),
        ([1], "", "„[1]“ ist keine Zahl."),
        (10**400, "", "ist zu lang für eine Zahl."),
    ],
)
def test_a_number_of_pythons_is_shown_as_one_would_type_it(
    typed: Any, field: str, said: str, path: Path
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, NUMBER)
    sheet["frage"] = {"a": typed}
    assert control.fields["a"].value == field
    assert said in words(control.notes["a"].value)


@pytest.mark.parametrize("value", [1 / 3, 0.1, 1e-7, -12.25, 99, 2 / 7])
def test_a_number_of_pythons_means_the_same_after_another_field_was_filled(
    value: float, path: Path
) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, NUMBER)
    sheet["frage"] = {"a": value}
    control.fields["b"].value = "7"
    read = read_answer(NUMBER, sheet["frage"]).answer
    assert float(read["a"]) == value
    assert read["b"] == 7


def test_where_a_share_is_asked_for_it_is_said_in_per_cent_too(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = Ask(sheet, draw("einstieg", 17), "zeile")
    assert isinstance(control, Answering)
    for typed in ("0,48", "12/25", "48 %"):
        sheet["zeile"] = typed
        assert "gelesen als 0,48 (48 %)" in words(html(control))


def test_a_field_is_told_its_unit(path: Path) -> None:
    """Where it then stands: tests/kit/test_typed_field.py."""
    control = ask(
        AnswerSheet(path), asked(Kind.NUMBER, items={p: Item(p, unit="Runden") for p in PARTS})
    )
    assert [field.unit for field in control.fields.values()] == ["Runden", "Runden"]


# Texts in fields ----------------------------------------------------------------------------------


def test_a_field_says_how_many_words_are_wanted_and_there(path: Path) -> None:
    control = ask(AnswerSheet(path), FORM)
    assert words(control.notes["ziel"].value) == "Wörter: 0, gefragt sind 3 bis 6."
    assert words(control.notes["frist"].value) == "Wörter: 0"
    control.fields["ziel"].value = "mehr  Zeit\nfür alle"
    assert words(control.notes["ziel"].value) == "Wörter: 4, gefragt sind 3 bis 6."


@pytest.mark.parametrize(
    "text",
    ["Größe, Maß, Fuß", "erste Zeile\nzweite Zeile\n", "  eingerückt ", "„ja“ – 5 % 🙂", "a\tb"],
)
def test_umlauts_line_breaks_and_spaces_stay_as_they_were_typed(text: str, path: Path) -> None:
    ask(AnswerSheet(path), FORM).fields["ziel"].value = text
    assert json.loads(path.read_text("utf-8"))["answers"]["frage"]["ziel"] == text
    assert ask(AnswerSheet(path), FORM).fields["ziel"].value == text


def test_a_space_before_the_first_word_is_not_taken_away_while_one_types(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, FORM)
    control.fields["ziel"].set_state({"value": " "})
    assert control.fields["ziel"].value == " "
    assert count_of(control) == WORDS["open"]
    control.fields["ziel"].set_state({"value": " a"})
    assert sheet["frage"] == {"ziel": " a"}


# Grid and map -------------------------------------------------------------------------------------


def test_another_part_on_the_grid_keeps_the_places_of_the_others(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, PLACE)
    place(control)
    control.choice.value = "b"
    assert control.grid.current == "b"
    assert "Was ist b?" in control.story.value
    control.grid.set_state({"chosen": {"x": 5, "y": 1, "count": 2}})
    assert sheet["frage"] == {"a": [2, 5], "b": [5, 1]}
    control.choice.value = "a"
    control.grid.set_state({"chosen": {"x": 3, "y": 5, "count": 3}})
    assert sheet["frage"] == {"a": [3, 5], "b": [5, 1]}
    assert "Fall b: gesetzt:" in words(control.places.value)


@pytest.mark.parametrize("chosen", [{}, {"x": 0, "y": 3}, {"x": 6, "y": 3}, {"x": "2", "y": 3}])
def test_a_place_beside_the_grid_is_no_answer(chosen: dict[str, Any], path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, PLACE)
    place(control)
    control.grid.set_state({"chosen": {**chosen, "count": 9}})
    assert sheet["frage"] == {"a": [2, 5]}


def test_another_case_keeps_the_map_of_the_first(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, MAP)
    draw_map(control)
    first = sheet["frage"]["a"]
    control.choice.value = "b"
    groups = control.controls.groups
    assert control.controls.answer.is_empty
    assert [row["key"] for row in groups["bases"].rows] == ["sgb2-17"]
    assert "Herr B." in control.story.value
    groups["actors"].set_state({"chosen": ["SCH"]})
    groups["instruments"].set_state({"chosen": ["I1"]})
    assert sheet["frage"]["a"] == first
    assert sheet["frage"]["b"]["stellen"] == ["SCH"]
    control.choice.value = "a"
    assert control.controls.answer.actors == {"JC", "BER"}
    assert control.controls.answer.bases == {"JC:sgb9-9"}
    assert "§ 9 Abs. 4 SGB IX" in words(control.table.value)


def test_looking_at_the_cases_without_choosing_writes_nothing(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, MAP)
    for part in ("b", "a", "b"):
        control.choice.value = part
    assert "frage" not in sheet
    assert read_answers(path)["answers"] == {}


def test_an_actor_chosen_again_gets_its_legal_bases_back(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = ask(sheet, MAP)
    draw_map(control)
    actors = control.controls.groups["actors"]
    actors.set_state({"chosen": ["BER"]})
    assert sheet["frage"]["a"]["grundlagen"] == {}
    actors.set_state({"chosen": ["BER", "JC"]})
    assert sheet["frage"]["a"]["grundlagen"] == {"JC": ["sgb9-9"]}


def test_payoffs_or_whole_fields_are_marked_under_names_that_say_what_they_are(path: Path) -> None:
    sheet = AnswerSheet(path)
    names = {}
    for slug in ("beste_antworten", "pareto"):
        control = ask(sheet, DILEMMA[slug])
        buttons = [
            button
            for row in control.tables.tables[0]["cells"]
            for cell in row
            for button in cell["buttons"]
        ]
        assert {button["key"] for button in buttons} == set(DILEMMA[slug].options)
        names[slug] = {button["label"] for button in buttons}
        assert len(names[slug]) == len(buttons)
    assert len(names["beste_antworten"]) == 8
    assert len(names["pareto"]) == 4


# What is said to whom -----------------------------------------------------------------------------

EVIL = '<img src=x onerror="alert(1)">&"'
BAD_ITEM = Item(EVIL, EVIL, EVIL, EVIL, (1, 5), EVIL, {"x": Basis("x", EVIL, EVIL)})


@every_way
def test_hostile_text_is_shown_as_text(way: Way, path: Path) -> None:
    question = way.question
    items = {part: replace(BAD_ITEM, game=item.game) for part, item in question.items.items()}
    for part, item in items.items():
        if item.game:
            game = replace(item.game, title=EVIL, story=EVIL, player_names=(EVIL, EVIL))
            items[part] = replace(item, game=game)
    hostile = replace(
        question,
        text=EVIL,
        items=items,
        parts=dict.fromkeys(question.parts, EVIL),
        table=Table(EVIL, (EVIL, EVIL), ((EVIL, EVIL),)),
    )
    sheet = AnswerSheet(path)
    control = ask(sheet, hostile)
    for answer in (way.stored, {part: EVIL for part in question.parts}):
        sheet[question.slug] = answer
        assert "&lt;img src=x" in html(control)
        assert "<img" not in html(control)


def test_a_legal_basis_with_hostile_text_is_shown_as_text_in_the_map(path: Path) -> None:
    question = asked(Kind.MAP, {"a": "Fall a"}, items={"a": BAD_ITEM})
    sheet = AnswerSheet(path)
    control = ask(sheet, question)
    sheet["frage"] = {"grundlagen": {"JC": ["x"]}}
    assert "&lt;img src=x" in control.table.value
    assert "<img" not in control.table.value


def test_a_table_says_on_a_small_screen_too_which_column_a_value_is_of(path: Path) -> None:
    table = Table("Nutzen", ("Vorhaben", "A", "B", "C"), (("Umzug", "1", "2", "3"),))
    control = ask(AnswerSheet(path), replace(CHOICE, table=table))
    assert re.findall(r'<td data-head="(.)">(.)</td>', html(control)) == [
        ("A", "1"),
        ("B", "2"),
        ("C", "3"),
    ]


def test_an_unknown_question_is_answered_with_those_there_are(path: Path) -> None:
    task = draw("einstieg", 17)
    with pytest.raises(ValueError, match=r"„wege“.*ablauf"):
        Ask(AnswerSheet(path), task, "wege")


@pytest.mark.parametrize("slug", ["funktion"])
def test_a_question_answered_in_a_cell_alone_has_no_control(slug: str, path: Path) -> None:
    with pytest.raises(
        ValueError, match=f"Die Frage „{slug}“ beantworten Sie in der Zelle darunter"
    ):
        Ask(AnswerSheet(path), draw("einstieg", 17), slug)


@pytest.mark.parametrize("slug", slugs())
def test_each_published_question_can_be_asked_and_nothing_is_answered_by_that(
    slug: str, tmp_path: Path
) -> None:
    (tmp_path / f"{slug}.answers.json").write_text('{"schema": 1, "variant": 17, "answers": {}}')
    sheet, task = open_task(slug)
    before = sheet.path.read_bytes()
    for name, question in task.questions.items():
        if question.in_sheet:
            control = Ask(sheet, task, name)
            assert count_of(control) == WORDS["open"]
            for item in question.items.values():
                assert item.text[:30] in words(html(control)) or question.kind in (
                    Kind.PLACE,  # one at a time
                    Kind.MAP,
                )
    FormalCheck(sheet, task)
    assert sheet.path.read_bytes() == before


# The formal check ---------------------------------------------------------------------------------

TEXT = Question("begruendung", "Begründen", Kind.TEXT, words=(3, 6))
FUNCTION = Question("funktion", "Rechnen", Kind.FUNCTION)
STUB = "def f():\n    # Schreiben Sie Ihren Code hier.\n    raise NotImplementedError\n"
PROBE = Task("probe", 17, {q.slug: q for q in (CHOICE, TEXT, FUNCTION)})


def write_notebook(path: Path, text: str | None = None, code: str | None = None) -> None:
    """Write the notebook that the answers file *path* belongs to, as JupyterLab saves it."""
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["# Aufgabe"]}]
    for grade_id, source in (("begruendung", text), ("funktion-antwort", code)):
        if source is not None:
            metadata = {"nbgrader": {"grade_id": grade_id}}
            lines = source.splitlines(keepends=True)
            cells.append({"cell_type": "code", "metadata": metadata, "source": lines})
    (path.parent / "probe.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")


def report(path: Path, task: Task = PROBE) -> dict[str, str]:
    """Return what the check says to each question of *task*, by its title."""
    panel = FormalCheck(AnswerSheet(path), task).panel.value
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', panel)
    return {words(title): words(said) for title, said in rows}


def test_the_check_says_of_each_question_what_is_missing_malformed_or_complete(path: Path) -> None:
    sheet = AnswerSheet(path)
    write_notebook(path, "Das ist mein Text.", "def f():\n    return 1\n")
    assert report(path) == {
        "Eine Frage": "Noch keine Antwort.",
        "Begründen": WORDS["complete"],
        "Rechnen": WORDS["complete"],
    }
    sheet["frage"] = {"a": "Gutschein"}
    assert report(path)["Eine Frage"] == "Fall b: noch keine Antwort."
    sheet["frage"] = {"a": "Gutschein", "b": "Losverfahren"}
    assert report(path)["Eine Frage"] == (
        "Fall b: „Losverfahren“ ist keine der möglichen Antworten."
    )
    sheet["frage"] = {"a": "Gutschein", "b": "vergabe"}
    assert report(path)["Eine Frage"] == WORDS["complete"]


def test_the_check_follows_each_answer(path: Path) -> None:
    sheet = AnswerSheet(path)
    check = FormalCheck(sheet, PROBE)
    assert "Noch keine Antwort." in check.panel.value
    control = ask(sheet, CHOICE)
    choose(control)
    assert "Fall a: noch keine Antwort." in check.panel.value
    control.choices["a"].value = "gutschein"
    assert WORDS["complete"] in check.panel.value


@pytest.mark.slow
def test_the_check_never_says_whether_an_answer_is_right(tmp_path: Path) -> None:
    rng = random.Random("formal")
    for slug in slugs():
        path = tmp_path / f"{slug}.answers.json"
        path.write_text('{"schema": 1, "variant": 17, "answers": {}}')
        sheet, task = open_task(slug)
        panels, answers = set(), set()
        for _ in range(12):
            complete = {
                name: {part: any_answer(question, part, rng) for part in question.parts}
                for name, question in task.questions.items()
                if question.in_sheet
            }
            sheet.update(complete)
            answers.add(repr(complete))
            panels.add(FormalCheck(sheet, task).panel.value)
        assert len(answers) == 12
        assert len(panels) == 1, slug
        assert panels.pop().count(WORDS["complete"]) == len(complete)


def any_answer(question: Question, part: str, rng: random.Random) -> Any:
    """Return some complete answer to *part*, right or wrong."""
    match question.kind:
        case Kind.CHOICE:
            return rng.choice(list(question.options))
        case Kind.SEVERAL | Kind.MARKS:
            return rng.sample(list(question.options), 2)
        case Kind.NUMBER:
            least, most = question.minimum or 0, min(question.maximum or 1, 99)
            return round(rng.uniform(least, most), 3)
        case Kind.PLACE:
            return [rng.randint(1, 5), rng.randint(1, 5)]
        case Kind.MAP:
            basis = rng.choice(list(question.items[part].bases))
            return {
                "stellen": [rng.choice(["JC", "KK", "JA"])],
                "grundlagen": {"JC": [basis]},
                "typ": rng.choice("SLDV"),
                "instrumente": [rng.choice(["I1", "I2", "I3"])],
            }
        case _:
            least_words = (question.items[part].words or (1, 1))[0]
            return " ".join(rng.choices(["eins", "zwei", "drei"], k=least_words))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, WORDS["text_missing"]),
        ("", WORDS["text_missing"]),
        (" \n", WORDS["text_missing"]),
        (WORDS["stub"], WORDS["text_missing"]),
        (WORDS["stub"] + "\n", WORDS["text_missing"]),
        ("Viel zu", "2 Wörter; gefragt sind mindestens 3."),
        ("kurz", "1 Wort; gefragt sind mindestens 3."),
        ("Größe\nhat hier\n\nPlatz", WORDS["complete"]),
        ("das sind nun sieben Wörter und eins", "7 Wörter; gefragt sind höchstens 6."),
    ],
)
def test_the_check_finds_the_text_in_the_saved_notebook(
    text: str | None, said: str, path: Path
) -> None:
    write_notebook(path, text, STUB)
    assert report(path)["Begründen"] == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (STUB, WORDS["function_missing"]),
        (None, WORDS["function_gone"]),
        ("\n  \n", WORDS["function_gone"]),
        ("def f():\n    return 1\n", WORDS["complete"]),
        ("def f():\n    return 2\n", WORDS["complete"]),
    ],
)
def test_the_check_finds_the_function_in_the_saved_notebook(
    code: str | None, said: str, path: Path
) -> None:
    write_notebook(path, "Das ist mein Text.", code)
    assert report(path)["Rechnen"] == said


@pytest.mark.parametrize(
    "raw",
    [
        None,
        b"",
        b"{",
        b"[]",
        b'{"cells": 3}',
        b'{"cells": [{}]}',
        b'{"cells": [{"metadata": []}]}',
        b"\xff",
    ],
    ids=["missing", "empty", "half", "list", "no cells", "no metadata", "no dict", "no text"],
)
def test_a_notebook_that_is_missing_or_damaged_is_no_reason_to_fail(
    raw: bytes | None, path: Path
) -> None:
    sheet = AnswerSheet(path)
    sheet["frage"] = {"a": "gutschein", "b": "gutschein"}
    if raw is not None:
        (path.parent / "probe.ipynb").write_bytes(raw)
    assert report(path) == {
        "Eine Frage": WORDS["complete"],
        "Begründen": WORDS["cell_unknown"],
        "Rechnen": WORDS["cell_unknown"],
    }


def test_the_check_shows_hostile_answers_and_titles_as_text(path: Path) -> None:
    sheet = AnswerSheet(path)
    sheet["frage"] = {"a": EVIL, EVIL: 1}
    task = Task("probe", 17, {"frage": replace(CHOICE, title=EVIL)})
    panel = FormalCheck(sheet, task).panel.value
    assert panel.count("&lt;img src=x") == 3
    assert "<img" not in panel


def test_the_check_reads_a_released_notebook_and_names_questions_as_its_headings_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(["Größe"] * 40)
    work = Submission(
        "einstieg",
        {},
        17,
        {"zeile": "24/50"},
        {"ziel": text, "funktion-antwort": "def anteil(k, n):\n    return n"},
    )
    monkeypatch.chdir(hand_in(work, tmp_path / "voll"))
    found = dict(report_rows(*open_task("einstieg")))
    assert {title for title, problems in found.items() if not problems} == {
        "2. Antworten Sie mit einer Zeile",
        "3. Ergänzen Sie eine Zeile Python",
        "5. Schreiben Sie, was Sie vom Kurs erwarten",
    }
    monkeypatch.chdir(hand_in(replace(work, cells={}, answers={}), tmp_path / "leer"))
    assert all(problems for _title, problems in report_rows(*open_task("einstieg")))


def test_a_damaged_answers_file_is_told_before_anything_is_asked(path: Path) -> None:
    path.write_text("{")
    with pytest.raises(SheetError, match="beschädigt"):
        AnswerSheet(path)
    assert path.read_text() == "{"


# Just so many --------------------------------------------------------------------------------------


def test_where_two_are_to_be_chosen_the_control_takes_two_and_says_how_it_counts(
    path: Path,
) -> None:
    sheet = AnswerSheet(path)
    control = Ask(sheet, draw("gewaehrleistung", 17), "rollen")
    group = control.groups["a"]
    assert group.most == 2
    assert "Wählen Sie genau 2." in html(control)
    assert "Mehrere Antworten sind möglich" not in html(control)
    group.chosen = ["anwaltschaft"]
    assert "gefragt sind genau 2, gewählt 1." in html(control)
    group.chosen = ["anwaltschaft", "idealverein", "dienstleister"]
    assert sheet["rollen"] == {"a": ["anwaltschaft", "idealverein"]}
    assert list(group.chosen) == ["anwaltschaft", "idealverein"]


def test_where_all_that_apply_are_to_be_chosen_the_rule_stands_above(path: Path) -> None:
    sheet = AnswerSheet(path)
    control = Ask(sheet, draw("modi", 17), "geschaedigt")
    assert control.groups["a"].most == 0
    assert "Eine falsche Wahl hebt eine richtige auf" in html(control)
