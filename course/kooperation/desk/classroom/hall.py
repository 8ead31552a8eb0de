"""The one who keeps a session: takes what pages send, one after the other, writes it down, and tells who has to know.

Whatever is told was on the disk before. Messages that wait are taken together, so that two hundred moves at once
cost one wait for the disk and not two hundred.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from kooperation.desk.classroom.journal import Journal
from kooperation.desk.classroom.limits import Buckets
from kooperation.desk.classroom.messages import LEAD, WALL, CallSent, Hello, MoveSent
from kooperation.desk.classroom.session import Event, NotNowError, Session

GRACE = 30.0  # seconds that a phone may be away and still be waited for
BREATH = 0.2  # seconds between two counts of who has moved
AGAIN = 1.0  # seconds until the next try, if the disk does not take what is written
FAREWELL = 1.0  # seconds in which the end is still told to everybody
FAULT = 1011  # why a connection is closed: what it sent, or was to be shown, met a fault of ours
MOST_WALLS = 20
REPLACED = 4001  # why a connection is closed: the same phone has opened another
LOG = logging.getLogger(__name__)

Sent = Hello | MoveSent | CallSent
Parts = Mapping[str, str]


class Connection(Protocol):
    """A page that is connected."""

    @property
    def address(self) -> str: ...

    def tell(self, message: Mapping[str, Any]) -> None: ...

    def leave(self, code: int) -> None: ...


class Pages(Protocol):
    """What pages show of a session: parts of HTML by their names."""

    def phone(self, session: Session, player: int) -> Parts: ...

    def wall(self, session: Session, there: int) -> Parts: ...

    def lead(self, session: Session, there: int) -> Parts: ...

    def said(self, why: str) -> str: ...


@dataclass
class Hall:
    """A session with its journal and everybody who is connected to it."""

    session: Session
    journal: Journal
    pages: Pages
    finish: Callable[[bool], None]  # when the session has ended; whether to keep its results
    clock: Callable[[], float] = time.time  # for what the journal keeps
    ticks: Callable[[], float] = time.monotonic  # for what is counted: nobody sets it
    inbox: asyncio.Queue[tuple[Connection, Sent]] = field(default_factory=asyncio.Queue)
    phones: dict[int, Connection] = field(default_factory=dict)
    who: dict[Connection, int] = field(default_factory=dict)
    walls: set[Connection] = field(default_factory=set)
    leads: set[Connection] = field(default_factory=set)
    left_at: dict[int, float] = field(default_factory=dict)
    guesses: Buckets = field(default_factory=lambda: Buckets(60, 1))  # wrong codes, by address
    _events: list[Event] = field(default_factory=list)  # applied, not yet on the disk
    _answers: list[tuple[Connection, str]] = field(
        default_factory=list
    )  # what to say, once they are
    _shown: int = -1  # the step that everybody was told of
    _counted: tuple[object, ...] = ()  # what walls and lecturers were told of
    _counted_at: float = 0.0
    _drawn: dict[str, Parts] = field(
        default_factory=dict
    )  # by page, what all of a kind are told now
    _keep: bool = False

    def __post_init__(self) -> None:
        # After a crash nobody is connected: all are on their way back, and are waited for.
        self.left_at |= {player.number: self.ticks() for player in self.session.players}

    def there(self) -> set[int]:
        """Return the players who are connected, or have been a moment ago."""
        after = self.ticks() - GRACE
        return set(self.phones) | {p for p, left in self.left_at.items() if left > after}

    def gone(self, connection: Connection) -> None:
        """Take note that *connection* is closed."""
        self.walls.discard(connection)
        self.leads.discard(connection)
        player = self.who.pop(connection, None)
        if player is not None and self.phones.get(player) is connection:
            del self.phones[player]
            self.left_at[player] = self.ticks()

    async def run(self) -> None:
        """Take what comes until the session has ended and its end was told."""
        while not self.session.ended:
            try:
                waiting = [await asyncio.wait_for(self.inbox.get(), timeout=BREATH)]
            except TimeoutError:
                waiting = []
            while not self.inbox.empty():
                waiting.append(self.inbox.get_nowait())
            for connection, sent in waiting:
                with self._alone(connection):
                    self._take(connection, sent)
            while due := self.session.due(self.clock(), self.there()):
                self._happen(due)
            await self._written()
            self._tell(waiting)
        self.finish(self._keep)

    @contextmanager
    def _alone(self, connection: Connection) -> Iterator[None]:
        """Let a fault within the block end *connection* and nobody else's; it is logged."""
        try:
            yield
        except Exception:
            LOG.exception("a connection is closed")
            self.gone(connection)
            connection.leave(FAULT)

    # What comes in --------------------------------------------------------------------------------

    def _take(self, connection: Connection, sent: Sent) -> None:
        try:
            if isinstance(sent, Hello):
                said = self._hello(connection, sent)
            elif isinstance(sent, MoveSent):
                said = self._move(connection, sent)
            else:
                said = self._call(connection, sent)
        except NotNowError as refused:
            said = refused.why
        self._answers.append((connection, said))

    def _happen(self, event: Event) -> bool:
        """Let *event* happen if it changes anything. Raises NotNowError."""
        if changes := self.session.accepts(event):
            self.session.apply(event)
            self._events.append(event)
        return changes

    def knows(self, connection: Connection) -> bool:
        """Say whether *connection* has said what it is, and was believed."""
        return connection in self.who or connection in self.walls or connection in self.leads

    def _hello(self, connection: Connection, sent: Hello) -> str:
        if self.knows(connection):
            raise NotNowError("malformed")  # else one line could take every seat
        wanted = self.session.opened["secret"] if sent.page == LEAD else self.session.code
        given = sent.key if sent.page == LEAD else sent.key.strip().upper()
        token = hashlib.sha256(sent.token.encode()).hexdigest()
        # Nobody guesses the lecturer's secret, and who is a player already need not guess.
        may_guess = sent.page != LEAD and token not in self.session.by_token
        if may_guess and not self.guesses.lets(connection.address, self.ticks()):
            raise NotNowError("slow")
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            self.guesses.take(connection.address, self.ticks())
            raise NotNowError("wrong_key")
        if sent.page == LEAD:
            self.leads.add(connection)
        elif sent.page == WALL:
            if len(self.walls) >= MOST_WALLS:
                raise NotNowError("full")
            self.walls.add(connection)
        else:
            self._happen({"do": "join", "token": token, "at": self.clock()})
            self._seat(connection, self.session.by_token[token].number)
        return ""

    def _seat(self, connection: Connection, player: int) -> None:
        before = self.phones.get(player)
        self.phones[player] = connection
        self.who[connection] = player
        self.left_at.pop(player, None)
        if before is not None and before is not connection:
            self.who.pop(before, None)
            before.leave(REPLACED)

    def _move(self, connection: Connection, sent: MoveSent) -> str:
        if connection not in self.who:
            raise NotNowError("unknown")
        playing = self.session.playing
        known = playing.game.fields if playing else ()
        fields = {name: value for name, value in sent.fields.items() if name in known}
        self._happen(
            {
                **{"do": "move", "player": self.who[connection], "step": sent.step},
                **{"fields": fields, "at": self.clock()},
            }
        )
        return "counted"

    def _call(self, connection: Connection, sent: CallSent) -> str:
        if connection not in self.leads:
            raise NotNowError("unknown")
        event: dict[str, Any] = {"do": sent.what, "step": sent.step, "at": self.clock()}
        fields = dict(sent.fields)
        if sent.what == "begin":
            event |= {"game": fields.pop("game", ""), "pace": fields.pop("pace", "")}
            event["chosen"] = fields
        elif sent.what == "lock":
            event["on"] = fields.get("on") == "yes"
        elif sent.what == "end":
            self._keep = fields.get("keep") == "yes"
        elif sent.what not in ("close", "next"):
            raise NotNowError("malformed")
        self._happen(event)
        return ""

    # What goes out --------------------------------------------------------------------------------

    async def _written(self) -> None:
        """Wait until what happened is on the disk, however often it takes."""
        while self._events:
            try:
                await asyncio.to_thread(self.journal.write, self._events)
            except OSError:
                for lead in tuple(self.leads):
                    lead.tell({"said": self.pages.said("disk")})
                await asyncio.sleep(AGAIN)
            else:
                self._events = []

    def _tell(self, waiting: Iterable[tuple[Connection, Sent]]) -> None:
        self._drawn.clear()
        answers, self._answers = self._answers, []
        for connection, why in answers:
            with self._alone(connection):
                connection.tell({"said": self.pages.said(why), "why": why})
        if self.session.step != self._shown:
            self._shown = self.session.step
            for connection in tuple(self.who):
                self._show(connection)
            self._count()
            return
        for connection in dict.fromkeys(connection for connection, _ in waiting):
            self._show(connection)
        session = self.session
        counted = (len(session.awaited()), len(session.players), len(self.phones), session.locked)
        if counted != self._counted and self.ticks() - self._counted_at >= BREATH:
            self._counted = counted
            self._count()

    def _show(self, connection: Connection) -> None:
        """Show *connection* what there is to be seen for it."""
        with self._alone(connection):
            if parts := self._parts(connection):
                step, ended = self.session.step, self.session.ended
                connection.tell({"parts": parts, "step": step, "ended": ended})

    def _parts(self, connection: Connection) -> Parts | None:
        if connection in self.who:
            return self.pages.phone(self.session, self.who[connection])
        if connection in self.walls:
            return self._drawn_once(WALL, self.pages.wall)
        if connection in self.leads:
            return self._drawn_once(LEAD, self.pages.lead)
        return None

    def _drawn_once(self, page: str, draw: Callable[[Session, int], Parts]) -> Parts:
        if page not in self._drawn:
            self._drawn[page] = draw(self.session, len(self.phones))
        return self._drawn[page]

    def _count(self) -> None:
        """Show walls and lecturers who is there and how many have moved."""
        self._counted_at = self.ticks()
        for connection in (*self.walls, *self.leads):
            self._show(connection)
