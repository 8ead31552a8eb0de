"""Who has the same variant: with a million variants that is hardly ever chance."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from kooperation.base.answers_file import VARIANTS, SheetError, read_answers
from kooperation.base.german import join
from kooperation.base.words import Words

WORDS = Words("grading.variants")


@dataclass(frozen=True)
class SharedVariant:
    """The people whose answers files name one and the same *variant*; *alike*: so are their answers."""

    variant: int
    people: tuple[str, ...]
    alike: bool


def shared_variants(folder: Path, slug: str) -> list[SharedVariant]:
    """Return the variants of *slug* that several people in *folder* (`submitted`, `autograded`) have.

    The files lie at `<folder>/<person>/<slug>/<slug>.answers.json`; one that cannot be read is left out
    here, the grading says so where it belongs.
    """
    people: dict[int, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob(f"*/{slug}/{slug}.answers.json")):
        try:
            sheet = read_answers(path)
        except SheetError:
            continue
        if sheet["variant"] is not None:
            answers = json.dumps(sheet["answers"], sort_keys=True)
            people.setdefault(sheet["variant"], []).append((path.parents[1].name, answers))
    return [
        SharedVariant(
            variant,
            tuple(name for name, _ in found),
            len({answers for _, answers in found}) < len(found),
        )
        for variant, found in sorted(people.items())
        if len(found) > 1
    ]


def sentence(shared: SharedVariant) -> str:
    """Return what an instructor reads about a shared variant."""
    people = join(shared.people)
    if shared.alike:
        return WORDS.filled("alike", variant=shared.variant, people=people)
    return WORDS.filled("shared", variant=shared.variant, people=people)


def report(shared: Iterable[SharedVariant], handed_in: int) -> str:
    """Return the report on *handed_in* submissions, and how likely chance is as an explanation."""
    lines = [sentence(each) for each in shared]
    if not lines and handed_in == 1:
        return WORDS["only_one"]
    if not lines:
        return WORDS.filled("all_different", count=handed_in)
    chance = handed_in * (handed_in - 1) / 2 / VARIANTS
    pairs = f"{chance:.2g}".replace(".", ",")
    lines.append(WORDS.filled("chance", count=handed_in, pairs=pairs))
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
