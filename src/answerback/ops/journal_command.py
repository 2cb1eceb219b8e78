"""`answerback journal verify`: says whether the chain holds, and names the first broken link."""

from __future__ import annotations

import typer

from answerback.journal.verify import verify
from answerback.wallets.models import Wallet


def verify_and_say(slug: str) -> int:
    """Exit status 0 when the chain holds, 1 when it is broken, 2 when there is no such wallet."""
    wallet = Wallet.objects.filter(slug=slug).first() if slug else None
    if slug and wallet is None:
        typer.echo(f"There is no wallet {slug}.", err=True)
        return 2
    verdict = verify(wallet.id if wallet else None)
    if verdict.ok:
        typer.echo(f"The chain holds: {verdict.sealed} sealed, {verdict.tail} not yet sealed. · 链条完整。")
        return 0
    typer.echo(f"The chain is broken at: {verdict.first_broken} · 链条在此处断开。", err=True)
    return 1
