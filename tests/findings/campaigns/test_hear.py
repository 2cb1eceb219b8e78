"""What a user says in a callback, reports and alarms: all of it meets in one campaign."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from answerback.findings.campaigns.gather import gather, step
from answerback.findings.campaigns.models import FraudCampaign, Member, State
from answerback.findings.campaigns.queries import campaign_of
from answerback.findings.hazards.kinds import Kind, Source
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.journal.write import SYSTEM
from answerback.ops.demo.fraud import SITE, seed_fraud
from answerback.reports.receive import Told, receive
from tests.cast import NOON
from tests.findings.campaigns.reporting import FROZEN, PARCEL
from tests.findings.hazards.acting import Call

if TYPE_CHECKING:
    from tests.cast import Cast


def call_of(cast: Cast) -> Call:
    return Call.about(cast, "routine_follow_up")


def noted(cast: Cast, words: str) -> Hazard:
    found = Found(Source.STAFF, words=words)
    return open_hazard(cast.customer, kind=Kind.SUSPICIOUS_MESSAGE, found=found, by=cast.han_meimei, at=NOON)


def test_words_of_a_callback_join_earlier_reports_and_the_hazard_knows_its_campaign(cast: Cast) -> None:
    seed_fraud(cast.wallet, at=NOON)
    call = call_of(cast)

    call.says(h_contacts=["sms"], h_said=f"短信让我去 {SITE} 解冻", h_did=["nothing"])

    (hazard,) = call.hazards()
    campaign = campaign_of(hazard)
    assert campaign is not None
    members = Member.objects.for_wallet(cast.wallet).filter(campaign=campaign).order_by("met_at", "id")
    assert [(one.source, one.by_what) for one in members] == [
        ("report", ""),
        ("report", "link"),
        ("conversation", "link"),
    ]
    assert campaign.state == State.FOUND


def test_seeding_the_demo_twice_reports_once(cast: Cast) -> None:
    for _ in range(2):
        seed_fraud(cast.wallet, at=NOON)

    assert Member.objects.for_wallet(cast.wallet).count() == 2


def test_calm_call_and_a_lost_telephone_join_nothing(cast: Cast) -> None:
    call_of(cast).says(h_contacts=["none"])

    assert not Member.objects.for_wallet(cast.wallet).exists()


def test_gathering_takes_each_report_once(cast: Cast) -> None:
    receive(cast.wallet, "13800138000", Told(FROZEN), sender="192.0.2.7", by=SYSTEM, at=NOON)

    assert [gather(cast.wallet, at=NOON + timedelta(minutes=n)) for n in (1, 2)] == [1, 0]
    assert step(NOON) == 0


def test_hazard_written_down_by_staff_joins_by_its_words(cast: Cast) -> None:
    receive(cast.wallet, "13800138000", Told(FROZEN), sender="192.0.2.7", by=SYSTEM, at=NOON)
    hazard = noted(cast, f"用户说：{FROZEN}")

    gather(cast.wallet, at=NOON)

    assert FraudCampaign.objects.for_wallet(cast.wallet).count() == 1
    assert campaign_of(hazard) == FraudCampaign.objects.for_wallet(cast.wallet).get()


def test_hazard_that_stands_alone_is_of_no_campaign(cast: Cast) -> None:
    hazard = noted(cast, PARCEL)

    gather(cast.wallet, at=NOON)

    assert campaign_of(hazard) is None


def test_report_without_anything_to_compare_joins_once_words_are_added(cast: Cast) -> None:
    hazard = noted(cast, "不记得了")
    empty = [gather(cast.wallet, at=NOON) for _ in range(2)]
    hazard.words = FROZEN
    hazard.save()

    assert (empty, gather(cast.wallet, at=NOON)) == ([0, 0], 1)
