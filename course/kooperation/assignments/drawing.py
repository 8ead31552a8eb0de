"""From the published records of an assignment to the version of one learner.

`assignments/published/<slug>.json` is printed from `source/<slug>/<slug>.toml` without its keys, with the
edition of the assignment (`edition.py`). One item of each slot is drawn, or several, then their order; numbers come from `givens(rng)` of a module of the assignment's name,
where there is one.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kooperation.assignments.kinds import Kind
from kooperation.assignments.questions import (
    NOTHING,
    Item,
    Question,
    Table,
    Task,
    source_of_chance,
)
from kooperation.base.answers import AnswerSheet, answer_sheet, is_of_edition
from kooperation.base.answers_file import (
    VARIANTS,
    SheetError,
    ToClarifyError,
    answers_path,
    read_answers,
)
from kooperation.base.checks import german
from kooperation.base.records import ContentError
from kooperation.base.words import Words
from kooperation.games.game_words import GamePreset
from kooperation.institutions.cases_words import Basis

EDITION, SHEET = Words("base.edition"), Words("assignments.sheet")
ERRORS = Words("assignments.errors.drawing")
LETTERS = string.ascii_lowercase


def open_task(slug: str, *, handed_in: bool = False) -> tuple[AnswerSheet, Task]:
    """Return the learner's sheet in the working folder and the version of *slug* it names.

    A grader says *handed_in*: the file must be there then, or SheetError is raised. Raises EditionError if file or
    notebook belong to another edition of the assignment, DamagedSheetError if the file cannot be read; for a grader
    both are ToClarifyError.
    """
    if other := _owner(slug, handed_in):
        said = SHEET.filled("foreign", slug=slug, other=other)
        if handed_in:
            raise ToClarifyError(f"{said} {EDITION['not_marked']}")
        raise SheetError(f"{said} {SHEET.filled('advice', slug=slug, other=other)}")
    sheet = answer_sheet(slug, handed_in=handed_in, edition=published(slug)["edition"])
    return sheet, draw(slug, sheet.variant)


def _owner(slug: str, handed_in: bool) -> str:
    """Return the assignment whose answers lie in the sheet of *slug* by mistake, "" if they are its own.

    A sheet says so by its edition; one without by its answers, if none of them is to a question of *slug*.
    """
    try:
        sheet = read_answers(answers_path(Path.cwd() / f"{slug}.ipynb"), handed_in=handed_in)
    except SheetError:
        return ""  # missing or damaged: that is told where it is opened
    others = [name for name in slugs() if name != slug]
    if edition := sheet["edition"]:
        return next((name for name in others if published(name)["edition"] == edition), "")
    answered = set(sheet["answers"])
    if not answered or answered & set(published(slug)["questions"]):
        return ""
    return next((name for name in others if answered <= set(published(name)["questions"])), "")


def open_function(slug: str, name: str) -> Question:
    """Return the question *name* of *slug*, for the test of a function that stands in the notebook.

    A function is the same in all variants: a sheet that is missing, damaged or somebody else's costs it nothing.
    Raises ToClarifyError if file or notebook belong to another edition and the notebook is not of this one.
    """
    variant = 0
    if not is_of_edition(slug, published(slug)["edition"]):
        with suppress(SheetError):
            read_answers(answers_path(Path.cwd() / f"{slug}.ipynb"), handed_in=True)
            variant = open_task(slug, handed_in=True)[1].variant
    return draw(slug, variant).questions[name]


@cache
def published(slug: str) -> Mapping[str, Any]:
    """Return the published records of the assignment *slug*.

    Raises ContentError if there are none, or they are damaged.
    """
    path = files("kooperation").joinpath("assignments", "published", f"{slug}.json")
    try:
        data = json.loads(path.read_text("utf-8"))
        return MappingProxyType(dict(data))
    except (OSError, ValueError) as error:
        raise ContentError(ERRORS.filled("no_questions", slug=slug, error=error)) from error


def slugs() -> list[str]:
    """Return the assignments whose questions are published, in alphabetical order."""
    folder = files("kooperation").joinpath("assignments", "published")
    return sorted(
        path.name.removesuffix(".json") for path in folder.iterdir() if path.name.endswith(".json")
    )


@cache
def draw(slug: str, variant: int) -> Task:
    """Return the version of *slug* for *variant*; the same number, the same version, everywhere.

    Raises ValueError if there is no such variant, ContentError if there is no such assignment.
    """
    if type(variant) is not int or not 0 <= variant < VARIANTS:
        raise ValueError(ERRORS.filled("no_variant", variant=variant, last=VARIANTS - 1))
    return drawn(slug, variant, published(slug))


def drawn(slug: str, variant: int, records: Mapping[str, Any]) -> Task:
    """Return the version of *slug* for *variant*, drawn from published *records*.

    Raises ContentError if a text names something that is not given.
    """
    given = _givens(slug, variant)
    questions = {
        key: _question(slug, variant, key, raw, given) for key, raw in records["questions"].items()
    }
    return Task(slug, variant, MappingProxyType(questions), MappingProxyType(given))


def _givens(slug: str, variant: int) -> dict[str, Any]:
    name = f"kooperation.assignments.{slug}"
    if find_spec(name) is None:
        return {}
    return dict(import_module(name).givens(source_of_chance(slug, variant)))


def _question(
    slug: str, variant: int, key: str, raw: Mapping[str, Any], given: Mapping[str, Any]
) -> Question:
    kind = Kind(raw["kind"])
    fill = Filler(given).fill
    items = {part: _item(record, given, fill) for part, record in _parts(slug, variant, key, raw)}
    label = raw.get("part", "{part}")
    table = raw.get("table")
    return Question(
        slug=key,
        title=raw["title"],
        kind=kind,
        parts=MappingProxyType(
            {part: item.label or Filler({"part": part}).fill(label) for part, item in items.items()}
        ),
        options=MappingProxyType(kind.record.offered(raw.get("options", NOTHING))),
        items=MappingProxyType(items),
        points=float(raw["points"]),
        read=raw["read"],
        hint=raw.get("hint", ""),
        text=fill(raw.get("text", "")),
        table=None
        if table is None
        else Table(
            fill(table["caption"]),
            tuple(map(fill, table["head"])),
            tuple(tuple(map(fill, row)) for row in table["rows"]),
        ),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        percent=raw.get("percent", False),
        words=_words(raw),
        own=_own(raw, Question, "part", "pool", "games", "shuffle", "draws"),
    )


def _own(raw: Mapping[str, Any], kind: type[Question | Item], *drawn: str) -> Mapping[str, Any]:
    """Return what is published beside the fields that questions or items of several kinds have."""
    known = {field.name for field in fields(kind)} | set(drawn)
    return MappingProxyType({name: value for name, value in raw.items() if name not in known})


def _parts(
    slug: str, variant: int, key: str, raw: Mapping[str, Any]
) -> list[tuple[str, Mapping[str, Any]]]:
    """Return each part's key and its record: games by name, or so many items of each slot as it *draws*."""
    if games := raw.get("games"):
        return [(part, {"item": part, "game": part}) for part in games]
    rng = source_of_chance(slug, variant, key)
    slots: dict[int, list[Mapping[str, Any]]] = {}
    for record in raw.get("pool", ()):
        slots.setdefault(record["slot"], []).append(record)
    draws = raw.get("draws", 1)
    chosen = [
        record
        for slot in sorted(slots)
        for record in (rng.sample(slots[slot], draws) if draws > 1 else [rng.choice(slots[slot])])
    ]
    if raw.get("shuffle", True):
        rng.shuffle(chosen)
    if Kind(raw["kind"]).record.parts_by_name:
        return [(record["item"], record) for record in chosen]
    return list(zip(LETTERS, chosen, strict=False))


def _item(record: Mapping[str, Any], given: Mapping[str, Any], fill: Callable[[str], str]) -> Item:
    game: GamePreset | None = given[record["game"]] if "game" in record else None
    return Item(
        item=record["item"],
        text=fill(record.get("text", record.get("story", ""))),
        label=game.title if game else fill(record.get("label", "")),
        unit=record.get("unit", ""),
        words=_words(record),
        title=record.get("title", ""),
        bases=MappingProxyType(
            {name: Basis(name, **basis) for name, basis in record.get("bases", {}).items()}
        ),
        game=game,
        own=_own(record, Item, "slot", "field", "story"),
    )


def _words(record: Mapping[str, Any]) -> tuple[int, int] | None:
    words = record.get("words")
    return None if words is None else (words[0], words[1])


class Filler(string.Formatter):
    """Fills `{name}` in texts with what is given; numbers are written as in German."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def fill(self, text: str) -> str:
        """Return *text* with the givens it names. Raises ContentError if one is missing or misspelled."""
        if "{" not in text:
            return text
        try:
            return self.vformat(text, (), self._given)
        except (KeyError, AttributeError, IndexError) as error:
            raise ContentError(ERRORS.filled("not_given", text=text[:60], name=error)) from error
        except ValueError as error:  # such as a bracket that stands alone
            raise ContentError(ERRORS.filled("braces", text=text[:60], error=error)) from error

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, float) and value == int(value):
            value = int(value)
        if format_spec or isinstance(value, str) or not isinstance(value, int | float):
            return str(super().format_field(value, format_spec))
        return german(value)
