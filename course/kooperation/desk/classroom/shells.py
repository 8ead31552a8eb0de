"""The pages of a session: a shell each, the same script and style sheet; what they show comes over the line."""

from __future__ import annotations

from functools import cache

from kooperation.base.words import Words
from kooperation.desk.classroom.messages import LEAD, PHONE, WALL
from kooperation.kit.guard import static
from kooperation.kit.html import Markup, tag
from kooperation.kit.palette import dark_css, palette_css

WORDS = Words("desk/classroom.page")
PAGES = {"": PHONE, "wand": WALL, "leitung": LEAD}  # paths below the server's address
LOGIN = "anmelden"  # on a hub, where who leads logs in
PARTS = {  # what a page consists of, in its order
    PHONE: ("who", "task", "result"),
    WALL: ("status", "picture", "join"),
    LEAD: ("status", "controls", "picture", "games", "session"),
}
FILES = {
    "hall.js": "text/javascript; charset=utf-8",
    "uqr.mjs": "text/javascript; charset=utf-8",
    "hall.css": "text/css; charset=utf-8",
}


@cache
def file(name: str) -> str:
    """Return the text of one of the FILES."""
    if name == "uqr.mjs":
        return static("labextension", "kooperation/static/uqr.mjs")
    if name == "hall.css":
        own = static("desk/classroom", "hall.css")
        kit = (static("kit", name) for name in ("page.css", "style.css"))
        return "\n".join([palette_css(), dark_css(), *kit, own])
    return static("desk/classroom", name)


@cache
def shell(page: str, *, login: bool = False) -> str:
    """Return the page as it is before anything came over the line; *login* says whether who leads can log in."""
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", WORDS.section("titles")[page]),
        Markup('<link rel="stylesheet" href="static/hall.css">'),
        Markup('<script type="module" src="static/hall.js"></script>'),
    )
    line = tag("p", WORDS["connecting"], id="line", role="status", data_away=WORDS["away"])
    said = tag("p", id="said", role="status")
    texts = {"data_elsewhere": WORDS["elsewhere"], "data_sending": WORDS["sending"]}
    sections = (tag("section", id=name, aria_live=_live(page, name)) for name in PARTS[page])
    title = tag("h1", WORDS.section("titles")[page])
    main = tag("main", title, line, _entry(page, login), said, *sections)
    body = tag("body", main, look=f"page {page}", data_page=page, **texts)
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='de')}\n"


def _entry(page: str, login: bool) -> Markup:
    """Return what is shown where the address has no code, or a wrong one."""
    way = tag("p", tag("a", WORDS["lead"], href=LOGIN)) if login and page != WALL else Markup()
    if page == LEAD:
        return tag("div", way or tag("p", WORDS["no_secret"]), id="entry", hidden=True)
    form = tag(
        "form",
        tag("label", WORDS["code"], for_="code"),
        Markup('<input id="code" name="code" maxlength="12" autocomplete="off" autocapitalize="characters"'
               ' spellcheck="false" required>'),
        tag("button", WORDS["enter"]),
        id="enter",
    )  # fmt: skip
    return tag("div", form, way, id="entry", hidden=True)


def _live(page: str, name: str) -> str | None:
    """Return how a screen reader is told of the part *name*: on a phone of all, else of counts."""
    return "polite" if page == PHONE or name == "status" else None
