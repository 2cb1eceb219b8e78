"""The story forgets by itself: codes after a day, the numbers that were rung when the policy says so."""

from __future__ import annotations

from datetime import timedelta

from answerback.callbacks import dial
from answerback.callbacks.models import Attempt, Callback, Code
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.retention import forget_old
from answerback.telephony.models import InboxEvent, Leg
from answerback.wallets.models import Wallet
from tests.cast import Cast
from tests.story.acting import Clock
from tests.story.test_reviewed import dialled

DAY = timedelta(days=1)


def test_codes_go_after_a_day_and_call_records_when_the_policy_says(cast: Cast, clock: Clock) -> None:
    _, attempt = dialled(cast, clock)
    clock.passes(5)
    dial.ask_hang_up(attempt, by=cast.li_lei, at=clock.now)
    clock.passes(1)
    Wallet.objects.filter(id=cast.wallet.id).update(policies={"retention_days": {"call_records": 30}})
    wallet = Wallet.objects.get(id=cast.wallet.id)

    forget_old(wallet, at=clock.now + 2 * DAY)
    after_two_days = (Code.objects.for_wallet(wallet).count(), Leg.objects.for_wallet(wallet).count())
    forget_old(wallet, at=clock.now + 31 * DAY)

    attempt.refresh_from_db()
    assert after_two_days == (0, 1)
    assert (Leg.objects.for_wallet(wallet).count(), InboxEvent.objects.for_wallet(wallet).count()) == (0, 0)
    assert (attempt.outcome, attempt.last_two, attempt.phone) == (AttemptOutcome.SPOKE, "", None)
    assert (Attempt.objects.for_wallet(wallet).count(), Callback.objects.for_wallet(wallet).count()) == (1, 1)
    assert forget_old(wallet, at=clock.now + 32 * DAY) == 0
