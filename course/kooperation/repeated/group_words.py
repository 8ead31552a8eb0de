"""The strategies of one's group, as `kooperation tournament` writes them: automata of those who agreed, under pseudonyms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kooperation.base.words import Words
from kooperation.repeated.automaton import Automaton

WORDS = Words("repeated.group")
ERRORS = Words("repeated.errors.group_words")
SCHEMA, MOST_BYTES = 1, 1_000_000


def group(path: str | Path) -> tuple[Automaton, ...]:
    """Return the automata in the file *path*, those ahead first; several that do alike are one.

    Raises ValueError, in German, if there is no such file, or it is damaged.
    """
    file = Path(path)
    try:
        raw = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
        data = json.loads(raw)
        if data["schema"] != SCHEMA:
            raise ValueError(f"schema {data['schema']}")
        places = {entry["name"]: entry["place"] for entry in data["results"]}
        entries = sorted(data["automata"], key=lambda entry: int(places[entry["name"]]))
        return tuple(_merged(entries))
    except OSError as error:
        raise ValueError(ERRORS.filled("no_file", file=file.name)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(ERRORS.filled("damaged", file=file.name)) from error


def _merged(entries: list[dict[str, Any]]) -> Iterator[Automaton]:
    names: dict[tuple[Any, Any], list[str]] = {}
    for entry in entries:
        cooperation = tuple(map(float, entry["cooperation"]))
        successors = tuple(tuple(map(int, row)) for row in entry["successors"])
        names.setdefault((cooperation, successors), []).append(str(entry["name"])[:30])
    for number, ((cooperation, successors), alike) in enumerate(names.items(), start=1):
        first, more = alike[0], len(alike) - 1
        name = WORDS.filled("more", name=first, count=more) if more else first
        yield Automaton(f"group{number}", name, cooperation, successors)
