"""Rows about how far a transaction came: most "not arrived" ends here."""

from answerback.chains.evm import CHAINS as EVM
from answerback.chains.kinds import Chain
from answerback.chains.sightings import Status
from answerback.chains.triage.recipient import is_burnt
from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Memo, Party
from answerback.chains.triage.verdict import Who

EOS_NO_ACCOUNT = frozenset({"eos_account_missing", "account_name_exists_exception"})
APTOS_NOT_REGISTERED = frozenset({"ECOIN_STORE_NOT_PUBLISHED", "ECOIN_STORE_NOT_REGISTERED"})


def is_not_sent(case: Case) -> bool:
    """Only where nothing else is wrong: who leaves the id out may well have one."""
    story = case.story
    is_right = not case.is_elsewhere and not case.is_elsewhere_paid and not story.other_asset
    is_right = is_right and story.memo not in (Memo.MISSING, Memo.WRONG)
    return is_right and not story.transaction and not case.sightings and story.sent_from is Party.PLATFORM


def is_nowhere(case: Case) -> bool:
    return case.is_nowhere


def is_just_sent(case: Case) -> bool:
    """Nowhere yet, and sent a moment ago."""
    return case.is_nowhere and case.is_fresh


def is_dropped(case: Case) -> bool:
    return case.status is Status.DROPPED


def is_replaced(case: Case) -> bool:
    return case.status is Status.REPLACED


def is_failed(case: Case) -> bool:
    return case.status is Status.FAILED


def failed_for(reasons: frozenset[str], chain: Chain, case: Case) -> bool:
    return is_failed(case) and case.chain is chain and case.seen is not None and case.seen.reason in reasons


def is_eos_account_missing(case: Case) -> bool:
    return failed_for(EOS_NO_ACCOUNT, Chain.EOS, case)


def is_aptos_not_registered(case: Case) -> bool:
    return failed_for(APTOS_NOT_REGISTERED, Chain.APTOS, case)


def is_pending(case: Case) -> bool:
    return case.status is Status.PENDING


def is_not_paid_yet(case: Case) -> bool:
    return is_pending(case) and case.is_incoming


def is_not_paid(case: Case) -> bool:
    return case.is_incoming and case.status in (Status.DROPPED, Status.REPLACED, Status.FAILED)


def is_going_wrong(case: Case) -> bool:
    """On its way to the wrong place: another network, another address, a look-alike, nobody's."""
    is_wrong = case.is_elsewhere or case.is_elsewhere_paid or case.resembled is not None or is_burnt(case)
    return is_pending(case) and is_wrong


def is_stoppable_by_platform(case: Case) -> bool:
    """Where a platform sent it, only the platform can, and only now."""
    return is_going_wrong(case) and case.story.sent_from is Party.PLATFORM


def is_stoppable(case: Case) -> bool:
    """From a wallet that can still put another transaction in its stead."""
    can_replace = case.chain is Chain.BITCOIN or case.chain in EVM
    return is_going_wrong(case) and can_replace and case.story.sent_from is not Party.PLATFORM


def is_nonce_gap(case: Case) -> bool:
    return is_pending(case) and case.seen is not None and case.seen.nonce_gap > 0


def is_pending_bitcoin(case: Case) -> bool:
    return is_pending(case) and case.chain is Chain.BITCOIN and case.story.sent_from is not Party.PLATFORM


def is_pending_evm(case: Case) -> bool:
    return is_pending(case) and case.chain in EVM and case.story.sent_from is not Party.PLATFORM


def is_not_yet_final(case: Case) -> bool:
    return case.status is Status.CONFIRMED


OBSERVED = "Recorded node answers (Bitcoin Core regtest, anvil)"
RULES = (
    Rule("not_sent", Who.SENDER_PLATFORM, is_not_sent, "Binance Support: withdrawal sent but not received"),
    Rule(
        "just_sent",
        Who.UNKNOWN,
        is_just_sent,
        f"{OBSERVED}; Binance Support: withdrawals are sent in batches",
    ),
    Rule("nowhere", Who.UNKNOWN, is_nowhere, OBSERVED),
    Rule("not_paid", Who.STRANGER, is_not_paid, f"{OBSERVED}; only a final payment pays"),
    Rule("not_paid_yet", Who.STRANGER, is_not_paid_yet, f"{OBSERVED}; BIP-125: the sender may replace it"),
    Rule("dropped", Who.UNKNOWN, is_dropped, OBSERVED),
    Rule("replaced", Who.UNKNOWN, is_replaced, f"{OBSERVED}; BIP-125: sped up or cancelled"),
    Rule(
        "eos_account_missing",
        Who.NOTHING_LOST,
        is_eos_account_missing,
        "Antelope: eosio.token checks the account",
    ),
    Rule(
        "aptos_not_registered",
        Who.NOTHING_LOST,
        is_aptos_not_registered,
        "aptos-core: coin.move",
    ),
    Rule("failed", Who.NOTHING_LOST, is_failed, OBSERVED),
    Rule(
        "platform_stop_now",
        Who.SENDER_PLATFORM,
        is_stoppable_by_platform,
        f"{OBSERVED}; a platform's wallet is the platform's alone",
    ),
    Rule("cancel_now", Who.USER, is_stoppable, "BIP-125; Ethereum: the same nonce with a higher fee"),
    Rule(
        "going_wrong", Who.UNKNOWN, is_going_wrong, "These chains have no transaction that replaces another"
    ),
    Rule("nonce_gap", Who.USER, is_nonce_gap, "Ethereum JSON-RPC: eth_getTransactionCount; recorded answers"),
    Rule("pending_bitcoin", Who.USER, is_pending_bitcoin, "BIP-125; Bitcoin Core bumpfee"),
    Rule(
        "pending_evm", Who.USER, is_pending_evm, "Ethereum: a transaction of the same nonce with a higher fee"
    ),
    Rule("pending", Who.UNKNOWN, is_pending, OBSERVED),
)
WAITING = (
    Rule("not_yet_final", Who.UNKNOWN, is_not_yet_final, "Each chain's own finality, told by its nodes"),
)
