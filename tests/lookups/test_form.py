"""The questions of triage: every one is read, and stands there again afterwards."""

from __future__ import annotations

from answerback.chains.triage import Case, judge
from answerback.lookups.form import TriageForm, filled, posted
from answerback.lookups.telling import told

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
    "user_sent_it": "no",
    "copied_from_history": "yes",
    "holds_key": "no",
    "token": "0xdac17f958d2ee523a2206206994597c13d831ec7",
    "is_listed": "no",
    "is_withdrawal": "yes",
    "other_asset": "bch",
}


def test_every_answer_stands_in_the_form_again() -> None:
    """Whether it is a transaction id is asked anew: what is typed next may be a key."""
    given, everywhere = posted({**GIVEN, "everywhere": "yes"})
    again = filled(Case(told(given).story), {})
    assert ({**again, "is_transaction": "yes"}, everywhere) == (GIVEN, True)
    assert set(GIVEN) | {"everywhere"} == set(TriageForm.base_fields)


def test_rows_of_other_coins_and_unlisted_tokens_are_reached_from_the_form() -> None:
    rows = [
        {"other_asset": "bep2"},
        {"other_asset": "bch", "chosen": "bitcoin"},
        {"sent_to": "platform", "is_listed": "no"},
        {"is_withdrawal": "yes"},
        {"recipient": GIVEN["token"], "token": GIVEN["token"]},
    ]
    codes = [judge(Case(told(posted(row)[0]).story)).code for row in rows]
    assert codes == ["beacon_chain", "bitcoin_cash", "platform_unlisted", "withdrawal", "token_itself"]


def test_what_a_friend_sent_is_no_theft() -> None:
    given, _ = posted({"sent_from": "stranger", "user_sent_it": "no"})
    assert judge(Case(told(given).story)).code == "unclear"
