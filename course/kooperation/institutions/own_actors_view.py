"""The map of one's own town in words: as a table, what its net is like, and what two such maps have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.actors_words import kinds
from kooperation.institutions.interfaces_view import wide_table
from kooperation.institutions.own_actors import (
    NetworkOverlap,
    OwnNetwork,
    Tie,
    compared,
    groups,
    joints,
    ordered,
    partners,
)
from kooperation.institutions.own_actors_words import known_actors
from kooperation.institutions.own_map import Overlap
from kooperation.institutions.own_map_view import both_table
from kooperation.kit.html import Markup, fill, legend, note

WORDS, MAP = Words("institutions.own_actors"), Words("institutions.own_map")
T = TypeVar("T")


def own_town(network: OwnNetwork) -> str:
    """Return how the town of *network* is called, also while it has no name."""
    return network.town or WORDS["untitled"]


def own_words(network: OwnNetwork) -> str:
    """Return in words what the picture of *network* shows."""
    lines = len({tie.ends for tie in network.ties})
    return WORDS.filled("picture", town=own_town(network), count=len(network.names), lines=lines)


def letters() -> Markup:
    """Return what the letters mean that stand for kinds of relations."""
    return legend(
        " · ".join(f"{kind.sign}\N{NO-BREAK SPACE}{kind.verb}" for kind in kinds().values())
    )


# Tables -------------------------------------------------------------------------------------------


def network_table(network: OwnNetwork) -> Markup:
    """Return *network* as a table of its relations; without any, a sentence."""
    names = network.names
    rows = [
        (names[tie.source], f"{kinds()[tie.kind].sign} · {kinds()[tie.kind].verb}", names[tie.target])
        for tie in ordered(network, known_actors())
    ]  # fmt: skip
    if not rows:
        return note(WORDS["no_tie"])
    return wide_table(own_town(network), WORDS.lines("head"), rows)


def networks_table(mine: OwnNetwork, other: OwnNetwork) -> Markup:
    """Return two maps side by side: actors, then relations, first those on both, then those on one only."""
    found = compared(mine, other, known_actors())
    rows = [*_sides(found.actors, str), *_sides(found.ties, _line)]
    return both_table(MAP["both"], WORDS["either"], rows, "report small sides")


def _sides(found: Overlap[T], say: Callable[[T], str]) -> Iterator[tuple[str, str, str]]:
    there, missing = WORDS["there"], WORDS["missing"]
    yield from ((say(one), there, there) for one, _ in found.both)
    yield from ((say(one), there, missing) for one in found.only_mine)
    yield from ((say(one), missing, there) for one in found.only_other)


def _line(named: Tie) -> str:
    kind = kinds()[named.kind]
    joint = WORDS["mutual"] if kind.mutual else WORDS["directed"]
    return f"{named.source} {joint} {named.target}: {kind.name}"


# Sentences ----------------------------------------------------------------------------------------


def net_in_words(network: OwnNetwork) -> list[Markup]:
    """Return in sentences what the net is like: who has most lines, who none, and where it would tear."""
    near = partners(network)
    if not network.ties:
        return []
    names, most = network.names, max(map(len, near.values()))
    busiest = [names[key] for key, others in near.items() if len(others) == most]
    alone = [names[key] for key, others in near.items() if not others]
    parts = [
        join([names[k] for k in names if k in part]) for part in groups(network) if len(part) > 1
    ]
    torn = [names[key] for key in joints(network)]
    said = [fill(WORDS["busiest"], names=join(busiest), count=most)]
    if len(parts) > 1:
        said.append(fill(WORDS["parts"], parts="; ".join(parts)))
    if torn:
        said.append(fill(WORDS["torn"], names=join(torn)))
    if alone:
        said.append(fill(WORDS["alone"], names=join(alone)))
    return said


def told_networks(mine: OwnNetwork, other: OwnNetwork) -> list[Markup]:
    """Return in sentences what two maps have in common; neither is right or wrong."""
    found = compared(mine, other, known_actors())
    if found.actors.is_all and found.ties.is_all:
        return [fill(WORDS["alike"])]
    return [*_common(found), fill(MAP["ask"])]


def _common(found: NetworkOverlap) -> Iterator[Markup]:
    both = [one for one, _ in found.actors.both]
    yield fill(WORDS["both"], names=join(both)) if both else fill(WORDS["none_both"])
    if found.actors.only_mine:
        yield fill(MAP["only_mine"], names=join(found.actors.only_mine))
    if found.actors.only_other:
        yield fill(MAP["only_other"], names=join(found.actors.only_other))
    ties = found.ties
    yield fill(
        WORDS["ties"], both=len(ties.both), mine=len(ties.only_mine), other=len(ties.only_other)
    )
