"""What a wallet tells us about a customer, checked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from answerback.calling import is_zone
from answerback.customers.faults import Fault, Invalid, pointer
from answerback.customers.models import Language, Purpose, Stop
from answerback.numbers import Kind, Number, NumberError, parse
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet

MOST_NUMBERS = 5
LONGEST_NAME = 80
CLOCK_SKEW = timedelta(minutes=5)
EXTERNAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+~-]{0,119}", re.ASCII)
UNRINGABLE = {Kind.SHORT, Kind.EMERGENCY, Kind.PREMIUM}


class OnlyAnInstallation(Refusal):
    """A self-custodial wallet sent something that names a person."""

    code = "customers.only_an_installation"
    status = 422
    says = _("This wallet knows its users by an installation id only: send no name, number or mail address.")


@dataclass(frozen=True)
class NumberData:
    """One number as the wallet's backend knows it; times are aware UTC."""

    number: str
    verified_at: datetime | None = None
    changed_at: datetime | None = None
    sim_changed_at: datetime | None = None
    forwarding: bool = False


@dataclass(frozen=True)
class ConsentData:
    """A yes (`granted`) or a no for one purpose, and when the customer said so."""

    purpose: Purpose
    granted: bool
    at: datetime
    source: str = "wallet"


@dataclass(frozen=True)
class CustomerData:
    """`None` leaves a thing as it is; an empty tuple of numbers removes them all."""

    name: str | None = None
    language: Language | None = None
    zone: str | None = None
    numbers: tuple[NumberData, ...] | None = None
    consents: tuple[ConsentData, ...] = ()
    stop: Stop | None = None
    prefers_in_app: bool | None = None
    mail: str | None = None


@dataclass(frozen=True)
class Checked:
    """The numbers read, in the order in which they came; `None` when none were sent."""

    numbers: tuple[tuple[Number, NumberData], ...] | None


def check(wallet: Wallet, external_id: str, data: CustomerData, *, at: datetime) -> Checked:
    """Raises `Invalid` with every fault at once, or `OnlyAnInstallation`."""
    if wallet.is_self_custodial:
        _refuse_a_person(external_id, data)
    faults = [*_plain_faults(external_id, data), *_time_faults(data, at)]
    read: list[tuple[Number, NumberData]] = []
    for index, one in enumerate(data.numbers or ()):
        number = _read(one.number, wallet.region)
        if isinstance(number, str):
            faults.append(Fault(pointer("numbers", index, "number"), number))
        elif number.e164 in [before.e164 for before, _given in read]:
            faults.append(Fault(pointer("numbers", index, "number"), "twice"))
        else:
            read.append((number, one))
    if faults:
        raise Invalid(faults)
    return Checked(numbers=None if data.numbers is None else tuple(read))


def _refuse_a_person(external_id: str, data: CustomerData) -> None:
    looks_personal = "@" in external_id or re.fullmatch(r"\+?[0-9]{7,15}", external_id) is not None
    if data.name or data.numbers or data.mail or looks_personal:
        raise OnlyAnInstallation


def _plain_faults(external_id: str, data: CustomerData) -> Iterator[Fault]:
    if EXTERNAL_ID.fullmatch(external_id) is None:
        yield Fault("/external_id", "malformed")
    if data.mail:
        yield Fault("/mail", "unknown")
    if data.zone is not None and not is_zone(data.zone):
        yield Fault("/zone", "not_a_zone")
    if data.name is not None and len(data.name) > LONGEST_NAME:
        yield Fault("/name", "too_long")
    if data.name is not None and not data.name.isprintable():
        yield Fault("/name", "malformed")
    if len(data.numbers or ()) > MOST_NUMBERS:
        yield Fault("/numbers", "too_long")


def _time_faults(data: CustomerData, at: datetime) -> Iterator[Fault]:
    latest = at + CLOCK_SKEW
    for index, one in enumerate(data.numbers or ()):
        for field in ("verified_at", "changed_at", "sim_changed_at"):
            moment = getattr(one, field)
            if moment is not None and moment > latest:
                yield Fault(pointer("numbers", index, field), "in_the_future")
    for consent in data.consents:
        if consent.at > latest:
            yield Fault(pointer("consents", consent.purpose, "at"), "in_the_future")


def _read(text: str, region: str) -> Number | str:
    """The number, or the code of its fault."""
    try:
        number = parse(text, region)
    except NumberError as refused:
        return "short_number" if refused.code == "short_with_country" else "not_a_number"
    if number.kind in UNRINGABLE:
        return "short_number"
    return number if number.valid else "number_not_in_use"
