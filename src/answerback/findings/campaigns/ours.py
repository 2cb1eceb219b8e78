"""What must never join two reports: the wallets' own channels, and the reporter's own numbers."""

from __future__ import annotations

from datetime import datetime

from answerback.channels.current import index_at
from answerback.channels.kinds import Direction, Kind
from answerback.channels.spellings import key_of
from answerback.customers.models import Customer, PhoneNumber
from answerback.findings.campaigns.joining.identify import Ours, site
from answerback.findings.campaigns.joining.popular import is_shared
from answerback.guard.links.canonical import read


def ours_at(at: datetime, reporter: Customer | None) -> Ours:
    """Published channels of every wallet that were not found to be fraud, and the numbers of who reports."""
    published = [one for one in index_at(at).published if one.direction is not Direction.REPORTED]
    keys = {(one.kind, key_of(one.kind, one.value)) for one in published if one.kind is not Kind.LINK}
    links = [read(one.value) for one in published if one.kind is Kind.LINK]
    # Our page among those of strangers makes nobody else's page there ours.
    pages = {page for one in links if is_shared(one.host) and (page := site(one))}
    sites = {one.host for one in links if not (is_shared(one.host) and site(one))}
    return Ours(frozenset(sites), frozenset(keys | _numbers_of(reporter)), frozenset(pages))


def _numbers_of(customer: Customer | None) -> set[tuple[Kind, str]]:
    if customer is None:
        return set()
    rows = PhoneNumber.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    return {(Kind.NUMBER, number.e164) for number in rows}
