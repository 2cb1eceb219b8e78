"""Rows about money that reached the right place: why it still does not show, or cannot be spent. Nothing is called
the right place but an address that the user names and holds."""

from answerback.chains.kinds import Chain
from answerback.chains.sightings import AccountKind
from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Memo, Party
from answerback.chains.triage.verdict import Who


def is_platform(case: Case) -> bool:
    return case.story.sent_to is Party.PLATFORM and not case.is_elsewhere


def is_without_memo(case: Case) -> bool:
    """By the user's word, or because the chain shows an EOS deposit without one."""
    move = case.transfer
    is_bare = case.landed and case.chain is Chain.EOS and move is not None and not move.memo
    return is_platform(case) and (is_bare or case.story.memo in (Memo.MISSING, Memo.WRONG))


def is_not_listed(case: Case) -> bool:
    return is_platform(case) and case.story.is_listed is False


def is_below_minimum(case: Case) -> bool:
    """By the user's own reading, or by the amount where the chain tells how many decimals the token has."""
    move, least = case.transfer, case.story.minimum
    if is_platform(case) and move is not None and least is not None and move.decimals is not None:
        return move.amount < least.scaleb(move.decimals)
    return is_platform(case) and case.story.is_below_minimum is True


def is_by_contract(case: Case) -> bool:
    """Coins that a contract passed on: many platforms credit only plain transfers."""
    move = case.transfer
    return (
        is_platform(case)
        and case.landed
        and move is not None
        and case.seen is not None
        and bool(case.seen.called)
    )


def is_not_credited(case: Case) -> bool:
    return is_platform(case) and case.landed


def is_withdrawal(case: Case) -> bool:
    """From a Layer 2 by its own bridge; other chains have none, whatever the user calls a withdrawal."""
    is_right = not case.is_elsewhere_paid
    return case.story.is_withdrawal and is_right and (case.chain is None or case.chain in LAYER_2)


def is_key_changed(case: Case) -> bool:
    """Platforms share keys among several for safety: at theirs it is no trap."""
    account = case.account()
    is_users = case.story.sent_to in (Party.OWN, Party.UNKNOWN)
    return account is not None and account.keys_changed and is_users


def is_token_at_own(case: Case) -> bool:
    return (
        case.is_at_own and not case.is_elsewhere and case.transfer is not None and bool(case.transfer.token)
    )


def is_tron_unactivated(case: Case) -> bool:
    return case.chain is Chain.TRON and case.kind() is AccountKind.NONE and is_token_at_own(case)


def is_solana_token(case: Case) -> bool:
    return case.chain is Chain.SOLANA and is_token_at_own(case)


def has_arrived(case: Case) -> bool:
    return case.is_at_own and not case.is_elsewhere


def is_exposed(case: Case) -> bool:
    return case.is_exposed


def is_somewhere(case: Case) -> bool:
    """It went to an address, and too little was said to call that the right one."""
    is_paid = case.seen is not None and bool(case.paid_to or case.seen.transfers)
    return case.landed and is_paid and not case.is_at_own


LAYER_2 = (Chain.ARBITRUM, Chain.OPTIMISM, Chain.BASE, Chain.XLAYER, Chain.POLYGON)
CUSTODY = "Binance: deposit has not arrived"
RULES = (
    Rule(
        "withdrawal",
        Who.USER,
        is_withdrawal,
        "OP Stack and Arbitrum docs: the challenge window",
    ),
    Rule(
        "key_changed",
        Who.NOBODY,
        is_key_changed,
        "TRON docs, Account permission management; Solana SetAuthority",
    ),
    Rule("platform_memo", Who.PLATFORM, is_without_memo, "Binance: forgot or wrong memo; Antelope deposits"),
    Rule("platform_unlisted", Who.PLATFORM, is_not_listed, "Binance: unlisted token deposits"),
    Rule("platform_minimum", Who.PLATFORM, is_below_minimum, CUSTODY),
)
FINAL = (
    Rule("platform_by_contract", Who.PLATFORM, is_by_contract, CUSTODY),
    Rule("platform_not_credited", Who.PLATFORM, is_not_credited, CUSTODY),
    Rule(
        "whose_address",
        Who.UNKNOWN,
        is_somewhere,
        "The chain tells where money is, not whose address that is",
    ),
    Rule("exposed", Who.USER, is_exposed, "Approvals and permissions as the chain's nodes tell them"),
    Rule("tron_unactivated", Who.USER, is_tron_unactivated, "TRON docs: account activation costs one TRX"),
    Rule("solana_token", Who.USER, is_solana_token, "Solana docs: associated token accounts"),
    Rule(
        "token_not_shown",
        Who.USER,
        is_token_at_own,
        "Wallets list tokens; the chain holds the balance",
    ),
    Rule("arrived", Who.NOTHING_LOST, has_arrived, "The chain itself"),
)
