"""FormalCheck: what is still missing or malformed in an assignment, and a button that packs it for handing in."""

from __future__ import annotations

from base64 import b64encode

from kooperation.assignments.class_tournament import AGREED, SLUG
from kooperation.assignments.formal_check import report_rows
from kooperation.assignments.packing import pack_folder, told
from kooperation.assignments.question_view import download_link, formal_report
from kooperation.assignments.questions import Task
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, checkbox, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, note, sentences

REPORT, WORDS = Words("assignments.assignment"), Words("assignments.packing")


class FormalCheck(Explorer):
    """Says of each question whether its answer is complete and well formed; never whether right.

    Answers in cells are looked up in the notebook as it was last saved: one button looks again. The other packs
    what is saved into one file, beside the notebook and to download.
    """

    def __init__(self, sheet: AnswerSheet, task: Task) -> None:
        self.panel, self.packed, self.link = Area(), live(), Area()
        self.pack = button(WORDS["button"], self._pack)
        self.again = button(REPORT["check_again"], self.update)
        self.show = checkbox(WORDS["show"], sheet.get(AGREED) is True)
        self.when(self.show, self._agree)
        agreeing = [self.show, Area(note(WORDS["show_why"]))] if task.slug == SLUG else []
        self._sheet, self._task = sheet, task
        sheet.observe(self.update)
        self.update()
        super().__init__(self.panel, *agreeing, row(self.again, self.pack), self.packed, self.link)

    def draw(self) -> None:
        """Show what is still missing; what was packed before says nothing of it any more."""
        self.panel.show(formal_report(report_rows(self._sheet, self._task)))
        self.packed.show()
        self.link.show()

    def _agree(self) -> None:
        """Write down whether the learner's strategy may be shown to the group: in the sheet, which is handed in."""
        try:
            self._sheet.alter(AGREED, lambda _old: self.show.value or None)
        except SheetError as wrong:
            self.packed.show(error(str(wrong)))

    def _pack(self) -> None:
        self.update()
        try:
            packed = pack_folder(self._task.slug, self._sheet.path.parent)
            content = b64encode(packed.path.read_bytes()).decode("ascii")
        except (UnavailableError, OSError) as wrong:
            self.packed.show(error(str(wrong)))
            return
        self.packed.show(sentences(told(packed)))
        self.link.show(download_link(packed.path.name, content))
