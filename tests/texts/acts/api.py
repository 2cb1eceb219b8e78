"""The wallet's backend writes over the API."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from answerback.api.key_auth import limiter
from answerback.intake.install import install
from answerback.journal.write import SYSTEM
from answerback.wallets.places import Place
from tests.api.cast import CLOUDEVENT, Machine, a_machine
from tests.api.test_legs import CallCentre
from tests.cast import Cast, make_cast
from tests.console.cast import now
from tests.texts.acts.act import Act
from tests.texts.acts.suggestions import API_ACTS as SUGGESTION_ACTS


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


def foreign_ticket(backend: Backend, text: str) -> object:
    body = {
        "foreign_reference": uuid4().hex[:12],
        "customer": "user-1",
        "category": "other",
        "happened": text,
    }
    return backend.machine.call("POST", "/v1/tickets", body)


def foreign_note(backend: Backend, text: str) -> object:
    body = {"foreign_reference": "HD-1", "customer": "user-1", "category": "other"}
    backend.machine.call("POST", "/v1/tickets", body)
    return backend.machine.call("PATCH", "/v1/foreign-tickets/HD-1", {"note": text})


def agent_label(backend: Backend, text: str) -> object:
    """An end that comes first keeps the name and rings nobody."""
    centre = CallCentre(backend.machine)
    backend.cast.wallet.lines = ["external", "inapp"]
    backend.cast.wallet.save()
    return centre.says("hung_up", call_id=uuid4().hex, agent="", agent_label=text[:60])


ACTS = (
    Act("ticket of another help desk", Place.TICKET, ("api.TicketIn.happened",), foreign_ticket),
    Act("note of another help desk", Place.NOTE, ("api.TicketChangeIn.note",), foreign_note),
    Act("name of an agent elsewhere", Place.CONSOLE, ("api.LegIn.agent_label",), agent_label),
    *SUGGESTION_ACTS,
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
