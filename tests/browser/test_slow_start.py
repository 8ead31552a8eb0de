"""A card that took too long to begin hears its kernel all the same, as on a machine with much to do."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.conftest import PATIENCE
from browser.real_lab import Lab, Notebook
from browser.test_layout import written

# anywidget gives a model 2,000 ms; here none of them, so that each comes too late.
NO_TIME = """() => {
  const own = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => {
    if (ms !== 2000) return own(ms);
    const over = new AbortController();
    queueMicrotask(() => over.abort());
    return over.signal;
  };
}"""


@pytest.mark.nightly
def test_a_card_that_began_too_late_shows_what_its_kernel_says(
    profile: BrowserContext, lab: Lab
) -> None:
    page, late = profile.new_page(), []
    page.on("pageerror", lambda error: late.append(str(error)))
    page.add_init_script(f"({NO_TIME})()")
    Notebook.open(page, lab, written(lab.folder / "slow", ["PayoffExplorer"])).run_all()
    page.get_by_role("slider").first.press("ArrowLeft")
    expect(page.get_by_text("dominiert, weil 2,9 > 2")).to_be_visible(timeout=PATIENCE)
    assert any("Failed to initialize model" in error for error in late)
    page.close()
