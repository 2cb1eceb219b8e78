"""What one user heard is kept as long as the records of calls are; then only the counts in the journal stay.

Longer only what still protects him: a refusal for its days of rest, what counts towards his caps.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.findings.offers.choose import COUNTED_FOR, in_force
from answerback.findings.offers.models import Saying, Silent, Thanks, Use
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

BATCH = 500
DATED = ((Use, "used_at"), (Saying, "shown_at"), (Silent, "at"), (Thanks, "at"))


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """Let go of what is older than the wallet's call records, at most a batch of each; returns how many went."""
    policies, gone = policies_of(wallet), 0
    kept_for = policies.keeps(Retained.CALL_RECORDS)
    guarding = max(kept_for, COUNTED_FOR, timedelta(days=policies.offer_rest_days))
    for model, dated in DATED:
        before = at - (guarding if model is Saying else kept_for)
        old = model.objects.for_wallet(wallet).filter(**{f"{dated}__lt": before})
        if model is Saying:
            old = old.exclude(replied_at__gte=before).exclude(offer__in=in_force(wallet, at))
        ids = list(old.values_list("id", flat=True)[:BATCH])
        gone += model.objects.for_wallet(wallet).filter(id__in=ids).delete()[0]
    return gone
