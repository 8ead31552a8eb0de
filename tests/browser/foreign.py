"""What pages ask of other machines: nothing, in all doors of the course."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page


def is_foreign(url: str) -> bool:
    """Say whether *url* is asked of another machine."""
    address = urlsplit(url)
    host = (address.hostname or "").rstrip(".")
    here = host in ("127.0.0.1", "localhost") or host.endswith(".localhost")
    return address.scheme in ("http", "https", "ws", "wss") and not here


def overhear(context: BrowserContext, asked: list[str]) -> None:
    """Let *asked* grow by each address on another machine that a page of *context* asks from now on."""

    def note(url: str) -> None:
        if is_foreign(url):
            asked.append(url)

    def listen(page: Page) -> None:
        page.on("websocket", lambda socket: note(socket.url))

    context.on("request", lambda request: note(request.url))
    context.on("page", listen)
