"""The server of a session: three pages, their few files, and one WebSocket; nothing of Jupyter is in this process."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import tornado.web
import tornado.websocket
from tornado.httpserver import HTTPServer

from kooperation.desk.classroom.hall import Hall
from kooperation.desk.classroom.limits import Bucket, Buckets
from kooperation.desk.classroom.messages import LARGEST, read
from kooperation.desk.classroom.place import ALONE, HallPlace
from kooperation.desk.classroom.session import MOST_PLAYERS
from kooperation.desk.classroom.shells import FILES, PAGES, file, shell

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
MOST = 2 * MOST_PLAYERS + 50  # connections at once; twice as many as can have said what they are
MOST_EACH = 100  # of one address, where each device has its own
BAD = 20  # messages that nobody of ours sends, until the connection is closed
PATIENCE = 15.0  # seconds in which a connection has to say what it is
IDLE = 20.0  # seconds in which what is no page's line has to ask for something
UNWANTED, FULL = 1008, 1013
Route = tuple[str, type[tornado.web.RequestHandler], dict[str, Any]]


class QuietHandler(tornado.web.RequestHandler):
    """Says nothing of itself, and to the browser what a page of ours may do."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        policy = self.settings["place"].policy(self.request.headers.get("Host", ""))
        self.set_header("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))


class PageHandler(QuietHandler):
    """Serves one of the three pages: the same shell, which its script fills."""

    def initialize(self, page: str) -> None:
        self.page = page

    def get(self) -> None:
        self.finish(shell(self.page, login=self.settings["login"]))


class FileHandler(QuietHandler):
    """Serves one of the files that the pages need, and no other."""

    def get(self, name: str) -> None:
        if name not in FILES:
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", FILES[name])
        self.finish(file(name))


class LineHandler(tornado.websocket.WebSocketHandler):
    """A connection with a page. What it sends is counted and read here, and decided on in the hall."""

    def initialize(
        self,
        hall: Hall,
        open_lines: dict[LineHandler, str],
        arrivals: Buckets,
        each: int,
    ) -> None:
        self.hall, self._lines, self._arrivals, self._each = hall, open_lines, arrivals, each
        self._place: HallPlace = self.settings["place"]
        self._spent = Bucket(20, 5, at=hall.ticks())
        self._bad = 0

    def check_origin(self, origin: str) -> bool:
        """Let only pages of this server in, by whichever name; what is no browser may leave the origin out."""
        return self._place.is_own(origin, self.request.headers.get("Host", ""))

    @property
    def address(self) -> str:
        headers = self.request.headers
        return self._place.asker(self.request.remote_ip or "", headers.get("X-Forwarded-For", ""))

    def open(self, *_: str) -> None:
        self.set_nodelay(True)
        if not (self._arrivals.take(self.address, self.hall.ticks()) and self._has_room()):
            self.close(FULL)
            return
        self._lines[self] = self.address
        tornado.ioloop.IOLoop.current().call_later(PATIENCE, self._expect_name)

    def _has_room(self) -> bool:
        """Say whether one more line may be; who has waited longest to say what it is makes room for it."""
        if list(self._lines.values()).count(self.address) >= self._each:
            return False
        if len(self._lines) >= MOST:
            unknown = next((line for line in self._lines if not self.hall.knows(line)), None)
            if unknown is None:
                return False
            del self._lines[unknown]
            unknown.close(FULL)
        return True

    def _expect_name(self) -> None:
        if not self.hall.knows(self):
            self.close(UNWANTED)

    def on_message(self, message: str | bytes) -> None:
        try:
            if not self._spent.take(self.hall.ticks()):
                raise ValueError("too often")
            sent = read(message)
        except ValueError:
            self._bad += 1
            if self._bad > BAD:
                self.close(UNWANTED)
            else:
                self.tell({"said": self.hall.pages.said("malformed"), "why": "malformed"})
            return
        self.hall.inbox.put_nowait((self, sent))

    def on_close(self) -> None:
        self._lines.pop(self, None)
        self.hall.gone(self)

    def tell(self, message: Mapping[str, Any]) -> None:
        try:
            self.write_message(json.dumps(message, ensure_ascii=False))
        except tornado.websocket.WebSocketClosedError:
            self.hall.gone(self)

    def leave(self, code: int) -> None:
        self.close(code)


def application(
    hall: Hall, place: HallPlace = ALONE, each: int = MOST, login: Sequence[Route] = ()
) -> tornado.web.Application:
    """Return the server's application at *place*, where one address may have *each* lines; *login* is for who leads on a hub."""
    shared: dict[str, Any] = {
        "hall": hall,
        "open_lines": (open_lines := dict[LineHandler, str]()),
        "arrivals": Buckets(2 * MOST_PLAYERS, 20),
        "each": each,
    }
    logging.getLogger("tornado.access").setLevel(
        logging.ERROR
    )  # who came when is nobody's business
    pages: list[Route] = [(path, PageHandler, {"page": page}) for path, page in PAGES.items()]
    lines: list[Route] = [(r"static/([\w.]+)", FileHandler, {}), ("ws", LineHandler, shared)]
    start = re.escape(place.prefix)
    return tornado.web.Application(
        [(f"{start}{path}", handler, given) for path, handler, given in (*pages, *lines, *login)],
        default_handler_class=_Lost,
        compress_response=True,
        websocket_ping_interval=20,
        websocket_ping_timeout=20,
        websocket_max_message_size=LARGEST,
        place=place,
        lines=open_lines,
        login=bool(login),
        cookie_secret=secrets.token_bytes(32),  # of a login on a hub; nothing else has a cookie
    )


def server_of(application: tornado.web.Application) -> HTTPServer:
    """Return what serves *application*."""
    return HTTPServer(
        application,
        max_body_size=1000,
        max_header_size=16_384,
        idle_connection_timeout=IDLE,
    )


async def close(server: HTTPServer, application: tornado.web.Application) -> None:
    """Let nobody in any more, and end what is open: whoever stayed would talk to nobody."""
    server.stop()
    for line in tuple(application.settings["lines"]):
        line.close()
    await server.close_all_connections()


class _Lost(QuietHandler):
    def prepare(self) -> None:
        raise tornado.web.HTTPError(404)
