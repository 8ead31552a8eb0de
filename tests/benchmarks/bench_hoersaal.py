"""Benchmark: a class at its phones, from the last move to the new picture, over real WebSockets on loopback.

    PYTHONPATH=tests:course .venv/bin/python tests/benchmarks/bench_hoersaal.py [players] [rounds]

Everybody plays the public good with punishment and then the dilemma. In each phase a fifth of the lines break at random, before,
while or after somebody moves; each comes back by itself, as the page's script does. The last line is JSON: from the moment the last
move was sent until each phone, the wall and the lecturer show what came of it (ms), and whether each move counted once. In the same
run a bare tornado server tells as many lines a text as long, when one of them asks for it: the ratio holds on a busy machine, too.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import ClassVar

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketClientConnection, WebSocketHandler, websocket_connect

from playing_class import Device, Served, opened, serving

CUT = 0.2
GOAL = 500.0  # ms
TEXT = "x" * 900  # about what a phone is shown


async def phase(
    phones: list[Device], watching: list[Device], chance: random.Random, fields: dict[str, str]
) -> list[float]:
    """Let all move, the last once the others have; return how long after that each device shows the next step."""
    step = watching[0].step
    await asyncio.gather(*(phone.until(lambda p=phone: p.step == step) for phone in phones))  # type: ignore[misc]
    *others, last = chance.sample(phones, len(phones))
    cut = set(map(id, chance.sample(others, int(CUT * len(phones)))))

    async def moves(phone: Device) -> None:
        await asyncio.sleep(2 * chance.random())
        if id(phone) in cut and chance.random() < 0.5:
            phone.cut()
        moving = asyncio.ensure_future(phone.move(**fields))
        if id(phone) in cut:
            await asyncio.sleep(0.005 * chance.random())
            phone.cut()
        await moving

    await asyncio.gather(*(moves(phone) for phone in others))
    seen: dict[int, float] = {}

    async def sees(device: Device) -> None:
        await device.until(lambda: device.step > step)
        seen[id(device)] = time.perf_counter()

    waiting = [asyncio.ensure_future(sees(device)) for device in (*phones, *watching)]
    await asyncio.sleep(0)
    begun = time.perf_counter()
    await last.move(**fields)
    await asyncio.gather(*waiting)
    return [1000 * (at - begun) for at in seen.values()]


class BareHandler(WebSocketHandler):
    """Tells all lines a text of a page's length as soon as one line says anything."""

    lines: ClassVar[set[BareHandler]] = set()

    def open(self, *_: str) -> None:
        self.lines.add(self)

    def on_message(self, _message: str | bytes) -> None:
        for line in self.lines:
            line.write_message(TEXT)


async def bare_server() -> None:
    """Serve until the process is ended, after the port was printed."""
    (listening,) = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application([("/", BareHandler)])).add_socket(listening)
    print(listening.getsockname()[1], flush=True)
    await asyncio.Event().wait()


async def bare(players: int, times: int) -> list[float]:
    """Return how long it takes until each of *players* bare lines has its text (ms)."""
    command = [sys.executable, __file__, "bare"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = f"ws://127.0.0.1:{process.stdout.readline().strip()}/"
        lines = [await websocket_connect(address) for _ in range(players)]
        found = []

        async def told(line: WebSocketClientConnection) -> float:
            await line.read_message()
            return 1000 * (time.perf_counter() - begun)

        for _ in range(times):
            waiting = [asyncio.ensure_future(told(line)) for line in lines]
            await asyncio.sleep(0)
            begun = time.perf_counter()
            await lines[0].write_message("now")
            found += await asyncio.gather(*waiting)
        process.kill()
    return found


async def session(served: Served, players: int, rounds: int) -> dict[str, object]:
    chance = random.Random(1)
    begun = time.perf_counter()
    lead, phones = await opened(served, players)
    wall = Device(served.line, "wall", served.links["code"])
    await wall.open()
    joined = time.perf_counter() - begun
    watching, times = [lead, wall], []
    games = [
        ({"game": "public_good", "variant": "punish"}, [{"points": "5"}, {"points0": "1"}]),
        ({"game": "dilemma"}, [{"action": "C"}]),
    ]
    for chosen, phases in games:
        await lead.call("begin", **chosen, pace="called", rounds=str(rounds), partners="fixed")
        for at in range(rounds):
            for fields in phases:
                times.append(await phase(phones, watching, chance, fields))
            if at + 1 < rounds:
                await lead.call("next")
    events = [json.loads(line) for line in (served.folder / "sitzung.jsonl").open(encoding="utf-8")]
    moves = [(event["player"], event["step"]) for event in events if event["do"] == "move"]
    expected = players * rounds * 3
    every = [value for phase_times in times for value in phase_times]
    p95 = statistics.quantiles(every, n=20)[-1]
    bare_p95 = statistics.quantiles(await bare(players + 2, len(times)), n=20)[-1]
    result: dict[str, object] = {
        "players": players,
        "phases": len(times),
        "cut": sum(phone.cuts for phone in phones),
        "joined_s": round(joined, 2),
        "median_ms": round(statistics.median(every), 1),
        "p95_ms": round(p95, 1),
        "max_ms": round(max(every), 1),
        "goal_ms": GOAL,
        "moves": len(moves),
        "lost": expected - len(set(moves)),
        "twice": len(moves) - len(set(moves)),
        "bare_p95_ms": round(bare_p95, 1),
        "over_bare": round(p95 / bare_p95, 1),
    }
    await asyncio.gather(*(device.close() for device in (lead, wall, *phones)))
    return result


def main() -> None:
    if sys.argv[1:] == ["bare"]:
        asyncio.run(bare_server())
    players = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served:
        result = asyncio.run(session(served, players, rounds))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    result["servers_cpu_s"] = round(used.ru_utime + used.ru_stime, 2)
    print(f"{players} players: p95 {result['p95_ms']} ms from the last move to the new picture")
    print(json.dumps(result))
    failed = result["lost"] or result["twice"] or float(str(result["p95_ms"])) > GOAL
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
