"""The keeper of the public log: closes each interval and signs its checkpoint.

A log put back to an older state must not tell a second history under the name that it had: it goes on under a new
one (`go_on`), beginning with what was restored, and the old name's checkpoints stay what they were.
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from answerback.journal.log.read import newest
from answerback.journal.log.sequence import sequence
from answerback.journal.models import Entry
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring
from answerback.passport import base64url
from answerback.passport.notes import Checkpoint, sign_note, verifier_key

WENT_ON = "log.went_on"


def step(at: datetime) -> int:
    """Close the interval that is over, if one is; returns 0, for the next comes only with the time."""
    sequence(at=at, sign=sign)
    return 0


def sign(size: int, root: bytes) -> str:
    """A checkpoint of this deployment's log, as a signed note."""
    name = origin()
    checkpoint = Checkpoint(name, size, root)
    return sign_note(checkpoint.text(), name=name, key=ring(Purpose.LOG, None).current(now()).edwards)


def go_on(*, by: Actor, at: datetime) -> str:
    """The new name under which a log goes on after a restore, which lost what was published since the backup.

    The time is in the name, so that two restores of one backup are two logs.
    """
    with transaction.atomic():
        head = newest()
        write(
            WENT_ON,
            wallet_id=None,
            subject=Subject("log", uuid5(NAMESPACE_URL, _first())),
            by=by,
            at=at,
            audience=Audience.PUBLIC,
            data={"size": head.size if head else 0},
        )
    return origin()


def origin() -> str:
    """The log's name: where it is read, without the scheme; after a restore the time of that behind it."""
    return names()[0]


def names() -> list[str]:
    """Every name it ever had, the newest first."""
    times = Entry.objects.filter(wallet_id=None, kind=WENT_ON).order_by("-at", "-id")
    return [*(f"{_first()}/{at:%Y%m%dT%H%M%S%f}Z" for at in times.values_list("at", flat=True)), _first()]


def verifier_keys() -> list[str]:
    """What its checkpoints are checked with, the newest first; older ones for older checkpoints and names."""
    ring(Purpose.LOG, None)
    keys = Key.objects.filter(purpose=Purpose.LOG.value, wallet_id=None, public__isnull=False)
    published = [base64url.decode((jwk.public or {})["x"]) for jwk in keys.order_by("-generation")]
    return [verifier_key(name, public) for name in names() for public in published]


def _first() -> str:
    return f"{settings.ORIGINS['public'].split('://')[1]}/log"
