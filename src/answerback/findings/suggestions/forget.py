"""Words are forgotten; that somebody asked stays, so that counts stay right.

An erased person's rows point at his nameless stone (`customers.erase`): he still counts as one of so many, and not
a word, feature or call of his is left. After the wallet's time for notes the words of everybody go in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from answerback.customers.models import Customer
from answerback.findings.suggestions import index
from answerback.findings.suggestions.models import Asked, Suggestion
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Retained, policies_of

BATCH = 100


def forget(customer: Customer, at: datetime) -> None:
    """Erase a person's words, what they were grouped by, and which calls they came from."""
    rows = Suggestion.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    _blank(rows, at=at)
    for one in rows:
        one.conversation_id, one.step, one.callback_id, one.callback_kind = None, "", None, ""
        one.language, one.had_trouble, one.hazards = "", False, []
        one.save()
    for asked in Asked.objects.for_wallet(customer.wallet_id).filter(customer=customer):
        asked.conversation_id = new_id()
        asked.save(update_fields=["conversation_id"])


def forget_old(wallet: Wallet, *, at: datetime) -> int:
    """A batch of words older than notes are kept; returns how many. Call until 0."""
    before = at - policies_of(wallet).keeps(Retained.NOTES)
    rows = Suggestion.objects.for_wallet(wallet).filter(made_at__lt=before, words_erased_at=None)
    return _blank(rows.order_by("made_at")[:BATCH], at=at)


@transaction.atomic
def _blank(rows: Iterable[Suggestion], *, at: datetime) -> int:
    """The words and features of these; a profile loses what they brought to it."""
    count = 0
    for one in rows:
        if one.words_erased_at is not None:
            continue
        if one.withdrawn_at is None:
            index.leave(one)
        one.words, one.traits, one.words_erased_at = "", b"", at
        one.save(update_fields=["words", "traits", "words_erased_at"])
        count += 1
    return count
