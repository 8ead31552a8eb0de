"""An assignment as its author writes it: records in TOML, text in Markdown, read and checked.

The public half of the records (what is asked) is published with the package; the private half (keys, reasons,
rubrics) stays here and goes into hidden tests and marking schemes.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kooperation.assignments.questions import IN_A_CELL, Kind
from kooperation.authoring.errors import AuthoringError
from kooperation.content.cases import make_case
from kooperation.placement import STEPS, TOLERANCE
from kooperation.typed_numbers import parse_number

SLUG = re.compile(r"[a-z][a-z0-9_]*")
TAKEN = (
    "drawing",
    "form_checks",
    "questions",
    "reading",
)  # modules beside those of the assignments
TAKEN_IDS = ("auftrag", "setup", "abgabe")  # cells that every notebook has
PUBLIC = (
    "kind", "title", "points", "read", "hint", "part", "text", "table", "options", "shuffle", "games",
    "minimum", "maximum", "percent", "unit", "words",
)  # fmt: skip
PUBLIC_ITEM = ("item", "slot", "text", "label", "unit", "words", "title", "field", "story")
PUBLIC_BASIS = ("label", "gist")
PRIVATE = ("claim", "typed", "pool", "criteria", "samples", "comments")
PRIVATE_ITEM = ("key", "half", "why", "otherwise", "solution", "admissible", "missing", "tolerance", "others")  # fmt: skip
WITH_POOL = (Kind.CHOICE, Kind.SEVERAL, Kind.NUMBER, Kind.PLACE, Kind.MAP, Kind.FORM)
BLOCKS = ("answer", "visible", "grade")
_HEADING = re.compile(r"^## (?:(?P<slug>[a-z][a-z0-9_]*): )?(?P<title>.+)$", re.M)
_BLOCK = re.compile(r"^```\{(?P<name>\w+)\}\n(?P<code>.*?)^```\n?", re.M | re.S)
_LIKE_A_BLOCK = re.compile(r"^\s*[`~]{2,}\s*\{.*", re.M)


@dataclass(frozen=True)
class Section:
    """What stands in the text below one heading; *slug* is "" where it asks nothing."""

    slug: str
    title: str
    prose: str
    blocks: Mapping[str, str]


@dataclass(frozen=True)
class Assignment:
    """An assignment as it was read: its records, its introduction and its sections in their order."""

    slug: str
    title: str
    lecture: str
    minutes: int
    questions: Mapping[str, Mapping[str, Any]]
    introduction: str
    sections: tuple[Section, ...]
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """What all questions together bring."""
        return float(sum(record["points"] for record in self.questions.values()))

    def published(self) -> str:
        """Return what learners may have of the records, as JSON: no key, no reason, no rubric."""
        order = [section.slug for section in self.sections if section.slug]
        data = {
            "title": self.title,
            "lecture": self.lecture,
            "minutes": self.minutes,
            "questions": {slug: _public(self.questions[slug]) for slug in order},
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _public(record: Mapping[str, Any]) -> dict[str, Any]:
    data = {name: record[name] for name in PUBLIC if name in record}
    if pool := record.get("pool"):
        data["pool"] = [_public_item(item) for item in pool]
    return data


def _public_item(item: Mapping[str, Any]) -> dict[str, Any]:
    data = {name: item[name] for name in PUBLIC_ITEM if name in item}
    if bases := item.get("bases"):
        data["bases"] = {
            name: {each: basis[each] for each in PUBLIC_BASIS} for name, basis in bases.items()
        }
    return data


def private_texts(assignment: Assignment) -> Iterator[str]:
    """Yield what only instructors may read: reasons, references, rubrics, samples, comments."""
    for record in assignment.questions.values():
        for name in ("samples", "comments"):
            yield from record.get(name, ())
        for criterion in record.get("criteria", ()):
            yield from (level.split(":", 1)[-1].strip() for level in criterion["levels"])
        for item in record.get("pool", ()):
            yield from _texts({k: v for k, v in item.items() if k not in PUBLIC_ITEM})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in PUBLIC_BASIS:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


# Reading -----------------------------------------------------------------------------------------


def read_assignment(folder: Path) -> Assignment:
    """Return the assignment whose text and records lie in *folder* (`source/<slug>`).

    Raises AuthoringError, with file and question, if something is missing or wrong.
    """
    slug = folder.name
    if not SLUG.fullmatch(slug) or slug in TAKEN:
        raise AuthoringError(
            f"«{slug}» geht nicht als Kurzname einer Aufgabe: kleine Buchstaben, Ziffern und _, ohne "
            f"Umlaute, und nicht {', '.join(TAKEN)}."
        )
    records, text = folder / f"{slug}.toml", folder / f"{slug}.md"
    path = records
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        path = text
        prose = path.read_text("utf-8")
    except OSError as error:
        raise AuthoringError(
            f"source/{slug}: «{Path(error.filename).name}» fehlt oder ist nicht lesbar. Eine Aufgabe "
            f"besteht aus {slug}.toml und {slug}.md."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AuthoringError(f"source/{slug}/{path.name} ist nicht lesbar: {error}.") from error
    introduction, sections = _sections(prose)
    _require(raw, ("title", "lecture", "minutes", "questions"), f"{slug}.toml")
    for problem in _wrong_at_the_top(raw):
        raise AuthoringError(f"{slug}.toml: {problem}")
    questions = raw.pop("questions")
    for name, record in questions.items():
        where = f"{slug}.toml, [questions.{name}]"
        try:
            for problem in _problems(name, record):
                raise AuthoringError(f"{where}: {problem}")
        except (TypeError, ValueError, AttributeError, KeyError) as error:
            raise AuthoringError(
                f"{where}: Eine Angabe hat nicht die Form, die sie haben soll ({error})."
            ) from error
    _match(slug, introduction, questions, sections)
    return Assignment(
        slug=slug,
        title=raw.pop("title"),
        lecture=raw.pop("lecture"),
        minutes=raw.pop("minutes"),
        questions=questions,
        introduction=introduction,
        sections=sections,
        more=raw,
    )


def _require(raw: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    if missing := [name for name in names if name not in raw]:
        raise AuthoringError(f"{where}: Es fehlt {', '.join(missing)}.")


def _wrong_at_the_top(raw: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(raw["questions"], dict) or not raw["questions"]:
        yield "Es fehlen die Fragen: [questions.<Kurzname>]."
    if not re.match(r"[0-9]{2}_", str(raw["lecture"])):
        yield f"lecture «{raw['lecture']}» ist keine Lektion, zum Beispiel 05_gefangenendilemma."
    if type(raw["minutes"]) is not int:
        yield "minutes ist eine ganze Zahl."


def _sections(prose: str) -> tuple[str, tuple[Section, ...]]:
    """Return what stands before the first heading, and the sections."""
    found = list(_HEADING.finditer(_without_blocks(prose)))
    starts = [match.start() for match in found] + [len(prose)]
    sections = []
    for match, end in zip(found, starts[1:], strict=True):
        body = prose[match.end() : end]
        blocks = {block["name"]: block["code"] for block in _BLOCK.finditer(body)}
        sections.append(
            Section(match["slug"] or "", match["title"], _BLOCK.sub("", body).strip(), blocks)
        )
    return prose[: starts[0]].strip(), tuple(sections)


def _without_blocks(prose: str) -> str:
    """Return *prose* as long as it is, with code blanked, so that no comment is taken for a heading."""
    return re.sub(r"^```.*?^```", lambda m: re.sub(r"[^\n]", " ", m[0]), prose, flags=re.M | re.S)


def _match(
    slug: str, introduction: str, questions: Mapping[str, Any], sections: tuple[Section, ...]
) -> None:
    """Raise AuthoringError unless text and records have the same questions, with the code they need."""
    asked = [section.slug for section in sections if section.slug]
    if odd := sorted(set(asked) ^ set(questions)):
        raise AuthoringError(
            f"source/{slug}: «{odd[0]}» steht nur in einer der beiden Dateien. Zu jeder Frage gehört "
            f"«## {odd[0]}: Überschrift» in {slug}.md und [questions.{odd[0]}] in {slug}.toml."
        )
    if twice := {name for name in asked if asked.count(name) > 1}:
        raise AuthoringError(f"{slug}.md: Die Frage {sorted(twice)[0]} steht zweimal da.")
    texts = [("Einleitung", introduction)] + [(s.slug or s.title, s.prose) for s in sections]
    for name, prose in texts:
        # What is not read as a block would stand in the notebook, where learners read it.
        if found := _LIKE_A_BLOCK.search(prose):
            raise AuthoringError(
                f"{slug}.md, «{name}»: «{found[0].strip()}» ist kein Block. Ein Block steht unter "
                "einer Frage, beginnt mit ```{name} am Zeilenanfang und endet mit ```."
            )
    for section in sections:
        where = f"{slug}.md, «{section.slug or section.title}»"
        if unknown := sorted(set(section.blocks) - set(BLOCKS)):
            raise AuthoringError(
                f"{where}: Den Block {{{unknown[0]}}} gibt es nicht; es gibt {', '.join(BLOCKS)}."
            )
        if section.slug:
            record = questions[section.slug]
            if missing := _missing_block(Kind(record["kind"]), record, section.blocks):
                raise AuthoringError(f"{where}: Es fehlt der Block ```{{{missing}}}.")


def _missing_block(kind: Kind, record: Mapping[str, Any], blocks: Mapping[str, str]) -> str:
    if kind is Kind.FUNCTION and "answer" not in blocks:
        return "answer"
    without_key = kind not in (*IN_A_CELL, Kind.MAP) and any(
        "key" not in item for item in record.get("pool", ())
    )
    by_code = kind in (Kind.FUNCTION, Kind.MARKS, Kind.FORM) or "games" in record or without_key
    return "grade" if by_code and "grade" not in blocks else ""


# Checking records --------------------------------------------------------------------------------


def _problems(name: str, record: Mapping[str, Any]) -> Iterator[str]:
    if not SLUG.fullmatch(name):
        yield "Der Kurzname besteht aus kleinen Buchstaben, Ziffern und _, ohne Umlaute."
    if name in TAKEN_IDS:
        yield f"«{name}» ist als Kurzname vergeben; vergeben sind {', '.join(TAKEN_IDS)}."
    kinds = [kind.value for kind in Kind]
    if record.get("kind") not in kinds:
        yield f"kind ist eines von {', '.join(kinds)}."
        return
    kind = Kind(record["kind"])
    needed = ["title", "points", "read"]
    needed += (
        ["words", "samples", "comments", "criteria"] if kind is Kind.TEXT else ["claim", "hint"]
    )
    if kind not in IN_A_CELL:
        needed.append("typed")
    if missing := [each for each in needed if each not in record]:
        yield f"Es fehlt {', '.join(missing)}."
        return
    if unknown := sorted(set(record) - {*PUBLIC, *PRIVATE}):
        yield f"Die Angabe «{unknown[0]}» gibt es nicht."
    if type(record["points"]) not in (int, float) or record["points"] <= 0:
        yield "points ist eine Zahl über 0."
    if kind in (Kind.CHOICE, Kind.SEVERAL, Kind.MARKS) and not record.get("options"):
        yield "Es fehlen die Antworten: [options]."
    if kind is Kind.TEXT:
        yield from _rubric(record)
    elif "games" not in record and kind in WITH_POOL:
        yield from _pool(kind, record)


def _rubric(record: Mapping[str, Any]) -> Iterator[str]:
    words = record["words"]
    if not isinstance(words, list) or [type(count) for count in words] != [int, int]:
        yield "words sind zwei ganze Zahlen: mindestens und höchstens so viele Wörter."
    best = 0.0
    for criterion in record["criteria"]:
        levels = criterion.get("levels", [])
        if not criterion.get("name"):
            yield "criteria: Es fehlt name."
        try:
            split = [level.split(":", 1) for level in levels]
            values = [float(parse_number(value)) for value, _anchor in split]
        except (ValueError, AttributeError):
            yield f"criteria «{criterion.get('name')}»: Jede Stufe beginnt mit ihren Punkten und einem Doppelpunkt."
            return
        if len(values) < 2 or values != sorted(values, reverse=True) or values[-1] != 0:
            yield f"criteria «{criterion.get('name')}»: Die Stufen gehen von der besten bis 0."
            return
        best += values[0]
    if best != record["points"]:
        yield f"Die besten Stufen geben zusammen {best:g} Punkte, die Frage {record['points']:g}."


def _pool(kind: Kind, record: Mapping[str, Any]) -> Iterator[str]:
    pool = record.get("pool")
    if not pool:
        yield "Es fehlen die Teile: [[pool]]."
        return
    names = [item.get("item") for item in pool]
    if twice := sorted({str(name) for name in names if names.count(name) > 1}):
        yield f"item «{twice[0]}» gibt es mehrmals."
    for item in pool:
        where = f"item «{item.get('item')}»"
        if not SLUG.fullmatch(str(item.get("item", ""))) or type(item.get("slot")) is not int:
            yield f"{where}: item ist ein Kurzname, slot eine ganze Zahl."
            return
        if kind is Kind.MAP:
            yield from _map_item(where, item)
            continue
        if unknown := sorted(set(item) - {*PUBLIC_ITEM, *PRIVATE_ITEM}):
            yield f"{where}: Die Angabe «{unknown[0]}» gibt es nicht."
        if not item.get("text") and not item.get("label"):
            yield f"{where}: Es fehlt text."
        if "key" in item:
            yield from (f"{where}: {problem}" for problem in _key(kind, record, item))


def _map_item(where: str, item: Mapping[str, Any]) -> Iterator[str]:
    try:
        make_case(item["item"], case_record(item))
    except (TypeError, ValueError, KeyError) as error:
        yield f"{where}: {error}"


def case_record(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a case as `make_case` reads it."""
    return {"order": 0, **{k: v for k, v in item.items() if k not in ("item", "slot")}}


def _key(kind: Kind, record: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the key of *item*."""
    why = item.get("why", {})
    if kind in (Kind.CHOICE, Kind.SEVERAL):
        options = record["options"]
        keys = item["key"] if isinstance(item["key"], list) else [item["key"]]
        named = [*keys, *item.get("half", ()), *item.get("admissible", ()), *why]
        if not keys or not isinstance(options, dict):
            yield "key ist leer."
        elif unknown := [name for name in named if name not in options]:
            yield f"Die Antwort «{unknown[0]}» gibt es nicht."
        if clash := sorted(set(keys) & set(why)):
            yield f"«{clash[0]}» ist richtig und hat doch eine Begründung unter why."
        if "otherwise" not in item:
            yield "Es fehlt otherwise."
        if kind is Kind.SEVERAL and "missing" not in item:
            yield "Es fehlt missing."
    elif kind is Kind.NUMBER:
        try:
            key, within, *mistakes = map(
                parse_number, (item["key"], item.get("tolerance", "0"), *why)
            )
            if any(abs(mistake - key) <= within for mistake in mistakes):
                yield "why nennt eine Zahl, die richtig ist."
        except (ValueError, TypeError, AttributeError) as error:
            yield f"key, tolerance und why sind Zahlen in Anführungszeichen: {error}"
        if "otherwise" not in item:
            yield "Es fehlt otherwise."
    elif kind is Kind.PLACE:
        if missing := sorted(set(_reasons_needed(item["key"])) - set(why)):
            yield f"Es fehlt why.{missing[0]}."
        for place in (item["key"], *item.get("others", ())):
            if len(place) != 2 or any(type(step) is not int or step not in STEPS for step in place):
                yield f"{place} ist kein Platz: zwei Stufen von 1 bis 5."


def _reasons_needed(place: Sequence[int]) -> Iterator[str]:
    """Yield the ways in which one can be too far off *place*."""
    for axis, step in zip(("command", "form"), place, strict=False):
        if step + TOLERANCE < STEPS[-1]:
            yield f"{axis}_high"
        if step - TOLERANCE > STEPS[0]:
            yield f"{axis}_low"
