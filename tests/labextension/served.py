"""A page of a server of the extension's scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Route

from handing_in import ROOT

STATIC = ROOT / "course" / "kooperation" / "labextension" / "kooperation" / "static"
ADDRESS = "http://kurs.test/"


def serve_scripts(page: Page, body: bytes = b"") -> None:
    """Answer *page* with the scripts, and with *body* for the page itself; then go there."""

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=STATIC.joinpath(name).read_bytes() if name else body, content_type=kind)

    page.route("**/*", serve)
    page.goto(ADDRESS)


@contextmanager
def standing_still(browser: Browser) -> Iterator[Page]:
    """Yield such a page whose clock stands still."""
    with browser.new_page() as page:
        page.clock.install(time=0)
        serve_scripts(page)
        page.clock.pause_at(1000)
        yield page
