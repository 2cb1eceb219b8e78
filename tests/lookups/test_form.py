"""The questions of triage: every one is read, and stands there again afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from answerback.chains.triage import Case, Memo, judge
from answerback.lookups.filled import filled
from answerback.lookups.form import TriageForm, posted
from answerback.lookups.refusals import NoSuchTime
from answerback.lookups.telling import told

SHANGHAI = "Asia/Shanghai"
GIVEN = {
    "transaction": "0x" + "1" * 64,
    "is_transaction": "yes",
    "chosen": "bsc",
    "expected": "ethereum",
    "sent_to": "own",
    "sent_from": "stranger",
    "recipient": "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359",
    "meant": "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    "memo": "wrong",
    "was_deceived": "no",
    "sent_at": "2026-11-22T12:05",
    "user_sent_it": "no",
    "copied_from_history": "yes",
    "holds_key": "no",
    "key_is_known": "yes",
    "token": "0xdac17f958d2ee523a2206206994597c13d831ec7",
    "is_listed": "no",
    "is_below_minimum": "yes",
    "is_withdrawal": "yes",
    "other_asset": "bch",
}


def test_every_answer_stands_in_the_form_again() -> None:
    """Whether it is a transaction id is asked anew: what is typed next may be a key."""
    given, everywhere = posted({**GIVEN, "everywhere": "yes"}, zone=SHANGHAI)
    again = filled(Case(told(given).story), {}, zone=SHANGHAI)
    assert "is_transaction" not in again
    assert ({**again, "is_transaction": "yes"}, everywhere) == (GIVEN, True)
    assert set(GIVEN) | {"everywhere"} == set(TriageForm.base_fields)


def test_rows_of_other_coins_and_unlisted_tokens_are_reached_from_the_form() -> None:
    rows = [
        {"other_asset": "bep2"},
        {"other_asset": "bch", "chosen": "bitcoin"},
        {"sent_to": "platform", "is_listed": "no"},
        {"sent_to": "platform", "is_below_minimum": "yes"},
        {"was_deceived": "yes"},
        {"key_is_known": "yes"},
        {"is_withdrawal": "yes"},
        {"recipient": GIVEN["token"], "token": GIVEN["token"]},
    ]
    codes = [judge(Case(told(posted(row, zone=SHANGHAI)[0]).story)).code for row in rows]
    assert codes == [
        "beacon_chain",
        "bitcoin_cash",
        "platform_unlisted",
        "platform_minimum",
        "deceived",
        "key_known",
        "withdrawal",
        "token_itself",
    ]


def test_what_a_friend_sent_is_no_theft() -> None:
    given, _ = posted({"sent_from": "stranger", "user_sent_it": "no"}, zone=SHANGHAI)
    assert judge(Case(told(given).story)).code == "unclear"


def test_time_is_read_on_the_customers_clock() -> None:
    given, _ = posted({"sent_at": "2026-11-22T12:05"}, zone=SHANGHAI)
    assert told(given).story.sent_at == datetime(2026, 11, 22, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01T00:00", "12:05"])
def test_what_is_no_time_is_refused(text: str) -> None:
    given, _ = posted({"sent_at": text}, zone=SHANGHAI)
    with pytest.raises(NoSuchTime):
        told(given)


def test_who_says_nothing_of_the_memo_does_not_know_it() -> None:
    given, _ = posted({}, zone=SHANGHAI)
    assert told(given).story.memo is Memo.UNKNOWN
    assert TriageForm.base_fields["memo"].choices[0][0] == ""  # type: ignore[attr-defined]


EVENT = {
    "chain": "bsc",
    "expected_chain": "ethereum",
    "destination": "platform",
    "sent_at": "2026-11-22T12:05:00+08:00",
    "transaction": "0x" + "1" * 64,
    "recipient": "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359",
}


def test_event_fills_the_form() -> None:
    assert filled(None, EVENT, zone="UTC") == {
        "transaction": EVENT["transaction"],
        "chosen": "bsc",
        "expected": "ethereum",
        "recipient": EVENT["recipient"],
        "sent_to": "platform",
        "sent_at": "2026-11-22T04:05",
        "was_deceived": "",
        "key_is_known": "",
    }


@pytest.mark.parametrize(
    ("facts", "was_deceived", "key_is_known"),
    [
        ({}, "yes", ""),
        ({"lost_money": True, "told_secret": True}, "yes", "yes"),
        ({"lost_money": False}, "", ""),
    ],
)
def test_report_of_a_fraud_answers_whether_somebody_got_him_to(
    facts: dict[str, object], was_deceived: str, key_is_known: str
) -> None:
    found = filled(None, facts, zone="UTC", is_scam=True)
    assert (found["was_deceived"], found["key_is_known"]) == (was_deceived, key_is_known)


@pytest.mark.parametrize(
    "facts", [{"chain": "dogecoin"}, {"sent_at": "soon"}, {"sent_at": 5}, {"destination": "moon"}]
)
def test_what_the_form_does_not_offer_is_left_out(facts: dict[str, object]) -> None:
    assert set(filled(None, facts, zone="UTC").values()) == {""}
