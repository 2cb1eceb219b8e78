"""A help desk of the wallet's own: its tickets come in, ours carry its reference out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from answerback.customers.models import Customer
from answerback.journal.write import SYSTEM
from answerback.tickets.models import Ticket, TicketNote
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.api.cast import Machine, json_of
from tests.cast import make_customer

SEED = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"


def bring(machine: Machine, customer: Customer, **more: Any) -> Any:
    body = {"foreign_reference": "HD-2026-77", "customer": customer.external_id, "category": "account_locked"}
    return machine.call("POST", "/v1/tickets", body | more)


def change(machine: Machine, **more: Any) -> Any:
    return machine.call("PATCH", "/v1/foreign-tickets/HD-2026-77", more)


def test_ticket_is_brought_once_and_read_by_both_references(machine: Machine, customer: Customer) -> None:
    first, again = bring(machine, customer, happened="账户登录不上。"), bring(machine, customer)
    ours = json_of(machine.call("GET", f"/v1/tickets/{json_of(first)['reference']}"))
    theirs = json_of(machine.call("GET", "/v1/foreign-tickets/HD-2026-77"))

    assert (first.status_code, again.status_code) == (201, 200)
    assert json_of(first) == json_of(again) == ours == theirs
    assert (ours["foreign_reference"], ours["state"]) == ("HD-2026-77", "open")


def test_reference_belongs_to_one_customer_and_one_wallet(
    machine: Machine, other_machine: Machine, customer: Customer
) -> None:
    bring(machine, customer)
    neighbour = make_customer(customer.wallet, "u-neighbour", "+8617000000044")

    taken = bring(machine, neighbour)
    answers = [
        other_machine.call("GET", "/v1/foreign-tickets/HD-2026-77").status_code,
        change(other_machine, state="closed").status_code,
        bring(other_machine, customer).status_code,
    ]

    assert (taken.status_code, json_of(taken)["code"]) == (409, "tickets.foreign_reference_taken")
    assert answers == [404, 404, 404]


def test_matter_that_is_open_here_takes_the_other_desks_reference(
    machine: Machine, customer: Customer
) -> None:
    first = json_of(bring(machine, customer, matter_id="m-9"))
    second = bring(machine, customer, matter_id="m-9", foreign_reference="HD-2026-78")

    assert first["matter_id"] == "m-9"
    assert (second.status_code, json_of(second)["code"]) == (409, "tickets.foreign_reference_taken")


def test_change_follows_the_other_desk_and_webhooks_carry_its_reference(
    machine: Machine, customer: Customer
) -> None:
    add_endpoint(customer.wallet, url="https://backend.example/hooks", by=SYSTEM, at=datetime.now(UTC))
    bring(machine, customer)

    states = [
        json_of(change(machine, state=state))["state"]
        for state in ("waiting_user", "waiting_user", "solved", "closed", "open", "waiting_wallet", "closed")
    ]

    sent = [
        json.loads(opened_body(one)) for one in Delivery.objects.for_wallet(customer.wallet).order_by("id")
    ]
    assert states == ["waiting_user", "waiting_user", "solved", "closed", "open", "waiting_wallet", "closed"]
    assert {one["data"]["foreign_reference"] for one in sent} == {"HD-2026-77"}
    assert [one["type"] for one in sent] == [
        *(
            "ticket.moved",
            "ticket.solved",
            "ticket.closed",
            "ticket.reopened",
            "ticket.moved",
            "ticket.closed",
        )
    ]


def test_note_passes_the_guard_and_is_kept_once(machine: Machine, customer: Customer) -> None:
    bring(machine, customer)

    for _ in range(2):
        change(machine, note=f"The user wrote: {SEED}")
        change(machine, note="Asked for the document.", visible_to_user=True)

    ticket = Ticket.objects.for_wallet(customer.wallet).get()
    notes = TicketNote.objects.for_wallet(customer.wallet).filter(ticket=ticket).order_by("at")
    assert [one.visible_to_user for one in notes] == [False, True]
    assert all("abandon" not in one.text for one in notes)


def test_secret_as_a_reference_is_refused(machine: Machine, customer: Customer) -> None:
    answer = bring(machine, customer, foreign_reference="5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNydYXYB9KF")

    assert answer.status_code == 422
    assert not Ticket.objects.for_wallet(customer.wallet).exists()
