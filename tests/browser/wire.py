"""A wire between browser and server that can be cut, or go dead without either noticing, as when a laptop sleeps."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

from browser.real_lab import Lab


class Wire:
    """Passes bytes on between a port of its own and the server's."""

    def __init__(self, lab: Lab) -> None:
        self._server = (urlsplit(lab.url).hostname or "", urlsplit(lab.url).port or 0)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._dead: set[socket.socket] = set()
        self.lab = replace(lab, url=f"http://127.0.0.1:{self._door.getsockname()[1]}/")
        threading.Thread(target=self._accept, daemon=True).start()

    def die(self) -> None:
        """Pass nothing on any more through the connections that there are; new ones work."""
        self._dead.update(self._ends)

    def cut(self) -> None:
        """End all connections that there are, as a network does that changes; new ones work."""
        for end in self._ends:
            with suppress(OSError):  # it may have ended by itself
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the door is closed at the end
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(self._server)
                self._ends += near, far
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):  # either end may hang up
            while data := source.recv(65536):
                if source not in self._dead:
                    target.sendall(data)
            if source not in self._dead:
                target.shutdown(socket.SHUT_WR)


@contextmanager
def wire(lab: Lab) -> Iterator[Wire]:
    made = Wire(lab)
    try:
        yield made
    finally:
        made.close()
