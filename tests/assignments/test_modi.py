"""What the drawn numbers of the assignment `modi` promise (formulas 3.4 to 3.7)."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from kooperation.assignments.modi import givens
from kooperation.negotiation.exchange import bundle, losers, payment_range
from kooperation.negotiation.modes import compromise, growth, solve_problems, trust_thresholds

pytestmark = pytest.mark.slow  # 150 variants are drawn
TOLERANCE = 0.0101


@cache
def variants() -> list[dict[str, Any]]:
    return [givens(random.Random(seed)) for seed in range(150)]


def test_each_project_alone_costs_one_side_something_and_the_package_helps_both() -> None:
    for drawn in variants():
        for name in ("situation", "other_situation"):
            situation = drawn[name]
            d = situation.disagreement
            first, second = situation.projects
            assert losers(bundle([first], d), d) == (1,)
            assert losers(bundle([second], d), d) == (0,)
            package = bundle(situation.projects, d).utilities
            assert all(package[i] > d[i] for i in (0, 1))
            shown = [d, package, *((p.first, p.second) for p in situation.projects)]
            assert all(0 <= value <= 10 for pair in shown for value in pair)


def test_the_least_payment_arrives_as_the_loss_and_the_greatest_is_the_gain() -> None:
    for drawn in variants():
        situation, setting = drawn["situation"], drawn["setting"]
        d = situation.disagreement
        payer = drawn["project"] - 1
        assert (drawn["payer"], drawn["payee"]) == ("AB"[payer], "BA"[payer])
        project = situation.projects[payer]
        values = project.first, project.second
        payments = payment_range(bundle([project], d), d, setting.arriving)
        assert payments
        least, most = payments
        assert setting.arriving < 1
        assert least * setting.arriving == pytest.approx(d[1 - payer] - values[1 - payer])
        assert most == pytest.approx(values[payer] - d[payer])
        assert most - least >= 0.5 - 1e-9


def test_the_compromise_is_the_one_of_the_lecture() -> None:
    for drawn in variants():
        for prefix in ("", "other_"):
            situation, setting = drawn[f"{prefix}situation"], drawn[f"{prefix}setting"]
            d = situation.disagreement
            mine = d[0] + setting.power * (10 - sum(d))
            assert compromise(situation, setting).utilities == pytest.approx((mine, 10 - mine))


def test_at_its_threshold_a_side_has_the_same_with_and_without_the_search() -> None:
    for drawn in variants():
        situation, setting = drawn["situation"], drawn["setting"]
        shares = setting.power, 1 - setting.power
        for i, needed in enumerate(trust_thresholds(situation, setting)):
            assert needed == pytest.approx(
                setting.cost / (situation.fit * setting.room * 10 * shares[i])
            )
            there = replace(setting, trust=needed)
            added = 10 * growth(situation, there) - 10
            assert shares[i] * added == pytest.approx(setting.cost)
            assert 0.15 <= needed <= 0.9


def test_numbers_need_no_more_than_two_decimals_where_they_are_no_quotients() -> None:
    for drawn in variants():
        situation, setting = drawn["situation"], drawn["setting"]
        for value in (growth(situation, setting), *compromise(situation, setting).utilities):
            assert value == pytest.approx(round(value, 2), abs=1e-9)


def test_the_usual_mistakes_never_hit_the_key() -> None:
    for drawn in variants():
        situation, setting = drawn["situation"], drawn["setting"]
        d = situation.disagreement
        both = bundle(situation.projects, d).utilities
        middle, needed = (
            compromise(situation, setting).utilities,
            trust_thresholds(situation, setting),
        )
        shares = setting.power, 1 - setting.power
        payer = drawn["project"] - 1
        deal = bundle([situation.projects[payer]], d)
        payments = payment_range(deal, d, setting.arriving)
        assert payments
        least, most = payments
        product = situation.fit * setting.trust * setting.room
        pairs = [
            (both[0] - d[0], both[1] - d[1]),
            *((both[i] - d[i], both[i]) for i in (0, 1)),
            *((both[i] - d[i], (both[i] + d[i]) / 2) for i in (0, 1)),
            (least, least * setting.arriving),
            (least, least * setting.arriving**2),
            (least, most),
            (most, most * setting.arriving),
            (most, deal.utilities[payer]),
            (middle[0], middle[1]),
            (middle[0], middle[0] - d[0]),
            (middle[0], 10 * setting.power),
            (1 + product, product),
            (1 + product, 1 + situation.fit * setting.trust),
            (1 + product, 1 + situation.fit * (setting.trust + setting.room)),
            (needed[0], needed[1]),
            *(
                (each, each * factor)
                for each in needed
                for factor in (setting.room, situation.fit, 10)
            ),
            *((needed[i], needed[i] * shares[i]) for i in (0, 1)),
            *((needed[i], needed[i] * 10 * shares[i] / middle[i]) for i in (0, 1)),
            *((needed[i], needed[i] * 10 * shares[i] / (middle[i] - d[i])) for i in (0, 1)),
        ]
        assert not [pair for pair in pairs if abs(pair[0] - pair[1]) <= 2 * TOLERANCE]


def test_what_is_shown_of_the_other_situation_is_what_the_model_says() -> None:
    for drawn in variants():
        situation, setting = drawn["other_situation"], drawn["other_setting"]
        model = {
            "package": bundle(situation.projects, situation.disagreement).utilities,
            "middle": compromise(situation, setting).utilities,
            "search": solve_problems(situation, setting).proposal,
            "needed": trust_thresholds(situation, setting),
        }
        for name, pair in model.items():
            assert drawn[name] == pytest.approx(pair, abs=0.005 + 1e-9)


def test_rounding_changes_no_answer() -> None:
    for drawn in variants():
        situation, setting = drawn["other_situation"], drawn["other_setting"]
        for trust in (setting.trust, drawn["later_trust"]):
            blockers = solve_problems(situation, replace(setting, trust=trust)).blockers
            assert blockers == tuple(i for i in (0, 1) if trust < drawn["needed"][i])
            assert all(abs(trust - each) >= 0.02 for each in drawn["needed"])
        today = solve_problems(situation, setting).blockers
        assert today == tuple(i for i in (0, 1) if drawn["search"][i] < drawn["middle"][i])
        assert all(abs(drawn["package"][i] - drawn["middle"][i]) >= 0.29 for i in (0, 1))


def test_with_the_new_trust_other_sides_block_the_search() -> None:
    for drawn in variants():
        situation, setting = drawn["other_situation"], drawn["other_setting"]
        later = replace(setting, trust=drawn["later_trust"])
        now, then = (solve_problems(situation, each).blockers for each in (setting, later))
        assert len(now) != len(then)
        rises = drawn["later_trust"] > setting.trust
        assert drawn["trust_moves"] == ("steigt" if rises else "sinkt")
        assert (len(then) < len(now)) == rises


def test_more_power_gives_more_and_leaves_the_other_side_in_need_of_more_trust() -> None:
    for drawn in variants():
        situation, setting = drawn["other_situation"], drawn["other_setting"]
        moved = replace(setting, power=drawn["later_power"])
        winner = 0 if drawn["power_moves"] == "steigt" else 1
        before, after = (compromise(situation, each).utilities for each in (setting, moved))
        needed, needed_then = (trust_thresholds(situation, each) for each in (setting, moved))
        assert after[winner] > before[winner] + 0.1
        assert after[1 - winner] < before[1 - winner] - 0.1
        assert needed_then[winner] < needed[winner]
        assert needed_then[1 - winner] > needed[1 - winner]


def test_every_answer_about_the_other_situation_comes_up_often() -> None:
    """So that no answer can be guessed: each outcome in at least a tenth of the variants."""
    package, today, then, power = (Counter[Any]() for _ in range(4))
    for drawn in variants():
        situation, setting = drawn["other_situation"], drawn["other_setting"]
        later = replace(setting, trust=drawn["later_trust"])
        package[tuple(drawn["package"][i] > drawn["middle"][i] for i in (0, 1))] += 1
        today[solve_problems(situation, setting).blockers] += 1
        then[solve_problems(situation, later).blockers] += 1
        power[drawn["power_moves"]] += 1
    for found, outcomes in ((package, 4), (today, 4), (then, 4), (power, 2)):
        assert len(found) == outcomes
        assert min(found.values()) >= len(variants()) / 10
