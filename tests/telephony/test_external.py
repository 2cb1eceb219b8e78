"""The external line asks the wallet's call centre to dial and to hang up; it never sends the number."""

from __future__ import annotations

import json
from datetime import timedelta

from answerback.journal.write import SYSTEM
from answerback.storage.ids import new_id
from answerback.telephony.driver import Destination
from answerback.telephony.events import HungUp
from answerback.telephony.external.driver import ExternalLine
from answerback.telephony.inbox import has
from answerback.telephony.legs import find
from answerback.telephony.models import ReportedCall
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.cast import NOON, Cast

NUMBER = "+8617000000001"


def test_order_and_hang_up_are_asked_of_the_call_centre_once(cast: Cast) -> None:
    add_endpoint(cast.wallet, url="https://backend.example/hooks", by=SYSTEM, at=NOON)
    line, intent = ExternalLine(), new_id()
    to = Destination(cast.wallet.id, cast.customer.id, cast.agent.id, NUMBER)

    for _ in range(2):
        leg = line.place(intent, to, caller_id="+864000000188", ring_seconds=30, at=NOON)
    for _ in range(2):
        line.hang_up(leg, at=NOON + timedelta(seconds=5))

    sent = [json.loads(opened_body(one)) for one in Delivery.objects.for_wallet(cast.wallet).order_by("id")]
    known = {"order": str(intent), "call_id": "", "customer": "user-1", "agent": "1001"}
    asked = known | {"caller_id": "+864000000188", "last_two": "01", "ring_seconds": 30}
    assert [(one["type"], one["data"]) for one in sent] == [
        ("leg.wanted", asked),
        ("leg.hang_up_wanted", known),
    ]
    found = find(leg)
    assert found is not None and has(found, HungUp)


def test_end_without_a_beginning_is_forgotten_after_a_day(cast: Cast) -> None:
    ReportedCall.objects.create(
        wallet=cast.wallet, call_id="c", agent_id=cast.agent.id, number_index="0" * 64, heard_at=NOON
    )

    ExternalLine().step(at=NOON + timedelta(hours=23))
    kept = ReportedCall.objects.for_wallet(cast.wallet).count()
    ExternalLine().step(at=NOON + timedelta(hours=25))

    assert (kept, ReportedCall.objects.for_wallet(cast.wallet).count()) == (1, 0)
