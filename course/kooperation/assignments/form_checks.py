"""What the form of the assignment `konzept` looks for in a typed text.

It looks for what the assignment says openly (a number, a date, a body of the case) and never judges whether an
idea is good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kooperation.assignments.kinds.shared.reading import spelled_out
from kooperation.assignments.konzept import cases

ORGANS = re.compile(
    r"traegerversammlung|geschaeftsfuehr|leit(ung|er)|\bvorst(and|aende)|kreistag|stadtrat|"
    r"gemeinderat|\brat(es)?\b|ausschuss|\blandrae?t|buergermeister|dezernen|aufsichtsrat|"
    r"versammlung|landtag|bundestag|ministeri"
)

_TENS = (
    r"(?:zehn|zwanzig|dreissig|vierzig|fuenfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)"
)
_NUMBER = re.compile(
    r"\d|\b(?:null|zwei|zweier|drei|dreier|vier|fuenf|sechs|sieben|acht|neun|elf|zwoelf)(?:mal)?\b"
    rf"|\b\w*{_TENS}(?:mal)?\b|\b(?:haelfte|doppelt\w*|dreifach\w*|dreiviertel)\b"
    r"|\b(?:drit|vier|fuenf|sechs|zehn)tel\b|\bdutzend"
    r"|\bhalbier|\bverdoppel|\bverdreifach|\bjede[mnrs]? (?:zweite|dritte|vierte|fuenfte|zehnte)"
)
_NORM = re.compile(
    r"(?<!§)§+ ?\d+ ?[a-z]?\b(?:,? ?(?:abs\.?|absatz|satz|s\.|nr\.?|nummer|bis|und|,) ?\d+ ?[a-z]?\b)*|\bsgb ?\d+"
)

_MONTH_NAMES = (
    "jan(?:uar)?|jaenner", "feb(?:ruar)?", "maerz|mrz", "apr(?:il)?", "mai", "juni?", "juli?",
    "aug(?:ust)?", "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dez(?:ember)?",
)  # fmt: skip
_MONTH = f"(?:{'|'.join(_MONTH_NAMES)})"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d(?![\d.]))"
_YEAR_BY_NAME = (
    r"(?P<year>(?:19|20)\d\d\b|'\d\d\b|\d\d(?= ?(?:$|[,;.)])))"  # not „im Mai 20 Familien“
)
_ORDINAL = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4}
_PART = r"(?P<part>[1-4]|erste|zweite|dritte|vierte)[nrsm]?\.?"
_DATES = (
    re.compile(rf"\b(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?{_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?\b"),
    re.compile(r"(?<![\d.])(?P<month>\d\d?) ?[/.] ?(?P<year>20\d\d)\b"),
    re.compile(rf"(?:\b(?P<day>\d\d?)\. ?)?\b(?P<name>{_MONTH})\b\.? ?{_YEAR_BY_NAME}"),
    re.compile(
        rf"\b{_PART} ?(?P<unit>quartal|halbjahr)s? ?(?:des jahres |von |/ ?)?(?P<year>20\d\d)"
    ),
    re.compile(r"\b(?P<unit>quartal|q|halbjahr) ?(?P<part>[1-4]) ?/? ?(?P<year>20\d\d)"),
    re.compile(
        r"\b(?P<edge>anfang|mitte|ende|jahresanfang|jahresmitte|jahresende) ?(?P<year>20\d\d)"
    ),
)
_EDGE = {"anfang": 1, "mitte": 6, "ende": 12}
# The last month of each; of a winter the one in which it begins.
_SEASONS = {"fruehling": 5, "fruehjahr": 5, "sommer": 8, "herbst": 11, "winter": 12}
# What comes round each year: without a year the next one is meant.
_FEASTS = {
    "neujahr": 1, "ostern": 4, "osterferien": 4, "pfingsten": 6, "pfingstferien": 6, "sommerferien": 9, "herbstferien": 11,
    "nikolaus": 12, "advent": 12, "weihnacht": 12, "weihnachten": 12, "weihnachtsferien": 12, "silvester": 12,
    "jahreswechsel": 12,
}  # fmt: skip
_ROUND = {**_SEASONS, **_FEASTS}
_ROUND_THE_YEAR = re.compile(
    rf"\b(?P<round>{'|'.join(sorted(_ROUND, key=len, reverse=True))})s?\b(?: ?(?:des jahres ?)?(?P<year>20\d\d))?"
)
_TIME = re.compile(
    rf"\b(?:{'|'.join(_ROUND)})s?\b|"
    r"monat|quartal|woche|woechentlich|jahr|jaehrlich|stichtag|taeglich|\b\d\d?\. ?\d\d?\.|"
    rf"\b{_MONTH}\b"
)


def plain(text: str) -> str:
    """Return *text* as patterns see it: lower case, umlauts written out, no quotation marks or hyphens."""
    joined = re.sub(r"(?<=[a-z])[-\u2010\u2011](?=[a-z])|[«»„“”\"]", "", spelled_out(text))
    return " ".join(joined.split())


def bodies_named(text: str, fall: str) -> tuple[str, ...]:
    """Return the bodies of the case *fall* that *text* names, in the order of the case."""
    found = plain(text)
    return tuple(
        name for name, pattern in cases()[fall].bodies.items() if re.search(pattern, found)
    )


def names_someone_who_decides(text: str, fall: str) -> bool:
    """Say whether *text* names a body of the case, or an organ such as a board or a council."""
    return bool(bodies_named(text, fall)) or ORGANS.search(plain(text)) is not None


def names_a_number(text: str) -> bool:
    """Say whether *text* holds a number in digits or words; dates, years and sections do not count."""
    found = plain(text)
    for pattern in (_NORM, *_DATES):
        found = pattern.sub(" ", found)
    return _NUMBER.search(re.sub(r"\b(?:19|20)\d\d\b", " ", found)) is not None


def names_a_time(text: str) -> bool:
    """Say whether *text* says when or how often: a date, or a word such as month, quarter, yearly."""
    return bool(dates(text)) or _TIME.search(plain(text)) is not None


@dataclass(frozen=True)
class Point:
    """A day or a month that a text names. *exists* is False for days such as 31.02.; *year* is None for the next one."""

    year: int | None
    month: int
    exists: bool = True

    def not_before(self, earliest: str) -> bool:
        """Say whether it is not before the month *earliest* („2026-12“).

        No clock is asked, so that marking again gives the same points.
        """
        return self.year is None or f"{self.year}-{self.month:02}" >= earliest


def dates(text: str) -> tuple[Point, ...]:
    """Return the days, months, seasons, quarters and half-years with a year that *text* names, and feasts and holidays."""
    found = plain(text)
    named = [_point(match) for pattern in _DATES for match in pattern.finditer(found)]
    return (*named, *filter(None, map(_round_the_year, _ROUND_THE_YEAR.finditer(found))))


def _round_the_year(match: re.Match[str]) -> Point | None:
    """Return a feast, or a season with its year; a season alone is no date."""
    name, year = match["round"], match["year"]
    if year is None and name not in _FEASTS:
        return None
    return Point(int(year) if year else None, _ROUND[name])


def _point(match: re.Match[str]) -> Point:
    parts = match.groupdict()
    year = int(parts["year"].lstrip("'"))
    year += 2000 if year < 100 else 0
    month = _month(parts)
    try:
        date(year, month, int(parts.get("day") or 1))
    except ValueError:
        return Point(year, month, exists=False)
    return Point(year, month)


def _month(parts: Mapping[str, str | None]) -> int:
    """Return the month of a match; of a quarter or half-year its last one."""
    if name := parts.get("name"):
        return next(n for n, names in enumerate(_MONTH_NAMES, 1) if re.fullmatch(names, name))
    if edge := parts.get("edge"):
        return _EDGE[edge.removeprefix("jahres")]
    if part := parts.get("part"):
        number = int(part) if part.isdigit() else _ORDINAL[part.rstrip("e")]
        return number * (6 if parts["unit"] == "halbjahr" else 3)
    return int(parts["month"] or 0)
