"""What the user says, and beside it what the chains say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from answerback.chains.accounts import is_same
from answerback.chains.approvals import Threat
from answerback.chains.kinds import Chain
from answerback.chains.lookalikes import Resemblance, is_made, nearest, resemblance
from answerback.chains.sightings import Account, AccountKind, NodeTrouble, Sighting, Status, Transfer

IN_A_BLOCK = (Status.FAILED, Status.CONFIRMED, Status.FINAL)
LANDED = (Status.CONFIRMED, Status.FINAL)
FRESH = timedelta(minutes=30)
"""So long a transaction may take to be known: platforms send in batches."""


class Party(StrEnum):
    """Whose end of the transfer it is. `own`: a wallet whose keys the user holds. `platform`: an exchange or a
    custodial wallet. `stranger`: somebody else. `contract`: an application or a token."""

    OWN = "own"
    PLATFORM = "platform"
    STRANGER = "stranger"
    CONTRACT = "contract"
    UNKNOWN = "unknown"


class Memo(StrEnum):
    NOT_NEEDED = "not_needed"
    RIGHT = "right"
    MISSING = "missing"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Story:
    """Every field may be left out: an empty one is asked for, never guessed.

    `chosen`: the network picked when sending; `expected`: the one the recipient asked for. `recipient`: where it was
    sent; `meant`: where it should have gone, if elsewhere. `token`: the contract expected, `symbol` its name as said.
    `minimum`: what the platform credits at least, in whole coins or tokens, or `is_below_minimum` by the user's own
    reading. `sent_at`: when, aware. `was_deceived`: somebody the user does not really know got him to send it.
    `key_is_known`: somebody else may know the seed phrase or the private key. None: the user does not know.
    """

    chosen: Chain | None = None
    expected: Chain | None = None
    sent_from: Party = Party.UNKNOWN
    sent_to: Party = Party.UNKNOWN
    recipient: str = ""
    meant: str = ""
    transaction: str = ""
    token: str = ""
    symbol: str = ""
    memo: Memo = Memo.UNKNOWN
    minimum: Decimal | None = None
    is_below_minimum: bool | None = None
    is_listed: bool | None = None
    holds_key: bool | None = None
    user_sent_it: bool | None = None
    copied_from_history: bool | None = None
    other_asset: str = ""
    is_withdrawal: bool = False
    sent_at: datetime | None = None
    was_deceived: bool | None = None
    key_is_known: bool | None = None


@dataclass(frozen=True)
class Case:
    """A story with the evidence. Nothing seen (`sightings` empty) is not the same as seen nowhere (all unknown).

    What was asked in vain stands in `troubles`; `agree`: whether the nodes that were compared said the same (None:
    none were). `approvals`: what others may still take from the user's accounts.

    From the user's own earlier matters: `payees`, addresses he meant to pay, and `planted`, those that came into his
    history by a payment of nothing or that nobody signed.
    """

    story: Story
    sightings: tuple[Sighting, ...] = ()
    accounts: tuple[Account, ...] = ()
    troubles: tuple[NodeTrouble, ...] = ()
    agree: bool | None = None
    approvals: tuple[Threat, ...] = ()
    payees: tuple[str, ...] = ()
    planted: tuple[str, ...] = ()

    @cached_property
    def seen(self) -> Sighting | None:
        """The transaction where a chain has it; the furthest come, the chosen chain first."""
        order = list(Status)
        known = [sighting for sighting in self.sightings if sighting.status is not Status.UNKNOWN]
        return max(
            known,
            key=lambda one: (
                one.status in IN_A_BLOCK,
                one.chain == self.story.chosen,
                order.index(one.status),
            ),
            default=None,
        )

    @property
    def status(self) -> Status | None:
        return self.seen.status if self.seen is not None else None

    @property
    def is_nowhere(self) -> bool:
        """Every node asked answered, and none has it."""
        return bool(self.sightings) and self.seen is None

    @property
    def landed(self) -> bool:
        return self.status in LANDED

    @property
    def chain(self) -> Chain | None:
        """Where it happened; else where the user says it did."""
        return self.seen.chain if self.seen is not None else self.story.chosen

    @cached_property
    def transfer(self) -> Transfer | None:
        """The movement this is about: to the recipient named or meant, of the token expected; else the only one.

        Of several (change and payment, the legs of a swap) none is taken for it until the recipient is named; of a
        batch of pictures, that nobody signed, any shows what it is.
        """
        named = self.moves_to(self.story.recipient) or self.moves_to(self.story.meant)
        expected = [move for move in named if is_same(move.token, self.story.token)]
        if named:
            return (expected or named)[0]
        moves = self.seen.transfers if self.seen is not None else ()
        is_one = len(moves) == 1 or all(move.signed_by_sender is False for move in moves)
        return moves[0] if moves and is_one else None

    def moves_to(self, address: str) -> list[Transfer]:
        moves = self.seen.transfers if self.seen is not None else ()
        return [move for move in moves if is_same(move.recipient, address)]

    @cached_property
    def misses_recipient(self) -> bool:
        """In a block, and yet no movement to the address the user names (or means) can be seen in it."""
        told = (self.story.recipient, self.story.meant)
        return self.landed and any(told) and not any(self.moves_to(address) for address in told)

    @property
    def paid_to(self) -> str:
        return self.transfer.recipient if self.transfer is not None else self.story.recipient

    def account(self, address: str = "", chain: Chain | None = None) -> Account | None:
        """What stands at an address (the one paid), on a chain (the one it happened on)."""
        address, chain = address or self.paid_to, chain or self.chain
        return first(one for one in self.accounts if one.chain == chain and is_same(one.address, address))

    def kind(self, chain: Chain | None = None) -> AccountKind:
        found = self.account(chain=chain)
        return found.kind if found is not None else AccountKind.UNKNOWN

    @property
    def is_elsewhere(self) -> bool:
        """On another chain than the recipient asked for."""
        return None not in (self.story.expected, self.chain) and self.story.expected != self.chain

    @property
    def is_elsewhere_paid(self) -> bool:
        """To another account than was meant, however both are spelled."""
        return bool(self.story.meant and self.paid_to) and not is_same(self.story.meant, self.paid_to)

    @cached_property
    def resembled(self) -> Resemblance | None:
        """The address meant, or one the user has paid before, when the one paid was most likely made to resemble it.

        Whoever says that the address paid is the one he meant is believed; that it is his own, only when he holds its
        key: a look-alike of one's own address is taken for one's own.
        """
        is_proven = self.story.sent_to is Party.OWN and self.story.holds_key is True
        if is_proven or not self.paid_to:
            return None
        was_planted = any(is_same(self.paid_to, one) for one in self.planted)
        if self.story.meant:
            found = resemblance(self.paid_to, self.story.meant, was_planted=was_planted)
        else:
            found = nearest(self.paid_to, self.payees, was_planted=was_planted)
        return found if found is not None and (was_planted or is_made(found)) else None

    @property
    def is_at_own(self) -> bool:
        """At an address that the user names and calls his own: nothing less says that it came to the right place."""
        is_named = bool(self.story.recipient) and is_same(self.story.recipient, self.paid_to)
        is_meant = not self.is_elsewhere_paid and self.resembled is None
        return self.landed and is_named and is_meant and self.story.sent_to is Party.OWN

    @property
    def is_incoming(self) -> bool:
        """Somebody else was to pay the user: the sending wallet is not his."""
        story = self.story
        is_told = story.sent_to is Party.OWN and story.user_sent_it is False
        return story.sent_from is Party.STRANGER or (is_told and story.sent_from is Party.UNKNOWN)

    @property
    def is_exposed(self) -> bool:
        """Somebody else may take from an account of the user's, at any time."""
        return any(threat.is_grave for threat in self.approvals)

    @property
    def is_fresh(self) -> bool:
        """Sent so shortly before the chains were asked that they need not know it yet."""
        told, asked = self.story.sent_at, [one.at for one in self.sightings]
        return told is not None and bool(asked) and timedelta(0) <= max(asked) - told < FRESH


def first(found: Iterable[Account]) -> Account | None:
    return next(iter(found), None)
