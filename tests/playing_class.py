"""A class at its phones: real WebSockets to a real `kooperation hoersaal`, and lines that break."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

PATIENCE = 30.0


@dataclass
class Served:
    """A running server, and its links."""

    folder: Path
    process: subprocess.Popen[str]
    links: dict[str, Any]

    @property
    def line(self) -> str:
        return str(self.links["phone"]).partition("#")[0].replace("http", "ws", 1) + "ws"

    @property
    def secret(self) -> str:
        return str(self.links["lead"]).partition("#")[2]

    def kill(self) -> None:
        """End the process as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def serve(folder: Path, *more: str) -> Served:
    """Start the command and wait until it says where it is."""
    (folder / "adresse.json").unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "kooperation",
        "hoersaal",
        "--no-browser",
        "--folder",
        str(folder),
    ]
    process = subprocess.Popen(
        [*command, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ,
    )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, ValueError):
            links = json.loads((folder / "adresse.json").read_text("utf-8"))
            if links["process"] == process.pid:
                return Served(folder, process, links)
        if process.poll() is not None:
            break
        time.sleep(0.02)
    process.kill()
    raise RuntimeError(f"the server did not start: {process.communicate()[0]}")


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[Served]:
    """Serve within the block."""
    served = serve(folder, *more)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.process.terminate()
        served.process.communicate(timeout=PATIENCE)


@dataclass
class Device:
    """A page that is open somewhere: what it was last shown and told, and how often its line broke."""

    line: str
    page: str
    key: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    parts: dict[str, str] = field(default_factory=dict)
    step: int = -1
    said: list[str] = field(default_factory=list)
    pending: dict[str, Any] | None = None
    cuts: int = 0
    ended: bool = False
    closed_with: int | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: WebSocketClientConnection | None = None
    _task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect, say hello, and keep listening; a broken line is opened again, as the page's script does."""
        self._task = asyncio.create_task(self._keep())
        await self.until(lambda: bool(self.parts or self.said))

    async def _keep(self) -> None:
        while not self.ended:
            try:
                self._socket = await websocket_connect(self.line)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            self.send({"hello": self.page, "key": self.key, "token": self.token})
            if self.pending:
                self.send(self.pending)
            while (text := await self._socket.read_message()) is not None:
                self._take(json.loads(text))
            if self._socket.close_code is not None:
                self.closed_with = self._socket.close_code
                self.changed.set()
                return
            self.cuts += 1
            await asyncio.sleep(0.05)

    def _take(self, message: Mapping[str, Any]) -> None:
        if why := message.get("why"):
            self.said.append(why)
            self.pending = None
        if "parts" in message:
            self.parts |= message["parts"]
            self.step, self.ended = message["step"], message["ended"]
        self.changed.set()

    def send(self, message: object) -> None:
        """Send *message* if there is a line; a text as it is."""
        text = message if isinstance(message, str) else json.dumps(message)
        with suppress(WebSocketClosedError):
            if self._socket is not None:
                self._socket.write_message(text)

    def cut(self) -> None:
        """Break the line as a net does: nobody says goodbye."""
        protocol = self._socket.protocol if self._socket is not None else None
        stream = getattr(protocol, "stream", None)
        if stream is not None:
            stream.close()

    async def move(self, **fields: str) -> None:
        """Move in the step that is shown, and wait until the move was answered, however often the line breaks."""
        self.pending = {"do": "move", "step": self.step, "fields": fields}
        self.send(self.pending)
        await self.until(lambda: self.pending is None)

    async def call(self, what: str, **fields: str) -> None:
        """As the lecturer: have something done, and wait until it shows."""
        before = self.step
        self.send({"do": what, "step": self.step, "fields": fields})
        await self.until(lambda: self.step != before)

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until *holds*; raise TimeoutError with what the page shows if it does not."""
        end = time.monotonic() + seconds
        while not holds():
            self.changed.clear()
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"step {self.step}, said {self.said}, shown {self.text}")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), min(left, 1.0))

    @property
    def text(self) -> str:
        """What is shown, without its tags."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(self.parts.values())))

    async def close(self) -> None:
        self.ended = True
        self.cut()
        if self._task is not None:
            await self._task


async def opened(served: Served, count: int) -> tuple[Device, list[Device]]:
    """Return the lecturer's page and *count* phones, all of them connected."""
    lead = Device(served.line, "lead", served.secret)
    phones = [Device(served.line, "phone", served.links["code"]) for _ in range(count)]
    await asyncio.gather(*(device.open() for device in (lead, *phones)))
    return lead, phones


def play(work: Callable[[], Awaitable[None]]) -> None:
    """Run *work* in a loop of its own, and in a thread: Playwright keeps a loop in this one."""

    async def whole() -> None:
        await work()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(whole())).result()
