"""An author's records, read into their typed classes: all faults at once, each with its place and its value.

What learners get of a record, and what the hidden tests get, follows from what its fields say (`Public`,
`Private`, … in `assignments/kinds/shared/record.py`); a field that no class has is refused.

The reader is our own: msgspec would end at the first fault and say it in English.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kooperation.assignments.kinds import Kind
from kooperation.assignments.kinds.shared.record import (
    SLUG,
    ItemRecord,
    QuestionRecord,
    Reader,
    Record,
)
from kooperation.authoring.fields import RecordField, fields_of, fits
from kooperation.base.records import frozen
from kooperation.base.words import Words

ERRORS = Words("authoring.errors.records")
TEXTS = Words("authoring.errors.texts")

TAKEN_IDS = ("auftrag", "setup", "abgabe")  # cells that every notebook has
MAX_SHOWN = 60
MAX_TITLE = 120  # letters; it stands in a line of the panel


# Reading -----------------------------------------------------------------------------------------


@dataclass
class _Draft:
    """A record as far as it could be read; what is *faulty* in it is None."""

    record: Any
    where: str
    faulty: set[str]
    inner: list[_Draft] = field(default_factory=list)

    def faults(self, question: _Draft) -> Iterator[str]:
        for check in _checks(type(self.record)):
            if not (self.faulty & set(check.fields) or question.faulty & set(check.of_question)):
                for said in check(self.record, question.record):
                    yield f"{self.where}: {said}"
        for draft in self.inner:
            yield from draft.faults(question)


def _checks(kind: type[Record]) -> list[Any]:
    methods = (getattr(kind, name) for name in dir(kind))
    return [method for method in methods if hasattr(method, "of_question")]


def read(kind: type[Record], raw: Mapping[str, Any], where: str) -> tuple[Any, list[str]]:
    """Return the record in *raw*, and all its faults, in German; *where* begins each of them."""
    found: list[str] = []
    draft = _read(kind, raw, where, found)
    found += draft.faults(draft)
    return draft.record, found


def _read(kind: type[Record], raw: Mapping[str, Any], where: str, found: list[str]) -> _Draft:
    known = fields_of(kind)
    missing = [name for name, each in known.items() if each.required and name not in raw]
    if missing:
        found.append(ERRORS.filled("lacking", where=where, names=", ".join(missing)))
    found += [
        ERRORS.filled("unknown", where=where, name=name) for name in sorted(set(raw) - {*known})
    ]
    draft = _Draft(None, where, set(missing))
    values: dict[str, Any] = dict.fromkeys(missing)
    for name, each in known.items():
        if name not in raw:
            continue
        # Sections within are read for themselves, so that a fault names its own place.
        if fits(raw[name], each.type):
            values[name] = (
                _inside(each, raw[name], draft, found) if each.inner else frozen(raw[name])
            )
            if reason := _unreadable(raw[name], each):
                draft.faulty.add(name)
                found.append(TEXTS.section()[reason].format(where=where, name=name, most=MAX_TITLE))
        else:
            values[name] = None
            draft.faulty.add(name)
            found.append(
                ERRORS.filled(
                    "other", where=where, name=name, wanted=each.wanted, shown=_shown(raw[name])
                )
            )
    draft.record = kind(**values)
    return draft


def _unreadable(value: Any, each: RecordField) -> str:
    """Return which fault a text has that nobody could read, as a key of the words; "" for none."""
    if not isinstance(value, str):
        return ""
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in value):
        return "control_signs"
    if each.required and not value.strip():
        return "blank"
    return "long_title" if each.name == "title" and len(value) > MAX_TITLE else ""


def _inside(each: RecordField, raw: Any, draft: _Draft, found: list[str]) -> Any:
    """Return the record or records that stand in a field."""

    def one(name: str, section: Any) -> Any:
        assert each.inner is not None
        where = f"{draft.where}: {each.inner.place(name, section)}"
        inner = _read(each.inner, section, where, found)
        draft.inner.append(inner)
        if inner.faulty:
            draft.faulty.add(each.name)
        return inner.record

    return each.each(one, raw)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def read_question(name: str, raw: Any, where: str) -> tuple[QuestionRecord | None, list[str]]:
    """Return the record of the question *name*, and all its faults."""
    found = []
    if not SLUG.fullmatch(name):
        found.append(ERRORS.filled("no_slug", where=where))
    if name in TAKEN_IDS:
        found.append(ERRORS.filled("taken", where=where, name=name, known=", ".join(TAKEN_IDS)))
    kinds = [kind.value for kind in Kind]
    if not isinstance(raw, dict) or raw.get("kind") not in kinds:
        given = (
            f" {ERRORS.filled('stands', shown=_shown(raw['kind']))}"
            if isinstance(raw, dict) and "kind" in raw
            else ""
        )
        return None, [
            *found,
            ERRORS.filled("no_kind", where=where, kinds=", ".join(kinds), given=given),
        ]
    record, more = read(Kind(raw["kind"]).record, raw, where)
    return record, found + more


# Who gets what -----------------------------------------------------------------------------------


def published(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what learners get of a question's *record*, as it was written: no key, no reason, no rubric."""
    kind = Kind(record["kind"]).record
    data = _public(kind, {**record, "pool": kind.mixed(record.get("pool", ()))})
    return data if data.get("pool") else {k: v for k, v in data.items() if k != "pool"}


def _public(kind: type[Record], raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _open(each, raw[name])
        for name, each in fields_of(kind).items()
        if name in raw and each.reader in (Reader.PUBLIC, Reader.SHARED)
    }


def _open(each: RecordField, value: Any) -> Any:
    inner = each.inner
    if inner is None:
        return value
    return each.each(lambda _name, section: _public(inner, section), value)


def hidden(record: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return by item what a hidden test gets of the pool of a question's *record*, as it was written."""
    if not record.get("pool"):
        return {}
    kind = fields_of(Kind(record["kind"]).record)["pool"].inner
    assert kind is not None
    assert issubclass(kind, ItemRecord)
    public = {name for name, each in fields_of(kind).items() if each.reader is Reader.PUBLIC}
    return {
        item["item"]: {
            **kind.always_hidden,
            **{name: value for name, value in item.items() if name not in public},
        }
        for item in record["pool"]
    }


REASONS = ("why", "otherwise", "practice")  # what of a record's private half is no key


def keys_of(kind: str, item: Mapping[str, Any]) -> set[str]:
    """Return the names under which *item*, of a question of *kind*, says what is right."""
    record = fields_of(Kind(kind).record)["pool"].inner
    assert record is not None
    names = {name for name, each in fields_of(record).items() if each.reader is Reader.PRIVATE}
    return (names & set(item)) - {*REASONS}


def private(kind: type[Record], raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of a record that only whoever marks may read."""
    for name, each in fields_of(kind).items():
        if name in raw and each.inner:
            for section in each.sections(raw[name]):
                yield from private(each.inner, section)
        elif name in raw and each.reader is Reader.PRIVATE:
            yield from _texts(raw[name])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
