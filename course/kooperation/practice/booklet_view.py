"""„Mein Heft“: what a learner predicted, made and noted, on one page to print; without name, time or network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kooperation.base.words import Words
from kooperation.kit.booklet import BookletSection
from kooperation.kit.guard import static
from kooperation.kit.html import Markup, Row, fill, sentences, strong, table, tag, th, tr
from kooperation.kit.own_note import Note
from kooperation.kit.page import page
from kooperation.practice.concept_test_view import comparison_sentences, comparison_table
from kooperation.practice.concept_test_words import concept_test
from kooperation.practice.prediction_words import PredictionRecord

WORDS = Words("practice.booklet")
Given = Mapping[str, str]  # what was answered, by question


def booklet(sections: Iterable[BookletSection]) -> str:
    """Return the whole page."""
    parts = (tag("section", tag("h2", section.title), *section.fragments) for section in sections)
    intro = tag("p", WORDS["intro"])
    style = static("practice", "booklet.css")
    return page(WORDS["title"], intro, *parts, style=style, sized=True)


def predicted(records: Iterable[PredictionRecord], given: Given) -> tuple[Markup, ...]:
    """Return what was answered to *records*, lecture by lecture, and what became of it; nothing if nothing was."""
    answered = [record for record in records if record.key in given]
    decided = [record for record in answered if record.observed]
    if not answered:
        return ()
    held = sum(given[record.key] == record.observed for record in decided)
    count = fill(WORDS["count"], all=len(answered), decided=len(decided), held=held)
    lectures = sorted({record.lecture for record in answered})
    rows: list[Row] = []
    for lecture in lectures:
        number = WORDS.filled("lecture", number=int(lecture[:2]))
        rows.append(tr(th(number, scope="colgroup", colspan=3)))
        rows += [
            tr(record.question, _label(record, given[record.key]), _became(record, given))
            for record in answered
            if record.lecture == lecture
        ]
    return tag("p", count), table(None, WORDS.lines("columns"), rows, "predictions")


def _became(record: PredictionRecord, given: Given) -> Markup:
    if not record.observed:
        return fill(WORDS["open"])
    if given[record.key] == record.observed:
        return strong(WORDS["held"])
    return fill(WORDS["otherwise"], label=_label(record, record.observed))


def _label(record: PredictionRecord, option: str) -> str:
    return record.options[option].removesuffix(".")


def concepts(before: Given, after: Given) -> tuple[Markup, ...]:
    """Return the test before and after, side by side; nothing unless both were answered."""
    if not before or not after:
        return ()
    said = sentences(comparison_sentences(concept_test(), before, after))
    return comparison_table(concept_test(), before, after), said


def noted(notes: Iterable[Note]) -> tuple[Markup, ...]:
    """Return the notes, each with the title of the explorer it was written beside."""
    found = [tag("li", strong(f"{each.title}: "), each.text) for each in notes]
    return (tag("ul", *found, look="notes"),) if found else ()
