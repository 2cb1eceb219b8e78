"""A device gets its key: shown once on the customer's own page, confirmed by what the app computes with it."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer
from answerback.devices.models import DeviceKey
from answerback.journal.write import Actor, Subject, write
from answerback.passport import ocra
from answerback.ui.refusals import Refusal

SUITE = ocra.suite("OCRA-1:HOTP-SHA256-8:QA08")
KEY_OCTETS = 32  # of SHA-256, as RFC 6287 section 5.1 advises
TRIES = 5
MOST = 5


class TooManyDevices(Refusal):
    """The customer has five devices; one must go first."""

    code = "device.too_many"
    status = 409
    says = _("You have five devices already. Remove one first.")


class DeviceCodeWrong(Refusal):
    """What was typed is not what this key gives, or the key has had its tries."""

    code = "device.code_wrong"
    status = 422
    says = _("That is not the code of this device. After five wrong codes the key is given up.")


@dataclass(frozen=True)
class Begun:
    """`uri` holds the key and is shown once, to be scanned by the wallet's own app; it is kept nowhere."""

    device: DeviceKey
    uri: str


@transaction.atomic
def begin(customer: Customer, *, by: Actor, at: datetime) -> Begun:
    """A new key, which takes the place of one that was not confirmed. Raises `TooManyDevices`."""
    Customer.objects.for_wallet(customer.wallet_id).select_for_update().get(id=customer.id)
    for unfinished in _living(customer).filter(confirmed_at=None):
        revoke(customer, unfinished.id, by=by, at=at)
    if _living(customer).count() >= MOST:
        raise TooManyDevices
    key = secrets.token_bytes(KEY_OCTETS)
    device = DeviceKey.objects.create(
        wallet_id=customer.wallet_id, customer=customer, secret=key.hex(), created_at=at
    )
    _tell("device_key.made", device, by, at)
    return Begun(device, uri_of(device, key))


def uri_of(device: DeviceKey, key: bytes) -> str:
    """As an authenticator's: suite, key in base32, the device's id, the wallet."""
    secret = base64.b32encode(key).rstrip(b"=").decode()
    query = {"suite": SUITE.name, "secret": secret, "device": device.id.hex, "wallet": device.wallet.slug}
    return f"answerback-ocra://enrol?{urlencode(query, safe=':')}"


def question_of(device: DeviceKey) -> str:
    """What the app answers to show that it holds the key: the last eight letters of the device's id."""
    return device.id.hex[-SUITE.longest :]


def confirm(customer: Customer, device_id: UUID, typed: str, *, by: Actor, at: datetime) -> DeviceKey:
    """The customer types what his app shows; a second time nothing happens. Raises `DeviceCodeWrong`."""
    with transaction.atomic():
        device = _living(customer).select_for_update().filter(id=device_id).first()
        right = device is not None and device.tries < TRIES and _is_right(device, typed)
        if device is not None and device.confirmed_at is None:
            _note(device, right=right, by=by, at=at)
    if device is None or (not right and device.confirmed_at is None):
        raise DeviceCodeWrong
    return device


def _note(device: DeviceKey, *, right: bool, by: Actor, at: datetime) -> None:
    """A wrong code costs a try and stays counted although it is refused."""
    if right:
        device.confirmed_at = at
        _tell("device_key.confirmed", device, by, at)
    else:
        device.tries = min(device.tries + 1, TRIES)
        device.revoked_at = at if device.tries == TRIES else None
    device.save(update_fields=["confirmed_at", "tries", "revoked_at"])


@transaction.atomic
def revoke(customer: Customer, device_id: UUID, *, by: Actor, at: datetime) -> None:
    """The device is lost or sold; the second time nothing happens."""
    if _living(customer).filter(id=device_id).update(revoked_at=at):
        device = DeviceKey.objects.for_wallet(customer.wallet_id).get(id=device_id)
        _tell("device_key.revoked", device, by, at)


def confirmed(customer: Customer) -> list[DeviceKey]:
    """The devices that may prove something, the oldest first."""
    return list(_living(customer).filter(confirmed_at__isnull=False))


def key_of(device: DeviceKey) -> bytes:
    """The shared key."""
    return bytes.fromhex(device.secret)


def _living(customer: Customer) -> QuerySet[DeviceKey]:
    return DeviceKey.objects.for_wallet(customer.wallet_id).filter(customer=customer, revoked_at=None)


def _is_right(device: DeviceKey, typed: str) -> bool:
    digits = "".join(typed.split())[:16]
    return ocra.holds(digits, ocra.answer(SUITE, key_of(device), question_of(device)))


def _tell(kind: str, device: DeviceKey, by: Actor, at: datetime) -> None:
    about = Subject("device_key", device.id)
    write(kind, wallet_id=device.wallet_id, subject=about, customer_id=device.customer_id, by=by, at=at)
