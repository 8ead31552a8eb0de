"""`kooperation hoersaal`: opens a session or takes one up again, says where it is, and serves it until it ends."""

from __future__ import annotations

import asyncio
import re
import secrets
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from tornado.netutil import bind_sockets

from kooperation.base.files import BusyError, only_writer, reason
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.classroom.earlier import (
    GroupRecord,
    compared,
    keep_records,
    read_records,
    records_of,
)
from kooperation.desk.classroom.folder import (
    HallFolder,
    HallLinks,
    forget_links,
    hall_folder,
    links_to,
    read_links,
    write_links,
)
from kooperation.desk.classroom.hall import FAREWELL, Hall
from kooperation.desk.classroom.journal import DamagedJournalError, Journal
from kooperation.desk.classroom.limits import withstand
from kooperation.desk.classroom.pages import ClassPages
from kooperation.desk.classroom.place import HallPlace, readable, written_path
from kooperation.desk.classroom.session import Event, Playing, Session
from kooperation.desk.classroom.web import MOST, MOST_EACH, Route, application, close, server_of

WORDS, NAMES = Words("desk/classroom.command"), Words("desk/classroom.names")
CHART, OPTIONS = Words("desk/classroom.chart"), Words("desk/classroom.options")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
CODE = 6


@dataclass(frozen=True)
class HallOptions:
    """What was asked for; *address* is how phones reach it, where that is not known here (a proxy).

    A *hub* lets in who leads, and after a session comes the next.
    """

    network: bool = False
    port: int | None = None
    address: str = ""
    prefix: str = "/"
    browser: bool = True
    new: bool = False
    folder: Path | None = None
    hub: bool = False

    @property
    def place(self) -> HallPlace:
        """Return where pages find the server. Where it listens on this computer alone, only a proxy here reaches it."""
        if not self.address:
            return HallPlace(self.prefix)
        return HallPlace(self.prefix, own_address(0, self), shielded=not self.network)

    @property
    def each(self) -> int:
        """Return how many lines one address may have: behind a proxy, and on this computer, all have the same."""
        return MOST_EACH if self.network and not self.address else MOST


def serve_hall(options: HallOptions) -> int:
    """Serve a session until it ends, on a hub one after the other; return 0. Raises UnavailableError before one is opened."""
    options, folder = with_addresses(options), hall_folder(options.folder)
    try:
        folder.made()
        withstand()
        with only_writer(folder.journal, patience=0.3):
            while not asyncio.run(_serve(options, folder)) and options.hub:
                continue
            return 0
    except BusyError as error:
        links = read_links(folder)
        if links is None:
            raise UnavailableError(WORDS.filled("busy", folder=folder.path)) from error
        print(WORDS["runs_already"])
        _tell(links, options)
        return 0
    except OSError as error:
        raise UnavailableError(
            WORDS.filled("refused", folder=folder.path, why=reason(error))
        ) from error


def with_addresses(options: HallOptions) -> HallOptions:
    """Return *options* with addresses as a browser writes them. Raises UnavailableError if that cannot be."""
    if not re.fullmatch(r"/([^/?#]+/)*", options.prefix):
        raise UnavailableError(WORDS.filled("prefix", prefix=options.prefix))
    parts = urlsplit(options.address)
    if options.address and not (parts.scheme in ("http", "https") and parts.hostname):
        raise UnavailableError(WORDS.filled("address", address=options.address))
    address = parts._replace(path=written_path(parts.path), query="", fragment="").geturl()
    return replace(options, prefix=written_path(options.prefix), address=address)


def opened(port: int) -> Event:
    """Return the event with which a session begins, on *port*."""
    names = [f"{tree}-{bird}" for tree in NAMES.lines("trees") for bird in NAMES.lines("birds")]
    return {
        **{"do": "open", "at": time.time(), "port": port, "names": names},
        "code": "".join(secrets.choice(LETTERS) for _ in range(CODE)),
        "secret": secrets.token_urlsafe(24),
        "seed": secrets.token_hex(16),
    }


def _listening(options: HallOptions, wanted: int) -> list[socket.socket]:
    host = "" if options.network else "127.0.0.1"
    try:
        return bind_sockets(wanted, address=host, family=socket.AF_INET)
    except (OSError, OverflowError) as error:
        raise UnavailableError(WORDS.filled("port", port=wanted)) from error


def _taken_up(folder: HallFolder, options: HallOptions) -> tuple[Journal, Session] | None:
    """Return the session that was broken off, None if there is none or a new one is wanted."""
    if options.new and folder.journal.exists():
        Journal(folder.journal).delete()
    if not folder.journal.exists():
        return None
    try:
        return Journal.again(folder.journal)
    except DamagedJournalError as error:
        raise UnavailableError(WORDS.filled("damaged", path=folder.journal)) from error


def own_address(port: int, options: HallOptions) -> str:
    """Return the address under which the session is reached; it ends with a slash."""
    if options.address:
        return f"{options.address.rstrip('/')}{options.prefix}"
    host = _network_address() if options.network else "127.0.0.1"
    return f"http://{host}:{port}{options.prefix}"


def _network_address() -> str:
    """Return this computer's address in its network: where a packet to outside would come from. None is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation, nobody's
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _tell(links: HallLinks, options: HallOptions) -> None:
    phone = readable(links.phone.partition("#")[0])
    print(WORDS.filled("phone", link=phone, code=links.code), flush=True)
    if options.hub:
        return  # what is printed is the hub's log, and who leads logs in
    print(WORDS.filled("wall", link=links.wall))
    print(WORDS.filled("lead", link=links.lead))
    reached = options.network or options.address
    print(WORDS["network"] if reached else WORDS["here_only"], flush=True)


def _login(hall: Hall) -> Sequence[Route]:
    try:
        from kooperation.desk.classroom.hub_login import login_routes
    except ImportError as error:
        raise UnavailableError(WORDS["no_jupyterhub"]) from error
    return login_routes(hall)


async def _serve(options: HallOptions, folder: HallFolder) -> bool:
    """Serve a session; return whether it was stopped before its end."""
    taken_up = _taken_up(folder, options)
    stored = taken_up[1].opened["port"] if taken_up else 0
    listening = _listening(options, stored if options.port is None else options.port)
    port = listening[0].getsockname()[1]
    if taken_up is None:
        began = opened(port)
        journal, session = Journal.new(folder.journal, began), Session(began)
    else:
        journal, session = taken_up
        print(WORDS["again"])
    address = own_address(port, options)
    links = links_to(address, session.opened)

    def finish(keep: bool) -> None:
        finished(folder, journal, records_of(session) if keep else [])

    def earlier(session: Session, playing: Playing) -> list[tuple[str, tuple[float, ...]]]:
        found = compared(read_records(folder.records), session, playing)
        return [(earlier_groups(variant), measures) for variant, measures in found]

    hall = Hall(session, journal, ClassPages(address, earlier, hub=options.hub), finish)
    login = _login(hall) if options.hub else ()
    lines = application(hall, options.place, options.each, login)
    server = server_of(lines)
    server.add_sockets(listening)
    write_links(folder, links)
    _tell(links, options)
    if options.browser:
        webbrowser.open(folder.opener.as_uri())
    stopped = await _until_done(hall)
    await close(server, lines)
    if stopped:
        journal.close()
        forget_links(folder)
    print(WORDS["stopped"] if stopped else WORDS["ended"], flush=True)
    return stopped


def finished(folder: HallFolder, journal: Journal, records: Sequence[GroupRecord]) -> None:
    """Keep *records*, and delete all else, even if they cannot be kept: that was promised."""
    try:
        if records:
            keep_records(folder.records, records)
    except OSError as error:
        print(WORDS.filled("lost", path=folder.records, why=reason(error)), flush=True)
    finally:
        journal.delete()
        forget_links(folder)


def earlier_groups(variant: str) -> str:
    """Return what a chart calls earlier groups; their file may hold a variant that there is no more."""
    if not variant:
        return CHART["earlier"]
    return CHART.filled("earlier_variant", variant=OPTIONS.section().get(variant, variant))


async def _until_done(hall: Hall) -> bool:
    """Keep the session until it has ended; return whether it was stopped before."""
    running = asyncio.ensure_future(hall.run())
    if sys.platform != "win32":
        for sign in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(sign, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        return True
    await asyncio.sleep(FAREWELL)
    return False
