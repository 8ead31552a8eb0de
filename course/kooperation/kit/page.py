"""A page of its own, for a file that lies anywhere: no script, no other file, and it says so to the browser."""

from __future__ import annotations

import base64
import hashlib

from kooperation.kit.guard import static
from kooperation.kit.html import Markup, tag
from kooperation.kit.palette import dark_css, palette_css


def page(title: str, *children: Markup, style: str = "") -> str:
    """Return a page in German with the palette, light and dark, `page.css`, and *style*, more of ours."""
    css = "\n".join([palette_css(), dark_css(), static("kit", "page.css"), style])
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(policy),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(css)),  # our own files, and nothing else
    )
    body = tag("body", tag("main", tag("h1", title), *children), look="page")
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='de')}\n"
