"""The demo has a scored call that its agent may answer; seeding again changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from answerback.ops.demo.seed import seed
from answerback.people.models import Membership, Role
from answerback.quality.models import Review
from answerback.quality.queries import own_reviews
from answerback.wallets.models import Wallet

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_the_demos_agent_reads_a_review_of_last_week_once(db: None) -> None:
    seed(at=AT)
    seed(at=AT)

    wallet = Wallet.objects.get(slug="lanyue")
    agent = Membership.objects.for_wallet(wallet).get(role=Role.AGENT)
    assert [(one.points, one.of, one.passed) for one in own_reviews(agent)] == [(46, 50, True)]
    assert Review.objects.count() == 1
