"""A page that asks another machine is overheard; so a test with it fails (conftest.py)."""

from __future__ import annotations

from playwright.sync_api import Browser

from browser.foreign import is_foreign, overhear

ELSEWHERE = "<img src='http://fremd.example/bild.png'><script>new WebSocket('ws://fremd.example/dose')</script>"


def test_pictures_and_sockets_of_another_machine_are_overheard(browser: Browser) -> None:
    asked: list[str] = []
    with browser.new_context() as context:
        overhear(context, asked)
        page = context.new_page()
        with page.expect_event("requestfailed"), page.expect_websocket():
            page.set_content(ELSEWHERE)
    assert set(asked) == {"http://fremd.example/bild.png", "ws://fremd.example/dose"}


def test_this_machine_is_not_elsewhere() -> None:
    here = ("http://127.0.0.1:8888/lab", "ws://localhost:1/", "http://koop.localhost:80/", "data:,")
    assert not any(map(is_foreign, here))
    assert is_foreign("https://127.0.0.1.fremd.example/")
