"""A text of the course, in Markdown, as HTML of the book: its links lead to pages of the book, its formulas are MathML."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from kooperation.authoring.lectures import REFERENCES, TERMS, source_named, term_named
from kooperation.base.anchors import anchor
from kooperation.grading.mathml import with_formulas
from kooperation.kit.html import Markup

GLOSSARY, LITERATURE = "glossar", "literatur"
_TAGS = re.compile(r"<[^>]+>")
_BESIDE = re.compile(r"(?:\.\./)?([\w-]+)\.(?:ipynb|md)(#.*)?")


def html(text: str) -> Markup:
    """Return *text* as HTML; each heading has the anchor that our links name."""
    renderer = _Renderer(escape=False, exclude_anchor_links=True)
    return Markup(with_formulas(MarkdownWithMath(renderer=renderer).render(text)))  # our own texts


def plain(fragment: str) -> str:
    """Return the words of *fragment*."""
    spaced = _TAGS.sub(" ", re.sub(r"<(style|annotation)\b.*?</\1>", "", fragment, flags=re.S))
    return " ".join(Markup(spaced).unescape().split())


def term_id(key: str) -> str:
    return f"begriff-{key}"


def source_id(key: str) -> str:
    return f"quelle-{key}"


class _Renderer(IPythonRenderer):
    """Headings with our anchors, links to the book's own pages."""

    def heading(self, text: str, level: int, **_attributes: Any) -> str:
        name = Markup(anchor(plain(text)))
        return f'<h{level} id="{Markup.escape(name.unescape())}">{text}</h{level}>\n'

    def table(self, text: str) -> str:
        """Return a table in a box of its own, in which it scrolls where it does not fit."""
        return f'<div class="kooperation-area"><table>\n{text}</table></div>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        target = _target(text, url)
        return str(super().link(text, target, title)) if target else text


def _target(text: str, url: str) -> str:
    """Return where *url* leads in the book; "" where nothing of the book is there."""
    if url == f"#{TERMS}" and (term := term_named(plain(text))):
        return f"{GLOSSARY}.html#{term_id(term.key)}"
    if url == f"#{REFERENCES}" and (source := source_named(plain(text))):
        return f"{LITERATURE}.html#{source_id(source.key)}"
    if re.match(r"https?:|mailto:|#", url):
        return url
    found = _BESIDE.fullmatch(url)
    return f"{found[1]}.html{found[2] or ''}" if found else ""
