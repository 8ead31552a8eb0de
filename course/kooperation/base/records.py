"""Reading a room's TOML files into frozen records, checked while reading."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

Record = TypeVar("Record")


class ContentError(Exception):
    """A record is wrong; the message names file and key."""

    def _render_traceback_(self) -> list[str]:
        """Show learners the sentence alone: IPython asks for this."""
        return [str(self)]


def load(name: str) -> dict[str, Any]:
    """Return the raw contents of `<room>/<name>.toml`; *name* is given with its room."""
    try:
        text = files("kooperation").joinpath(*f"{name}.toml".split("/")).read_text("utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{name}.toml: {error}") from error


def records(name: str, make: Callable[[str, dict[str, Any]], Record]) -> Mapping[str, Record]:
    found: dict[str, Record] = {}
    for key, raw in load(name).items():
        try:
            found[key] = make(key, raw)
        except (TypeError, ValueError, KeyError) as error:
            raise ContentError(f"{name}.toml, [{key}]: {error}") from error
    return MappingProxyType(found)


def plain_record(kind: Callable[..., Record]) -> Callable[[str, dict[str, Any]], Record]:
    """Return a maker for records whose TOML keys are the dataclass's fields."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]

    def make(key: str, raw: dict[str, Any]) -> Record:
        if unknown := set(raw) - names:
            raise ValueError(f"unbekannte Angabe {sorted(unknown)}")
        return kind(key=key, **{k: frozen(v) for k, v in raw.items()})

    return make


def frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return value
