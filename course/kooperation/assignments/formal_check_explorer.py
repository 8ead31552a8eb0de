"""FormalCheck: what is still missing or malformed in an assignment, and a button that packs it for handing in."""

from __future__ import annotations

from base64 import b64encode

from kooperation.assignments.class_tournament import AGREED, BUILT, SLUG
from kooperation.assignments.concept_answers import ConceptAnswers, own_answers
from kooperation.assignments.deadlines import deadline_above
from kooperation.assignments.deadlines import told as told_deadline
from kooperation.assignments.formal_check import report_rows
from kooperation.assignments.packing import Packed, pack_folder, told
from kooperation.assignments.question_view import download_link, formal_report
from kooperation.assignments.questions import Task
from kooperation.assignments.submitting import can_submit, handed_in, submit
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, checkbox, row, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, note, sentences
from kooperation.repeated.own_strategy_sheet import playing, taken_along

REPORT, WORDS = Words("assignments.assignment"), Words("assignments.packing")
HUB = Words("assignments.submitting")


class FormalCheck(Explorer):
    """Says of each question whether its answer is complete and well formed; never whether right.

    Answers in cells are looked up in the notebook as it was last saved: one button looks again. Another packs
    what is saved into one file, beside the notebook and to download; on a hub a third hands it in. Who has answered the test before or after the
    course may let it go along; unless that is ticked, it does not. A strategy that was built in the lecture and taken along
    plays in the tournament of the group while it is ticked. Where the course has dates, it says when it is due.
    """

    def __init__(self, sheet: AnswerSheet, task: Task) -> None:
        self.panel, self.packed, self.link = Area(), live(), Area()
        self.pack = button(WORDS["button"], self._pack)
        self.again = button(REPORT["check_again"], self.update)
        self.submit = button(HUB["button"], self._submit)
        self.along = checkbox(WORDS["along"])
        self.show = checkbox(WORDS["show"], sheet.get(AGREED) is True)
        self.built, self.built_why = checkbox("", True), Area(note(WORDS["built_why"]))
        self.when(self.show, self._agree)
        self.when(self.built, self._choose)
        self._sheet, self._task = sheet, task
        sheet.observe(self.update)
        self.update()
        choice = [self.along, Area(note(WORDS["along_why"]))] if self._concepts() else []
        if task.slug == SLUG:
            choice += [self.show, Area(note(WORDS["show_why"])), self.built, self.built_why]
        buttons = [self.again, self.pack, *([self.submit] if can_submit() else [])]
        super().__init__(self.panel, *choice, row(*buttons), self.packed, self.link)

    def _concepts(self) -> ConceptAnswers:
        return own_answers(self._sheet.path.parent)

    def draw(self) -> None:
        """Show what is still missing; what was packed before says nothing of it any more."""
        deadline = deadline_above(self._sheet.path.parent, self._task.slug)
        due = [sentences([told_deadline(deadline)])] if deadline else []
        self.panel.show(*due, formal_report(report_rows(self._sheet, self._task)))
        self._show_built()
        self.packed.show()
        self.link.show()

    def _agree(self) -> None:
        """Write down whether the learner's strategy may be shown to the group: in the sheet, which is handed in."""
        try:
            self._sheet.alter(AGREED, lambda _old: self.show.value or None)
        except SheetError as wrong:
            self.packed.show(error(str(wrong)))

    def _show_built(self) -> None:
        """Say which strategy was taken along; it stands in the file, where the lecture may have put it meanwhile."""
        built = taken_along(self._sheet.path)
        show_only(built is not None, self.built, self.built_why)
        if built is not None:
            with self.quietly():
                self.built.label = WORDS.filled("built", name=built.name)
                self.built.value = built.plays

    def _choose(self) -> None:
        """Write down whether the built strategy plays, or the function."""
        try:
            self._sheet.alter(BUILT, lambda stored: playing(stored, self.built.value))
        except SheetError as wrong:
            self.packed.show(error(str(wrong)))

    def _pack_now(self) -> Packed:
        self.update()
        concepts = self._concepts() if self.along.value else None
        return pack_folder(self._task.slug, self._sheet.path.parent, concepts)

    def _submit(self) -> None:
        try:
            packed = self._pack_now()
            submit(self._task.slug, packed)
        except (UnavailableError, OSError) as wrong:
            self.packed.show(error(str(wrong)))
            return
        self.packed.show(sentences(handed_in(packed)))

    def _pack(self) -> None:
        try:
            packed = self._pack_now()
            content = b64encode(packed.path.read_bytes()).decode("ascii")
        except (UnavailableError, OSError) as wrong:
            self.packed.show(error(str(wrong)))
            return
        self.packed.show(sentences(told(packed)))
        self.link.show(download_link(packed.path.name, content))
