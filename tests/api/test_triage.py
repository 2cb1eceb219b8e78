"""A wallet's backend asks what happened to a payment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from answerback.api.triage_evidence import shown_evidence
from answerback.chains import Chain
from answerback.chains.approvals import Threat
from answerback.chains.sightings import About, NodeTrouble, Permission, TroubleKind
from tests.api.cast import json_of
from tests.chains.triage.cases import ALICE, BOB, USDT, USDT_TO_BOB, case, seen

if TYPE_CHECKING:
    from answerback.customers.models import Customer
    from tests.api.cast import Machine

ALIKE = "0xfb6" + "a" * 33 + "d359"
WRONG_NETWORK = {"chosen": "bsc", "expected": "ethereum", "sent_to": "platform", "recipient": "0x" + "b" * 40}


def test_verdict_says_what_happened_who_can_help_and_what_it_rests_on(machine: Machine) -> None:
    response = machine.call("POST", "/v1/triage", WRONG_NETWORK)
    answer = json_of(response)
    assert (response.status_code, answer["code"], answer["who"], answer["chain"], answer["looked"]) == (
        200,
        "platform_network",
        "platform",
        "bsc",
        [],
    )
    assert answer["rests_on"].startswith("No chain was asked")
    assert "Only the receiving platform" in answer["cost"]


def test_verdict_speaks_chinese_when_asked(machine: Machine) -> None:
    answer = json_of(machine.call("POST", "/v1/triage", WRONG_NETWORK | {"language": "zh-hans"}))
    assert "收款平台" in answer["cost"]


def test_verdict_is_kept_with_the_customer(machine: Machine, customer: Customer) -> None:
    from answerback.lookups.queries import of_customer

    machine.call("POST", "/v1/triage", WRONG_NETWORK | {"customer": customer.external_id})
    assert [row.code for row in of_customer(customer.wallet, customer.id)] == ["platform_network"]


def test_customer_of_another_wallet_does_not_exist(other_machine: Machine, customer: Customer) -> None:
    response = other_machine.call("POST", "/v1/triage", WRONG_NETWORK | {"customer": customer.external_id})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"recipient": "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"}, 422, "lookups.secret"),
        ({"transaction": "1" * 64}, 409, "lookups.is_it_a_transaction"),
        ({"transaction": "nonsense"}, 422, "lookups.unreadable"),
        ({"symbol": "a b"}, 422, "lookups.choice"),
    ],
)
def test_secret_or_nonsense_is_a_problem_that_repeats_nothing(
    machine: Machine, body: dict[str, Any], status: int, code: str
) -> None:
    response = machine.call("POST", "/v1/triage", body)
    told = json_of(response)
    assert (response.status_code, told["code"]) == (status, code)
    assert next(iter(body.values())) not in response.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        {"chosen": "dogecoin"},
        {"who": "me"},
        {"minimum": "-1"},
        {"minimum": 5},
        {"sent_at": "today"},
        {"holds_key": "yes"},
    ],
)
def test_body_of_another_shape_is_refused(machine: Machine, body: dict[str, Any]) -> None:
    assert machine.call("POST", "/v1/triage", body).status_code in (400, 422)


def test_a_key_that_may_only_read_makes_no_triage(machine: Machine, customer: Customer) -> None:
    from answerback.wallets.kinds import Scope
    from tests.api.cast import a_machine

    reader = a_machine(customer.wallet, Scope.READ)
    assert reader.call("POST", "/v1/triage", WRONG_NETWORK).status_code == 403


def test_without_a_node_there_is_no_evidence_and_none_is_made_up(machine: Machine) -> None:
    answer = json_of(machine.call("POST", "/v1/triage", WRONG_NETWORK | {"was_deceived": False}))
    fields = ("evidence", "resembles", "troubles", "takings")
    assert [answer[name] for name in fields] == [[], None, [], []]


def test_who_was_persuaded_is_told_to_pay_nothing_more(machine: Machine) -> None:
    answer = json_of(machine.call("POST", "/v1/triage", WRONG_NETWORK | {"was_deceived": True}))
    assert (answer["code"], answer["who"], answer["next"][0][:17]) == (
        "deceived",
        "nobody",
        "Pay nothing more:",
    )


def test_evidence_is_exact_and_complete() -> None:
    """Amounts as text: many readers of JSON lose digits beyond fifteen."""
    move = replace(USDT_TO_BOB, amount=10**30 + 1, recipient=ALIKE)
    taking = Threat(
        "unlimited", Permission("erc20", BOB, USDT), None, chain=Chain.BSC, account=ALICE, helps=False
    )
    trouble = NodeTrouble(Chain.BSC, TroubleKind.TIMEOUT, About.APPROVALS)
    told = replace(case(seen(transfers=(move,), fee=7), meant=BOB), troubles=(trouble,), approvals=(taking,))
    shown = shown_evidence(told, language="en")
    (sighting,), (threat,) = shown["evidence"], shown["takings"]
    assert sighting["transfers"] == [
        {
            "sender": ALICE,
            "recipient": ALIKE,
            "amount": "1000000000000000000000000000001",
            "decimals": 6,
            "symbol": "USDT",
            "token": USDT,
            "memo": "",
            "signed_by_sender": True,
        }
    ]
    assert (sighting["status"], sighting["fee"], sighting["needed"]) == ("final", "7", None)
    assert (shown["resembles"]["known"], len(shown["resembles"]["differing"])) == (BOB, 31)
    assert shown["troubles"] == [{"chain": "bsc", "kind": "timeout", "about": "approvals"}]
    assert (threat["amount"], threat["ending_helps"], threat["holder"]) == (None, False, BOB)
    assert threat["end"].startswith("Ending the permission does not help")
