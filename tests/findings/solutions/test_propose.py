"""What fits what: the ready-made solutions, asked with the facts of calls as they happen."""

from __future__ import annotations

import pytest

from answerback.conversations.conditions import Context, Facts
from answerback.findings.solutions.propose import SURE_ENOUGH, ranked
from answerback.findings.solutions.ready_made import ready_for, ready_solution

OWN, HELD, MIXED = "self_custodial", "custodial", "mixed"
EVERYTHING = frozenset(
    {
        "unlock_account",
        "freeze_account",
        "recall_transfer",
        "ask_recipient",
        "ask_platform",
        "merchant_refund",
        "change_number",
    }
)


def best(custody: str, kind: str, *, marks: tuple[str, ...] = (), event: dict | None = None, **said: str):
    can = frozenset({"ask_recipient", "ask_platform"}) if custody == OWN else EVERYTHING
    context = Context(custody=custody, capabilities=can, event={"callback_kind": kind, **(event or {})})
    facts = Facts(context, {step: (code,) for step, code in said.items()}, frozenset(marks))
    found = ranked([ready_solution(name) for name in ready_for(custody)], facts)
    return (found[0].content.slug, found[0].weight >= SURE_ENOUGH) if found else None


@pytest.mark.parametrize(
    ("custody", "kind", "said", "slug"),
    [
        (HELD, "payment_not_arrived", {"p_arrived": "no", "p_rail": "inside"}, "payment_not_arrived_inside"),
        (HELD, "payment_not_arrived", {"p_arrived": "no", "p_rail": "bank"}, "payment_not_arrived_bank"),
        (
            HELD,
            "payment_not_arrived",
            {"p_arrived": "no", "p_rail": "merchant"},
            "payment_not_arrived_merchant",
        ),
        (HELD, "payment_not_arrived", {"p_arrived": "no", "p_rail": "chain"}, "payment_not_arrived_chain"),
        (HELD, "payment_not_arrived", {"p_rail": "chain", "p_memo": "no"}, "platform_without_memo"),
        (HELD, "payment_not_arrived", {"p_rail": "unsure"}, "payment_not_arrived_unclear"),
        (OWN, "payment_not_arrived", {"p_arrived": "no"}, "payment_not_arrived_own_keys"),
        (OWN, "payment_not_arrived", {"p_state": "pending"}, "payment_pending_own_keys"),
        (OWN, "payment_not_arrived", {"p_state": "confirmed", "p_where": "mine"}, "token_not_shown"),
        (
            OWN,
            "payment_not_arrived",
            {"p_state": "confirmed", "p_where": "platform"},
            "platform_without_memo",
        ),
        (HELD, "mistaken_transfer", {"p_kind": "wrong_amount", "p_rail": "inside"}, "wrong_amount"),
        (HELD, "mistaken_transfer", {"p_kind": "twice"}, "wrong_amount"),
        (OWN, "mistaken_transfer", {"p_kind": "wrong_amount"}, "wrong_amount_own_keys"),
        (MIXED, "mistaken_transfer", {"p_kind": "twice", "p_rail": "chain"}, "wrong_amount_own_keys"),
        (HELD, "mistaken_transfer", {"p_kind": "wrong_person", "p_rail": "inside"}, "mistaken_wrong_person"),
        (HELD, "mistaken_transfer", {"p_kind": "wrong_person", "p_rail": "bank"}, "mistaken_bank_account"),
        (HELD, "mistaken_transfer", {"p_kind": "wrong_address", "p_rail": "chain"}, "mistaken_chain_address"),
        (OWN, "mistaken_transfer", {"p_kind": "wrong_address"}, "mistaken_chain_address"),
        (OWN, "mistaken_transfer", {"p_kind": "wrong_network"}, "mistaken_network"),
        (HELD, "mistaken_transfer", {"p_kind": "wrong_address", "p_whose": "contract"}, "mistaken_contract"),
        (HELD, "mistaken_transfer", {"p_kind": "no_memo"}, "platform_without_memo"),
        (HELD, "mistaken_transfer", {"p_kind": "deceived", "p_rail": "chain"}, "scammed"),
        (OWN, "mistaken_transfer", {"p_kind": "deceived"}, "scammed_own_keys"),
        (HELD, "scam_reported", {"p_given": "money"}, "scammed"),
        (OWN, "suspicious_login", {"p_what": "transfer"}, "scammed_own_keys"),
        (HELD, "account_locked", {"p_open": "no", "p_before": "travel"}, "account_locked"),
        (HELD, "account_locked", {"p_open": "no", "p_before": "wrong_password"}, "password_lost"),
        (OWN, "account_locked", {"p_open": "no", "p_what": "forgot"}, "password_lost_own_keys"),
        (OWN, "account_locked", {"p_open": "no", "p_what": "crash"}, "app_does_not_start_own_keys"),
        (OWN, "account_locked", {"p_open": "no", "p_what": "lost"}, "device_lost_own_keys"),
        (OWN, "account_locked", {"p_open": "no", "p_what": "fingerprint"}, "account_locked_own_keys"),
        (HELD, "customer_request", {"p_topic": "access", "p_access": "verification"}, "verification_failed"),
        (
            OWN,
            "customer_request",
            {"p_topic": "access", "p_access": "verification"},
            "verification_failed_own_keys",
        ),
        (HELD, "customer_request", {"p_topic": "access", "p_access": "device_lost"}, "device_lost"),
        (HELD, "customer_request", {"p_topic": "access", "p_access": "app"}, "app_does_not_start"),
        (HELD, "customer_request", {"p_topic": "fees"}, "fees"),
        (OWN, "customer_request", {"p_topic": "fees"}, "fees_own_keys"),
        (HELD, "onboarding_finished", {"p_stuck": "identity"}, "verification_failed"),
        (OWN, "routine_follow_up", {"p_trouble_kind": "app"}, "app_does_not_start_own_keys"),
    ],
)
def test_answers_propose_the_solution_that_is_for_them(custody, kind, said, slug):
    assert best(custody, kind, **said) == (slug, True)


@pytest.mark.parametrize(
    ("custody", "kind", "triage", "slug"),
    [
        (HELD, "mistaken_transfer", "platform_network", "mistaken_network"),
        (OWN, "mistaken_transfer", "contract", "mistaken_contract"),
        (OWN, "mistaken_transfer", "stranger", "mistaken_chain_address"),
        (OWN, "payment_not_arrived", "pending_bitcoin", "payment_pending_own_keys"),
        (OWN, "payment_not_arrived", "arrived", "token_not_shown"),
        (HELD, "payment_not_arrived", "platform_memo", "platform_without_memo"),
        (OWN, "payment_not_arrived", "taken", "scammed_own_keys"),
    ],
)
def test_what_the_chain_says_decides(custody, kind, triage, slug):
    assert best(custody, kind, event={"triage": triage}, p_arrived="no") == (slug, True)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("payment_not_arrived", {"p_arrived": "yes"}),
        ("mistaken_transfer", {"p_kind": "solved"}),
        ("account_locked", {"p_open": "yes"}),
        ("ticket_solved", {"p_solved": "yes"}),
        ("routine_follow_up", {"p_trouble": "no"}),
        ("onboarding_finished", {"p_done": "yes"}),
    ],
)
@pytest.mark.parametrize("custody", [HELD, OWN, MIXED])
def test_where_nothing_is_wrong_nothing_fits(custody, kind, said):
    assert best(custody, kind, **said) is None


def test_the_event_alone_says_more_than_a_guess_when_it_names_the_way():
    assert best(HELD, "payment_not_arrived", event={"rail": "bank_transfer"}) == (
        "payment_not_arrived_bank",
        True,
    )
    assert best(HELD, "payment_not_arrived") == ("payment_not_arrived_unclear", False)


def test_a_lost_device_that_is_only_mentioned_is_proposed_below_what_the_call_is_about():
    said = {"p_arrived": "no", "p_rail": "bank"}

    assert best(HELD, "payment_not_arrived", marks=("hazard.lost_device",), **said) == (
        "payment_not_arrived_bank",
        True,
    )
    assert best(HELD, "ticket_solved", marks=("hazard.lost_device",)) == ("device_lost", True)
