"""What stands on a customer's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerback.callbacks.models import Callback
from answerback.callbacks.queries import of_customer
from answerback.console.forms.customers import QuietForm, StopForm
from answerback.console.stories import Line, lines
from answerback.console.tables import Mark
from answerback.console.words import kind_of, state_of_callback, trust_mark
from answerback.customers.models import Consent, Customer, Purpose
from answerback.customers.queries import consents_of, numbers_of, trust_in
from answerback.journal.read import of_customer as entries_of_customer
from answerback.journal.write import Audience
from answerback.tickets.queries import Matter, matters_of

MOST = 50


@dataclass(frozen=True)
class OneConsent:
    """A purpose, and the yes to it if there is one."""

    purpose: Purpose
    given: Consent | None


@dataclass(frozen=True)
class OneCallback:
    """A callback as its line says it."""

    callback: Callback
    about: object
    mark: Mark


@dataclass(frozen=True)
class CustomerPage:
    """Numbers are masked: the last two digits and how far to believe them."""

    customer: Customer
    numbers: list[tuple[str, Mark]]
    consents: list[OneConsent]
    stop_form: StopForm
    quiet_form: QuietForm
    callbacks: list[OneCallback]
    matters: list[Matter]
    entries: list[Line]


def page_of(customer: Customer, *, at: datetime) -> CustomerPage:
    """The page as at `at`; reading it is noted by the caller."""
    given = {one.purpose: one for one in consents_of(customer)}
    entries = entries_of_customer(customer.wallet_id, customer.id, limit=MOST)
    return CustomerPage(
        customer=customer,
        numbers=[(f"•••• {one.last_two}", trust_mark(trust_in(one, at=at))) for one in numbers_of(customer)],
        consents=[OneConsent(purpose, given.get(purpose)) for purpose in Purpose],
        stop_form=StopForm(initial={"stop": customer.stop}),
        quiet_form=QuietForm(customer=customer),
        callbacks=[
            OneCallback(one, kind_of(one.kind), state_of_callback(one))
            for one in of_customer(customer)[:MOST]
        ],
        matters=matters_of(customer, now=at),
        entries=lines(customer.wallet, [one for one in entries if one.audience != Audience.AUDIT.value]),
    )
