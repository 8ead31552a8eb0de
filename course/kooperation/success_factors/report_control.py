"""A button that saves the report beside the notebook, and links that open and download it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import traitlets

from kooperation.base.answers import is_grading
from kooperation.base.files import reason, replace
from kooperation.base.words import Words
from kooperation.kit.area import live
from kooperation.kit.controls import button
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, note
from kooperation.kit.node import Scripted

WORDS = Words("success_factors.report")


class ReportLinks(Scripted):
    """Links that open and download `html`; nothing while it is empty."""

    script = "success_factors/report.js"
    html = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode().tag(sync=True)
    download = traitlets.Unicode().tag(sync=True)
    file = traitlets.Unicode().tag(sync=True)


class ReportExport(Controls):
    """Saves what *page* returns; None means that there is nothing to report yet."""

    def __init__(self, page: Callable[[], Markup | None]) -> None:
        self._page = page
        self.export, self.saved = button(WORDS["export"], self.save), live()
        self.links = ReportLinks(view=WORDS["open"], download=WORDS["download"], file=WORDS["file"])
        super().__init__([self.export, self.saved, self.links])

    def take_back(self) -> None:
        """Take the links away: they would show what is no longer chosen."""
        self.saved.show()
        self.links.html = ""

    def save(self) -> None:
        """Write the report beside the notebook, and show the links to it."""
        html = self._page()
        if html is None:
            self.saved.show(note(WORDS["export_empty"]))
            return
        try:
            if not is_grading():
                replace(Path.cwd() / WORDS["file"], html.encode("utf-8"))
            said = WORDS.filled("exported", name=WORDS["file"])
        except OSError as error:
            said = WORDS.filled("export_failed", reason=reason(error))
        self.saved.show(note(said))
        self.links.html = html
