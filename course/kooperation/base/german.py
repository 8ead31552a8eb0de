"""German notation of numbers and lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import combinations

from kooperation.base.comparing import same
from kooperation.base.words import Words

LISTS = Words("base.lists")

THIN = "\N{NARROW NO-BREAK SPACE}"  # between thousands


def number(value: float, digits: int = 2) -> str:
    """Return *value* with decimal comma and true minus sign, without trailing zeros: 1.50 is „1,5“.

    From five digits on a thin space that does not break stands between thousands, as in DIN 5008: „10 000“, „2500“.
    A point would do for amounts of money alone: „2.500“ can be read in two ways (`typed_numbers` asks back).
    """
    whole, _, part = f"{value:,.{digits}f}".partition(".")
    whole = whole.replace(",", THIN if len(whole.lstrip("-")) > len("9,999") else "")
    part = part.rstrip("0")
    text = f"{whole},{part}" if part else "0" if whole == "-0" else whole
    return text.replace("-", "\N{MINUS SIGN}")


def pair(values: tuple[float, float] | tuple[Fraction, Fraction]) -> str:
    """Return what each of two sides has, „(5; 2,5)“, which no line's end divides."""
    first, second = (number(float(value)) for value in values)
    return f"({first};\N{NO-BREAK SPACE}{second})"


def operand(value: float) -> str:
    """Return *value* as it stands after a sign: „(−2)“ in „1 − (−2)“."""
    return f"({number(value)})" if value < 0 else number(value)


def told_apart(*values: float) -> tuple[str, ...]:
    """Return *values* with two digits, or with as many as it takes for different ones to look different.

    So that nobody reads „10 statt 10“. What only rounding tells apart is the same (comparing.TIE).
    """
    unit = max(map(abs, values)) or 1.0
    shown: tuple[str, ...] = ()
    for digits in range(2, 10):
        shown = tuple(number(value, digits) for value in values)
        pairs = combinations(zip(values, shown, strict=True), 2)
        if all(same(a, b, unit) or one != other for (a, one), (b, other) in pairs):
            break
    return shown


def percent(share: float, digits: int = 1) -> str:
    """Return a share as „2,5 %“, with a space that does not break."""
    return f"{number(100 * share, digits)}\N{NO-BREAK SPACE}%"


def join(items: Sequence[str]) -> str:
    """Return „a, b und c“."""
    return _joined(items, LISTS["and"])


def either(items: Sequence[str]) -> str:
    """Return „a, b oder c“."""
    return _joined(items, LISTS["or"])


def _joined(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def all_or_names(names: Collection[str], everybody: Collection[object], few: int = 3) -> str:
    """Return the *names*, or „alle“ where they are as many as *everybody* and more than a *few*."""
    if few < len(names) == len(everybody):
        return LISTS["all"]
    return join(sorted(names))


_TOGETHER = re.compile(
    r"(?:(?<=§)|(?<=Abs\.)|(?<=Art\.)|(?<=Nr\.)|(?<=\bSatz)) (?=\d)"  # § 16a Abs. 2
    r"|(?<=\bSGB) (?=[IVX]+\b)"
    r"|(?<=\d) (?=%|(?:Prozent|Euro|Millionen|Milliarden)\b)"
    r"|(?<=\d\.) (?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)"
    r"|(?<=\w) (?== \d)|(?<=\w =) (?=\d)"  # δ = 0,5
    r"|(?<=\(\d;) (?=\d\))"  # (3; 0)
)
_AS_IT_IS = re.compile(
    r"(?ms)^```.*?^```$|^#.*?$|\$[^$]+\$|`[^`\n]+`"
)  # code, formulas, and headings, whose words are addresses


def unbroken(text: str) -> str:
    """Return *text* with what no line's end shall divide held together: „§ 16a Abs. 2“, „SGB II“, „5 %“, „δ = 0,5“."""
    return _TOGETHER.sub("\N{NO-BREAK SPACE}", text)


def unbroken_markdown(text: str) -> str:
    """Return Markdown held together as `unbroken` does; headings, code and formulas stay as they are."""
    pieces, done = [], 0
    for kept in _AS_IT_IS.finditer(text):
        pieces += [unbroken(text[done : kept.start()]), kept[0]]
        done = kept.end()
    return "".join([*pieces, unbroken(text[done:])])
