"""The lattice in the page does what `lattice.py` does, cell by cell and draw by draw: in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kooperation.kit.palette import palette_css
from kooperation.repeated.lattice import Lattice, next_step
from kooperation.repeated.lattice_explorer import STARTS, LatticeExplorer
from lone_card import show

STEPS = 12

WALK = """([reached, steps]) => {
  const button = [...document.querySelectorAll(".kooperation-player button")][1];
  const found = [];
  for (let k = 0; k < steps; k += 1) {
    button.click();
    found.push(state[reached]);
  }
  return found;
}"""
PIXELS = """() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const inks = new Map();
  return Array.from({ length: canvas.width ** 2 }, (_, at) => {
    const ink = data.slice(4 * at, 4 * at + 3).join();
    if (!inks.has(ink)) inks.set(ink, inks.size);
    return inks.get(ink);
  });
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def shown(tab: Page, explorer: LatticeExplorer) -> str:
    """Show *explorer*, and return under which name the page keeps what it has reached."""
    show(tab, explorer)
    return f"{explorer.canvas._name}_reached"


def walked(tab: Page, explorer: LatticeExplorer) -> list[dict[str, Any]]:
    """Return where the page stands after each of STEPS presses of the button."""
    found: list[dict[str, Any]] = tab.evaluate(WALK, [shown(tab, explorer), STEPS])
    return found


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    ("neighbours", "by_best", "error"),
    [(8, True, 0), (4, True, 0), (4, True, 0.01), (8, False, 0), (4, False, 0.01)],
)
def test_the_page_moves_the_lattice_as_the_model_does(
    tab: Page, start: str, neighbours: int, by_best: bool, error: float
) -> None:
    explorer = LatticeExplorer(start)
    with explorer.in_one_go():
        explorer.advantage.value = {4: 1.25, 8: 1.8}[neighbours]  # where there are ties
        explorer.neighbours.value, explorer.by_best.value = neighbours, by_best
        explorer.error.value = error
    lattice, counts = STARTS[start](), [STARTS[start]().cooperators]
    for reached in walked(tab, explorer):
        before, lattice = lattice, next_step(lattice, explorer.rule)
        counts.append(lattice.cooperators)
        assert reached["cells"] == "".join(map(str, lattice.cells))
        assert (reached["step"], reached["chance"]) == (lattice.step, lattice.chance)
        assert reached["counts"] == counts
        assert reached["changed"] == sum(map(int.__ne__, before.cells, lattice.cells))


def test_the_picture_shows_who_cooperates_and_who_has_just_changed(tab: Page) -> None:
    explorer = LatticeExplorer("ausnutzer")
    tab.add_style_tag(content=palette_css())
    reached = walked(tab, explorer)
    before, now = (reached[k]["cells"] for k in (-2, -1))
    looks: dict[int, set[tuple[str, str]]] = {}
    for ink, *cell in zip(tab.evaluate(PIXELS), before, now, strict=True):
        looks.setdefault(ink, set()).add((cell[0], cell[1]))
    assert len(looks) == 4
    assert all(len(cells) == 1 for cells in looks.values())


def test_it_comes_back_where_it_stood_and_begins_anew_with_another_beginning(tab: Page) -> None:
    explorer = LatticeExplorer("ausnutzer")
    last = walked(tab, explorer)[-1]
    explorer.canvas.set_state({"reached": last})
    assert explorer.canvas.lattice == Lattice(
        last["size"], tuple(map(int, last["cells"])), last["chance"], STEPS
    )
    assert f"Schritt {STEPS}: " in explorer.sentences.value
    assert walked(tab, explorer)[0]["step"] == STEPS + 1
    explorer.start.value = "insel"
    assert "Schritt 0: " in explorer.sentences.value
    assert walked(tab, explorer)[0]["step"] == 1
