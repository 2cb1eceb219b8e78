"""Rows about the right account on the wrong network, and about spellings that only look like another network."""

from answerback.chains.accounts import is_same, owner
from answerback.chains.evm import CHAINS as EVM
from answerback.chains.kinds import Chain
from answerback.chains.sightings import AccountKind
from answerback.chains.substrate import CHAINS as SUBSTRATE
from answerback.chains.triage.rule import Rule
from answerback.chains.triage.story import Case, Party
from answerback.chains.triage.verdict import Who

ONE_KEY = (Party.OWN, Party.UNKNOWN)
CODE = (AccountKind.CONTRACT, AccountKind.PROGRAM)


def is_between(case: Case, *families: tuple[Chain, ...]) -> bool:
    """Sent on a chain of one family, expected on one of the other."""
    one, other = families
    pair = (case.chain, case.story.expected)
    return (pair[0] in one and pair[1] in other) or (pair[0] in other and pair[1] in one)


def is_platform(case: Case) -> bool:
    return case.is_elsewhere and case.story.sent_to is Party.PLATFORM


def is_contract_wallet(case: Case) -> bool:
    """A contract where it was expected, no code and no key in use where it went: the address is not a key."""
    there, here = case.kind(case.story.expected), case.account()
    is_bare = here is None or here.kind is AccountKind.NONE or here.has_acted is False
    is_told = case.story.sent_to is Party.CONTRACT
    return case.is_elsewhere and is_bare and (is_told or (here is not None and there is AccountKind.CONTRACT))


def is_own_evm(case: Case) -> bool:
    """Not where code stands: the same address may be another owner's contract there."""
    is_key = case.kind() not in CODE
    return case.is_elsewhere and case.story.sent_to is Party.OWN and is_between(case, EVM, EVM) and is_key


def is_evm_and_tron(case: Case) -> bool:
    return case.is_elsewhere and case.story.sent_to in ONE_KEY and is_between(case, EVM, (Chain.TRON,))


def is_evm_and_tron_with_key(case: Case) -> bool:
    return is_evm_and_tron(case) and case.story.holds_key is True


def is_evm_and_tron_without_key(case: Case) -> bool:
    return is_evm_and_tron(case) and case.story.holds_key is False


def is_other_spelling(case: Case) -> bool:
    """The same key in another spelling: ex1 and 0x, or an SS58 prefix. Not at a platform that asked for another
    network, nor between EVM and TRON, where the wallet of the one does not open the other."""
    one, other = case.story.meant, case.paid_to
    if case.is_elsewhere and (case.story.sent_to is Party.PLATFORM or is_evm_and_tron(case)):
        return False
    is_spelling = is_same(one, other) and owner(one)[0] != "other" and one.lower() != other.lower()
    return is_spelling and (one[:1] in "T4") == (other[:1] in "T4")


def is_own_substrate(case: Case) -> bool:
    return case.is_elsewhere and case.story.sent_to is Party.OWN and is_between(case, SUBSTRATE, SUBSTRATE)


def is_own_elsewhere(case: Case) -> bool:
    """Chains that share no keys: the address paid is one of that chain, so a wallet made it."""
    return case.is_elsewhere and case.story.sent_to is Party.OWN and case.kind() not in CODE


def is_payee_elsewhere(case: Case) -> bool:
    return case.is_elsewhere and case.story.sent_to is Party.STRANGER and not case.is_elsewhere_paid


def is_on_relay_at_platform(case: Case) -> bool:
    return is_on_relay(case) and case.story.sent_to is Party.PLATFORM


def is_on_relay(case: Case) -> bool:
    """DOT has lived on Asset Hub since 2025-11-04, KSM since 2025-10-07."""
    return (
        case.landed
        and case.chain in SUBSTRATE
        and case.seen is not None
        and case.seen.source.endswith(":relay")
    )


def is_bitcoin_cash(case: Case) -> bool:
    return case.story.other_asset == "bch" and Chain.BITCOIN in (case.chain, case.story.expected)


def is_bitcoin_cash_to_script(case: Case) -> bool:
    return is_bitcoin_cash(case) and case.paid_to.startswith("3")


def is_bitcoin_cash_to_platform(case: Case) -> bool:
    return is_bitcoin_cash_to_script(case) and case.story.sent_to is Party.PLATFORM


def is_beacon_chain(case: Case) -> bool:
    return case.story.other_asset == "bep2" or case.story.recipient.lower().startswith("bnb1")


def is_own_stopped(case: Case) -> bool:
    """OKX has been winding OKTC down since August 2025."""
    return case.chain is Chain.OKTC and case.story.sent_to is Party.OWN and not case.is_elsewhere_paid


def is_elsewhere(case: Case) -> bool:
    return case.is_elsewhere and case.story.sent_to is Party.UNKNOWN


RULES = (
    Rule("beacon_chain", Who.NOBODY, is_beacon_chain, "BEP-299; BNB Chain: Beacon Chain stopped 2024-12-03"),
    Rule(
        "bitcoin_cash_platform",
        Who.PLATFORM,
        is_bitcoin_cash_to_platform,
        "Bitcoin Cash: legacy spelling, one hash",
    ),
    Rule(
        "bitcoin_cash_script",
        Who.UNKNOWN,
        is_bitcoin_cash_to_script,
        "Bitcoin Cash: legacy spelling, one hash",
    ),
    Rule("bitcoin_cash", Who.USER, is_bitcoin_cash, "Bitcoin Cash: legacy spelling, one hash"),
    Rule("other_spelling", Who.USER, is_other_spelling, "OKTC docs (ex and 0x); SS58 registry"),
    Rule("platform_network", Who.PLATFORM, is_platform, "Binance: crypto deposit via a wrong network"),
    Rule(
        "contract_wallet",
        Who.CONTRACT_OWNER,
        is_contract_wallet,
        "Optimism and Wintermute, June 2022; Safe docs",
    ),
    Rule("own_evm", Who.USER, is_own_evm, "EIP-155: one key, one address on every EVM chain"),
    Rule("own_substrate", Who.USER, is_own_substrate, "SS58: one key on every Substrate chain"),
    Rule(
        "tron_key_held",
        Who.USER,
        is_evm_and_tron_with_key,
        "TRON docs, Accounts: an EVM address in other letters",
    ),
    Rule("tron_key_not_held", Who.NOBODY, is_evm_and_tron_without_key, "TRON docs, Accounts"),
    Rule("tron_key", Who.UNKNOWN, is_evm_and_tron, "TRON docs, Accounts; SLIP-44 paths 60 and 195 differ"),
    Rule("own_elsewhere", Who.USER, is_own_elsewhere, "An address opens with the key it was made from"),
    Rule(
        "payee_network", Who.STRANGER, is_payee_elsewhere, "EIP-155: one key, one address on every EVM chain"
    ),
    Rule("elsewhere", Who.UNKNOWN, is_elsewhere, "EIP-155; Binance: crypto deposit via a wrong network"),
)
AFTER = (
    Rule(
        "platform_relay",
        Who.PLATFORM,
        is_on_relay_at_platform,
        "Polkadot: balances moved to Asset Hub (2025-11-04; Kusama 2025-10-07)",
    ),
    Rule(
        "relay_chain",
        Who.USER,
        is_on_relay,
        "Polkadot: balances moved to Asset Hub (2025-11-04; Kusama 2025-10-07)",
    ),
    Rule("oktc_stopped", Who.USER, is_own_stopped, "OKX: OKTC is being wound down (since August 2025)"),
)
