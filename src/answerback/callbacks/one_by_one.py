"""Rows of many wallets, each in a transaction of its own: one bad row keeps nobody else waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog
from django.db import transaction

from answerback.ui.refusals import Refusal

log = structlog.get_logger("answerback.callbacks")
Row = TypeVar("Row")


def one_by_one(
    rows: Iterable[Row], act: Callable[[Row], bool], *, failed: Callable[[Row], None] | None = None
) -> int:
    """How many rows `act` changed. A refusal (a lost race) is passed over; a failure is logged and `failed` called."""
    changed = 0
    for row in rows:
        try:
            with transaction.atomic():
                changed += bool(act(row))
        except Refusal:
            continue
        except Exception as trouble:  # one unreadable row must not stop the other wallets
            log.error(
                "row_failed", row=str(getattr(row, "pk", row)), error=type(trouble).__name__, exc_info=True
            )
            if failed is not None:
                failed(row)
    return changed
