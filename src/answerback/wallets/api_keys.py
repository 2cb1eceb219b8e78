"""Keys of machines: shown once, kept as SHA-256, limited by scope and time, replaced with an overlap."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.wallets.api_key_text import (
    PREFIX_LENGTH,
    digest_of,
    is_test_key,
    is_well_formed,
    new_key_text,
)
from answerback.wallets.kinds import Scope
from answerback.wallets.models import ApiKey, Wallet
from answerback.wallets.refusals import KeyEnded, KeyNameTaken, KeyRefused, ScopeMissing, UnknownScope
from answerback.wallets.text_policy import refuse_secrets

OVERLAP = timedelta(hours=24)
USED_AT_MOST_EVERY = timedelta(minutes=1)


def make(
    wallet: Wallet,
    *,
    name: str,
    scopes: Collection[Scope | str],
    by: Actor,
    at: datetime,
    test: bool = False,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its text, which is never seen again. Raises `KeyNameTaken`, `UnknownScope`, `SecretInWords`."""
    refuse_secrets(wallet, name=name)
    wanted = sorted({str(scope) for scope in scopes})
    if not wanted or not set(wanted) <= set(Scope.values):
        raise UnknownScope
    text = new_key_text(test=test)
    try:
        with transaction.atomic():
            key = _kept(wallet, text, name=name, scopes=wanted, expires_at=expires_at, at=at)
            _tell("api_key.made", key, by=by, at=at)
    except IntegrityError as taken:
        raise KeyNameTaken(name=name) from taken
    return key, text


def authenticate(text: str, *, needs: Scope | str, at: datetime) -> ApiKey:
    """The key of that text, with its wallet loaded. Raises `KeyRefused` (401) or `ScopeMissing` (403)."""
    if not is_well_formed(text) or (settings.PRODUCTION and is_test_key(text)):
        raise KeyRefused
    # every wallet: the key says which one it is of
    key: ApiKey | None = ApiKey.objects.filter(digest=digest_of(text)).select_related("wallet").first()
    if key is None or not is_live(key, at=at):
        raise KeyRefused
    if not key.allows(needs):
        raise ScopeMissing(scope=str(needs))
    _note_use(key, at=at)
    return key


def is_live(key: ApiKey, *, at: datetime) -> bool:
    """Whether the key still opens anything."""
    return key.revoked_at is None and (key.expires_at is None or at < key.expires_at)


def revoke(key: ApiKey, *, by: Actor, at: datetime) -> ApiKey:
    """End the key at once; ending it twice changes nothing."""
    with transaction.atomic():
        if _row(key).filter(revoked_at=None).update(revoked_at=at):
            _tell("api_key.revoked", key, by=by, at=at)
    key.refresh_from_db()
    return key


def rotate(key: ApiKey, *, by: Actor, at: datetime, overlap: timedelta = OVERLAP) -> tuple[ApiKey, str]:
    """A new key in the old one's place; the old one ends after the overlap. Raises `KeyEnded`."""
    text = new_key_text(test=key.prefix.startswith("abk_test_"))
    ends_at = min(filter(None, [key.expires_at, at + overlap]))
    with transaction.atomic():
        old = _row(key).filter(replaced_at=None, revoked_at=None)
        if not old.filter(Q(expires_at=None) | Q(expires_at__gt=at)).update(
            replaced_at=at, expires_at=ends_at
        ):
            raise KeyEnded
        new = _kept(key.wallet, text, name=key.name, scopes=key.scopes, expires_at=key.expires_at, at=at)
        _tell("api_key.rotated", new, by=by, at=at, replaces=str(key.id))
    return new, text


def _kept(
    wallet: Wallet, text: str, *, name: str, scopes: list[str], expires_at: datetime | None, at: datetime
) -> ApiKey:
    key: ApiKey = ApiKey.objects.create(
        wallet=wallet,
        name=name,
        prefix=text[:PREFIX_LENGTH],
        digest=digest_of(text),
        scopes=scopes,
        created_at=at,
        expires_at=expires_at,
    )
    return key


def _row(key: ApiKey) -> QuerySet[ApiKey]:
    return ApiKey.objects.for_wallet(key.wallet_id).filter(id=key.id)


def _note_use(key: ApiKey, *, at: datetime) -> None:
    """At most one write a minute, however busy the machine is."""
    stale_at = at - USED_AT_MOST_EVERY
    if key.last_used_at is None or key.last_used_at <= stale_at:
        unused = _row(key).filter(Q(last_used_at=None) | Q(last_used_at__lte=stale_at))
        unused.update(last_used_at=at)


def _tell(kind: str, key: ApiKey, *, by: Actor, at: datetime, **data: object) -> None:
    about = Subject("api_key", key.id)
    facts = {"prefix": key.prefix, "scopes": key.scopes, **data}
    write(kind, wallet_id=key.wallet_id, subject=about, by=by, at=at, audience=Audience.AUDIT, data=facts)
