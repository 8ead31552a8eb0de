"""A limit for functions that never end, counted in lines of Python instead of seconds.

Counting lines gives the same verdict on a fast and a slow computer (but for what the garbage
collector may run in between), needs no signal and no second process, and so works in the main
thread of a notebook kernel, in other threads, on Windows and in a browser.

The trap: it sees Python only. A function that hangs inside one call of C code, such as
`max(itertools.count())` or `time.sleep(10**6)`, or that catches everything with a bare `except:`
inside an endless loop, is not stopped. In a notebook the stop button does that, unless the C code
never looks up; in grading the time limit of the sandbox does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


class StepLimitReached(BaseException):
    """The function took too many steps. Not an Exception, so that `except Exception` lets it by."""


def call_with_step_limit(
    function: Callable[..., object], arguments: tuple[object, ...], steps: int
) -> object:
    """Return function(*arguments), if it takes no more than *steps* lines, calls included.

    Raises StepLimitReached if it takes more, and whatever *function* raises. A debugger or a
    coverage tool does not see into the function meanwhile, and is put back in place afterwards.
    """
    left, instructions = steps, 0

    def count(frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        nonlocal left, instructions
        # A loop on one line, `while True: pass`, never comes to a new line (Python 3.11): so ten
        # instructions without a new line count as a line.
        if event == "opcode":
            instructions += 1
            if instructions % 10:
                return count
        else:
            frame.f_trace_opcodes = True
            instructions = 0
        left -= 1
        if left < 0:
            raise StepLimitReached
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        return function(*arguments)
    finally:
        sys.settrace(before)
