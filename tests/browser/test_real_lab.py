"""Where no Chromium can be had, the tests say what to type."""

from __future__ import annotations

import pytest

from browser.real_lab import NoBrowserError, find_chromium


def test_a_missing_browser_fails_with_the_line_to_type() -> None:
    with pytest.raises(NoBrowserError, match="-m playwright install --with-deps chromium"):
        find_chromium(ways=(lambda: None, lambda: None))


def test_the_first_way_that_finds_a_browser_is_taken() -> None:
    assert find_chromium(ways=(lambda: None, lambda: "/here", lambda: "/there")) == "/here"
