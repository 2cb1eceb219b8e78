"""After a rotation: what older keys sealed is sealed again under the current key, a few rows at a time."""

from datetime import datetime

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
                ids = list(sealed_by(model, column, key.kid).values_list("pk", flat=True)[: limit - done])
                done += sum(_reseal(model, one, column) for one in ids)
    return done


def _reseal(model: type[Model], row_id: object, column: str) -> bool:
    """One row in memory and in a transaction at a time: a value may be an attachment of 5 MiB."""
    row = model._base_manager.filter(pk=row_id).first()
    return row is not None and reseal_row(row, column)


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
