"""The proof of a call in the portal: offered in the record once it may be read, to the one who was rung alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from answerback.callbacks.models import Attempt, Callback
from answerback.proofs import keep_log
from answerback.proofs.issue import Leg, issue, release
from answerback.proofs.models import Proof
from tests.cast import Cast

AT = datetime.now(UTC) - timedelta(minutes=1)


@pytest.fixture
def proof(cast: Cast, callback: Callback) -> Proof:
    """A call on this callback that was answered and confirmed."""
    attempt = Attempt.objects.create(
        wallet=cast.wallet,
        callback=callback,
        agent=cast.agent,
        number=1,
        line="simulator",
        last_two="01",
        state="ended",
        outcome="spoke",
        intended_at=AT,
        placed_at=AT,
        answered_at=AT,
        media_at=AT,
        confirmed_at=AT,
        ended_at=AT,
    )
    leg = Leg(attempt.id, "simulator", "+864000000188", "+8617000000001", "支付不到账", (), "1001", AT)
    with transaction.atomic():
        made = issue(cast.customer, leg)
        release(cast.wallet.id, attempt.id, at=AT)
    return made


def test_record_offers_the_proof_and_the_page_says_what_it_proves(
    user: Client, callback: Callback, proof: Proof
) -> None:
    record = user.get(f"/my/callbacks/{callback.id}").content.decode()
    page = user.get(f"/my/proofs/{proof.address}").content.decode()

    assert f'href="/my/proofs/{proof.address}"' in record
    assert "岚月支付 rang your number ending 01, and the call was answered." in page
    assert "It proves one call that is over." in page
    assert "17000000001" not in page.partition('<script id="call-proof"')[0]


def test_page_speaks_chinese(user: Client, proof: Proof, settings) -> None:
    user.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    page = user.get(f"/my/proofs/{proof.address}").content.decode()
    assert "岚月支付拨打了您尾号为 01 的电话，电话已接通。" in page


def test_file_is_what_the_command_reads(user: Client, proof: Proof) -> None:
    keep_log.step(AT)
    answer = user.get(f"/my/proofs/{proof.address}/file")
    kept = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="call-proof.json"'
    assert sorted(kept) == ["chain", "log", "logged_by", "nonce", "token", "v"]
    assert kept["log"]["size"] == 8


def test_stranger_finds_what_never_was(stranger: Client, user: Client, proof: Proof) -> None:
    for path in ("", "/file"):
        not_his = stranger.get(f"/my/proofs/{proof.address}{path}")
        not_there = stranger.get(f"/my/proofs/{'0' * 32}{path}")
        assert (not_his.status_code, not_there.status_code) == (404, 404)
        assert len(not_his.content) == len(not_there.content)
        assert user.get(f"/my/proofs/{proof.address}{path}").status_code == 200


def test_nothing_is_offered_before_the_call_is_confirmed_or_over(
    user: Client, callback: Callback, proof: Proof
) -> None:
    Proof.objects.for_wallet(proof.wallet_id).update(readable_at=None)
    assert "/my/proofs/" not in user.get(f"/my/callbacks/{callback.id}").content.decode()
    assert user.get(f"/my/proofs/{proof.address}").status_code == 404


def test_without_a_session_nothing_is_shown(client: Client, proof: Proof, settings) -> None:
    host = settings.ORIGINS["portal"].split("://")[1]
    assert client.get(f"/my/proofs/{proof.address}", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("path", ["", "/file"])
def test_unreadable_proof_and_one_that_never_was_are_one_answer_by_any_method(
    user: Client, proof: Proof, path: str
) -> None:
    Proof.objects.for_wallet(proof.wallet_id).update(readable_at=None)
    asked = [f"/my/proofs/{address}{path}" for address in (proof.address, "0" * 32)]

    for method in (user.get, user.head, user.options, user.post):
        hidden, absent = (method(address, headers={"range": "bytes=0-9"}) for address in asked)
        assert hidden.status_code == absent.status_code
        assert hidden.status_code in (403, 404, 405)
        assert len(hidden.content) == len(absent.content)
        assert hidden.headers.keys() == absent.headers.keys()


@pytest.mark.parametrize("path", ["", "/file"])
def test_no_cache_keeps_a_proof(user: Client, proof: Proof, path: str) -> None:
    answer = user.get(f"/my/proofs/{proof.address}{path}")

    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
