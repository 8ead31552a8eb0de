"""Far from the server: what the page draws by itself, and what it sends, before it has an answer."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import ConsoleMessage, Locator, Page, WebSocket, expect

from browser.real_lab import Lab, Notebook
from browser.wire import wire

PATIENCE = 60  # s
# Takes even numbers only, takes its time for the first, and writes down what it was told.
EVEN = """from pathlib import Path
from time import sleep
from kooperation.widgets import Prediction
from kooperation.kit.area import Area
from kooperation.kit.controls import Slider, button
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import note

class Even(Explorer):
    def __init__(self):
        self.number, self.said = Slider("Zahl", 0, (0, 40, 1)), Area()
        self.press = button("Drücken", lambda: self.tell("gedrückt"))
        self.follow(self.number)
        self.draw()
        super().__init__(self.number, self.press, self.said, title="Gerade")

    def tell(self, what):
        with Path("gesagt.txt").open("a", encoding="utf-8") as file:
            file.write(f"{what} {self.number.value:g}\\n")

    def draw(self):
        with self.quietly():
            told, self.number.value = self.number.value, self.number.value // 2 * 2
        sleep(0.5 if told == 1 else 0)
        self.tell(f"{told:g} wird")
        self.said.show(note(f"Gezeigt: {self.number.value:g}"))

Even()"""
# Two steps and a press at once, quicker than any picture.
PRESSED = """(slider) => {
  for (const value of [6, 7]) {
    slider.value = value;
    slider.dispatchEvent(new Event("input"));
  }
  slider.closest(".kooperation-card").querySelector(".kooperation-press button").click();
}"""
VALUES = """(slider) => {
  window.values = [];
  const look = () => {
    if (values.at(-1) !== slider.value) values.push(slider.value);
    requestAnimationFrame(look);
  };
  look();
}"""
HELD = """(slider) => {
  window.last = { pressed: 0, drawn: 0 };
  slider.addEventListener("keydown", () => { last.pressed = performance.now(); });
  const picture = slider.closest(".kooperation-card").querySelector(":scope > .kooperation-area");
  new MutationObserver(() => { last.drawn = performance.now(); }).observe(picture, { childList: true });
}"""
CHANGES = """(picture) => {
  window.changes = 0;
  new MutationObserver(() => { changes += 1; }).observe(picture, { childList: true, subtree: true });
}"""


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


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
        wait_until(self._page, lambda: of[-1:] == [value])


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


def even(page: Page, lab: Lab, folder: Path, *more: str) -> Locator:
    """Open a notebook with „Gerade“ and *more* cells in *folder*, and return the explorer."""
    folder.mkdir()
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_code_cell(source) for source in (EVEN, *more)]
    nbformat.write(
        new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "gerade.ipynb"
    )
    notebook = Notebook.open(page, lab, folder / "gerade.ipynb")
    notebook.run_all()
    return notebook.widget("Gerade")


def test_all_that_is_entered_leaves_before_an_answer_comes_and_no_older_word_takes_its_place(
    page: Page, lab: Lab
) -> None:
    with wire(lab) as far:
        folder = lab.folder / "weit"
        explorer = even(page, far.lab, folder, 'Prediction("dilemma-ausweg")')
        slider, question = explorer.get_by_role("slider"), page.locator(".kooperation-prediction")
        far.hold()
        slider.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        slider.evaluate(PRESSED)
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        for option in question.get_by_role("radio").all():
            option.check()
            question.get_by_role("button").click()
        record, told = folder / "lernstand.json", folder / "gesagt.txt"
        wait_until(page, lambda: record.exists() and '"nie"' in record.read_text("utf-8"))
        wait_until(page, lambda: told.read_text("utf-8").endswith("15 wird 14\n"))
        assert told.read_text("utf-8").startswith("0 wird 0\n1 wird 0\n")
        assert "7 wird 6\ngedrückt 6\n" in told.read_text("utf-8")
        expect(explorer).to_contain_text("Gezeigt: 0")
        slider.evaluate(VALUES)
        far.release()
        expect(explorer).to_contain_text("Gezeigt: 14")
        expect(question.get_by_role("radio").last).to_be_checked()
        assert page.evaluate("values") == ["15", "14"]


@pytest.mark.nightly
def test_the_last_picture_comes_within_a_round_trip_of_the_last_key(page: Page, lab: Lab) -> None:
    with wire(lab) as far:
        explorer = even(page, far.lab, lab.folder / "weiter")
        slider = explorer.get_by_role("slider")
        slider.evaluate(HELD)
        slider.focus()
        far.round_trip = 2
        for end in (20, 40):
            for _ in range(20):
                page.keyboard.press("ArrowRight")
                page.wait_for_timeout(33)
            expect(explorer).to_contain_text(f"Gezeigt: {end}")
            assert page.evaluate("last.drawn - last.pressed") < 1.3 * 2000
