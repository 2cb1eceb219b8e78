"""What one user heard is kept as long as the records of calls are; then only the counts in the journal stay."""

from __future__ import annotations

from datetime import datetime

from answerback.findings.offers.models import Saying, Silent, Thanks, Use
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

BATCH = 500
DATED = ((Use, "used_at"), (Saying, "shown_at"), (Silent, "at"), (Thanks, "at"))


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """Let go of what is older than the wallet's call records, at most a batch of each; returns how many went."""
    before = at - policies_of(wallet).keeps(Retained.CALL_RECORDS)
    gone = 0
    for model, dated in DATED:
        old = model.objects.for_wallet(wallet).filter(**{f"{dated}__lt": before})
        ids = list(old.values_list("id", flat=True)[:BATCH])
        gone += model.objects.for_wallet(wallet).filter(id__in=ids).delete()[0]
    return gone
