import pytest
from django.db import IntegrityError, transaction

from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.texts.refusals import SecretInText
from answerback.tickets import open as opening
from answerback.tickets.close import close
from answerback.tickets.kinds import Category, Closing, Priority, State
from answerback.tickets.models import Ticket
from answerback.tickets.open import open_ticket
from answerback.tickets.reference import is_valid
from tests.tickets.cast import LATER, NOON, agent, written

SEED = "abandon " * 11 + "about"


def test_opened_ticket_has_a_reference_its_words_and_an_entry_for_the_customer(customer, lilei):
    ticket = open_ticket(
        customer,
        category=Category.MISTAKEN_TRANSFER,
        by=agent(lilei),
        at=NOON,
        origin="callback:7",
        matter_id="m-7",
        happened="转给了错误的收款人。",
        priority=Priority.URGENT,
        owner=lilei,
    )

    ticket.refresh_from_db()
    assert is_valid(ticket.reference)
    assert (ticket.state, ticket.happened, ticket.owner) == (State.OPEN, "转给了错误的收款人。", lilei)
    entry = Entry.objects.get(subject_id=ticket.id)
    assert (entry.kind, entry.audience, entry.customer_id) == ("ticket.opened", "customer", customer.id)
    said = {"category": "mistaken_transfer", "priority": "urgent", "origin": "callback:7"}
    assert entry.data == said | {"language": "zh-hans"}


def test_the_same_origin_twice_is_one_ticket(customer):
    first = open_ticket(customer, category=Category.OTHER, by=SYSTEM, at=NOON, origin="event:1")
    second = open_ticket(customer, category=Category.OTHER, by=SYSTEM, at=LATER, origin="event:1")

    assert (second, written(first)) == (first, ["ticket.opened"])


def test_the_same_unfinished_matter_is_one_ticket_and_a_finished_one_is_not(customer):
    first = open_ticket(
        customer, category=Category.OTHER, by=SYSTEM, at=NOON, origin="event:1", matter_id="m"
    )
    second = open_ticket(
        customer, category=Category.OTHER, by=SYSTEM, at=NOON, origin="event:2", matter_id="m"
    )
    close(first, code=Closing.SETTLED, by=SYSTEM, at=LATER)
    third = open_ticket(
        customer, category=Category.OTHER, by=SYSTEM, at=LATER, origin="event:3", matter_id="m"
    )

    assert second == first
    assert third != first


def test_without_origin_and_matter_two_tickets_are_two(customer):
    tickets = {open_ticket(customer, category=Category.OTHER, by=SYSTEM, at=NOON).id for _ in range(2)}
    assert len(tickets) == 2


def test_a_reference_that_is_taken_is_drawn_again(customer, monkeypatch):
    drawn = iter(["K7M4QX9TY", "K7M4QX9TY", "HQTQ4HW31"])
    monkeypatch.setattr(opening, "new_reference", lambda: next(drawn))

    tickets = [open_ticket(customer, category=Category.OTHER, by=SYSTEM, at=NOON) for _ in range(2)]

    assert [ticket.reference for ticket in tickets] == ["K7M4QX9TY", "HQTQ4HW31"]


def test_recovery_words_never_reach_a_ticket(customer):
    with pytest.raises(SecretInText):
        open_ticket(customer, category=Category.OTHER, by=SYSTEM, at=NOON, happened=f"my words: {SEED}")

    assert Ticket.objects.count() == 0


def bare(customer, **values) -> Ticket:
    known = {"wallet_id": customer.wallet_id, "customer": customer, "reference": "A", "category": "other"}
    return Ticket(**{**known, "opened_at": NOON, **values})


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.SOLVED},
        {"state": State.CLOSED},
        {"state": State.OPEN, "closed_at": NOON},
    ],
)
def test_database_refuses_a_state_without_its_time(customer, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        bare(customer, **values).save()


@pytest.mark.parametrize("same", [{"reference": "A"}, {"origin": "event:1"}, {"matter_id": "m"}])
def test_database_refuses_the_same_reference_origin_or_unfinished_matter_twice(customer, same):
    bare(customer, **{"reference": "A", **same}).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        bare(customer, **{"reference": "B", **same}).save()


def test_database_refuses_a_customer_of_another_wallet(lanyue, stranger):
    with pytest.raises(IntegrityError), transaction.atomic():
        bare(stranger, wallet_id=lanyue.id).save()
