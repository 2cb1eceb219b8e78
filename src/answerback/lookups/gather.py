"""Everything the chains can say to a story: the transaction, the accounts, what others may take, what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from answerback.chains import Chain, base58
from answerback.chains.accounts import SECP256K1, is_same, owner
from answerback.chains.approvals import Threat, weigh
from answerback.chains.evm import CHAINS as EVM
from answerback.chains.sightings import (
    About,
    Account,
    Grant,
    NodeTrouble,
    Sighting,
    TroubleKind,
)
from answerback.chains.triage import Case, Party, Story
from answerback.lookups.ask import Looked, Permitted, Stood, permit, stand
from answerback.lookups.endpoints import Endpoints

KINDS = {
    "timed_out": TroubleKind.TIMEOUT,
    "no_connection": TroubleKind.TIMEOUT,
    "refused": TroubleKind.REFUSED,
    "status": TroubleKind.REFUSED,
    "error": TroubleKind.REFUSED,
    "limited": TroubleKind.LIMITED,
    "wrong_chain": TroubleKind.WRONG_CHAIN,
    "not_offered": TroubleKind.NOT_OFFERED,
}
"""Every other code is of an answer that cannot be believed."""
MAY_ALLOW = (*EVM, Chain.TRON)
BITCOIN = (Chain.BITCOIN,)
"""Nobody can allow another to take his coins, and an address is not an account."""
MOST_CLUES, MOST_MOVES = 8, 200


@dataclass(frozen=True)
class Asked:
    """Whom the evidence comes from: the nodes of one wallet, at one moment."""

    endpoints: Endpoints
    wallet_slug: str
    at: datetime

    def case(self, story_case: Case, looked: Iterable[Looked]) -> Case:
        """The case with all evidence: `looked` is what came of the transaction's id. Asks the network."""
        looks = tuple(looked)
        sightings = (one.sighting for one in looks if one.sighting is not None)
        case = replace(story_case, sightings=tuple(trimmed(one, story_case.story) for one in sightings))
        stood = [self.stand(chain, address) for chain, address in dict.fromkeys((*paid(case), *own(case)))]
        case = replace(case, accounts=tuple(one.account for one in stood if one.account is not None))
        permitted, threats = self.approvals(case)
        troubles = dict.fromkeys(
            trouble
            for about, answers in (
                (About.TRANSACTION, looks),
                (About.ACCOUNT, stood),
                (About.APPROVALS, permitted),
            )
            for one in answers
            for trouble in told(one, about)
        )
        return replace(
            case, approvals=threats, troubles=tuple(troubles), agree=agree([*looks, *stood, *permitted])
        )

    def stand(self, chain: Chain, address: str) -> Stood:
        return stand(self.endpoints, self.wallet_slug, chain, spelled(chain, address), at=self.at)

    def approvals(self, case: Case) -> tuple[list[Permitted], tuple[Threat, ...]]:
        """What others may take from the user's own accounts, the gravest first."""
        permitted: list[Permitted] = []
        threats: list[Threat] = []
        for chain, address in own(case):
            account = case.account(address, chain)
            if account is None:
                continue
            if chain in MAY_ALLOW:
                clue = tuple(clues(case, chain, spelled(chain, address)))
                found = permit(self.endpoints, self.wallet_slug, chain, spelled(chain, address), clues=clue)
                permitted.append(found)
                account = with_allowed(account, found)
            threats += weigh(account, at=self.at, key_is_known=key_is_known(case, address))
        return permitted, tuple(sorted(threats, key=lambda one: not one.is_grave))


def trimmed(sighting: Sighting, story: Story) -> Sighting:
    """Without the movements that are too many: anybody can write thousands into one transaction. Those of the payer and
    of the addresses named come first; the order stays."""
    if len(sighting.transfers) <= MOST_MOVES:
        return sighting
    named = {owner(one) for one in (story.recipient, story.meant, sighting.signer) if one}
    concerned = [bool(named & {owner(move.sender), owner(move.recipient)}) for move in sighting.transfers]
    places = sorted(range(len(concerned)), key=lambda place: not concerned[place])[:MOST_MOVES]
    return replace(sighting, transfers=tuple(sighting.transfers[place] for place in sorted(places)))


def paid(case: Case) -> Iterator[tuple[Chain, str]]:
    """The account paid, where it was paid, and where it was expected when one address serves both."""
    if not case.paid_to or case.chain is None or not case.sightings:
        return
    yield case.chain, case.paid_to
    expected = case.story.expected
    if expected in EVM and case.chain in EVM and expected is not case.chain and expected is not None:
        yield expected, case.paid_to


def own(case: Case) -> list[tuple[Chain, str]]:
    """The user's own accounts, as far as the story names them: he sent from one, or was to be paid to one."""
    chain = case.chain
    if chain is None or chain in BITCOIN:
        return []
    found = []
    if case.story.sent_from is Party.OWN and case.seen is not None:
        found.append(payer(case, case.seen))
    if case.story.sent_to is Party.OWN:
        found.append(case.paid_to)
    return [(chain, address) for address in dict.fromkeys(found) if address]


def payer(case: Case, seen: Sighting) -> str:
    """Who is robbed by means of an allowance signs nothing, nor does a wallet that is a contract: theirs is the account
    that paid. Else it is the signer, whatever the contracts that he called moved among themselves."""
    sender = case.transfer.sender if case.transfer is not None else ""
    signed = not seen.transfers or any(is_same(move.sender, seen.signer) for move in seen.transfers)
    return seen.signer if not sender or (signed and case.story.user_sent_it is not False) else sender


def clues(case: Case, chain: Chain, address: str) -> Iterator[Grant]:
    """What the transaction itself allowed; whoever moved the user's tokens; what the user names."""
    seen = case.seen
    granted = seen.grants if seen is not None and seen.chain == chain else ()
    yield from (one for one in granted if is_same(one.owner, address))
    tokens = {move.token for move in seen.transfers if move.token} if seen is not None else set()
    tokens |= {case.story.token} - {""}
    suspects = [case.story.recipient, case.story.meant, seen.signer if seen is not None else ""]
    pairs = [
        (spelled(chain, token), spelled(chain, suspect))
        for token in sorted(tokens)
        for suspect in suspects
        if suspect and not is_same(suspect, address) and not is_same(suspect, token)
    ]
    for token, suspect in list(dict.fromkeys(pairs))[:MOST_CLUES]:
        for kind in ("erc20", "permit2", "erc721") if chain in EVM else ("erc20",):
            yield Grant(address, suspect, kind, token)


def key_is_known(case: Case, address: str) -> bool:
    """Somebody else signed with the user's key, or the user says that somebody has it."""
    told = case.story.key_is_known
    signed = case.seen is not None and is_same(case.seen.signer, address)
    return told is True or (told is None and case.story.user_sent_it is False and signed)


def with_allowed(account: Account, found: Permitted) -> Account:
    if found.allowed is None:
        return account
    return replace(
        account,
        permissions=(*account.permissions, *found.allowed.permissions),
        balances={**account.balances, **found.allowed.balances},
    )


def spelled(chain: Chain, address: str) -> str:
    """As the nodes of this chain want it: EVM in small letters, TRON beginning with T."""
    family, key = owner(address)
    if family != SECP256K1 or chain not in MAY_ALLOW:
        return address
    return base58.with_check(b"\x41" + key) if chain is Chain.TRON else f"0x{key.hex()}"


def told(one: Looked | Stood | Permitted, about: About) -> Iterator[NodeTrouble]:
    """What went wrong, in the words of the engine."""
    for source, code in one.troubles:
        kind = KINDS.get(code, TroubleKind.STRANGE)
        if kind is not TroubleKind.NOT_OFFERED or about is not About.ACCOUNT:
            yield NodeTrouble(one.chain, kind, about, source)
    if one.agree is False:
        yield NodeTrouble(one.chain, TroubleKind.DISAGREE, about)
    if isinstance(one, Permitted) and one.allowed is not None and not one.allowed.is_whole:
        yield NodeTrouble(one.chain, TroubleKind.PARTIAL, about)


def agree(answers: Iterable[Looked | Stood | Permitted]) -> bool | None:
    """False when any two differed, True when some were compared and none did."""
    compared = {one.agree for one in answers} - {None}
    return None if not compared else False not in compared
