"""The demo's data, put there by the product's own verbs; running it again changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from answerback.conversations.install import install_guides
from answerback.customers.bring import bring
from answerback.customers.data import ConsentData, CustomerData, NumberData
from answerback.customers.models import Language, Purpose
from answerback.customers.queries import find
from answerback.findings.solutions.install import install_solutions
from answerback.intake.install import install as install_rules
from answerback.journal.write import SYSTEM
from answerback.ops.demo.cast import CUSTOMERS, POLICIES, STAFF, WALLETS, ZONES, DemoWallet
from answerback.ops.demo.channels import seed_channels
from answerback.ops.demo.fraud import seed_fraud
from answerback.ops.demo.offers import seed_offer
from answerback.ops.demo.quality import seed_quality
from answerback.ops.demo.suggestions import seed_suggestions
from answerback.people.invite import Face, invite
from answerback.wallets.create import create_wallet
from answerback.wallets.models import Wallet

AGREED = (Purpose.SERVICE, Purpose.MARKETING)
STAFF_SINCE = timedelta(
    days=365
)  # before the first entry of the registry: nobody decides what is older than his place


def seed(*, at: datetime) -> None:
    """Two wallets, their staff, their users, their guides and rules."""
    for declared in WALLETS:
        wallet = Wallet.objects.filter(slug=declared.slug).first() or _wallet(declared, at)
        _staff(wallet, at)
        _customers(wallet, at)
        install_guides(wallet, by=SYSTEM, at=at)
        install_solutions(wallet, by=SYSTEM, at=at)
        install_rules(wallet, by=SYSTEM, at=at)
        seed_channels(wallet, at=at)
        if declared is WALLETS[0]:
            seed_suggestions(wallet, at=at)
        seed_offer(wallet, at=at)
    seed_fraud(Wallet.objects.get(slug=WALLETS[0].slug), at=at)
    seed_quality(Wallet.objects.get(slug=WALLETS[0].slug), at=at)


def _wallet(declared: DemoWallet, at: datetime) -> Wallet:
    policies = dict(POLICIES) if declared is WALLETS[0] else {**POLICIES, "freeze_on_secret_alarm": False}
    return create_wallet(
        declared.slug,
        name_en=declared.name_en,
        name_zh=declared.name_zh,
        custody=declared.custody,
        calling=declared.calling,
        capabilities=declared.capabilities,
        lines=declared.lines,
        official_number=declared.number,
        website=f"https://{declared.slug}.example/",
        caller_number=declared.number,
        policies=policies,
        by=SYSTEM,
        at=at,
    )


def _staff(wallet: Wallet, at: datetime) -> None:
    for one in STAFF:
        face = Face(name_en=one.name_en, name_zh=one.name_zh, team_en=one.team_en, team_zh=one.team_zh)
        invite(
            wallet,
            username=one.username,
            role=one.role,
            face=face,
            work_number=one.work_number,
            languages=["zh-hans", "en"],
            by=SYSTEM,
            at=at - STAFF_SINCE,
        )


def _customers(wallet: Wallet, at: datetime) -> None:
    for external_id, name, number in CUSTOMERS[wallet.slug]:
        known = find(wallet, external_id)
        if known is None:
            data = CustomerData(
                name=name or None,
                language=Language.ZH,
                zone=awake_zone(at),
                numbers=(NumberData(number, verified_at=at - timedelta(days=400)),) if number else None,
                consents=tuple(
                    ConsentData(purpose, granted=True, at=at - timedelta(days=400)) for purpose in AGREED
                ),
            )
            bring(wallet, external_id, data, by=SYSTEM, at=at)
        elif not _is_awake(known.zone, at):
            bring(wallet, external_id, CustomerData(zone=awake_zone(at)), by=SYSTEM, at=at)


def awake_zone(at: datetime) -> str:
    """A zone where people may be rung for some hours yet, so that the demo works at any hour."""
    return next(zone for zone in ZONES if _is_awake(zone, at))


def _is_awake(zone: str, at: datetime) -> bool:
    return 9 <= at.astimezone(ZoneInfo(zone)).hour < 18
