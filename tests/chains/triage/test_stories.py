"""What people say who lost or miss money, in their own words, and the row that must answer them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from answerback.chains import Chain
from answerback.chains.sightings import AccountKind, Status, Transfer
from answerback.chains.triage import Case, Memo, Party, Story, Who, judge
from tests.chains.triage.cases import (
    ALICE,
    BOB,
    BRIDGED,
    BSC_FOR_ETH,
    DOT,
    DUST,
    EVM_ON_TRON,
    KSM_SAME,
    NOON,
    ON_BSC,
    OWN,
    PLATFORM,
    SOL,
    SOL_A,
    SOL_PROGRAM,
    SPL,
    THE_SAME_ON_EVM,
    TO_BOB,
    TRC20,
    USDT,
    USDT_TO_BOB,
    at,
    case,
    seen,
)

FROM_PLATFORM = {"sent_from": Party.PLATFORM}
ALIKE = "0xfb6" + "a" * 33 + "d359"
SLIPPED = "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d358"
MALLORY = "0x" + "c" * 40
TO_MALLORY = replace(TO_BOB, recipient=MALLORY)
BTC = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
ZERO = "0x" + "0" * 40
FAKE = replace(USDT_TO_BOB, token=ALICE, symbol="", signed_by_sender=False)
UNLISTED = replace(USDT_TO_BOB, token=ALICE, symbol="", signed_by_sender=None)
TO_TRON = replace(TRC20, recipient=EVM_ON_TRON)
ON_TRON = seen(chain=Chain.TRON, transfers=(TO_TRON,))
TRON = {"recipient": EVM_ON_TRON}
ON_EOS = Transfer("alice", "binancecleos", 10_000, decimals=4)

STORIES: dict[str, tuple[Case, str]] = {
    "交易所提币半小时了，没有交易号": (case(transaction="", **FROM_PLATFORM), "not_sent"),
    "提币到另一家交易所，网络选错了，手头没有交易号": (
        case(transaction="", **FROM_PLATFORM, **BSC_FOR_ETH, **PLATFORM),
        "platform_network",
    ),
    "I forgot the memo on EOS and cannot find the id": (
        case(transaction="", **FROM_PLATFORM, memo=Memo.MISSING, **PLATFORM),
        "platform_memo",
    ),
    "对方给我一个交易号说已经付了，链上查不到": (case(seen(Status.UNKNOWN)), "nowhere"),
    "the node I saw it on has lost it": (case(seen(Status.DROPPED)), "dropped"),
    "买家先付款，后来被他自己的交易取代": (case(seen(Status.REPLACED, Chain.BITCOIN)), "replaced"),
    "out of gas, money gone?": (case(seen(Status.FAILED, reason="out_of_gas")), "failed"),
    "选错网络，而且失败了": (case(seen(Status.FAILED, Chain.BSC), **BSC_FOR_ETH, **OWN), "failed"),
    "a thief's look-alike got a payment that failed": (
        case(seen(Status.FAILED), recipient=ALIKE, meant=BOB, copied_from_history=True),
        "failed",
    ),
    "刚发现转给了钓鱼地址，还在待处理": (
        case(seen(Status.PENDING, transfers=(replace(TO_BOB, recipient=ALIKE),)), recipient=ALIKE, meant=BOB),
        "cancel_now",
    ),
    "wrong network, still pending in my wallet": (
        case(seen(Status.PENDING, Chain.BSC), **BSC_FOR_ETH, **PLATFORM),
        "cancel_now",
    ),
    "比特币地址填错了，还没有确认": (
        case(
            seen(Status.PENDING, Chain.BITCOIN, transfers=(replace(TO_BOB, recipient=BTC),)),
            recipient=BTC,
            meant="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ),
        "cancel_now",
    ),
    "the platform's withdrawal to the wrong place is pending": (
        case(seen(Status.PENDING), meant=ALICE, **FROM_PLATFORM),
        "platform_stop_now",
    ),
    "比特币转账十个小时没有确认": (case(seen(Status.PENDING, Chain.BITCOIN)), "pending_bitcoin"),
    "MetaMask: pending for two days, others before it": (
        case(seen(Status.PENDING, nonce_gap=1)),
        "nonce_gap",
    ),
    "以太坊转账一直在打包": (case(seen(Status.PENDING)), "pending_evm"),
    "three of twelve confirmations": (
        case(seen(Status.CONFIRMED, transfers=()), recipient=""),
        "not_yet_final",
    ),
    "钱包里的USDT被人转走了，不是我操作的": (case(seen(), user_sent_it=False), "taken"),
    "a hacker's transfer is still pending": (case(seen(Status.PENDING), user_sent_it=False), "taken"),
    "交易所账户被盗，币被提走了": (
        case(seen(), user_sent_it=False, **FROM_PLATFORM),
        "taken_platform",
    ),
    "朋友转给我，说到账了，不是我转的": (case(seen(), user_sent_it=False, **OWN), "arrived"),
    "history shows me sending 0 USDT I never sent": (
        case(seen(transfers=(replace(USDT_TO_BOB, amount=0, signed_by_sender=False),)), user_sent_it=False),
        "unsigned",
    ),
    "记录里有一笔我没转过的假USDT": (case(seen(transfers=(FAKE,)), user_sent_it=False), "unsigned"),
    "从历史记录复制了地址，转错了": (
        case(seen(), meant=ALICE, copied_from_history=True),
        "poisoned",
    ),
    "the two addresses look the same at both ends": (
        case(seen(transfers=(replace(TO_BOB, recipient=ALIKE),)), recipient=ALIKE, meant=BOB),
        "poisoned",
    ),
    "手打地址，最后一位打错了": (
        case(
            seen(transfers=(replace(TO_BOB, recipient=SLIPPED),)),
            at(SLIPPED, AccountKind.NONE, has_acted=False),
            recipient=SLIPPED,
            meant=BOB,
        ),
        "nobodys",
    ),
    "I pasted Bob's address but the explorer shows another": (
        case(seen(transfers=(TO_MALLORY,))),
        "other_recipient",
    ),
    "充值到交易所，交易号里的收款地址不是我的充值地址": (
        case(seen(transfers=(TO_MALLORY,)), **PLATFORM),
        "other_recipient",
    ),
    "selected BSC, and the chain shows another recipient as well": (
        case(seen(chain=Chain.BSC, transfers=(TO_MALLORY,)), **BSC_FOR_ETH, **OWN),
        "other_recipient",
    ),
    "交易所用批量合约给我转ETH，没看到": (
        case(seen(transfers=(TO_MALLORY,), called="0xe63d38ed"), **OWN),
        "inside_contract",
    ),
    "the Safe transaction says success but nothing came": (
        case(seen(transfers=(), called="0x6a761202"), **OWN),
        "not_read",
    ),
    "我以为转账了，其实是授权": (case(seen(transfers=()), **OWN), "not_read"),
    "a bitcoin payment with many outputs, none of them mine": (
        case(
            seen(
                chain=Chain.BITCOIN,
                transfers=(
                    replace(TO_BOB, recipient=BTC),
                    replace(TO_BOB, recipient="3P14159f73E4gFr7JterCCQh9QjiTjiZrG"),
                ),
            ),
            recipient="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ),
        "other_recipient",
    ),
    "转到了黑洞地址": (case(seen(transfers=(replace(TO_BOB, recipient=ZERO),)), recipient=ZERO), "burnt"),
    "withdrawing a token from Base: it says burnt": (
        case(
            seen(
                chain=Chain.BASE,
                transfers=(replace(USDT_TO_BOB, recipient=ZERO),),
                called="0x32b7006d",
            ),
            recipient="",
            is_withdrawal=True,
        ),
        "withdrawal",
    ),
    "从交易所提币到钱包，勾了提取": (case(seen(chain=Chain.BSC), is_withdrawal=True, **OWN), "arrived"),
    "把USDT转到了USDT的合约地址": (case(recipient=USDT, token=USDT), "token_itself"),
    "sent ETH to the router of an exchange application": (
        case(seen(), at(BOB, AccountKind.CONTRACT)),
        "contract",
    ),
    "收到的USDC是假的": (case(seen(transfers=(UNLISTED,)), token=USDT), "counterfeit"),
    "someone paid me USDT, a token nobody lists": (case(seen(transfers=(UNLISTED,)), **OWN), "token_unknown"),
    "卖U收到的币，合约没人认识": (case(seen(transfers=(UNLISTED,))), "token_unknown"),
    "bridged USDC to an exchange": (
        case(seen(transfers=(replace(UNLISTED, token=BRIDGED),)), token=USDT, **PLATFORM),
        "other_token_platform",
    ),
    "充值USDT没到账，平台列表未配置": (
        case(seen(transfers=(UNLISTED,)), **PLATFORM),
        "token_unknown",
    ),
    "我的钱包，BSC当成以太坊": (case(ON_BSC, **BSC_FOR_ETH, **OWN), "own_evm"),
    "my Safe stands on both chains at one address": (
        case(ON_BSC, at(BOB, AccountKind.CONTRACT, Chain.BSC), **BSC_FOR_ETH, **OWN),
        "contract",
    ),
    "Safe没有在BSC上部署": (
        case(
            ON_BSC,
            at(BOB, AccountKind.CONTRACT),
            at(BOB, AccountKind.NONE, Chain.BSC),
            **BSC_FOR_ETH,
            **OWN,
        ),
        "contract_wallet",
    ),
    "paid my friend over BSC, he asked for Ethereum": (
        case(ON_BSC, **BSC_FOR_ETH, sent_to=Party.STRANGER),
        "payee_network",
    ),
    "付给朋友，他说没收到": (case(seen(), sent_to=Party.STRANGER), "payee"),
    "to my other wallet by mistake": (case(seen(), meant=ALICE, **OWN), "own_claimed"),
    "to my other wallet, I can open it": (case(seen(), meant=ALICE, holds_key=True, **OWN), "own_other"),
    "转给了陌生人": (case(seen(), meant=ALICE, sent_to=Party.STRANGER), "stranger"),
    "I wanted Ethereum, it is on Solana at my own address": (
        case(seen(**SOL, transfers=(SPL,)), recipient=SOL_A, expected=Chain.ETHEREUM, **OWN),
        "own_elsewhere",
    ),
    "波场转到了EVM地址对应的账户，私钥在我手里": (
        case(ON_TRON, expected=Chain.ETHEREUM, holds_key=True, meant=THE_SAME_ON_EVM, **TRON, **OWN),
        "tron_key_held",
    ),
    "TRC20 instead of ERC20 to an exchange": (
        case(ON_TRON, expected=Chain.ETHEREUM, meant=THE_SAME_ON_EVM, **TRON, **PLATFORM),
        "platform_network",
    ),
    "KSM转到了交易所的DOT地址": (
        case(
            seen(
                chain=Chain.KUSAMA,
                transfers=(replace(DUST, recipient=KSM_SAME, amount=10**12),),
            ),
            recipient=KSM_SAME,
            meant=DOT,
            expected=Chain.POLKADOT,
            **PLATFORM,
        ),
        "platform_network",
    ),
    "ex1 and 0x are both mine": (
        case(
            chosen=Chain.OKTC,
            recipient="ex1ya7dn2rr8nx07tx9ksq8gvz5utvarrh0knjnjn",
            meant="0x277cd9a8633cccff2cc5b400743054e2d9d18eef",
        ),
        "other_spelling",
    ),
    "OKTC上转给了朋友": (case(seen(chain=Chain.OKTC), sent_to=Party.STRANGER), "payee"),
    "DOT to Binance on the relay chain": (
        case(
            seen(chain=Chain.POLKADOT, source="sidecar:relay", transfers=(replace(DUST, amount=10**10),)),
            recipient=DOT,
            **PLATFORM,
        ),
        "platform_relay",
    ),
    "EOS充值，备注在链上是空的": (
        case(seen(chain=Chain.EOS, transfers=(ON_EOS,)), recipient="binancecleos", **PLATFORM),
        "platform_memo",
    ),
    "EOS deposit with its memo": (
        case(
            seen(chain=Chain.EOS, transfers=(replace(ON_EOS, memo="123456"),)),
            recipient="binancecleos",
            **PLATFORM,
        ),
        "platform_not_credited",
    ),
    "波场地址有钱转不出去，有人改了权限": (
        case(ON_TRON, at(EVM_ON_TRON, AccountKind.KEY, Chain.TRON, keys_changed=True), **TRON),
        "key_changed",
    ),
    "an exchange's TRON address has several keys": (
        case(ON_TRON, at(EVM_ON_TRON, AccountKind.KEY, Chain.TRON, keys_changed=True), **TRON, **PLATFORM),
        "platform_not_credited",
    ),
    "波场新地址，收到USDT看不到": (
        case(ON_TRON, at(EVM_ON_TRON, AccountKind.NONE, Chain.TRON), **TRON, **OWN),
        "tron_unactivated",
    ),
    "SOL to the token program": (
        case(
            seen(**SOL, transfers=(Transfer(SOL_A, SOL_PROGRAM, 10**9),)),
            at(SOL_PROGRAM, AccountKind.PROGRAM, Chain.SOLANA),
            recipient=SOL_PROGRAM,
        ),
        "sol_to_program",
    ),
    "比特币转到了BCH地址": (case(chosen=Chain.BITCOIN, other_asset="bch", recipient=BTC), "bitcoin_cash"),
    "BEP2 from an exchange, no id at hand": (
        case(transaction="", other_asset="bep2", **FROM_PLATFORM),
        "beacon_chain",
    ),
    "网友让我往理财平台转USDT，现在要交税才能提现": (
        case(seen(), was_deceived=True, sent_to=Party.PLATFORM, user_sent_it=True),
        "deceived",
    ),
    "support told me to move it to a safe account": (
        case(transaction="", was_deceived=True, sent_to=Party.STRANGER),
        "deceived",
    ),
    "骗子让我转的，还没确认": (case(seen(Status.PENDING), was_deceived=True), "deceived"),
    "who took it was let in by myself": (case(seen(), user_sent_it=False, was_deceived=True), "taken"),
    "平台刚提币两分钟，链上查不到": (
        case(seen(Status.UNKNOWN), sent_at=NOON - timedelta(minutes=2), **FROM_PLATFORM),
        "just_sent",
    ),
    "sent last week, nowhere to be found": (
        case(seen(Status.UNKNOWN), sent_at=NOON - timedelta(days=7)),
        "nowhere",
    ),
    "充值低于平台最低额，没有交易号": (
        case(transaction="", is_below_minimum=True, **PLATFORM),
        "platform_minimum",
    ),
    "above the platform's minimum": (
        case(seen(), minimum=Decimal("0.5"), **PLATFORM),
        "platform_not_credited",
    ),
    "什么都不知道": (Case(Story()), "unclear"),
}


@pytest.mark.parametrize("said", STORIES)
def test_story_gets_the_row_that_helps(said: str) -> None:
    told, code = STORIES[said]
    assert judge(told).code == code


def test_there_are_stories_in_both_languages() -> None:
    chinese = [said for said in STORIES if any("一" <= letter <= "鿿" for letter in said)]
    assert (len(STORIES) >= 60, 25 <= len(chinese) <= len(STORIES) - 25) == (True, True)


COMFORT = (Who.NOTHING_LOST, Who.USER)
EVIDENCE = [
    seen(transfers=(TO_MALLORY,)),
    seen(transfers=()),
    seen(transfers=(TO_MALLORY,), called="0xe63d38ed"),
    seen(Status.CONFIRMED, transfers=(TO_MALLORY,)),
]


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize("expected", [None, Chain.BSC, Chain.ETHEREUM, Chain.TRON])
@pytest.mark.parametrize("place", range(len(EVIDENCE)))
def test_nobody_is_comforted_whose_address_was_not_paid(
    party: Party, expected: Chain | None, place: int
) -> None:
    told = case(EVIDENCE[place], sent_to=party, expected=expected)
    assert judge(told).who not in COMFORT


def test_expected_token_is_looked_at_among_several_to_the_same_address() -> None:
    told = case(seen(transfers=(UNLISTED, USDT_TO_BOB)), token=USDT, **OWN)
    assert (told.transfer, judge(told).code) == (USDT_TO_BOB, "token_not_shown")


def test_long_and_short_spelling_of_an_aptos_account_are_one() -> None:
    short, long = "0x" + "a" * 60, "0x0000" + "A" * 60
    moved = replace(TO_BOB, recipient=short)
    assert judge(case(seen(chain=Chain.APTOS, transfers=(moved,)), recipient=long, **OWN)).code == "arrived"
