"""Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same request, the same answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from answerback.api.key_auth import wallet_of
from answerback.api.models import SignedMessage, StoredAnswer
from answerback.api.refusals import BadHeader, KeyReused

Answer = tuple[int, dict[str, Any]]
KEY = re.compile(r"[!-~]{1,255}", re.ASCII)
KEPT = timedelta(hours=24)


def once(request: HttpRequest, act: Callable[[], Answer]) -> Answer:
    """Act, or repeat the answer given before. A refusal is not kept: it may be tried again.

    Act and answer are one transaction; of two at the same time the second waits for the first.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return act()
    if KEY.fullmatch(key) is None:
        raise BadHeader(header="Idempotency-Key")
    digest = hashlib.sha256(request.path.encode() + b"\0" + request.body).hexdigest()
    with transaction.atomic():
        stored, is_new = StoredAnswer.objects.for_wallet(wallet_of(request)).get_or_create(
            wallet=wallet_of(request), key=key, defaults={"digest": digest, "created_at": timezone.now()}
        )
        if stored.digest != digest:
            raise KeyReused
        return _fresh(stored, act) if is_new else (stored.status, json.loads(stored.body))


def forget_old(*, at: datetime) -> int:
    """Retention: answers older than a day go; how many went."""
    # every wallet: a day is a day.
    messages = SignedMessage.objects.filter(signed_at__lt=at - KEPT).delete()[0]
    # every wallet: a day is a day.
    return messages + StoredAnswer.objects.filter(created_at__lt=at - KEPT).delete()[0]


def _fresh(stored: StoredAnswer, act: Callable[[], Answer]) -> Answer:
    stored.status, body = act()
    stored.body = json.dumps(body)
    stored.save()
    return stored.status, body
