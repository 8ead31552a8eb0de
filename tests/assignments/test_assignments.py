"""Assignments: everybody's own games, the same work for all; answers are read in many spellings."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.assignments import Kind, Question, Task, draw, folded, read_answer
from kooperation.assignments.dilemma import payoff_key
from kooperation.base.answers_file import VARIANTS
from kooperation.base.records import load
from kooperation.base.words import Words
from kooperation.games.classification import GameKind, classify
from kooperation.games.game import PROFILES, Action, letters
from kooperation.games.game_view import DISPLAY_ORDER
from kooperation.games.solution import best_responses, pareto_efficient, pure_equilibria

SOME = range(0, VARIANTS, 3701)  # 271 variants
variants = st.integers(0, VARIANTS - 1)

CHOICE = Question(
    "arten",
    "Arten",
    Kind.CHOICE,
    {"a": "Spiel a", "b": "Spiel b"},
    {
        "stag_hunt": "Hirschjagd",
        "schwaches_dilemma": "Schwaches Gefangenendilemma",
        "uebung": "Übung",
    },
)
FIELDS = Question(
    "felder", "Felder", Kind.SEVERAL, {"e": "Spiel e"}, {k: k for k in ("CC", "CD", "DC", "DD")}
)


def dilemma(variant: int) -> Task:
    return draw("dilemma", variant)


def key(task: Task) -> dict[str, Any]:
    """Return what is right in *task*, computed from its games alone."""
    games = {part: preset.game for part, preset in task.given.items()}
    responses = {
        payoff_key(player, (own, other) if player == 0 else (other, own))
        for player in (0, 1)
        for other in Action
        for own in best_responses(games["e"], player, other)
    }
    return {
        "spielarten": tuple(classify(games[part]).kind for part in "abcd"),
        "beste_antworten": frozenset(responses),
        "gleichgewichte": tuple(frozenset(map(letters, pure_equilibria(games[p]))) for p in "ef"),
        "pareto": frozenset(map(letters, pareto_efficient(games["e"]))),
    }


# Variants -----------------------------------------------------------------------------------------


@given(variants)
def test_the_same_number_gives_the_same_assignment(variant: int) -> None:
    assert dilemma(variant) == dilemma(variant)


def test_another_process_on_another_day_gives_the_same_games() -> None:
    """What the learner sees and what the grader computes come from two processes."""
    code = (
        "from kooperation.assignments import draw\n"
        "print([preset.game for preset in draw('dilemma', 4711).given.values()])"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": "", "SYSTEMROOT": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == str([p.game for p in dilemma(4711).given.values()])


def test_the_games_of_a_variant_never_change_since_work_on_it_is_under_way() -> None:
    """Pinned on purpose: a change of the drawing would turn handed-in answers wrong."""
    drawn = {part: dilemma(17).given[part].game for part in "ae"}
    assert {
        p: [(g.payoff(at, 0), g.payoff(at, 1)) for at in PROFILES] for p, g in drawn.items()
    } == {
        "a": [(7, 7), (2, 1), (1, 2), (5, 5)],
        "e": [(2, 8), (6, 3), (1, 6), (7, 5)],
    }


@pytest.mark.slow
def test_there_are_at_least_fifty_different_keys() -> None:
    keys = Counter(tuple(key(dilemma(variant)).items()) for variant in SOME)
    assert len(keys) >= 50
    assert max(keys.values()) < len(SOME) / 10  # no key that most of a class shares


@pytest.mark.slow
def test_neighbours_hardly_ever_have_the_same_games() -> None:
    games = [tuple(p.game for p in dilemma(variant).given.values()) for variant in SOME]
    assert len(set(games)) == len(games)


@given(variants)
def test_all_variants_ask_the_same_work(variant: int) -> None:
    task = dilemma(variant)
    right = key(task)
    kinds = Counter(kind.value for kind in right["spielarten"])
    assert kinds["gefangenendilemma"] == 1
    assert len(kinds) == 4
    assert len(right["beste_antworten"]) == 4
    assert [len(cells) for cells in right["gleichgewichte"]] in ([1, 1], [1, 2])
    assert len(right["pareto"]) == 2


def test_all_nine_kinds_of_games_are_drawn_and_the_others_about_as_often() -> None:
    """Three of eight besides the dilemma: each in 3/8 of the variants."""
    kinds = Counter(kind for variant in SOME for kind in key(dilemma(variant))["spielarten"])
    assert set(kinds) == set(GameKind)
    assert kinds.pop(GameKind.PRISONERS_DILEMMA) == len(SOME)
    assert all(0.27 < count / len(SOME) < 0.48 for count in kinds.values())


def test_the_last_game_has_one_equilibrium_or_two_as_often() -> None:
    counts = Counter(len(key(dilemma(variant))["gleichgewichte"][1]) for variant in SOME)
    assert set(counts) == {1, 2}
    assert 0.4 < counts[1] / len(SOME) < 0.6


@given(variants)
def test_a_game_without_a_name_is_no_near_miss_of_another(variant: int) -> None:
    """With the actions' names exchanged it is a dilemma or a chicken; no description of the text fits it."""
    for part in "abcd":
        found = classify(dilemma(variant).given[part].game)
        if found.kind is GameKind.OTHER:
            assert found.relabelled in (GameKind.PRISONERS_DILEMMA, GameKind.CHICKEN)


def test_story_and_table_name_the_actions_in_the_same_order() -> None:
    for situation in load("assignments/dilemma_situations")["situations"]:
        places = [situation["story"].index(f"{{{name}}}") for name in ("defect", "cooperate")]
        assert places == sorted(places)
    assert DISPLAY_ORDER == (Action.DEFECT, Action.COOPERATE)
    for preset in dilemma(17).given.values():
        assert preset.story.index(preset.defect) < preset.story.index(preset.cooperate)


@given(variants)
def test_no_answer_to_one_question_is_the_answer_to_the_next(variant: int) -> None:
    """Who takes the equilibrium for the efficient fields, or marks everything, loses points."""
    right = key(dilemma(variant))
    assert right["gleichgewichte"][0] != right["pareto"]
    assert all(len(cells) < 4 for cells in (*right["gleichgewichte"], right["pareto"]))


@given(variants)
def test_payoffs_are_different_small_whole_numbers(variant: int) -> None:
    """Comparing them is the work, not arithmetic; the only tie is that of a weak dilemma, P = S."""
    for preset in dilemma(variant).given.values():
        for player in (0, 1):
            values = [preset.game.payoff(at, player) for at in PROFILES]
            weak = classify(preset.game).kind is GameKind.WEAK_DILEMMA
            assert len(set(values)) == (3 if weak else 4)
            assert all(value in range(10) for value in values)


@pytest.mark.slow
@given(variants)
def test_each_game_tells_its_own_situation(variant: int) -> None:
    games = dilemma(variant).given
    assert list(games) == ["a", "b", "c", "d", "e", "f"]
    assert len({preset.story for preset in games.values()}) == 6
    for part, preset in games.items():
        assert preset.title == f"Spiel {part}"
        assert preset.player_names[0] != preset.player_names[1]
        assert preset.cooperate != preset.defect


def test_the_place_of_the_dilemma_among_the_four_tells_nothing() -> None:
    places = Counter(
        next(
            p
            for p in "abcd"
            if classify(dilemma(v).given[p].game).kind.value == "gefangenendilemma"
        )
        for v in SOME
    )
    assert all(count > len(SOME) / 8 for count in places.values())
    assert len(places) == 4


def test_questions_offer_every_kind_of_game_and_never_the_key_alone() -> None:
    questions = dilemma(17).questions
    assert set(questions["spielarten"].options) == set(Words("games.kinds").section())
    assert set(questions["gleichgewichte"].options) == {"CC", "CD", "DC", "DD"}
    assert len(questions["beste_antworten"].options) == 8
    for question in questions.values():
        assert question.read.startswith("Lektion 5, „")


def test_no_two_options_can_be_mistaken_for_each_other() -> None:
    for question in dilemma(17).questions.values():
        names = {folded(n): k for k, label in question.options.items() for n in (k, label)}
        for option, label in question.options.items():
            assert names[folded(option)] == names[folded(label)] == option


# Reading ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "stag_hunt", "Stag hunt", "STAGHUNT", "stag-hunt", " stag  hunt ", "Hirschjagd", "HIRSCHJAGD",
        "hirsch-jagd", "„Hirschjagd“", "Hirschjagd.", ["Hirschjagd"],
    ],
)  # fmt: skip
def test_an_option_is_understood_in_many_spellings(typed: Any) -> None:
    reading = read_answer(CHOICE, {"a": typed, "B": typed})
    assert reading.answer == {"a": ("stag_hunt",), "b": ("stag_hunt",)}
    assert reading.problems == ()


@pytest.mark.parametrize(
    "typed", ["Übung", "uebung", "ÜBUNG", "UEBUNG", unicodedata.normalize("NFD", "Übung")]
)
def test_umlauts_may_be_written_out_or_come_from_another_keyboard(typed: str) -> None:
    assert read_answer(CHOICE, {"a": typed}).answer["a"] == ("uebung",)


@pytest.mark.parametrize(
    "typed",
    [["CC", "DD"], ["dd", "cc"], {"e": ["CC", "DD"]}, {"E": ["C C", "D-D", "cc"]}],
)
def test_fields_are_understood_with_or_without_the_part(typed: Any) -> None:
    assert sorted(read_answer(FIELDS, typed).answer["e"]) == ["CC", "DD"]
    assert read_answer(FIELDS, typed).problems == ()


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (None, "Noch keine Antwort."),
        ({}, "Spiel a: noch keine Antwort."),
        ({"a": ""}, "Spiel a: noch keine Antwort."),
        ({"a": None}, "Spiel a: noch keine Antwort."),
        ({"a": []}, "Spiel a: noch keine Antwort."),
        ({"a": "Schach"}, "Spiel a: „Schach“ ist keine der möglichen Antworten."),
        ({"a": 7}, "Spiel a: „7“ ist keine der möglichen Antworten."),
        ({"a": ["stag_hunt", "uebung"]}, "Spiel a: nur eine Antwort ist möglich."),
        ({"a": {"stag_hunt": True}}, "ist keine der möglichen Antworten."),
        ({"z": "stag_hunt"}, "Den Teil „z“ gibt es nicht; es gibt „a“, „b“."),
        ("stag_hunt", 'Die Antwort braucht die Form {"a": …, "b": …}.'),
        (["stag_hunt"], 'Die Antwort braucht die Form {"a": …, "b": …}.'),
    ],
)
def test_the_formal_check_says_what_is_missing_or_malformed(raw: Any, problem: str) -> None:
    problems = read_answer(CHOICE, raw).problems
    assert any(found.endswith(problem) or found == problem for found in problems), problems


def test_a_long_answer_is_quoted_in_short() -> None:
    (problem,) = read_answer(FIELDS, ["x" * 10_000]).problems
    assert len(problem) < 120


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["CC", "a", "e", "stag_hunt"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3) | st.sampled_from("abe"), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("question", [CHOICE, FIELDS], ids=lambda question: question.slug)
@given(raw=json_like)
def test_whatever_stands_in_the_sheet_is_read_without_an_error(
    question: Question, raw: Any
) -> None:
    reading = read_answer(question, raw)
    for part, chosen in reading.answer.items():
        assert part in question.parts
        assert set(chosen) <= set(question.options)
        assert len(set(chosen)) == len(chosen)
        assert question.kind is not Kind.CHOICE or len(chosen) <= 1


@given(json_like)
def test_a_part_without_an_answer_always_has_a_problem(raw: Any) -> None:
    reading = read_answer(CHOICE, raw)
    if not all(reading.answer.get(part) for part in CHOICE.parts):
        assert reading.problems


def test_the_formal_check_never_says_whether_an_answer_is_right() -> None:
    """Any complete answer looks the same to it."""
    question = dilemma(17).questions["spielarten"]
    for option in question.options:
        assert read_answer(question, dict.fromkeys("abcd", option)).problems == ()
