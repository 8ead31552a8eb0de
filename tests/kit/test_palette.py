"""Every pair of colours that is used can be told apart, in each mode, on JupyterLab's pages and on our own."""

from __future__ import annotations

import re
import sysconfig
from itertools import product
from pathlib import Path

import pytest

from kooperation.kit.palette import colour, names, palette_css

PACKAGE = Path(__file__).resolve().parents[2] / "course" / "kooperation"
# The backgrounds are read from the themes of the installed JupyterLab, so they are what one sees.
THEMES = Path(sysconfig.get_path("data")) / "share" / "jupyter" / "lab" / "themes" / "@jupyterlab"
# --jp-layout-color0 lies behind the notebook, 1 behind tables, 2 behind chosen rows.
PAGE = ("var(--jp-layout-color0)", "var(--jp-layout-color1)")
SHADED = (*PAGE, "var(--jp-layout-color2)")
SCALE = tuple(f"var(--kooperation-scale-{end})" for end in ("low", "middle", "high"))

LINES = ("own", "other", "third", "fourth", "fifth", "sixth", "seventh", "neutral")
SIDES = ("own", "other")  # the payoffs of the two sides, as text
VERDICTS = ("good", "warning", "wrong", "unknown")
LETTERED = ("own", "other", "third", "neutral", *VERDICTS)  # marks that letters stand on
MARKS = tuple(f"var(--kooperation-{name})" for name in LETTERED)
# Colour, what it stands on, least contrast (WCAG 2.2, 1.4.3 for text and 1.4.11 for graphics).
PAIRS = [
    *product(LINES, PAGE, [3.0]),
    *product(SIDES, PAGE, [4.5]),
    *product(VERDICTS, SHADED, [4.5]),
    *product(["ink"], SHADED, [4.5]),
    *product(["on-scale"], SCALE, [4.5]),
    *product(["on-mark"], MARKS, [4.5]),
    *product(["chosen"], PAGE, [3.0]),
    ("on-chosen", "var(--kooperation-chosen)", 4.5),
]
# Surfaces and hairlines: nothing is read from them alone.
BACKGROUNDS = {
    "paper",
    "shade",
    "rule",
    "grid",
    "scale-low",
    "scale-middle",
    "scale-high",
}

MODES = {
    "light": ("theme-light-extension", False, False),
    "light, more contrast": ("theme-light-extension", False, True),
    "dark": ("theme-dark-extension", True, False),
    "dark, more contrast": ("theme-dark-extension", True, True),
    "dark, high contrast theme": ("theme-dark-high-contrast-extension", True, False),
    "own page": ("", False, False),
    "own page, more contrast": ("", False, True),
    "own page, dark": ("", True, False),
    "own page, dark, more contrast": ("", True, True),
}


def properties(css: str) -> dict[str, str]:
    return {name: value.strip() for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;}]+)", css)}


def block(selector: str) -> dict[str, str]:
    """Return what palette.css says behind *selector*; a selector that is not there is an error."""
    found = re.search(re.escape(selector) + r"\s*\{([^{}]*)\}", palette_css())
    assert found, selector
    return properties(found[1])


def mode(theme: str, dark: bool, more: bool) -> dict[str, str]:
    """Return all custom properties as they hold in a page: the theme's, and the palette's.

    A page of our own (book, report, feedback, a class's game) has no *theme*; what lies there in place of JupyterLab's
    areas is paper and shade.
    """
    held = properties((THEMES / theme / "index.css").read_text("utf-8")) if theme else {}
    held |= block("\n:root")
    if more:
        held |= block("@media (prefers-contrast: more) {\n  :root")
    if dark:  # said of the page's body, so it wins over what :root says
        held |= block('\n[data-jp-theme-light="false"]')
    if not theme:
        held |= block("  .kooperation-page") if dark else {}
        held = {name: re.sub(r"var\(--jp-[\w-]+, (.+)\)", r"\1", held[name]) for name in held}
        held |= dict.fromkeys(
            ("--jp-layout-color0", "--jp-layout-color1"), "var(--kooperation-paper)"
        )
        held["--jp-layout-color2"] = "var(--kooperation-shade)"
    return held


Colour = tuple[float, float, float, float]
MIXED = re.compile(r"color-mix\(in srgb, (\S+) ([\d.]+)%, (\S+)\)")


def resolved(value: str, held: dict[str, str]) -> Colour:
    """Return a colour as red, green, blue and opacity from 0 to 1; letters have ink, if nothing else is said."""
    if value == "currentColor":
        return resolved("var(--kooperation-ink)", held)
    if value == "transparent":
        return 0.0, 0.0, 0.0, 0.0
    if found := MIXED.fullmatch(value):
        first, second = resolved(found[1], held), resolved(found[3], held)
        return mixed(first, float(found[2]) / 100, second)
    if found := re.fullmatch(r"var\((--[\w-]+)(?:,\s*(.+))?\)", value):
        name, fallback = found.groups()
        assert name in held or fallback, f"{name} is not set"
        return resolved(held.get(name) or fallback, held)
    value = {"white": "#fff", "black": "#000"}.get(value, value)
    if found := re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue, 1.0
    found = re.fullmatch(r"rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)", value)
    assert found, f"{value!r} is no colour that can be computed"
    red, green, blue = (int(part) / 255 for part in found.groups()[:3])
    return red, green, blue, float(found[4])


def mixed(first: Colour, share: float, second: Colour) -> Colour:
    """Return a mixture as CSS makes it: each colour counts as much as it covers."""
    one, other = share * first[3], (1 - share) * second[3]
    red, green, blue = (
        (one * a + other * b) / (one + other) for a, b in zip(first[:3], second[:3], strict=True)
    )
    return red, green, blue, one + other


def over(front: Colour, back: Colour) -> Colour:
    assert back[3] == 1, "a background that shines through says nothing"
    red, green, blue = (
        front[3] * f + (1 - front[3]) * b for f, b in zip(front[:3], back, strict=False)
    )
    return red, green, blue, 1.0


def luminance(shade: Colour) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shade[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(front: str, back: str, held: dict[str, str]) -> float:
    ground = resolved(back, held)
    if ground[3] < 1:  # mixed with an ink that shines through, on paper
        ground = over(ground, resolved("var(--kooperation-paper)", held))
    lights = sorted((luminance(over(resolved(front, held), ground)), luminance(ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    assert contrast("#000", "#fff", {}) == pytest.approx(21)
    assert contrast("#777", "#fff", {}) == pytest.approx(4.48, abs=0.005)  # the known near miss
    assert contrast("rgba(0,0,0,.5)", "#fff", {}) == pytest.approx(3.98, abs=0.02)


@pytest.mark.parametrize("name", MODES)
def test_every_pair_that_is_used_can_be_told_apart(name: str) -> None:
    theme, dark, more = MODES[name]
    held = mode(theme, dark, more)
    missed = {
        f"{front} on {back}": round(found, 2)
        for front, back, least in PAIRS
        if (found := contrast(f"var(--kooperation-{front})", back, held)) < least
    }
    assert not missed


@pytest.mark.parametrize("name", [name for name in MODES if "contrast" in name])
def test_who_asks_for_more_contrast_gets_more(name: str) -> None:
    theme, dark, more = MODES[name]
    held = mode(theme, dark, more)
    enough = {"var(--jp-layout-color2)": 4.5}  # a chosen row also has a word
    missed = {
        f"{front} on {back}": round(found, 2)
        for front, back, least in PAIRS
        if front in (*LINES, *VERDICTS, "ink")
        and (found := contrast(f"var(--kooperation-{front})", back, held))
        < enough.get(back, 7.0 if least == 4.5 else 4.5)
    }
    assert not missed


def test_a_contrast_theme_gets_the_systems_colours_alone() -> None:
    forced = block(':root, [data-jp-theme-light="false"]')
    assert set(forced) == {f"--kooperation-{name}" for name in names()}
    grounds = {"paper", "shade", "scale-low", "scale-middle", "scale-high", "on-mark"}
    for name in names():
        value = forced[f"--kooperation-{name}"]
        if name in grounds:
            assert value == "Canvas"
        else:
            assert value in ("CanvasText", "LinkText", "Highlight", "HighlightText")


def test_each_colour_has_a_role_that_is_computed() -> None:
    used = {front for front, _back, _least in PAIRS}
    assert used | BACKGROUNDS == names()
    assert set(block('\n[data-jp-theme-light="false"]')) <= set(block("\n:root"))


# What style sheets say themselves -----------------------------------------------------------------

# What is made pale as a whole, and is not read.
PALE = {
    ".kooperation-behind": "until the kernel has answered",
    ".kooperation-pen.kooperation-faint": "a line of a drawing",
    ".kooperation-branch.kooperation-left": "a line of a tree, dashed as well",
    ".kooperation-show": "out of sight until it is asked for",
    "from": "the beginning of a movement",
}
INACTIVE = '[aria-disabled="true"]'  # WCAG asks nothing of controls that cannot be used
DRAWN = ".kooperation-pen"  # holds no letters


def rules() -> list[tuple[str, dict[str, str]]]:
    """Return the selector and what is declared for it, of each rule of all style sheets."""
    texts = [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.css"))]
    return [
        (
            selector.strip(),
            dict(re.findall(r"([\w-]+)\s*:\s*([^;]+?)(?: !important)?\s*(?:;|$)", body)),
        )
        for text in texts
        for selector, body in re.findall(
            r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        )
    ]


def test_nothing_that_is_read_is_made_pale_as_a_whole() -> None:
    """What stands in it, a link, a verdict, would be pale, too: letters get a mixture as their colour."""
    pale = {s for s, said in rules() if float(said.get("opacity", 1)) < 1 and INACTIVE not in s}
    assert pale == set(PALE)


def expanded(value: str) -> list[str]:
    """Return the mixtures that *value* stands for, each verdict's and each end of the scale's."""
    verdicts = [value.replace("var(--verdict)", f"var(--kooperation-{name})") for name in VERDICTS]
    shares = [
        each.replace("var(--kooperation-share)", f"{at}%")
        for each in verdicts
        for at in (0, 50, 100)
    ]
    return sorted(set(shares))


@pytest.mark.parametrize("name", MODES)
def test_letters_on_and_of_mixtures_can_be_read(name: str) -> None:
    held = mode(*MODES[name])
    found = rules()
    faint = {said["color"] for _, said in found if MIXED.fullmatch(said.get("color", ""))}
    grounds = [
        (ground, said.get("color"))
        for selector, said in found
        for value in (said.get("background", ""), said.get("fill", ""))
        if value.startswith("color-mix") and DRAWN not in selector
        for ground in expanded(value)
    ]
    heat = [ground for ground, _ in grounds if "--kooperation-scale" in ground]
    pairs = [
        *product(faint, SHADED),
        *(
            (ink, ground)
            for ground, own in grounds
            if ground not in heat
            for ink in (own or "currentColor", *faint)
        ),
        *product(["var(--kooperation-on-scale)"], heat),
        *((f"var(--kooperation-{v})", g) for v in VERDICTS for g, _ in grounds if f"-{v})" in g),
    ]
    assert len(faint) > 2
    assert len(grounds) > 20
    missed = {
        f"{ink} on {ground}": round(share, 2)
        for ink, ground in pairs
        if (share := contrast(ink, ground, held)) < 4.5
    }
    assert not missed


def test_a_mixture_is_computed_as_browsers_do() -> None:
    assert resolved("color-mix(in srgb, #fff 20%, #000)", {}) == pytest.approx((0.2, 0.2, 0.2, 1))
    assert resolved("color-mix(in srgb, #08f 40%, transparent)", {}) == pytest.approx(
        (0, 8 / 15, 1, 0.4)
    )


def test_a_misspelt_colour_is_refused() -> None:
    assert colour("own") == "var(--kooperation-own)"
    with pytest.raises(ValueError, match="'onw'"):
        colour("onw")


NAMES = (  # of colours, in CSS
    "aqua|aquamarine|azure|beige|black|blue|blueviolet|brown|chartreuse|chocolate|"
    "coral|cornflowerblue|crimson|cyan|darkblue|darkcyan|darkgray|darkgreen|darkgrey|"
    "darkmagenta|darkorange|darkred|deeppink|deepskyblue|dimgray|dimgrey|dodgerblue|"
    "firebrick|forestgreen|fuchsia|gainsboro|gold|goldenrod|gray|green|greenyellow|grey"
    "|hotpink|indianred|indigo|ivory|khaki|lavender|lightblue|lightgray|lightgreen|"
    "lightgrey|lightyellow|lime|limegreen|linen|magenta|maroon|mediumblue|midnightblue|"
    "navy|olive|orange|orangered|orchid|pink|plum|purple|rebeccapurple|red|royalblue"
    "|salmon|seagreen|sienna|silver|skyblue|slateblue|slategray|slategrey|snow|"
    "springgreen|steelblue|tan|teal|thistle|tomato|turquoise|violet|wheat|white|"
    "whitesmoke|yellow|yellowgreen"
)
LITERAL = re.compile(
    r"(?<![\w&])#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\("
    rf"""|["'](?:{NAMES})["']|:\s*(?:{NAMES})\s*(?:[;}}!'"]|$)"""
)


def colour_literals(folder: Path) -> list[str]:
    """Return the lines below *folder* that say a colour, other than the palette's own."""
    return [
        f"{path.relative_to(folder)}:{at}: {line.strip()[:80]}"
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".js", ".mjs", ".css", ".j2", ".html"}
        and path.name not in {"palette.css", "uqr.mjs"}  # its own, and somebody else's
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if LITERAL.search(line)
    ]


def test_no_colour_is_said_outside_the_palette() -> None:
    assert colour_literals(PACKAGE) == []


def test_the_search_for_colours_finds_them(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('LOOK = ("#1f77b4", "solid")\nINK = "white"\nn = "C#"\n')
    (tmp_path / "b.js").write_text('const clear = "rgba(0,0,0,0)";\n')
    (tmp_path / "c.mjs").write_text('const dark = "black";\n')
    (tmp_path / "d.html").write_text('<body style="color:#fff">\n')
    (tmp_path / "e.css").write_text(
        "a { color: crimson; }\nb { fill: navy }\ni { color: red !important; }\nu { color: oklch(0.5 0.1 20); }\n"
    )
    assert [line.split(":")[:2] for line in colour_literals(tmp_path)] == [
        ["a.py", "1"], ["a.py", "2"], ["b.js", "1"], ["c.mjs", "1"], ["d.html", "1"],
        ["e.css", "1"], ["e.css", "2"], ["e.css", "3"], ["e.css", "4"],
    ]  # fmt: skip
