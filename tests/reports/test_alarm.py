""" "They asked me for a secret": one tap flags, freezes and opens a ticket; two taps are one."""

from __future__ import annotations

import pytest

from answerback.callbacks import dial, offer, plan
from answerback.customers import portal_link
from answerback.customers.models import PortalSession
from answerback.reports.models import SecretAlarm, Verdict
from answerback.reports.raise_alarm import is_flagged, raise_alarm
from answerback.reports.review import review
from answerback.tickets.models import ActionRequest
from answerback.wallets.models import Wallet
from tests.cast import NOON, Cast
from tests.story.acting import Clock, arrange


@pytest.fixture
def session(cast: Cast) -> PortalSession:
    return portal_link.spend(portal_link.make(cast.customer, by=cast.user, at=NOON), at=NOON).session


def test_alarm_during_our_call_flags_its_agent_and_opens_one_urgent_ticket(
    cast: Cast, clock: Clock, session: PortalSession
) -> None:
    arrange(cast)
    plan.promote(at=NOON)
    callback = offer.next_callback(cast.agent, by=cast.li_lei, at=NOON)
    dial.dial(callback, by=cast.li_lei, at=NOON)
    clock.passes(5)

    first = raise_alarm(cast.customer, session_id=session.id, by=cast.user, at=clock.now)
    second = raise_alarm(cast.customer, session_id=session.id, by=cast.user, at=clock.now)

    assert first.id == second.id
    assert (first.agent_id, first.ticket is not None and first.ticket.priority) == (cast.agent.id, "urgent")
    assert is_flagged(cast.agent.id, cast.wallet.id)
    review(first, Verdict.MISTAKEN, reviewer=cast.supervisor, by=cast.han_meimei, at=clock.now)
    assert not is_flagged(cast.agent.id, cast.wallet.id)


def test_alarm_without_a_call_of_ours_accuses_no_agent(cast: Cast, session: PortalSession) -> None:
    for _ in range(2):
        alarm = raise_alarm(cast.customer, session_id=session.id, by=cast.user, at=NOON)

    assert (alarm.attempt_id, alarm.agent) == (None, None)
    assert SecretAlarm.objects.for_wallet(cast.wallet).count() == 1


@pytest.mark.parametrize(("allowed", "frozen"), [(True, 1), (False, 0)])
def test_account_is_frozen_where_the_wallet_allows_it(
    cast: Cast, session: PortalSession, allowed: bool, frozen: int
) -> None:
    Wallet.objects.filter(id=cast.wallet.id).update(policies={"freeze_on_secret_alarm": allowed})
    cast.customer.wallet.refresh_from_db()

    alarm = raise_alarm(cast.customer, session_id=session.id, by=cast.user, at=NOON)

    assert alarm.froze is allowed
    assert ActionRequest.objects.for_wallet(cast.wallet).filter(kind="freeze_account").count() == frozen
