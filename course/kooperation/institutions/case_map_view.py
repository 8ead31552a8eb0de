"""A map of a case in words: each choice with its verdict and reason, the map, the reference."""

from __future__ import annotations

from collections.abc import Iterable

from kooperation.base.german import either, join, number
from kooperation.base.words import Words
from kooperation.institutions.case_map import (
    PARTS,
    PLAIN,
    SINGLE,
    Choices,
    Comparison,
    MappedCase,
    PartKey,
    PartResult,
    Verdict,
    compare,
    split,
)
from kooperation.institutions.case_map_words import PART_NAMES, choice_name, reason, state
from kooperation.institutions.cases_words import MadeUpCase
from kooperation.institutions.interfaces_view import actor_name, law, wide_table
from kooperation.institutions.interfaces_words import actors, choices
from kooperation.kit.html import (
    BR,
    Markup,
    Row,
    fill,
    joined,
    note,
    strong,
    tag,
    td,
    tr,
)

WORDS, LISTS = Words("institutions.case_map"), Words("base.lists")
SIGNS = {
    Verdict.WRONG: "✗",
    Verdict.DISPUTED: "≈",
    Verdict.RIGHT: "✓",
    Verdict.ADMISSIBLE: "✓",
}
ORDER = list(SIGNS)  # wrong ones first


def spoken(case: MadeUpCase, part: str, choice: str, verdict: Verdict) -> str:
    """Return a choice with its verdict and reason, as one paragraph."""
    return WORDS.filled(
        "spoken",
        choice=choice_name(case, part, choice),
        verdict=WORDS.section("verdicts")[verdict],
        reason=reason(case, part, choice, verdict),
    )


def feedback(case: MadeUpCase, part: str, result: PartResult) -> Markup:
    """Return the explanation of every choice in *part*, wrong ones first, and what is still open."""
    items = [
        tag(
            "li",
            strong(law(choice_name(case, part, choice))),
            f": {_lead(case, part, choice)}{law(reason(case, part, choice, verdict))}",
            data_verdict=verdict,
            data_sign=SIGNS[verdict],
        )
        for choice, verdict in sorted(
            result.verdicts.items(), key=lambda item: ORDER.index(item[1])
        )
    ]
    listed = tag("ul", *items, look="feedback") if items else None
    return joined([listed, note(state(part, result))])


def _lead(case: MadeUpCase, part: str, choice: str) -> str:
    """Return what to say first of a choice that is neither plainly right nor wrong."""
    key = case.map_key.part(part)
    if choice in key.disputed:
        counts = any(choice in need for need in key.needs)
        return WORDS["disputed_counts"] if counts else WORDS["disputed"]
    return WORDS["admissible"] if choice in key.admissible else ""


def summary(comparison: Comparison) -> Markup:
    """Return in a sentence how far the whole map is."""
    if comparison.is_full:
        return fill(WORDS["all_full"])
    full = join([PART_NAMES[name] for name in PARTS if comparison.part(name).is_full])
    open_ = join([PART_NAMES[name] for name in PARTS if not comparison.part(name).is_full])
    share = number(100 * comparison.share, 0)
    if not full:
        return fill(WORDS["none_full"], open=open_, share=share)
    return fill(WORDS["some_full"], full=full, open=open_, share=share)


# The learner's map --------------------------------------------------------------------------------


def map_table(case: MadeUpCase, answer: MappedCase) -> Markup:
    """Return the learner's map as a table, every choice with its sign."""
    comparison = compare(answer, case.map_key)
    rows: list[Row] = []
    for actor in (code for code in actors() if code in answer.actors):
        placed = [
            f"{SIGNS[comparison.bases.verdicts[choice]]} {law(case.bases[split(choice)[1]].label)}"
            for choice in sorted(answer.bases)
            if split(choice)[0] == actor
        ]
        head = f"{SIGNS[comparison.actors.verdicts[actor]]} {actor_name(actor)}"
        rows.append(tr(head, joined(placed, BR) or WORDS["no_basis"]))
    if not rows:
        rows.append(tr(td(WORDS["no_actor"], colspan="2")))
    rows += [
        tr(PART_NAMES[part], _signed(case, part, comparison, answer.part(part))) for part in PLAIN
    ]
    return wide_table(case.title, WORDS.lines("map_head"), rows)


def _signed(case: MadeUpCase, part: str, comparison: Comparison, chosen: Choices) -> str:
    verdicts = comparison.part(part).verdicts
    lines = [
        f"{SIGNS[verdicts[choice]]} {law(choice_name(case, part, choice))}"
        for choice in sorted(chosen)
    ]
    return joined(lines, BR) or WORDS["open"]


# The reference ------------------------------------------------------------------------------------


def reference_table(case: MadeUpCase, answer: MappedCase) -> Markup:
    """Return the learner's map beside the reference, with the reasons and what is disputed."""
    comparison = compare(answer, case.map_key)
    rows = (
        (
            PART_NAMES[part],
            _signed(case, part, comparison, answer.part(part)),
            joined(_reference(case, part), BR),
        )
        for part in PARTS
    )
    return joined(
        [
            wide_table(WORDS["reference"], WORDS.lines("reference_head"), rows),
            tag("p", fill(WORDS["why"], reason=law(case.reference))),
            tag("p", fill(WORDS["dispute"], dispute=law(case.dispute))),
        ]
    )


def _reference(case: MadeUpCase, part: str) -> Iterable[str]:
    """Return line by line what the reference holds in *part*."""
    if part in SINGLE:
        return [_reference_single(case, part)]
    if part == "bases":
        return _reference_bases(case)
    return _reference_needs(case, part, case.map_key.part(part))


def _reference_single(case: MadeUpCase, part: str) -> str:
    key, among = case.plain[part], choices(part)
    others = either([among[code].name for code in key.disputed])
    return WORDS.filled("counts_too", choice=among[key.right[0]].label, others=others)


def _reference_bases(case: MadeUpCase) -> Iterable[str]:
    for actor in (code for code in actors() if code in case.map_key.actors.accepted):
        labels = []
        for basis in case.bases.values():
            label = law(basis.label)
            if actor in basis.disputed:
                labels.append(WORDS.filled("disputed_basis", basis=label))
            elif actor in basis.right:
                labels.append(label)
        if labels:
            yield WORDS.filled("bases_of", actor=actor_name(actor), bases="; ".join(labels))


def _reference_needs(case: MadeUpCase, part: str, key: PartKey) -> Iterable[str]:
    for need in key.needs:
        yield f" {LISTS['or']} ".join(_names(case, part, need - key.disputed or need))
    if key.admissible:
        names = join(_names(case, part, key.admissible))
        yield WORDS.filled("reference_admissible", choices=names)
    if key.disputed:
        names = join(_names(case, part, key.disputed))
        yield WORDS.filled("reference_disputed", choices=names)


def _names(case: MadeUpCase, part: str, among: Choices) -> list[str]:
    order = list(actors()) if part == "actors" else sorted(among)
    return [law(choice_name(case, part, choice)) for choice in order if choice in among]


def map_words(case: MadeUpCase, answer: MappedCase) -> str:
    """Return in words what the picture of a map shows; the table beside it says it in full."""
    names = [actor_name(code) for code in actors() if code in answer.actors]
    return picture_words(case.title, names, len(answer.bases))


def picture_words(title: str, names: list[str], lines: int) -> str:
    """Return in words what a picture with the bodies *names* and so many *lines* shows."""
    if not names:
        return WORDS.filled("picture_empty", title=title)
    if not lines:
        return WORDS.filled("picture_no_line", title=title, actors=join(names))
    if lines == 1:
        return WORDS.filled("picture_one_line", title=title, actors=join(names))
    return WORDS.filled("picture", title=title, actors=join(names), lines=lines)
