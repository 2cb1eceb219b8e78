"""The keeper of the public log: closes each interval and signs its checkpoint."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from answerback.journal.log.sequence import sequence
from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring
from answerback.passport import base64url
from answerback.passport.notes import Checkpoint, sign_note, verifier_key


def step(at: datetime) -> int:
    """Close the interval that is over, if one is; returns 0, for the next comes only with the time."""
    sequence(at=at, sign=sign)
    return 0


def sign(size: int, root: bytes) -> str:
    """A checkpoint of this deployment's log, as a signed note."""
    checkpoint = Checkpoint(origin(), size, root)
    return sign_note(checkpoint.text(), name=origin(), key=ring(Purpose.LOG, None).current(now()).edwards)


def origin() -> str:
    """The log's name: where it is read, without the scheme."""
    return f"{settings.ORIGINS['public'].split('://')[1]}/log"


def verifier_keys() -> list[str]:
    """What its checkpoints are checked with, the newest first; older ones for older checkpoints."""
    ring(Purpose.LOG, None)
    keys = Key.objects.filter(purpose=Purpose.LOG.value, wallet_id=None, public__isnull=False)
    published = [key.public or {} for key in keys.order_by("-generation")]
    return [verifier_key(origin(), base64url.decode(jwk["x"])) for jwk in published]
