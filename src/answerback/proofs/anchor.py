"""The private anchor: made by the product itself on first use, renewed with its key, published for ever."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from answerback.keys.opened import OpenedKey
from answerback.keys.purposes import Purpose
from answerback.keys.ring import ring
from answerback.passport.issue_certificate import Lasting, anchor_of, as_pem
from answerback.proofs.models import Anchor

LIVES = timedelta(days=3650)
SERIAL_BITS = 159  # at most 20 octets, and positive (RFC 5280, section 4.1.2.2)
BEFORE = timedelta(hours=1)  # a clock that is a little slow must not refuse it


def current(at: datetime) -> tuple[str, OpenedKey]:
    """The anchor to issue under at this moment (PEM), and its key; made when there is none."""
    key = ring(Purpose.ANCHOR, None).current(at)
    row = Anchor.objects.filter(kid=key.kid).first() or _made(key, at)
    return row.pem, key


def published(at: datetime) -> str:
    """The anchors whose certificates may still be held against a call, newest first: PEM, one after another."""
    current(at)
    return "".join(Anchor.objects.order_by("-not_before").values_list("pem", flat=True))


def _made(key: OpenedKey, at: datetime) -> Anchor:
    name = f"Proof anchor of {settings.ORIGINS['public'].split('://')[1]}"
    lasting = Lasting(secrets.randbits(SERIAL_BITS), at - BEFORE, at + LIVES)
    made = anchor_of(key.signer, name=name, lasting=lasting)
    try:
        with transaction.atomic():
            return Anchor.objects.create(
                kid=key.kid,
                pem=as_pem(made),
                not_before=lasting.start,
                not_after=lasting.end,
            )
    except IntegrityError:  # somebody else has just made it
        return Anchor.objects.get(kid=key.kid)
