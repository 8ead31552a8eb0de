"""Drawn scenes: a story in a picture of few lines, all in one hand, with words beside it.

    scene(
        picture(360, 236, "Eine Küche …", stroke("M10 104L180 72L350 104"), at((90, 152), FATHER)),
        letters(),                                   to its right; where it is narrow, below
    )

What is drawn is paths; how they look is a class of `scene.css`, in colours of the palette. Letters in a
picture have 13.5 units, so that a picture 360 units wide can be read on a phone.
"""

from __future__ import annotations

from kooperation.kit.html import Child, Markup, tag
from kooperation.kit.svg import Point

WIDTH = 360  # of every scene, in units


def scene(drawn: Markup, *beside: Child, look: str = "") -> Markup:
    """Return the picture *drawn* and what stands beside it."""
    return tag("div", drawn, tag("div", *beside), look=f"scene {look}".rstrip())


def picture(height: int, description: str, *parts: Child) -> Markup:
    """Return a picture of `WIDTH` × *height* units; *description* tells it to those who do not see it."""
    return tag(
        "svg",
        *parts,
        look="drawing",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label=description,
    )


def stroke(path: str, look: str = "") -> Markup:
    """Return a line of the pen along *path*; *look* says what it is of („wood“, „paper dashed“)."""
    return tag("path", look=f"pen {look}".rstrip(), d=path)


def at(place: Point, *parts: Child, look: str = "", mirrored: bool = False) -> Markup:
    """Return *parts*, drawn around (0, 0), at *place*; *mirrored* turns left into right."""
    turned = " scale(-1 1)" if mirrored else ""
    return tag("g", *parts, look=look, transform=f"translate({place[0]:g} {place[1]:g}){turned}")
