"""Requests that are signed as well as sent with a key: what moves a user's page must come from the wallet, just now.

The signature is that of Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature: v1,…`), over
`id.timestamp.body`, HMAC-SHA-256. Its secret is SHA-256 of the API key, which we keep instead of the key and which the
holder can compute; as text `whsec_` and base64. A key seen in a log of bodies or in a leaked table is thus not enough.
"""

from __future__ import annotations

import base64
import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from answerback.api.key_auth import Key
from answerback.api.models import SignedMessage
from answerback.api.refusals import Replayed, SignatureWrong
from answerback.wallets.models import ApiKey

TOLERANCE = timedelta(minutes=5)
ID = re.compile(r"[A-Za-z0-9._:-]{1,120}", re.ASCII)
SECONDS = re.compile(r"[0-9]{1,11}", re.ASCII)  # to the year 5138: every one is a date


class SignedKey(Key):
    """`auth=SignedKey(Scope.LEGS_WRITE)`. Raises what `Key` raises, `SignatureWrong` and `Replayed`."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """The key, after its signature over these very bytes."""
        key = super().authenticate(request, token)
        message_id = request.headers.get("webhook-id", "")
        stamp = request.headers.get("webhook-timestamp", "")
        if not (ID.fullmatch(message_id) and SECONDS.fullmatch(stamp)):
            raise SignatureWrong
        made = signature(bytes.fromhex(key.digest), message_id, stamp, request.body)
        given = request.headers.get("webhook-signature", "")[:2000].encode().split()
        if not any(hmac.compare_digest(made.encode(), one) for one in given):
            raise SignatureWrong
        _once(key, message_id, datetime.fromtimestamp(int(stamp), UTC), at=timezone.now())
        return key


def signature(secret: bytes, message_id: str, stamp: str, body: bytes) -> str:
    """`v1,` and base64, as Standard Webhooks write it; `stamp` is whole seconds since 1970."""
    digest = hmac.digest(secret, f"{message_id}.{stamp}.".encode() + body, "sha256")
    return "v1," + base64.b64encode(digest).decode()


def _once(key: ApiKey, message_id: str, signed_at: datetime, *, at: datetime) -> None:
    """Its time is near ours, and these bytes came never before."""
    if abs(at - signed_at) > TOLERANCE:
        raise SignatureWrong
    try:
        with transaction.atomic():
            SignedMessage.objects.create(wallet_id=key.wallet_id, message_id=message_id, signed_at=signed_at)
    except IntegrityError as again:
        raise Replayed from again


def _header(name: str, description: str, example: str) -> dict[str, Any]:
    schema = {"type": "string", "example": example}
    return {"in": "header", "name": name, "required": True, "schema": schema, "description": description}


SIGNED: dict[str, Any] = {
    "parameters": [
        _header("webhook-id", "Yours, one for each message.", "msg_7f3a"),
        _header(
            "webhook-timestamp",
            "Whole seconds since 1970, at most five minutes from our clock.",
            "1795399200",
        ),
        _header(
            "webhook-signature", "`v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`.", "v1,q1b3…="
        ),
    ]
}
