"""The page of a report: first what the group cannot do yet, fit to be shown, then every number in a table."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.grading.report.bars_view import columns_picture, share_cell
from kooperation.grading.report.findings import Findings, ItemFinding, QuestionFinding
from kooperation.grading.report.gain import Gain
from kooperation.grading.report.statistics import LEAST, Bin, Told
from kooperation.kit.guard import static
from kooperation.kit.html import Cell, Markup, details, fill, joined, numeric, table, tag
from kooperation.kit.page import page as shell

WORDS = Words("grading/report.page")


def page(found: Findings) -> str:
    """Return the page: it needs no script and no other file."""
    title = WORDS.filled("title", assignment=found.work.title)
    return shell(title, *_sections(found), style=static("grading/report", "report.css"))


def _sections(found: Findings) -> list[Markup]:
    return [
        _about(found),
        _slide(found.weakest),
        _section("distribution", *_distribution(found)),
        _section("questions", _questions(found.questions), _reading_hint()),
        *(_question(one) for one in found.questions),
        *_agreements(found.questions),
        *([_section("gain", *_gain(found.gain))] if found.gain else []),
        _section("hints", *_hints(found)),
        _section("reading", *(tag("p", fill(line)) for line in WORDS.lines("how_to_read"))),
    ]


def _section(name: str, *children: Markup) -> Markup:
    return tag("section", tag("h2", WORDS.section("headings")[name]), *children)


def people(count: int) -> str:
    """Return how many people, or that they are too few to be told."""
    return str(count) if count == 0 or count >= LEAST else WORDS["few"]


def _about(found: Findings) -> Markup:
    graded = len(found.work.works)
    left = people(found.work.handed_in - graded)
    return tag("p", fill(WORDS["about"], graded=graded, left=left, least=LEAST))


def _slide(weakest: Sequence[QuestionFinding]) -> Markup:
    """Return the weak points with the place to go back to: a page of its own on paper."""
    points = [tag("li", *_weak_point(one)) for one in weakest]
    heading = tag("h2", WORDS.section("headings")["weak"])
    return tag("section", heading, tag("ol", *points), look="slide")


def _weak_point(one: QuestionFinding) -> list[Markup]:
    share = percent(one.share or 0.0, 0)
    lines = [tag("strong", one.asked.title), fill(WORDS["weak_share"], share=share)]
    hard = [item for item in one.items if item.label]
    if len(hard) > 1:
        worst = min(hard, key=lambda item: item.share)
        values = {"item": worst.label, "share": percent(worst.share, 0)}
        lines.append(tag("p", fill(WORDS["weak_item"], **values)))
    for reason, count in list(one.reasons.counts.items())[:1]:
        lines.append(tag("p", fill(WORDS["weak_reason"], reason=reason, count=count)))
    return [*lines, tag("p", fill(WORDS["weak_read"], read=one.asked.read), look="read")]


def _distribution(found: Findings) -> list[Markup]:
    mean, of = number(found.mean, 1), number(found.of)
    said = fill(WORDS["mean"], mean=mean, of=of, count=found.totals)
    left_out = [tag("p", fill(WORDS["left_out"]))] if _waits(found) else []
    rows = [[_span(one, one is found.bins[-1]), numeric(str(one.count))] for one in found.bins]
    shown = table(WORDS["bins"], [WORDS["span"], WORDS["count"]], rows)
    return [tag("p", said), *left_out, columns_picture(found.bins, str(said.striptags())), shown]


def _waits(found: Findings) -> bool:
    return found.of < sum(one.asked.of for one in found.questions)


def _span(one: Bin, last: bool) -> str:
    span = {"low": number(one.low), "high": number(one.high)}
    return WORDS.filled("span_last", **span) if last else WORDS.filled("span_row", **span)


def _questions(questions: Sequence[QuestionFinding]) -> Markup:
    head = WORDS.lines("question_head")
    return table(WORDS["question_table"], head, [_question_row(one) for one in questions])


def _question_row(one: QuestionFinding) -> list[str]:
    return [
        one.asked.title,
        numeric(people(one.count)),
        _share(one.share),
        numeric(_correlation(one.discrimination)),
        numeric(people(one.open)),
        numeric(people(one.waiting)),
    ]


def _share(share: float | None) -> Cell:
    return share_cell(share, WORDS["nothing"] if share is None else percent(share, 0))


def _correlation(value: float | None) -> str:
    return WORDS["nothing"] if value is None else number(value)


def _reading_hint() -> Markup:
    return tag("p", fill(WORDS["uncertain"]), look="legend")


def _question(one: QuestionFinding) -> Markup:
    parts = []
    if len(one.items) > 1 or one.seldom:
        parts.append(_items(one.items))
        if choices := [_choices(item) for item in one.items if item.chosen]:
            parts.append(details(WORDS["choices"], *choices))
    if one.seldom:
        parts.append(tag("p", fill(WORDS["seldom"], count=one.seldom, least=LEAST)))
    if one.reasons.counts or one.reasons.rest != 0:
        parts.append(_counts(WORDS["reasons"], WORDS.lines("reason_head"), one.reasons))
    if not parts:
        return joined([])
    read = tag("p", fill(WORDS["weak_read"], read=one.asked.read))
    return tag("section", tag("h3", one.asked.title), *parts, read)


def _items(items: Sequence[ItemFinding]) -> Markup:
    rows = [
        [
            item.label or WORDS["whole"],
            numeric(str(item.count)),
            _share(item.share),
            numeric(_correlation(item.discrimination)),
        ]
        for item in sorted(items, key=lambda item: item.share)
    ]
    return table(WORDS["item_table"], WORDS.lines("item_head"), rows)


def _choices(item: ItemFinding) -> Markup:
    assert item.chosen
    return _counts(item.label, WORDS.lines("choice_head"), item.chosen)


def _counts(caption: str, head: Sequence[str], what: Told) -> Markup:
    rows = [[name, numeric(str(count))] for name, count in what.counts.items()]
    if what.rest != 0:
        rest = WORDS["few"] if what.rest is None else str(what.rest)
        rows.append([WORDS["rest"], numeric(rest)])
    return table(caption, head, rows)


def _agreements(questions: Sequence[QuestionFinding]) -> list[Markup]:
    """Return the section on texts that two have marked; none where they are too few."""
    said = []
    for one in questions:
        if one.agreement is None:
            continue
        title, count = one.asked.title, one.agreement.count
        if (value := one.agreement.kappa) is None:
            said.append(fill(WORDS["no_kappa"], title=title, count=count))
        else:
            said.append(fill(WORDS["kappa"], title=title, count=count, kappa=number(value)))
    lines = [*said, fill(WORDS["kappa_hint"])]
    return [_section("agreement", *(tag("p", line) for line in lines))] if said else []


def _gain(found: Gain) -> list[Markup]:
    shares = {"before": percent(found.before, 0), "after": percent(found.after, 0)}
    said = [fill(WORDS["gain"], count=found.count, **shares)]
    if found.gain is not None:
        said.append(fill(WORDS["gained"], gain=number(found.gain)))
    rows = [
        [one.title, numeric(str(one.count)), _share(one.before), _share(one.after)]
        for one in found.questions
    ]
    shown = table(WORDS["gain_table"], WORDS.lines("gain_head"), rows)
    return [*(tag("p", line) for line in [*said, fill(WORDS["gain_hint"])]), shown]


def _hints(found: Findings) -> list[Markup]:
    work = found.work
    sharing = {"count": people(work.sharing), "copying": people(work.copying), "slug": work.slug}
    lines = [fill(WORDS["sharing"], **sharing)]
    for title, count in found.alike.items():
        lines.append(fill(WORDS["alike"], title=title, count=people(count)))
    return [tag("p", line) for line in [*lines, fill(WORDS["only_hints"])]]
