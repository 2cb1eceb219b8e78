"""`/api/v1/proofs/{address}`: for the wallet that rang; for every other key there is nothing there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from answerback.proofs import keep_log
from answerback.proofs.issue import Leg, issue, release
from answerback.proofs.models import Proof
from tests.api.cast import Machine, json_of

AT = datetime.now(UTC) - timedelta(minutes=1)


@pytest.fixture
def proof(lanyue, customer) -> Proof:
    leg = Leg(customer.id, "simulator", "+864000000188", "+8617000000001", "支付不到账", (), "1001", AT)
    with transaction.atomic():
        made = issue(customer, leg)
        release(lanyue.id, customer.id, at=AT)
    return made


def test_own_wallet_reads_token_nonce_chain_and_place(machine: Machine, proof: Proof) -> None:
    before = json_of(machine.call("GET", f"/v1/proofs/{proof.address}"))
    keep_log.step(AT)
    after = json_of(machine.call("GET", f"/v1/proofs/{proof.address}"))

    assert sorted(before) == ["chain", "log", "logged_by", "nonce", "token", "v"]
    assert before["log"] is None
    assert before | {"log": after["log"]} == after
    assert sorted(after["log"]) == ["checkpoint", "inclusion", "index", "size"]
    assert after["log"]["size"] == 8 and len(after["log"]["inclusion"]) == 3


def test_another_wallets_key_finds_what_never_was(
    machine: Machine, other_machine: Machine, proof: Proof
) -> None:
    not_yours = other_machine.call("GET", f"/v1/proofs/{proof.address}")
    not_there = other_machine.call("GET", f"/v1/proofs/{'0' * 32}")

    assert (not_yours.status_code, not_there.status_code) == (404, 404)
    assert {**json_of(not_yours), "instance": ""} == {**json_of(not_there), "instance": ""}
    assert len(not_yours.content) == len(not_there.content)
    assert machine.call("GET", f"/v1/proofs/{proof.address}").status_code == 200


def test_proof_of_an_unconfirmed_call_is_not_there(machine: Machine, proof: Proof) -> None:
    Proof.objects.for_wallet(proof.wallet_id).update(readable_at=None)
    assert machine.call("GET", f"/v1/proofs/{proof.address}").status_code == 404


@pytest.mark.parametrize("address", ["", "x", "%00", "a" * 5000, "../proofs", "岚月"])
def test_address_that_is_none_is_not_there(machine: Machine, proof: Proof, address: str) -> None:
    assert machine.call("GET", f"/v1/proofs/{address}").status_code == 404


def test_nothing_is_read_without_a_key(machine: Machine, proof: Proof) -> None:
    assert Machine("").call("GET", f"/v1/proofs/{proof.address}").status_code == 401
