"""MarkingDesk: texts are read and marked one after the other, by keyboard, into nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from kooperation.base.german import number
from kooperation.base.places import UnavailableError, course_root
from kooperation.base.words import Words
from kooperation.grading.marking_desk import desk_view
from kooperation.grading.marking_desk.book import BookBusyError
from kooperation.grading.marking_desk.desk import Desk
from kooperation.grading.marking_desk.entries import FIRST, State
from kooperation.grading.marking_desk.rubric import MarkError
from kooperation.kit.area import Area, live
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, fill
from kooperation.kit.layout import columns, fold
from kooperation.kit.node import Scripted

WORDS, SHEET, VIEW = (
    Words("grading/marking_desk.explorer"),
    Words("grading/marking_desk.sheet"),
    Words("grading/marking_desk.view"),
)


class MarkingSheet(Scripted):
    """The fields of a mark: levels, points, comment, and the keys. What is pressed comes with all that is in them."""

    script = "grading/marking_desk/desk.js"
    words = traitlets.Dict().tag(sync=True)
    sheet = traitlets.Dict().tag(sync=True)
    bank: Any = traitlets.List().tag(sync=True)
    said = traitlets.Dict().tag(sync=True)  # with a count, since one sentence may come twice

    def say(self, text: str, *, is_wrong: bool = False) -> None:
        """Say what became of the last press."""
        self.said = {"text": text, "wrong": is_wrong, "count": self.said.get("count", 0) + 1}


class MarkingDesk(Explorer):
    """The desk for the texts of the assignment *slug*; *marker* „B“ marks them a second time."""

    def __init__(self, slug: str, marker: str = FIRST) -> None:
        self.progress, self.both = live(), live()
        self.question, self.case, self.answer, self.samples = (Area() for _ in range(4))
        self.sheet = MarkingSheet()
        self._named = self._asks = False
        try:
            self.desk = Desk(course_root(), slug, marker)
        except (UnavailableError, BookBusyError) as wrong:
            super().__init__(Area(error(str(wrong))), title=desk_view.title(slug, marker))
            return
        self.case_fold = fold(VIEW["case"], self.case)
        words = {**SHEET.section(), "keys": str(fill(SHEET["keys"]))}
        self.sheet.words = words
        self.sheet.on_msg(self._press)
        self.draw()
        super().__init__(
            self.progress,
            columns(
                [self.answer, fold(VIEW["samples"], self.samples), self.question, self.case_fold],
                [self.both, self.sheet],
                "even",
            ),
            title=desk_view.title(slug, marker),
            look="desk",
        )

    # For objections -----------------------------------------------------------------------------------

    def open(self, student: str, question: str | None = None) -> MarkingDesk:
        """Put up the text of *student*, with the name."""
        return self._find(lambda: self.desk.open(student, question))

    def objection(self, code: str) -> MarkingDesk:
        """Put up the text that *code* names, as it stands on the feedback page."""
        return self._find(lambda: self.desk.objection(code))

    def _find(self, find: Callable[[], None]) -> MarkingDesk:
        if not hasattr(self, "desk"):
            return self
        try:
            find()
            self._named = True
        except (UnavailableError, BookBusyError) as wrong:
            self.sheet.say(str(wrong), is_wrong=True)
        self.update()
        return self

    # What is seen -------------------------------------------------------------------------------------

    @property
    def _shows_names(self) -> bool:
        return self._named or self.desk.count(State.DONE) == len(self.desk.entries)

    def draw(self) -> None:
        desk = self.desk
        self.progress.show(desk_view.progress(desk, named=self._shows_names))
        self.answer.show(desk_view.answer(desk))
        self.question.show(desk_view.question(desk))
        given = desk_view.case(desk)
        self.case.show(given)
        self.case_fold.hidden = not given
        self.both.show(desk_view.both(desk))
        self.samples.show(desk_view.samples(desk))
        self.sheet.bank = self._bank()
        self.sheet.sheet = self._fields()

    def _fields(self) -> dict[str, Any]:
        """Return what the fields hold."""
        desk = self.desk
        mark, rubric = desk.own(), desk.rubric
        blank = [None] * len(rubric.criteria)
        levels = list(mark.levels) if mark and len(mark.levels) == len(blank) else blank
        is_typed = mark is not None and None in levels
        return {
            "id": desk.entry.code(desk.slug),
            "most": rubric.most,
            "criteria": [
                {
                    "name": each.name,
                    "levels": [
                        {"points": level.points, "anchor": level.anchor} for level in each.levels
                    ],
                }
                for each in rubric.criteria
            ],
            "chosen": levels,
            "typed": number(mark.points, 4) if mark and is_typed else "",
            "comment": mark.comment if mark else "",
        }

    def _bank(self) -> list[dict[str, Any]]:
        """Return the sentences for comments, one's own first."""
        own = self.desk.beside.sentences(self.desk.rubric.question)
        return [
            {"text": each.text, "criterion": each.criterion, "own": each.is_own}
            for each in (*own, *self.desk.rubric.comments)
        ]

    # What is pressed ----------------------------------------------------------------------------------

    def _press(self, _node: Any, content: Mapping[str, Any], _buffers: Any) -> None:
        """Do what was pressed; say in any case what became of it, and „saved“ only of what is."""
        does = {
            "save": self._save,
            "undo": self._undo,
            "go": self._go,
            "names": self._names,
            "keep": self._keep,
            "drop": self._drop,
        }
        asks, self._asks = self._asks, False
        with self.hold_sync():
            try:
                does[content["event"]]({**content, "asks": asks})
            except (MarkError, UnavailableError, BookBusyError) as wrong:
                self.sheet.say(str(wrong), is_wrong=True)
            except OSError as wrong:
                self.sheet.say(WORDS.filled("failed", why=wrong.strerror or wrong), is_wrong=True)

    def _save(self, content: Mapping[str, Any]) -> None:
        desk = self.desk
        if content["id"] != desk.entry.code(desk.slug):
            self.draw()
            raise MarkError(WORDS["other_entry"])
        text = desk.entry.text
        try:
            is_more = desk.save(tuple(content["chosen"]), content["typed"], content["comment"])
        except MarkError:
            self.progress.show(desk_view.progress(desk, named=self._shows_names))
            if desk.entry.text != text:
                self.draw()
            raise
        self.draw()
        done, of = desk.count(State.DONE), len(desk.entries)
        key = WORDS["saved"] if is_more else WORDS["all_saved"]
        self.sheet.say(key.format(done=done, of=of))

    def _undo(self, _content: Mapping[str, Any]) -> None:
        try:
            self.desk.undo()
        finally:
            self.draw()
        self.sheet.say(WORDS["undone"])

    def _go(self, content: Mapping[str, Any]) -> None:
        self.desk.go(int(content["steps"]))
        self.draw()
        self.sheet.say("")

    def _names(self, content: Mapping[str, Any]) -> None:
        left = len(self.desk.entries) - self.desk.count(State.DONE)
        if left and not self._named and not content["asks"]:
            self._asks = True
            self.sheet.say(WORDS.filled("still", count=left))
            return
        self._named = not self._named
        self.progress.show(desk_view.progress(self.desk, named=self._shows_names))
        self.sheet.say("")

    def _keep(self, content: Mapping[str, Any]) -> None:
        if not (text := content["text"].strip()):
            raise MarkError(WORDS["no_comment"])
        self.desk.beside.add(self.desk.rubric.question, text, content["criterion"])
        self._tell_bank(WORDS["kept"])

    def _drop(self, content: Mapping[str, Any]) -> None:
        self.desk.beside.drop(self.desk.rubric.question, content["text"])
        self._tell_bank(WORDS["dropped"])

    def _tell_bank(self, said: str) -> None:
        self.sheet.bank = self._bank()
        self.sheet.say(said)
