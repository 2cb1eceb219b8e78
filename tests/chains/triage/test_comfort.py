"""Nobody is told that nothing is lost, or to wait, while what that rests on is not known."""

from dataclasses import replace

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import AccountKind, Grant, Status
from answerback.chains.triage import Case, Party, Question, Story, Who, judge
from tests.chains.triage.cases import (
    ALICE,
    BOB,
    BRIDGED,
    DRAINER,
    OWN,
    PLATFORM,
    TO_BOB,
    USDT,
    USDT_TO_BOB,
    at,
    case,
    seen,
)

ALIKE = "0xfb6" + "a" * 33 + "d359"
TO_ALIKE = replace(TO_BOB, recipient=ALIKE)
FROM_STRANGER = {"sent_from": Party.STRANGER}
FROM_PLATFORM = {"sent_from": Party.PLATFORM}
UNLISTED = replace(USDT_TO_BOB, token=ALICE, symbol="")


@pytest.mark.parametrize("move", [TO_BOB, USDT_TO_BOB])
def test_final_transaction_of_who_says_nothing_else_is_not_called_arrived(move: object) -> None:
    verdict = judge(Case(Story(transaction="0x" + "1" * 64), (seen(transfers=(move,)),)))
    assert (verdict.code, verdict.who) == ("whose_address", Who.UNKNOWN)
    assert set(verdict.ask) == {
        Question.EXPECTED,
        Question.SENT_TO,
        Question.RECIPIENT,
        Question.USER_SENT_IT,
        Question.WAS_DECEIVED,
    }


def test_own_wallet_without_its_address_is_asked_for_the_address() -> None:
    verdict = judge(case(seen(), recipient="", **OWN))
    assert (verdict.code, Question.RECIPIENT in verdict.ask) == ("whose_address", True)


def test_block_that_is_not_final_yet_is_no_comfort_either() -> None:
    verdict = judge(case(seen(Status.CONFIRMED)))
    assert (verdict.code, verdict.who, Question.SENT_TO in verdict.ask) == (
        "not_yet_final",
        Who.UNKNOWN,
        True,
    )


@pytest.mark.parametrize("chosen", [Chain.ETHEREUM, Chain.BSC])
def test_other_address_than_the_platform_gave_is_not_taken_for_the_platform_s(chosen: Chain) -> None:
    told = case(seen(chain=chosen), meant=ALICE, expected=Chain.ETHEREUM, **PLATFORM)
    assert (judge(told).code, judge(told).who) == ("platform_other_address", Who.UNKNOWN)


def test_deposit_is_compared_with_what_the_platform_asked_for() -> None:
    assert judge(case(seen(), recipient="", **PLATFORM)).ask == (Question.EXPECTED, Question.RECIPIENT)
    assert judge(case(seen(), expected=Chain.ETHEREUM, **PLATFORM)).ask == ()


def test_look_alike_of_the_own_wallet_is_poisoning_though_he_calls_it_his_own() -> None:
    told = case(seen(transfers=(TO_ALIKE,)), recipient=ALIKE, meant=BOB, **OWN)
    assert (judge(told).code, judge(told).ask) == ("poisoned", (Question.HOLDS_KEY,))


def test_planted_look_alike_is_poisoning_though_he_calls_it_his_own_and_names_no_other() -> None:
    told = case(seen(transfers=(TO_ALIKE,)), recipient=ALIKE, **OWN)
    verdict = judge(replace(told, payees=(BOB,), planted=(ALIKE,)))
    assert (verdict.code, "arrived" in verdict.also) == ("poisoned", False)


@pytest.mark.parametrize("expected", [None, Chain.BSC])
@pytest.mark.parametrize("holds_key", [None, False])
def test_address_that_was_not_meant_is_the_own_only_with_its_key(
    expected: Chain | None, holds_key: bool | None
) -> None:
    unused = at(BOB, AccountKind.NONE, has_acted=False)
    told = case(seen(), unused, meant=ALICE, expected=expected, holds_key=holds_key, **OWN)
    verdict = judge(told)
    assert (verdict.code, Question.HOLDS_KEY in verdict.ask) == ("own_claimed", holds_key is None)


WRONG = {
    "another address": {"meant": ALICE},
    "another network": {"expected": Chain.BSC},
    "copied": {"meant": ALICE, "copied_from_history": True},
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("chain", [Chain.ETHEREUM, Chain.TRON, Chain.SOLANA])
def test_platform_is_called_while_its_wrong_payment_still_waits(wrong: str, chain: Chain) -> None:
    verdict = judge(case(seen(Status.PENDING, chain), **WRONG[wrong], **FROM_PLATFORM))
    assert (verdict.code, verdict.who) == ("platform_stop_now", Who.SENDER_PLATFORM)


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_payment_on_a_chain_without_replacing_is_not_told_to_wait(wrong: str) -> None:
    verdict = judge(case(seen(Status.PENDING, Chain.SOLANA), **WRONG[wrong]))
    assert (verdict.code, verdict.who) == ("going_wrong", Who.UNKNOWN)


def test_payment_to_nobody_s_address_that_still_waits_is_cancelled() -> None:
    burnt = "0x" + "0" * 36 + "dead"
    moved = replace(TO_BOB, recipient=burnt)
    assert judge(case(seen(Status.PENDING, transfers=(moved,)), recipient=burnt)).code == "cancel_now"


@pytest.mark.parametrize("told", [{"meant": ALICE}, {"expected": Chain.BSC}, {}])
def test_replaced_payment_may_have_been_sped_up_so_the_other_id_is_asked_for(told: dict[str, object]) -> None:
    verdict = judge(case(seen(Status.REPLACED), **told))
    assert (verdict.who, verdict.ask[0]) == (Who.UNKNOWN, Question.TRANSACTION)


def test_dropped_payment_may_come_back() -> None:
    assert judge(case(seen(Status.DROPPED))).who is Who.UNKNOWN


@pytest.mark.parametrize("called", ["", "0x6a761202"])
def test_unlisted_token_at_a_platform_is_not_called_arrived(called: str) -> None:
    told = case(seen(transfers=(UNLISTED,), called=called), symbol="USDT", **PLATFORM)
    assert (judge(told).code, judge(told).who) == ("token_unknown", Who.UNKNOWN)


@pytest.mark.parametrize(
    ("said", "party", "code"),
    [
        ("USDT", Party.OWN, "other_token"),
        ("usdt-trc20", Party.PLATFORM, "other_token_platform"),
        ("usdc", Party.OWN, "token_not_shown"),
        ("USDC.e", Party.OWN, "token_not_shown"),
        ("", Party.OWN, "token_not_shown"),
    ],
)
def test_token_by_the_name_said_is_compared_with_the_one_that_moved(
    said: str, party: Party, code: str
) -> None:
    moved = replace(USDT_TO_BOB, token=BRIDGED, symbol="USDC")
    assert judge(case(seen(transfers=(moved,)), symbol=said, sent_to=party)).code == code


NO_HARM = [seen(), seen(transfers=(USDT_TO_BOB,)), seen(Status.FAILED)]


@pytest.mark.parametrize("place", range(len(NO_HARM)))
def test_nothing_is_called_safe_where_somebody_else_may_take(place: int) -> None:
    told = case(NO_HARM[place], **OWN)
    grave, slight = replace(told, approvals=(DRAINER,)), replace(DRAINER, is_grave=False)
    assert (judge(grave).code, judge(grave).also[0]) == ("exposed", judge(told).code)
    assert judge(replace(told, approvals=(slight,))) == judge(told)


def test_grave_permission_does_not_hide_where_the_money_went() -> None:
    told = replace(case(seen(), meant=ALICE), approvals=(DRAINER,))
    assert (judge(told).code, "exposed" in judge(told).also) == ("stranger", True)
    assert judge(replace(case(seen()), approvals=(DRAINER,))).code == "whose_address"


def test_id_of_an_approval_is_said_to_be_one_though_no_address_is_named() -> None:
    allowed = seen(transfers=(), grants=(Grant(ALICE, BOB, "erc20", USDT),))
    assert judge(case(allowed, recipient="", sent_from=Party.OWN)).code == "approval"


def test_first_of_several_movements_is_not_taken_for_the_payment() -> None:
    change, payment = replace(TO_BOB, recipient=ALICE), TO_BOB
    several = seen(chain=Chain.BITCOIN, transfers=(change, payment))
    told = case(several, recipient="", **OWN)
    assert (told.transfer, judge(told).code) == (None, "whose_address")
    assert Question.RECIPIENT in judge(told).ask
    assert case(several, **OWN).transfer == payment


def test_batch_of_pictures_is_still_known_for_one() -> None:
    picture = replace(USDT_TO_BOB, amount=0, signed_by_sender=False)
    told = case(
        seen(transfers=(picture, replace(picture, recipient=ALICE))), recipient="", user_sent_it=False
    )
    assert judge(told).code == "unsigned"


@pytest.mark.parametrize("party", [Party.OWN, Party.PLATFORM])
@pytest.mark.parametrize("status", [Status.FAILED, Status.DROPPED, Status.REPLACED])
@pytest.mark.parametrize("chain", [Chain.ETHEREUM, Chain.TRON])
def test_who_was_to_be_paid_hears_that_he_was_not(party: Party, status: Status, chain: Chain) -> None:
    verdict = judge(case(seen(status, chain), sent_to=party, **FROM_STRANGER))
    assert (verdict.code, verdict.who) == ("not_paid", Who.STRANGER)


@pytest.mark.parametrize("chain", [Chain.BITCOIN, Chain.ETHEREUM, Chain.TRON])
@pytest.mark.parametrize("told", [FROM_STRANGER, {"user_sent_it": False}])
def test_who_waits_for_somebody_s_payment_is_not_told_to_use_the_sending_wallet(
    chain: Chain, told: dict[str, object]
) -> None:
    verdict = judge(case(seen(Status.PENDING, chain, nonce_gap=1), **OWN, **told))
    assert (verdict.code, verdict.who) == ("not_paid_yet", Who.STRANGER)


def test_stopped_chain_is_the_user_s_to_leave_only_where_the_account_is_his() -> None:
    assert judge(case(seen(chain=Chain.OKTC))).code == "whose_address"
