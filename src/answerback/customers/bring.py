"""Before the story: the wallet's backend brings a customer, again and again; only what changed is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.customers import consent, numbers_on_file, stop
from answerback.customers.data import LONGEST_NAME, Checked, CustomerData, check
from answerback.customers.models import Customer
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.texts.take import take
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place


class VersionChanged(Refusal):
    """`If-Match` named another version than the stored one."""

    code = "customers.version_changed"
    status = 412
    says = _("The customer has changed meanwhile. The version is now %(version)s: read again, then decide.")


@dataclass(frozen=True)
class Brought:
    """`changed` is false when everything was known already; `version` is the ETag."""

    customer: Customer
    created: bool
    changed: bool
    version: int


@transaction.atomic
def bring(
    wallet: Wallet,
    external_id: str,
    data: CustomerData,
    *,
    if_match: int | None = None,
    by: Actor,
    at: datetime,
) -> Brought:
    """Create or update; `if_match=0` demands that the customer is new.

    Raises `Invalid`, `OnlyAnInstallation`, `VersionChanged`, and `SecretInText` for a key instead of an id.
    """
    checked = check(wallet, external_id, data, at=at)
    take(wallet, external_id, place=Place.EVENT, at=at, certain=True, whole=True)
    customer, created = _find_or_create(wallet, external_id, at)
    before = 0 if created else customer.version
    _match(if_match, before)
    fields = _set_plain(customer, _with_clean_name(customer, data, at=at))
    new_numbers = _put_numbers(customer, checked, created=created, by=by, at=at)
    agreed = [_agree(customer, data, index, by=by, at=at) for index in range(len(data.consents))]
    stopped = data.stop is not None and stop.tighten(customer, data.stop, by=by, at=at)
    changed = bool(fields or new_numbers or any(agreed) or stopped)
    if changed or created:
        customer.version = before + 1
        customer.updated_at = at
        customer.save()
        _journal(customer, created=created, fields=fields, by=by, at=at)
    return Brought(customer=customer, created=created, changed=changed or created, version=customer.version)


def _find_or_create(wallet: Wallet, external_id: str, at: datetime) -> tuple[Customer, bool]:
    customer, created = Customer.objects.for_wallet(wallet).get_or_create(
        wallet=wallet,
        external_id=external_id,
        defaults={"created_at": at, "updated_at": at, "zone": wallet.zone},
    )
    return Customer.objects.for_wallet(wallet).select_for_update().get(pk=customer.pk), created


def _match(wanted: int | None, found: int) -> None:
    if wanted is not None and wanted != found:
        raise VersionChanged(version=found)


def _with_clean_name(customer: Customer, data: CustomerData, *, at: datetime) -> CustomerData:
    """A backend that sends a secret as a name is not kept waiting: the secret is taken out."""
    if not data.name or data.name == customer.name:
        return data
    taken = take(customer.wallet, data.name, place=Place.EVENT, at=at, customer_id=customer.id)
    return replace(data, name=taken.text[:LONGEST_NAME])


def _set_plain(customer: Customer, data: CustomerData) -> list[str]:
    """The names of the fields that changed."""
    changed = []
    for field in ("name", "language", "zone", "prefers_in_app"):
        value = getattr(data, field)
        if value is not None and value != getattr(customer, field):
            setattr(customer, field, value)
            changed.append(field)
    return changed


def _put_numbers(customer: Customer, checked: Checked, *, created: bool, by: Actor, at: datetime) -> bool:
    if checked.numbers is None:
        return False
    return numbers_on_file.put(customer, checked.numbers, is_new_customer=created, by=by, at=at)


def _agree(customer: Customer, data: CustomerData, index: int, *, by: Actor, at: datetime) -> bool:
    said = data.consents[index]
    if said.granted:
        return consent.give(
            customer, said.purpose, source=said.source, granted_at=said.at, by=by, at=at
        ).changed
    return consent.withdraw(customer, said.purpose, said_at=said.at, by=by, at=at).changed


def _journal(customer: Customer, *, created: bool, fields: list[str], by: Actor, at: datetime) -> None:
    write(
        "customer.brought" if created else "customer.changed",
        wallet_id=customer.wallet_id,
        subject=Subject("customer", customer.id),
        customer_id=customer.id,
        audience=Audience.STAFF,
        by=by,
        at=at,
        data={"version": customer.version, "fields": fields},
    )
