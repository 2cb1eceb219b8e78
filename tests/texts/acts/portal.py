"""The customer writes in the portal."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from answerback.callbacks.models import Callback
from answerback.customers.portal_link import make
from answerback.journal.write import SYSTEM
from answerback.portal.clock import now
from answerback.tickets.kinds import Category
from answerback.tickets.models import Ticket
from answerback.tickets.open import open_ticket
from answerback.tickets.solve import solve
from answerback.wallets.places import Place
from tests.cast import Cast, make_cast
from tests.story.acting import arrange
from tests.texts.acts.act import Act
from tests.texts.acts.suggestions import PORTAL_ACTS as SUGGESTION_ACTS


@dataclass
class Portal:
    """The customer's browser, a call to come, and a solved ticket."""

    cast: Cast
    client: Client
    callback: Callback
    ticket: Ticket


def stage() -> Portal:
    return stage_of(make_cast())


def stage_of(cast: Cast) -> Portal:
    client = Client(headers={"accept-language": "en", "host": settings.ORIGINS["portal"].split("://")[1]})
    client.post(f"/my/enter/{make(cast.customer, by=SYSTEM, at=now())}")
    ticket = open_ticket(cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=SYSTEM, at=now())
    return Portal(cast, client, arrange(cast, at=now()), solve(ticket, by=SYSTEM, at=now()))


def asking(portal: Portal, text: str) -> object:
    return portal.client.post("/my/callback-request", {"text": text, "in_app": "on"})


def words(portal: Portal, text: str) -> object:
    return portal.client.post(f"/my/callbacks/{portal.callback.id}/words", {"text": text})


def note(portal: Portal, text: str) -> object:
    return portal.client.post("/my/notes", {"note_id": str(uuid4()), "about": "", "text": text})


def heading(portal: Portal, text: str) -> object:
    return portal.client.post("/my/notes", {"note_id": str(uuid4()), "about": text, "text": "他说他姓李"})


def rating(portal: Portal, text: str) -> object:
    return portal.client.post(f"/my/tickets/{portal.ticket.id}/rating", {"csat": "5", "comment": text})


def file(portal: Portal, text: str) -> object:
    sent = SimpleUploadedFile("备忘.txt", text.encode())
    return portal.client.post(f"/my/callbacks/{portal.callback.id}/files", {"file": sent})


def file_name(portal: Portal, text: str) -> object:
    sent = SimpleUploadedFile(f"{text}.txt", f"付款没到 {text[:2]}".encode())
    return portal.client.post(f"/my/callbacks/{portal.callback.id}/files", {"file": sent})


ACTS = (
    Act("asking", Place.PREPARATION, ("callbacks.Preparation.text", "portal.AskForm.text"), asking),
    Act("words", Place.PREPARATION, ("portal.WordsForm.text",), words),
    Act("note", Place.OWN_NOTE, ("customers.OwnNote.text", "portal.NoteForm.text"), note),
    Act("heading", Place.OWN_NOTE, ("customers.OwnNote.about", "portal.NoteForm.about"), heading),
    *SUGGESTION_ACTS,
    Act("rating", Place.COMMENT, ("tickets.Rating.comment", "portal.RatingForm.comment"), rating),
    Act("file", Place.UPLOAD, ("tickets.AttachmentContent.sealed",), file),
    Act("file name", Place.UPLOAD, ("tickets.Attachment.name",), file_name),
)
