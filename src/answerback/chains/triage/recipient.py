"""Rows about where the money went: contracts, programs, nobody's address, a stranger's."""

from answerback.chains.accounts import is_same
from answerback.chains.kinds import Chain
from answerback.chains.sightings import AccountKind
from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Party
from answerback.chains.triage.verdict import Who

BURNT = (
    "0x0000000000000000000000000000000000000000",
    "0x000000000000000000000000000000000000dead",
    "0xdead000000000000000000000000000000000000",
    "1BitcoinEaterAddressDontSendf59kuE",
    "1111111111111111111114oLvT2",
    "1nc1nerator11111111111111111111111111111111",
    "11111111111111111111111111111111",
)
# The least an account may hold, in planck (Polkadot: ten decimals; Kusama: twelve).
EXISTENTIAL = {Chain.POLKADOT: 100_000_000, Chain.KUSAMA: 3_333_333}
CODE = (AccountKind.CONTRACT, AccountKind.PROGRAM)


def is_unsigned(case: Case) -> bool:
    """A Transfer event whose sender signed nothing: only the picture of a payment.

    A contract that pays out (a platform's, a bridge's) signs nothing either, and a node cannot tell it from a
    counterfeit when no list knows the token; so something else must speak for the picture.
    """
    move = case.transfer
    if not case.landed or move is None or move.signed_by_sender is not False:
        return False
    is_told = case.story.user_sent_it is False or case.story.copied_from_history is True
    return move.amount == 0 or bool(move.symbol) or is_told or is_other_token(case)


def is_approval(case: Case) -> bool:
    """No payment at all: it let somebody take from the wallet that signed it."""
    return case.landed and case.seen is not None and bool(case.seen.grants) and not case.seen.transfers


def is_not_read(case: Case) -> bool:
    """No movement at all: an approval, a wallet's inner call that failed, or a node that tells no more."""
    return case.misses_recipient and case.seen is not None and not case.seen.transfers


def is_inside_contract(case: Case) -> bool:
    """A contract was called: what it passes on in the chain's own coin stands in no receipt."""
    return case.misses_recipient and case.seen is not None and bool(case.seen.called)


def is_other_recipient(case: Case) -> bool:
    return case.misses_recipient


def is_token_unknown(case: Case) -> bool:
    """A token on no list, and nobody has said which contract it should be: a name proves nothing."""
    move = case.transfer
    is_unlisted = case.landed and move is not None and bool(move.token) and not move.symbol
    return is_unlisted and not case.story.token


def is_other_token(case: Case) -> bool:
    """Another contract than the token expected, or, where only a name was said, another token of the list. None
    expected, or the coin itself: nothing to compare."""
    move, token = case.transfer, case.story.token
    if not case.landed or move is None or not move.token:
        return False
    return not is_same(token, move.token) if token else is_other_name(case.story.symbol, move.symbol)


def is_other_name(said: str, listed: str) -> bool:
    """Not where one stands in the other: people say USDT-TRC20 and USDC.e."""
    one, other = said.strip().casefold(), listed.casefold()
    return bool(one and other) and one not in other and other not in one


def is_other_token_at_own(case: Case) -> bool:
    return is_other_token(case) and case.story.sent_to is Party.OWN


def is_counterfeit(case: Case) -> bool:
    """A token that no list knows under the name the user knows."""
    return is_other_token(case) and case.transfer is not None and not case.transfer.symbol


def is_other_token_at_platform(case: Case) -> bool:
    return is_other_token(case) and case.story.sent_to is Party.PLATFORM


def is_burnt(case: Case) -> bool:
    """Named by the user, or paid plainly: bridges and issuers burn tokens in their own contracts as they should."""
    is_meant = is_same(case.story.recipient, case.paid_to)
    is_plain = not case.story.is_withdrawal and (case.seen is None or not case.seen.called)
    return (is_meant or is_plain) and any(is_same(case.paid_to, burnt) for burnt in BURNT)


def is_token_itself(case: Case) -> bool:
    """A token sent to its own contract."""
    if case.transfer is None:
        return is_same(case.story.recipient, case.story.token)
    return is_same(case.transfer.recipient, case.transfer.token)


def is_sol_to_program(case: Case) -> bool:
    native = case.transfer is None or not case.transfer.token
    return case.chain is Chain.SOLANA and native and case.kind() is AccountKind.PROGRAM


def is_contract(case: Case) -> bool:
    told = case.story.sent_to is Party.CONTRACT and case.kind() is AccountKind.UNKNOWN
    return case.story.sent_to is not Party.PLATFORM and (told or case.kind() in CODE)


def is_below_existential(case: Case) -> bool:
    least = EXISTENTIAL.get(case.chain) if case.chain is not None else None
    move = case.transfer
    return (
        least is not None
        and move is not None
        and not move.token
        and move.amount < least
        and case.kind() is AccountKind.NONE
    )


def is_nobody(case: Case) -> bool:
    """Not the account that was meant, and it has never done anything."""
    account = case.account()
    unused = account is not None and account.has_acted is False
    return case.is_elsewhere_paid and unused and case.story.sent_to in (Party.STRANGER, Party.UNKNOWN)


def is_own_other(case: Case) -> bool:
    return case.is_elsewhere_paid and case.story.sent_to is Party.OWN and case.story.holds_key is True


def is_own_claimed(case: Case) -> bool:
    """Not the address meant, and only the user's word that it is his: a look-alike or a slip is taken for one's own."""
    return case.is_elsewhere_paid and case.story.sent_to is Party.OWN and case.story.holds_key is not True


def is_other_address_at_platform(case: Case) -> bool:
    """Not the address the platform gave: whether it is the platform's at all, only the platform knows."""
    return case.is_elsewhere_paid and case.story.sent_to is Party.PLATFORM


def is_stranger(case: Case) -> bool:
    return case.is_elsewhere_paid and case.story.sent_to in (Party.STRANGER, Party.UNKNOWN)


def is_payee(case: Case) -> bool:
    """Somebody else's account, and nobody says that another was meant."""
    return case.story.sent_to is Party.STRANGER and bool(case.paid_to or case.landed)


FIRST = (
    Rule(
        "unsigned",
        Who.NOTHING_LOST,
        is_unsigned,
        "Tsuchiya et al., USENIX Security 2025; recorded anvil answer",
    ),
    Rule("burnt", Who.NOBODY, is_burnt, "No key is known for these addresses"),
    Rule(
        "approval", Who.USER, is_approval, "ERC-20 Approval, ERC-721 ApprovalForAll; recorded anvil answers"
    ),
    Rule("not_read", Who.UNKNOWN, is_not_read, "Recorded answers: approvals, Safe ExecutionFailure"),
    Rule(
        "inside_contract",
        Who.UNKNOWN,
        is_inside_contract,
        "Ethereum JSON-RPC: a receipt tells no payments inside contracts",
    ),
    Rule(
        "other_recipient",
        Who.UNKNOWN,
        is_other_recipient,
        "The chain itself; clipboard malware and borrowed transaction ids",
    ),
    Rule(
        "platform_other_address",
        Who.UNKNOWN,
        is_other_address_at_platform,
        "Only a platform knows which addresses are its own",
    ),
    Rule("own_claimed", Who.UNKNOWN, is_own_claimed, "Who has the key has the account"),
)
RULES = (
    Rule(
        "token_itself",
        Who.CONTRACT_OWNER,
        is_token_itself,
        "ERC-20: only a rescue function of the contract could",
    ),
    Rule("other_token_platform", Who.PLATFORM, is_other_token_at_platform, "Circle: bridged USDC (USDC.e)"),
    Rule("counterfeit", Who.NOBODY, is_counterfeit, "Guan and Li, CCS 2024: counterfeit tokens"),
    Rule("other_token", Who.USER, is_other_token_at_own, "Circle: bridged USDC (USDC.e)"),
    Rule(
        "sol_to_program",
        Who.NOBODY,
        is_sol_to_program,
        "Solana docs, Exchange integration: verify recipients",
    ),
    Rule("existential", Who.NOBODY, is_below_existential, "Polkadot docs: existential deposit (0.01 DOT)"),
    Rule("contract", Who.CONTRACT_OWNER, is_contract, "Binance: deposits to contract addresses are excluded"),
    Rule("nobodys", Who.NOBODY, is_nobody, "An address without checksum: a typing error cannot be seen"),
    Rule("own_other", Who.USER, is_own_other, "The key of that account is the user's own"),
    Rule("stranger", Who.STRANGER, is_stranger, "Only who holds the key can send it back"),
)
AFTER = (
    Rule("payee", Who.STRANGER, is_payee, "Only who holds the key can see or send it"),
    Rule("token_unknown", Who.UNKNOWN, is_token_unknown, "Guan and Li, CCS 2024: counterfeit tokens"),
)
