"""One offer of the payment wallet, written by the supervisor and approved by the administrator."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid5

from answerback.findings.offers.approve import approve_offer
from answerback.findings.offers.write_offer import Draft, write_offer
from answerback.journal.write import Actor
from answerback.people.models import Membership, Role
from answerback.wallets.models import Wallet

WRITES, APPROVES = Role.SUPERVISOR, Role.ADMINISTRATOR
FOR = timedelta(days=180)


def seed_offer(wallet: Wallet, *, at: datetime) -> None:
    """Once for the wallet; a self-custodial one has nothing to offer."""
    if wallet.is_self_custodial:
        return
    draft = Draft(
        title_zh="转账免手续费",
        title_en="No transfer fee",
        text_zh="这个月转账到银行卡，手续费全免。",
        text_en="This month transfers to a bank card cost no fee.",
        terms=f"https://{wallet.slug}.example/offers/no-fee",
        valid_from=at,
        valid_until=at + FOR,
        audience={"kinds": ["routine_follow_up", "onboarding_finished", "ticket_solved"]},
    )
    offer_id = uuid5(wallet.id, "demo offer")
    offer = write_offer(wallet, draft, by=_somebody(wallet, WRITES), at=at, offer_id=offer_id)
    if offer.approved_at is None and offer.ended_at is None:
        approve_offer(offer, if_version=offer.version, by=_somebody(wallet, APPROVES), at=at)


def _somebody(wallet: Wallet, role: Role) -> Actor:
    member = Membership.objects.for_wallet(wallet).filter(role=role, ended_at=None).order_by("id").first()
    if member is None:
        raise LookupError(f"nobody in the role {role} in {wallet.slug}")
    return Actor("staff", member.id)
