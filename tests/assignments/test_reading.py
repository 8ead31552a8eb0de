"""Answers of every kind are read in the notations people use, and whatever else stands there is no error.

Choices and marks are in `test_assignments.py`; here are several options, numbers, places, maps and forms.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.assignments import Kind, Question, is_given, length_problems, read_answer
from kooperation.assignments.kinds.shared.reading import MAX_CHARACTERS, MAX_SHOWN
from kooperation.assignments.questions import Item
from kooperation.institutions.case_map import MappedCase, split
from kooperation.institutions.cases_words import Basis
from kooperation.institutions.interfaces_words import actors, instruments, problems

PARTS = {"a": "Teil a", "b": "Teil b"}
BASES = {
    "sgb2-15": Basis("sgb2-15", "§ 15 Abs. 2 SGB II", "Kooperationsplan"),
    "sgb2-16a": Basis("sgb2-16a", "§ 16a SGB II", "kommunale Leistungen"),
}
SEVERAL = Question(
    "mittel",
    "Mittel",
    Kind.SEVERAL,
    PARTS,
    {"uebung": "Übung", "straße": "Straßenfest", "zwei_woerter": "Zwei Wörter"},
)
NUMBER = Question("zahl", "Zahl", Kind.NUMBER, PARTS)
SHARE = Question("anteil", "Anteil", Kind.NUMBER, {"a": "Teil a"}, minimum=0, maximum=1)
PLACE = Question("platz", "Platz", Kind.PLACE, PARTS)
MAP = Question(
    "karte",
    "Karte",
    Kind.MAP,
    PARTS,
    items={part: Item(f"fall_{part}", bases=BASES) for part in PARTS},
)
ONE_MAP = Question(
    "karte", "Karte", Kind.MAP, {"a": "Fall a"}, items={"a": Item("fall", bases=BASES)}
)
FORM = Question(
    "steckbrief",
    "Steckbrief",
    Kind.FORM,
    {"ziel": "Ziel", "schritt": "Erster Schritt"},
    items={"ziel": Item("ziel", words=(3, 5)), "schritt": Item("schritt")},
)
QUESTIONS = (SEVERAL, NUMBER, SHARE, PLACE, MAP, ONE_MAP, FORM)
each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)


# Several options ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        ["uebung", "zwei_woerter"],
        ["Übung", "Zwei Wörter"],
        ["UEBUNG", "zwei woerter"],
        ["„Übung“", "Zwei-Wörter."],
        ["U\N{COMBINING DIAERESIS}bung", "ZWEI_WÖRTER"],
        ["Zwei Wörter", "Übung", "uebung"],  # one of them twice
    ],
)
def test_several_options_are_understood_by_key_and_label_in_any_order(typed: list[str]) -> None:
    reading = read_answer(SEVERAL, {"a": typed, "B": list(reversed(typed))})
    for part in PARTS:
        assert set(reading.answer[part]) == {"uebung", "zwei_woerter"}
    assert reading.problems == ()


@pytest.mark.parametrize("typed", ["Strassenfest", "straße", "STRASSE", ["Straßenfest"]])
def test_a_single_option_needs_no_list(typed: Any) -> None:
    assert read_answer(SEVERAL, {"a": typed}).answer["a"] == ("straße",)


def test_what_is_no_option_is_quoted_and_the_others_count() -> None:
    reading = read_answer(SEVERAL, {"a": ["Übung", "Quatsch"], "b": "Übung"})
    assert reading.answer["a"] == ("uebung",)
    assert reading.problems == ("Teil a: „Quatsch“ ist keine der möglichen Antworten.",)


# Numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["0,5", 0.5, "1/2", "½", "50 %", " 0.5 ", ",5", "0,50", "50%", "50 Prozent", "1 / 2", "+0,5",
     "≈ 0,5", "5/10", "1⁄2"],
)  # fmt: skip
def test_one_half_may_be_written_in_many_ways(typed: Any) -> None:
    assert read_answer(NUMBER, {"a": typed, "b": typed}).answer == {
        "a": Fraction(1, 2),
        "b": Fraction(1, 2),
    }
    assert read_answer(NUMBER, {"a": typed, "b": typed}).problems == ()
    assert read_answer(SHARE, typed).answer == {"a": Fraction(1, 2)}  # one part: without its key


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (0, 0),
        ("0", 0),
        (0.1, Fraction(1, 10)),  # as it is written, not as the machine keeps it
        (7, 7),
        (-3, -3),
        ("−3", -3),
        ("1 1/2", Fraction(3, 2)),
        ("1½", Fraction(3, 2)),
        ("1.234.567,5", Fraction(2469135, 2)),
        (1e-07, Fraction(1, 10**7)),
        (0.1 + 0.2 - 0.3, Fraction(repr(0.1 + 0.2 - 0.3))),  # what a computation leaves of nothing
        (1e20, 10**20),
    ],
)
def test_a_number_is_read_exactly(typed: Any, value: Any) -> None:
    reading = read_answer(NUMBER, {"a": typed, "b": typed})
    assert reading.answer["a"] == value
    assert reading.problems == ()


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e29, max_value=1e29))
def test_every_number_that_python_computes_is_understood(value: float) -> None:
    reading = read_answer(SHARE, value)
    free = read_answer(NUMBER, {"a": value, "b": value})
    assert free.answer["a"] == Fraction(repr(value))
    assert (reading.answer["a"] is None) == (not 0 <= value <= 1)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("viel", "„viel“ lässt sich nicht als Zahl lesen"),
        ("1/0", "Durch null lässt sich nicht teilen"),
        ("2.500", "kann zweierlei heißen"),
        (True, "ist keine Zahl"),
        ([1], "ist keine Zahl"),
        ({"a": 1}, "ist keine Zahl"),
        ("1" * 31, "zu lang"),
        (10**30, "zu lang"),
        (float("nan"), "ist keine Zahl"),
        (float("inf"), "zu lang"),
        ("", "noch keine Antwort"),
        ("  ", "noch keine Antwort"),
        (None, "noch keine Antwort"),
    ],
)
def test_what_is_no_number_has_its_own_sentence(typed: Any, told: str) -> None:
    reading = read_answer(NUMBER, {"a": typed, "b": 1})
    assert reading.answer == {"a": None, "b": 1}
    (problem,) = reading.problems
    assert problem.startswith("Teil a: ")
    assert told in problem
    assert len(problem) < 200


@pytest.mark.parametrize("inside", [0, 1, "0", "100 %", "1,0", "0,3333"])
def test_the_ends_of_a_range_belong_to_it(inside: Any) -> None:
    assert read_answer(SHARE, {"a": inside}).problems == ()


@pytest.mark.parametrize(
    ("outside", "told"),
    [(50, "bis 1"), ("50", "bis 1"), ("101 %", "bis 1"), (-0.1, "ab 0"), ("-1/2", "ab 0")],
)
def test_outside_of_a_range_is_said_with_the_limit(outside: Any, told: str) -> None:
    reading = read_answer(SHARE, {"a": outside})
    assert reading.answer == {"a": None}
    assert reading.problems == (f"Teil a: Gefragt ist eine Zahl {told}.",)


# Places -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("45", " Meinen Sie 45 %,"),
        (" 45 ", " Meinen Sie 45 %,"),
        (37.5, " Meinen Sie 37,5 %,"),
        ("150 %", ""),  # has its sign
        (4500, ""),  # would be too much in per cent, too
    ],
)
def test_a_share_without_its_sign_is_told_what_to_add(typed: Any, meant: str) -> None:
    question = replace(SHARE, percent=True)
    (problem,) = read_answer(question, typed).problems
    assert problem.startswith(f"Teil a: Gefragt ist eine Zahl bis 1.{meant}")
    assert ("%" in problem) == bool(meant)


def test_a_place_is_a_pair_of_steps() -> None:
    for x in range(1, 6):
        for y in range(1, 6):
            reading = read_answer(PLACE, {"a": [x, y], "B": [y, x]})
            assert reading.answer == {"a": (x, y), "b": (y, x)}
            assert reading.problems == ()


@pytest.mark.parametrize(
    "typed",
    [[0, 3], [6, 3], [3], [1, 2, 3], ["2", "4"], [2.0, 4], [True, 2], "2, 4", 24, {"x": 2, "y": 4},
     [[2, 4]], [10**5000, 2]],
)  # fmt: skip
def test_anything_else_is_no_place_and_an_example_is_given(typed: Any) -> None:
    reading = read_answer(PLACE, {"a": typed, "b": [2, 4]})
    assert reading.answer == {"a": None, "b": (2, 4)}
    (problem,) = reading.problems
    assert problem.endswith("ist kein Platz; ein Platz ist zum Beispiel [2, 4], von 1 bis 5.")


# Maps ---------------------------------------------------------------------------------------------

KEYS = {
    "stellen": ["JC", "KOM"],
    "typ": "S",
    "instrumente": ["I3"],
    "grundlagen": {"JC": ["sgb2-15"], "KOM": "sgb2-16a"},
}
LABELS = {
    "Stellen": [actors()["JC"].name.upper(), actors()["KOM"].name],
    "TYP": [problems()["S"].name],
    "Instrumente": instruments()["I3"].name,
    "Grundlagen": {
        actors()["JC"].name: "§ 15 Abs. 2 SGB II",
        actors()["KOM"].name.lower(): ["§16a sgb ii"],
    },
}
WHOLE = MappedCase(
    frozenset({"JC", "KOM"}),
    frozenset({"JC:sgb2-15", "KOM:sgb2-16a"}),
    frozenset({"S"}),
    frozenset({"I3"}),
)


@pytest.mark.parametrize("typed", [KEYS, LABELS], ids=["keys", "labels"])
def test_a_map_is_understood_by_keys_and_by_labels(typed: Any) -> None:
    reading = read_answer(MAP, {"a": typed, "b": typed})
    assert reading.answer == {"a": WHOLE, "b": WHOLE}
    assert reading.problems == ()


@pytest.mark.parametrize("typed", [KEYS, {"a": KEYS}, {"A": LABELS}])
def test_the_only_case_needs_no_part(typed: Any) -> None:
    assert read_answer(ONE_MAP, typed).answer == {"a": WHOLE}
    assert read_answer(ONE_MAP, typed).problems == ()


def test_a_legal_basis_brings_its_actor_along() -> None:
    reading = read_answer(
        ONE_MAP, {"grundlagen": {"JC": ["sgb2-15"]}, "typ": "S", "instrumente": "I1"}
    )
    assert reading.answer["a"].actors == {"JC"}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"typ": ["S", "L"]}, "es gibt nur einen Haupttyp."),
        ({"typ": "X"}, "„X“ ist keine der möglichen Antworten."),
        ({"stellen": ["JC", "KOM", "Oma"]}, "„Oma“ ist keine der möglichen Antworten."),
        ({"stellen": {"JC": True}}, "ist keine der möglichen Antworten."),
        ({"grundlagen": ["sgb2-15"]}, "„grundlagen“ braucht die Form {Stelle: [Normen]}."),
        ({"grundlagen": {"JC": ["sgb2-99"]}}, "„sgb2-99“ ist keine der möglichen Antworten."),
        ({"grundlagen": {"Oma": ["sgb2-15"]}}, "„Oma“ ist keine der möglichen Antworten."),
        ({"grundlagen": {}}, "es fehlen Rechtsgrundlagen."),
        ({"typ": []}, "es fehlt der Typ."),
        ({"instrumente": None}, "es fehlen Instrumente."),
        ({"notiz": "x"}, "„notiz“ gehört nicht zu einer Karte."),
    ],
)
def test_what_is_wrong_with_the_form_of_a_map_is_said(changed: Any, told: str) -> None:
    reading = read_answer(ONE_MAP, {"a": {**KEYS, **changed}})
    assert any(problem.endswith(told) for problem in reading.problems), reading.problems


@pytest.mark.parametrize("typed", [None, {}, [], "JC", 7, ["JC"]])
def test_what_is_no_map_is_an_empty_one(typed: Any) -> None:
    reading = read_answer(MAP, {"a": typed, "b": KEYS})
    assert reading.answer == {"a": MappedCase(), "b": WHOLE}
    assert not is_given(reading.answer["a"])
    assert reading.said("Teil a")


# Forms --------------------------------------------------------------------------------------------


def test_texts_are_kept_with_single_spaces() -> None:
    reading = read_answer(
        FORM, {"Ziel": "  vierzig \n Familien\twerden beraten ", "SCHRITT": "Los."}
    )
    assert reading.answer == {"ziel": "vierzig Familien werden beraten", "schritt": "Los."}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("eins", "1 Wort; gefragt sind mindestens 3."),
        ("eins zwei", "2 Wörter; gefragt sind mindestens 3."),
        ("eins zwei drei", ""),
        ("eins zwei drei vier fünf", ""),
        ("eins zwei drei vier fünf sechs", "6 Wörter; gefragt sind höchstens 5."),
    ],
)
def test_too_few_and_too_many_words_are_counted(text: str, told: str) -> None:
    reading = read_answer(FORM, {"ziel": text, "schritt": "x"})
    assert reading.answer["ziel"] == text  # what is too short or too long is still an answer
    assert reading.said("Ziel") == told
    assert length_problems(text, None) == []


@pytest.mark.parametrize("typed", [5, ["a", "b"], {"x": "y"}, True])
def test_a_field_takes_text_only(typed: Any) -> None:
    reading = read_answer(FORM, {"ziel": typed, "schritt": "x"})
    assert reading.answer["ziel"] == ""
    assert reading.said("Ziel").endswith("ist kein Text.")


def test_a_very_long_text_is_cut() -> None:
    answer = read_answer(FORM, {"ziel": "wort " * 100_000, "schritt": "x" * 10**6}).answer
    assert all(len(text) <= MAX_CHARACTERS for text in answer.values())


# Whatever stands in the sheet ---------------------------------------------------------------------

words = st.sampled_from(
    ["a", "b", "ziel", "Übung", "uebung", "0,5", "½", "2.500", "JC", "S", "I3", "sgb2-15",
     "stellen", "grundlagen", "typ", "instrumente", "x" * 20_000, "9" * 40, "\ud800", "<b>"]
)  # fmt: skip
json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()  # also nan and the infinities
    | st.sampled_from([0, 1, 2, 5, 0.5, 10**400, -(10**4000), 1e308, 5e-324])
    | st.text(max_size=5)
    | words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3) | words, inner, max_size=4)
    ),
    max_leaves=10,
)
answers = st.one_of(
    json_like,
    st.dictionaries(st.sampled_from(["a", "b", "ziel", "schritt"]), json_like, max_size=2),
)


def _options(question: Question, answer: Any) -> bool:
    return isinstance(answer, tuple) and set(answer) <= set(question.options)


def _number(question: Question, answer: Any) -> bool:
    least, most = question.minimum, question.maximum
    return answer is None or (
        isinstance(answer, Fraction)
        and (least is None or answer >= least)
        and (most is None or answer <= most)
    )


def _place(_question: Question, answer: Any) -> bool:
    return answer is None or (
        isinstance(answer, tuple) and len(answer) == 2 and set(answer) <= set(range(1, 6))
    )


def _map(_question: Question, answer: Any) -> bool:
    return (
        isinstance(answer, MappedCase)
        and answer.actors <= set(actors())
        and {split(placed)[1] for placed in answer.bases} <= set(BASES)
        and answer.problem <= set(problems())
        and answer.instruments <= set(instruments())
    )


def _text(_question: Question, answer: Any) -> bool:
    return isinstance(answer, str) and len(answer) <= MAX_CHARACTERS


DECLARED: dict[Kind, Callable[[Question, Any], bool]] = {
    Kind.SEVERAL: _options,
    Kind.NUMBER: _number,
    Kind.PLACE: _place,
    Kind.MAP: _map,
    Kind.FORM: _text,
}


@each
@given(raw=answers)
def test_answers_are_of_the_declared_kind_and_what_is_missing_is_said(
    question: Question, raw: Any
) -> None:
    reading = read_answer(question, raw)
    assert set(reading.answer) == (set() if raw is None else set(question.parts))
    for part, answer in reading.answer.items():
        assert DECLARED[question.kind](question, answer), answer
        if not is_given(answer):
            assert reading.said(question.parts[part])
    if reading.answered < len(question.parts):
        assert reading.problems
    for problem in reading.problems:
        assert problem[-1] in ".", problem
        assert len(problem) < 300 + MAX_SHOWN


def deep(levels: int) -> Any:
    found: Any = "JC"
    for level in range(levels):
        found = [found] if level % 2 else {"a": found}
    return found


@each
@pytest.mark.parametrize("levels", [100, 900, 5 * sys.getrecursionlimit()])
def test_nesting_without_end_is_no_error(question: Question, levels: int) -> None:
    for raw in (deep(levels), dict.fromkeys(question.parts, deep(levels))):
        reading = read_answer(question, raw)
        assert reading.answered == 0
        assert reading.problems
        assert all(map(reading.said, question.parts.values()))


FORM_ASKED = 'Die Antwort braucht die Form {"a": …, "b": …}.'


@pytest.mark.parametrize("question", [SEVERAL, NUMBER, PLACE, MAP], ids=lambda q: q.title)
@pytest.mark.parametrize("raw", [["Übung", "Straßenfest"], "Übung", 3, True, [], [[1, 2], [3, 4]]])
def test_an_answer_of_another_form_is_told_the_form_and_not_that_there_is_none(
    question: Question, raw: Any
) -> None:
    reading = read_answer(question, raw)
    assert reading.problems == (FORM_ASKED,)
    assert {reading.said(label) for label in PARTS.values()} == {FORM_ASKED}


def test_a_part_that_there_is_not_is_named_where_nothing_else_stands() -> None:
    wrong = "Den Teil „c“ gibt es nicht; es gibt „a“, „b“."
    reading = read_answer(NUMBER, {"a": 1, "c": 2})
    assert reading.problems == (wrong, "Teil b: noch keine Antwort.")
    assert (reading.said("Teil a"), reading.said("Teil b")) == ("", wrong)
    assert read_answer(NUMBER, {"c": 2}).problems == (wrong,)


def test_a_part_that_stands_there_twice_is_asked_for_once_and_the_others_count() -> None:
    reading = read_answer(NUMBER, {"a": 1, "A": 2, "b": 3})
    assert reading.answer == {"a": None, "b": 3}
    assert reading.problems == (
        "Teil a: steht mehrmals da („a“ und „A“). Nennen Sie jeden Teil einmal.",
    )


@pytest.mark.parametrize("raw", [{}, {"a": "", "b": None}])
def test_nothing_is_no_form_at_all(raw: Any) -> None:
    reading = read_answer(NUMBER, raw)
    assert {reading.said(label) for label in PARTS.values()} == {"noch keine Antwort."}


@each
def test_a_number_of_more_digits_than_python_writes_is_no_error(question: Question) -> None:
    for raw in (10**5000, [10**5000, 1], {"a": 10**5000}):
        assert read_answer(question, dict.fromkeys(question.parts, raw)).answered == 0


@each
def test_a_part_that_does_not_exist_is_named_in_short(question: Question) -> None:
    problems = read_answer(question, {"z" * 10_000: 1, "\ud800": 2}).problems
    assert f"„{'z' * MAX_SHOWN}" in " ".join(problems)
    assert all(len(problem) < 200 for problem in problems)


# What the formal check must not say ---------------------------------------------------------------


@pytest.mark.slow
@given(st.data())
def test_the_formal_check_looks_the_same_for_any_complete_answer(data: st.DataObject) -> None:
    """It sees no key: right or wrong, there is nothing to complain about."""
    options = st.lists(st.sampled_from([*SEVERAL.options]), min_size=1, max_size=3)
    step = st.integers(1, 5)
    sets = {name: st.sampled_from(sorted(among)) for name, among in
            {"stellen": actors(), "instrumente": instruments()}.items()}  # fmt: skip
    whole: dict[str, tuple[Question, st.SearchStrategy[Any]]] = {
        "several": (SEVERAL, options),
        "number": (NUMBER, st.integers(-999, 999)),
        "place": (PLACE, st.lists(step, min_size=2, max_size=2)),
        "map": (
            MAP,
            st.fixed_dictionaries(
                {
                    **{name: st.lists(one, min_size=1, max_size=9) for name, one in sets.items()},
                    "typ": st.sampled_from(sorted(problems())),
                    "grundlagen": st.dictionaries(sets["stellen"], st.just([*BASES]), min_size=1),
                }
            ),
        ),
    }
    for question, answer in whole.values():
        raw = {part: data.draw(answer) for part in question.parts}
        assert read_answer(question, raw).problems == ()
        assert read_answer(question, raw).answered == len(question.parts)
