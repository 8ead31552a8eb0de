"""A class over real WebSockets: it plays, lines break, the server dies, somebody cheats; every move counts once."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from playing_class import Device, Served, opened, play, serve, serving

pytestmark = pytest.mark.slow

DILEMMA = {"game": "dilemma", "pace": "called", "rounds": "3", "partners": "fixed"}


def test_a_class_plays_is_cut_off_is_cheated_on_and_survives_a_crash(tmp_path: Path) -> None:
    """One journey, since each start of the server costs half a second."""

    async def first_half() -> None:
        lead, phones = await opened(served, 12)
        await lead.until(lambda: "12 von 12 sind verbunden" in lead.text)
        await lead.call("begin", **DILEMMA)
        await asyncio.gather(*(phone.until(lambda p=phone: p.step == 1) for phone in phones))  # type: ignore[misc]
        chance = random.Random(1)
        moving = [phone.move(action=chance.choice("CD")) for phone in phones]
        for phone in chance.sample(phones, 4):
            phone.cut()
        await asyncio.gather(*moving)
        await lead.until(lambda: lead.step == 2)
        assert "von 12 haben sorgfältig geklärt" in lead.text
        assert sum(phone.cuts for phone in phones) >= 4
        await phones[0].until(lambda: "Ergebnis der Runde 1" in phones[0].text)

        # Nobody is believed for what a message says of itself, and nothing of it disturbs the others.
        await lead.call("next")
        cheat = phones[1]
        await cheat.until(lambda: cheat.step == 3)
        cheat.send({"do": "move", "step": 2, "fields": {"action": "C"}})  # late
        cheat.send({"do": "close", "step": 3})  # the lecturer's
        cheat.send({"do": "move", "step": 3, "player": 0, "fields": {"action": "X"}})
        cheat.send("[" * 3000)
        cheat.send({"do": "move", "step": 3, "fields": {"action": "C"}})
        cheat.send({"do": "move", "step": 3, "fields": {"action": "D"}})  # twice
        await cheat.until(lambda: len(cheat.said) >= 7)
        assert sorted(cheat.said[1:]) == [
            "counted", "late", "malformed", "malformed", "twice", "unknown",
        ]  # fmt: skip
        stranger = Device(served.line, "phone", "AAAAAA")
        await stranger.open()
        assert stranger.said == ["wrong_key"]
        await lead.until(lambda: "1 von 12 haben gezogen" in lead.text)
        tokens[:] = [phone.token for phone in phones]
        await asyncio.gather(*(device.close() for device in (stranger, lead, *phones)))

    async def second_half() -> None:
        lead = Device(again.line, "lead", again.secret)
        phones = [Device(again.line, "phone", again.links["code"], token) for token in tokens]
        # Who had moved comes back first, and alone: the others are waited for.
        await asyncio.gather(lead.open(), phones[1].open())
        await asyncio.sleep(1)
        assert lead.step == 3
        await asyncio.gather(*(phone.open() for phone in phones if phone is not phones[1]))
        assert "Runde 2 von 3" in lead.text
        assert "Ihr Zug: sorgfältig klären" in phones[1].text
        await asyncio.gather(
            *(phone.move(action="D") for phone in phones if phone is not phones[1])
        )
        await lead.until(lambda: "1 von 12 haben sorgfältig geklärt" in lead.text)
        await lead.call("end", keep="yes")
        await phones[5].until(lambda: "Die Sitzung ist beendet" in phones[5].text)
        await asyncio.gather(*(device.close() for device in (lead, *phones)))

    tokens: list[str] = []
    served = serve(tmp_path)
    play(first_half)
    served.kill()
    assert (tmp_path / "sitzung.jsonl").exists()
    assert not any(token in (tmp_path / "sitzung.jsonl").read_text("utf-8") for token in tokens)
    with serving(tmp_path) as again:
        assert again.links["lead"] == served.links["lead"]
        assert again.links["phone"] == served.links["phone"]
        play(second_half)
        assert again.process.wait(10) == 0
    assert not (tmp_path / "sitzung.jsonl").exists()
    assert not (tmp_path / "adresse.json").exists()
    assert not (tmp_path / "fruehere_gruppen.json").exists()  # no game came to its end


def test_a_class_that_is_not_in_one_room_finds_its_session_again_a_day_later(
    tmp_path: Path,
) -> None:
    """The server is gone overnight; what the journal holds is set back by a day, as if that had passed."""
    tokens: list[str] = []

    async def one_evening() -> None:
        lead, phones = await opened(served, 3)
        await lead.call("begin", **{**DILEMMA, "pace": "day"})
        await phones[0].until(lambda: "Sie können die Seite schließen" in phones[0].text)
        for phone in phones[:2]:
            await phone.move(action="C")
        tokens.extend(phone.token for phone in phones)
        await asyncio.gather(*(device.close() for device in (lead, *phones)))

    async def the_next() -> None:
        phone = Device(again.line, "phone", again.links["code"], tokens[0])
        await phone.open()
        await phone.until(lambda: "Runde 2 von 3" in phone.text)
        assert "Ergebnis der Runde 1" in phone.text
        assert "Die andere Seite: sorgfältig klären" in phone.text
        await phone.move(action="D")
        await phone.close()

    served = serve(tmp_path)
    play(one_evening)
    served.kill()
    journal = tmp_path / "sitzung.jsonl"
    events = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    aged = [json.dumps({**event, "at": event["at"] - 86_401}) + "\n" for event in events]
    journal.write_text("".join(aged), "utf-8")
    with serving(tmp_path) as again:
        play(the_next)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for those who only look at how a line is treated."""
    with serving(tmp_path_factory.mktemp("hoersaal")) as running:
        yield running


def test_who_floods_is_cut_off_and_who_is_silent_too(shared: Served) -> None:
    async def flood() -> None:
        _, (one, other) = await opened(shared, 2)
        for _ in range(200):
            one.send({"do": "move", "step": 0})
        await one.until(lambda: one.closed_with is not None)
        assert one.closed_with == 1008
        other.send({"do": "move", "step": 0})
        await other.until(lambda: other.said == ["late"])
        await other.close()

    play(flood)


def test_a_phone_that_opens_the_page_twice_plays_on_in_the_newer(shared: Served) -> None:
    async def twice() -> None:
        _, (one,) = await opened(shared, 1)
        newer = Device(shared.line, "phone", shared.links["code"], one.token)
        await newer.open()
        await one.until(lambda: one.closed_with == 4001)
        assert newer.parts["who"] == one.parts["who"]
        await newer.close()

    play(twice)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null"])
def test_a_page_of_somebody_else_gets_no_line(shared: Served, origin: str) -> None:
    async def foreign() -> None:
        with pytest.raises(HTTPClientError, match="403"):
            await websocket_connect(HTTPRequest(shared.line, headers={"Origin": origin}))

    play(foreign)


def test_the_journal_is_its_owners_and_holds_no_name(shared: Served) -> None:
    async def joins() -> None:
        _, (one,) = await opened(shared, 1)
        await one.close()

    play(joins)
    for name in ("sitzung.jsonl", "adresse.json", "leitung.html"):
        assert (shared.folder / name).stat().st_mode & 0o077 == 0
    lines = (shared.folder / "sitzung.jsonl").read_text("utf-8").splitlines()
    assert set(json.loads(lines[-1])) == {"do", "token", "at"}
