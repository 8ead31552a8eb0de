"""What the desk shows beside the fields: progress, the question, the text as it was typed, samples, both marks."""

from __future__ import annotations

import re

from nbconvert.filters import markdown2html

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.grading.asked_view import along, answers_in, asked, questions_of
from kooperation.grading.feedback import readable
from kooperation.grading.marking_desk.desk import Desk
from kooperation.grading.marking_desk.entries import MARKERS, State
from kooperation.kit.html import Markup, fill, heading, joined, note, story, tag

WORDS = Words("grading/marking_desk.view")
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME.*?END MARK SCHEME ===", re.S)


def title(slug: str, marker: str) -> str:
    """Return the title of a desk."""
    key = WORDS["second"] if marker == MARKERS[1] else WORDS["title"]
    return key.format(slug=slug)


def progress(desk: Desk, *, named: bool) -> Markup:
    """Return how far one is, and who wrote the text where that may be seen."""
    done, of = desk.count(State.DONE), len(desk.entries)
    told = [WORDS.filled("progress", done=done, of=of)]
    if done == of:
        told.append(WORDS["all_done"])
    if count := desk.count(State.TO_SETTLE):
        told.append(WORDS.filled("settle", count=count))
    if desk.empty:
        told.append(WORDS.filled("empty", count=desk.empty))
    if desk.entry.similar:
        told.append(WORDS.filled("similar", count=desk.entry.similar))
    told.append(WORDS.filled("name", name=desk.entry.grade.name) if named else WORDS["hidden"])
    value, pairs = desk.agreement()
    if pairs > 1:
        said = WORDS.filled("no_kappa", count=pairs)
        if value is not None:
            said = WORDS.filled("kappa", count=pairs, kappa=number(value))
        told.append(said)
    return note(" ".join(told))


def question(desk: Desk) -> Markup:
    """Return what was asked."""
    source = _SCHEME.sub("", desk.book.source(desk.entry.grade.question))
    # The instructor's own cell, from the gradebook; nothing of a submission is in it.
    shown = Markup(readable(markdown2html(source)))
    return heading(WORDS["question"]) + tag("div", shown, look="asked-text")


def case(desk: Desk) -> Markup:
    """Return the numbers, games and cases of this person's variant; nothing where there are none."""
    folder = desk.book.notebook(desk.entry.grade.student).parent
    return joined(asked(each) for each in questions_of(folder, desk.slug).values())


def answer(desk: Desk) -> Markup:
    """Return the text as it was typed: nothing in it is read as markup. What went along with it stands below."""
    text = desk.entry.text
    if not text:
        return heading(WORDS["answer"]) + story(WORDS["nothing"])
    head = WORDS.filled("answer_words", count=len(text.split()))
    return heading(head) + tag("div", text, look="as-typed") + _along(desk)


def _along(desk: Desk) -> Markup:
    folder = desk.book.notebook(desk.entry.grade.student).parent
    question = questions_of(folder, desk.slug).get(desk.entry.grade.question)
    return along(question, answers_in(folder, desk.slug)) if question else Markup()


def samples(desk: Desk) -> Markup:
    """Return the sample answers."""
    return joined(
        heading(WORDS.filled("sample", number=count)) + story(text)
        for count, text in enumerate(desk.rubric.samples, start=1)
    )


def both(desk: Desk) -> Markup:
    """Return what the two markers gave where that is to be seen: when it is to be settled, and afterwards."""
    first, second = (desk.entry.mark(who) for who in MARKERS)
    if not desk.is_settling or first is None or second is None:
        return Markup("")
    sentence = WORDS["settled"] if desk.entry.is_settled else WORDS["differ"]
    said = story(fill(sentence, first=number(first.points), second=number(second.points)))
    comments = [
        note(WORDS.filled("said", marker=who, comment=mark.comment))
        for who, mark in zip(MARKERS, (first, second), strict=True)
        if mark.comment
    ]
    return joined([said, *comments])
