"""Whether a text in Markdown is harmless: the page made of it is one that a strict cleaner leaves as it is.

Formgrader's page cleans nothing, whatever nbconvert is told. nh3 reads HTML as a browser does; here it decides and
changes nothing, so that a learner's text is kept letter by letter, as Markdown or as it was typed (`clean`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

# The element in which `clean.as_typed` puts text that is no Markdown.
STYLE = "white-space: pre-wrap; font: inherit; border: 0; padding: 0; background: none;"

_TAGS = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "u", "ul",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ATTRIBUTES = {
    "*": {"class", "style", "id", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
# No image from elsewhere, no link into the server that shows the page, no class that formgrader or Bootstrap knows.
_ALLOWED = {
    "class": re.compile(
        r"highlight|anchor-link|language-\w+|kooperation-[\w-]+|(?!btn|nav|row)\w{1,3}"
    ),
    "href": re.compile(r"(https?://|mailto:|#)\S*", re.I),
    "src": re.compile(
        r"data:image/(png|jpeg|gif|webp);base64,[\w+/=]*|attachment:[^\"<>\s]+", re.A
    ),
    "style": re.compile(rf"text-align: ?(left|right|center);?|{re.escape(STYLE)}"),
    "start": re.compile(r"\d{1,6}"),
}
# Of TeX what a text needs; MathJax also knows commands that make links, styles, ids and other commands.
_TEX = {
    "alpha", "approx", "bar", "begin", "beta", "binom", "cap", "cdot", "cdots", "cup", "delta", "Delta", "dfrac",
    "displaystyle", "dots", "dotsc", "ell", "emptyset", "end", "epsilon", "equiv", "eta", "exists", "forall",
    "frac", "gamma", "Gamma", "ge", "geq", "gg", "hat", "iff", "implies", "in", "infty", "int", "lambda", "Lambda",
    "land", "langle", "lceil", "ldots", "le", "left", "leftarrow", "leftrightarrow", "Leftrightarrow", "leq",
    "lfloor", "lim", "lnot", "log", "lor", "lt", "gt", "max", "mathbb", "mathbf", "mathcal", "mathit", "mathrm",
    "mid", "min", "mu", "nabla", "ne", "neq", "not", "notin", "omega", "Omega", "operatorname", "over", "overline",
    "partial", "phi", "Phi", "pi", "Pi", "pm", "prod", "psi", "qquad", "quad", "rangle", "rceil", "rfloor", "rho",
    "right", "rightarrow", "Rightarrow", "setminus", "sigma", "Sigma", "sim", "sqrt", "star", "subset", "subseteq",
    "succ", "prec", "sum", "tau", "text", "textbf", "textit", "tfrac", "theta", "tilde", "times", "to", "underline",
    "varepsilon", "vdots", "vec",
}  # fmt: skip


def is_harmless(text: str, attachments: Mapping[str, Any], taken: Iterable[str] = ()) -> bool:
    """Say whether the Markdown *text* becomes a page that a strict cleaner leaves as it is, formulas included."""
    # What formgrader does with it; "attachment:" stays where it stands, and is looked at below.
    renderer = IPythonRenderer(escape=False)
    renderer._embed_image_or_attachment = lambda src: src  # type: ignore[method-assign]
    try:
        html = MarkdownWithMath(renderer=renderer).render(text)
    except Exception:  # what breaks the renderer would break the marker's page
        return False
    page, closed = _Page(html), set(taken)
    for tag, attributes in page.elements:
        name, source = attributes.get("id"), attributes.get("src", "")
        if name is not None and (tag not in _HEADINGS or name in closed):
            return False
        if source.startswith("attachment:") and source.partition(":")[2] not in attachments:
            return False  # a page that shows this breaks off
    commands = set(re.findall(r"\\([a-zA-Z]+)", "".join(page.prose)))
    return commands <= _TEX and is_clean(html)


def is_clean(html: str) -> bool:
    """Say whether nothing in *html* runs, loads, overlays, or leads into the server that shows it."""
    strict = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filtered,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        link_rel=None,
        clean_content_tags=set(),
    )
    return _alike(html) == _alike(strict)


def _filtered(_tag: str, name: str, value: str) -> str | None:
    pattern = _ALLOWED.get(name)
    words = value.split() if name == "class" else [value]
    return value if pattern is None or all(map(pattern.fullmatch, words)) else None


def _alike(html: str) -> str:
    """Return *html* without what is a matter of writing: entities, and the stroke of an empty element."""
    return unescape(re.sub(r"\s*/>", ">", html))


class _Page(HTMLParser):
    """The elements of a page with their attributes, and its text outside of code."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.prose: list[str] = []
        self._code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._code += tag in ("pre", "code")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("pre", "code")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.prose.append(data)
