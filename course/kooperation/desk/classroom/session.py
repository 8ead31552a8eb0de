"""A session: who is there, what is played, who has moved; a pure function of the events that happened.

An event is a record as it stands in the journal. `accepts` says whether it may happen, and `apply` lets it. Nothing
asks for the time or for chance: both stand in events, so that a journal leads to the same session again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kooperation.desk.classroom.games import GAMES
from kooperation.desk.classroom.round import FIXED, TALK, Chosen, ClassGame, FinishedRound

Event = Mapping[str, Any]
MOST_PLAYERS = 400
OPEN, SHOWN, OVER = "open", "shown", "over"  # a phase is open; a round is shown; a game is over
CALLED, MINUTES, DAY = "called", "minutes", "day"  # what ends a phase, besides that all have moved
SECONDS = {CALLED: 0, MINUTES: 120, DAY: 86_400}


class NotNowError(Exception):
    """An event that may not happen; *why* is its key in words.toml."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Player:
    """Somebody on a phone: *name* is drawn, *token* a hash of what only the phone knows."""

    number: int
    name: str
    token: str


@dataclass
class Playing:
    """A game that is being played, or was."""

    game: ClassGame
    chosen: Chosen
    pace: str
    seed: str
    rounds: list[FinishedRound] = field(default_factory=list)
    brought: list[dict[int, float]] = field(default_factory=list)  # by round
    measures: list[float | None] = field(default_factory=list)
    stage: str = OPEN
    closes_at: float = 0.0  # 0: when the lecturer says so

    @property
    def now(self) -> FinishedRound:
        return self.rounds[-1]

    @property
    def phases(self) -> tuple[str, ...]:
        return self.game.phases(self.chosen)

    @property
    def phase(self) -> str:
        """The phase that has begun last."""
        return self.phases[len(self.now.moves) - 1]

    @property
    def talks(self) -> bool:
        """Say whether all are to talk now, and nobody moves."""
        return self.stage == OPEN and self.phase == TALK

    @property
    def all_rounds(self) -> int:
        return int(self.chosen.get("rounds", "1"))

    def total(self, player: int) -> float:
        """Return what all rounds have brought to *player*."""
        return sum(brought.get(player, 0.0) for brought in self.brought)


class Session:
    """What happened so far, from the event that *opened* it: its code, its seed, the names that can be drawn."""

    def __init__(self, opened: Event) -> None:
        self.opened = opened
        self.code: str = opened["code"]
        names = list(opened["names"])
        random.Random(f"{opened['seed']}/names").shuffle(names)
        self._names: list[str] = names
        self.players: list[Player] = []
        self.by_token: dict[str, Player] = {}
        self.playing: Playing | None = None
        self.played: list[Playing] = []
        self.step = 0  # counts what all see change: a move names the step it is meant for
        self.locked = False
        self.ended = False

    # What may happen ------------------------------------------------------------------------------

    def accepts(self, event: Event) -> bool:
        """Say whether *event* changes anything: to say the same again does not. Raises NotNowError if it may not happen."""
        if self.ended:
            raise NotNowError("ended")
        check = {
            "join": self._accepts_join,
            "move": self._accepts_move,
            "begin": self._accepts_begin,
        }.get(event["do"], self._accepts_call)
        return check(event)

    def _accepts_join(self, event: Event) -> bool:
        if event["token"] in self.by_token:
            return False
        if self.locked:
            raise NotNowError("locked")
        if len(self.players) >= min(MOST_PLAYERS, len(self._names)):
            raise NotNowError("full")
        return True

    def _accepts_move(self, event: Event) -> bool:
        playing, player = self.playing, event["player"]
        if playing is None or playing.stage != OPEN or event["step"] != self.step:
            raise NotNowError("late")
        if not self.asks(player):
            raise NotNowError("not_asked")
        try:
            move = playing.game.move(playing.chosen, playing.now, player, event["fields"])
        except ValueError as error:
            raise NotNowError("malformed") from error
        before = playing.now.moves[-1].get(player)
        if before is not None and before != move:
            raise NotNowError("twice")
        return before is None

    def _accepts_begin(self, event: Event) -> bool:
        if event["step"] != self.step:
            raise NotNowError("stale")
        if self.playing is not None and self.playing.stage == OPEN:
            raise NotNowError("still_open")
        game = GAMES.get(event["game"])
        if game is None or event["pace"] not in SECONDS:
            raise NotNowError("malformed")
        allowed = {setting.key: setting.options for setting in game.settings}
        chosen = event["chosen"]
        if set(chosen) != set(allowed) or any(chosen[key] not in allowed[key] for key in allowed):
            raise NotNowError("malformed")
        return True

    def _accepts_call(self, event: Event) -> bool:
        what, playing = event["do"], self.playing
        if what in ("lock", "end"):
            return what == "end" or event["on"] is not self.locked
        wanted = {"close": OPEN, "next": SHOWN}.get(what)
        if wanted is None:
            raise NotNowError("malformed")
        if playing is None or playing.stage != wanted or event["step"] != self.step:
            raise NotNowError("stale")
        return True

    # What happens ---------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Let *event* happen, which `accepts` has let through."""
        getattr(self, f"_{event['do']}")(event)

    def _join(self, event: Event) -> None:
        player = Player(len(self.players), self._names[len(self.players)], event["token"])
        self.players.append(player)
        self.by_token[player.token] = player

    def _move(self, event: Event) -> None:
        playing, player = self._current(), event["player"]
        moves = playing.now.moves[-1]
        moves[player] = playing.game.move(playing.chosen, playing.now, player, event["fields"])

    def _begin(self, event: Event) -> None:
        seed = f"{self.opened['seed']}/{len(self.played)}"
        self.playing = Playing(GAMES[event["game"]], dict(event["chosen"]), event["pace"], seed)
        self.played.append(self.playing)
        self._next(event)

    def _next(self, event: Event) -> None:
        playing = self._current()
        playing.rounds.append(FinishedRound(len(playing.rounds), playing.seed))
        playing.stage = OPEN
        self._opened(event)

    def _opened(self, event: Event) -> None:
        playing, seconds = self._current(), SECONDS[self._current().pace]
        playing.closes_at = event["at"] + seconds if seconds else 0.0
        self.step += 1

    def _close(self, event: Event) -> None:
        playing, game, now = self._current(), self._current().game, self._current().now
        if len(now.moves) == 1:
            keeps = playing.chosen.get("partners") == FIXED and len(playing.rounds) > 1
            kept = playing.rounds[-2].groups if keeps else ()
            now.groups = game.groups(playing.chosen, now, kept)
        if len(now.moves) < len(playing.phases):
            now.moves.append({})
            if not game.counts_rounds or any(self.asks(player.number) for player in self.players):
                self._opened(event)
                return
        playing.brought.append(game.payoffs(playing.chosen, now))
        playing.measures.append(game.measure(playing.chosen, now))
        playing.stage = SHOWN if len(playing.rounds) < playing.all_rounds else OVER
        playing.closes_at = 0.0
        self.step += 1

    def _lock(self, event: Event) -> None:
        self.locked = event["on"]

    def _end(self, _event: Event) -> None:
        self.ended = True
        self.step += 1

    # What is asked --------------------------------------------------------------------------------

    def _current(self) -> Playing:
        assert self.playing is not None, "nothing is played"
        return self.playing

    def asks(self, player: int) -> bool:
        """Say whether *player* is to move in the phase that is open, or was."""
        playing = self.playing
        if playing is None or playing.stage != OPEN:
            return False
        return playing.game.asks(playing.chosen, playing.now, player)

    def has_moved(self, player: int) -> bool:
        """Say whether *player* has moved in the phase that is open."""
        return self.playing is not None and player in self.playing.now.moves[-1]

    def awaited(self) -> list[int]:
        """Return who is asked and has not moved."""
        numbers = [player.number for player in self.players]
        return [each for each in numbers if self.asks(each) and not self.has_moved(each)]

    def due(self, at: float, there: set[int]) -> Event | None:
        """Return the event that is due by itself at the time *at*, with the players *there* at their phones.

        A phase ends at its time, or once all who are there have moved; within a day, once all have. Where nobody calls,
        the next round begins by itself.
        """
        playing = self.playing
        if self.ended or playing is None:
            return None
        if playing.stage == SHOWN and playing.pace == DAY:
            return {"do": "next", "step": self.step, "at": at}
        if playing.stage != OPEN:
            return None
        awaited = (
            self.awaited() if playing.pace == DAY else [p for p in self.awaited() if p in there]
        )
        done = bool(playing.now.moves[-1]) and not awaited
        if done or (playing.closes_at and at >= playing.closes_at):
            return {"do": "close", "step": self.step, "at": at}
        return None
