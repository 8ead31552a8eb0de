"""A wire between browser and server that can be cut, or go dead without either noticing, as when a laptop sleeps.

It can be as long as one likes, and counts what comes through it.
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

from browser.real_lab import Lab

UPGRADE = b"upgrade: websocket"


class Wire:
    """Passes bytes on between a port of its own and the server's; a *round_trip* takes that many seconds, from now on.

    `http` and `websocket` are the bytes that came to the browser.
    """

    def __init__(self, lab: Lab, round_trip: float = 0.0) -> None:
        self.http = self.websocket = 0
        self.round_trip = round_trip
        self._sockets: set[socket.socket] = (
            set()
        )  # ends at the server of what has become a WebSocket
        self._lets_through = threading.Event()  # what comes from the server
        self._lets_through.set()
        self._server = (urlsplit(lab.url).hostname or "", urlsplit(lab.url).port or 0)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._dead: set[socket.socket] = set()
        self.lab = replace(lab, url=f"http://127.0.0.1:{self._door.getsockname()[1]}/")
        threading.Thread(target=self._accept, daemon=True).start()

    def die(self) -> None:
        """Pass nothing on any more through the connections that there are; new ones work."""
        self._dead.update(self._ends)

    def hold(self) -> None:
        """Keep what the server says until `release`."""
        self._lets_through.clear()

    def release(self) -> None:
        self._lets_through.set()

    def cut(self) -> None:
        """End all connections that there are, as a network does that changes; new ones work."""
        for end in self._ends:
            with suppress(OSError):  # it may have ended by itself
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.release()
        self.cut()
        self._door.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the door is closed at the end
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(self._server)
                for end in (near, far):  # or a small message waits until an earlier one has arrived
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._ends += near, far
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        on_its_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        arguments = (source, target, on_its_way)
        threading.Thread(target=self._deliver, args=arguments, daemon=True).start()
        data = b"-"
        with suppress(OSError):  # either end may hang up
            while data:
                data = source.recv(65536)
                self._count(source, target, data)
                on_its_way.put((time.monotonic() + self.round_trip / 2, data))

    def _deliver(
        self,
        source: socket.socket,
        target: socket.socket,
        on_its_way: queue.SimpleQueue[tuple[float, bytes]],
    ) -> None:
        with suppress(OSError):
            while True:
                due, data = on_its_way.get()
                time.sleep(max(0.0, due - time.monotonic()))
                self._hand_over(source, target, data)
                if not data:
                    return

    def _hand_over(self, source: socket.socket, target: socket.socket, data: bytes) -> None:
        """Give *data* to *target*; nothing means that *source* has hung up."""
        if source.getpeername() == self._server:
            self._lets_through.wait()
        if source in self._dead:
            return
        if data:
            target.sendall(data)
        else:
            target.shutdown(socket.SHUT_WR)

    def _count(self, source: socket.socket, target: socket.socket, data: bytes) -> None:
        if source.getpeername() != self._server:
            if UPGRADE in data.lower():
                self._sockets.add(target)
        elif source in self._sockets:
            self.websocket += len(data)
        else:
            self.http += len(data)


@contextmanager
def wire(lab: Lab, round_trip: float = 0.0) -> Iterator[Wire]:
    made = Wire(lab, round_trip)
    try:
        yield made
    finally:
        made.close()
