"""Times as one reads them: when a session began, and by when a phase ends."""

from __future__ import annotations

from datetime import datetime

from kooperation.base.words import Words
from kooperation.desk.classroom.session import DAY, Playing

WORDS = Words("desk/classroom.times")


def when(at: float) -> str:
    """Return the time *at* with its day."""
    return datetime.fromtimestamp(at).strftime(WORDS["day"])


def ending(playing: Playing) -> str:
    """Return by when the phase that is open ends; without the day where that is a matter of minutes."""
    if playing.pace == DAY:
        return when(playing.closes_at)
    return datetime.fromtimestamp(playing.closes_at).strftime(WORDS["clock"])
