"""Erasing a person, and letting go of what is old."""

from datetime import timedelta

import pytest

from answerback.journal.models import Payload
from answerback.storage.ids import new_id
from answerback.tickets import retention
from answerback.tickets.attach import attach
from answerback.tickets.close import close
from answerback.tickets.erase import erase_customer_rows
from answerback.tickets.kinds import Closing
from answerback.tickets.models import (
    ActionRequest,
    Attachment,
    AttachmentContent,
    Promise,
    Rating,
    Ticket,
    TicketNote,
)
from answerback.tickets.note import file_note, save_draft
from answerback.tickets.promise import keep_promise
from answerback.tickets.rate import rate
from answerback.tickets.shown import shown
from tests.tickets.cast import LATER, NOON, agent, himself, make_customer
from tests.tickets.test_approve import say_yes, waiting
from tests.tickets.test_attach import CALL, TEXT
from tests.tickets.test_promise import promised

ALL = (Ticket, Promise, TicketNote, ActionRequest, Rating, Attachment, AttachmentContent)


@pytest.fixture
def full(ticket, lilei, customer, session) -> Ticket:
    """A closed ticket with everything that a ticket can have."""
    by = agent(lilei)
    ticket.happened = "您的付款没有到账。"
    ticket.save()
    note = save_draft(customer, author=lilei, text="已说明进度。", version=1, at=NOON, ticket=ticket).note
    file_note(note, ticket=ticket, by=by, at=NOON)
    save_draft(customer, author=lilei, text="没存的", version=1, at=NOON, callback_id=CALL)
    keep_promise(promised(ticket, lilei), by=by, at=LATER)
    say_yes(waiting(ticket, lilei), session)
    attach(customer, content=TEXT, name="a.txt", by=himself(customer), at=NOON, ticket=ticket)
    attach(customer, content=TEXT, name="b.txt", by=himself(customer), at=NOON, callback_id=CALL)
    close(ticket, code=Closing.SETTLED, by=by, at=LATER)
    rate(ticket, by=himself(customer), at=LATER, csat=5, comment="谢谢。")
    return ticket


def test_erasing_a_person_leaves_no_row_of_his_and_every_row_of_others(full, customer, lilei, lanyue):
    other = make_customer(lanyue, "u-1002")
    attach(other, content=TEXT, name="c.txt", by=himself(other), at=NOON, callback_id=new_id())

    erased, again = erase_customer_rows(customer.id), erase_customer_rows(customer.id)

    left = {model.__name__: model.objects.count() for model in ALL if model.objects.count()}
    assert (erased > 0, again) == (True, 0)
    assert left == {"Attachment": 1, "AttachmentContent": 1}
    assert Payload.objects.count() == 0


def test_nothing_is_let_go_early(full):
    assert retention.step(LATER + timedelta(days=6)) == 0


def test_draft_goes_after_a_week_and_loose_file_after_a_month(full):
    counts = [retention.step(LATER + timedelta(days=days)) for days in (8, 8, 31, 31)]
    assert counts == [1, 0, 1, 0]
    assert [note.is_draft for note in TicketNote.objects.all()] == [False]
    assert Attachment.objects.filter(purged_at=None).get().ticket == full


def test_old_ticket_keeps_its_bones_and_loses_its_words(full):
    later = LATER + timedelta(days=731)
    assert retention.step(later) > 0
    assert retention.step(later) == 0

    ticket = Ticket.objects.get()
    assert (ticket.happened, ticket.state, ticket.reference) == ("", "closed", full.reference)
    assert [promise.text for promise in Promise.objects.all()] == [""]
    assert [(rating.csat, rating.comment) for rating in Rating.objects.all()] == [(5, "")]
    assert (TicketNote.objects.count(), AttachmentContent.objects.count()) == (0, 0)


def test_facts_of_an_old_request_go_and_its_digest_stays(full):
    digest = ActionRequest.objects.get().seen_digest
    retention.step(LATER + timedelta(days=366))

    request = ActionRequest.objects.get()
    page = shown(request)
    assert (request.detail, page.details, page.digest) == ("", (), digest)
