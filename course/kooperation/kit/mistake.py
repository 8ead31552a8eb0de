"""What went wrong in a cell that a learner wrote, in a German sentence or two, with its place.

Whoever learns Python along with the course meets its errors first, and those are in English. What is told here
comes from the error alone: its type, its message (as CPython 3.11 to 3.14 word it) and its traceback.
"""

from __future__ import annotations

import builtins
import linecache
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import FrameType

from kooperation.base.german import join
from kooperation.base.words import Words

WORDS = Words("kit.mistake")
PACKAGE = str(Path(__file__).resolve().parents[1])
PLACEHOLDER = "raise NotImplementedError"
QUOTE = r"['\"]"
# A part of Python's message, and the sentence that is told then; the first that fits.
MESSAGES: tuple[tuple[type[Exception], str, str], ...] = (
    (IndentationError, "expected an indented block", "block"),
    (IndentationError, "unexpected indent", "indented"),
    (IndentationError, "unindent does not match", "unindented"),
    (IndentationError, "inconsistent use of tabs", "tabs"),
    (SyntaxError, "'return' outside function", "outside"),
    (SyntaxError, "Missing parentheses in call to 'print'", "print"),
    (SyntaxError, r"expected ':'", "colon"),
    (SyntaxError, r"'(?P<sign>.)' was never closed", "open"),
    (SyntaxError, r"closing parenthesis '(?P<sign>.)' does not match .* '(?P<other>.)'", "crossed"),
    (SyntaxError, r"unmatched '(?P<sign>.)'", "unmatched"),
    (SyntaxError, "unterminated .*string literal", "string"),
    (SyntaxError, r"invalid (?:non-printable )?character (?:'(?P<sign>.)')?", "sign"),
    (SyntaxError, "Maybe you meant '=='|cannot assign to|cannot use assignment", "equals"),
    (SyntaxError, "invalid decimal literal", "times"),
    (SyntaxError, "forgot a comma", "between"),
    (SyntaxError, "incomplete input|unexpected EOF", "end"),
    (UnboundLocalError, rf"{QUOTE}(?P<name>\w+){QUOTE}", "unbound"),
    (TypeError, r"(?P<name>\S+)\(\) missing \d+ required .*?: (?P<missing>.+)", "too_few"),
    (
        TypeError,
        r"(?P<name>\S+)\(\) takes (?:from \d+ to )?(?P<takes>\d+) .*but (?P<given>\d+) w",
        "too_many",
    ),
    (TypeError, "NoneType", "nothing"),
    (TypeError, rf"{QUOTE}(?P<a>\w+){QUOTE} object is not callable", "no_function"),
    (
        TypeError,
        rf"(?P<sign>\S+)(?: or pow\(\))?'?: {QUOTE}(?P<a>\w+){QUOTE} and {QUOTE}(?P<b>\w+){QUOTE}",
        "unlike",
    ),
    (
        TypeError,
        rf"{QUOTE}(?P<sign>\S+){QUOTE} not supported between instances of {QUOTE}(?P<a>\w+){QUOTE} and {QUOTE}(?P<b>\w+){QUOTE}",
        "unlike",
    ),
    (
        TypeError,
        rf"can only concatenate (?P<a>\w+) \(not {QUOTE}(?P<b>\w+){QUOTE}\)(?P<sign>)",
        "unlike",
    ),
    (TypeError, "", "type"),
    (ZeroDivisionError, "", "zero"),
    (IndexError, "", "index"),
    (KeyError, "(?P<name>.*)", "key"),
    (AttributeError, rf".*{QUOTE}(?P<name>\w+){QUOTE}", "attribute"),
    (ModuleNotFoundError, rf"{QUOTE}(?P<name>[\w.]+){QUOTE}", "module"),
    (ImportError, rf"cannot import name {QUOTE}(?P<name>\w+){QUOTE}", "imported"),
    (RecursionError, "", "endless"),
    (SyntaxError, "", "syntax"),
)
INSTEAD = {
    "≥": ">=", "≤": "<=", "≠": "!=", "·": "*", "×": "*", "÷": "/", "–": "-", "−": "-",
    "„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "‚": "'", "‘": "'", "’": "'",
}  # fmt: skip
GERMAN = {
    "und": "and", "oder": "or", "nicht": "not", "wenn": "if", "sonst": "else", "wahr": "True", "falsch": "False",
}  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """What to tell: the *sentence*, the *place* in words („Zeile 2“) and the *line* that stands there, or "".

    It *waits* where nothing is wrong: the learner has not yet written what is asked.
    """

    sentence: str
    place: str = ""
    line: str = ""
    waits: bool = False


def explained(error: Exception, is_cell: Callable[[str], bool]) -> Mistake:
    """Return what to tell about *error*; *is_cell* says whether a file's name stands for a cell of the notebook."""
    frames = list(_frames(error))
    own = [(frame, line) for frame, line in frames if is_cell(frame.f_code.co_filename)]
    function = own[-1][0].f_code.co_name if own else "<module>"
    if isinstance(error, SyntaxError) and error.lineno:
        number, function = error.lineno, "<module>"
        line = (error.text or linecache.getline(error.filename or "", number)).strip()
    elif own:
        line = linecache.getline(own[-1][0].f_code.co_filename, own[-1][1]).strip()
        number = own[-1][1]
    else:
        line, number = "", 0
    if isinstance(error, NotImplementedError) and line.startswith(PLACEHOLDER):
        here = function == "<module>"
        said = WORDS["unwritten_here"] if here else WORDS.filled("unwritten", name=function)
        return Mistake(said, waits=True)
    if isinstance(error, AssertionError) and str(error):
        return Mistake(str(error))
    if isinstance(error, ValueError) and frames and _is_ours(frames[-1][0]):
        said = str(error)  # the course's own sentence, German as all of them
    else:
        said = _sentence(error, line, own[-1][0] if own else None)
    if not number:
        return Mistake(said)
    if function.startswith("<"):
        return Mistake(said, WORDS.filled("line", line=number), line)
    return Mistake(said, WORDS.filled("line_of_function", line=number, name=function), line)


def _frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    at = error.__traceback__
    while at is not None:
        yield at.tb_frame, at.tb_lineno
        at = at.tb_next


def _is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(PACKAGE)


def _sentence(error: Exception, line: str, frame: FrameType | None) -> str:
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    if type(error) is NameError and error.name:
        return _unknown(error.name, frame)
    if type(error) is SyntaxError and (german := _german_words(line)):
        return WORDS.filled("german", words=join(german))
    sentences = WORDS.section("messages")
    for kind, pattern, key in MESSAGES:
        found = re.search(pattern, message) if isinstance(error, kind) else None
        if found:
            values = found.groupdict()
            if (other := INSTEAD.get(values.get("sign") or "")) and key == "sign":
                return WORDS.filled("instead", sign=values["sign"], other=other)
            return sentences[key].format_map({name: _told(name, v) for name, v in values.items()})
    return WORDS.filled("general", kind=type(error).__name__, message=message)


def _told(name: str, value: str | None) -> str:
    """Return a part of Python's message as it stands in our sentence."""
    if value is None:
        return ""
    if name in ("a", "b"):
        return WORDS.section("types").get(value, value)
    if name == "missing":
        return join([f"„{each}“" for each in re.findall(r"'(\w+)'", value)])
    return value.strip(":'\"") if name in ("sign", "name") else value


def _german_words(line: str) -> list[str]:
    """Return „und“ for `and` and the like, for each German word in *line* that is no text in quotation marks."""
    code = re.sub(r"(['\"]).*?\1|#.*", "", line)
    found = [word for word in re.findall(r"\w+", code) if word in GERMAN]
    return [WORDS.filled("word", german=word, python=GERMAN[word]) for word in dict.fromkeys(found)]


def _unknown(name: str, frame: FrameType | None) -> str:
    """Return that *name* is unknown, and which one may have been meant."""
    scope = {*dir(builtins)} | ({*frame.f_locals, *frame.f_globals} if frame else set())
    known = sorted(each for each in scope if not each.startswith("_") and each != name)
    if same := [each for each in known if each.casefold() == name.casefold()]:
        return WORDS.filled("unknown_case", name=name, other=same[0])
    if like := GERMAN.get(name) or next(iter(get_close_matches(name, known, 1, 0.75)), ""):
        return WORDS.filled("unknown_like", name=name, other=like)
    return WORDS.filled("unknown", name=name)
