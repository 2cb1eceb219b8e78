from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from answerback.customers.models import Customer


class OpsConfig(AppConfig):
    name = "answerback.ops"
    label = "ops"

    def ready(self) -> None:
        """Every app that knows something of a person says here how it forgets it; what refers goes first."""
        from answerback.api.forget import forget as forget_answers
        from answerback.callbacks.erase import erase_story
        from answerback.customers.erase import register
        from answerback.devices.exchange import forget as forget_devices
        from answerback.findings.campaigns.forget import forget as forget_campaigns
        from answerback.findings.hazards.forget import forget as forget_hazards
        from answerback.findings.suggestions.forget import forget as forget_suggestions
        from answerback.hotline.forget import forget as forget_pins
        from answerback.lookups.forget import forget as forget_triage
        from answerback.proofs.forget import forget as forget_proofs
        from answerback.quality.forget import forget as forget_reviews
        from answerback.reports.forget import forget as forget_alarms

        register("api", forget_answers)
        register("hotline", forget_pins)
        register("devices", forget_devices)
        register("callbacks", erase_story)
        register("proofs", forget_proofs)
        register("hazards", forget_hazards)
        register("reports", forget_alarms)
        register("fraud_campaigns", forget_campaigns)
        register("quality", forget_reviews)
        register("suggestions", forget_suggestions)
        register("lookups", forget_triage)
        register("deliveries", _deliveries)
        register("offers", _offers)
        register("conversations", _conversations)
        register("tickets", _tickets)


def _conversations(customer: Customer, at: datetime) -> None:
    from answerback.conversations.erase import erase_conversations

    erase_conversations(customer.wallet_id, customer_id=customer.id)


def _offers(customer: Customer, at: datetime) -> None:
    from answerback.findings.offers.erase import erase_offers

    erase_offers(customer.wallet_id, customer_id=customer.id)


def _tickets(customer: Customer, at: datetime) -> None:
    from answerback.tickets.erase import erase_customer_rows

    erase_customer_rows(customer.id)


def _deliveries(customer: Customer, at: datetime) -> None:
    from answerback.wallets.forget import forget_deliveries_about

    forget_deliveries_about(customer.wallet_id, customer.external_id)
