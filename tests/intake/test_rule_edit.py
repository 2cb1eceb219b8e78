from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Fault, Invalid
from answerback.customers.models import Customer, Purpose
from answerback.intake.accept import accept
from answerback.intake.install import install, ready_made
from answerback.intake.models import Event, Rule
from answerback.intake.rule_dry_run import RuleDryRun, rule_dry_run
from answerback.intake.rule_edit import RuleChanged, RuleDraft, add, change, draft_of, kinds_for, switch
from answerback.journal.models import Entry
from answerback.wallets.models import Wallet
from tests.customers.cast import BACKEND, NOON
from tests.intake.cast import a_rule, event

LATER = NOON + timedelta(hours=1)
DRAFT = RuleDraft(
    name_en="Large payments",
    name_zh="大额不到账",
    kind=Kind.PAYMENT_NOT_ARRIVED,
    purpose=Purpose.SERVICE,
    guide="payment_not_arrived",
    conditions=[{"field": "amount", "op": "at_least", "value": "1000"}],
    priority=2,
)


def test_a_rule_is_added_and_changed_in_versions(lanyue: Wallet) -> None:
    rule = add(lanyue, DRAFT, by=BACKEND, at=NOON)

    changed = change(rule, replace(DRAFT, priority=1), if_version=1, by=BACKEND, at=LATER)
    again = change(rule, replace(DRAFT, priority=1), if_version=1, by=BACKEND, at=LATER)

    assert (changed.priority, changed.version, again.version) == (1, 2, 2)
    assert draft_of(changed) == replace(DRAFT, priority=1)
    assert list(Entry.objects.values_list("kind", flat=True)) == ["rule.added", "rule.changed"]


def test_of_two_who_change_a_rule_the_second_must_look_again(lanyue: Wallet) -> None:
    rule = add(lanyue, DRAFT, by=BACKEND, at=NOON)
    change(rule, replace(DRAFT, priority=1), if_version=1, by=BACKEND, at=LATER)

    with pytest.raises(RuleChanged):
        change(rule, replace(DRAFT, priority=9), if_version=1, by=BACKEND, at=LATER)


def test_a_rule_that_is_off_decides_nothing(customer: Customer) -> None:
    rule = switch(add(customer.wallet, DRAFT, by=BACKEND, at=NOON), active=False, by=BACKEND, at=NOON)
    large = event(data={"matter_id": "m", "amount": "5000"})

    assert rule.active is False
    assert accept(customer.wallet, large, by=BACKEND, at=NOON).answer["status"] == "no_rule"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name_zh": ""}, Fault("/name_zh", "missing")),
        ({"priority": 0}, Fault("/priority", "too_short")),
        ({"sample_percent": 101}, Fault("/sample_percent", "too_long")),
        ({"deadline_hours": 0}, Fault("/deadline_hours", "too_short")),
        ({"after_days": 3, "after_kinds": ["ticket_solved"]}, Fault("/after_days", "unknown")),
        ({"after_kinds": ["flood"]}, Fault("/after_kinds", "not_listed")),
        ({"conditions": [{}]}, Fault("/conditions/0", "malformed")),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(lanyue: Wallet, changes: dict[str, Any], fault: Fault) -> None:
    with pytest.raises(Invalid) as refused:
        add(lanyue, replace(DRAFT, **changes), by=BACKEND, at=NOON)

    assert refused.value.faults == (fault,)
    assert Rule.objects.count() == 0


@pytest.mark.parametrize("kind", [Kind.ACCOUNT_LOCKED, Kind.SUSPICIOUS_LOGIN])
def test_a_wallet_without_accounts_has_no_rules_about_them(qingtan: Wallet, kind: Kind) -> None:
    with pytest.raises(Invalid) as refused:
        add(qingtan, replace(DRAFT, kind=kind, conditions=[]), by=BACKEND, at=NOON)

    assert refused.value.faults == (Fault("/kind", "not_for_this_wallet"),)


def test_ready_made_rules_are_installed_once(lanyue: Wallet) -> None:
    first = install(lanyue, by=BACKEND, at=NOON)
    second = install(lanyue, by=BACKEND, at=NOON)

    assert {rule.kind for rule in first} == set(Kind)
    assert second == []
    assert Rule.objects.for_wallet(lanyue).count() == len(first)


def test_a_self_custodial_wallet_gets_only_what_its_users_ask_for(qingtan: Wallet) -> None:
    rules = install(qingtan, by=BACKEND, at=NOON)

    assert {rule.kind for rule in rules} == {
        Kind.PAYMENT_NOT_ARRIVED,
        Kind.MISTAKEN_TRANSFER,
        Kind.SCAM_REPORTED,
        Kind.CUSTOMER_REQUEST,
    }
    assert all(rule.guide == f"{rule.kind}_self_custodial" for rule in rules)
    assert {rule.kind for rule in rules} <= set(kinds_for(qingtan))


def test_every_ready_made_rule_names_a_guide_that_is_there(lanyue: Wallet, qingtan: Wallet) -> None:
    from importlib import resources

    ready = resources.files("answerback.conversations").joinpath("ready")

    guides = {draft.guide for wallet in (lanyue, qingtan) for draft in ready_made(wallet)}
    assert [guide for guide in sorted(guides) if not ready.joinpath(f"{guide}.json").is_file()] == []


def test_a_dry_run_says_what_a_rule_would_have_done(customer: Customer) -> None:
    a_rule(customer.wallet, position=1, conditions=[{"field": "rail", "op": "is", "value": "card"}])
    for number, amount in enumerate(["10", "1000", "2000", "3000"]):
        data = {
            "matter_id": f"m-{number}",
            "amount": amount,
            "rail": "card" if amount == "3000" else "qr_code",
        }
        accept(customer.wallet, event(f"e-{number}", data=data), by=BACKEND, at=NOON)
    before = Event.objects.count()

    tried = rule_dry_run(customer.wallet, DRAFT, at=LATER)

    assert tried == RuleDryRun(seen=4, fits=3, earlier=1, sampled=2)
    assert Event.objects.count() == before
