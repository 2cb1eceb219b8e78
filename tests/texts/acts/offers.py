"""Words around offers and promises: what an offer is called and says, what is promised, why it was not kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse

from answerback.callbacks.matter import ticket_of
from answerback.tickets.promise import make_promise
from answerback.tickets.promise_break import step
from answerback.wallets.places import Place
from tests.console.cast import House, now
from tests.console.test_offers import form
from tests.desk.acting import Desk
from tests.texts.acts.act import Act

WORDS = ("title_zh", "title_en", "text_zh", "text_en")

NO_WORD_OF_A_PHRASE = {"title_en": "Cheaper in May", "text_en": "Sending is cheaper in May."}
"""Else the fields read together make a longer phrase ("fee this month zoo …"): refused, and not counted."""


def _offer(name: str) -> Any:
    def write(house: House, text: str) -> object:
        wallet = house.cast.wallet
        wallet.website, wallet.created_at = "https://lanyue.example", now() - timedelta(days=365)
        wallet.save()
        return house.lead.post(reverse("console:offer_new"), form(**(NO_WORD_OF_A_PHRASE | {name: text})))

    return write


def promise(desk: Desk, text: str) -> object:
    day = (now() + timedelta(days=3)).date().isoformat()
    address = f"/desk/callbacks/{desk.held().id}/promises"
    return desk.client.post(address, {"text": text, "kind": "deed", "due": day})


def explanation(desk: Desk, text: str) -> object:
    """Each time of another promise: an explanation stands."""
    made, by = now() - timedelta(days=2), desk.cast.li_lei
    ticket = ticket_of(desk.held(), by=by, at=made)
    late = make_promise(
        ticket, text="查清楚后答复。", due_at=made + timedelta(days=1), by=by, at=made, origin=uuid4().hex
    )
    step(now())
    return desk.client.post(f"/desk/promises/{late.id}/explanation", {"words": text})


CONSOLE_ACTS = tuple(
    Act(
        f"{name} of an offer",
        Place.CONSOLE,
        (f"offers.Offer.{name}", f"console.OfferForm.{name}", "console/views/offers.py data"),
        _offer(name),
    )
    for name in WORDS
)
DESK_ACTS = (
    Act("promise", Place.TICKET, ("desk.PromiseForm.text", "desk/views/promises.py promise_in"), promise),
    Act("explanation", Place.TICKET, ("tickets.Promise.explanation", "desk.ExplainForm.words"), explanation),
)
