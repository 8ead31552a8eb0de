"""A match round by round: as plain data for the strip, as a strip to read, and in German sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.games.game import PROFILES, Action, Game, letters
from kooperation.kit.html import Markup, fill, small, tag
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Outcome
from kooperation.repeated.simulation import Player
from kooperation.repeated.transcript import Move, Transcript, differing, totals

WORDS = Words("repeated.strip")
SIGNS = {Action.COOPERATE: "●", Action.DEFECT: "✕"}


@dataclass(frozen=True)
class StripSide:
    """One side of a strip: *short* stands at its row, *name* beside its automaton; *player* is None for a human.

    *called* is what it is called in a sentence; *verbs* say what it did, by the letters of what it meant and of what was done.
    """

    short: str
    name: str
    player: Player | None
    called: str
    verbs: Mapping[str, str]


def does() -> Mapping[str, str]:
    """Return the verbs of somebody else than the reader."""
    return WORDS.section("does")


def headed(short: str, name: str) -> str:
    """Return what stands beside an automaton."""
    return WORDS.filled("head", short=short, name=name)


def sides(first: Player, second: Player) -> tuple[StripSide, StripSide]:
    """Return the two strategies of a match as A and B."""
    return (
        StripSide(
            WORDS["first"], headed(WORDS["first"], first.name), first, WORDS["first"], does()
        ),
        StripSide(
            WORDS["second"], headed(WORDS["second"], second.name), second, WORDS["second"], does()
        ),
    )


def strip(rounds: Transcript, of: Sequence[StripSide], game: Game) -> dict[str, Any]:
    """Return what the strip has to know, as plain data; moves and states of each side in the order of the rounds."""
    moves = [[each.first for each in rounds], [each.second for each in rounds]]
    return {
        "sides": [_side(side) for side in of],
        "done": ["".join(move.done for move in own) for own in moves],
        "meant": ["".join(move.meant for move in own) for own in moves],
        "states": [
            _states(side.player, own, other)
            for side, own, other in zip(of, moves, reversed(moves), strict=True)
        ],
        "payoffs": {letters(at): [game.payoff(at, player) for player in (0, 1)] for at in PROFILES},
    }


def _side(side: StripSide) -> dict[str, Any]:
    states = side.player.cooperation if isinstance(side.player, Automaton) else ()
    return {
        "short": side.short,
        "name": side.name,
        "called": side.called,
        "verbs": dict(side.verbs),
        "states": [_does(cooperation) for cooperation in states],
    }


def _does(cooperation: float) -> list[str]:
    """Return what a state does, as it stands in the drawing and as it is said."""
    if cooperation in (0, 1):
        letter = str(Action.COOPERATE if cooperation else Action.DEFECT)
        return [letter, letter]
    both = WORDS["both"]
    return [both, WORDS.filled("mixed", share=percent(cooperation, 0))]


def _states(player: Player | None, own: Sequence[Move], other: Sequence[Move]) -> list[int]:
    """Return the states before each round, and that after the last; none of who has no automaton."""
    if not isinstance(player, Automaton):
        return []
    states = [0]
    for mine, theirs in zip(own, other, strict=True):
        states.append(player.after(states[-1], mine.done, theirs.done))
    return states


def read_strip(shown: dict[str, Any]) -> Markup:
    """Return a strip to read, where nothing moves."""
    if not shown or not shown["done"][0]:
        return Markup()
    names = [tag("span", side["short"]) for side in shown["sides"]]
    who = tag("span", small("\N{NO-BREAK SPACE}"), *names, look="round who")
    pairs = zip(*shown["done"], strict=True), zip(*shown["meant"], strict=True)
    rounds = [
        tag("span", small(at), *map(_sign, done, meant), look="round")
        for at, (done, meant) in enumerate(zip(*pairs, strict=True), 1)
    ]
    is_long = any(len(side["short"]) > 2 for side in shown["sides"])
    return tag("div", who, *rounds, look="strip longnames" if is_long else "strip")


def _sign(done: str, meant: str) -> Markup:
    sign = SIGNS[Action(done)]
    is_slip = done != meant
    text = f"{sign}{done}!" if is_slip else f"{sign}\N{NARROW NO-BREAK SPACE}{done}"
    return tag("span", text, look="move slip" if is_slip else "move", data_move=done)


def in_words(
    rounds: Transcript, undisturbed: Transcript, game: Game, mean: Outcome | None = None
) -> list[Markup]:
    """Return how a match ended, what its errors changed, and what the *mean* of all its courses is, if there are others."""
    one, other = map(number, totals(rounds, game))
    said = [fill(WORDS["result"], rounds=len(rounds), one=one, other=other)]
    slips = sum(move.is_slip for each in rounds for move in (each.first, each.second))
    if slips:
        said.append(_echo(rounds, undisturbed, game, slips))
    if mean:
        one, other = map(number, mean.payoffs(game))
        pattern = WORDS["simulated"] if mean.simulated else WORDS["mean"]
        said.append(fill(pattern, one=one, other=other))
    return said


def _echo(rounds: Transcript, undisturbed: Transcript, game: Game, slips: int) -> Markup:
    one, other = map(number, totals(undisturbed, game))
    pattern = WORDS["without_one"] if slips == 1 else WORDS["without"]
    changed = differing(rounds, undisturbed)
    last = changed[-1] + 1
    lasting = WORDS["lasting"] if last == len(rounds) else WORDS["over"]
    echo = fill(lasting, count=len(changed), rounds=len(rounds), last=last)
    return fill(pattern, count=slips, one=one, other=other) + " " + echo
