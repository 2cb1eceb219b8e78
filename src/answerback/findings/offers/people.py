"""Who may act on offers: a member of the wallet's own staff whose role holds the right."""

from __future__ import annotations

from answerback.findings.offers.refusals import NotAllowed
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.people.queries import membership_by_id
from answerback.people.rights import Right, grants
from answerback.wallets.models import Wallet


def acting(wallet: Wallet, by: Actor, right: Right) -> Membership:
    """The place from which somebody acts. Raises NotAllowed: the system and machines stand behind no offer."""
    member = membership_by_id(wallet, by.id) if by.kind == "staff" and by.id is not None else None
    if member is None or member.ended_at is not None or not grants(member.role, right):
        raise NotAllowed
    return member
