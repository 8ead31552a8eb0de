"""What phones and the lecturer read: by when one has to move, where the group's result is, how it goes on."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from kooperation.desk.classroom.games import GAMES
from kooperation.desk.classroom.hall import GRACE
from kooperation.desk.classroom.pages import ClassPages
from kooperation.desk.classroom.session import Session

NOON = datetime(2026, 11, 30, 12, 0).timestamp()
PAGES = ClassPages("http://hall/", lambda session, playing: [])


def session(people: int, game: str, pace: str, **chosen: str) -> Session:
    """Return a session in which *game* has begun at noon."""
    found = Session(
        {"at": NOON, "code": "ABCDEF", "seed": "1", "secret": "s", "names": list("ABCDE")}
    )
    for number in range(people):
        do(found, "join", token=f"t{number}")
    proposed = {setting.key: setting.options[0] for setting in GAMES[game].settings}
    do(found, "begin", game=game, pace=pace, chosen={**proposed, **chosen})
    return found


def do(found: Session, what: str, **event: Any) -> None:
    whole = {"do": what, "at": NOON, "step": found.step, **event}
    assert found.accepts(whole)
    found.apply(whole)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_who_plays_from_home_reads_by_when_and_is_led_to_what_the_group_did() -> None:
    found = session(2, "dilemma", "day", rounds="1")
    before = PAGES.phone(found, 0)
    assert "spätestens am 01.12. um 12:00 Uhr" in text(before["task"])
    assert "Sie können die Seite schließen" in text(before["task"])
    assert "wand#" not in before["result"]
    for player in (0, 1):
        do(found, "move", player=player, fields={"action": "C"})
        assert "spätestens am 01.12. um 12:00 Uhr" in text(PAGES.phone(found, player)["task"])
    do(found, "close")
    after = PAGES.phone(found, 0)
    assert 'href="wand#ABCDEF"' in after["result"]
    assert "nach vorn" not in text(after["task"])  # there is no front


@pytest.mark.parametrize(("pace", "timed"), [("called", False), ("minutes", True)])
def test_in_a_room_a_time_is_told_where_there_is_one(pace: str, timed: bool) -> None:
    found = session(2, "dilemma", pace, rounds="1")
    for shown in (PAGES.phone(found, 0)["task"], PAGES.wall(found, 2)["status"]):
        assert ("Der Schritt endet spätestens um 12:02 Uhr." in text(shown)) is timed
    for player in (0, 1):
        do(found, "move", player=player, fields={"action": "C"})
    do(found, "close")
    assert "wand#" not in PAGES.phone(found, 0)["result"]
    assert "steht an der Wand" in text(PAGES.phone(found, 0)["task"])


def test_who_leads_is_told_that_a_talk_does_not_end_by_itself() -> None:
    found = session(2, "vote", "called", question="bet/start-erwartung")
    assert "Von selbst schließt er" in text(PAGES.lead(found, 2)["controls"])
    [option, *_] = re.findall(r'value="([^"]+)"', PAGES.phone(found, 0)["task"])
    do(found, "move", player=0, fields={"option": option})
    do(found, "close")
    controls = text(PAGES.lead(found, 2)["controls"])
    assert "Noch einmal abstimmen lassen" in controls
    assert "Geredet wird, bis Sie weiterschalten" in controls
    assert "Ihre erste Stimme: „" in text(PAGES.phone(found, 0)["task"])
    assert "Ihre erste Stimme: keine" in text(PAGES.phone(found, 1)["task"])


def test_who_met_two_is_told_why_the_points_lie_between() -> None:
    found = session(3, "dilemma", "called", rounds="1")
    for player, action in enumerate("CCD"):
        do(found, "move", player=player, fields={"action": action})
    do(found, "close")
    result = text(PAGES.phone(found, 0)["result"])
    assert "Punkte in dieser Runde: 1." in result  # (2 + 0) / 2
    assert "Sie waren zu dritt: Es zählt der Durchschnitt" in result


def test_before_the_first_game_who_leads_sees_the_way_in_and_the_wall() -> None:
    found = Session({"at": NOON, "code": "ABCDEF", "seed": "1", "secret": "s", "names": ["A"]})
    picture = PAGES.lead(found, 0)["picture"]
    assert 'data-qr="http://hall/#ABCDEF"' in picture
    assert 'href="http://hall/wand#ABCDEF"' in picture
    assert "Eröffnet am 30.11. um 12:00 Uhr" in text(PAGES.lead(found, 0)["session"])


@pytest.mark.parametrize("hub", [True, False])
def test_on_a_hub_the_next_session_is_one_link_away(hub: bool) -> None:
    found = session(1, "dilemma", "called")
    do(found, "end")
    pages = ClassPages("http://hall/", lambda session, playing: [], hub=hub)
    assert ('href="anmelden"' in pages.lead(found, 1)["status"]) is hub


def test_who_may_be_punished_reads_it_before_paying() -> None:
    found = session(3, "public_good", "called", variant="punish", rounds="1")
    assert "kann Strafpunkte geben. Jeder kostet 1 und die andere Person 3." in text(
        PAGES.phone(found, 0)["task"]
    )
    for player in range(3):
        do(found, "move", player=player, fields={"points": "5"})
    do(found, "close")
    assert "kann Strafpunkte geben" not in text(PAGES.phone(found, 0)["task"])
    plain = session(3, "public_good", "called", variant="plain", rounds="1")
    assert "Strafpunkte" not in text(PAGES.phone(plain, 0)["task"])


@pytest.mark.parametrize(
    ("partners", "rounds", "told"),
    [
        ("fixed", "5", "bleibt in allen Runden gleich"),
        ("new", "5", "wird in jeder Runde neu gelost"),
        ("fixed", "1", ""),
    ],
)
def test_phone_wall_and_lecturer_read_the_rules_and_whether_one_meets_again(
    partners: str, rounds: str, told: str
) -> None:
    found = session(2, "dilemma", "called", partners=partners, rounds=rounds)
    pages = (
        PAGES.phone(found, 0)["task"],
        PAGES.wall(found, 2)["status"],
        PAGES.lead(found, 2)["picture"],
    )
    for shown in map(text, pages):
        assert "Ihn sorgfältig zu klären kostet Sie 1" in shown
        assert told in shown
        assert ("Wer mit wem spielt" in shown) is bool(told)


def test_the_lecturer_is_told_how_long_a_phone_that_sleeps_is_waited_for() -> None:
    assert GRACE == 30
    assert (
        "wartet er eine halbe Minute" in PAGES.lead(session(2, "dilemma", "called"), 2)["controls"]
    )


def test_at_the_end_the_sum_stands_there_once() -> None:
    found = session(2, "dilemma", "called", rounds="1")
    for player in (0, 1):
        do(found, "move", player=player, fields={"action": "C"})
    do(found, "close")
    shown = PAGES.phone(found, 0)
    assert "Ihre Punkte: 2" in text(shown["task"])
    assert "Punkte bisher" not in shown["result"]


@pytest.mark.parametrize("game", sorted(GAMES))
def test_a_step_closed_before_anybody_moved_tells_no_mean(game: str) -> None:
    found = session(2, game, "called")
    while found.playing is not None and found.playing.stage == "open":
        do(found, "close")
    shown = text(PAGES.wall(found, 2)["picture"])
    assert "Niemand hat gezogen." in shown
    assert "im Mittel 0" not in shown


def test_a_round_in_which_nobody_moved_has_no_point_in_the_picture() -> None:
    found = session(2, "dilemma", "called", rounds="3")
    for move in ("C", None, "D"):
        for player in range(2 if move else 0):
            do(found, "move", player=player, fields={"action": move})
        do(found, "close")
        if move != "D":
            do(found, "next")
    picture = PAGES.wall(found, 2)["picture"]
    assert "100; –; 0" in picture
    assert picture.count("<circle") == 2
