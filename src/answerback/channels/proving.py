"""The proofs that wait for the network, for `ops.channel_proofs`: records to look up, codes to mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.channels.models import Proof, Way

EVERY = timedelta(minutes=1)


def due_lookups(*, at: datetime, limit: int = 20) -> list[Proof]:
    """Records not looked at for a minute, whoever's, the longest waiting first."""
    # every wallet: one loop serves them all
    rows = Proof.objects.filter(way=Way.DNS, proven_at=None, ends_at__gt=at).exclude(looked_at__gt=at - EVERY)
    return list(rows.select_related("channel__wallet", "wallet").order_by("looked_at", "id")[:limit])


def due_mails(*, at: datetime, limit: int = 20) -> list[Proof]:
    """Codes that nobody has mailed yet."""
    # every wallet: one loop serves them all
    rows = Proof.objects.filter(way=Way.MAIL, proven_at=None, sent_at=None, ends_at__gt=at)
    return list(rows.select_related("channel__wallet", "wallet").order_by("id")[:limit])


def claim_mail(proof: Proof, *, at: datetime) -> bool:
    """Whether this caller is the one that mails it: a mail lost on the way is asked for again, never doubled."""
    rows = Proof.objects.for_wallet(proof.wallet_id).filter(id=proof.id, sent_at=None)
    return rows.update(sent_at=at) == 1
