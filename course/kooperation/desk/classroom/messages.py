"""What a page sends: text that anybody may have written, read into a record or refused.

Nothing in a message says who sends it: that is known of the connection, by what it said first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 4096  # bytes; the longest that a page sends has about 300
TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)  # what a phone makes up for itself, and keeps
PHONE, WALL, LEAD = "phone", "wall", "lead"


@dataclass(frozen=True)
class Hello:
    """The first message: what the page is, the code of the session or the lecturer's secret, a phone's *token*."""

    page: str
    key: str
    token: str = ""


@dataclass(frozen=True)
class MoveSent:
    """A move for the step in which the phone was; *fields* as its form has them."""

    step: int
    fields: Mapping[str, str]


@dataclass(frozen=True)
class CallSent:
    """What the lecturer wants done; *fields* as the form has them."""

    what: str
    step: int
    fields: Mapping[str, str]


def read(text: str | bytes) -> Hello | MoveSent | CallSent:
    """Return what *text* says. Raises ValueError if it is nothing that a page of ours sends."""
    if not isinstance(text, str) or len(text) > LARGEST:
        raise ValueError("not a short text")
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character in it cannot be written
    except (ValueError, RecursionError) as error:
        raise ValueError("not JSON of whole characters") from error
    if not isinstance(found, dict):
        raise ValueError("not an object")
    if "hello" in found:
        page, key, token = _text(found, "hello"), _text(found, "key"), _text(found, "token")
        if page not in (PHONE, WALL, LEAD) or (page == PHONE and not TOKEN.fullmatch(token)):
            raise ValueError("no page of ours")
        return Hello(page, key, token)
    step, fields = found.get("step"), found.get("fields", {})
    if type(step) is not int or not isinstance(fields, dict) or len(fields) > 20:
        raise ValueError("no step, or no fields")
    if not all(isinstance(value, str) and len(value) < 100 for value in fields.values()):
        raise ValueError("a field is no short text")
    what = _text(found, "do")
    return MoveSent(step, fields) if what == "move" else CallSent(what, step, fields)


def _text(found: Mapping[str, Any], key: str) -> str:
    text = found.get(key, "")
    if not isinstance(text, str) or len(text) > 100:
        raise ValueError(f"{key} is no short text")
    return text
