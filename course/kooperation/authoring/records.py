"""The records of a question, checked: what may stand in them, what learners get of it, and what is wrong.

The fields of the public half (what is asked) and of the private half (keys, reasons, rubrics) are listed here;
a field in neither list is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kooperation.assignments.kinds import Kind
from kooperation.base.checks import is_number
from kooperation.base.german import number
from kooperation.base.typed_numbers import parse_number
from kooperation.institutions.cases_words import make_case
from kooperation.institutions.placement import STEPS, TOLERANCE

SLUG = re.compile(r"[a-z][a-z0-9_]*")
TAKEN_IDS = ("auftrag", "setup", "abgabe")  # cells that every notebook has
PUBLIC = (
    "kind", "title", "points", "read", "hint", "part", "text", "table", "options", "shuffle", "games",
    "minimum", "maximum", "percent", "unit", "words",
)  # fmt: skip
PUBLIC_ITEM = ("item", "slot", "text", "label", "unit", "words", "title", "field", "story")
PUBLIC_BASIS = ("label", "gist")
PRIVATE = ("claim", "typed", "pool", "criteria", "samples", "comments")
PRIVATE_ITEM = ("key", "half", "why", "otherwise", "solution", "admissible", "missing", "tolerance", "others")  # fmt: skip
TEXTS = ("title", "claim", "hint", "read", "typed", "part", "text")
WORDS_WANTED = "words sind zwei ganze Zahlen: mindestens und höchstens so viele Wörter."
WITH_POOL = (Kind.CHOICE, Kind.SEVERAL, Kind.NUMBER, Kind.PLACE, Kind.MAP, Kind.FORM)


def public(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what learners get of a question's *record*: no key, no reason, no rubric."""
    data = {name: record[name] for name in PUBLIC if name in record}
    if pool := record.get("pool"):
        data["pool"] = [_public_item(item) for item in _mixed(Kind(record["kind"]), pool)]
    return data


def _mixed(kind: Kind, pool: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the items of a choice mixed up, each time alike.

    Authors tend to write an item for each option in the order of the options; the place of an item in what
    is published would then tell its key.
    """
    if kind is not Kind.CHOICE or not all("key" in item for item in pool):
        return list(pool)
    return sorted(pool, key=lambda item: hashlib.sha256(str(item["item"]).encode()).digest())


def _public_item(item: Mapping[str, Any]) -> dict[str, Any]:
    data = {name: item[name] for name in PUBLIC_ITEM if name in item}
    if bases := item.get("bases"):
        data["bases"] = {
            name: {each: basis[each] for each in PUBLIC_BASIS} for name, basis in bases.items()
        }
    return data


def problems(name: str, record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the *record* of the question *name*, in German.

    May raise TypeError, ValueError, AttributeError or KeyError where a value is of another form altogether.
    """
    if not SLUG.fullmatch(name):
        yield "Der Kurzname besteht aus kleinen Buchstaben, Ziffern und _, ohne Umlaute."
    if name in TAKEN_IDS:
        yield f"«{name}» ist als Kurzname vergeben; vergeben sind {', '.join(TAKEN_IDS)}."
    kinds = [kind.value for kind in Kind]
    if record.get("kind") not in kinds:
        yield f"kind ist eines von {', '.join(kinds)}."
        return
    kind = Kind(record["kind"])
    needed = ["title", "points", "read"]
    needed += (
        ["words", "samples", "comments", "criteria"] if kind is Kind.TEXT else ["claim", "hint"]
    )
    if kind not in [k for k in Kind if k.in_a_cell]:
        needed.append("typed")
    if missing := [each for each in needed if each not in record]:
        yield f"Es fehlt {', '.join(missing)}."
        return
    if unknown := sorted(set(record) - {*PUBLIC, *PRIVATE}):
        yield f"Die Angabe «{unknown[0]}» gibt es nicht."
    yield from _forms(record)
    if not is_number(record["points"]) or record["points"] <= 0:
        yield "points ist eine Zahl über 0."
    if kind in (Kind.CHOICE, Kind.SEVERAL, Kind.MARKS) and not record.get("options"):
        yield "Es fehlen die Antworten: [options]."
    if "table" in record:
        yield from _table(record["table"])
    if kind is Kind.TEXT:
        yield from _rubric(record)
    elif "games" not in record and kind in WITH_POOL:
        yield from _pool(kind, record)


def _forms(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield which fields do not have the form that their readers expect."""
    for name in TEXTS:
        if not isinstance(record.get(name, ""), str):
            yield f"{name} ist ein Text in Anführungszeichen."
    for name in ("samples", "comments"):
        texts = record.get(name, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            yield f"{name} ist eine Liste von Texten."
    for name in ("minimum", "maximum"):
        if not is_number(record.get(name, 0)):
            yield f"{name} ist eine Zahl ohne Anführungszeichen."
    if "words" in record and not _are_counts(record["words"]):
        yield WORDS_WANTED


def _are_counts(words: Any) -> bool:
    return isinstance(words, list) and [type(count) for count in words] == [int, int]


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    if missing := [each for each in ("caption", "head", "rows") if each not in table]:
        yield f"table: Es fehlt {', '.join(missing)}."
    elif any(len(row) != len(table["head"]) for row in table["rows"]):
        yield "table: Jede Zeile hat so viele Felder wie head."


def _rubric(record: Mapping[str, Any]) -> Iterator[str]:
    best = 0.0
    for criterion in record["criteria"]:
        levels = criterion.get("levels", [])
        if not criterion.get("name"):
            yield "criteria: Es fehlt name."
        try:
            split = [level.split(":", 1) for level in levels]
            values = [float(parse_number(value)) for value, _anchor in split]
        except (ValueError, AttributeError):
            yield f"criteria «{criterion.get('name')}»: Jede Stufe beginnt mit ihren Punkten und einem Doppelpunkt."
            return
        if len(values) < 2 or values != sorted(values, reverse=True) or values[-1] != 0:
            yield f"criteria «{criterion.get('name')}»: Die Stufen gehen von der besten bis 0."
            return
        best += values[0]
    if best != record["points"]:
        yield f"Die besten Stufen geben zusammen {number(best)} Punkte, die Frage {number(record['points'])}."


def _pool(kind: Kind, record: Mapping[str, Any]) -> Iterator[str]:
    pool = record.get("pool")
    if not pool:
        yield "Es fehlen die Teile: [[pool]]."
        return
    names = [item.get("item") for item in pool]
    if twice := sorted({str(name) for name in names if names.count(name) > 1}):
        yield f"item «{twice[0]}» gibt es mehrmals."
    for item in pool:
        where = f"item «{item.get('item')}»"
        if not SLUG.fullmatch(str(item.get("item", ""))) or type(item.get("slot")) is not int:
            yield f"{where}: item ist ein Kurzname, slot eine ganze Zahl."
            return
        if kind is Kind.MAP:
            yield from _map_item(where, item)
            continue
        if unknown := sorted(set(item) - {*PUBLIC_ITEM, *PRIVATE_ITEM}):
            yield f"{where}: Die Angabe «{unknown[0]}» gibt es nicht."
        if not item.get("text") and not item.get("label"):
            yield f"{where}: Es fehlt text."
        if "words" in item and not _are_counts(item["words"]):
            yield f"{where}: {WORDS_WANTED}"
        if "key" in item:
            yield from (f"{where}: {problem}" for problem in _key(kind, record, item))


def _map_item(where: str, item: Mapping[str, Any]) -> Iterator[str]:
    try:
        make_case(item["item"], case_record(item))
    except (TypeError, ValueError, KeyError) as error:
        yield f"{where}: {error}"


def case_record(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a case as `make_case` reads it."""
    return {"order": 0, **{k: v for k, v in item.items() if k not in ("item", "slot")}}


def _key(kind: Kind, record: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the key of *item*."""
    why = item.get("why", {})
    if not isinstance(why, dict):
        yield "why nennt, worauf es antwortet: why.<Antwort> = …"
        return
    if kind in (Kind.CHOICE, Kind.SEVERAL):
        options = record["options"]
        keys = item["key"] if isinstance(item["key"], list) else [item["key"]]
        named = [*keys, *item.get("half", ()), *item.get("admissible", ()), *why]
        if not keys:
            yield "key ist leer."
        elif not isinstance(options, dict):
            yield "Zu einem key gehören ausgeschriebene Antworten: [options]."
        elif unknown := [name for name in named if name not in options]:
            yield f"Die Antwort «{unknown[0]}» gibt es nicht."
        if clash := sorted(set(keys) & set(why)):
            yield f"«{clash[0]}» ist richtig und hat doch eine Begründung unter why."
        if "otherwise" not in item:
            yield "Es fehlt otherwise."
        if kind is Kind.SEVERAL and "missing" not in item:
            yield "Es fehlt missing."
    elif kind is Kind.NUMBER:
        try:
            key, within, *mistakes = map(
                parse_number, (item["key"], item.get("tolerance", "0"), *why)
            )
            if any(abs(mistake - key) <= within for mistake in mistakes):
                yield "why nennt eine Zahl, die richtig ist."
        except (ValueError, TypeError, AttributeError) as error:
            yield f"key, tolerance und why sind Zahlen in Anführungszeichen: {error}"
        if "otherwise" not in item:
            yield "Es fehlt otherwise."
    elif kind is Kind.PLACE:
        if missing := sorted(set(_reasons_needed(item["key"])) - set(why)):
            yield f"Es fehlt why.{missing[0]}."
        for place in (item["key"], *item.get("others", ())):
            if len(place) != 2 or any(type(step) is not int or step not in STEPS for step in place):
                yield f"{place} ist kein Platz: zwei Stufen von 1 bis 5."


def _reasons_needed(place: Sequence[int]) -> Iterator[str]:
    """Yield the ways in which one can be too far off *place*."""
    for axis, step in zip(("command", "form"), place, strict=False):
        if step + TOLERANCE < STEPS[-1]:
            yield f"{axis}_high"
        if step - TOLERANCE > STEPS[0]:
            yield f"{axis}_low"
