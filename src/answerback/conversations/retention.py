"""Old words are forgotten when the wallet's policy says so; what was chosen stays, as codes."""

from __future__ import annotations

from datetime import datetime

from answerback.conversations.models import Answer
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

AT_MOST = 500


def forget_old_words(wallet: Wallet, *, at: datetime, limit: int = AT_MOST) -> int:
    """Blank the free text of conversations older than notes are kept; returns how many. Call until 0."""
    ended_before = at - policies_of(wallet).keeps(Retained.NOTES)
    spoken = Answer.objects.for_wallet(wallet).exclude(words="")
    old = spoken.filter(conversation__ended_at__lt=ended_before)
    ids = list(old.values_list("id", flat=True)[:limit])
    Answer.objects.for_wallet(wallet).filter(id__in=ids).update(words="")
    return len(ids)
