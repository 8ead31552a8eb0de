"""Benchmark: the same twenty texts marked by keyboard, at the desk and in nbgrader's formgrader, in one JupyterLab.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/bench_marking.py

Both give the same points, without comments: at the desk two levels and Enter, in formgrader a number in the field of the
question. Keys that are pressed are counted, seconds are the machine's (nobody reads). The last line is JSON.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook, chromium, jupyterlab, with_nbgrader
from browser.test_marking import CLASS, Keys, levels, person, saved, up
from kooperation.desk.mark import lay_out_desk
from marked_class import QUESTION, SLUG, course, essay, gradebook, hand_in_texts, kept

MOST = 400  # keys
MATHJAX = re.compile("mathjax", re.I)
# It comes from a foreign host, without which formgrader's keys are dead; here something that answers at once stands in.
STUB = """window.MathJax = {Hub: {Config() {}, Configured() {}, Queue() {}, Register: {StartupHook() {}},
  Startup: {signal: {Interest: (told) => setTimeout(() => told("End"))}}}};"""
SETTINGS = """\
from pathlib import Path
from kooperation.grading.settings import configure
c = get_config()
c.CourseDirectory.root = {folder!r}
configure(c, Path({folder!r}))
"""


def points(number: int) -> float:
    """Return what the text *number* gets, either way."""
    return 2 - sum(levels(number)) / 2


def at_the_desk(page: Page, lab: Lab, folder: Path) -> tuple[int, float]:
    """Mark all texts at the desk; return keys and seconds."""
    Notebook.open(page, lab, lay_out_desk(folder, SLUG)).run_all()
    desk = page.locator(".kooperation-desk")
    desk.locator(".kooperation-title").click()
    keys, begun = Keys(page), time.perf_counter()
    for count in range(1, CLASS + 1):
        one, other = levels(up(desk))
        keys.press(str(one + 1), str(other + 1), "Enter")
        saved(desk, count)
    return keys.count, time.perf_counter() - begun


def in_formgrader(page: Page, lab: Lab, folder: Path) -> tuple[int, float]:
    """Mark all texts in formgrader, from one submission to the next by its key; return keys and seconds."""
    with gradebook(folder) as book:
        who = {book.find_submission_notebook(SLUG, SLUG, person(n)).id: n for n in range(CLASS)}
    page.route(MATHJAX, lambda route: route.fulfill(body=STUB, content_type="text/javascript"))
    page.goto(f"{lab.url}formgrader/?token={lab.token}")  # known from here on
    keys, begun = Keys(page), time.perf_counter()
    page.goto(f"{lab.url}formgrader/submissions/{min(who)}/")
    field = page.locator(f".nbgrader_cell:has(#{QUESTION}) input.score")
    for _ in who:
        expect(field).to_be_enabled()
        shown = page.url.split("/submissions/")[1].split("/")[0]
        page.wait_for_function("() => window.MathJax && MathJax.loaded")
        while not field.evaluate("field => field === document.activeElement"):
            keys.press("Tab")
            assert keys.count < MOST, "The field of the question is not reached by Tab."
        keys.type(f"{points(who[shown]):g}")
        keys.press("Control+Period")
        expect(page).not_to_have_url(re.compile(shown))  # after the last comes the list
        page.wait_for_load_state("networkidle")  # it goes there twice
    return keys.count, time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        (home / "config").mkdir()
        folder = home / "kurs"
        settings = SETTINGS.format(folder=str(folder))
        (home / "config" / "nbgrader_config.py").write_text(settings)
        with jupyterlab(home, command=with_nbgrader) as lab, chromium() as browser:
            result = {}
            for name, way in (("desk", at_the_desk), ("formgrader", in_formgrader)):
                for old in ("source", "release", "submitted", "autograded", "course"):
                    shutil.rmtree(folder / old, ignore_errors=True)
                (folder / "gradebook.db").unlink(missing_ok=True)
                course(folder)
                hand_in_texts(folder, {person(n): essay(n) for n in range(CLASS)})
                keys, seconds = way(browser.new_page(), lab, folder)
                assert {n: kept(folder, person(n))[0] for n in range(CLASS)} == {
                    n: points(n) for n in range(CLASS)
                }, f"other points: {name}"
                result[name] = {"keys": keys / CLASS, "seconds": round(seconds / CLASS, 2)}
                print(f"{name}: {keys / CLASS:.1f} keys and {seconds / CLASS:.2f} s a text")
    ratios = {
        what: round(result["formgrader"][what] / result["desk"][what], 1)
        for what in ("keys", "seconds")
    }
    print(json.dumps({**result, "texts": CLASS, "ratio": ratios}))


if __name__ == "__main__":
    main()
