"""The written-out risk: each rule fires alone, and a bad fact never makes a hazard look better."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.findings.hazards.facts import Fact, amount_facts
from answerback.findings.hazards.kinds import Kind, Level
from answerback.findings.hazards.rules import RULES, START, THRESHOLDS, Line, Rule, assess, level_of

CALMING = {Fact.NOTHING_DONE, Fact.TWO_STEP_APP, Fact.PAUSED}
EACH = [(rule, kind) for rule in RULES for kind in sorted(rule.kinds)]


@pytest.mark.parametrize("kind", Kind)
def test_a_hazard_of_which_nothing_is_known_has_the_points_of_its_kind(kind: Kind) -> None:
    risk = assess(kind, [])

    assert risk.lines == (Line(START[kind], kind.label),)
    assert (risk.points, risk.level) == (START[kind], level_of(START[kind]))


@pytest.mark.parametrize(("rule", "kind"), EACH, ids=lambda one: getattr(one, "fact", one))
def test_each_rule_fires_alone(rule: Rule, kind: Kind) -> None:
    risk = assess(kind, [rule.fact])

    assert risk.lines == (Line(START[kind], kind.label), Line(rule.points, rule.says))
    assert risk.points == START[kind] + rule.points


def test_a_rule_is_silent_for_a_kind_that_it_does_not_concern() -> None:
    assert assess(Kind.REUSED_PASSWORD, [Fact.STRANGER_NOW]) == assess(Kind.REUSED_PASSWORD, [])


def test_three_facts_calm_and_all_others_raise() -> None:
    assert {rule.fact for rule in RULES if rule.points < 0} == CALMING


def test_every_fact_but_the_contact_has_its_rule() -> None:
    assert set(Fact) - {rule.fact for rule in RULES} == {Fact.CONTACT}


@given(
    kind=st.sampled_from(list(Kind)),
    facts=st.frozensets(st.sampled_from(list(Fact))),
    worse=st.sampled_from(sorted(set(Fact) - CALMING)),
)
def test_a_bad_fact_never_lowers_the_sum_or_the_level(
    kind: Kind, facts: frozenset[Fact], worse: Fact
) -> None:
    before, after = assess(kind, facts), assess(kind, facts | {worse})

    order = list(Level)
    assert after.points >= before.points
    assert order.index(after.level) >= order.index(before.level)


@given(kind=st.sampled_from(list(Kind)), facts=st.frozensets(st.sampled_from(list(Fact))))
def test_the_lines_add_up_to_the_sum(kind: Kind, facts: frozenset[Fact]) -> None:
    risk = assess(kind, facts)

    assert risk.points == max(0, sum(line.points for line in risk.lines))
    assert risk.level == level_of(risk.points)


@pytest.mark.parametrize(
    ("points", "level"),
    [
        (0, Level.LOW),
        (19, Level.LOW),
        (20, Level.MEDIUM),
        (44, Level.MEDIUM),
        (45, Level.HIGH),
        (69, Level.HIGH),
        (70, Level.URGENT),
        (400, Level.URGENT),
    ],
)
def test_the_levels_begin_at_their_thresholds(points: int, level: Level) -> None:
    assert level_of(points) == level
    assert THRESHOLDS == ((70, "urgent"), (45, "high"), (20, "medium"), (0, "low"))


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({"amount": "4999.99", "currency": "CNY"}, set()),
        ({"amount": "5000", "currency": "CNY"}, {Fact.AMOUNT_LARGE}),
        ({"amount": 50000, "currency": "cny"}, {Fact.AMOUNT_LARGE, Fact.AMOUNT_VERY_LARGE}),
        ({"amount": "7000", "asset": "USDT"}, {Fact.AMOUNT_LARGE, Fact.AMOUNT_VERY_LARGE}),
        ({"amount": "3", "asset": "BTC"}, set()),
        ({"amount": "NaN", "currency": "CNY"}, set()),
        ({"amount": "Infinity", "currency": "CNY"}, set()),
        ({"amount": "many", "currency": "CNY"}, set()),
        ({}, set()),
    ],
)
def test_the_amount_of_the_event_counts_in_its_own_units(about: dict[str, object], found: set[Fact]) -> None:
    assert amount_facts(about) == found


def test_the_gravest_stories_are_urgent_by_themselves() -> None:
    assert assess(Kind.SHARED_SECRET, [Fact.SEED_TOLD]).level == Level.URGENT
    assert assess(Kind.SCREEN_SHARED, [Fact.STRANGER_NOW]).level == Level.URGENT
    assert assess(Kind.FRAUD_LOSS, [Fact.LOSS_TODAY]).level == Level.URGENT
    assert assess(Kind.SUSPICIOUS_MESSAGE, [Fact.NOTHING_DONE]).level == Level.LOW
