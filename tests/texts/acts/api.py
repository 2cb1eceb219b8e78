"""The wallet's backend writes over the API."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from answerback.api.key_auth import limiter
from answerback.intake.install import install
from answerback.journal.write import SYSTEM
from answerback.wallets.places import Place
from tests.api.cast import CLOUDEVENT, Machine, a_machine
from tests.cast import Cast, make_cast
from tests.console.cast import now
from tests.texts.acts.act import Act


@dataclass
class Backend:
    cast: Cast
    machine: Machine


def stage() -> Backend:
    cast = make_cast()
    install(cast.wallet, by=SYSTEM, at=now())
    limiter._buckets.clear()
    return Backend(cast, a_machine(cast.wallet))


def customer(backend: Backend, text: str) -> object:
    return backend.machine.call("PUT", f"/v1/customers/u-{uuid4().hex[:8]}", {"name": text})


def _event(backend: Backend, **data: object) -> object:
    envelope = {
        "specversion": "1.0",
        "id": uuid4().hex,
        "source": "/payments",
        "type": "answerback.payment_not_arrived.v1",
        "subject": "user-1",
        "time": now().isoformat(),
        "data": {"matter_id": uuid4().hex[:8], "amount": "1", "currency": "CNY", "rail": "bank_transfer"}
        | data,
    }
    return backend.machine.call("POST", "/v1/events", envelope, type_=CLOUDEVENT)


def summary(backend: Backend, text: str) -> object:
    return _event(backend, summary=text)


def unknown(backend: Backend, text: str) -> object:
    """A field that no schema knows, deep inside, and as a name."""
    return _event(backend, more={"said": [text], text: "x"})


def matter(backend: Backend, text: str) -> object:
    """An identifier admits no blanks; a key without blanks is tried apart."""
    return _event(backend, matter_id=text.replace(" ", "-"))


ACTS = (
    Act("customer", Place.EVENT, ("customers.Customer.name", "api.CustomerIn.name"), customer),
    Act("summary", Place.EVENT, ("intake.Event.data",), summary),
    Act("unknown field", Place.EVENT, (), unknown),
    Act(
        "matter",
        Place.EVENT,
        (
            "intake.Event.matter_id",
            "callbacks.Callback.matter_id",
            "callbacks.Callback.about",
            "tickets.Ticket.matter_id",
        ),
        matter,
    ),
)
