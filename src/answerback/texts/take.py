"""The door: every text that enters comes through `take`, before it is stored, sent, searched or shown.

happened = take(customer.wallet, typed, place=Place.TICKET, at=at, customer_id=customer.id).text
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback import guard
from answerback.journal.write import Subject
from answerback.texts import refused
from answerback.texts.record import found_in, record
from answerback.texts.refusals import SecretInText
from answerback.wallets.models import Wallet
from answerback.wallets.places import NEVER_REFUSED, Place
from answerback.wallets.text_policy import only_certain, policy_for


@dataclass(frozen=True)
class Taken:
    """`text` may be kept. `findings` count in the text as it came; `blocked`: a face tells the writer at once."""

    text: str
    findings: tuple[guard.Finding, ...]
    blocked: bool

    @property
    def changed(self) -> bool:
        """Whether something was taken out."""
        return any(finding.action in (guard.Action.BLOCK, guard.Action.MASK) for finding in self.findings)


def take(
    wallet: Wallet,
    text: str,
    *,
    place: Place,
    at: datetime,
    about: Subject | None = None,
    customer_id: UUID | None = None,
    certain: bool = False,
    whole: bool = False,
) -> Taken:
    """The text as it may be kept, after the wallet's policy for the place; what was found is recorded.

    `about` is the thing the text belongs to (default: the customer, else the wallet). `certain`: an identifier by
    its form, in which only what surely opens an account counts, so that a transaction is no private key.
    `whole`: nothing can be cut out of it (a name, a document), so what would be cut refuses it, in any place.
    Raises SecretInText where the text is refused, and the finding is recorded all the same.
    """
    policy = policy_for(wallet, place)
    cleaned = guard.clean(text, policy=only_certain(policy) if certain else policy)
    if not cleaned.findings:
        return Taken(text, (), blocked=False)
    is_refused = (whole and cleaned.text != text) or (cleaned.blocked and place not in NEVER_REFUSED)
    rows = found_in(
        wallet.id,
        text,
        cleaned.findings,
        place=place,
        about=about or _about(wallet, customer_id),
        customer_id=customer_id,
        refused=is_refused,
        at=at,
    )
    if is_refused:
        refused.remember(rows)
        raise SecretInText
    record(rows)
    refused.warn(cleaned.findings)
    return Taken(cleaned.text, cleaned.findings, blocked=cleaned.blocked)


def look(wallet: Wallet, text: str, *, place: Place) -> guard.Cleaned:
    """What would become of a text here. Nothing is stored: for trying a sentence out."""
    return guard.clean(text, policy=policy_for(wallet, place))


def _about(wallet: Wallet, customer_id: UUID | None) -> Subject:
    return Subject("customer", customer_id) if customer_id else Subject("wallet", wallet.id)
