"""The demo's offer: two people stand behind it, and seeding again changes nothing."""

from datetime import UTC, datetime

from answerback.findings.offers.models import Offer
from answerback.ops.demo.seed import seed

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_demo_has_one_approved_offer_however_often_it_is_seeded(db: None) -> None:
    for _ in range(2):
        seed(at=AT)
    assert [(one.state, one.wallet.slug) for one in Offer.objects.all()] == [("approved", "lanyue")]
