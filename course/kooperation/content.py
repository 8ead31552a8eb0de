"""The records behind the course: TOML files in `data/`, read once, checked while reading.

Every record is frozen. A record that is wrong (an unknown key, a missing one, a source that does not
exist) raises ContentError with file and key, so that an author sees at once what to mend.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from kooperation.games import Game, SymmetricGame

Record = TypeVar("Record")


class ContentError(Exception):
    """A record in `data/` is wrong; the message names file and key."""


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


def load(name: str) -> dict[str, Any]:
    """Return the raw contents of `data/<name>.toml`."""
    try:
        text = files("kooperation").joinpath("data", f"{name}.toml").read_text("utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"data/{name}.toml: {error}") from error


def _records(name: str, make: Callable[[str, dict[str, Any]], Record]) -> Mapping[str, Record]:
    records: dict[str, Record] = {}
    for key, raw in load(name).items():
        try:
            records[key] = make(key, raw)
        except (TypeError, ValueError, KeyError) as error:
            raise ContentError(f"data/{name}.toml, [{key}]: {error}") from error
    return MappingProxyType(records)


def _plain(kind: Callable[..., Record]) -> Callable[[str, dict[str, Any]], Record]:
    """Return a maker for records whose TOML keys are the dataclass's fields."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]

    def make(key: str, raw: dict[str, Any]) -> Record:
        if unknown := set(raw) - names:
            raise ValueError(f"unbekannte Angabe {sorted(unknown)}")
        return kind(key=key, **{k: _frozen(v) for k, v in raw.items()})

    return make


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return value


def _preset(key: str, raw: dict[str, Any]) -> GamePreset:
    raw = dict(raw)
    if (payoffs := raw.pop("payoffs", None)) is not None:
        pairs = [(float(a), float(b)) for a, b in (payoffs[at] for at in ("CC", "CD", "DC", "DD"))]
        game = Game(*pairs)
    else:
        names = ("temptation", "reward", "punishment", "sucker")
        game = SymmetricGame(*(float(raw.pop(name)) for name in names)).game
    return _plain(GamePreset)(key, {**raw, "game": game})


def _prediction(key: str, raw: dict[str, Any]) -> PredictionRecord:
    record = _plain(PredictionRecord)(key, raw)
    if record.observed and record.observed not in record.options:
        raise ValueError(f"observed = {record.observed!r} ist keine der Antworten")
    return record


@cache
def sources() -> Mapping[str, Source]:
    """Return the bibliography by key."""
    return _records("literature", _plain(Source))


@cache
def glossary() -> Mapping[str, Term]:
    """Return the glossary by key."""
    return _records("glossary", _plain(Term))


@cache
def games() -> Mapping[str, GamePreset]:
    """Return the preset games by key, in their order."""
    presets = _records("games", _preset)
    return MappingProxyType(dict(sorted(presets.items(), key=lambda item: item[1].order)))


@cache
def predictions() -> Mapping[str, PredictionRecord]:
    """Return the predictions by key."""
    return _records("predictions", _prediction)


@cache
def texts() -> Mapping[str, Any]:
    """Return the short texts of the user interface, by section and key."""
    frozen: Mapping[str, Any] = _frozen(load("texts"))
    return frozen


def find(records: Mapping[str, Record], key: str, what: str) -> Record:
    """Return the record *key*, or raise ValueError that lists the keys there are."""
    try:
        return records[key]
    except KeyError:
        known = ", ".join(records)
        raise ValueError(f"{what} «{key}» gibt es nicht. Vorhanden sind: {known}.") from None
