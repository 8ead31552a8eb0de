"""All records load, and whatever they name exists."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from kooperation.base.finding import find
from kooperation.base.glossary import Term, glossary
from kooperation.base.records import ContentError, load, plain_record
from kooperation.base.sources import sources
from kooperation.base.words import Words
from kooperation.games.classification import GameKind, classify
from kooperation.games.game_words import games
from kooperation.games.tree_words import trees
from kooperation.institutions.actors_words import actors, all_relations, statute
from kooperation.negotiation.situation_words import situations
from kooperation.practice.prediction_words import _prediction, predictions
from kooperation.repeated.strategies import FIELD
from kooperation.repeated.strategies_words import strategy_texts


def test_every_toml_file_in_data_is_read_by_somebody() -> None:
    known = {
        "actors",
        "arrangements",
        "contestants",
        "fields",
        "financing",
        "governance",
        "interfaces",
        "kitchen",
        "life_courses",
        "minutes",
        "mixes",
        "role_profiles",
        "role_tensions",
        "roles",
        "situation",
        "strategies",
        "concept_test",
        "conditions",
        "dilemma_situations",
        "local_cases",
        "game",
        "glossary",
        "factors",
        "levers",
        "literature",
        "modes",
        "towns",
        "tree",
        "prediction",
        "words",
        "cases",
    }
    rooms = [room for room in files("kooperation").iterdir() if room.is_dir()]
    names = [path.name for room in rooms for path in room.iterdir()]
    found = {name.removesuffix(".toml") for name in names if name.endswith(".toml")}
    assert found == known


@pytest.mark.parametrize(
    "records",
    [games, glossary, strategy_texts, situations, trees],
    ids=["games", "glossary", "strategies", "situations", "trees"],
)
def test_every_source_key_of_a_record_resolves(records: Any) -> None:
    assert records()
    for key, record in records().items():
        missing = set(record.sources) - set(sources())
        assert not missing, f"{key}: {missing}"


def test_every_entry_of_the_bibliography_is_used_or_taught() -> None:
    used = {
        key
        for r in (games(), glossary(), strategy_texts(), trees())
        for x in r.values()
        for key in x.sources
    }
    used |= {statute(text).key for relation in all_relations() for text in relation.basis}
    everybody = [actor for here in actors().values() for actor in here.values()]
    used |= {statute(text).key for actor in everybody for text in actor.basis}
    lectures = files("kooperation").joinpath("..", "lectures")
    text = "".join(p.read_text("utf-8") for p in lectures.iterdir() if p.name.endswith(".md"))
    formulas = files("kooperation").joinpath("..", "formeln.md").read_text("utf-8")
    for key, source in sources().items():
        cited = f"[{source.short}](#Quellen" in text or f"[{key}]" in formulas
        assert key in used or cited, f"{key} is used nowhere"


def test_terms_and_forms_are_unambiguous() -> None:
    names: dict[str, str] = {}
    for key, term in glossary().items():
        for form in {name.casefold() for name in (term.term, *term.forms)}:
            assert names.setdefault(form, key) == key, f"„{form}“ names {names[form]} and {key}"


def test_the_slide_has_exactly_its_payoffs() -> None:
    slide = games()["gefangenendilemma"]
    assert (slide.cooperate, slide.defect) == ("Schweigen", "Gestehen")
    assert (slide.game.dd, slide.game.dc) == ((1, 1), (3, 0))
    assert (slide.game.cd, slide.game.cc) == ((0, 3), (2, 2))


@pytest.mark.parametrize(
    ("preset", "kind"),
    [
        ("gefangenendilemma", GameKind.PRISONERS_DILEMMA),
        ("verschiebebahnhof", GameKind.PRISONERS_DILEMMA),
        ("axelrod", GameKind.PRISONERS_DILEMMA),
        ("ungleiche_macht", GameKind.PRISONERS_DILEMMA),
        ("hirschjagd", GameKind.STAG_HUNT),
        ("chicken", GameKind.CHICKEN),
        ("koordination", GameKind.COORDINATION),
        ("geschlechterkampf", GameKind.BATTLE_OF_THE_SEXES),
        ("verhandlungsdilemma", GameKind.PRISONERS_DILEMMA),
    ],
)
def test_each_preset_is_the_game_its_title_says(preset: str, kind: GameKind) -> None:
    assert classify(games()[preset].game).kind is kind


def test_every_kind_of_game_has_a_german_name() -> None:
    assert {kind.value for kind in GameKind} == set(Words("games.kinds").section())


def test_the_observed_answer_of_a_prediction_is_one_of_its_options() -> None:
    for key, record in predictions().items():
        assert record.observed in ("", *record.options), key
        assert len(record.options) > 1
        assert record.explanation, key


@pytest.mark.parametrize(
    ("maker", "raw", "word"),
    [
        (_prediction, {"lecture": "x", "question": "?", "options": {"a": "A"},
                               "observed": "b", "explanation": "."}, "keine der Antworten"),
        (plain_record(Term), {"term": "x", "deffinition": "y"}, "deffinition"),
    ],
)  # fmt: skip
def test_a_wrong_record_names_what_is_wrong(maker: Any, raw: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        maker("key", raw)


def test_a_file_that_is_missing_is_named() -> None:
    with pytest.raises(ContentError, match="gibtesnicht"):
        load("gibtesnicht")


def test_an_unknown_key_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"Das Spiel „hirsch“ gibt es nicht\..*hirschjagd"):
        find(games(), "hirsch", "Das Spiel")


def test_every_strategy_of_the_field_is_told_in_words() -> None:
    assert {strategy.key for strategy in FIELD} <= set(strategy_texts())
    assert all(
        len(text.rule) > 20 and len(text.telltale) > 20 for text in strategy_texts().values()
    )


def test_a_learner_whose_course_is_damaged_reads_one_sentence_and_no_traceback() -> None:
    shell: Any = InteractiveShell.instance()
    with capture_output() as captured:
        shell.run_cell("from kooperation.assignments import draw\ndraw('gibtesnicht', 17)")
    assert "Zur Aufgabe „gibtesnicht“ fehlen die Fragen" in captured.stdout + captured.stderr
    assert "Traceback" not in captured.stdout + captured.stderr
