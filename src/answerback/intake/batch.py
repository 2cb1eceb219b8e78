"""A batch of events: one result per item, in order; a bad item does not undo the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from answerback.intake.accept import Accepted, accept
from answerback.journal.write import Actor
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet

MOST_ITEMS = 500


class BatchTooLong(Refusal):
    """More items than one batch may hold."""

    code = "events.batch_too_long"
    status = 413
    says = _("One batch may hold at most %(most)s events.")


@dataclass(frozen=True)
class Result:
    """One of the two is set."""

    accepted: Accepted | None
    refused: Refusal | None


def accept_batch(wallet: Wallet, items: Sequence[Any], *, by: Actor, at: datetime) -> list[Result]:
    """Each item in its own transaction, so that whatever was answered is kept. Raises `BatchTooLong`."""
    if len(items) > MOST_ITEMS:
        raise BatchTooLong(most=MOST_ITEMS)
    return [_one(wallet, item, by=by, at=at) for item in items]


def _one(wallet: Wallet, item: Any, *, by: Actor, at: datetime) -> Result:
    try:
        return Result(accepted=accept(wallet, item, by=by, at=at), refused=None)
    except Refusal as refused:
        return Result(accepted=None, refused=refused)
