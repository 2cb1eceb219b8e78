from decimal import Decimal
from typing import Any

import pytest

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Fault, Invalid
from answerback.intake.rule_reading import facts_of, fields_of, read_conditions
from answerback.intake.rules import Condition, Op, first_that_fits, is_sampled

PAYMENT = Kind.PAYMENT_NOT_ARRIVED


class Ruling:
    """A rule with nothing but what evaluation needs."""

    def __init__(self, key: str, *conditions: Condition, sample_percent: int = 100) -> None:
        self.key, self.conditions, self.sample_percent = key, conditions, sample_percent


@pytest.mark.parametrize(
    ("condition", "facts", "holds"),
    [
        (Condition("rail", Op.IS, "card"), {"rail": "card"}, True),
        (Condition("rail", Op.IS, "card"), {"rail": "qr_code"}, False),
        (Condition("rail", Op.IS, "card"), {}, False),
        (Condition("rail", Op.IS_NOT, "card"), {}, True),
        (Condition("rail", Op.IS_NOT, "card"), {"rail": "card"}, False),
        (Condition("rail", Op.IN, ("card", "qr_code")), {"rail": "qr_code"}, True),
        (Condition("rail", Op.IN, ("card",)), {}, False),
        (Condition("rail", Op.NOT_IN, ("card",)), {"rail": "qr_code"}, True),
        (Condition("amount", Op.AT_LEAST, Decimal(100)), {"amount": Decimal("100.00")}, True),
        (Condition("amount", Op.AT_LEAST, Decimal(100)), {"amount": Decimal("99.99")}, False),
        (Condition("amount", Op.BELOW, Decimal(100)), {"amount": Decimal("99.99")}, True),
        (Condition("amount", Op.BELOW, Decimal(100)), {}, False),
        (Condition("amount", Op.SENT, True), {"amount": Decimal(0)}, True),
        (Condition("amount", Op.SENT, False), {}, True),
        (Condition("is_final", Op.IS, False), {"is_final": False}, True),
        (Condition("is_final", Op.IS, False), {}, False),
    ],
)
def test_a_condition_holds_or_not(condition: Condition, facts: dict[str, Any], holds: bool) -> None:
    assert condition.holds(facts) is holds


def test_all_conditions_of_a_rule_must_hold_and_the_first_rule_wins() -> None:
    card = Condition("rail", Op.IS, "card")
    large = Condition("amount", Op.AT_LEAST, Decimal(100))
    rules = [Ruling("both", card, large), Ruling("card", card), Ruling("rest")]

    fits = [
        first_that_fits(rules, {"rail": "card", "amount": Decimal(500)}),
        first_that_fits(rules, {"rail": "card"}),
        first_that_fits(rules, {}),
        first_that_fits(rules[:2], {}),
    ]

    assert [rule and rule.key for rule in fits] == ["both", "card", "rest", None]


def test_a_sample_is_as_large_as_it_says_and_always_the_same() -> None:
    rule, other = Ruling("r", sample_percent=20), Ruling("s", sample_percent=20)

    taken = [name for name in map(str, range(5000)) if is_sampled(rule, name)]

    assert 900 < len(taken) < 1100
    assert taken == [name for name in map(str, range(5000)) if is_sampled(rule, name)]
    assert taken != [name for name in map(str, range(5000)) if is_sampled(other, name)]


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ({"field": "colour", "op": "is", "value": "red"}, Fault("/conditions/0/field", "unknown")),
        ({"field": "summary", "op": "is", "value": "x"}, Fault("/conditions/0/field", "unknown")),
        ({"field": "rail", "op": "at_least", "value": "1"}, Fault("/conditions/0/op", "not_listed")),
        ({"field": "rail", "op": "is", "value": "pigeon"}, Fault("/conditions/0/value", "malformed")),
        ({"field": "rail", "op": "in", "value": []}, Fault("/conditions/0/value", "malformed")),
        ({"field": "rail", "op": "in", "value": ["card", 5]}, Fault("/conditions/0/value", "malformed")),
        ({"field": "amount", "op": "at_least", "value": "NaN"}, Fault("/conditions/0/value", "malformed")),
        ({"field": "amount", "op": "at_least", "value": True}, Fault("/conditions/0/value", "malformed")),
        ({"field": "amount", "op": "sent", "value": "yes"}, Fault("/conditions/0/value", "malformed")),
        ({"field": "amount", "op": "sent"}, Fault("/conditions/0", "malformed")),
        (["field"], Fault("/conditions/0", "malformed")),
    ],
)
def test_a_condition_that_makes_no_sense_is_named(condition: Any, fault: Fault) -> None:
    with pytest.raises(Invalid) as refused:
        read_conditions(PAYMENT, [condition])

    assert refused.value.faults == (fault,)


def test_conditions_are_read_with_their_types() -> None:
    read = read_conditions(
        PAYMENT,
        [
            {"field": "amount", "op": "below", "value": "99.50"},
            {"field": "rail", "op": "not_in", "value": ["card", "qr_code"]},
            {"field": "customer_language", "op": "is", "value": "en"},
        ],
    )

    assert read == (
        Condition("amount", Op.BELOW, Decimal("99.50")),
        Condition("rail", Op.NOT_IN, ("card", "qr_code")),
        Condition("customer_language", Op.IS, "en"),
    )


def test_facts_are_the_simple_values_that_conditions_may_ask_for() -> None:
    data = {"matter_id": "m", "summary": "free", "amount": "5.00", "rail": "card", "tags": [1], "new": "x"}

    assert facts_of(PAYMENT, data, customer_language="en") == {
        "customer_language": "en",
        "amount": Decimal("5.00"),
        "rail": "card",
    }


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_fields_and_none_of_them_is_free_text(kind: Kind) -> None:
    assert "customer_language" in fields_of(kind)
    assert not {"summary", "matter_id"} & fields_of(kind).keys()
