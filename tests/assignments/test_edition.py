"""The edition of an assignment: another one for whatever is asked otherwise, and for nothing else."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handing_in import ROOT
from kooperation.assignments import dilemma, open_task, published, slugs
from kooperation.assignments.edition import edition
from kooperation.base.answers_file import EditionError, ToClarifyError, read_answers

SLUG = "schnittstellen"


@pytest.mark.parametrize("slug", slugs())
def test_the_published_edition_is_what_this_python_draws(slug: str) -> None:
    """A Python that draws otherwise would ask learners other questions than the grader's Python marks."""
    assert edition(slug, published(slug)) == published(slug)["edition"], "run „kooperation build“"


@pytest.mark.parametrize("slug", slugs())
def test_notebooks_carry_the_edition_of_the_published_records(slug: str) -> None:
    for folder in ("source", "release"):
        notebook = json.loads((ROOT / folder / slug / f"{slug}.ipynb").read_text("utf-8"))
        assert notebook["metadata"]["kooperation"] == {"edition": published(slug)["edition"]}


def test_no_two_assignments_have_the_same_edition() -> None:
    assert len({published(slug)["edition"] for slug in slugs()}) == len(slugs())


def test_it_is_the_same_in_another_process() -> None:
    code = (
        "from kooperation.assignments import published\n"
        "from kooperation.assignments.edition import edition\n"
        f"print(edition({SLUG!r}, published({SLUG!r})))"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": "", "SYSTEMROOT": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == published(SLUG)["edition"]


# Records -------------------------------------------------------------------------------------------


def changed(change: Callable[[Any], object]) -> str:
    records = copy.deepcopy(dict(published(SLUG)))
    change(records["questions"])
    return edition(SLUG, records)


def one_more(questions: Any) -> None:
    pool = questions["typen"]["pool"]
    pool.append({**pool[0], "item": "neu"})


ASKS_OTHERWISE: dict[str, Callable[[Any], object]] = {
    "a word of an item": lambda q: q["typen"]["pool"][3].update(text="Ein anderer Fall."),
    "one more item in a slot": one_more,
    "one item less": lambda q: q["typen"]["pool"].pop(),
    "another slot": lambda q: [item.update(slot=99) for item in q["typen"]["pool"][:6]],
    "as many drawn": lambda q: q["typen"].update(draws=3),
    "an option's label": lambda q: q["typen"]["options"].update(luecke="Loch"),
    "one more option": lambda q: q["typen"]["options"].update(neu="Neu"),
    "a basis of a case": lambda q: next(iter(q["karten"]["pool"][0]["bases"].values())).update(
        label="§ 1"
    ),
    "another kind": lambda q: q["typen"].update(kind="several"),
    "no more shuffling": lambda q: q["typen"].update(shuffle=False),
    "another question": lambda q: q.pop("gesetze"),
}


@pytest.mark.parametrize("change", ASKS_OTHERWISE)
def test_what_is_asked_otherwise_makes_another_edition(change: str) -> None:
    assert changed(ASKS_OTHERWISE[change]) != published(SLUG)["edition"]


@pytest.mark.parametrize("name", ["hint", "read", "points", "own_game"])
def test_what_is_told_beside_the_question_makes_no_other_edition(name: str) -> None:
    """Nobody's work is lost because a hint was mended."""
    value = 3 if name == "points" else "Anders."
    assert changed(lambda q: q["typen"].update({name: value})) == published(SLUG)["edition"]


# Drawing -------------------------------------------------------------------------------------------


def test_a_drawing_written_otherwise_that_draws_the_same_makes_no_other_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = dilemma.givens
    monkeypatch.setattr(
        dilemma, "givens", lambda rng: dict(sorted(drawn(rng).items(), reverse=True))
    )
    assert edition("dilemma", published("dilemma")) == published("dilemma")["edition"]


def test_one_more_draw_before_the_others_makes_another_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = dilemma.givens

    def later(rng: random.Random) -> Any:
        rng.random()
        return drawn(rng)

    monkeypatch.setattr(dilemma, "givens", later)
    assert edition("dilemma", published("dilemma")) != published("dilemma")["edition"]


def test_a_payoff_that_is_shown_otherwise_makes_another_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dilemma, "PAYOFFS", range(11))
    assert edition("dilemma", published("dilemma")) != published("dilemma")["edition"]


# Opening -------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay(folder: Path, **more: Any) -> Path:
    """Write an answers file in *folder*, and return its path."""
    path = folder / f"{SLUG}.answers.json"
    data = {"schema": 1, "variant": 17, "answers": {"typen": {"a": "luecke"}}, **more}
    path.write_text(json.dumps(data), "utf-8")
    return path


def lay_notebook(folder: Path, metadata: Any) -> None:
    (folder / f"{SLUG}.ipynb").write_text(json.dumps({"metadata": metadata, "cells": []}), "utf-8")


def test_a_new_sheet_gets_the_edition_of_today(folder: Path) -> None:
    open_task(SLUG)
    found = read_answers(folder / f"{SLUG}.answers.json")
    assert found["edition"] == published(SLUG)["edition"]


def test_a_sheet_without_an_edition_belongs_to_that_of_today_and_gets_it_with_the_next_answer(
    folder: Path,
) -> None:
    path = lay(folder)
    before = path.read_bytes()
    sheet, _ = open_task(SLUG)
    assert sheet["typen"] == {"a": "luecke"}
    assert path.read_bytes() == before
    sheet["gesetze"] = {"a": "sgb2"}
    assert read_answers(path)["edition"] == published(SLUG)["edition"]


def test_a_sheet_of_another_edition_is_told_what_to_do_and_nothing_is_lost(folder: Path) -> None:
    path = lay(folder, edition="0123abcdef")
    before = path.read_bytes()
    with pytest.raises(EditionError, match="anderen Stand der Aufgabe") as caught:
        open_task(SLUG)
    said = str(caught.value)
    for part in ("„schnittstellen.answers.json“", "0123abcdef", "Ihre Antworten stehen noch da",
                 "benennen den Ordner „schnittstellen“ um", "weiter, mit dem Sie begonnen"):  # fmt: skip
        assert part in said
    assert caught.value._render_traceback_() == [said]
    assert path.read_bytes() == before


def test_a_grader_is_told_to_give_no_points_for_it(folder: Path) -> None:
    path = lay(folder, edition="0123abcdef")
    with pytest.raises(ToClarifyError, match="Ihre Lehrperson klärt das"):
        open_task(SLUG, handed_in=True)
    lay(folder, edition=published(SLUG)["edition"])
    assert open_task(SLUG, handed_in=True)[0].path == path


@pytest.mark.parametrize("handed_in", [False, True])
def test_a_notebook_of_another_edition_beside_the_sheet_is_noticed_the_same_way(
    folder: Path, handed_in: bool
) -> None:
    lay(folder)
    lay_notebook(folder, {"kooperation": {"edition": "0123abcdef"}})
    with pytest.raises(
        ToClarifyError if handed_in else EditionError, match=r"„schnittstellen\.ipynb“"
    ):
        open_task(SLUG, handed_in=handed_in)


def test_no_sheet_is_made_beside_a_notebook_of_another_edition(folder: Path) -> None:
    lay_notebook(folder, {"kooperation": {"edition": "0123abcdef"}})
    with pytest.raises(EditionError):
        open_task(SLUG)
    assert [path.name for path in folder.iterdir()] == [f"{SLUG}.ipynb"]


@pytest.mark.parametrize(
    "metadata",
    [{}, [], None, {"kooperation": 1}, {"kooperation": {}}, {"kooperation": {"edition": ["?"]}}],
)
def test_a_notebook_that_names_no_edition_is_no_obstacle(folder: Path, metadata: Any) -> None:
    lay_notebook(folder, metadata)
    open_task(SLUG)
    (folder / f"{SLUG}.ipynb").write_bytes(b"\xff kein Notebook")
    open_task(SLUG)


def test_a_file_of_another_edition_that_comes_in_meanwhile_is_not_written_over(
    folder: Path,
) -> None:
    sheet, _ = open_task(SLUG)
    path = lay(folder, edition="0123abcdef")
    before = path.read_bytes()
    with pytest.raises(EditionError):
        sheet["typen"] = {"a": "schnittstelle"}
    assert path.read_bytes() == before
