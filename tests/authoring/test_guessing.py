"""Nobody gets far without reading: the best rule that ignores the cases, for every question of the course."""

from __future__ import annotations

from pathlib import Path

import pytest

from handing_in import ROOT
from kooperation.authoring.assignments import Assignment, read_assignment
from kooperation.authoring.guessing import LEARNED, THIRD, TRIED, Guess, guesses, whole
from kooperation.authoring.trial import Trial

SLUGS = sorted(folder.name for folder in (ROOT / "source").glob("*/"))
OPINIONS = {("einstieg", "erwartung")}
OWN_WORDS = {"text", "form"}


LONG = ("dilemma", "modi")  # half a minute each


@pytest.mark.slow
@pytest.mark.parametrize(
    "slug",
    [pytest.param(slug, marks=pytest.mark.nightly) if slug in LONG else slug for slug in SLUGS],
)
def test_a_rule_that_ignores_the_cases_gets_a_third_at_most(slug: str) -> None:
    """Learned on 100 variants, tried on 100 others: constants, by letter, by slot; or little more than chance."""
    assignment = read_assignment(ROOT / "source" / slug)
    found = list(guesses(assignment))
    unfair = [
        f"{g.question}: {g.share:.3f} > {g.limit:.3f}, {g.rule}" for g in found if not g.is_fair
    ]
    assert unfair == []
    assert whole(found) <= THIRD
    asked = {q for q, record in assignment.questions.items() if record["kind"] not in OWN_WORDS}
    exempt = {question for of, question in OPINIONS if of == slug}
    assert {g.question for g in found} == asked - exempt


def test_variants_to_learn_from_are_others_than_those_to_try() -> None:
    assert len(LEARNED) == len(TRIED) == 100
    assert not set(LEARNED) & set(TRIED)


# The search finds what it is for -------------------------------------------------------------------

HEAD = """\
title = "Probe"
lecture = "04_was_ist_kooperation"

[questions.probe]
kind = "choice"
title = "Probe"
points = 2
claim = "Es stimmt."
hint = "Lesen Sie."
read = "Lektion 4, „Fünf Grundprobleme, und eine Investition als Falle“"
part = "Fall {part}"
typed = 'sheet["probe"] = {"a": "eins"}'
"""


def probe(tmp_path: Path, keys: list[list[str]], more: str = "") -> Assignment:
    """Return an assignment with one question; *keys* are the keys of the items, slot by slot."""
    options = "".join(f'{name} = "{name}"\n' for name in ("eins", "zwei", "drei", "vier"))
    pool = "".join(
        f'\n[[questions.probe.pool]]\nitem = "i{slot}_{n}"\nslot = {slot}\ntext = "Fall {slot} {n}."\n'
        f'key = "{key}"\notherwise = "Lesen Sie noch einmal."\n'
        for slot, of_slot in enumerate(keys, 1)
        for n, key in enumerate(of_slot)
    )
    folder = tmp_path / "probe"
    folder.mkdir()
    text = f"{HEAD}{more}\n[questions.probe.options]\n{options}{pool}"
    (folder / "probe.toml").write_text(text, "utf-8")
    (folder / "probe.md").write_text("Eine Probe.\n\n## probe: Prüfen Sie\n\nWas gilt?\n", "utf-8")
    return read_assignment(folder)


def best(assignment: Assignment) -> Guess:
    (found,) = guesses(assignment)
    return found


ALL = ["eins", "zwei", "drei", "vier"]


def test_where_all_answers_are_as_frequent_guessing_brings_a_quarter(tmp_path: Path) -> None:
    found = best(probe(tmp_path, [ALL * 4], "draws = 4"))
    assert found.chance == pytest.approx(1 / 4)
    assert found.is_fair
    assert found.limit == THIRD


def test_a_frequent_answer_is_found(tmp_path: Path) -> None:
    """Half of the items have it: 1/2."""
    found = best(probe(tmp_path, [["eins", "eins", "eins", *ALL[1:]]], "draws = 2"))
    assert found.share == pytest.approx(1 / 2, abs=0.1)
    assert found.rule == "immer dasselbe: eins"
    assert not found.is_fair


def test_a_slot_that_tells_its_answer_is_found(tmp_path: Path) -> None:
    """Each answer is as frequent as any other, but each slot has one alone."""
    found = best(probe(tmp_path, [[name, name] for name in ALL]))
    assert found.share == 1
    assert found.rule.startswith("je Platz")


def test_an_order_that_tells_the_answer_is_found(tmp_path: Path) -> None:
    found = best(probe(tmp_path, [[name, name] for name in ALL], "shuffle = false"))
    assert found.share == 1


def test_where_chance_brings_a_third_a_little_more_is_allowed() -> None:
    allowed = {chance: Guess("", 1, 0, chance, "").limit for chance in (0.25, 1 / 3, 0.5)}
    assert allowed == {0.25: THIRD, 1 / 3: pytest.approx(1 / 3 + 0.05), 0.5: pytest.approx(0.55)}


def test_an_answer_is_marked_as_the_hidden_test_does(tmp_path: Path) -> None:
    trial = Trial(probe(tmp_path, [["eins"], ["zwei"]], "shuffle = false"))
    assert float(trial.marks(0, "probe", {"a": "eins", "b": "drei"})) == 1
    assert float(trial.marks(0, "probe", None)) == 0
