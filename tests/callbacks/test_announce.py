"""The wallet's backend is told in signed messages; what can be undone is held back until it cannot."""

from __future__ import annotations

import json
from datetime import timedelta

from answerback.callbacks import dial, offer, wrap_up
from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Outcome
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.cast import NOON, Cast
from tests.story.acting import Clock, arrange


def told(cast: Cast) -> list[tuple[str, str]]:
    rows = Delivery.objects.for_wallet(cast.wallet).order_by("created_at", "id")
    return [(row.kind, row.state) for row in rows]


def test_undone_finishing_never_leaves_and_a_finished_one_does(cast: Cast, clock: Clock) -> None:
    add_endpoint(cast.wallet, url="http://127.0.0.1:9443/hook", by=cast.li_lei, at=NOON)
    callback = arrange(cast)
    clock.passes(1)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=clock.now)
    attempt = dial.dial(callback, by=cast.li_lei, at=clock.now)
    clock.passes(5)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    rows = Callback.objects.for_wallet(cast.wallet).select_related("agent", "wallet", "customer", "ticket")

    wrap_up.finish(rows.get(id=callback.id), Outcome.WAITING, by=cast.li_lei, at=clock.now)
    wrap_up.undo(rows.get(id=callback.id), by=cast.li_lei, at=clock.now + timedelta(seconds=1))
    wrap_up.finish(
        rows.get(id=callback.id), Outcome.SOLVED, by=cast.li_lei, at=clock.now + timedelta(seconds=2)
    )
    clock.passes(20)

    assert told(cast) == [
        ("callback.arranged", "waiting"),
        ("proof.readable", "waiting"),
        ("callback.finished", "cancelled"),
        ("callback.finished", "held"),
        ("callback.done", "waiting"),
    ]
    last = Delivery.objects.for_wallet(cast.wallet).get(kind="callback.done")
    body = json.loads(opened_body(last))["data"]
    assert (body["customer"], body["outcome"]) == ("user-1", "solved")
    assert "王小明" not in opened_body(last) and "8617" not in opened_body(last)
