"""Booklet: „Mein Heft“, what a learner has made during the course, as one page to print."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.answers import learning_record
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.booklet import BookletSection
from kooperation.kit.booklet import sections as all_sections
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import legend
from kooperation.kit.kept import stored_entries
from kooperation.kit.own_note import notes
from kooperation.kit.saved_page import SavedPage
from kooperation.practice.booklet_view import booklet, concepts, noted, predicted
from kooperation.practice.concept_test_explorer import PREFIX as TEST
from kooperation.practice.concept_test_explorer import TIMES
from kooperation.practice.concept_test_words import read_answers
from kooperation.practice.prediction_explorer import PREFIX
from kooperation.practice.prediction_words import predictions

WORDS = Words("practice.booklet")
FIRST, LAST = 0, 9  # places: before and after what the lectures made


def sections() -> Iterator[BookletSection]:
    """Yield predictions, the test before and after, and notes."""
    stored = stored_entries(PREFIX)
    given = {
        key: choice
        for key, record in predictions().items()
        if (choice := record.known(stored.get(key))) is not None
    }
    tests = stored_entries(TEST)
    before, after = (read_answers(tests.get(time)) for time in TIMES)
    for place, title, fragments in (
        (FIRST, WORDS["predictions"], predicted(predictions().values(), given)),
        (LAST, WORDS["concepts"], concepts(before, after)),
        (LAST + 1, WORDS["notes"], noted(notes())),
    ):
        if fragments:
            yield BookletSection(place, title, fragments)


class Booklet(Explorer):
    """A button that makes the page of what `lernstand.json` holds now; nothing leaves this machine.

    *modules* (dotted, below `kooperation`) tell its parts; `kooperation.widgets` gives those of all rooms.
    """

    def __init__(self, *modules: str) -> None:
        self._modules = modules
        self.saving = SavedPage(self._page, WORDS.section("saving"))
        super().__init__(Area(legend(WORDS["what"])), self.saving)

    def _page(self) -> str | None:
        learning_record().items()  # raises SheetError, with what to do, if it cannot be read
        found = all_sections(self._modules)
        return booklet(found) if found else None
