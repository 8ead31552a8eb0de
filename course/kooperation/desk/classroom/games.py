"""The games that a class can play, by key, in the order in which a lecturer finds them."""

from __future__ import annotations

from kooperation.desk.classroom.plays.dilemma import ClassDilemma
from kooperation.desk.classroom.plays.least_effort import ClassLeastEffort
from kooperation.desk.classroom.plays.pair import ClassPair
from kooperation.desk.classroom.plays.public_good import ClassPublicGood
from kooperation.desk.classroom.plays.trust import ClassTrust
from kooperation.desk.classroom.plays.vote import ClassVote
from kooperation.desk.classroom.round import ClassGame

GAMES: dict[str, ClassGame] = {
    game.key: game
    for game in (
        ClassVote(),
        ClassDilemma(),
        ClassTrust(),
        ClassPublicGood(),
        ClassPair(),
        ClassLeastEffort(),
    )
}
