"""The elements of a page or a fragment of HTML, which has to be well formed."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "input", "img", "hr", "meta", "link", "wbr"}


class Elements(HTMLParser):
    """Every element of a fragment; raises AssertionError where one is not closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.ids: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} closes {self._open[-3:]}"
