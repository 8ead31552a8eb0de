"""The hall without a server: connections that close, or send what nobody of ours does, cost nobody else anything."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.netutil import bind_sockets
from tornado.websocket import websocket_connect

from kooperation.desk.classroom.hall import FAULT, GRACE, Hall
from kooperation.desk.classroom.journal import Journal
from kooperation.desk.classroom.messages import CallSent, Hello, MoveSent
from kooperation.desk.classroom.pages import ClassPages
from kooperation.desk.classroom.place import HallPlace
from kooperation.desk.classroom.session import Session
from kooperation.desk.classroom.web import FULL, UNWANTED, application, server_of
from playing_class import play

NAMES = [f"Name{number}" for number in range(60)]
OPENED = {"do": "open", "at": 0, "code": "ABCDEF", "seed": "1", "names": NAMES, "secret": "s"}
DILEMMA = {"game": "dilemma", "pace": "called", "rounds": "3", "partners": "fixed"}


class Line:
    """A connection; one that is *closing* is found to be gone once it is told something."""

    def __init__(self, address: str = "192.0.2.7") -> None:
        self.address = address
        self.told: list[Mapping[str, Any]] = []
        self.left: list[int] = []
        self.closing: Hall | None = None

    def tell(self, message: Mapping[str, Any]) -> None:
        if self.closing is not None:
            self.closing.gone(self)
        self.told.append(message)

    def leave(self, code: int) -> None:
        self.left.append(code)

    @property
    def whys(self) -> list[str]:
        return [message["why"] for message in self.told if message.get("why")]


class Room:
    """A hall with a lecturer and *people* on phones; `run` lets it take what was sent."""

    def __init__(self, folder: Path, people: int = 0, pages: ClassPages | None = None) -> None:
        self.kept: list[bool] = []
        self.sent: list[tuple[Line, Hello | MoveSent | CallSent]] = []
        self.hall = Hall(
            Session(OPENED),
            Journal.new(folder / "j.jsonl", OPENED),
            pages or ClassPages("http://hall/", lambda session, playing: []),
            self.kept.append,
        )
        self.journal = folder / "j.jsonl"
        self.lead, self.phones = Line(), [Line() for _ in range(people)]
        self.send(self.lead, Hello("lead", "s"))
        for number, phone in enumerate(self.phones):
            self.send(phone, hello(number))
        self.run()

    def send(self, line: Line, sent: Hello | MoveSent | CallSent) -> None:
        self.sent.append((line, sent))

    def run(self) -> None:
        """Let the hall take what was sent, until it has answered the last of it."""
        last = Line("192.0.2.1")
        self.send(last, Hello("wall", "wrong"))

        async def until_answered() -> None:
            self.hall.inbox = asyncio.Queue()  # each run has a loop of its own
            for one in self.sent:
                self.hall.inbox.put_nowait(one)
            self.sent.clear()
            running = asyncio.ensure_future(self.hall.run())
            while not (last.told or running.done()):
                await asyncio.sleep(0.002)
            if running.done():
                running.result()
            running.cancel()

        play(until_answered)

    def begin(self) -> None:
        self.send(self.lead, CallSent("begin", self.hall.session.step, DILEMMA))
        self.run()


@asynccontextmanager
async def served(hall: Hall, **more: Any) -> AsyncIterator[str]:
    """Serve *hall* within the block; return the address of its lines."""
    hall.inbox = asyncio.Queue()
    (listening,) = bind_sockets(0, address="127.0.0.1")
    server = server_of(application(hall, **more))
    server.add_sockets([listening])
    running = asyncio.ensure_future(hall.run())
    try:
        yield f"ws://127.0.0.1:{listening.getsockname()[1]}/ws"
    finally:
        running.cancel()
        server.stop()
        await server.close_all_connections()


def hello(number: int) -> Hello:
    return Hello("phone", "ABCDEF", f"token{number:020d}")


def test_a_phone_that_falls_asleep_while_all_are_told_disturbs_nobody(tmp_path: Path) -> None:
    room = Room(tmp_path, people=3)
    room.phones[0].closing = room.hall
    room.begin()
    assert room.hall.session.step == 1
    assert [phone.told[-1].get("step") for phone in room.phones[1:]] == [1, 1]


def test_a_lecturer_who_leaves_while_the_disk_is_full_disturbs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, full = Room(tmp_path, people=1), [OSError("full")]
    other = Line()
    room.send(other, Hello("lead", "s"))
    room.run()
    write = Journal.write
    monkeypatch.setattr("kooperation.desk.classroom.hall.AGAIN", 0.01)
    monkeypatch.setattr(
        Journal,
        "write",
        lambda journal, events: (
            (_ for _ in ()).throw(full.pop()) if full else write(journal, events)
        ),
    )
    for lead in (room.lead, other):
        lead.closing = room.hall
    room.begin()
    assert json.loads(room.journal.read_text("utf-8").splitlines()[-1])["do"] == "begin"


def test_of_a_move_the_journal_keeps_what_the_game_asks_and_nothing_else(tmp_path: Path) -> None:
    room = Room(tmp_path, people=2)
    room.begin()
    room.send(room.phones[0], MoveSent(1, {"action": "C", "name": "Somebody"}))
    room.run()
    assert json.loads(room.journal.read_text("utf-8").splitlines()[-1])["fields"] == {"action": "C"}


def test_a_fault_in_what_one_sends_or_is_shown_ends_only_that_connection(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Pages(ClassPages):
        def phone(self, session: Session, player: int) -> Mapping[str, str]:
            return {"task": [session.players[0].name][player]}  # knows of nobody but the first

    room = Room(tmp_path, people=2, pages=Pages("http://hall/", lambda session, playing: []))
    broken = Line()
    room.send(broken, Hello("wall", "\ud800"))
    room.begin()
    assert [line.left for line in (*room.phones, broken, room.lead)] == [[], [FAULT], [FAULT], []]
    assert room.phones[0].told[-1]["step"] == room.lead.told[-1]["step"] == 1
    assert set(room.hall.phones) == {0}
    assert "UnicodeEncodeError" in caplog.text
    assert "IndexError" in caplog.text


def test_a_connection_is_one_player_and_no_more(tmp_path: Path) -> None:
    room = Room(tmp_path, people=1)
    for number in range(5, 10):
        room.send(room.phones[0], hello(number))
    room.send(room.phones[0], Hello("wall", "ABCDEF"))
    room.run()
    assert room.phones[0].whys == ["malformed"] * 6
    assert len(room.hall.session.players) == len(room.hall.phones) == 1
    assert not room.hall.walls


@pytest.mark.slow
@pytest.mark.parametrize(("key", "left"), [("ABCDEF", None), ("WRONG", UNWANTED)])
def test_who_does_not_say_what_it_is_is_closed_whatever_else_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, left: int | None
) -> None:
    monkeypatch.setattr("kooperation.desk.classroom.web.PATIENCE", 0.4)

    async def says(hall: Hall) -> None:
        async with served(hall) as line:
            connection = await websocket_connect(line)
            connection.write_message(json.dumps({"hello": "wall", "key": key}))
            connection.write_message('{"do": "move", "step": 0}')
            with suppress(TimeoutError):
                while await asyncio.wait_for(connection.read_message(), 1):
                    continue
            assert connection.close_code == left
            connection.close()

    play(lambda: says(Room(tmp_path).hall))


def test_after_too_many_guesses_the_right_code_is_not_taken_either(tmp_path: Path) -> None:
    room = Room(tmp_path, people=1)
    guesser, player, lead = Line(), Line(), Line()
    for number in range(70):
        room.send(guesser, Hello("wall", f"WRONG{number}"))
    room.send(guesser, Hello("wall", "ABCDEF"))
    room.send(player, hello(0))  # of the same address, but known
    room.send(lead, Hello("lead", "s"))
    room.run()
    assert guesser.whys == ["wrong_key"] * 60 + ["slow"] * 11
    assert room.hall.walls == set()
    assert room.hall.knows(player)
    assert room.hall.knows(lead)


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [("https://Hall.example", True), ("https://example", False), ("null", False)],
)
def test_behind_a_proxy_pages_of_the_address_that_was_named_get_a_line(
    tmp_path: Path, origin: str, let_in: bool
) -> None:
    async def connects(hall: Hall) -> None:
        async with served(hall, place=HallPlace(address="https://hall.example/")) as line:
            asked = HTTPRequest(line, headers={"Origin": origin})
            refused = nullcontext() if let_in else pytest.raises(HTTPClientError, match="403")
            with refused:
                (await websocket_connect(asked)).close()

    play(lambda: connects(Room(tmp_path).hall))


def test_lines_that_do_not_say_what_they_are_keep_no_lecturer_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kooperation.desk.classroom.web.MOST", 3)

    async def connects(hall: Hall) -> None:
        async with served(hall) as line:
            player, *idle = [await websocket_connect(line) for _ in range(3)]
            player.write_message(
                json.dumps({"hello": "phone", "key": "ABCDEF", "token": hello(0).token})
            )
            await player.read_message()
            lead = await websocket_connect(line)
            lead.write_message('{"hello": "lead", "key": "s"}')
            assert "status" in str(await lead.read_message()) + str(await lead.read_message())
            assert await idle[0].read_message() is None
            assert [one.close_code for one in (player, *idle)] == [None, FULL, None]
            for one in (player, lead, *idle):
                one.close()

    play(lambda: connects(Room(tmp_path).hall))


def test_one_address_gets_so_many_lines_and_no_more(tmp_path: Path) -> None:
    async def connects(hall: Hall) -> None:
        async with served(hall, each=2) as line:
            lines = [await websocket_connect(line) for _ in range(3)]
            assert await lines[2].read_message() is None
            assert [one.close_code for one in lines] == [None, None, FULL]
            for one in lines:
                one.close()

    play(lambda: connects(Room(tmp_path).hall))


def test_behind_a_proxy_nobody_gets_more_lines_by_saying_to_be_somebody_else(
    tmp_path: Path,
) -> None:
    """The proxy of a hub adds at the end of X-Forwarded-For, and hands X-Real-Ip on as it came."""

    async def connects(hall: Hall) -> None:
        place = HallPlace(address="https://hub.example/", shielded=True)
        async with served(hall, place=place, each=1) as line:
            asked = [
                HTTPRequest(line, headers={"X-Forwarded-For": chain, "X-Real-Ip": claimed})
                for chain, claimed in (
                    ("192.0.2.1", "198.51.100.1"),
                    ("198.51.100.3, 192.0.2.1", "198.51.100.2"),
                    ("192.0.2.2", "198.51.100.1"),
                )
            ]
            lines = [await websocket_connect(one) for one in asked]
            assert await lines[1].read_message() is None
            assert [one.close_code for one in lines] == [None, FULL, None]
            for one in lines:
                one.close()

    play(lambda: connects(Room(tmp_path).hall))


def test_a_connection_that_asks_for_nothing_is_closed_and_a_line_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kooperation.desk.classroom.web.IDLE", 0.2)

    async def connects(hall: Hall) -> None:
        async with served(hall) as line:
            wall = await websocket_connect(line)
            port = int(line.rpartition(":")[2].removesuffix("/ws"))
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert await asyncio.wait_for(reader.read(), 10) == b""
            writer.close()
            wall.write_message('{"hello": "wall", "key": "ABCDEF"}')
            assert "said" in str(await wall.read_message())
            wall.close()

    play(lambda: connects(Room(tmp_path).hall))


def test_there_are_only_so_many_walls_and_what_they_show_is_drawn_once(tmp_path: Path) -> None:
    drawn = []

    class Pages(ClassPages):
        def wall(self, session: Session, there: int) -> Mapping[str, str]:
            drawn.append(session.step)
            return super().wall(session, there)

    room = Room(tmp_path, pages=Pages("http://hall/", lambda session, playing: []))
    walls = [Line() for _ in range(25)]
    for wall in walls:
        room.send(wall, Hello("wall", "ABCDEF"))
    room.run()
    room.begin()
    assert drawn == [0, 1]
    assert [wall.told[-1].get("step") for wall in walls] == [1] * 20 + [None] * 5
    assert walls[-1].whys == ["full"]


def test_a_clock_that_is_set_makes_nobody_be_away_and_nobody_wait(tmp_path: Path) -> None:
    room, ticks = Room(tmp_path, people=2), [100.0]
    room.hall.ticks = lambda: ticks[0]
    room.hall.gone(room.phones[0])
    for wrong in (0.0, 1e10):
        room.hall.clock = lambda wrong=wrong: wrong  # type: ignore[misc]
        assert room.hall.there() == {0, 1}
    ticks[0] += GRACE
    assert room.hall.there() == {1}
