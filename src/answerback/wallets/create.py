"""A wallet begins: what it is, how it may call, what its backend can do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.wallets.declaration import check_declaration
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet
from answerback.wallets.refusals import WalletTaken

DECLARED = (
    "slug",
    "name_en",
    "name_zh",
    "custody",
    "calling",
    "capabilities",
    "lines",
    "official_number",
    "caller_number",
    "website",
    "region",
    "zone",
    "policies",
)


def create_wallet(
    slug: str,
    *,
    name_en: str,
    name_zh: str,
    custody: Custody,
    calling: Calling,
    by: Actor,
    at: datetime,
    capabilities: Collection[Capability] = (),
    lines: Collection[Line] = (),
    official_number: str = "",
    caller_number: str = "",
    website: str = "",
    region: str = "CN",
    zone: str = "Asia/Shanghai",
    policies: Mapping[str, object] | None = None,
) -> Wallet:
    """The new wallet; the same declaration twice gives the first. Raises as `check_declaration` does."""
    wallet = Wallet(
        slug=slug,
        name_en=name_en,
        name_zh=name_zh,
        custody=str(custody),
        calling=str(calling),
        capabilities=sorted(map(str, capabilities)),
        lines=list(map(str, lines)),
        official_number=official_number,
        caller_number=caller_number,
        website=website,
        region=region,
        zone=zone,
        policies=dict(policies or {}),
        created_at=at,
    )
    check_declaration(wallet)
    return _existing(wallet) or _saved(wallet, by=by, at=at)


def _existing(wallet: Wallet) -> Wallet | None:
    known = Wallet.objects.filter(slug=wallet.slug).first()
    if known is None:
        return None
    if any(getattr(known, name) != getattr(wallet, name) for name in DECLARED):
        raise WalletTaken(slug=wallet.slug)
    return known


def _saved(wallet: Wallet, *, by: Actor, at: datetime) -> Wallet:
    try:
        with transaction.atomic():
            wallet.save(force_insert=True)
            facts = {
                "custody": wallet.custody,
                "calling": wallet.calling,
                "capabilities": wallet.capabilities,
            }
            about = Subject("wallet", wallet.id)
            write(
                "wallet.created",
                wallet_id=wallet.id,
                subject=about,
                by=by,
                at=at,
                audience=Audience.AUDIT,
                data=facts,
            )
    except IntegrityError as taken:
        raise WalletTaken(slug=wallet.slug) from taken
    return wallet
