"""What must never join two reports: the wallets' own channels, and the reporter's own numbers."""

from __future__ import annotations

from datetime import datetime

from answerback.channels.current import index_at
from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.spellings import key_of
from answerback.customers.models import Customer, PhoneNumber
from answerback.findings.campaigns.joining.identify import Ours


def ours_at(at: datetime, reporter: Customer | None) -> Ours:
    """Published channels of every wallet that were not found to be fraud, and the numbers of who reports."""
    published = [one for one in index_at(at).published if one.direction is not Direction.REPORTED]
    keys = {(one.kind, key_of(one.kind, one.value)) for one in published if one.kind is not Kind.LINK}
    return Ours(frozenset(map(_host, _links(published))), frozenset(keys | _numbers_of(reporter)))


def _links(published: list[Published]) -> list[Published]:
    return [one for one in published if one.kind is Kind.LINK]


def _host(one: Published) -> str:
    return key_of(one.kind, one.value).partition("/")[0]


def _numbers_of(customer: Customer | None) -> set[tuple[Kind, str]]:
    if customer is None:
        return set()
    rows = PhoneNumber.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    return {(Kind.NUMBER, number.e164) for number in rows}
