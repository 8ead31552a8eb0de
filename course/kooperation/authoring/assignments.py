"""An assignment as its author writes it: records in TOML, text in Markdown, read and checked.

The public half of the records (what is asked) is published with the package; the private half (keys, reasons,
rubrics) stays here and goes into hidden tests and marking schemes.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kooperation.assignments.edition import edition
from kooperation.assignments.questions import IN_A_CELL, Kind
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.records import PUBLIC_BASIS, PUBLIC_ITEM, SLUG, problems, public

# Modules beside those of the assignments.
TAKEN = ("drawing", "edition", "form_checks", "part_reading", "questions", "reading")
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

    @cached_property
    def public(self) -> Mapping[str, Any]:
        """What learners may have of the records: no key, no reason, no rubric."""
        order = [section.slug for section in self.sections if section.slug]
        return {
            "title": self.title,
            "lecture": self.lecture,
            "minutes": self.minutes,
            "questions": {slug: public(self.questions[slug]) for slug in order},
        }

    @cached_property
    def edition(self) -> str:
        """The edition of the public records and their drawing; see `edition`."""
        return edition(self.slug, self.public)

    def published(self) -> str:
        """Return what is published with the package, as JSON: the public records and their edition."""
        data = {"edition": self.edition, **self.public}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


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
    introduction, sections = _sections(prose, text.name)
    _require(raw, ("title", "lecture", "minutes", "questions"), f"{slug}.toml")
    for problem in _wrong_at_the_top(raw):
        raise AuthoringError(f"{slug}.toml: {problem}")
    questions = raw.pop("questions")
    for name, record in questions.items():
        where = f"{slug}.toml, [questions.{name}]"
        try:
            for problem in problems(name, record):
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
    if not isinstance(raw["title"], str):
        yield "title ist ein Text in Anführungszeichen."
    if not re.match(r"[0-9]{2}_", str(raw["lecture"])):
        yield f"lecture «{raw['lecture']}» ist keine Lektion, zum Beispiel 05_gefangenendilemma."
    if type(raw["minutes"]) is not int:
        yield "minutes ist eine ganze Zahl."


def _sections(prose: str, where: str) -> tuple[str, tuple[Section, ...]]:
    """Return what stands before the first heading, and the sections; *where* names the file."""
    found = list(_HEADING.finditer(_without_blocks(prose)))
    starts = [match.start() for match in found] + [len(prose)]
    sections = []
    for match, end in zip(found, starts[1:], strict=True):
        body = prose[match.end() : end]
        blocks: dict[str, str] = {}
        for block in _BLOCK.finditer(body):
            if block["name"] in blocks:
                raise AuthoringError(
                    f"{where}, «{match['slug'] or match['title']}»: Den Block ```{{{block['name']}}} "
                    "gibt es zweimal."
                )
            blocks[block["name"]] = block["code"]
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
