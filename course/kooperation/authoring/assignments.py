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
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from kooperation.assignments.deadlines import berlin, read_deadlines
from kooperation.assignments.drawing import drawn
from kooperation.assignments.edition import edition
from kooperation.assignments.kinds import Kind
from kooperation.assignments.kinds.shared.record import (
    SLUG,
    Printed,
    Public,
    QuestionRecord,
    Record,
    Wanted,
)
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.length import task_minutes
from kooperation.authoring.practising import told_apart
from kooperation.authoring.records import private, published, read, read_question
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words


def _taken() -> tuple[str, ...]:
    """Return what lies beside the modules of the assignments, which draw: all that has no `givens`."""
    found = set()
    for path in files("kooperation.assignments").iterdir():
        name, _, ending = path.name.partition(".")
        # A module that cannot be read is found out, with its fault, when it is to draw.
        code = path.read_bytes().decode("utf-8", "replace") if ending == "py" else ""
        draws = re.search(r"^def givens\(", code, re.M)
        if SLUG.fullmatch(name) and ending in ("", "py") and not draws:
            found.add(name)
    return tuple(sorted(found))


TAKEN = _taken()
ASSIGNMENT = Words("assignments.assignment")
ERRORS = Words("authoring.errors.assignments")
ALWAYS_READ = ("first", "run", "answer", "check", "hand_in", "own", "end")  # in every assignment
SOME = range(20)  # variants whose length is measured
BLOCKS = ("answer", "visible", "grade")
SECRET = ("answer", "grade")  # what learners never read
_HEADING = re.compile(r"^## (?:(?P<slug>[a-z][a-z0-9_]*): )?(?P<title>.+)$", re.M)
_BLOCK = re.compile(r"^```\{(?P<name>\w+)\}\n(?P<code>.*?)^```\n?", re.M | re.S)
_LIKE_A_BLOCK = re.compile(r"^\s*[`~]{2,}\s*\{.*", re.M)


LEVEL = re.compile(r"^[0-9,./]+:\s*")


@dataclass(frozen=True, kw_only=True)
class TopRecord(Record):
    """What stands at the top of an assignment's records."""

    title: Public[str]
    lecture: Public[
        Annotated[
            str,
            Wanted(
                "ist eine Lektion, zum Beispiel 05_gefangenendilemma",
                re.compile(r"[0-9]{2}_").match,
            ),
        ]
    ]
    questions: Printed[Any]  # read one by one


@dataclass(frozen=True)
class Section:
    """What stands in the text below one heading; *slug* is "" where it asks nothing."""

    slug: str
    title: str
    prose: str
    blocks: Mapping[str, str]


@dataclass(frozen=True)
class Assignment:
    """An assignment as it was read: its introduction, its sections in their order, and its *questions*.

    These are as they were written, without what is there for practice alone; *records* the same ones typed.
    *practised* are those that can be practised, as they were written for that.
    """

    slug: str
    title: str
    lecture: str
    questions: Mapping[str, Mapping[str, Any]]
    introduction: str
    sections: tuple[Section, ...]
    practised: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def records(self) -> Mapping[str, QuestionRecord]:
        """The questions' records."""
        return {
            slug: read(Kind(raw["kind"]).record, raw, slug)[0]
            for slug, raw in self.questions.items()
        }

    @property
    def points(self) -> float:
        """What all questions together bring."""
        return float(sum(record["points"] for record in self.questions.values()))

    @cached_property
    def minutes(self) -> int:
        """How many minutes it takes: what there is to read in some variants, and each part of a question."""
        texts = [self.introduction, *map(ASSIGNMENT.__getitem__, ALWAYS_READ)]
        for section in self.sections:
            texts += [section.title, section.prose]
            texts += self.records[section.slug].prompt() if section.slug else ()
        variants = [drawn(self.slug, variant, {"questions": self.asked}) for variant in SOME]
        return task_minutes(texts, [list(task.questions.values()) for task in variants])

    @cached_property
    def asked(self) -> Mapping[str, Any]:
        """What learners may have of the questions' records, in their order: no key, no reason, no rubric."""
        order = [section.slug for section in self.sections if section.slug]
        return {slug: published(self.questions[slug]) for slug in order}

    @property
    def public(self) -> Mapping[str, Any]:
        """What learners may have of the records."""
        return {
            "title": self.title,
            "lecture": self.lecture,
            "minutes": self.minutes,
            "questions": self.asked,
        }

    @cached_property
    def edition(self) -> str:
        """The edition of the public records and their drawing; see `edition`."""
        return edition(self.slug, {"questions": self.asked})

    def published(self) -> str:
        """Return what is published with the package, as JSON: the public records and their edition."""
        data = {"edition": self.edition, **self.public}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def private_texts(assignment: Assignment) -> Iterator[str]:
    """Yield what only instructors may read: reasons, references, rubrics, samples, comments, code that marks.

    What is published for practice is no secret.
    """
    told = {
        text
        for record in assignment.practised.values()
        for text in private(Kind(record["kind"]).record, record)
    }
    for record in assignment.questions.values():
        for text in private(Kind(record["kind"]).record, record):
            if text not in told:
                yield text
                yield LEVEL.sub("", text)  # a level stands without its points in a marking scheme
    for section in assignment.sections:
        if section.slug and section.slug not in assignment.practised:
            yield from (section.blocks[name] for name in SECRET if name in section.blocks)


# Reading -----------------------------------------------------------------------------------------


def read_assignment(folder: Path) -> Assignment:
    """Return the assignment whose text and records lie in *folder* (`source/<slug>`).

    Raises AuthoringError, with file and question, if something is missing or wrong.
    """
    slug = folder.name
    if not SLUG.fullmatch(slug) or slug in TAKEN:
        raise AuthoringError(ERRORS.filled("no_slug", slug=slug, taken=", ".join(TAKEN)))
    records, text = folder / f"{slug}.toml", folder / f"{slug}.md"
    path = records
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        path = text
        prose = path.read_text("utf-8")
    except OSError as error:
        raise AuthoringError(
            ERRORS.filled("incomplete", slug=slug, file=Path(error.filename).name)
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AuthoringError(
            ERRORS.filled("unreadable", slug=slug, file=path.name, error=error)
        ) from error
    top, faults = read(TopRecord, raw, f"{slug}.toml")
    questions = raw["questions"] if isinstance(raw.get("questions"), dict) else {}
    _of_this_term(folder, questions)
    if "questions" in raw and not questions:
        faults.append(ERRORS.filled("no_questions", slug=slug))
    for name, record in questions.items():
        faults += read_question(name, record, f"{slug}.toml, [questions.{name}]")[1]
    _require_none(faults)
    introduction, sections, faults = _sections(prose, text.name)
    apart = {name: told_apart(record) for name, record in questions.items()}
    assignment = Assignment(
        slug=slug,
        title=top.title,
        lecture=top.lecture,
        questions={name: graded for name, (graded, _) in apart.items()},
        introduction=introduction,
        sections=sections,
        practised={name: own for name, (_, own) in apart.items() if own},
    )
    _require_none([*faults, *_faults_of_the_text(assignment)])
    return assignment


def _of_this_term(folder: Path, questions: dict[str, Any]) -> None:
    """Put the month in which the assignment is due, if the term has dates, for the first that counts as a date in answers."""
    try:
        deadline = read_deadlines(folder.parents[1]).get(folder.name)
    except UnavailableError as error:
        raise AuthoringError(str(error)) from error
    for record in questions.values():
        if deadline and isinstance(record, dict) and "earliest" in record:
            record["earliest"] = f"{deadline.due.astimezone(berlin()):%Y-%m}"


def _require_none(faults: Sequence[str]) -> None:
    """Raise AuthoringError with all *faults*, each on a line of its own, if there are any."""
    if faults:
        raise AuthoringError("\n".join(faults))


def _sections(prose: str, where: str) -> tuple[str, tuple[Section, ...], list[str]]:
    """Return what stands before the first heading, the sections, and what is wrong in the file *where*."""
    found = list(_HEADING.finditer(_without_blocks(prose)))
    starts = [match.start() for match in found] + [len(prose)]
    sections, faults = [], []
    for match, end in zip(found, starts[1:], strict=True):
        body = prose[match.end() : end]
        blocks: dict[str, str] = {}
        for block in _BLOCK.finditer(body):
            if block["name"] in blocks:
                faults.append(
                    ERRORS.filled(
                        "block_twice",
                        where=where,
                        name=match["slug"] or match["title"],
                        block=block["name"],
                    )
                )
            blocks[block["name"]] = block["code"]
        sections.append(
            Section(match["slug"] or "", match["title"], _BLOCK.sub("", body).strip(), blocks)
        )
    return prose[: starts[0]].strip(), tuple(sections), faults


def _without_blocks(prose: str) -> str:
    """Return *prose* as long as it is, with code blanked, so that no comment is taken for a heading."""
    return re.sub(r"^```.*?^```", lambda m: re.sub(r"[^\n]", " ", m[0]), prose, flags=re.M | re.S)


def _faults_of_the_text(assignment: Assignment) -> Iterator[str]:
    """Yield where text and records do not have the same questions, or the code they need is missing."""
    slug, sections = assignment.slug, assignment.sections
    asked = [section.slug for section in sections if section.slug]
    for odd in sorted(set(asked) ^ set(assignment.questions)):
        yield ERRORS.filled("one_file_only", slug=slug, name=odd)
    for twice in sorted({name for name in asked if asked.count(name) > 1}):
        yield ERRORS.filled("question_twice", slug=slug, name=twice)
    texts = [(ERRORS["introduction"], assignment.introduction)] + [
        (s.slug or s.title, s.prose) for s in sections
    ]
    for name, prose in texts:
        # What is not read as a block would stand in the notebook, where learners read it.
        for found in _LIKE_A_BLOCK.finditer(prose):
            yield ERRORS.filled("no_block", slug=slug, name=name, found=found[0].strip())
    for section in sections:
        where = f"{slug}.md, „{section.slug or section.title}“"
        for unknown in sorted(set(section.blocks) - set(BLOCKS)):
            yield ERRORS.filled(
                "unknown_block", where=where, unknown=unknown, known=", ".join(BLOCKS)
            )
        if section.slug in assignment.questions:
            for needed in assignment.records[section.slug].needed_blocks:
                if needed not in section.blocks:
                    yield ERRORS.filled("block_lacking", where=where, block=needed)
