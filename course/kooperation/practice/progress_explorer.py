"""Overview: what is done of the course and where one stopped, for those who see no panel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.places import WORK, course_around
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.controls import button, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup
from kooperation.kit.kept import Kept, stored_entries
from kooperation.practice.progress import Done, lecture_done, task_done
from kooperation.practice.progress_view import overview
from kooperation.practice.progress_words import course

WORDS = Words("practice.progress")


class Overview(Explorer):
    """What `lernstand.json` and the answers beside the assignments say, read when it is made and when asked again.

    What the first lecture, where it stands, writes is followed; other notebooks have kernels of their own.
    """

    def __init__(self) -> None:
        self.shown, self.again = Area(), button(WORDS["again"], self.update)
        self._followed: list[Kept[Any]] = []
        if there := course():
            first = there["lectures"][0]
            for name in (*first["predictions"], first["quiz"]):
                self._followed.append(Kept(name, _as_it_is, changed=self.update))
        show_only(bool(there), self.again)
        self.update()
        super().__init__(self.shown, self.again)

    def draw(self) -> None:
        if there := course():
            self.shown.show(overview(list(_done(there)), there["words"]))

    def in_print(self) -> Markup:
        """Return nothing: in print nobody has done anything, and the table of lectures stands above."""
        return Markup()


def _as_it_is(stored: Any) -> Any:
    return stored


def _done(there: dict[str, Any]) -> Iterator[Done]:
    """Yield lectures and assignments in the panel's order."""
    learned, around = stored_entries(""), course_around(Path.cwd())
    for lecture in there["lectures"]:
        yield lecture_done(lecture, learned)
        for task in there["assignments"]:
            if task["lecture"] == lecture["number"]:
                yield _task(task, there["words"], around)


def _task(task: dict[str, Any], said: dict[str, str], around: Path | None) -> Done:
    named = {**task, "title": said["assignment"].format(title=task["title"])}
    if around is None:
        return task_done(named, {}, is_packed=False)
    folder = around / WORK / task["slug"]
    return task_done(
        named,
        _answers(answers_path(folder / f"{task['slug']}.ipynb")),
        is_packed=(folder / f"{task['slug']}.zip").is_file(),
    )


def _answers(path: Path) -> dict[str, Any]:
    """Return the answers in the file *path*; none if there is none, or it is broken: the assignment says so in words."""
    try:
        found: dict[str, Any] = read_answers(path)["answers"] if path.is_file() else {}
    except SheetError:
        return {}
    return found
