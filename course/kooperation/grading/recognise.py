"""What a submitted file is, whatever its name: browsers make `dilemma (1).ipynb`, people `dilemma_müller.ipynb`.

nbgrader knows a notebook by its name alone and gives no grade to one that is called otherwise. Here a file is known
by what stands in it, and put under the name that was released; the file itself stays as it came.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin

from kooperation.assignments import published, slugs
from kooperation.base.answers_file import SheetError, read_answers
from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.grading.known_cells import grade_id
from kooperation.grading.reading import UnreadableError, read_submission

WORDS = Words("grading.recognise")


def recognised(path: Path) -> str:
    """Return the name under which the notebook or answers file *path* was released, "" if it is neither."""
    if path.is_symlink() or not path.is_file():
        return ""
    if path.suffix == ".ipynb":
        slug = _of_notebook(path)
        return f"{slug}.ipynb" if slug else ""
    if path.suffix == ".json":
        slug = _of_sheet(path)
        return f"{slug}.answers.json" if slug else ""
    return ""


def _of_notebook(path: Path) -> str:
    try:
        cells = read_submission(path).cells
    except UnreadableError:
        return ""
    ids = {
        name for cell in cells for name in (grade_id(cell), cell.id)
    }  # a release gives both the same
    return _most({slug: len(ids & set(published(slug)["questions"])) for slug in slugs()})


def _of_sheet(path: Path) -> str:
    try:
        sheet = read_answers(path, handed_in=True)
    except SheetError:  # what is left of it counts under its name, and is told to be damaged
        sheet = {"edition": None, "answers": {}}
    for slug in slugs():
        if sheet["edition"] and published(slug)["edition"] == sheet["edition"]:
            return slug
    answered = set(sheet["answers"])
    if known := _most({s: len(answered & set(published(s)["questions"])) for s in slugs()}):
        return known
    named = [slug for slug in slugs() if re.match(rf"{slug}\W(.*\W)?answers\b", path.name)]
    return next(iter(named), "")


def _most(counts: dict[str, int]) -> str:
    """Return the one with the greatest count, "" if there is none above the others."""
    most = max(counts.values(), default=0)
    best = [slug for slug, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else ""


def lay_out(folder: Path, slug: str) -> Iterator[str]:
    """Lay files of *slug* that are called otherwise beside themselves under their name; yield what was done, in German.

    A file that has its name counts; where several others could, the one that lies higher, or was changed last. Files in
    folders within count, too, but not what systems put there unseen.
    """
    for name in (f"{slug}.ipynb", f"{slug}.answers.json"):
        target = folder / name
        others = [p for p in _files(folder) if p != target and recognised(p) == name]
        if not others:
            continue
        if not target.exists():
            first = min(others, key=lambda path: (len(path.parts), -path.stat().st_mtime))
            shutil.copy2(first, target)
        counted = target.read_bytes() if target.is_file() else b""
        same = [path for path in others if path.read_bytes() == counted]
        if same:  # so it is said again, whenever this is graded again
            file = same[0].relative_to(folder).as_posix()
            yield WORDS.filled("taken", file=file, name=name)
        if rest := [
            f"„{path.relative_to(folder).as_posix()}“" for path in others if path not in same
        ]:
            yield WORDS.filled("beside", name=name, files=join(rest))


def _files(folder: Path) -> list[Path]:
    """Return what lies in *folder*, and in folders within it to a depth of three; nothing that a link leads to."""
    found = [path for depth in range(1, 5) for path in folder.glob("/".join("*" * depth))]
    hidden, own = re.compile(r"\.|__MACOSX$"), folder.resolve()
    return sorted(
        path
        for path in found
        if path.resolve() == own / (within := path.relative_to(folder))
        and not any(map(hidden.match, within.parts))
    )


class CollectByContent(FileNameCollectorPlugin):
    """Collects downloaded files as nbgrader's own does, notebooks and answers under the name that was released."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._taken: set[str] = set()

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return who handed in *submitted_file*, and its name; None for what does not count."""
        found: dict[str, str] | None = super().collect(submitted_file)
        if found is None or not (name := recognised(Path(submitted_file))):
            return found
        before = submitted_file.removesuffix(found["file_id"])
        place = f"{before}{name}"  # where it would lie with its own name
        # Two files of one name would end the whole collection.
        if before != submitted_file and place not in self._taken and not Path(place).exists():
            self._taken.add(place)
            self.log.warning("%s", WORDS.filled("taken", file=found["file_id"], name=name))
            found["file_id"] = name
        return found
