"""A supervisor writes what happened when she opens a hazard, and what made it safe when she closes one."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from answerback.findings.hazards.by_hand import open_by_hand
from answerback.findings.hazards.kinds import Kind
from answerback.journal.write import SYSTEM
from answerback.wallets.places import Place
from tests.console.cast import House, now
from tests.texts.acts.act import Act


def opened(house: House, text: str) -> object:
    customer = house.cast.customer.external_id
    sent = {"token": uuid4(), "customer": customer, "kind": "malware", "words": text}
    return house.lead.post(reverse("console:hazard_new"), sent)


def closed(house: House, text: str) -> object:
    hazard = open_by_hand(house.cast.customer, Kind.MALWARE, token=uuid4(), by=SYSTEM, at=now())
    sent = {"safe_by": "device_back", "words": text}
    return house.lead.post(reverse("console:hazard_closure", args=[hazard.id]), sent)


HAZARD_ACTS = (
    Act("hazard", Place.TICKET, ("hazards.Hazard.words", "console.HazardForm.words"), opened),
    Act("closed hazard", Place.TICKET, ("hazards.Hazard.closing_words", "console.ClosureForm.words"), closed),
)
