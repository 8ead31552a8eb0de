"""What comes of each mode, in sentences: what is agreed on, or who blocks it and why."""

from __future__ import annotations

import math

from kooperation.base.comparing import beats
from kooperation.base.german import join, number, percent, told_apart
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill
from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.exchange import Deal
from kooperation.negotiation.modes import trust_thresholds
from kooperation.negotiation.situation import Mode
from kooperation.negotiation.situation_words import SIZE

WORDS = Words("negotiation.sentences")


def in_words(compared: Compared) -> list[Markup]:
    """Say for each mode what comes of it, or who blocks it and why."""
    return [_exchange(compared), _compromise(compared), _solving(compared)]


def deal_text(compared: Compared) -> str:
    """Return which projects the deal of mode I holds, and what is paid for them."""
    deal = _deal(compared)
    names = _names(deal)
    what = names if len(deal.projects) == 1 else WORDS.filled("package", projects=names)
    if deal.payer is None:
        return WORDS.filled("unpaid", what=what)
    return WORDS.filled(
        "paid",
        what=what,
        payer=compared.record.subjects[deal.payer],
        payment=number(deal.payment),
        arrives=number(compared.setting.arriving * deal.payment),
    )


def _deal(compared: Compared) -> Deal:
    deal = compared.outcomes[Mode.EXCHANGE].deal
    assert deal is not None  # this mode always has one on the table
    return deal


def _names(deal: Deal) -> str:
    return join([f"„{project.name}“" for project in deal.projects])


def capital(text: str) -> str:
    """Return *text* with a capital letter, as at the beginning of a sentence."""
    return text[0].upper() + text[1:]


def threshold_text(value: float, there: float) -> str:
    """Return a threshold as „0,67“, told apart from what is *there*, or say that it is more than there is."""
    return told_apart(value, there, 1.0)[0] if beats(1, value) else WORDS["no_trust_enough"]


def _exchange(compared: Compared) -> Markup:
    outcome, subjects = compared.outcomes[Mode.EXCHANGE], compared.record.subjects
    if outcome.reached:
        return fill(WORDS["exchange_reached"], deal=capital(deal_text(compared)))
    blocker = outcome.blockers[0]
    if len(outcome.blockers) > 1:
        why = ""
    elif compared.setting.payments:
        why = WORDS.filled("why_friction", payer=subjects[1 - blocker])
    else:
        why = WORDS["why_no_payment"]
    return fill(
        WORDS["exchange_blocked"],
        project=_names(_deal(compared)),
        side=capital(join([subjects[i] for i in outcome.blockers])),
        after=number(outcome.proposal[blocker]),
        before=number(outcome.disagreement[blocker]),
        why=why,
    )


def _compromise(compared: Compared) -> Markup:
    a, b = compared.record.subjects
    utilities = compared.outcomes[Mode.COMPROMISE].utilities
    first, second = (percent(utility / SIZE, 0) for utility in utilities)
    return fill(WORDS["compromise_reached"], a=capital(a), b=b, first=first, second=second)


def _solving(compared: Compared) -> Markup:
    record, outcome = compared.record, compared.outcomes[Mode.PROBLEM_SOLVING]
    needed = trust_thresholds(record.model, compared.setting)
    trust = {
        "a": record.names[0],
        "b": record.names[1],
        "first": threshold_text(needed[0], compared.setting.trust),
        "second": threshold_text(needed[1], compared.setting.trust),
        "trust": number(compared.setting.trust),
    }
    if outcome.reached:
        factor, cost = number(outcome.growth), number(compared.setting.cost)
        text = fill(WORDS["solving_reached"], growth=factor, cost=cost, **trust)
    elif len(outcome.blockers) == 1:
        name = capital(record.subjects[outcome.blockers[0]])
        text = fill(WORDS["solving_blocked"], who=WORDS.filled("block_one", name=name), **trust)
    else:
        text = fill(WORDS["solving_blocked"], who=WORDS["block_two"], **trust)
    return text + " " + WORDS["no_gain"] if math.isinf(max(needed)) else text
