"""A page of its own, for a file that lies anywhere: no other file, no script but our own, and it says so to the browser."""

from __future__ import annotations

import base64
import hashlib

from kooperation.kit.guard import static
from kooperation.kit.html import Markup, tag
from kooperation.kit.palette import dark_css, palette_css

MAIN = "inhalt"  # where what is to be read begins, for links past the navigation


def page(
    title: str,
    *children: Markup,
    style: str = "",
    script: str = "",
    above: Markup | None = None,
    below: Markup | None = None,
    sized: bool = False,
) -> str:
    """Return a page in German with the palette, light and dark, `page.css`, and *style* and *script*, more of ours.

    *above* and *below* stand around what is to be read. With *sized* an element may say its own size, as pictures do.
    """
    css = "\n".join([palette_css(), dark_css(), static("kit", "page.css"), style])
    rules = [f"default-src 'none'; style-src {_hash(css)}"]
    rules += ["style-src-attr 'unsafe-inline'"] if sized else []
    rules += [f"script-src {_hash(script)}"] if script else []
    policy = "; ".join([*rules, "base-uri 'none'; form-action 'none'"])
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(policy),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(css)),  # our own files, and nothing else
    )
    main = tag("main", tag("h1", title), *children, id=MAIN)
    last = tag("script", Markup(script), type="module") if script else None
    body = tag("body", above, main, below, last, look="page")
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='de')}\n"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
