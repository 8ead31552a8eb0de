"""A button that saves a page beside the notebook, and links that open and download it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import traitlets

from kooperation.base.answers import is_grading
from kooperation.base.answers_file import SheetError
from kooperation.base.files import reason, replace
from kooperation.kit.area import live
from kooperation.kit.controls import button
from kooperation.kit.explorer import Controls
from kooperation.kit.html import error, note
from kooperation.kit.node import Scripted


class PageLinks(Scripted):
    """Links that open and download `html`; nothing while it is empty."""

    script = "kit/saved_page.js"
    html = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode().tag(sync=True)
    download = traitlets.Unicode().tag(sync=True)
    file = traitlets.Unicode().tag(sync=True)


class SavedPage(Controls):
    """Saves what *page* returns; None means that there is nothing to save yet, a SheetError that nobody can say.

    *words* are those of the button („export“), of the links („open“, „download“), the „file“, and what is said: „exported“
    with {name}, „export_failed“ with {reason}, „export_empty“.
    """

    def __init__(self, page: Callable[[], str | None], words: Mapping[str, str]) -> None:
        self._page, self._words = page, words
        self.export, self.saved = button(words["export"], self.save), live()
        self.links = PageLinks(view=words["open"], download=words["download"], file=words["file"])
        super().__init__([self.export, self.saved, self.links])

    def take_back(self) -> None:
        """Take the links away: they would show what is no longer chosen."""
        self.saved.show()
        self.links.html = ""

    def save(self) -> None:
        """Write the page beside the notebook, and show the links to it."""
        words = self._words
        try:
            html = self._page()
        except SheetError as wrong:  # nobody can say what there is
            self.links.html = ""
            self.saved.show(error(str(wrong)))
            return
        if html is None:
            self.saved.show(note(words["export_empty"]))
            return
        try:
            if not is_grading():
                replace(Path.cwd() / words["file"], html.encode("utf-8"))
            said = words["exported"].format(name=words["file"])
        except OSError as wrong:
            said = words["export_failed"].format(reason=reason(wrong))
        self.saved.show(note(said))
        self.links.html = html
