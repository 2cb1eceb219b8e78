"""One case for each row of the recoverability table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from answerback.chains import Chain
from answerback.chains.approvals import Threat
from answerback.chains.sightings import Account, AccountKind, Grant, Permission, Sighting, Status, Transfer
from answerback.chains.triage import Case, Memo, Party, Story, Who

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ALICE = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
BOB = "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359"
USDT = "0xdac17f958d2ee523a2206206994597c13d831ec7"
BRIDGED = "0x2791bca1f2de4661ed88a30c99a7a9449aa84174"
TRON_BOB = "TYukBQZ2XXCcRCReAUguyXncCWNY9CEiDQ"
SOL_A = "9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM"
SOL_PROGRAM = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
MINT = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
EVM_ON_TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
THE_SAME_ON_EVM = "0xa614f803b6fd780986a42c78ec9c7f77e6ded13c"
TO_BOB = Transfer(ALICE, BOB, 10**18, decimals=18)
USDT_TO_BOB = Transfer(ALICE, BOB, 5_000_000, token=USDT, symbol="USDT", decimals=6, signed_by_sender=True)


def seen(status: Status = Status.FINAL, chain: Chain = Chain.ETHEREUM, **more: object) -> Sighting:
    plain = Sighting(chain, "0x" + "1" * 64, status, NOON, "evm", transfers=(TO_BOB,))
    return replace(plain, **more)


def at(address: str, kind: AccountKind, chain: Chain = Chain.ETHEREUM, **more: object) -> Account:
    return replace(Account(chain, address, kind, NOON, "evm"), **more)


def case(*evidence: Sighting | Account, **told: object) -> Case:
    """The user names the id of the transaction and Bob as recipient, unless told otherwise."""
    story = Story(**{"transaction": "0x" + "1" * 64, "recipient": BOB, **told})
    sightings = tuple(one for one in evidence if isinstance(one, Sighting))
    return Case(story, sightings, tuple(one for one in evidence if isinstance(one, Account)))


BSC_FOR_ETH = {"chosen": Chain.BSC, "expected": Chain.ETHEREUM}
TRON_FOR_ETH = {"chosen": Chain.TRON, "expected": Chain.ETHEREUM}
ON_BSC = seen(chain=Chain.BSC)
SOL = {"chain": Chain.SOLANA, "source": "solana"}
TO_PROGRAM = Transfer(SOL_A, SOL_PROGRAM, 10**9)
SPL = Transfer(SOL_A, SOL_A, 10**6, token=MINT, symbol="USDC", decimals=6)
TRC20 = Transfer(TRON_BOB, EVM_ON_TRON, 10**6, token=TRON_BOB, symbol="USDT", decimals=6)
DOT = "13UVJyLnbVp9RBZYFwFGyDvVd1y27Tt8tkntv6Q7JVPhFsTB"
KSM_SAME = "F3opxRbN5ZbjJNU511Kj2TLuzFcDq9BGduA9TgiECafpg29"
DUST = Transfer(DOT, DOT, 5)
PLATFORM = {"sent_to": Party.PLATFORM}
OWN = {"sent_to": Party.OWN}
DRAINER = Threat("delegated", Permission("delegation", ALICE), None, chain=Chain.ETHEREUM, account=BOB)

ROWS: dict[str, tuple[Case, Who]] = {
    "not_sent": (case(transaction="", sent_from=Party.PLATFORM), Who.SENDER_PLATFORM),
    "nowhere": (case(seen(Status.UNKNOWN), seen(Status.UNKNOWN, Chain.BSC)), Who.UNKNOWN),
    "just_sent": (case(seen(Status.UNKNOWN), sent_at=NOON - timedelta(minutes=2)), Who.UNKNOWN),
    "dropped": (case(seen(Status.DROPPED)), Who.UNKNOWN),
    "replaced": (case(seen(Status.REPLACED)), Who.UNKNOWN),
    "failed": (case(seen(Status.FAILED)), Who.NOTHING_LOST),
    "eos_account_missing": (
        case(seen(Status.FAILED, Chain.EOS, reason="eos_account_missing")),
        Who.NOTHING_LOST,
    ),
    "aptos_not_registered": (
        case(seen(Status.FAILED, Chain.APTOS, reason="ECOIN_STORE_NOT_PUBLISHED")),
        Who.NOTHING_LOST,
    ),
    "nonce_gap": (case(seen(Status.PENDING, nonce_gap=2)), Who.USER),
    "pending_bitcoin": (case(seen(Status.PENDING, Chain.BITCOIN)), Who.USER),
    "pending_evm": (case(seen(Status.PENDING)), Who.USER),
    "pending": (case(seen(Status.PENDING, Chain.TRON)), Who.UNKNOWN),
    "not_yet_final": (case(seen(Status.CONFIRMED, transfers=()), recipient=""), Who.UNKNOWN),
    "unsigned": (
        case(seen(transfers=(replace(USDT_TO_BOB, signed_by_sender=False),))),
        Who.NOTHING_LOST,
    ),
    "burnt": (case(seen(transfers=()), recipient="0x" + "0" * 36 + "dead"), Who.NOBODY),
    "token_itself": (
        case(seen(transfers=(replace(USDT_TO_BOB, recipient=USDT),)), recipient=USDT),
        Who.CONTRACT_OWNER,
    ),
    "counterfeit": (
        case(seen(transfers=(replace(USDT_TO_BOB, token=ALICE, symbol=""),)), token=USDT),
        Who.NOBODY,
    ),
    "other_token_platform": (
        case(seen(transfers=(replace(USDT_TO_BOB, token=BRIDGED),)), token=USDT, **PLATFORM),
        Who.PLATFORM,
    ),
    "other_token": (
        case(seen(transfers=(replace(USDT_TO_BOB, token=BRIDGED),)), token=USDT, **OWN),
        Who.USER,
    ),
    "sol_to_program": (
        case(
            seen(**SOL, transfers=(TO_PROGRAM,)),
            at(SOL_PROGRAM, AccountKind.PROGRAM, Chain.SOLANA),
            recipient=SOL_PROGRAM,
        ),
        Who.NOBODY,
    ),
    "existential": (
        case(
            seen(chain=Chain.POLKADOT, source="sidecar:asset-hub", transfers=(DUST,)),
            at(DOT, AccountKind.NONE, Chain.POLKADOT),
            recipient=DOT,
        ),
        Who.NOBODY,
    ),
    "contract": (case(seen(), at(BOB, AccountKind.CONTRACT)), Who.CONTRACT_OWNER),
    "nobodys": (
        case(seen(), at(BOB, AccountKind.NONE, has_acted=False), meant=ALICE),
        Who.NOBODY,
    ),
    "stranger": (case(seen(), meant=ALICE), Who.STRANGER),
    "beacon_chain": (case(recipient="bnb1grpf0955h0ykzq3ar5nmum7y6gdfl6lxfn46h2"), Who.NOBODY),
    "bitcoin_cash_script": (
        case(
            chosen=Chain.BITCOIN,
            other_asset="bch",
            recipient="3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
        ),
        Who.UNKNOWN,
    ),
    "bitcoin_cash_platform": (
        case(
            chosen=Chain.BITCOIN,
            other_asset="bch",
            recipient="3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
            **PLATFORM,
        ),
        Who.PLATFORM,
    ),
    "bitcoin_cash": (
        case(chosen=Chain.BITCOIN, other_asset="bch", recipient="1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        Who.USER,
    ),
    "other_spelling": (
        case(
            chosen=Chain.OKTC,
            recipient="ex1ya7dn2rr8nx07tx9ksq8gvz5utvarrh0knjnjn",
            meant="0x277cd9a8633cccff2cc5b400743054e2d9d18eef",
        ),
        Who.USER,
    ),
    "platform_network": (case(ON_BSC, **BSC_FOR_ETH, **PLATFORM), Who.PLATFORM),
    "contract_wallet": (
        case(
            ON_BSC,
            at(BOB, AccountKind.CONTRACT),
            at(BOB, AccountKind.NONE, Chain.BSC),
            **BSC_FOR_ETH,
            sent_to=Party.OWN,
        ),
        Who.CONTRACT_OWNER,
    ),
    "own_evm": (case(ON_BSC, **BSC_FOR_ETH, sent_to=Party.OWN), Who.USER),
    "own_substrate": (
        case(chosen=Chain.KUSAMA, expected=Chain.POLKADOT, sent_to=Party.OWN, recipient=KSM_SAME),
        Who.USER,
    ),
    "tron_key_held": (case(**TRON_FOR_ETH, holds_key=True, recipient=EVM_ON_TRON), Who.USER),
    "tron_key_not_held": (case(**TRON_FOR_ETH, holds_key=False, recipient=EVM_ON_TRON), Who.NOBODY),
    "tron_key": (case(**TRON_FOR_ETH, recipient=EVM_ON_TRON), Who.UNKNOWN),
    "elsewhere": (case(ON_BSC, **BSC_FOR_ETH), Who.UNKNOWN),
    "relay_chain": (
        case(
            seen(chain=Chain.POLKADOT, source="sidecar:relay", transfers=(replace(DUST, amount=10**10),)),
            recipient=DOT,
        ),
        Who.USER,
    ),
    "oktc_stopped": (case(seen(chain=Chain.OKTC), **OWN), Who.USER),
    "withdrawal": (case(seen(chain=Chain.BASE), is_withdrawal=True), Who.USER),
    "key_changed": (
        case(
            seen(chain=Chain.TRON, transfers=(TRC20,)),
            at(EVM_ON_TRON, AccountKind.KEY, Chain.TRON, keys_changed=True),
            recipient=EVM_ON_TRON,
        ),
        Who.NOBODY,
    ),
    "platform_memo": (case(seen(chain=Chain.EOS), memo=Memo.MISSING, **PLATFORM), Who.PLATFORM),
    "platform_unlisted": (case(seen(), is_listed=False, **PLATFORM), Who.PLATFORM),
    "platform_minimum": (case(seen(), minimum=Decimal("1.5"), **PLATFORM), Who.PLATFORM),
    "platform_by_contract": (case(seen(called="0x6a761202"), **PLATFORM), Who.PLATFORM),
    "platform_not_credited": (case(seen(), **PLATFORM), Who.PLATFORM),
    "tron_unactivated": (
        case(
            seen(chain=Chain.TRON, transfers=(TRC20,)),
            at(EVM_ON_TRON, AccountKind.NONE, Chain.TRON),
            recipient=EVM_ON_TRON,
            **OWN,
        ),
        Who.USER,
    ),
    "solana_token": (case(seen(**SOL, transfers=(SPL,)), recipient=SOL_A, **OWN), Who.USER),
    "token_not_shown": (case(seen(transfers=(USDT_TO_BOB,)), token=USDT, **OWN), Who.USER),
    "arrived": (case(seen(), **OWN), Who.NOTHING_LOST),
    "whose_address": (case(seen()), Who.UNKNOWN),
    "exposed": (replace(case(seen(), **OWN), approvals=(DRAINER,)), Who.USER),
    "approval": (case(seen(transfers=(), grants=(Grant(ALICE, BOB, "erc20", USDT),))), Who.USER),
    "platform_other_address": (case(seen(), meant=ALICE, **PLATFORM), Who.UNKNOWN),
    "own_claimed": (case(seen(), meant=ALICE, **OWN), Who.UNKNOWN),
    "platform_stop_now": (
        case(seen(Status.PENDING), meant=ALICE, sent_from=Party.PLATFORM),
        Who.SENDER_PLATFORM,
    ),
    "going_wrong": (case(seen(Status.PENDING, Chain.TRON), expected=Chain.ETHEREUM), Who.UNKNOWN),
    "not_paid": (case(seen(Status.FAILED), sent_from=Party.STRANGER, **OWN), Who.STRANGER),
    "not_paid_yet": (case(seen(Status.PENDING), sent_from=Party.STRANGER, **OWN), Who.STRANGER),
    "taken": (case(seen(), user_sent_it=False), Who.NOBODY),
    "deceived": (case(seen(), was_deceived=True, sent_to=Party.STRANGER), Who.NOBODY),
    "key_known": (case(seen(), key_is_known=True), Who.USER),
    "poisoned": (case(seen(), meant=ALICE, copied_from_history=True), Who.NOBODY),
    "taken_platform": (
        case(seen(), user_sent_it=False, sent_from=Party.PLATFORM),
        Who.SENDER_PLATFORM,
    ),
    "cancel_now": (case(seen(Status.PENDING), meant=ALICE), Who.USER),
    "not_read": (case(seen(transfers=())), Who.UNKNOWN),
    "inside_contract": (
        case(seen(transfers=(replace(TO_BOB, recipient=USDT),), called="0xe63d38ed")),
        Who.UNKNOWN,
    ),
    "other_recipient": (case(seen(transfers=(replace(TO_BOB, recipient=BRIDGED),))), Who.UNKNOWN),
    "own_other": (case(seen(), meant=ALICE, holds_key=True, **OWN), Who.USER),
    "payee": (case(seen(), sent_to=Party.STRANGER), Who.STRANGER),
    "token_unknown": (case(seen(transfers=(replace(USDT_TO_BOB, symbol=""),))), Who.UNKNOWN),
    "payee_network": (case(ON_BSC, **BSC_FOR_ETH, sent_to=Party.STRANGER), Who.STRANGER),
    "own_elsewhere": (
        case(seen(**SOL, transfers=(SPL,)), recipient=SOL_A, expected=Chain.ETHEREUM, sent_to=Party.OWN),
        Who.USER,
    ),
    "platform_relay": (
        case(
            seen(chain=Chain.POLKADOT, source="sidecar:relay", transfers=(replace(DUST, amount=10**10),)),
            recipient=DOT,
            **PLATFORM,
        ),
        Who.PLATFORM,
    ),
    "unclear": (case(transaction="", recipient=""), Who.UNKNOWN),
}
