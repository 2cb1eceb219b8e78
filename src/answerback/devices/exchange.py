"""Both sides prove themselves over one answered call: the agent reads out what only the server could compute, the app
compares it by machine and answers with what only the device could compute. The customer reads nothing aloud.

Same bounds as the spoken code: from `Answered` and media on, ninety seconds, three tries, three per leg, counted once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from answerback.callbacks import prove
from answerback.callbacks.models import Attempt
from answerback.callbacks.queries import live_attempt_of_customer
from answerback.callbacks.states import record
from answerback.customers.models import Customer
from answerback.devices import enrol
from answerback.devices.models import DeviceKey, Exchange
from answerback.journal.write import Actor, Audience
from answerback.passport import ocra
from answerback.people.models import Membership
from answerback.ui.refusals import Refusal

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class NoCallToProve(Refusal):
    """No call of ours to this customer is answered, it is confirmed already, or it has had its three exchanges."""

    code = "device.no_call"
    status = 409
    says = _("There is no call that this device can check now.")


class DeviceUnknown(Refusal):
    """No confirmed device of this customer has this id."""

    code = "device.unknown"
    status = 404
    says = _("This customer has no such device.")


class DeviceTooNew(Refusal):
    """Somebody who sits between, or has coached the customer, adds a device of his own while the call is on."""

    code = "device.too_new"
    status = 409
    says = _("This device was added after the call began. It can check the next one.")


class QuestionWrong(Refusal):
    """The app's question is not one of the suite."""

    code = "device.question_wrong"
    status = 422
    says = _("The question must be eight letters or digits, new for every call.")


@dataclass(frozen=True)
class Checked:
    """What became of the app's answer; `left` are the tries that remain."""

    matched: bool
    left: int


def ask(customer: Customer, device_id: UUID, question: str, *, by: Actor, at: datetime) -> Exchange:
    """The app's question opens the exchange and gets the server's; the digits appear on the agent's screen alone."""
    device = next((one for one in enrol.confirmed(customer) if one.id == device_id), None)
    if device is None:
        raise DeviceUnknown
    if len(question) != enrol.SUITE.longest or not question.isascii() or not question.isalnum():
        raise QuestionWrong
    with transaction.atomic():
        attempt = _attempt(customer)
        if device.confirmed_at is None or device.confirmed_at >= attempt.intended_at:
            raise DeviceTooNew
        rows = Exchange.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt)
        _open(attempt).update(void_at=at)
        number = rows.count() + 1
        if number > prove.PER_LEG or not prove.may_have_code(attempt):
            raise NoCallToProve
        made: Exchange = Exchange.objects.create(
            wallet_id=attempt.wallet_id,
            attempt=attempt,
            device=device,
            number=number,
            client_question=question,
            server_question=_question(),
            made_at=at,
            expires_at=at + prove.LIVES,
        )
        _tell("device.asked", attempt, number, by, at, Audience.STAFF)
    return made


def digits_for(attempt: Attempt, agent: Membership, *, at: datetime) -> str:
    """What this agent reads out on his own call while an exchange is open; else empty."""
    found = _open(attempt).select_related("device").first() if attempt.agent_id == agent.id else None
    if found is None or found.expires_at <= at or not prove.may_have_code(attempt):
        return ""
    return ocra.server_answer(enrol.SUITE, enrol.key_of(found.device), **_questions(found))


def answer(customer: Customer, exchange_id: UUID, typed: str, *, by: Actor, at: datetime) -> Checked:
    """The app has found the agent's digits right and answers: the leg is proven as by a matched code."""
    with transaction.atomic():
        attempt = _attempt(customer)
        found = _open(attempt).select_for_update().filter(id=exchange_id, expires_at__gt=at).first()
        if found is None or not prove.may_have_code(attempt) or found.device.revoked_at is not None:
            return Checked(matched=_was_matched(customer, exchange_id), left=0)
        wanted = ocra.client_answer(enrol.SUITE, enrol.key_of(found.device), **_questions(found))
        if ocra.holds(typed[:16], wanted):
            Exchange.objects.for_wallet(found.wallet_id).filter(id=found.id).update(matched_at=at)
            prove.confirm(attempt, at=at, by=by, how="device")
            return Checked(matched=True, left=0)
        return _missed(found, attempt, by, at)


def _missed(found: Exchange, attempt: Attempt, by: Actor, at: datetime) -> Checked:
    tries = found.tries + 1
    over = {"void_at": at} if tries >= prove.TRIES else {}
    Exchange.objects.for_wallet(found.wallet_id).filter(id=found.id).update(tries=tries, **over)
    _tell("device.missed", attempt, found.number, by, at, Audience.CUSTOMER)
    return Checked(matched=False, left=prove.TRIES - tries)


def _attempt(customer: Customer) -> Attempt:
    """His live call, its row held. Raises `NoCallToProve`."""
    live = live_attempt_of_customer(customer)
    if live is None:
        raise NoCallToProve
    rows = (
        Attempt.objects.for_wallet(live.wallet_id).select_related("callback").select_for_update(of=("self",))
    )
    held: Attempt = rows.get(id=live.id)
    return held


def _open(attempt: Attempt) -> QuerySet[Exchange]:
    rows = Exchange.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt)
    return rows.filter(matched_at=None, void_at=None)


def _was_matched(customer: Customer, exchange_id: UUID) -> bool:
    """The second time the answer is the same."""
    rows = Exchange.objects.for_wallet(customer.wallet_id).filter(id=exchange_id, device__customer=customer)
    return rows.filter(matched_at__isnull=False, attempt__ended_at=None).exists()


def _questions(found: Exchange) -> dict[str, str]:
    return {"client_question": found.client_question, "server_question": found.server_question}


def _question() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(enrol.SUITE.longest))


def _tell(kind: str, attempt: Attempt, number: int, by: Actor, at: datetime, audience: Audience) -> None:
    data = {"attempt": str(attempt.id), "number": number}
    record(attempt.callback, kind, by=by, at=at, data=data, audience=audience)


def forget(customer: Customer, at: datetime) -> None:
    """Erasing a person: his devices and what they proved."""
    del at
    DeviceKey.objects.for_wallet(customer.wallet_id).filter(customer=customer).delete()
