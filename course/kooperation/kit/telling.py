"""Errors in a learner's cell are told in German, with Python's own message folded away below.

Only where a card of the course is shown, and never while nbgrader runs the notebook: what is saved then, and what
it is worth, is as it would be without us.
"""

from __future__ import annotations

import linecache
import re
import sys
from types import MethodType, TracebackType
from typing import Any

from kooperation.base.sheet import is_grading
from kooperation.base.words import Words
from kooperation.kit.html import Markup, details, story, tag
from kooperation.kit.mistake import Mistake, explained

WORDS = Words("kit.mistake")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def tell_errors() -> None:
    """From now on tell the errors of this kernel in German; where there is no kernel, or nbgrader runs it, do nothing."""
    if "IPython" not in sys.modules or is_grading():
        return
    from IPython import get_ipython

    if (shell := get_ipython()) is not None:
        shell.set_custom_exc((Exception,), _tell)
        # Some errors of syntax are found before and after the place that asks for custom handlers.
        shell.showsyntaxerror = MethodType(_tell_syntax, shell)


def _tell_syntax(shell: Any, *_place: Any, **_more: Any) -> None:
    """Show an error of syntax; IPython calls this wherever it meets one."""
    error = sys.exc_info()[1] or sys.last_value
    assert isinstance(error, SyntaxError)
    _tell(shell, type(error), error, error.__traceback__)


def _tell(
    shell: Any,
    kind: type[Exception],
    error: Exception,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """Show what went wrong; IPython calls this in place of its own page of errors."""
    if hasattr(error, "_render_traceback_"):  # it tells itself
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        return []
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, trace  # for %debug
    if isinstance(error, SyntaxError):
        _forget(shell, error)
        lines = shell.SyntaxTB.structured_traceback(kind, error, [])
    else:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
    if sys.platform != "emscripten":  # a browser's kernel would show it a second time
        shell._last_traceback = lines  # replied to whoever runs the cell by a program
    mistake = explained(error, lambda name: shell.compile.format_code_name(name) is not None)
    original = _COLOUR.sub("", "\n".join(lines)).strip("\n")
    shell.display_pub.publish(
        {"text/plain": _plain(mistake, original), "text/html": told(mistake, original)}
    )
    return list(lines)


def _forget(shell: Any, error: SyntaxError) -> None:
    """Take away the functions that a cell was to define anew: a check below would try the old ones, and praise them."""
    try:
        cell = "".join(linecache.getlines(error.filename or ""))
    except (OSError, TypeError):
        cell = ""
    for name in re.findall(r"^def\s+(\w+)", cell or error.text or "", re.M):
        shell.user_ns.pop(name, None)


def _plain(mistake: Mistake, original: str) -> str:
    place = f"{mistake.place}: {mistake.line}" if mistake.place else ""
    return "\n".join(filter(None, [mistake.sentence, place, "", original]))


def told(mistake: Mistake, original: str) -> Markup:
    """Return the sentence, the place, and Python's own message folded away."""
    place = (
        story(f"{mistake.place}: ", tag("code", mistake.line, translate="no"))
        if mistake.place
        else None
    )
    folded = details(WORDS["original"], tag("pre", original, lang="en", tabindex=0))
    look = "mistake waits" if mistake.waits else "mistake"
    return tag("div", story(mistake.sentence), place, folded, look=look, role="status")
