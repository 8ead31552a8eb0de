"""The kitchen of lecture 1: four offices write, three people sit at one table."""

from __future__ import annotations

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.kitchen_words import KitchenLetter, calling, clash, letters
from kooperation.kit import svg
from kooperation.kit.html import Markup, fill, joined, legend, tag
from kooperation.kit.scene import at, picture, scene, stroke

WORDS = Words("institutions.kitchen")
HEIGHT = 259
GROUND, ROOF, TABLE, NAMES = 44, 74, 171, 216  # heights of what is drawn, from top to bottom
# Each office's house, around the middle of its foot, and where it stands.
HOUSES = {
    "jobcenter": (35, ("M-24 0V-34H24V0", "M-17 -27h6v7h-6zM-3 -27h6v7h-6zM11 -27h6v7h-6zM-17 -14h6v7h-6zM11 -14h6v7h-6z", "M-4 0V-13H4V0")),
    "krankenkasse": (129, ("M-20 0V-24L0 -39L20 -24V0", "M0 -29v10M-5 -24h10", "M-4 0V-12H4V0")),
    "berufsberatung": (245, ("M-22 0V-31H22V0", "M-13 -25H6l5 4.5l-5 4.5H-13z", "M-4 0V-12H4V0")),
    "schule": (335, ("M-22 0V-22H-9V-29L0 -39L9 -29V-22H22V0", "M0 -30a5 5 0 1 0 0.01 0M0 -28v3h2M-17 -15h6v7h-6zM11 -15h6v7h-6z", "M-4 0V-12H4V0")),
}  # fmt: skip
# The places at the table, and where the letters lie in front of them.
PLACES = {"father": 82, "mother": 180, "son": 278}
APART = 28
HEADS = {
    "father": (
        "M-10 -31a10 11 0 1 0 20 0a10 11 0 1 0 -20 0",
        "M-10.5 -33Q-10 -44 1 -43.5Q10 -43 10.5 -33Q6 -38 -1 -38Q-8 -38 -10.5 -33Z",
    ),
    "mother": (
        "M-9.5 -31a9.5 10.5 0 1 0 19 0a9.5 10.5 0 1 0 -19 0",
        "M-12 -19Q-15 -44 0 -44Q15 -44 12 -19Q9 -20 9 -31Q1 -33 -3 -38Q-6 -32 -9 -31Q-9 -20 -12 -19Z",
    ),
    "son": (
        "M-9 -27a9 10 0 1 0 18 0a9 10 0 1 0 -18 0",
        "M-9.5 -28Q-12 -39 -3 -38Q0 -43 5 -39Q11 -38 9.5 -28Q7 -33 3 -34Q-4 -32 -9.5 -28Z",
    ),
}
BODY = "M-23 0Q-24 -19 -5 -20H5Q24 -19 23 0"
SMALL_BODY = "M-19 0Q-20 -16 -4 -17H4Q20 -16 19 0"
ENVELOPE, FLAP = "M-18 -11H18V11H-18Z", "M-18 -11L0 3L18 -11"
RIFT = "M2 -15L-4 -4L4 2L-2 15"
CUP, STEAM = (
    "M6 -5q6 0 5 4t-6 3M-6 -7H6V0Q6 5 0 5Q-6 5 -6 0Z",
    "M-2 -11q-2.5 -3 0 -6M3 -11q-2.5 -3 0 -6",
)


def kitchen() -> Markup:
    """Return the scene: the picture, and the letters to be opened beside it."""
    folded = (
        tag("details", tag("summary", letter.sender), tag("p", _body(letter)), name="kooperation-letters", data_letter=letter.key)
        for letter in letters().values()
    )  # fmt: skip
    return scene(drawn(), *folded, legend(WORDS["invented"]), look="kitchen")


def _body(letter: KitchenLetter) -> Markup:
    return joined([letter.text, fill(WORDS["when"], hour=letter.hour)], " ")


def drawn() -> Markup:
    """Return the picture."""
    return picture(
        HEIGHT,
        description(),
        stroke("M168 106L104 158H256L192 106Z", "glow"),
        *(_way(letter) for letter in letters().values()),
        *(_house(letter) for letter in letters().values()),
        stroke(f"M2 108L180 {ROOF}L358 108M12 106V204H348V106", "faint"),
        stroke(f"M180 {ROOF}V95M166 106Q167 95 180 95Q193 95 194 106Z", "wood"),
        *(_person(person) for person in PLACES),
        stroke("M36 190V204M324 190V204"),
        stroke("M34 155H326L340 187V193H20V187Z", "wood"),
        stroke("M20 187H340", "faint"),
        at((216, TABLE), stroke(CUP, "paper"), stroke(STEAM, "faint")),
        *(_before(person) for person in PLACES),
    )


def description() -> str:
    """Return what the picture shows: who writes, whom it calls when, who is called by nobody."""
    people = (WORDS.section("people")[person] for person in PLACES)
    said = (f"{name}: {_fate(person)}." for name, person in zip(people, PLACES, strict=True))
    senders = join([letter.sender for letter in letters().values()])
    return " ".join([WORDS.filled("picture", senders=senders), *said])


def _fate(person: str) -> str:
    hour = clash(person)
    return WORDS["nothing"] if hour is None else WORDS.filled("clash", hour=hour)


def _house(letter: KitchenLetter) -> Markup:
    x, (walls, *inside) = HOUSES[letter.key]
    drawn = joined([stroke(walls, "paper"), *(stroke(path, "faint") for path in inside)])
    return at((x, GROUND), drawn) + svg.label((x, GROUND + 12), [letter.sender])


def _spots(person: str) -> list[float]:
    """Return where the letters to *person* lie on the table, or where one is missing."""
    x, count = PLACES[person], len(calling(person))
    return [x + APART * (2 * n - count + 1) for n in range(count)] or [x]


def _way(letter: KitchenLetter) -> Markup:
    """Return the dotted way from an office to its letter on the table."""
    start = HOUSES[letter.key][0]
    end = _spots(letter.calls)[calling(letter.calls).index(letter)]
    return stroke(f"M{start} 66C{start} 112 {end:g} 100 {end:g} {TABLE - 16}", "trail")


def _person(person: str) -> Markup:
    head, hair = HEADS[person]
    body = stroke(SMALL_BODY if person == "son" else BODY, "cloth")
    return at((PLACES[person], 155), body, stroke(head, "paper"), stroke(hair, "hair"))


def _before(person: str) -> Markup:
    """Return what lies on the table before *person*, and the words for it below."""
    x, called = PLACES[person], calling(person)
    if called:
        lying = [
            at((spot, TABLE), stroke(ENVELOPE, "paper"), stroke(FLAP), look=f"letter {letter.key}")
            for spot, letter in zip(_spots(person), called, strict=True)
        ]
    else:
        lying = [at((x, TABLE), stroke(ENVELOPE, "dashed"))]
    rift = at((x, TABLE), stroke(RIFT, "rift")) if clash(person) else None
    names = [WORDS.section("people")[person], *_brief(person)]
    middle = NAMES - 0.5 + 8.5 * (len(names) - 1)  # the first lines are level
    return joined([*lying, rift, svg.label((x, middle), names, bold=1)])


def _brief(person: str) -> list[str]:
    """Return what becomes of *person* in lines so short that the neighbour's do not run into them."""
    hour = clash(person)
    if hour is None:
        return [WORDS["nothing"]]
    return [line.format(hour=hour) for line in WORDS.lines("brief")]
