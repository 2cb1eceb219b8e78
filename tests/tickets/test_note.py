import pytest
from django.db import IntegrityError, transaction

from answerback.storage.ids import new_id
from answerback.tickets.models import TicketNote
from answerback.tickets.note import draft_of, file_note, save_draft
from answerback.tickets.refusals import EmptyText
from tests.tickets.cast import LATER, NOON, agent, written

CALL = new_id()
SEED = "abandon " * 11 + "about"


def typed(customer, author, text, version, **place):
    return save_draft(
        customer, author=author, text=text, version=version, at=NOON, **(place or {"callback_id": CALL})
    )


def test_each_save_overwrites_the_one_before_and_an_older_one_changes_nothing(customer, lilei):
    assert typed(customer, lilei, "付款没到", 1).saved
    assert typed(customer, lilei, "付款没到，已等两小时", 2).saved
    late = typed(customer, lilei, "付款", 1)
    again = typed(customer, lilei, "别的", 2)

    assert (late.saved, again.saved) == (False, False)
    assert [(note.text, note.version) for note in TicketNote.objects.all()] == [("付款没到，已等两小时", 2)]


def test_two_authors_and_two_callbacks_have_their_own_drafts(customer, lilei, hanmeimei):
    other_call = new_id()
    typed(customer, lilei, "甲", 1)
    typed(customer, hanmeimei, "乙", 1)
    typed(customer, lilei, "丙", 1, callback_id=other_call)

    drafts = [
        draft_of(lilei, callback_id=CALL),
        draft_of(hanmeimei, callback_id=CALL),
        draft_of(lilei, callback_id=other_call),
        draft_of(hanmeimei, callback_id=other_call),
    ]
    assert [draft.text if draft else None for draft in drafts] == ["甲", "乙", "丙", None]


def test_draft_of_a_ticket_without_a_call(customer, ticket, lilei):
    typed(customer, lilei, "补记", 1, ticket=ticket)
    assert draft_of(lilei, ticket=ticket).text == "补记"


def test_secret_is_masked_before_it_is_stored_and_the_rest_is_kept(customer, lilei):
    saved = typed(customer, lilei, f"He read out: {SEED}. Goodbye, he said.", 1)

    assert saved.blocked
    assert [finding.kind for finding in saved.findings] == ["seed_phrase"]
    stored = TicketNote.objects.get().text
    assert "abandon" not in stored
    assert stored.endswith("Goodbye, he said.")


def test_filed_note_is_filed_once_and_leaves_no_draft(customer, ticket, lilei):
    draft = typed(customer, lilei, "已说明进度", 1).note

    for _ in range(2):
        file_note(draft, ticket=ticket, by=agent(lilei), at=LATER)

    assert (draft.ticket, draft.is_draft, draft.at) == (ticket, False, LATER)
    assert draft_of(lilei, callback_id=CALL) is None
    assert written(ticket) == ["ticket.opened", "note.filed"]


def test_empty_draft_is_not_filed(customer, ticket, lilei):
    draft = typed(customer, lilei, "  ", 1).note
    with pytest.raises(EmptyText):
        file_note(draft, ticket=ticket, by=agent(lilei), at=LATER)


@pytest.mark.parametrize(
    "values",
    [
        {"callback_id": None, "is_draft": True},
        {"callback_id": CALL, "is_draft": False},
        {"callback_id": CALL, "is_draft": True, "visible_to_user": True},
    ],
)
def test_database_refuses_notes_about_nothing_unfiled_or_shown_too_early(customer, lilei, values):
    note = TicketNote(
        wallet_id=customer.wallet_id, customer=customer, author=lilei, text="x", at=NOON, **values
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save()


@pytest.mark.parametrize("in_ticket", [True, False])
def test_database_refuses_a_second_draft_of_one_author(customer, ticket, lilei, in_ticket):
    place = {"ticket": ticket} if in_ticket else {"callback_id": CALL}
    for count in range(2):
        note = TicketNote(
            wallet_id=customer.wallet_id,
            customer=customer,
            author=lilei,
            text="x",
            at=NOON,
            is_draft=True,
            **place,
        )
        if count == 0:
            note.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save()
