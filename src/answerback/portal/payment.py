"""What is known of a payment before the user is asked about it: his last answers, else his wallet's own event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Customer
from answerback.intake.queries import details_of, event_of
from answerback.lookups.filled import filled
from answerback.lookups.queries import Shown


def known(customer: Customer, callback: Callback | None, verdict: Shown | None) -> dict[str, str]:
    """The first values of the form. The event is about himself; only what the form asks for is shown of it."""
    return filled(
        verdict.case if verdict is not None else None,
        _facts(callback) if callback is not None else {},
        zone=customer.zone,
        is_scam=callback is not None and callback.kind == Kind.SCAM_REPORTED,
    )


def _facts(callback: Callback) -> Mapping[str, Any]:
    event = event_of(callback.wallet, callback.event_id)
    return {**callback.about, **(details_of(event) if event is not None else {})}
