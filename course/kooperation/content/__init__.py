"""The records behind the course: TOML files in `data/`, read once, checked while reading.

Every record is frozen. A record that is wrong (an unknown key, a missing one, a source that does not
exist) raises ContentError with file and key, so that an author sees at once what to mend. What every
lecture uses is here; records of one lecture have a module each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.content.reading import ContentError, find, frozen, load, plain_record, records
from kooperation.games import Game, SymmetricGame

__all__ = ["ContentError", "find", "load"]


@dataclass(frozen=True)
class Source:
    """An entry of the bibliography. *short* is what a text says ("Axelrod 1984")."""

    key: str
    short: str
    reference: str
    authors: str
    year: int | str
    title: str
    kind: str
    seen: bool
    doi: str = ""
    note: str = ""


@dataclass(frozen=True)
class Term:
    """An entry of the glossary; *forms* are inflected forms a text may use."""

    key: str
    term: str
    english: str
    definition: str
    forms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class GamePreset:
    """A 2×2 game with its story: *cooperate* and *defect* are the actions' German names."""

    key: str
    title: str
    game: Game
    player_names: tuple[str, str]
    cooperate: str
    defect: str
    story: str
    reading: str
    order: int
    sources: tuple[str, ...] = ()

    @property
    def symmetric(self) -> bool:
        return self.game.is_symmetric


@dataclass(frozen=True)
class PredictionRecord:
    """A question asked before an explorer, and what is to be seen afterwards.

    *options* maps a key to its label; *observed* is the key of what one then sees, "" if there is
    no right one.
    """

    key: str
    lecture: str
    question: str
    options: Mapping[str, str]
    observed: str
    explanation: str


def _preset(key: str, raw: dict[str, Any]) -> GamePreset:
    raw = dict(raw)
    if (payoffs := raw.pop("payoffs", None)) is not None:
        pairs = [(float(a), float(b)) for a, b in (payoffs[at] for at in ("CC", "CD", "DC", "DD"))]
        game = Game(*pairs)
    else:
        names = ("temptation", "reward", "punishment", "sucker")
        game = SymmetricGame(*(float(raw.pop(name)) for name in names)).game
    return plain_record(GamePreset)(key, {**raw, "game": game})


def _prediction(key: str, raw: dict[str, Any]) -> PredictionRecord:
    record = plain_record(PredictionRecord)(key, raw)
    if record.observed and record.observed not in record.options:
        raise ValueError(f"observed = {record.observed!r} ist keine der Antworten")
    return record


@cache
def sources() -> Mapping[str, Source]:
    """Return the bibliography by key."""
    return records("literature", plain_record(Source))


@cache
def glossary() -> Mapping[str, Term]:
    """Return the glossary by key."""
    return records("glossary", plain_record(Term))


@cache
def games() -> Mapping[str, GamePreset]:
    """Return the preset games by key, in their order."""
    presets = records("games", _preset)
    return MappingProxyType(dict(sorted(presets.items(), key=lambda item: item[1].order)))


@cache
def predictions() -> Mapping[str, PredictionRecord]:
    """Return the predictions by key."""
    return records("predictions", _prediction)


@cache
def texts() -> Mapping[str, Any]:
    """Return the short texts of the user interface, by section and key."""
    words: Mapping[str, Any] = frozen(load("texts"))
    return words
