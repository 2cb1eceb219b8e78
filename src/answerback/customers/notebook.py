"""The customer's own notes beside a call, ours or not: through the guard, private unless he shares them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer, OwnNote
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.texts.take import take
from answerback.texts.together import refuse_cut
from answerback.ui.refusals import Refusal
from answerback.wallets.places import Place
from answerback.wallets.text_policy import NEVER_KEPT

LONGEST_TEXT = 4000
LONGEST_ABOUT = 80
NOTES_BESIDE = 2


class NoteTooLong(Refusal):
    """More text than a note holds."""

    code = "notebook.too_long"
    status = 422
    says = _("A note holds at most %(most)s characters.")


class NoteIsEmpty(Refusal):
    """Nothing was written."""

    code = "notebook.empty"
    status = 422
    says = _("Write something first.")


class NoSuchNote(Refusal):
    """The id belongs to a note of somebody else: said as if it did not exist."""

    code = "notebook.no_such_note"
    status = 404
    says = _("There is no such note.")


@transaction.atomic
def put(
    customer: Customer,
    text: str,
    *,
    note_id: UUID,
    about: str = "",
    callback_id: UUID | None = None,
    at: datetime,
) -> OwnNote:
    """Write or rewrite one note; the page makes `note_id` (UUID), so that saving twice is one note."""
    _refuse_another_ones(customer, note_id)
    subject = Subject("own_note", note_id)
    cleaned = _checked(customer, text, LONGEST_TEXT, about=subject, at=at)
    heading = about and _checked(customer, about, LONGEST_ABOUT, about=subject, at=at)
    _refuse_cut(customer, heading, cleaned, about=subject, at=at)
    note, created = (
        OwnNote.objects.for_wallet(customer.wallet_id)
        .select_for_update()
        .get_or_create(
            pk=note_id,
            wallet_id=customer.wallet_id,
            customer=customer,
            defaults={
                "text": cleaned,
                "about": heading,
                "callback_id": callback_id,
                "written_at": at,
                "updated_at": at,
            },
        )
    )
    if not created and (note.text, note.about) != (cleaned, heading):
        note.text, note.about, note.updated_at = cleaned, heading, at
        note.save()
    saved: OwnNote = note
    return saved


@transaction.atomic
def share(note: OwnNote, *, at: datetime) -> None:
    """Let the agents read it."""
    found = OwnNote.objects.for_wallet(note.wallet_id).filter(pk=note.pk, shared_at=None)
    if found.update(shared_at=at):
        _journal("own_note.shared", note, at=at)
    note.shared_at = note.shared_at or at


@transaction.atomic
def keep_private(note: OwnNote, *, at: datetime) -> None:
    """Take it back from the agents."""
    found = OwnNote.objects.for_wallet(note.wallet_id).filter(pk=note.pk, shared_at__isnull=False)
    if found.update(shared_at=None):
        _journal("own_note.unshared", note, at=at)
    note.shared_at = None


def tear_out(note: OwnNote) -> None:
    """Delete it. Nothing is kept of it."""
    OwnNote.objects.for_wallet(note.wallet_id).filter(pk=note.pk).delete()


def _refuse_cut(customer: Customer, heading: str, text: str, *, about: Subject, at: datetime) -> None:
    """The heading may say what the number in the note is."""
    wallet, place = customer.wallet, Place.OWN_NOTE
    refuse_cut(wallet, (heading, text), place=place, at=at, about=about, kinds=NEVER_KEPT)
    for other in _last_texts(customer, but=about.id):
        refuse_cut(wallet, (other, heading, text), place=place, at=at, about=about)


def _last_texts(customer: Customer, *, but: UUID) -> list[str]:
    """His newest other notes: what is cut in two may come one half after the other."""
    rows = OwnNote.objects.for_wallet(customer.wallet_id).filter(customer=customer).exclude(pk=but)
    return [note.text for note in rows.order_by("-updated_at")[:NOTES_BESIDE]]


def _refuse_another_ones(customer: Customer, note_id: UUID) -> None:
    mine = OwnNote.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    # every wallet: a primary key is taken by whoever has it.
    if OwnNote.objects.filter(pk=note_id).exclude(pk__in=mine.values("pk")).exists():
        raise NoSuchNote


def _checked(customer: Customer, text: str, most: int, *, about: Subject, at: datetime) -> str:
    if len(text) > most:
        raise NoteTooLong(most=most)
    if not text.strip():
        raise NoteIsEmpty
    taken = take(customer.wallet, text, place=Place.OWN_NOTE, at=at, about=about, customer_id=customer.id)
    return taken.text[:most]


def _journal(kind: str, note: OwnNote, *, at: datetime) -> None:
    write(
        kind,
        wallet_id=note.wallet_id,
        subject=Subject("own_note", note.id),
        customer_id=note.customer_id,
        audience=Audience.CUSTOMER,
        by=Actor("customer", note.customer_id),
        at=at,
    )
