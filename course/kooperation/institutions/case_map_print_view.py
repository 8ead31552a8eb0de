"""The exercise „map a case“ where nobody answers: what is asked as lists, and the reference, folded."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.institutions.case_map import PARTS, MappedCase
from kooperation.institutions.case_map_view import reference_table
from kooperation.institutions.cases_words import MadeUpCase
from kooperation.institutions.interfaces_view import law
from kooperation.institutions.interfaces_words import actors, choices, parts
from kooperation.kit.html import Markup, details, headline, story, strong, tag
from kooperation.kit.standing import option_list

WORDS = Words("institutions.case_map")


def in_print(case: MadeUpCase) -> Markup:
    """Return *case*, what is asked in each part, and its solution."""
    right = details(WORDS["solution"], reference_table(case, MappedCase()))
    asked = (_part(case, part) for part in PARTS)
    title = headline(f"{WORDS['title']}: {case.title}")
    return tag("div", title, story(case.story), *asked, right, look="box card")


def _part(case: MadeUpCase, part: str) -> Markup:
    said = parts()[part]
    asked = tag("p", strong(f"{said.title}:"), f" {said.label}", look="question")
    return asked + option_list(_offered(case, part))


def _offered(case: MadeUpCase, part: str) -> list[str]:
    if part == "actors":
        return [actor.name for actor in actors().values()]
    if part == "bases":
        return [f"{law(basis.label)}: {basis.gist}" for basis in case.bases.values()]
    return [": ".join(filter(None, (one.label, one.question))) for one in choices(part).values()]
