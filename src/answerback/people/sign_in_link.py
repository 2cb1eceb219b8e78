"""A link that signs one person in, once, within ten minutes: for invitations, and for the demo's screens.

Only the SHA-256 of its token is kept. It is spent by a POST from its landing page, so that a preview of the
link (a mail scanner, a chat) uses nothing up.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from answerback.people.models import Person, SignInLink
from answerback.people.refusals import DemoOnly, LinkRefused

Purpose = SignInLink.Purpose
LIVES = timedelta(minutes=10)
TOKEN_BYTES = 32


def make(
    person: Person, *, at: datetime, purpose: SignInLink.Purpose = Purpose.INVITATION, next_path: str = ""
) -> str:
    """The token of a new link. `next_path` is a path of ours to open afterwards. Raises `DemoOnly`."""
    if purpose == Purpose.DEMO and not settings.DEMO:
        raise DemoOnly
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SignInLink.objects.create(
        person=person,
        purpose=purpose,
        digest=_digest(token),
        next_path=next_path,
        made_at=at,
        expires_at=at + LIVES,
    )
    return token


def path_of(token: str) -> str:
    """The path of the landing page, on the staff origin."""
    return reverse("people_enter", args=[token])


def is_open(token: str, *, at: datetime) -> bool:
    """Whether the link could still be spent."""
    return SignInLink.objects.filter(digest=_digest(token), spent_at=None, expires_at__gt=at).exists()


def spend(token: str, *, at: datetime) -> SignInLink:
    """Use the link up and return it; of two who try at once one wins. Raises `LinkRefused`, `DemoOnly`."""
    with transaction.atomic():
        live = SignInLink.objects.filter(digest=_digest(token), spent_at=None, expires_at__gt=at)
        if not live.update(spent_at=at):
            raise LinkRefused
        link = SignInLink.objects.select_related("person").get(digest=_digest(token))
        if not link.person.is_active:
            raise LinkRefused
        if link.purpose == Purpose.DEMO and not settings.DEMO:
            raise DemoOnly
    return link


def forget_old(*, at: datetime) -> int:
    """Delete links that can no longer be spent; returns how many."""
    return SignInLink.objects.filter(expires_at__lte=at).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
