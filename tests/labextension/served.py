"""A page of a server of the extension's scripts."""

from __future__ import annotations

from playwright.sync_api import Page, Route

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
