"""Rotation: a new generation, an overlap in which both count, and the old one's end."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from answerback.journal.write import Actor
from answerback.keys.make import make
from answerback.keys.models import Key
from answerback.keys.purposes import SIGNING, Purpose

LEAD = timedelta(minutes=10)
OVERLAP = timedelta(days=30)


@transaction.atomic
def rotate(
    purpose: Purpose,
    *,
    wallet_id: uuid.UUID | None = None,
    by: Actor,
    at: datetime,
    lead: timedelta = LEAD,
    overlap: timedelta = OVERLAP,
) -> Key:
    """Make the next generation, in use after `lead`, so that every process and verifier knows it before it is used."""
    older = Key.objects.filter(purpose=purpose.value, wallet_id=wallet_id)
    last = older.aggregate(last=Max("generation"))["last"] or 0
    key = make(purpose, wallet_id, generation=last + 1, not_before=at + lead, by=by, at=at)
    if purpose in SIGNING:
        older.exclude(id=key.id).filter(retire_at=None).update(retire_at=at + lead + overlap)
    return key
