"""What phones, the wall and the lecturer see of a session, as parts of HTML.

A phone sees nothing of what others do in a phase until it has ended; neither do the wall and the lecturer, but for how many have moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.desk.classroom.games import GAMES
from kooperation.desk.classroom.lead_page import LeadPage
from kooperation.desk.classroom.place import readable
from kooperation.desk.classroom.plays.dilemma_page import DilemmaPage
from kooperation.desk.classroom.plays.least_effort_page import LeastEffortPage
from kooperation.desk.classroom.plays.page import Earlier, GamePage, paragraphs
from kooperation.desk.classroom.plays.pair_page import PairPage
from kooperation.desk.classroom.plays.public_good_page import PublicGoodPage
from kooperation.desk.classroom.plays.trust_page import TrustPage
from kooperation.desk.classroom.plays.vote_page import VotePage
from kooperation.desk.classroom.session import DAY, OPEN, OVER, SHOWN, Playing, Session
from kooperation.desk.classroom.shells import LOGIN
from kooperation.desk.classroom.times import ending
from kooperation.kit.html import Child, Markup, bar, fill, joined, tag

PHONE, WALL = Words("desk/classroom.phone"), Words("desk/classroom.wall")
NAMES, SAID = Words("desk/classroom.games"), Words("desk/classroom.said")
PHASES, TALK = Words("desk/classroom.phases"), Words("desk/classroom.vote")
LEAD = Words("desk/classroom.lead")
VOTE = VotePage()
GAME_PAGES: dict[str, GamePage] = {
    page.key: page
    for page in (
        VOTE,
        DilemmaPage(),
        TrustPage(),
        PublicGoodPage(),
        PairPage(),
        LeastEffortPage(),
    )
}


class ClassPages:
    """The pages of a session that is to be found at *address*; *earlier* gives what groups before did."""

    def __init__(
        self,
        address: str,
        earlier: Callable[[Session, Playing], Earlier],
        *,
        hub: bool = False,
    ) -> None:
        self.address, self._hub = address, hub
        self._earlier = earlier
        self._lead = LeadPage(address)

    def said(self, why: str) -> str:
        return SAID.section()[why] if why else ""

    # A phone --------------------------------------------------------------------------------------

    def phone(self, session: Session, player: int) -> Mapping[str, str]:
        """Return what the phone of *player* shows."""
        name = fill(PHONE["who"], name=session.players[player].name)
        playing = session.playing
        if session.ended:
            ended = tag("h2", PHONE["ended"]) + tag("p", PHONE["ended_why"])
            return {"who": "", "task": ended, "result": ""}
        if playing is None:
            ready = tag("h2", PHONE["ready"]) + tag("p", PHONE["wait"])
            return {"who": tag("p", name), "task": ready, "result": ""}
        return {
            "who": tag("p", name),
            "task": self._task(session, playing, player),
            "result": self._result(session, playing, player),
        }

    def _task(self, session: Session, playing: Playing, player: int) -> Markup:
        page, title = GAME_PAGES[playing.game.key], self._title(playing)
        if playing.stage == OPEN and session.has_moved(player):
            move = page.own_move(playing, player)
            voted = not playing.game.counts_rounds
            own = fill(PHONE["your_vote"] if voted else PHONE["your_move"], move=move)
            said = [own] if playing.pace == DAY else [own, PHONE["wait_for_others"]]
            return tag("h2", PHONE["handed_in"]) + paragraphs(said) + self._until(playing)
        if playing.talks:
            said = [TALK["talk_how"], VOTE.first(playing, 0, player)]
            talk = tag("h2", TALK["talk"]) + paragraphs(said)
            return talk + VOTE.question_alone(playing) + self._until(playing)
        if playing.stage == OPEN and session.asks(player):
            button = tag("button", PHONE["hand_in"])
            form = tag("form", page.form(playing, player), button, data_do="move")
            return (
                tag("h2", title) + paragraphs(page.all_rules(playing)) + form + self._until(playing)
            )
        if playing.stage == OPEN:
            why = tag("p", PHONE["not_asked_why"])
            return tag("h2", PHONE["not_asked"]) + why + self._until(playing)
        if playing.stage == SHOWN:
            return tag("h2", title) + tag("p", PHONE["shown"])
        said = [PHONE["ahead"]] if playing.pace != DAY else []
        if playing.game.counts_rounds:
            said.insert(0, PHONE.filled("all_points", points=number(playing.total(player))))
        return tag("h2", PHONE["over"]) + paragraphs(said)

    def _until(self, playing: Playing) -> Markup:
        """Return by when one has to move, if not when the lecturer says so."""
        if not playing.closes_at:
            return Markup()
        until = tag("p", WALL.filled("until", when=ending(playing)))
        return until + (tag("p", PHONE["come_back"]) if playing.pace == DAY else Markup())

    def _title(self, playing: Playing) -> str:
        if not playing.game.counts_rounds:
            return NAMES.section()[playing.game.key]
        return PHONE.filled("round", number=len(playing.rounds), rounds=playing.all_rounds)

    def _result(self, session: Session, playing: Playing, player: int) -> Markup:
        """Return what the last round that is over was for *player*; who sees no wall is led there."""
        at = len(playing.brought) - 1
        if at < 0:
            return Markup()
        told = GAME_PAGES[playing.game.key].told(playing, at, player) or [PHONE["did_not_count"]]
        wall = tag("p", tag("a", PHONE["to_wall"], href=f"wand#{session.code}"))
        end = wall if playing.pace == DAY else Markup()
        if not playing.game.counts_rounds:
            return paragraphs(told) + end
        title = tag("h2", PHONE.filled("last_round", number=at + 1))
        if playing.stage != OVER:  # then the sum stands above
            told.append(PHONE.filled("points", points=number(playing.total(player))))
        return title + paragraphs(told) + end

    # The wall -------------------------------------------------------------------------------------

    def wall(self, session: Session, there: int) -> Mapping[str, str]:
        """Return what the wall shows; *there* are the phones that are connected."""
        playing = session.playing
        if session.ended:
            return {"status": tag("p", WALL["ended"]), "picture": "", "join": ""}
        picture = self.picture(session, playing) if playing else Markup()
        until = Markup()
        if playing and playing.closes_at:
            until = tag("p", WALL.filled("until", when=ending(playing)))
        return {
            "status": self.status(session, there) + until + self._rules(playing),
            "picture": picture,
            "join": self.join(session),
        }

    def _rules(self, playing: Playing | None) -> Markup:
        """Return what is played, until there is a result to see."""
        if playing is None or playing.brought or playing.game.key == VOTE.key:
            return Markup()
        return paragraphs(GAME_PAGES[playing.game.key].all_rules(playing))

    def join(self, session: Session) -> Markup:
        """Return how one joins: a QR code, the address and the code."""
        link = f"{self.address}#{session.code}"
        code = tag("div", look="qr", data_qr=link, role="img", aria_label=WALL["qr"])
        how = fill(WALL["join_how"], address=readable(self.address), code=session.code)
        return tag("h2", WALL["join"]) + code + tag("p", how)

    def status(self, session: Session, there: int) -> Markup:
        """Return what is going on and how many have moved."""
        playing, players = session.playing, len(session.players)
        here = WALL.filled("there", there=there, players=players) if players else WALL["nobody"]
        if playing is None:
            return tag("h2", WALL["wait"]) + tag("p", here)
        title = tag("h2", self._headline(playing))
        if playing.stage != OPEN:
            return title + tag("p", here)
        if playing.talks:
            return title + tag("p", WALL["talk"]) + tag("p", here)
        moved = len(playing.now.moves[-1])
        asked = moved + len(session.awaited())
        said = WALL["moved"] if playing.game.counts_rounds else WALL["voted"]
        counted = said.format(moved=moved, asked=asked)
        count = tag("p", bar(moved / asked if asked else 0.0), " ", counted)
        return title + count + tag("p", here)

    def _headline(self, playing: Playing) -> str:
        phase = playing.phase if playing.stage == OPEN else playing.stage
        names, phases = NAMES.section(), PHASES.section()
        game = names[playing.game.key]
        if not playing.game.counts_rounds:
            return WALL.filled("phase", game=game, phase=phases[phase])
        number_, rounds = len(playing.rounds), playing.all_rounds
        return WALL.filled("round", game=game, number=number_, rounds=rounds, phase=phases[phase])

    def picture(self, session: Session, playing: Playing) -> Markup:
        """Return sentences and charts of the rounds that are over; theory and earlier groups once all are."""
        if not playing.brought:
            if playing.game.key != VOTE.key:
                return Markup()
            return VOTE.question_alone(playing)
        page = GAME_PAGES[playing.game.key]
        last = playing.rounds[len(playing.brought) - 1]
        said: list[Child] = page.sentences(playing) if any(last.moves) else [WALL["nobody_moved"]]
        if playing.stage == OVER:
            said += page.theory(playing)
        charts = page.picture(playing, self._earlier(session, playing))
        return paragraphs(said) + tag("div", joined(charts), look="charts")

    # The lecturer ---------------------------------------------------------------------------------

    def lead(self, session: Session, there: int) -> Mapping[str, str]:
        """Return what the lecturer sees: what the wall shows, and what can be done."""
        playing = session.playing
        if session.ended:
            parts = dict.fromkeys(("controls", "picture", "games", "session"), "")
            again = tag("p", tag("a", LEAD["next_session"], href=LOGIN)) if self._hub else Markup()
            return {**parts, "status": tag("p", WALL["ended"]) + again}
        picture = (
            self.picture(session, playing)
            if playing
            else self._lead.beginning(session, self.join(session))
        )
        voting = playing and playing.game.key == VOTE.key and playing.stage == OPEN
        if playing and voting and len(playing.now.moves) > 1:
            picture = self._lead.first_vote(VOTE.first_vote(playing))
        return {
            "status": self.status(session, there),
            "picture": picture or self._rules(playing),
            "controls": self._lead.controls(session),
            "games": self._lead.games(session, GAMES.values(), NAMES.section()),
            "session": self._lead.session(session),
        }
