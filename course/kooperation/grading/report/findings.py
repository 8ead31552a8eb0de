"""What is found in the works of a class: question by question, item by item, and what it cannot do yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from kooperation.grading.marking_desk.agreement import kappa
from kooperation.grading.report.class_work import ClassWork, MarkedPart, ReportedQuestion, Work
from kooperation.grading.report.gain import Gain, gain
from kooperation.grading.report.statistics import (
    LEAST,
    Bin,
    Told,
    difficulty,
    discrimination,
    distribution,
    told,
)
from kooperation.grading.similar import copies

GOOD_ENOUGH = 0.8  # of the points: what has more is no weak point, if there are three others
FEWEST, MOST = 3, 5  # weak points


@dataclass(frozen=True)
class ItemFinding:
    """What became of an item: *count* people had it; *chosen* are the options they took, right and wrong ones."""

    label: str
    count: int
    share: float
    discrimination: float | None
    chosen: Told | None


@dataclass(frozen=True)
class MarkersAgreement:
    """How far two markers agree about *count* texts: Cohen's κ (formula 7.5), None where all have the same points."""

    count: int
    kappa: float | None


@dataclass(frozen=True)
class QuestionFinding:
    """What became of a question; *share* is None where fewer than LEAST people have points for it yet.

    It is None, too, for a text that waits with somebody: read are the empty ones first, and they have no points.

    *waiting* people wait for a human, *open* left something unanswered; *seldom* items were had by too few to be told of.
    *agreement* is None unless two have marked LEAST texts or more.
    """

    asked: ReportedQuestion
    count: int
    share: float | None
    discrimination: float | None
    waiting: int
    open: int
    items: Sequence[ItemFinding]
    seldom: int
    reasons: Told
    agreement: MarkersAgreement | None = None


@dataclass(frozen=True)
class Findings:
    """What a report tells. *of* is the sum of the points of the questions that count in the *totals*."""

    work: ClassWork
    of: float
    mean: float
    totals: int
    bins: Sequence[Bin]
    questions: Sequence[QuestionFinding]
    weakest: Sequence[QuestionFinding]
    alike: Mapping[str, int]
    gain: Gain | None


def findings(work: ClassWork) -> Findings:
    """Return what is found in *work*. Raises ValueError if fewer than LEAST of the works have all their points."""
    counted = [
        name
        for name, asked in work.questions.items()
        if not (asked.by_hand and any(one.points.get(name) is None for one in work.works))
    ]
    totals = {at: sum(points) for at, points in _complete(work.works, counted)}
    of = sum(work.questions[name].of for name in counted)
    bins = distribution(list(totals.values()), of)
    found = [
        replace(
            _question(name, asked, work.works, totals if name in counted else {}),
            agreement=_agreement(work.both_marked.get(name, ())),
        )
        for name, asked in work.questions.items()
    ]
    texts = {
        asked.title: _copied([one.texts[name] for one in work.works if name in one.texts])
        for name, asked in work.questions.items()
        if asked.by_hand
    }
    mean = fmean(totals.values())
    return Findings(
        work=work,
        of=of,
        mean=mean,
        totals=len(totals),
        bins=bins,
        questions=found,
        weakest=_weakest(found),
        alike=texts,
        gain=gain([one.concepts for one in work.works]),
    )


def _complete(works: Sequence[Work], names: Sequence[str]) -> Iterator[tuple[int, list[float]]]:
    """Yield those works, by their place, that have points for all the questions *names*."""
    for at, work in enumerate(works):
        points = [found for name in names if (found := work.points.get(name)) is not None]
        if len(points) == len(names):
            yield at, points


def _question(
    name: str, asked: ReportedQuestion, works: Sequence[Work], totals: Mapping[int, float]
) -> QuestionFinding:
    points = [found for work in works if (found := work.points.get(name)) is not None]
    both = [(works[at].points[name] or 0.0, total) for at, total in totals.items()]
    parts = {at: work.parts[name] for at, work in enumerate(works) if name in work.parts}
    items = list(_items(asked.of, parts, totals))
    reasons = [{part.reason for part in of_one if part.reason} for of_one in parts.values()]
    is_read = not asked.by_hand or len(points) == len(works)
    return QuestionFinding(
        asked=asked,
        count=len(points),
        share=difficulty(points, asked.of) if is_read and len(points) >= LEAST else None,
        discrimination=_discrimination(both),
        waiting=len(works) - len(points),
        open=sum(any(not part.answered for part in of_one) for of_one in parts.values()),
        items=[item for item in items if item.count >= LEAST],
        seldom=sum(item.count < LEAST for item in items),
        reasons=told(reasons),
    )


def _discrimination(both: Sequence[tuple[float, float]]) -> float | None:
    if len(both) < LEAST:
        return None
    return discrimination([own for own, _ in both], [total for _, total in both])


def _items(
    of: float, parts: Mapping[int, Sequence[MarkedPart]], totals: Mapping[int, float]
) -> Iterator[ItemFinding]:
    by_item: dict[str, list[tuple[int, MarkedPart, float]]] = defaultdict(list)
    for at, of_one in parts.items():
        for part in of_one:
            by_item[part.item].append((at, part, part.share * of / len(of_one)))
    for had in by_item.values():
        both = [(points, totals[at]) for at, _, points in had if at in totals]
        people = {at for at, _, _ in had}
        chosen = [part.chosen for _, part, _ in had]
        yield ItemFinding(
            label=had[0][1].label,
            count=len(people),
            share=fmean(part.share for _, part, _ in had),
            discrimination=_discrimination(both),
            chosen=told(chosen, closed=True) if any(chosen) else None,
        )


def _agreement(pairs: Sequence[tuple[float, float]]) -> MarkersAgreement | None:
    return MarkersAgreement(len(pairs), kappa(pairs)) if len(pairs) >= LEAST else None


def _weakest(found: Sequence[QuestionFinding]) -> list[QuestionFinding]:
    """Return three to five questions of the smallest shares, more than three only of those that are weak."""
    known = sorted(
        (one for one in found if one.share is not None), key=lambda one: one.share or 0.0
    )
    weak = [one for one in known if (one.share or 0.0) < GOOD_ENOUGH]
    return weak[:MOST] if len(weak) >= FEWEST else known[:FEWEST]


def _copied(texts: Sequence[str]) -> int:
    """Return how many *texts* share much with another one."""
    return sum(map(bool, copies(texts)))
