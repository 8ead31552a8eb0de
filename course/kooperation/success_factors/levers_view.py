"""What a local cooperation can expect, and what its levers mean, in German sentences."""

from __future__ import annotations

from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.kit.html import Child, Markup, fill
from kooperation.success_factors.assumptions import Levers, NeedBand, Positions, Sufficiency, bands
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_words import Lever
from kooperation.success_factors.town_view import kind_text

WORDS, WORKSHOP = Words("success_factors.sentences"), Words("success_factors.workshop")


def in_words(start: TownSituation, levers: Levers, now: Positions) -> list[Child]:
    """Return German sentences: the game, the shadow of the future, trust, and the mode."""
    found = {band.key: band for band in bands(start, levers, now)}
    return [
        fill(WORDS["game"], kind=kind_text(start, levers, now)),
        WORDS.section("future")[found["grim"].verdict.value],
        WORDS.section("start")[found["start"].verdict.value],
        fill(WORDS.section("mode")[_mode(found["stronger"], found["weaker"])]),
    ]


def _mode(stronger: NeedBand, weaker: NeedBand) -> str:
    if weaker.verdict is Sufficiency.MET:
        return "both"
    if stronger.verdict is Sufficiency.MISSING:
        return "none"
    sure = stronger.verdict is Sufficiency.MET and weaker.verdict is Sufficiency.MISSING
    return "one" if sure else "open"


def lever_sentence(lever: Lever) -> Markup:
    """Return what a lever means and who can pull it."""
    return fill(
        WORKSHOP["lever"],
        title=lever.title,
        reach=lever.reach,
        why=lever.why,
        example=unbroken(lever.example),
    )
