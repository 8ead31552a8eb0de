"""A situation's story: what is at issue, and which norms bind it."""

from __future__ import annotations

from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.kit.html import Markup, em, legend, story
from kooperation.negotiation.situation_words import SituationRecord

WORDS = Words("negotiation.comparison")


def situation_story(record: SituationRecord) -> Markup:
    """Return what is told of *record* before anybody guesses."""
    issue = story(em(WORDS["at_issue"], ":"), " ", record.issue)
    norms = legend(em(WORDS["norms"], ":"), " ", unbroken(record.norms))
    return story(record.story) + issue + norms
