"""Rotation: a new generation, an overlap in which the older ones still count, and their end."""

import uuid
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys.holders import rows_sealed_by
from answerback.keys.make import make
from answerback.keys.models import Key
from answerback.keys.purposes import OVERLAPS, SIGNING, Purpose

LEAD = timedelta(minutes=10)


class KeyInUse(Exception):
    """The newest of its ring, or there is data sealed with it: rotate, re-seal, then destroy."""


@transaction.atomic
def rotate(
    purpose: Purpose,
    *,
    wallet_id: uuid.UUID | None = None,
    by: Actor,
    at: datetime,
    lead: timedelta = LEAD,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> Key:
    """Make the next generation, used after `lead`, so that all processes and verifiers know it beforehand.

    Superseded keys count for the purpose's overlap longer. With `lead` zero (a key was stolen) they stop
    counting at once, save those that opened data or an index still needs. A second call before the new key
    has begun finds it and returns it. `own`: a key of P-256 made elsewhere, instead of a new one.
    """
    ring = Key.objects.filter(purpose=purpose.value, wallet_id=wallet_id)
    coming = ring.filter(not_before__gt=at).order_by("generation").last()
    if coming and lead and own is None:
        return coming
    last = ring.aggregate(last=Max("generation"))["last"] or 0
    try:
        with transaction.atomic():
            key = make(purpose, wallet_id, generation=last + 1, not_before=at + lead, by=by, at=at, own=own)
    except IntegrityError:  # somebody else has just rotated it
        return ring.get(generation=last + 1)
    overlap = OVERLAPS[purpose]
    if overlap is not None:
        retire_at = at + lead + (overlap if lead else timedelta(0))
        older = ring.exclude(id=key.id)
        older.filter(Q(retire_at=None) | Q(retire_at__gt=retire_at)).update(retire_at=retire_at)
    return key


def destroy(key: Key, *, by: Actor, at: datetime) -> None:
    """Destroy the private part for ever. Raises KeyInUse. The second time is harmless.

    A value sealed outside the database (a file) is not seen: re-seal those first.
    """
    with transaction.atomic():
        ring = Key.objects.filter(purpose=key.purpose, wallet_id=key.wallet_id, destroyed_at=None)
        if not ring.filter(id=key.id).exists():
            return
        begun_after = ring.filter(generation__gt=key.generation, not_before__lte=at)
        indexing = key.purpose == Purpose.INDEX and (key.retire_at is None or key.retire_at > at)
        if indexing or not begun_after.exists() or rows_sealed_by(key.kid):
            raise KeyInUse
        _end(key, by=by, at=at)


def destroy_superseded(*, by: Actor, at: datetime) -> int:
    """Destroy signing keys once the next has begun, and others when retired; returns how many."""
    signing = Q(purpose__in=[purpose.value for purpose in SIGNING])
    candidates = Key.objects.filter(signing | Q(retire_at__lte=at), destroyed_at=None)
    return sum(_destroyed(key, by=by, at=at) for key in candidates)


def _destroyed(key: Key, *, by: Actor, at: datetime) -> bool:
    try:
        destroy(key, by=by, at=at)
    except KeyInUse:
        return False
    return True


def _end(key: Key, *, by: Actor, at: datetime) -> None:
    ended = Key.objects.filter(id=key.id, destroyed_at=None).update(destroyed_at=at, private_sealed=None)
    if ended:
        data = {"purpose": key.purpose, "kid": key.kid, "generation": key.generation}
        write(
            "key.destroyed",
            wallet_id=key.wallet_id,
            subject=Subject("key", key.id),
            by=by,
            at=at,
            audience=Audience.AUDIT,
            data=data,
        )
