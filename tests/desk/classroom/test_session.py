"""A session as a function of its events: who may what when, and that a journal leads to the same again."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from kooperation.desk.classroom.games import GAMES
from kooperation.desk.classroom.pages import ClassPages
from kooperation.desk.classroom.plays.public_good import LARGEST, POINTS
from kooperation.desk.classroom.session import OPEN, OVER, SHOWN, NotNowError, Session

NAMES = [f"Name{number}" for number in range(60)]
CALLED = {"pace": "called"}


def begun(seed: str = "1") -> Session:
    return Session({"at": 0, "code": "ABCDEF", "seed": seed, "secret": "s", "names": NAMES})


class Class:
    """A session with people in it; `events` is what its journal would hold."""

    def __init__(self, people: int, seed: str = "1") -> None:
        self.session = begun(seed)
        self.events: list[dict[str, Any]] = []
        for number in range(people):
            self.do("join", token=f"t{number}")

    def do(self, what: str, **event: Any) -> bool:
        event = {"do": what, "at": 0.0, "step": self.session.step, **event}
        changes = self.session.accepts(event)
        if changes:
            self.session.apply(event)
            self.events.append(event)
        return changes

    def begin(self, game: str, pace: str = "called", **chosen: str) -> None:
        proposed = {setting.key: setting.options[0] for setting in GAMES[game].settings}
        self.do("begin", game=game, pace=pace, chosen={**proposed, **chosen})

    def move(self, player: int, **fields: str) -> bool:
        return self.do("move", player=player, fields=fields)

    def fields(self, player: int, chance: random.Random) -> dict[str, str]:
        """Return a legal move of whatever game."""
        playing = self.session.playing
        assert playing is not None
        game, now = playing.game, playing.now
        if game.key == "vote":
            from kooperation.desk.classroom.questions import question

            return {"option": chance.choice(list(question(playing.chosen["question"]).options))}
        if game.key in ("dilemma", "pair"):
            return {
                "action": chance.choice("CD"),
                "step": chance.choice("AB"),
            }
        if playing.phase == "punish":
            return {f"points{at}": str(chance.randint(0, POINTS)) for at in range(8)}
        highest = {"least_effort": 7}.get(game.key, 10)
        if playing.phase == "return":
            highest = getattr(game, "received")(now, player)  # noqa: B009 - of one game only
        return {"points": str(chance.randint(1 if game.key == "least_effort" else 0, highest))}

    def play_round(self, chance: random.Random, absent: float = 0.0) -> Iterator[Session]:
        """Play a round to its end; yield at every event."""
        playing = self.session.playing
        assert playing is not None
        while playing.stage == OPEN:
            for player in chance.sample(self.session.awaited(), len(self.session.awaited())):
                if chance.random() >= absent:
                    self.move(player, **self.fields(player, chance))
                    yield self.session
            self.do("close")
            yield self.session


ALL_GAMES = [
    *((key, {}) for key in GAMES),
    *(("public_good", {"variant": variant}) for variant in ("punish", "talk")),
    ("pair", {"variant": "tell"}),
]


@pytest.mark.parametrize(("game", "chosen"), ALL_GAMES)
@pytest.mark.parametrize("people", [1, 2, 3, 9])
def test_every_game_goes_to_its_end_with_any_number_of_people_some_of_them_away(
    game: str, chosen: dict[str, str], people: int
) -> None:
    """And at every moment every page can be drawn."""
    pages = ClassPages("http://hall/", lambda session, playing: [("before", [1.0] * 10)])
    for absent in (0.0, 0.4):
        room, chance = Class(people), random.Random(people)
        rounds = {} if game == "vote" else {"rounds": "3"}
        room.begin(game, **{**rounds, **chosen})
        playing = room.session.playing
        assert playing is not None
        while True:
            for session in room.play_round(chance, absent):
                tasks = [pages.phone(session, each.number)["task"] for each in session.players[:3]]
                assert all(tasks)
                assert set(re.findall(r'name="(\w+)"', "".join(tasks))) <= set(playing.game.fields)
                assert pages.wall(session, people)["status"]
                assert pages.lead(session, people)["status"]
            if playing.stage == OVER:
                break
            room.do("join", token=f"late{len(room.session.players)}")
            room.do("next")
        assert len(playing.brought) == len(playing.measures) == playing.all_rounds
        # A journal is text; read again, it leads to the same session.
        again = begun()
        for event in json.loads(json.dumps(room.events)):
            assert again.accepts(event)
            again.apply(event)
        assert pages.wall(again, people) == pages.wall(room.session, people)
        assert again.playing is not None
        assert again.playing.brought == playing.brought


def test_a_group_that_stays_does_not_grow_with_every_latecomer() -> None:
    """Nor does a latecomer stay alone for long: who cannot join waits for the next one."""
    pages = ClassPages("http://hall/", lambda session, playing: [])
    room, chance = Class(4), random.Random(1)
    room.begin("public_good", variant="punish", partners="fixed", rounds="10")
    playing = room.session.playing
    assert playing is not None
    while True:
        for session in room.play_round(chance):
            assert all(pages.phone(session, each.number)["task"] for each in session.players)
        assert all(2 <= len(group) <= LARGEST for group in playing.now.groups)
        if playing.stage == OVER:
            break
        room.do("join", token=f"late{len(room.session.players)}")
        room.do("next")
    assert sum(map(len, playing.now.groups)) == len(room.session.players) == 13


@pytest.mark.parametrize(("game", "chosen"), ALL_GAMES)
def test_before_a_phase_ends_nobody_sees_what_others_do(game: str, chosen: dict[str, str]) -> None:
    """Two classes differ in the moves of all but player 0 in the phase that is open: 0, the wall and the lecturer see the same."""
    pages = ClassPages("http://hall/", lambda session, playing: [])
    for people in (2, 5, 8):
        one, other = Class(people), Class(people)
        for room in (one, other):
            room.begin(game, **chosen)
        chance = random.Random(1)
        for phase in range(3):
            for player in list(one.session.awaited()):
                same = one.fields(player, chance)
                one.move(player, **same)
                other.move(player, **(same if player == 0 else other.fields(player, chance)))
                for show in (pages.wall, pages.lead):
                    assert show(one.session, people) == show(other.session, people)
                assert pages.phone(one.session, 0) == pages.phone(other.session, 0)
            playing = one.session.playing
            assert playing is not None
            if phase + 1 == len(playing.phases):
                break
            # From here on both have seen the same: play the first phase alike.
            one, other = Class(people), Class(people)
            for room in (one, other):
                room.begin(game, **chosen)
                again = random.Random(2)
                for _ in range(phase + 1):
                    for player in list(room.session.awaited()):
                        room.move(player, **room.fields(player, again))
                    room.do("close")


def test_a_move_counts_once_and_only_in_its_step() -> None:
    room = Class(3)
    room.begin("dilemma")
    assert room.move(0, action="C")
    assert not room.move(0, action="C")  # said again, since no answer came
    for refused, event in (
        ("twice", {"player": 0, "fields": {"action": "D"}}),
        ("late", {"player": 1, "fields": {"action": "C"}, "step": 0}),
        ("late", {"player": 1, "fields": {"action": "C"}, "step": 2}),
        ("malformed", {"player": 1, "fields": {"action": "E"}}),
        ("malformed", {"player": 1, "fields": {}}),
    ):
        with pytest.raises(NotNowError) as caught:
            room.do("move", **event)
        assert caught.value.why == refused
    assert room.session.playing is not None
    assert room.session.playing.now.moves == [{0: "C"}]


def test_two_clicks_of_the_lecturer_are_one() -> None:
    room = Class(2)
    room.begin("dilemma")
    room.do("close", step=1)
    with pytest.raises(NotNowError, match="stale"):
        room.do("close", step=1)
    room.do("next", step=2)
    with pytest.raises(NotNowError, match="stale"):
        room.do("next", step=2)
    with pytest.raises(NotNowError, match="still_open"):
        room.begin("vote")
    with pytest.raises(NotNowError, match="malformed"):
        room.do("__init__")


@pytest.mark.parametrize(
    "event",
    [
        {"game": "chess", "chosen": {}, **CALLED},
        {"game": "least_effort", "chosen": {"rounds": "3"}, "pace": "hour"},
        {"game": "least_effort", "chosen": {"rounds": "1000"}, **CALLED},
        {"game": "least_effort", "chosen": {}, **CALLED},
        {"game": "least_effort", "chosen": {"rounds": "3", "more": ""}, **CALLED},
    ],
)
def test_a_game_begins_only_with_what_is_proposed(event: dict[str, Any]) -> None:
    with pytest.raises(NotNowError, match="malformed"):
        Class(2).do("begin", **event)


def test_nobody_is_let_in_twice_or_into_a_closed_or_full_session() -> None:
    room = Class(len(NAMES) - 1)
    assert not room.do("join", token="t3")
    room.do("lock", on=True)
    with pytest.raises(NotNowError, match="locked"):
        room.do("join", token="new")
    room.do("lock", on=False)
    room.do("join", token="new")
    with pytest.raises(NotNowError, match="full"):
        room.do("join", token="one too many")
    names = [player.name for player in room.session.players]
    assert sorted(names) == sorted(NAMES)
    assert names != NAMES  # drawn


def test_a_phase_ends_once_all_have_moved_who_are_there() -> None:
    room = Class(3)
    room.begin("dilemma")
    assert room.session.due(0, {0, 1}) is None
    room.move(0, action="C")
    assert room.session.due(0, {0, 1}) is None
    room.move(1, action="C")
    assert room.session.due(0, {0, 1, 2}) is None
    assert room.session.due(0, {0, 1}) == {"do": "close", "step": 1, "at": 0}


def test_within_a_day_all_are_waited_for_and_the_next_round_begins_by_itself() -> None:
    room = Class(2)
    room.begin("dilemma", pace="day", rounds="3")
    room.move(0, action="C")
    assert room.session.due(3600, {0}) is None
    room.do("close", at=86_400, step=(room.session.due(86_400, set()) or {})["step"])
    assert room.session.playing is not None
    assert room.session.playing.stage == SHOWN
    due = room.session.due(86_400, set())
    assert due == {"do": "next", "step": 2, "at": 86_400}
    room.do("next", at=86_400)
    assert room.session.due(86_401, set()) is None
    assert room.session.playing.closes_at == 2 * 86_400
    room.move(0, action="C")
    room.move(1, action="C")
    assert (room.session.due(86_500, set()) or {})["do"] == "close"


def test_who_comes_late_plays_from_then_on_and_who_has_a_partner_keeps_them() -> None:
    room = Class(4)
    room.begin("dilemma", rounds="3", partners="fixed")
    playing, chance = room.session.playing, random.Random(1)
    assert playing is not None
    list(room.play_round(chance))
    first = playing.rounds[0].groups
    room.do("join", token="late")
    room.do("join", token="later")
    room.do("next")
    list(room.play_round(chance))
    assert playing.rounds[1].groups[:2] == first
    assert set(playing.rounds[1].groups[2]) == {4, 5}


def test_with_changing_partners_nobody_who_is_away_is_anybodys_partner() -> None:
    room = Class(5)
    room.begin("dilemma", rounds="3", partners="new")
    for player in (0, 2, 4):
        room.move(player, action="C")
    room.do("close")
    assert room.session.playing is not None
    assert [sorted(group) for group in room.session.playing.now.groups] == [[0, 2, 4]]
    assert room.session.playing.brought == [{0: 2.0, 2: 2.0, 4: 2.0}]
