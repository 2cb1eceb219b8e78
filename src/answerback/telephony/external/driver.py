"""The driver of the external line. We ring nobody: we ask the wallet's call centre by webhook, and believe its reports.

Its witness is `reported`, weaker than `network`: whoever holds the wallet's key can say that a call of ours rings. So
every face that rests on it says who said so, and nothing but the code that the user types confirms the call.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.customers.models import Customer
from answerback.people.models import Membership
from answerback.telephony import legs
from answerback.telephony.driver import Destination, Driver, Feature, LiveLeg
from answerback.telephony.events import Answered, Cause, HungUp, Witness
from answerback.telephony.inbox import has, put
from answerback.telephony.models import Leg, ReportedCall
from answerback.wallets.kinds import Line
from answerback.wallets.models import Wallet
from answerback.wallets.outbox import queue

SETTLES = timedelta(seconds=60)  # how long after the ringing a report may still come
WAITS = timedelta(days=1)
SILENT_AFTER = timedelta(
    minutes=30
)  # an answered call of which nothing more is heard; `answered` again renews it


class ExternalLine(Driver):
    """Rings nobody by itself."""

    line = Line.EXTERNAL
    capabilities: frozenset[Feature] = frozenset()

    def place(
        self, intent_id: UUID, to: Destination, *, caller_id: str, ring_seconds: int, at: datetime
    ) -> UUID:
        """Open the order and ask the call centre (`leg.wanted`); its dialer rings the number that it knows."""
        with transaction.atomic():
            leg = legs.make(self.line, intent_id, to, ring_seconds=ring_seconds, at=at)
            _ask(
                leg,
                "leg.wanted",
                at=at,
                caller_id=caller_id,
                last_two=leg.last_two,
                ring_seconds=ring_seconds,
            )
        return leg.id

    def hang_up(self, leg: UUID, *, at: datetime) -> None:
        """Ask the call centre to end it. For us it is over at once: from here a caller is not us."""
        found = legs.find(leg)
        if found is None or found.ended_at is not None:
            return
        cause = Cause.FINISHED if has(found, Answered) else Cause.NO_ANSWER
        with transaction.atomic():
            if put(found, HungUp, at=at, witness=Witness.AGENT, cause=cause):
                _ask(found, "leg.hang_up_wanted", at=at)

    def live_legs(self) -> list[LiveLeg]:
        """Every reported or ordered leg that is not over."""
        return legs.live_legs(self.line)

    def step(self, *, at: datetime) -> int:
        """End what the call centre no longer tells us about: no page stays green alone."""
        # every wallet: ends without a beginning, for which nobody vouched
        ReportedCall.objects.filter(leg=None, heard_at__lt=at - WAITS).delete()
        written = 0
        for leg in legs.live(self.line):
            cause = _timed_out(leg, at)
            if cause is not None:
                written += put(leg, HungUp, at=at, witness=Witness.REPORTED, cause=cause)
        return written


def _timed_out(leg: Leg, at: datetime) -> Cause | None:
    if has(leg, Answered):
        heard = ReportedCall.objects.for_wallet(leg.wallet_id).filter(leg=leg).first()
        since = max(leg.placed_at, heard.heard_at) if heard else leg.placed_at
        return Cause.LOST if at - since > SILENT_AFTER else None
    if at <= leg.ring_until + SETTLES:
        return None
    # An order that the call centre never took reached nobody's phone; the driver's contract calls both no answer.
    return Cause.NO_ANSWER


def _ask(leg: Leg, kind: str, *, at: datetime, **more: object) -> None:
    """Tell the wallet's backend. The number itself is not sent: the wallet knows its own customer's."""
    wallet = Wallet.objects.get(id=leg.wallet_id)
    said = ReportedCall.objects.for_wallet(wallet).filter(leg=leg).first()
    body = {
        "order": str(leg.intent_id),
        "call_id": said.call_id if said else "",
        "customer": Customer.objects.for_wallet(wallet).get(id=leg.customer_id).external_id,
        "agent": Membership.objects.for_wallet(wallet).get(id=leg.agent_id).work_number,
        **more,
    }
    queue(wallet, kind, body, at=at, subject_id=leg.id, message_id=f"{kind.replace('.', '_')}_{leg.id.hex}")
