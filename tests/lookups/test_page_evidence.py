"""What a verdict rests on, as a page shows it: whole addresses, amounts exact, troubles in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.translation import override

from answerback.chains import Chain
from answerback.chains.approvals import Threat
from answerback.chains.sightings import About, NodeTrouble, Permission, Status, Transfer, TroubleKind
from answerback.chains.triage import Case, Story
from answerback.lookups.page_evidence import MOST_MOVES, Groups, page_evidence
from tests.chains.triage.cases import ALICE, BOB, NOON, USDT, USDT_TO_BOB, case, seen

ALIKE = "0xfb6" + "a" * 33 + "d359"
ON_EOS = Transfer("alice", "binancecleos", 10_000, decimals=4)


def text(groups: Groups) -> str:
    return "".join(piece.text for group in groups for piece in group)


def differing(groups: Groups) -> str:
    return "".join(piece.text for group in groups for piece in group if piece.differs)


def test_payment_is_shown_with_amount_token_and_whole_addresses() -> None:
    shown = page_evidence(case(seen(transfers=(USDT_TO_BOB,), fee=21_000 * 10**9, signer=ALICE)))
    (move,) = shown.moves
    assert (move.amount, text(move.sender), text(move.recipient), text(move.token)) == (
        "5 USDT",
        ALICE,
        BOB,
        USDT,
    )
    assert (shown.chain, shown.status, shown.fee, shown.signer) == (
        "Ethereum",
        "Final: it cannot be called back",
        "0.000021 ETH",
        (),
    )


def test_token_that_is_on_no_list_has_no_name_and_no_decimals() -> None:
    fake = replace(USDT_TO_BOB, symbol="", decimals=None, amount=5_000_000)
    (move,) = page_evidence(case(seen(transfers=(fake,)))).moves
    assert move.amount == "5,000,000 smallest units of a token that is not on our list"


def test_memo_is_shown() -> None:
    (move,) = page_evidence(
        case(seen(chain=Chain.EOS, transfers=(replace(ON_EOS, memo="10442"),)), recipient="binancecleos")
    ).moves
    assert (move.amount, move.memo) == ("1 EOS", "10442")


@pytest.mark.parametrize(
    ("more", "english", "chinese"),
    [
        (
            {"status": Status.CONFIRMED, "confirmations": 2, "needed": 6},
            "Confirmed 2 of 6",
            "已确认2次，共需6次",
        ),
        (
            {"status": Status.CONFIRMED, "confirmations": 7},
            "In a block, 7 deep, not final yet",
            "已进入区块（7次确认），尚未最终确认",
        ),
        ({"status": Status.PENDING}, "Waiting, in no block yet", "等待中，尚未进入区块"),
        ({"status": Status.FAILED}, "In a block, but failed", "已进入区块，但执行失败"),
    ],
)
def test_how_far_it_has_come_is_said_in_both_languages(
    more: dict[str, object], english: str, chinese: str
) -> None:
    told = case(seen(**more))
    with override("zh-hans"):
        in_chinese = page_evidence(told).status
    assert (page_evidence(told).status, in_chinese) == (english, chinese)


def test_look_alike_stands_beside_the_right_address_with_what_differs_marked() -> None:
    told = case(seen(transfers=(replace(USDT_TO_BOB, recipient=ALIKE),)), recipient=ALIKE, meant=BOB)
    shown = page_evidence(told)
    assert (text(shown.paid), text(shown.other), shown.is_known) == (ALIKE, BOB, False)
    assert (len(differing(shown.paid)), differing(shown.moves[0].recipient)) == (31, differing(shown.paid))


def test_address_of_an_earlier_payment_is_called_that() -> None:
    told = case(seen(transfers=(replace(USDT_TO_BOB, recipient=ALIKE),)), recipient=ALIKE)
    shown = page_evidence(replace(told, payees=(ALICE, BOB)))
    assert (text(shown.other), shown.is_known) == (BOB, True)


def test_payment_this_is_about_comes_first_and_few_of_very_many_are_shown() -> None:
    others = tuple(replace(USDT_TO_BOB, recipient=f"0x{at:040x}") for at in range(1, 200))
    shown = page_evidence(case(seen(transfers=(*others, USDT_TO_BOB))))
    assert (text(shown.moves[0].recipient), len(shown.moves), shown.more) == (BOB, MOST_MOVES, 194)


@pytest.mark.parametrize(("days", "is_other"), [(3, True), (0, False)])
def test_block_of_another_day_than_the_user_says_is_remarked(days: int, is_other: bool) -> None:
    told = case(seen(block_time=NOON - timedelta(days=days)), sent_at=NOON)
    assert page_evidence(told).is_other_time is is_other


@pytest.mark.parametrize(
    ("kind", "about", "said"),
    [
        (TroubleKind.TIMEOUT, About.TRANSACTION, "BNB Smart Chain: the node did not answer in time."),
        (TroubleKind.DISAGREE, About.TRANSACTION, "BNB Smart Chain: two nodes say different things."),
        (
            TroubleKind.TIMEOUT,
            About.APPROVALS,
            "BNB Smart Chain: approvals could not be looked up. There may be some.",
        ),
    ],
)
def test_node_that_was_no_help_is_named_by_its_chain(kind: TroubleKind, about: About, said: str) -> None:
    shown = page_evidence(Case(Story(), troubles=(NodeTrouble(Chain.BSC, kind, about),) * 2))
    assert (shown.troubles, bool(shown)) == ((said,), True)


@pytest.mark.parametrize("about", list(About))
@pytest.mark.parametrize("kind", list(TroubleKind))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_trouble_has_words(kind: TroubleKind, about: About, language: str) -> None:
    with override(language):
        (said,) = page_evidence(Case(Story(), troubles=(NodeTrouble(Chain.TRON, kind, about),))).troubles
    assert (said.startswith("波场：" if language == "zh-hans" else "TRON: "), "%" in said) == (True, False)


def allowed(**more: object) -> Permission:
    return replace(Permission("erc20", BOB, USDT, symbol="USDT", decimals=6), **more)


@pytest.mark.parametrize(
    ("threat", "amount"),
    [
        (Threat("unlimited", allowed(), None, chain=Chain.ETHEREUM), "Everything, now and later"),
        (Threat("limited", allowed(amount=9), 2_500_000, chain=Chain.ETHEREUM), "2.5 USDT"),
        (
            Threat("limited", allowed(symbol="", decimals=None), 12_000, chain=Chain.ETHEREUM),
            "12,000 smallest units of a token that is not on our list",
        ),
        (
            Threat("item", allowed(kind="erc721", item=17), None, chain=Chain.ETHEREUM),
            "The item with the number 17",
        ),
    ],
)
def test_what_others_may_take_is_said_with_how_much_and_how_to_end_it(threat: Threat, amount: str) -> None:
    (one,) = page_evidence(Case(Story(), approvals=(threat,))).takings
    assert (one.amount, text(one.holder), one.chain, bool(one.end)) == (amount, BOB, "Ethereum", True)


def test_ending_an_approval_is_called_useless_when_the_key_is_known() -> None:
    (one,) = page_evidence(
        Case(Story(), approvals=(Threat("unlimited", allowed(), None, helps=False),))
    ).takings
    assert one.end.startswith("Ending the permission does not help")


def test_nothing_asked_shows_nothing() -> None:
    assert not page_evidence(Case(Story()))


def test_transfer_of_coins_without_decimals_is_told_in_the_coin_of_the_chain() -> None:
    (move,) = page_evidence(case(seen(chain=Chain.BITCOIN, transfers=(Transfer("", BOB, 150_000),)))).moves
    assert move.amount == "0.0015 BTC"
