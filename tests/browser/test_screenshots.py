"""A browser test that fails leaves a picture of what was to be seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handing_in import ROOT

FIXTURES = """
import pytest

from browser.conftest import *
from browser.real_lab import chromium

@pytest.fixture(scope="session")
def browser():
    with chromium() as found:
        yield found
"""
TESTS = """
import pytest

@pytest.fixture
def opened(page):
    page.set_content("<h1>Geöffnet</h1>")
    raise RuntimeError("did not open")

def test_passes(page):
    page.set_content("<h1>Gut</h1>")

def test_fails(page):
    page.set_content("<h1>Schlecht</h1>")
    assert page.locator("h1").inner_text() == "Gut"

@pytest.mark.parametrize("way", ["a/b"])
def test_cannot_begin(opened, way): ...
"""


@pytest.mark.nightly
def test_each_failed_browser_test_leaves_a_screenshot_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(FIXTURES, "utf-8")
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT / 'tests'}\n", "utf-8")
    (tmp_path / "test_pages.py").write_text(TESTS, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 failed, 1 passed, 1 error" in done.stdout, done.stdout
    pictures = sorted((tmp_path / ".cache" / "screenshots").iterdir())
    assert [path.name for path in pictures] == [
        "test_pages.py_test_cannot_begin_a_b_.png",
        "test_pages.py_test_fails.png",
    ]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
