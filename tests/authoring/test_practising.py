"""What an author marks for practice: told apart from what brings points, and refused where a key would get out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handing_in import ROOT
from kooperation.assignments.practice import practised_slugs
from kooperation.authoring.assignments import read_assignment
from kooperation.authoring.practising import keys_in, practice_file, told_apart
from kooperation.authoring.records import read_question
from kooperation.desk.building import build

pytestmark = pytest.mark.slow

PRACTICE = Path("course", "kooperation", "assignments", "published", "practice")


def question(**more: object) -> dict[str, object]:
    item = {"slot": 1, "text": "Was?", "key": "a", "otherwise": "Nein."}
    return {
        "kind": "choice", "title": "T", "points": 1, "read": "L", "hint": "H", "claim": "C", "typed": "x",
        "options": {"a": "A", "b": "B"},
        "pool": [
            {**item, "item": "eins"}, {**item, "item": "zwei"},
            {**item, "item": "ueben", "practice": True}, {**item, "item": "noch", "practice": True},
        ],
        **more,
    }  # fmt: skip


def test_items_for_practice_are_no_part_of_what_brings_points() -> None:
    graded, own = told_apart(question(practice="Wählen Sie."))
    assert [item["item"] for item in graded["pool"]] == ["eins", "zwei"]
    assert own is not None
    assert [item["item"] for item in own["pool"]] == ["ueben", "noch"]
    assert "practice" not in graded
    assert told_apart(question())[1] is None


@pytest.mark.slow
def test_items_for_practice_change_no_edition(tmp_path: Path) -> None:
    """The same answers go on counting when an author adds something to practise."""
    shutil.copytree(ROOT / "source" / "modi", tmp_path / "modi")
    path = tmp_path / "modi" / "modi.toml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if not line.startswith(('practice = "', "worked ="))),
        "utf-8",
    )
    text = path.read_text("utf-8")
    head, *items = text.split("[[questions.zuordnen.pool]]")
    kept = [item for item in items if "practice = true" not in item]
    last = items[-1][items[-1].index("[questions.rechnen]") :]
    path.write_text("[[questions.zuordnen.pool]]".join([head, *kept]) + last, "utf-8")
    without, now = read_assignment(tmp_path / "modi"), read_assignment(ROOT / "source" / "modi")
    assert not without.practised
    assert set(now.practised) == {"zuordnen", "rechnen", "deuten"}
    assert now.edition == without.edition


def test_a_question_with_keys_that_is_practised_needs_items_of_its_own() -> None:
    keyed = question(practice="Wählen Sie.")
    keyed["pool"] = keyed["pool"][:2]  # type: ignore[index]
    (fault,) = read_question("q", keyed, "x.toml")[1]
    assert "Der Schlüssel von „eins“ käme mit der Übung zu den Lernenden" in fault


def test_a_map_is_never_practised_with_its_own_cases() -> None:
    folder = ROOT / "source" / "schnittstellen"
    raw = {**read_assignment(folder).questions["karten"], "practice": "Kartieren Sie."}
    (fault,) = read_question("karten", raw, "x.toml")[1]
    assert "käme mit der Übung zu den Lernenden" in fault


def test_an_item_for_practice_needs_a_sentence_at_the_question() -> None:
    (fault,) = read_question("q", question(), "x.toml")[1]
    assert "gehört an der Frage ein Satz" in fault


def test_a_name_is_used_once_also_for_practice() -> None:
    twice = question(practice="Wählen Sie.")
    twice["pool"][2]["item"] = "eins"  # type: ignore[index]
    assert any("„eins“ gibt es mehrmals" in fault for fault in read_question("q", twice, "x")[1])


@pytest.mark.parametrize("slug", practised_slugs())
def test_what_is_published_for_practice_is_what_the_records_say(slug: str) -> None:
    assignment = read_assignment(ROOT / "source" / slug)
    text = practice_file(assignment)
    assert (ROOT / PRACTICE / f"{slug}.json").read_text("utf-8") == text
    assert list(keys_in(json.loads(text), assignment.questions)) == []
    assert list(keys_in(json.loads(assignment.published()), assignment.questions)) == []


def test_what_is_practised_no_more_is_removed(tmp_path: Path) -> None:
    for name in ("source/dilemma", "release/dilemma"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "course" / "lectures").mkdir(parents=True)
    lecture = Path("course", "lectures", "05_gefangenendilemma.ipynb")
    shutil.copy(ROOT / lecture, tmp_path / lecture)
    path = tmp_path / PRACTICE / "dilemma.json"
    assert f"geschrieben: {path}" in list(build(tmp_path, "dilemma"))
    records = tmp_path / "source" / "dilemma" / "dilemma.toml"
    lines = records.read_text("utf-8").splitlines(keepends=True)
    records.write_text("".join(x for x in lines if not x.startswith("practice =")), "utf-8")
    assert any(str(path) in line and "entfernt" in line for line in build(tmp_path, "dilemma"))
    assert not path.exists()
