"""The citations of law in a text: the section, the place in it and, where the text says it, the statute.

„§§ 16f Abs. 2, 16h Abs. 5 SGB II“ are two; „§ 44c Abs. 1 Satz 7 und 8“ is one that names no statute; „(Abs. 4)“
is a place in a section that was named before. What is meant there says the table of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kooperation.authoring.links import line_of
from kooperation.base.sources import sources

STATUTE = "statute"  # the kind of source that is cited by sections
PASSING = (  # cited in passing, without an entry in the bibliography
    "AEUV",
    "BSHG",
    "Bundeshaushaltsordnung",
    "EGV",
    "Verfassung für Rheinland-Pfalz",
)
_NUMBER = r"\d+[a-z]?\b"
_NUMBERS = rf"{_NUMBER}(?:(?:, | und | bis |–){_NUMBER})*"
_PLACE = rf"(?:Abs\. {_NUMBERS}(?: Satz {_NUMBERS})?(?: Nr\. {_NUMBERS})?|Satz {_NUMBERS}(?: Nr\. {_NUMBERS})?|Nr\. {_NUMBERS})"
_PLACES = rf"{_PLACE}(?:(?:, | und ){_PLACE})*"
_ONE = rf"(?:§|Art\.) {_NUMBER}(?: {_PLACES})?"
# Behind §§ a comma leads to the next section, so a place there holds single numbers.
_MEMBER = rf"{_NUMBER}(?: bis {_NUMBER}|–{_NUMBER}| ff\.)?(?: Abs\. {_NUMBER})?(?: Satz {_NUMBER})?(?: Nr\. {_NUMBER})?"
_SEVERAL = rf"§§ {_MEMBER}(?:(?:, | und ){_MEMBER})*"
_EACH = rf"(?:{_SEVERAL}|{_ONE})"
_CHAIN = rf"{_EACH}(?:(?:, | und | bis | in Verbindung mit ){_EACH})*"
_FENCED = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)", re.M | re.S)
_TO_LIST = re.compile(r"\[([^\]\[]*)\]\(#(?:Quellen|Begriffe)\)")


@dataclass(frozen=True)
class Citation:
    """A section („§ 16“, „§§ 14 bis 16g“), the place in it („Abs. 1 Satz 2“) and its statute; "" is not said."""

    section: str
    place: str
    statute: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.section, self.place, self.statute)))

    def means(self, full: Citation) -> bool:
        """Say whether what the text says here can be *full*, which leaves nothing out."""
        if self.statute not in ("", full.statute):
            return False
        if self.section:
            return (self.section, self.place) == (full.section, full.place)
        return f" {full.place}".endswith(f" {self.place}")


def citations(text: str) -> Iterator[tuple[Citation, int]]:
    """Yield what *text* cites, and the line; links to lists are read as their text, code is left out."""
    plain = _TO_LIST.sub(r"\1", _FENCED.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text))
    for found in _pattern().finditer(plain):
        line = line_of(plain, found.start())
        if found["alone"]:
            yield Citation("", _places(found["alone"]), ""), line
            continue
        for each in re.findall(_EACH, found["chain"]):
            for section, place in _members(each):
                yield Citation(section, _places(place), found["statute"] or ""), line


def citation(text: str) -> Citation | None:
    """Return the citation that *text* is, with its statute; None if it is none, or several."""
    found = [each for each, _ in citations(text)]
    return found[0] if len(found) == 1 and str(found[0]) == text and found[0].statute else None


@cache
def statutes() -> tuple[str, ...]:
    """Return the names of statutes that may stand in a citation, the longest first."""
    known = [source.short for source in sources().values() if source.kind == STATUTE]
    return tuple(sorted((*known, *PASSING), key=lambda name: (-len(name), name)))


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, statutes()))
    return re.compile(
        rf"(?P<chain>{_CHAIN})(?: (?:der )?(?P<statute>{names})\b)?|(?P<alone>\b{_PLACES})"
    )


def _members(each: str) -> Iterator[tuple[str, str]]:
    """Yield section and place for each section that a reference with § or §§ names."""
    sign, _, rest = each.partition(" ")
    for member in re.findall(_MEMBER, rest) if sign == "§§" else [rest]:
        number, place = re.fullmatch(
            rf"({_NUMBER}(?: bis {_NUMBER}|–{_NUMBER}| ff\.)?) ?(.*)", member
        ).groups()  # type: ignore[union-attr]
        several = " " in number or "–" in number
        yield f"{'§§' if several else sign[0] if sign == '§§' else sign} {_places(number)}", place


def _places(text: str) -> str:
    return text.replace("–", " bis ")
