"""Who has the same variant, which with a million variants is hardly ever chance, and who has the same situation all the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from kooperation.assignments import Task, draw, published
from kooperation.base.answers_file import VARIANTS, SheetError, read_answers
from kooperation.base.german import join
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.collect import read_record

WORDS = Words("grading.variants")


@dataclass(frozen=True)
class SharedVariant:
    """The people whose answers files name one and the same *variant*; *alike*: so are their answers."""

    variant: int
    people: tuple[str, ...]
    alike: bool


def shared_variants(folder: Path, slug: str) -> list[SharedVariant]:
    """Return the variants of *slug* that several people in *folder* (`submitted`, `autograded`) have.

    A team that handed in together counts as one. The files lie at `<folder>/<person>/<slug>/<slug>.answers.json`; one that cannot be read is left out
    here, the grading says so where it belongs.
    """
    people: dict[int, list[tuple[str, str]]] = {}
    teams = _teams(folder.parent, slug)
    for person, sheet in _sheets(folder, slug):
        answers = json.dumps(sheet["answers"], sort_keys=True)
        people.setdefault(sheet["variant"], []).append((person, answers))
    return [
        SharedVariant(
            variant,
            tuple(name for name, _ in found),
            len({answers for _, answers in found}) < len(found),
        )
        for variant, found in sorted(people.items())
        if len({teams.get(name, name) for name, _ in found}) > 1
    ]


def _teams(root: Path, slug: str) -> dict[str, str]:
    """Return the team of everybody who handed in as one; nobody's where the record cannot be read: collecting says so."""
    try:
        record = read_record(root, slug)
    except UnavailableError:
        return {}
    return {
        student: f"{about['team']} ({about['platform']})"
        for student, about in record.items()
        if about.get("team")
    }


def _sheets(folder: Path, slug: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each person and the answers file that names a variant."""
    for path in sorted(folder.glob(f"*/{slug}/{slug}.answers.json")):
        try:
            sheet = read_answers(path, handed_in=True)
        except SheetError:
            continue
        if sheet["variant"] is not None:
            yield path.parents[1].name, sheet


@dataclass(frozen=True)
class SharedSituation:
    """The people who are asked the same, part for part, though their *variants* differ."""

    variants: tuple[int, ...]
    people: tuple[str, ...]


def shared_situations(folder: Path, slug: str) -> list[SharedSituation]:
    """Return who in *folder* has the same situation in different variants of *slug*; the order of parts does not matter.

    Files of another edition are left out: what they ask cannot be drawn here.
    """
    edition = published(slug)["edition"]
    found: dict[str, list[tuple[int, str]]] = {}
    for person, sheet in _sheets(folder, slug):
        if sheet["edition"] in (None, edition):
            told = situation(draw(slug, sheet["variant"]))
            found.setdefault(told, []).append((sheet["variant"], person))
    groups = [
        sorted(group) for group in found.values() if len({variant for variant, _ in group}) > 1
    ]
    return [
        SharedSituation(
            tuple(dict.fromkeys(variant for variant, _ in group)), tuple(name for _, name in group)
        )
        for group in sorted(groups)
    ]


def situation(task: Task) -> str:
    """Return all that *task* asks as text, whatever the order of its parts."""
    asked = [
        (
            question.slug,
            question.text,
            repr(question.table),
            sorted(
                (item.text, item.label, repr(item.game and item.game.game))
                for item in question.items.values()
            ),
        )
        for question in task.questions.values()
    ]
    return repr(asked)


def sentence(shared: SharedVariant | SharedSituation) -> str:
    """Return what an instructor reads about a shared variant, or situation."""
    people = join(shared.people)
    if isinstance(shared, SharedSituation):
        return WORDS.filled(
            "situation", variants=join([str(variant) for variant in shared.variants]), people=people
        )
    if shared.alike:
        return WORDS.filled("alike", variant=shared.variant, people=people)
    return WORDS.filled("shared", variant=shared.variant, people=people)


def report(
    shared: Iterable[SharedVariant], handed_in: int, situations: Iterable[SharedSituation] = ()
) -> str:
    """Return the report on *handed_in* submissions, and how likely chance is as an explanation."""
    lines = [sentence(each) for each in shared]
    alike = [sentence(each) for each in situations]
    if handed_in == 1:
        return WORDS["only_one"]
    if lines:
        chance = handed_in * (handed_in - 1) / 2 / VARIANTS
        pairs = f"{chance:.2g}".replace(".", ",")
        lines.append(WORDS.filled("chance", count=handed_in, pairs=pairs))
    else:
        lines.append(WORDS.filled("all_different", count=handed_in))
    if alike:
        lines += [*alike, WORDS["few_situations"]]
    return "\n".join(lines)


class TellSharedVariants(NbGraderPreprocessor):
    """Warns in nbgrader's log where somebody graded before has the same variant; changes nothing."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about = resources["nbgrader"]
        graded = Path(resources["metadata"]["path"]).parents[1]
        for shared in shared_variants(graded, about["assignment"]):
            if about["student"] in shared.people:
                self.log.warning("%s", sentence(shared))
        return nb, resources
