"""After a rotation: what older keys sealed is sealed again under the current key, a few rows at a time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from answerback.keys.holders import reseal_row, resealable_columns, sealed_by
from answerback.keys.models import Key
from answerback.keys.purposes import SIGNING


def reseal_step(*, at: datetime, limit: int = 100) -> int:
    """Re-seal up to `limit` values; returns how many. Call it until it returns 0; it may end anywhere."""
    done = 0
    for key in superseded(at):
        for model, column in resealable_columns():
            if done < limit:
                done += _reseal(list(sealed_by(model, column, key.kid)[: limit - done]), column)
    return done


def _reseal(rows: list[Model], column: str) -> int:
    with transaction.atomic():
        return sum(reseal_row(row, column) for row in rows)


def superseded(at: datetime) -> QuerySet[Key]:
    """The keys for sealing that still open but seal no more, because a newer one has begun."""
    newer = Key.objects.filter(
        purpose=OuterRef("purpose"), generation__gt=OuterRef("generation"), not_before__lte=at
    )
    same_ring = newer.filter(wallet_id=OuterRef("wallet_id"))
    deployment = newer.filter(wallet_id=None)
    keys = Key.objects.exclude(purpose__in=[purpose.value for purpose in SIGNING]).filter(destroyed_at=None)
    of_wallets = keys.filter(Exists(same_ring), wallet_id__isnull=False)
    return of_wallets | keys.filter(Exists(deployment), wallet_id=None)
