"""Every sentence stands in a room's `words.toml`: what code names is there, and what is there is used."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
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
    r"[äöüßÄÖÜ«»„“]|\b(der|die|das|den|dem|ein|eine|einer|ist|sind|nicht|und|oder|mit|von|für|zu|auf|wer|wie|bei"
    r"|im|Sie|Ihre?|es|keine?|noch|nur|aus)\b"
)
AUTHORS = (
    "authoring",
    "grading/lint.py",
)  # for authors: the fault is told beside the rule that it breaks
RECORDS = "assignments/kinds/*/*record.py"  # these, too


def german(module: Path) -> Iterator[str]:
    """Yield German texts in *module*, but for the reason of an error: that stands beside its condition."""
    tree = parsed(module)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case (
                ast.Module(body=[ast.Expr(value=doc), *_])
                | ast.ClassDef(body=[ast.Expr(value=doc), *_])
            ):
                left_out.add(id(doc))
            case ast.FunctionDef(body=[ast.Expr(value=doc), *_]):
                left_out.add(id(doc))
            case ast.Raise() | ast.Call(func=ast.Name(id="ExaminerUnavailableError")):
                left_out |= {id(inner) for inner in ast.walk(node)}
            case ast.Call(func=ast.Name(id=name)) if name.startswith(("check_", "find")):
                left_out |= {id(inner) for inner in ast.walk(node)}
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):  # a pattern is no sentence
                left_out |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in left_out and _is_german(node.value):
            yield f"{module.relative_to(PACKAGE)}:{node.lineno}: {node.value!r}"


def _is_german(text: object) -> bool:
    return isinstance(text, str) and " " in text.strip() and GERMAN.search(text) is not None


def test_no_sentence_for_readers_stands_in_code() -> None:
    names = {module: module.relative_to(PACKAGE).as_posix() for module in MODULES}
    modules = [m for m, n in names.items() if not n.startswith(AUTHORS) and not fnmatch(n, RECORDS)]
    assert [text for module in modules for text in german(module)] == []


# uqr.mjs is somebody else's.
SCRIPTS = sorted(
    path for end in ("js", "mjs") for path in PACKAGE.rglob(f"*.{end}") if path.name != "uqr.mjs"
)
COMMENT = re.compile(r"/\*.*?\*/|(?:^\s*|\s)//(?: [^\n]*)?$", re.S | re.M)
TEXT = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`')


def told(script: str) -> list[str]:
    """Return the German texts in *script*; what comments say is none."""
    texts = ["".join(parts) for parts in TEXT.findall(COMMENT.sub("", script))]
    return [text for text in texts if _is_german(text)]


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
"""
    assert told(script) == [
        "Das ist die erste.",
        "Das ist\n${one} die zweite.",
        "Das ist die dritte.",
    ]


def test_the_page_of_feedback_has_its_words_from_the_room() -> None:
    template = PACKAGE / "grading" / "templates" / "rueckmeldung" / "index.html.j2"
    page = re.sub(r"\{#.*?#\}|<style>.*?</style>", "", template.read_text("utf-8"), flags=re.DOTALL)
    filled = re.findall(r"\{\{(.*?)\}\}", page)
    asked = {key for tag in filled if "| said" in tag for key in re.findall(r"'(\w+)'", tag)}
    assert asked == set(words("grading")["feedback"]["page"])
    shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", " ", page)
    assert re.findall(r"[^\W\d_]+", shown) == []
