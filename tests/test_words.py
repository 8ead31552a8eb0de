"""Every sentence stands in a room's `words.toml`: what code names is there, and what is there is used."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "course" / "kooperation"
FILES = sorted(PACKAGE.rglob("words.toml"))
MODULES = sorted(PACKAGE.rglob("*.py"))
KINDS = {"[]": str, "filled": str, "lines": list, "section": dict, "numbers": dict}


@dataclass(frozen=True)
class Use:
    """Where code asks for words: *how* is `[]` or a method, *key* is None where it is not written out."""

    place: str
    room: str
    path: tuple[str, ...]
    how: str
    key: str | None
    values: frozenset[str] | None = None


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def sections(tree: ast.Module) -> dict[str, list[str]]:
    """Return what the names of a module stand for that are set by `X = Words("room.section")`."""
    found: dict[str, list[str]] = {}
    for line in tree.body:
        match line:
            case ast.Assign([ast.Tuple(names)], ast.Tuple(values)):
                pairs = list(zip(names, values, strict=True))
            case ast.Assign([target], value):
                pairs = [(target, value)]
            case _:
                continue
        for pair in pairs:
            match pair:
                case ast.Name(name), ast.Call(ast.Name("Words"), [ast.Constant(section)]):
                    found[name] = str(section).split(".")
    return found


def uses(module: Path) -> Iterator[Use]:
    """Yield every look at words in *module*."""
    tree = parsed(module)
    known = sections(tree)
    short = module.relative_to(PACKAGE).as_posix()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Subscript | ast.Call):
            continue
        place = f"{short}:{node.lineno}"
        match node:
            case ast.Subscript(ast.Name(name), key) if name in known:
                yield Use(place, *_split(known[name]), "[]", _text(key))
            case ast.Call(ast.Attribute(ast.Name(name), how), arguments, filled) if name in known:
                key = arguments[0] if arguments else ast.Constant("")
                names = _names(filled) if how == "filled" else None
                yield Use(place, *_split(known[name]), how, _text(key), names)
            case ast.Call(ast.Name("fill"), [ast.Subscript(ast.Name(name), key)], filled) if (
                name in known
            ):
                yield Use(place, *_split(known[name]), "[]", _text(key), _names(filled))


def _split(section: list[str]) -> tuple[str, tuple[str, ...]]:
    return section[0], tuple(section[1:])


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _names(values: list[ast.keyword]) -> frozenset[str] | None:
    """Return what is filled in by name; None where that is known only when the program runs."""
    names = [value.arg for value in values if value.arg is not None]
    return frozenset(names) if len(names) == len(values) else None


@cache
def all_uses() -> list[Use]:
    return [use for module in MODULES for use in uses(module)]


@cache
def words(room: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / room / "words.toml").read_text("utf-8"))


def found(use: Use) -> Any:
    value: Any = words(use.room)
    for name in (*use.path, *(use.key.split(".") if use.key else ())):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path


def places(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_what_code_asks_for_is_there_with_the_places_that_it_fills() -> None:
    assert len(all_uses()) > 1000
    assert list(filter(None, map(fault, all_uses()))) == []


def fault(use: Use) -> str:
    """Return what is wrong with *use*, "" for nothing."""
    if use.key is None:
        return f"{use.place}: write the key out, or take it from a section"
    value = found(use)
    if not isinstance(value, KINDS[use.how]):
        return f"{use.place}: not in {use.room}/words.toml: {use.path} {use.key}"
    if use.values is not None and places(value) != use.values:
        return f"{use.place}: {value!r} has other places than {sorted(use.values)}"
    return ""


def test_every_place_of_a_text_is_one_that_code_fills() -> None:
    """Also where a section is handed on whole, and no call says which of its texts is filled."""
    code = "\n".join(
        path.read_text("utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in {".py", ".js", ".mjs"}
    )
    known = set(re.findall(r"\b\w+\b", code))
    missing = {
        f"{path.relative_to(PACKAGE)}: {{{place}}}"
        for path in sorted(PACKAGE.rglob("words.toml"))
        for text in told_by(tomllib.loads(path.read_text("utf-8")))
        for place in places(text)
        if place and place not in known
    }
    assert missing == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_text_of_a_room_is_used(path: Path) -> None:
    room = path.parent.relative_to(PACKAGE).as_posix()  # a kind of question has its own
    asked = {
        (*use.path, *(use.key.split(".") if use.key else ()))
        for use in all_uses()
        if use.room == room
    }
    unused = [
        leaf
        for leaf in leaves(words(room))
        if not any(leaf[:n] in asked for n in range(len(leaf) + 1))
    ]
    assert unused == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_no_text_of_a_room_holds_html(path: Path) -> None:
    assert re.findall(r"</?[a-z]+[^>]*>|&[a-z]+;", path.read_text("utf-8")) == []


# German in code -----------------------------------------------------------------------------------

GERMAN = re.compile(
    r"[äöüßÄÖÜ]|„(?!\W*$)|(?<!-)\b([Dd](er|ie|as|en|em)|[Ee]ine?[rnms]?|[Kk]eine?[rnms]?|[Ss]ie|Ihre?|[Ee]s|[Nn]icht|[Mm]it"
    r"|[Vv]on|[Zz]u|[Aa]u[fs]|[Ww]er|[Ww]ie|[Bb]ei|[Ii]m|ist|sind|und|oder|noch|nur|fehlt|gibt|unbekannte?)\b"
)
CAPITALISED = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+\b")
# Capitalised in rooms' texts, and elsewhere no German: names, and what English has, too.
OF_BOTH = {"Berlin", "Chrome", "Chromium", "Control", "Edge", "Europe", "False", "Grim", "Joss", "Kooperation", "Name", "None", "Profile", "Python", "Quiz", "Run", "Server", "Tag", "Tat", "Test", "Tit", "True"}  # fmt: skip

# Modules that are not looked at.
LEFT_OUT = (
    "authoring/citations.py",  # patterns of how law is cited in a text
    "authoring/fields.py",  # what is wanted of a field, of whatever record; so is `Wanted("…")` beside a field
    "base/records.py",  # reads the words, and says that a file of records has a field too many
    "base/words.py",  # says that a text is missing
    "desk/hub/jupyterhub_config.py",  # is read by a hub, where the package need not be installed
)
# Values, not sentences: what stands in files and links, what others write and this reads, what a guess is called.
READ = {
    "assignments/kinds/map/guesses.py": {"Norm "},
    "assignments/kinds/shared/reading.py": {"ä", "ö", "ü"},
    "authoring/guessing.py": {"je Buchstabe", "je Platz"},
    "authoring/lectures.py": {"Begriffe", "Quellen", "Text", "ä", "ö", "ü", "ß"},
    "base/typed_numbers.py": {"Prozent"},
    "games/tree_words.py": {"Zufall"},
    "grading/exchange/give_back.py": {"Team "},
    "grading/exchange/owners.py": {"ä", "ö", "ü", "ß", "Team "},
    "grading/exchange/teams.py": {"Team "},
    "institutions/actors_words.py": {"relations, Nr. "},
    "institutions/actors_view.py": {"Art.", "Nr.", "Satz"},
    "institutions/financing_words.py": {"keine"},
    "institutions/own_actors.py": {"eigene Akteurskarte"},
    "institutions/own_case.py": {"eigener Fall"},
    "institutions/roles.py": {"keine"},
    "kit/mistake.py": {"und", "oder", "nicht"},
    "success_factors/bottlenecks_view.py": {"örtlich"},
    "success_factors/levers_explorer.py": {"örtlich"},
    "success_factors/levers_words.py": {"örtlich"},
}


@cache
def vocabulary() -> frozenset[str]:
    """Return the capitalised words of all texts: by them German in a single word is known."""
    texts = (text for path in FILES for text in told_by(tomllib.loads(path.read_text("utf-8"))))
    found = {word for text in texts for word in CAPITALISED.findall(re.sub(r"\{.*?\}", "", text))}
    return frozenset(found - OF_BOTH)


def told_by(value: Any) -> Iterator[str]:
    """Yield every text in what a file of words holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from told_by(inner)


def german(tree: ast.Module, name: str) -> Iterator[str]:
    """Yield the German texts in the module *name*, but docstrings, patterns and what is left out."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):  # of a module, class, function or field
                left_out.add(id(node.value))
            case (
                ast.Call(func=ast.Attribute(value=ast.Name(id="re")))
                | ast.Call(func=ast.Name(id="Wanted"))
            ):
                left_out |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in left_out or not _is_german(node.value):
            continue
        if node.value not in READ.get(name, ()):
            yield f"{name}:{node.lineno}: {node.value!r}"


def _is_german(text: object) -> bool:
    return isinstance(text, str) and (
        GERMAN.search(text) is not None or not vocabulary().isdisjoint(CAPITALISED.findall(text))
    )


def looked_at() -> dict[str, Path]:
    """Return the modules in which no German may stand, by their names."""
    named = {path.relative_to(PACKAGE).as_posix(): path for path in MODULES}
    return {name: path for name, path in named.items() if name not in LEFT_OUT}


def test_no_sentence_for_readers_stands_in_code() -> None:
    assert len(looked_at()) == len(MODULES) - len(LEFT_OUT)
    assert [text for name, path in looked_at().items() for text in german(parsed(path), name)] == []


def test_each_value_that_is_read_is_there() -> None:
    """A list of exceptions that nothing needs any more would let new German in."""
    stale = [
        (name, text)
        for name, texts in READ.items()
        for text in texts
        if not any(
            isinstance(node, ast.Constant) and node.value == text
            for node in ast.walk(parsed(PACKAGE / name))
        )
    ]
    assert stale == []


@pytest.mark.parametrize(
    "line",
    [
        'raise ValueError("Wählen Sie zuerst eine Antwort aus.")',
        'raise UnavailableError(f"„{path}“ ist leer.")',
        'check_count(rounds, "Die Zahl der Runden")',
        'find(games(), key, "Den Fall")',
        'PLACE = {"LearnerError": "Python-Teil"}',
        'what = "gepackte Datei"',
        'now = f"in Runde {len(own) + 1}"',
        'word = "oder"',
        'where = f"{path}, Zeile {line},"',
        'lines.append("  Möglich: " + options)',
    ],
)
def test_german_is_found_wherever_it_stands_and_in_one_word(line: str) -> None:
    assert len(list(german(ast.parse(f'"""Words."""\n{line}'), "games/probe.py"))) == 1


def test_english_names_and_patterns_are_no_german() -> None:
    module = '''"""Über das Spiel."""
WORDS = Words("games.explorer")
HEADER = "Content-Type"
Name = Annotated[str, Wanted("ist ein Kurzname")]
PATTERN = re.compile("Zeile (?:und|oder)")
raise ValueError(WORDS.filled("unreadable", text=f"„{text}“"))
T = TypeVar("T")
'''
    assert list(german(ast.parse(module), "games/probe.py")) == []


# uqr.mjs is somebody else's.
SCRIPTS = sorted(
    path for end in ("js", "mjs") for path in PACKAGE.rglob(f"*.{end}") if path.name != "uqr.mjs"
)
COMMENT = re.compile(r"/\*.*?\*/|(?:^\s*|\s)//(?: [^\n]*)?$", re.S | re.M)
TEXT = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`')


READ_BY_SCRIPTS = {  # names of keys, of parts of JupyterLab and of its dialogs; a letter that is typed
    "Enter",
    ".jp-Notebook",
    ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook",
    "Kernel Restarting",
    "Error Starting Kernel",
    "ß",
}


def told(script: str) -> list[str]:
    """Return the German texts in *script*; what comments say is none."""
    texts = ["".join(parts) for parts in TEXT.findall(COMMENT.sub("", script))]
    return [text for text in texts if _is_german(text) and text not in READ_BY_SCRIPTS]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_sentence_for_readers_stands_in_a_script(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(COMMENT.sub("", text)) > len(text) / 3  # or nothing is looked at
    assert told(text) == []


def test_a_sentence_in_a_script_is_found_wherever_it_stands() -> None:
    script = """// „Das ist nur eine Bemerkung.“
/* „Und das
   ist auch eine.“ */
const one = "Das ist die erste."; // „und das nicht“
  // nor this, it is "nicht zu lesen"
const two = `Das ist
${one} die zweite.`;
const address = "https://example.org"; const three = 'Das ist die dritte.';
const word = "oder"; on("keydown", "Enter"); label("Abgabe");
"""
    assert told(script) == [
        "Das ist die erste.",
        "Das ist\n${one} die zweite.",
        "Das ist die dritte.",
        "oder",
        "Abgabe",
    ]


def test_the_page_of_feedback_has_its_words_from_the_room() -> None:
    template = PACKAGE / "grading" / "templates" / "rueckmeldung" / "index.html.j2"
    page = re.sub(r"\{#.*?#\}|<style>.*?</style>", "", template.read_text("utf-8"), flags=re.DOTALL)
    filled = re.findall(r"\{\{(.*?)\}\}", page)
    asked = {key for tag in filled if "| said" in tag for key in re.findall(r"'(\w+)'", tag)}
    assert asked == set(words("grading")["feedback"]["page"])
    shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", " ", page)
    assert re.findall(r"[^\W\d_]+", shown) == []
