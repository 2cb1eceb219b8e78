"""`answerback keys rotate PURPOSE`: a new key; the old one overlaps."""

from __future__ import annotations

import typer

from answerback.journal.write import SYSTEM
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from answerback.ops.loops import now
from answerback.wallets.models import Wallet


def rotate_and_say(purpose: str, slug: str) -> int:
    """Exit status 0 when a new key was made, 2 when there is no such purpose or wallet."""
    wallet = Wallet.objects.filter(slug=slug).first() if slug else None
    if purpose not in list(Purpose) or (slug and wallet is None):
        typer.echo(
            f"Purposes: {', '.join(Purpose)}. Wallets: {', '.join(w.slug for w in Wallet.objects.all())}.",
            err=True,
        )
        return 2
    key = rotate(Purpose(purpose), wallet_id=wallet.id if wallet else None, by=SYSTEM, at=now())
    typer.echo(
        f"New key {key.kid} for {purpose}; the old one still counts until its overlap ends. · 已生成新密钥。"
    )
    return 0
