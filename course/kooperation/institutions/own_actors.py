"""The actors of one's own town: who works with whom and how, as a learner entered it, and how two such maps differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kooperation.base.typed_text import quoted, same
from kooperation.base.words import Words
from kooperation.institutions.own_map import Overlap, entry, file_of, in_file, overlap

OWN_MAP, ERRORS = Words("institutions.errors.own_map"), Words("institutions.errors.own_actors")

LONGEST = {"ort": 60, "satz": 300, "name": 60}  # signs
MOST_KNOWN, MOST_OWN = 10, 4  # actors of the records, and such with a name of one's own
OWN_KEYS = tuple(str(at + 1) for at in range(MOST_OWN))
KIND = "eigene Akteurskarte"  # by this a file says what it is


@dataclass(frozen=True)
class KnownActors:
    """What the records offer: names of actors by key, and for each kind of relation whether it has no direction."""

    names: Mapping[str, str]
    mutual: Mapping[str, bool]


@dataclass(frozen=True, order=True)
class Tie:
    """A relation of the *kind* from *source* to *target*, both named by key."""

    source: str
    kind: str
    target: str

    @property
    def ends(self) -> frozenset[str]:
        return frozenset((self.source, self.target))


@dataclass(frozen=True)
class OwnNetwork:
    """A map of a town: actors by key, with their names, and ties between them; own actors have keys of OWN_KEYS."""

    town: str = ""
    sentence: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    ties: frozenset[Tie] = frozenset()

    @property
    def is_empty(self) -> bool:
        return self == OwnNetwork()

    def plain(self) -> dict[str, Any]:
        """Return the map as plain data, in German and in a fixed order."""
        return {
            "ort": self.town,
            "satz": self.sentence,
            "akteure": [key for key in self.names if key not in OWN_KEYS],
            "eigene": [self.names.get(key, "") for key in OWN_KEYS],
            "beziehungen": [f"{tie.source} {tie.kind} {tie.target}" for tie in sorted(self.ties)],
        }


def tie(source: str, kind: str, target: str, known: KnownActors) -> Tie:
    """Return the tie; one without a direction is the same from both ends."""
    if known.mutual[kind]:
        source, target = sorted((source, target))
    return Tie(source, kind, target)


def among(ties: Iterable[Tie], keys: Collection[str]) -> frozenset[Tie]:
    """Return those *ties* of which both ends are in *keys*."""
    return frozenset(each for each in ties if each.ends <= set(keys))


def ordered(network: OwnNetwork, known: KnownActors) -> list[Tie]:
    """Return the ties of *network* by source, kind and target, as the records and the map have them."""
    actors, kinds = list(network.names), list(known.mutual)
    return sorted(
        network.ties,
        key=lambda t: (actors.index(t.source), kinds.index(t.kind), actors.index(t.target)),
    )


def twice(names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of *names* whose name stands in an earlier one already."""
    seen: dict[str, str] = {}
    return tuple(key for key, name in names.items() if seen.setdefault(same(name), key) != key)


# What is stored, and files ------------------------------------------------------------------------


def read(stored: Any, known: KnownActors) -> OwnNetwork:
    """Return the map in plain data, which may be anything; raises ValueError, in German, if it is none."""
    if not isinstance(stored, dict):
        raise ValueError(OWN_MAP["no_map"])
    names = {**_known_names(stored, known), **_own_names(stored)}
    if again := twice(names):
        raise ValueError(ERRORS.filled("twice", actor=quoted(names[again[0]])))
    ties = frozenset(_ties(stored.get("beziehungen"), names, known))
    town, sentence = entry(stored, "ort", LONGEST["ort"]), entry(stored, "satz", LONGEST["satz"])
    return OwnNetwork(town, sentence, names, ties)


def written(network: OwnNetwork) -> str:
    """Return *network* as the text of a file."""
    return file_of(KIND, network.plain())


def from_file(text: str, known: KnownActors) -> OwnNetwork:
    """Return the map in the text of a file, whoever wrote it; raises ValueError, in German, if it holds none."""
    return read(in_file(text, KIND), known)


def _known_names(stored: Mapping[str, Any], known: KnownActors) -> dict[str, str]:
    listed = stored.get("akteure")
    if not isinstance(listed, list) or len(listed) > MOST_KNOWN:
        raise ValueError(ERRORS.filled("actors", most=MOST_KNOWN))
    for key in listed:
        if not isinstance(key, str) or key not in known.names:
            raise ValueError(ERRORS.filled("unknown_actor", actor=quoted(key)))
        if listed.count(key) > 1:
            raise ValueError(ERRORS.filled("twice", actor=known.names[key]))
    return {key: name for key, name in known.names.items() if key in listed}


def _own_names(stored: Mapping[str, Any]) -> dict[str, str]:
    listed = stored.get("eigene")
    if not isinstance(listed, list) or len(listed) > MOST_OWN:
        raise ValueError(ERRORS.filled("own_actors", most=MOST_OWN))
    found = (entry({"name": name}, "name", LONGEST["name"]) for name in listed)
    return {key: name for key, name in zip(OWN_KEYS, found, strict=False) if name}


def _ties(listed: Any, names: Collection[str], known: KnownActors) -> Iterator[Tie]:
    if not isinstance(listed, list):
        raise ValueError(ERRORS["no_relations"])
    for one in listed:
        source, kind, target = one.split(" ") if _is_tie(one) else ("", "", "")
        if kind not in known.mutual or source == target or not {source, target} <= set(names):
            raise ValueError(ERRORS.filled("no_relation", relation=quoted(one)))
        yield tie(source, kind, target, known)


def _is_tie(one: Any) -> bool:
    return isinstance(one, str) and one.count(" ") == 2


# What the net is like -----------------------------------------------------------------------------


def partners(network: OwnNetwork) -> dict[str, frozenset[str]]:
    """Return for each actor, by key, with whom it has any tie."""
    found: dict[str, set[str]] = {key: set() for key in network.names}
    for each in network.ties:
        found[each.source].add(each.target)
        found[each.target].add(each.source)
    return {key: frozenset(others) for key, others in found.items()}


def groups(network: OwnNetwork, without: str = "") -> list[frozenset[str]]:
    """Return the groups into which the net falls, of actors that ties lead to from each other, *without* one of them."""
    near = partners(network)
    left = [key for key in network.names if key != without]
    found = []
    while left:
        group, edge = set(), {left[0]}
        while edge:
            group |= edge
            edge = {other for key in edge for other in near[key]} - group - {without}
        found.append(frozenset(group))
        left = [key for key in left if key not in group]
    return found


def joints(network: OwnNetwork) -> tuple[str, ...]:
    """Return the actors without whom others would no longer be connected: the cut points of the net."""
    count = len(groups(network))
    return tuple(key for key in network.names if len(groups(network, without=key)) > count)


# Two maps -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NetworkOverlap:
    """Actors by name, and ties between names, that are on both of two maps or on one only."""

    actors: Overlap[str]
    ties: Overlap[Tie]


def compared(mine: OwnNetwork, other: OwnNetwork, known: KnownActors) -> NetworkOverlap:
    """Return what two maps have in common. Actors are the same if their names are, ties if kind and ends are."""

    def key(named: Tie) -> Tie:
        return tie(same(named.source), named.kind, same(named.target), known)

    return NetworkOverlap(
        overlap(mine.names.values(), other.names.values(), same),
        overlap(_named(mine, known), _named(other, known), key),
    )


def _named(network: OwnNetwork, known: KnownActors) -> list[Tie]:
    """Return the ties between names in place of keys."""
    names = network.names
    return [Tie(names[t.source], t.kind, names[t.target]) for t in ordered(network, known)]
