"""The fields of a class of records: their types, who reads them, and what is wanted of them in German."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kooperation.assignments.kinds.shared.record import Reader, Record, Wanted
from kooperation.base.checks import is_number

FORMS: Mapping[Any, str] = {
    str: "ist ein Text in Anführungszeichen",
    int: "ist eine ganze Zahl",
    float: "ist eine Zahl ohne Anführungszeichen",
    bool: "ist true oder false",
    tuple[str, ...]: "ist eine Liste von Texten",
}


@dataclass(frozen=True)
class RecordField:
    """A field of a record: its type, who reads it, what is wanted of it, and the record in it, if any."""

    name: str
    type: Any
    reader: Reader
    wanted: str
    required: bool
    inner: type[Record] | None

    @property
    def by_name(self) -> bool:
        """Whether records stand in it by their names."""
        return get_origin(_bare(self.type)) is Mapping

    def sections(self, raw: Any) -> list[Any]:
        """Return the sections in *raw*."""
        if isinstance(raw, list):
            return raw
        return list(raw.values()) if self.by_name else [raw]

    def each(self, one: Callable[[str, Any], Any], raw: Any) -> Any:
        """Return what *one(name, section)* makes of the sections in *raw*, arranged as they are."""
        if isinstance(raw, list):
            return tuple(one(self.name, section) for section in raw)
        if self.by_name:
            return {name: one(name, section) for name, section in raw.items()}
        return one(self.name, raw)


def fields_of(kind: type[Record]) -> Mapping[str, RecordField]:
    """Return the fields of a class of records by name. Raises TypeError if one does not say who reads it."""
    return _fields_of(kind)  # type: ignore[arg-type]  # mypy takes a record's hash for its class's


@cache
def _fields_of(kind: Any) -> Mapping[str, RecordField]:
    hints = get_type_hints(kind, include_extras=True)
    return {each.name: _field(each.name, hints[each.name], each) for each in fields(kind)}


def _field(name: str, hint: Any, each: Any) -> RecordField:
    within = list(_within(hint))
    readers = [one for one in within if isinstance(one, Reader)]
    if len(readers) != 1:
        raise TypeError(f"{name}: {hint} does not say who reads it")
    wanted = [one for one in within if isinstance(one, Wanted)]
    inner = [one for one in within if is_dataclass(one) and isinstance(one, type)]
    return RecordField(
        name=name,
        type=hint,
        reader=readers[0],
        wanted=wanted[0].text
        if wanted
        else FORMS.get(_bare(hint), "ist ein Abschnitt mit Angaben"),
        required=each.default is MISSING and each.default_factory is MISSING,
        inner=inner[0] if inner else None,
    )


def _bare(hint: Any) -> Any:
    """Return X of what is annotated, or `X | None`."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
        return _bare(get_args(hint)[0])
    return hint


def _within(hint: Any) -> Iterator[Any]:
    """Yield all that *hint* is made of: its types, and what they are annotated with, from outside in."""
    yield hint
    arguments = get_args(hint)
    for argument in (
        (*arguments[1:], *arguments[:1]) if get_origin(hint) is Annotated else arguments
    ):
        yield from _within(argument)


def fits(value: Any, hint: Any) -> bool:
    """Say whether *value*, as TOML has it, is of the type *hint*."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        base, *extras = arguments
        wanted = [extra for extra in extras if isinstance(extra, Wanted)]
        return fits(value, base) and all(each.holds(value) for each in wanted)
    if origin in (Union, UnionType):
        return any(fits(value, argument) for argument in arguments)
    if origin is tuple and arguments[1:] == (...,):
        return isinstance(value, list) and all(fits(item, arguments[0]) for item in value)
    if origin is tuple:
        return (
            isinstance(value, list)
            and len(value) == len(arguments)
            and all(map(fits, value, arguments))
        )
    if origin is not None:
        return isinstance(value, dict) and all(fits(each, arguments[1]) for each in value.values())
    if is_dataclass(hint):
        return isinstance(value, dict)
    if hint is Any:
        return True
    return is_number(value) if hint is float else type(value) is hint
