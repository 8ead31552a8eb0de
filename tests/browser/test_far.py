"""Far from the server: what the page draws by itself, before it has an answer."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, WebSocket, expect

from browser.real_lab import Lab, Notebook
from browser.wire import wire

PATIENCE = 60  # s
CHANGES = """(picture) => {
  window.changes = 0;
  new MutationObserver(() => { changes += 1; }).observe(picture, { childList: true, subtree: true });
}"""


class Messages:
    """Numbers that go to and fro between a page and its kernel."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.drawn: list[float] = []  # of the temptation, to which a picture belongs
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        drawn = r'_drawn": ?{"temptation": ?([\d.]+)'
        socket.on("framereceived", lambda frame: self._note(frame, drawn, self.drawn))

    def _note(self, frame: str | bytes, pattern: str, into: list[float]) -> None:
        text = frame if isinstance(frame, str) else frame.decode("utf-8", errors="replace")
        into.extend(map(float, re.findall(pattern, text)))

    def wait_for(self, value: float, of: list[float]) -> None:
        """Wait until *value* is the last one."""
        end = time.monotonic() + PATIENCE
        while of[-1:] != [value]:
            assert time.monotonic() < end, of
            self._page.wait_for_timeout(50)


@pytest.mark.nightly
def test_the_page_draws_while_no_answer_comes_and_the_kernels_picture_is_the_same(
    page: Page, lab: Lab, course: Path
) -> None:
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            told.append(message.text)

    page.on("console", hear)
    messages = Messages(page)
    with wire(lab) as far:
        path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
        notebook = Notebook.open(page, far.lab, path)
        notebook.ran()
        explorer = notebook.explorer("Ein Spiel, zwei Seiten")
        picture = explorer.locator(".kooperation-picture")
        explorer.get_by_role("slider", name="Versuchung T").focus()
        far.hold()
        for _ in range(12):
            page.keyboard.press("ArrowLeft")
        expect(picture).to_contain_text("R > T ≥ P > S")  # from 3 to 1,8, where R is 2
        picture.evaluate(CHANGES)
        far.release()
        messages.wait_for(1.8, messages.drawn)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        expect(picture).to_contain_text("R > T ≥ P > S")
        assert page.evaluate("changes") == 0
        assert told == []
