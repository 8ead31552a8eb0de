"""What every assignment of the course promises: keys, reasons, variants, texts and notebooks."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path
from typing import Any

import nbformat
import pytest

from handing_in import ROOT
from kooperation.assignments import Kind, Question, draw, folded, published, read_answer, slugs
from kooperation.assignments.kinds.map.record import case_record
from kooperation.authoring import printed_assignment
from kooperation.authoring.assignments import Assignment, read_assignment
from kooperation.authoring.length import asked_words, words
from kooperation.base.answers_file import VARIANTS
from kooperation.institutions.cases_words import make_case

SLUGS = sorted(folder.name for folder in (ROOT / "source").glob("*/"))
SOME = range(0, VARIANTS, 3001)  # 334 variants
POINTS = 100


@pytest.fixture(scope="module", params=SLUGS)
def assignment(request: pytest.FixtureRequest) -> Assignment:
    return read_assignment(ROOT / "source" / request.param)


def questions(assignment: Assignment, variant: int = 17) -> dict[str, Question]:
    return dict(draw(assignment.slug, variant).questions)


def items(assignment: Assignment) -> Iterator[tuple[str, Any, Any]]:
    """Yield (question, its record, item) of all pools."""
    for slug, record in assignment.questions.items():
        for item in record.get("pool", ()):
            yield slug, record, item


# Printed -------------------------------------------------------------------------------------------


def test_what_is_printed_is_what_the_records_say(assignment: Assignment) -> None:
    slug = assignment.slug
    data = ROOT / "course" / "kooperation" / "assignments" / "published" / f"{slug}.json"
    assert data.read_text("utf-8") == assignment.published(), "run „kooperation build“"
    notebook = ROOT / "source" / slug / f"{slug}.ipynb"
    assert notebook.read_text("utf-8") == printed_assignment(assignment), "run „kooperation build“"


def test_published_questions_are_those_of_the_sources() -> None:
    assert slugs() == SLUGS


def test_all_assignments_together_bring_a_hundred_points() -> None:
    assert sum(read_assignment(ROOT / "source" / slug).points for slug in SLUGS) == POINTS


def test_the_minutes_stated_are_those_of_reading_and_answering(assignment: Assignment) -> None:
    """They stand in the notebook and beside its link, and whoever reads the notebook alone takes less."""
    slug = assignment.slug
    notebook = nbformat.read(ROOT / "release" / slug / f"{slug}.ipynb", as_version=4)
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert f"dauert etwa **{assignment.minutes} Minuten**" in texts[0]
    assert published(slug)["minutes"] == assignment.minutes
    reading = sum(map(words, texts)) / 180
    assert reading < assignment.minutes
    questions_alone = sum(asked_words(question) for question in questions(assignment).values())
    assert reading + questions_alone / 180 < assignment.minutes


# Texts ---------------------------------------------------------------------------------------------


def headings() -> dict[str, set[str]]:
    found = {}
    for path in (ROOT / "course" / "lectures").glob("*.md"):
        text = path.read_text("utf-8")
        found[f"Lektion {int(path.stem[:2])}"] = set(re.findall(r"^#{2,3} (.+)$", text, re.M))
    help_page = (ROOT / "course" / "hilfe.md").read_text("utf-8")
    return {**found, "Hilfe": set(re.findall(r"^## (.+)$", help_page, re.M))}


def test_what_is_to_be_read_again_is_there(assignment: Assignment) -> None:
    known = headings()
    for slug, record in assignment.questions.items():
        names = re.findall(r"„([^“]+)“", record["read"])
        assert record["read"].startswith(tuple(known)), slug
        assert names, slug
        assert all(any(name in among for among in known.values()) for name in names), slug
    assert (ROOT / "course" / "lectures" / f"{assignment.lecture}.md").is_file()


def test_the_example_line_is_understood(assignment: Assignment) -> None:
    """Who copies it gets no complaint about its form, and it fits every variant."""
    for slug, record in assignment.questions.items():
        if "typed" not in record:
            continue
        tree = ast.parse(record["typed"])
        (statement,) = tree.body
        assert isinstance(statement, ast.Assign)
        assert ast.unparse(statement.targets[0]) == f"sheet['{slug}']", slug
        value = ast.literal_eval(statement.value)
        for variant in SOME[:30]:
            question = questions(assignment, variant)[slug]
            problems = read_answer(question, value).problems
            odd = [p for p in problems if not p.endswith("noch keine Antwort.")]
            odd = [
                p
                for p in odd
                if "es fehl" not in p and "Zahl" not in p and "Wort" not in p and "Wört" not in p
            ]
            assert odd == [], (slug, variant)


def test_texts_have_no_markup_and_no_straight_quotes(assignment: Assignment) -> None:
    for slug, _record, item in items(assignment):
        for name in ("text", "story", "otherwise", "missing", "solution"):
            text = item.get(name, "")
            assert '"' not in text, (slug, item["item"])
            assert "**" not in text, (slug, item["item"])
            assert text == text.strip(), (slug, item["item"])


# Keys ----------------------------------------------------------------------------------------------


def reasons(item: Any) -> list[str]:
    why = item.get("why", {})
    return [*why.values(), *filter(None, (item.get("otherwise"), item.get("missing")))]


def test_no_reason_and_no_hint_tells_the_right_answer(assignment: Assignment) -> None:
    for slug, record, item in items(assignment):
        options = record.get("options", {})
        if (
            record["kind"] not in (Kind.CHOICE, Kind.SEVERAL)
            or isinstance(options, str)
            or "key" not in item
        ):
            continue
        keys = item["key"] if isinstance(item["key"], list) else [item["key"]]
        right = [folded(options[key]) for key in keys]
        for reason in [*reasons(item), record["hint"]]:
            for name in right:
                assert name not in folded(reason), (slug, item["item"], reason)


def test_a_slot_tells_nothing_about_the_key(assignment: Assignment) -> None:
    """Slots are published: within each with a choice, the keys of at least two items differ."""
    slots: dict[tuple[str, int], list[str]] = {}
    for slug, record, item in items(assignment):
        if record["kind"] in (Kind.CHOICE, Kind.SEVERAL, Kind.PLACE) and "key" in item:
            slots.setdefault((slug, item["slot"]), []).append(json.dumps(item["key"]))
    for slot, keys in slots.items():
        assert len(keys) == 1 or len(set(keys)) > 1, slot


def test_the_place_of_an_item_in_what_is_published_tells_nothing_about_the_key() -> None:
    """Whoever guesses by the rule that fits best (option = a·slot + b·place + c) is mostly wrong."""
    measured = {}
    for name in SLUGS:
        assignment = read_assignment(ROOT / "source" / name)
        for slug, record in published(name)["questions"].items():
            keys = {i["item"]: i.get("key") for i in assignment.questions[slug].get("pool", ())}
            if record["kind"] != Kind.CHOICE or not keys or not all(keys.values()):
                continue
            options = list(record["options"])
            slots: dict[int, list[Any]] = {}
            for item in record["pool"]:
                slots.setdefault(item["slot"], []).append(keys[item["item"]])
            places = [
                (slot, place, {options.index(k) for k in ([key] if isinstance(key, str) else key)})
                for slot, found in slots.items()
                for place, key in enumerate(found)
            ]
            n = len(options)
            rules = product(range(n), range(n), range(n))
            best = max(
                sum((a * slot + b * place + c) % n in right for slot, place, right in places)
                for a, b, c in rules
            )
            measured[name, slug] = best / len(places)
    assert measured
    assert {key: hit for key, hit in measured.items() if hit > 0.8} == {}


def test_options_are_told_apart_and_all_are_wrong_somewhere(assignment: Assignment) -> None:
    for slug, question in questions(assignment).items():
        names: dict[str, str] = {}
        for option, label in question.options.items():
            for name in {folded(option), folded(label)}:
                assert names.setdefault(name, option) == option, (slug, label)


def test_reasons_name_different_mistakes(assignment: Assignment) -> None:
    """A choice with several wrong answers explains at least two of them, each in its own words."""
    for slug, record, item in items(assignment):
        if record["kind"] == Kind.CHOICE and "key" in item and len(record["options"]) > 2:
            assert len(item.get("why", {})) >= 2, (slug, item["item"])
            said = reasons(item)
            assert len(set(said)) == len(said), (slug, item["item"])


# Variants ------------------------------------------------------------------------------------------


def drawn(slug: str, variant: int) -> str:
    """Return what decides the keys of a variant: the items in their order, and all that is given."""
    task = draw(slug, variant)
    parts = [[item.item for item in q.items.values()] for q in task.questions.values()]
    return repr((parts, sorted((k, str(v)) for k, v in task.given.items())))


def keyed(assignment: Assignment, variant: int) -> str:
    """Return the keys of a variant as far as they are written down, else what they are computed from."""
    task, found = draw(assignment.slug, variant), []
    for slug, question in task.questions.items():
        pool = {item["item"]: item for item in assignment.questions[slug].get("pool", ())}
        for part, item in question.items.items():
            record = pool.get(item.item, {})
            if question.kind is Kind.MAP:
                found.append((part, repr(make_case(item.item, case_record(record)).map_key)))
            elif "key" in record:
                found.append((part, repr(record["key"])))
    return repr((found, sorted((k, str(v)) for k, v in task.given.items())))


@pytest.mark.slow
def test_there_are_at_least_fifty_different_keys(assignment: Assignment) -> None:
    assert len({keyed(assignment, variant) for variant in SOME}) >= 50


def test_the_same_number_gives_the_same_version(assignment: Assignment) -> None:
    slug = assignment.slug
    first = drawn(slug, 4711)
    draw.cache_clear()
    assert drawn(slug, 4711) == first


def work(assignment: Assignment, variant: int) -> dict[str, tuple[int, int]]:
    """Return for each question how many answers its key asks for, and how many words it has to be read."""
    task, found = draw(assignment.slug, variant), {}
    for slug, question in task.questions.items():
        pool = {item["item"]: item for item in assignment.questions[slug].get("pool", ())}
        marks = 0
        for item in question.items.values():
            key = pool.get(item.item, {}).get("key")
            marks += len(key) if question.kind is Kind.SEVERAL and isinstance(key, list) else 1
        texts = chain([question.text], (item.text for item in question.items.values()))
        found[slug] = marks, sum(len(text.split()) for text in texts)
    return found


@pytest.mark.slow
def test_all_variants_ask_the_same_amount_of_work(assignment: Assignment) -> None:
    measured = [work(assignment, variant) for variant in SOME]
    for slug in assignment.questions:
        assert len({each[slug][0] for each in measured}) == 1, f"{slug}: as many answers for all"
        words = [each[slug][1] for each in measured]
        assert max(words) <= 1.5 * min(words) + 5, f"{slug}: {min(words)} to {max(words)} words"


def test_items_of_a_slot_are_of_like_length(assignment: Assignment) -> None:
    slots: dict[tuple[str, int], list[int]] = {}
    for slug, _record, item in items(assignment):
        text = item.get("text", item.get("story", ""))
        slots.setdefault((slug, item["slot"]), []).append(len(text.split()))
    for slot, lengths in slots.items():
        assert max(lengths) <= 2.0 * min(lengths) + 5, (slot, lengths)


# What learners get ---------------------------------------------------------------------------------


def private_texts(assignment: Assignment) -> list[str]:
    """Return the texts that only the instructor may have: reasons, samples, anchors, comments, grader code."""
    found: list[str] = []
    for record in assignment.questions.values():
        found += record.get("samples", [])
        found += record.get("comments", [])
        for criterion in record.get("criteria", ()):
            found += [*criterion["levels"], *criterion.get("comments", ())]
        for item in record.get("pool", ()):
            found += reasons(item)
            if record["kind"] == Kind.MAP:
                found += [item["reference"], item["dispute"]]
                found += [basis["says"] for basis in item["bases"].values()]
                found += list(item["instrument_reasons"].values())
    for section in assignment.sections:
        code = section.blocks.get("grade", "")
        found += [line.strip() for line in code.splitlines()]
    return [text for text in found if len(text) >= 40]


def released(slug: str) -> list[Path]:
    return [
        *(path for path in (ROOT / "release" / slug).rglob("*") if path.is_file()),
        ROOT / "course" / "kooperation" / "assignments" / "published" / f"{slug}.json",
    ]


def test_nothing_private_is_in_what_learners_get(assignment: Assignment) -> None:
    secrets = private_texts(assignment)
    assert secrets
    for path in released(assignment.slug):
        text = path.read_text("utf-8")
        plain = json.dumps(json.loads(text), ensure_ascii=False)
        for secret in secrets:
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in plain, (path.name, secret)
        assert "MARK SCHEME" not in text
        assert "HIDDEN TESTS" not in text
        assert "mark_" not in text
        assert '"key"' not in text
        assert '"why"' not in text
