"""Steps 4 and 7: the customer or an agent adds a file to a callback or a ticket; made anew and sealed."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from answerback.customers.models import Customer
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.keys import seal
from answerback.keys.purposes import Purpose
from answerback.texts.refusals import SecretInText
from answerback.tickets.files import Rebuilt, rebuilt
from answerback.tickets.kinds import AttachmentKind
from answerback.tickets.models import Attachment, AttachmentContent, Ticket
from answerback.tickets.refusals import TooManyFiles
from answerback.tickets.staff import membership_of
from answerback.tickets.words import kept
from answerback.wallets.places import Place

MOST_FILES = 20
_NOT_IN_NAMES = re.compile(r"[^\w .()（）\-]+")
_MARKS = re.compile(r"<[^<>]{1,2000}>")
ENDINGS = {"png": ".png", "jpeg": ".jpg", "pdf": ".pdf", "text": ".txt"}


def attach(
    customer: Customer,
    *,
    content: bytes,
    name: str,
    by: Actor,
    at: datetime,
    ticket: Ticket | None = None,
    callback_id: UUID | None = None,
) -> Attachment:
    """Keep a file beside a callback, or else a ticket. The same bytes there twice are one attachment.

    The work on the file is done before the transaction begins.
    """
    fingerprint = seal.blind_index(customer.wallet_id, hashlib.sha256(content).hexdigest())
    found = _same(customer, fingerprint, ticket, callback_id)
    if found is not None:
        return found
    file = _guarded(customer, rebuilt(content), at=at)
    attachment = Attachment(
        wallet_id=customer.wallet_id,
        customer=customer,
        ticket=ticket,
        callback_id=callback_id,
        kind=file.kind,
        name=kept_name(customer, name, file.kind, at=at),
        size_bytes=len(file.content),
        fingerprint=fingerprint,
        added_by=membership_of(by, wallet_id=customer.wallet_id),
        added_at=at,
    )
    try:
        return _insert(attachment, file, by=by, at=at)
    except IntegrityError:
        found = _same(customer, fingerprint, ticket, callback_id)
        if found is None:
            raise
        return found


def _guarded(customer: Customer, file: Rebuilt, *, at: datetime) -> Rebuilt:
    """What is a text is masked; out of a document nothing can be cut, so a secret in it refuses it."""
    if file.kind == AttachmentKind.TEXT:
        text = kept(customer, file.text, at=at, place=Place.UPLOAD)
        _refuse_hidden(customer, text, at=at)
        return Rebuilt(file.kind, text.encode())
    kept(customer, file.text, at=at, place=Place.UPLOAD, certain=True, whole=True)
    return file


def _refuse_hidden(customer: Customer, text: str, *, at: datetime) -> None:
    """A page of the web is a text too: what stands between its marks is read without them."""
    if _MARKS.search(text):
        shown = html.unescape(_MARKS.sub(" ", text))
        kept(customer, shown, at=at, place=Place.UPLOAD, certain=True, whole=True)


def kept_name(customer: Customer, name: str, kind: str, *, at: datetime) -> str:
    """The last part of a file's name, cleaned and cut, with the ending that its content has."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    plain = " ".join(_NOT_IN_NAMES.sub(" ", _clean_stem(customer, stem, at=at)).split()).strip(" .")
    return (plain[:60].strip() or "file") + ENDINGS[kind]


def _clean_stem(customer: Customer, stem: str, *, at: datetime) -> str:
    """A file is not refused for its name: a name with a secret is left out, also when - or _ join its words."""
    spaced = stem.replace("_", " ").replace("-", " ")
    try:
        clean = kept(customer, spaced, at=at, place=Place.UPLOAD)
    except SecretInText:
        return ""
    return stem if clean == spaced.strip() else clean


def adopt(ticket: Ticket, *, callback_id: UUID) -> int:
    """Let the files that were added before the call belong to the ticket too; returns how many are new."""
    rows = Attachment.objects.for_wallet(ticket.wallet_id).filter(callback_id=callback_id, ticket=None)
    return rows.filter(customer_id=ticket.customer_id).update(ticket=ticket)


@transaction.atomic
def _insert(attachment: Attachment, file: Rebuilt, *, by: Actor, at: datetime) -> Attachment:
    beside = _beside(attachment.customer, attachment.ticket, attachment.callback_id)
    if beside.count() >= MOST_FILES:
        raise TooManyFiles
    attachment.save(force_insert=True)
    AttachmentContent.objects.create(
        wallet_id=attachment.wallet_id,
        attachment=attachment,
        sealed=seal.seal(
            attachment.wallet_id, Purpose.DATA, file.content, context=content_context(attachment)
        ),
    )
    record(attachment, "attachment.added", by=by, at=at, audience=Audience.CUSTOMER)
    return attachment


def content_context(attachment: Attachment) -> bytes:
    """What the sealed bytes are bound to."""
    return b"attachment:" + attachment.id.bytes


def record(attachment: Attachment, kind: str, *, by: Actor, at: datetime, audience: Audience) -> None:
    """One entry, about the ticket if there is one, else about the callback."""
    subject = Subject("callback", attachment.callback_id) if attachment.callback_id else None
    if attachment.ticket_id:
        subject = Subject("ticket", attachment.ticket_id)
    write(
        kind,
        wallet_id=attachment.wallet_id,
        subject=subject or Subject("attachment", attachment.id),
        by=by,
        at=at,
        customer_id=attachment.customer_id,
        audience=audience,
        data={"attachment": attachment.id, "format": attachment.kind, "bytes": attachment.size_bytes},
    )


def _beside(customer: Customer, ticket: Ticket | None, callback_id: UUID | None) -> QuerySet[Attachment]:
    """The files that are kept in the same place."""
    rows = Attachment.objects.for_wallet(customer.wallet_id).filter(customer=customer, purged_at=None)
    if callback_id is not None:
        return rows.filter(callback_id=callback_id)
    return rows.filter(ticket=ticket, callback_id=None)


def _same(
    customer: Customer, fingerprint: str, ticket: Ticket | None, callback_id: UUID | None
) -> Attachment | None:
    return _beside(customer, ticket, callback_id).filter(fingerprint=fingerprint).first()
