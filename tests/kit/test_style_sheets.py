"""The style sheets that travel to a notebook together: what one room calls its own is not the kit's, or another room's."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("kooperation")))
SHEETS = [*(PACKAGE / "kit").glob("*.css"), *PACKAGE.glob("*/style.css")]
BARE = re.compile(r"\.kooperation-[\w-]+")


def test_no_class_is_given_its_look_by_two_rooms() -> None:
    """The tournament's field of strategies made a grid of each typed field, so that a unit stood below its number."""
    rooms = defaultdict(set)
    for sheet in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{}]+)\{", text):
            for selector in map(str.strip, selectors.split(",")):
                if BARE.fullmatch(selector):
                    rooms[selector].add(sheet.parent.name)
    assert len(rooms) > 50
    assert {selector: found for selector, found in rooms.items() if len(found) > 1} == {}


def test_only_the_palette_says_what_its_colours_are() -> None:
    """A shadow that was called as one of them made the bands of the actor map dark, inside it and nowhere else."""
    defined = re.compile(r"(--kooperation-[\w-]+)\s*:")
    palette = PACKAGE / "kit" / "palette.css"
    colours = set(defined.findall(palette.read_text("utf-8")))
    assert len(colours) > 20
    others = {
        sheet.relative_to(PACKAGE).as_posix(): colours
        & set(defined.findall(sheet.read_text("utf-8")))
        for sheet in PACKAGE.rglob("*.css")
        if sheet != palette
    }
    assert {sheet: found for sheet, found in others.items() if found} == {}
