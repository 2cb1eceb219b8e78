"""What the customer's earlier matters tell of the addresses he knows, to see a look-alike among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict
from uuid import UUID

from answerback.chains.triage import Case, Story
from answerback.lookups import kept
from answerback.lookups.models import Triage
from answerback.wallets.models import Wallet

AT_MOST = 50
DOUBTFUL = frozenset(
    (
        "poisoned",
        "unsigned",
        "deceived",
        "taken",
        "taken_platform",
        "nobodys",
        "stranger",
        "other_recipient",
        "burnt",
    )
)
"""Verdicts after which the address paid is not one that the user knows to be right."""


class History(TypedDict):
    """The keywords of a `Case`."""

    payees: tuple[str, ...]
    planted: tuple[str, ...]


def history(wallet: Wallet, customer_id: UUID | None, story: Story) -> History:
    """From his other matters, the newest first; the same transaction asked about again tells nothing new."""
    if customer_id is None:
        return History(payees=(), planted=())
    rows = Triage.objects.for_wallet(wallet).filter(customer_id=customer_id)[:AT_MOST]
    read = [(row.code, kept.read(row.case)) for row in rows]
    earlier = [(code, case) for code, case in read if case is not None and is_other(case.story, story)]
    return History(
        payees=tuple(dict.fromkeys(paid for code, case in earlier if (paid := payee(code, case.story)))),
        planted=tuple(dict.fromkeys(address for _code, case in earlier for address in planted(case))),
    )


def is_other(one: Story, story: Story) -> bool:
    return not one.transaction or one.transaction != story.transaction


def payee(code: str, story: Story) -> str:
    """Whom he meant to pay."""
    return story.meant or ("" if code in DOUBTFUL else story.recipient)


def planted(case: Case) -> Iterator[str]:
    """Both ends of a payment of nothing or of one that nobody signed; his own address resembles no payee."""
    for sighting in case.sightings:
        for move in sighting.transfers:
            if move.amount == 0 or move.signed_by_sender is False:
                yield from (move.sender, move.recipient)
