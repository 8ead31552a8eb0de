"""A web server as plain as can be, and a proxy that lets nothing through: what the course asks when it is only files."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A web server as plain as can be: files, and nothing of headers."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Refusing(http.server.BaseHTTPRequestHandler):
    """A proxy that lets nothing through and remembers what was asked."""

    asked: list[str]

    def parse_request(self) -> bool:
        """Refuse whatever it is."""
        if super().parse_request():
            self.asked.append(self.path)
            self.send_error(502)
        return False

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve with *handler* on a free port of this machine; give the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
