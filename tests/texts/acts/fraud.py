"""The security desk writes about a fraud campaign."""

from __future__ import annotations

from django.urls import reverse

from answerback.findings.campaigns.models import FraudCampaign, State
from answerback.wallets.places import Place
from tests.console.cast import House, now
from tests.findings.campaigns.reporting import told
from tests.texts.acts.act import Act

SENTENCE = "我们不会催您，请先停一停。"


def _campaign(house: House, state: State) -> FraudCampaign:
    wallet, at = house.cast.wallet, now()
    reviewed = {"reviewed_at": at, "reviewed_by": house.cast.supervisor} if state == State.CONFIRMED else {}
    return FraudCampaign.objects.create(wallet=wallet, state=state, opened_at=at, last_at=at, **reviewed)


def judgement(house: House, text: str) -> object:
    found = _campaign(house, State.FOUND)
    address = reverse("console:fraud_campaign_confirmation", args=[found.id])
    return house.lead.post(address, {"reason": text})


def identifier(house: House, text: str) -> object:
    member = told(house.cast, "17000000061", house.cast.stranger, at=now())
    assert member is not None
    rows = FraudCampaign.objects.for_wallet(house.cast.wallet).filter(id=member.campaign_id)
    rows.update(state=State.CONFIRMED, reviewed_at=now())
    trait = member.traits.get()
    address = reverse("console:fraud_trait_proposal", args=[trait.id])
    return house.lead.post(address, {"value": trait.value, "reason": text})


def _warning(name: str):
    def write(house: House, text: str) -> object:
        found = _campaign(house, State.CONFIRMED)
        said = {
            "text_zh": SENTENCE,
            "text_en": "Nobody of ours presses anybody.",
            "way": "propose",
            name: text,
        }
        return house.lead.post(reverse("console:fraud_warning_new", args=[found.id]), said)

    return write


FRAUD_ACTS = (
    Act(
        "judgement of a fraud campaign",
        Place.CONSOLE,
        ("fraud_campaigns.FraudCampaign.reason", "console.JudgementForm.reason"),
        judgement,
    ),
    Act("reason why an identifier is fraud", Place.CONSOLE, ("console.TraitForm.reason",), identifier),
    *(
        Act(
            f"warning {name}",
            Place.CONSOLE,
            (f"fraud_campaigns.Warning.{name}", f"console.WarningForm.{name}"),
            _warning(name),
        )
        for name in ("text_zh", "text_en")
    ),
)
