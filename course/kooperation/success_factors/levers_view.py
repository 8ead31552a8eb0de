"""What a local cooperation can expect, and what its levers mean, in German sentences."""

from __future__ import annotations

import math

from kooperation.base.comparing import beats
from kooperation.base.german import number, percent, unbroken
from kooperation.base.words import Words
from kooperation.kit.html import Child, Markup, fill
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_words import Lever
from kooperation.success_factors.needs import Need, TownReading, needs, read
from kooperation.success_factors.needs_view import verdict
from kooperation.success_factors.town_view import kind_text

WORDS, WORKSHOP = Words("success_factors.sentences"), Words("success_factors.workshop")


def in_words(situation: TownSituation) -> list[Child]:
    """Return German sentences: the game, the shadow of the future, trust, and the mode."""
    reading = read(situation)
    found = {need.key: need for need in needs(situation, reading)}
    delta = number(reading.discount)
    return [
        fill(WORDS["game"], kind=kind_text(reading)),
        WORDS.filled("future", delta=delta, verdict=_future(reading)),
        _start(found["start"]),
        _mode(found["stronger"], found["weaker"]),
    ]


def _future(reading: TownReading) -> str:
    if reading.grim is None:
        return WORDS["future_idle"]
    grim, risk = number(reading.grim), number(reading.risk_dominance)
    if beats(reading.grim, reading.discount):
        return WORDS.filled("future_missing", grim=grim)
    if not beats(reading.discount, reading.risk_dominance):
        return WORDS.filled("future_holds", grim=grim, risk=risk)
    return WORDS.filled("future_strong", grim=grim, risk=risk)


def _start(start: Need) -> str:
    if start.need == math.inf:
        return WORDS["start_impossible"]
    need, have = percent(start.need, 0), percent(start.have, 0)
    return WORDS.filled("start", need=need, have=have, verdict=verdict(start))


def _mode(stronger: Need, weaker: Need) -> Markup:
    if weaker.met:
        found = WORDS["mode_both"]
    elif stronger.met:
        found = WORDS["mode_one"]
    else:
        found = WORDS["mode_none"]
    return fill(
        WORDS["mode"],
        stronger=number(stronger.need),
        weaker=number(weaker.need),
        have=number(weaker.have),
        verdict=found,
    )


def lever_sentence(lever: Lever) -> Markup:
    """Return what a lever means and who can pull it."""
    return fill(
        WORKSHOP["lever"],
        title=lever.title,
        slide=lever.slide,
        reach=lever.reach,
        why=lever.why,
        example=unbroken(lever.example),
    )
