"""The security desk sees a campaign, judges it, corrects it and warns of it, each with its own page and right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from answerback.channels.models import Change
from answerback.findings.campaigns.models import FraudCampaign, Member, State, Trait, Warning, WarningState
from tests.cast import make_member
from tests.findings.campaigns.reporting import FROZEN, campaign_of_three, somebody, told

if TYPE_CHECKING:
    from tests.console.cast import House

EN = "A person who claims to work for us may tell you to act at once. We never do that. End the call."
ZH = "近来有人假扮工作人员催人马上操作。我们不会催您，请先停一停，回到钱包里自己看。"


@pytest.fixture
def house(db: None, settings) -> House:
    from tests.console.cast import make_house

    settings.DEMO = True
    return make_house()


def page(house: House, campaign: FraudCampaign, part: str = "") -> str:
    return f"/console/fraud-campaigns/{campaign.id}{part}"


def test_second_report_of_a_number_shows_on_the_campaigns_page_with_the_reason(house: House) -> None:
    told(house.cast, "他用 17000000061 打来", house.cast.customer)
    second = told(house.cast, "号码是 170 0000 0061", house.cast.stranger)
    assert second is not None

    listed = house.lead.get("/console/fraud-campaigns").content.decode()
    one = house.lead.get(page(house, second.campaign)).content.decode()

    assert second.campaign.short in listed
    assert [word in one for word in ("+8617000000061", "Same number", "resembles this report", "user-2")] == [
        True
    ] * 4


def test_new_campaign_waits_on_the_first_page_until_it_is_judged(house: House) -> None:
    first, *_ = campaign_of_three(house.cast)
    assert "New fraud campaigns" in house.lead.get("/console/").content.decode()

    without = house.lead.post(page(house, first.campaign, "/confirmation"), {"reason": ""})
    done = house.lead.post(page(house, first.campaign, "/confirmation"), {"reason": "三位用户，同一号码"})

    assert (without.status_code, done.status_code) == (422, 302)
    assert "New fraud campaigns" not in house.lead.get("/console/").content.decode()
    first.campaign.refresh_from_db()
    assert (first.campaign.state, first.campaign.reviewed_by) == (State.CONFIRMED, house.cast.supervisor)


def test_identifier_is_proposed_and_not_published_by_one_person(house: House) -> None:
    first, *_ = campaign_of_three(house.cast)
    trait = Trait.objects.for_wallet(house.cast.wallet).first()
    assert trait is not None
    address = f"/console/fraud-campaigns/traits/{trait.id}/proposal"
    given = {"value": trait.value, "reason": "冒充客服"}

    before = house.lead.post(address, given, headers={"accept": "text/html"})
    house.lead.post(page(house, first.campaign, "/confirmation"), {"reason": "冒充客服"})
    after = house.lead.post(address, given)

    assert (before.status_code, after.status_code) == (409, 302)
    change = Change.objects.for_wallet(house.cast.wallet).get()
    assert (change.direction, change.state, change.channel.value) == ("reported", "open", "+8617000000061")


def test_member_is_taken_out_and_put_back_from_the_page(house: House) -> None:
    first, _second, third = campaign_of_three(house.cast)

    house.lead.post(f"/console/fraud-campaigns/members/{third.id}/split")
    third.refresh_from_db()
    alone = third.campaign
    house.lead.post(page(house, first.campaign, "/merger"), {"other": str(alone.id)})

    assert alone.id != first.campaign_id
    campaigns = set(Member.objects.for_wallet(house.cast.wallet).values_list("campaign", flat=True))
    assert len(campaigns) == 1


def test_warning_is_tried_proposed_and_approved_by_two_people(house: House) -> None:
    first, *_ = campaign_of_three(house.cast)
    other = make_member(house.cast.wallet, "supervisor", "wangfang", "王芳", "Wang Fang", "2002")
    house.lead.post(page(house, first.campaign, "/confirmation"), {"reason": "冒充客服"})
    words = {"text_zh": ZH, "text_en": EN, "event_kind": "", "language": ""}

    tried = house.lead.post(page(house, first.campaign, "/warning"), words).content.decode()
    assert "2 of 5 users would be told." in tried
    assert not Warning.objects.for_wallet(house.cast.wallet).exists()
    house.lead.post(page(house, first.campaign, "/warning"), words | {"way": "propose"})
    warning = Warning.objects.for_wallet(house.cast.wallet).get()
    address = f"/console/fraud-campaigns/warnings/{warning.id}/approval"

    alone = house.lead.post(address)
    together = house.client(other).post(address)

    assert (alone.status_code, together.status_code) == (403, 302)
    warning.refresh_from_db()
    assert (warning.state, warning.decided_by) == (WarningState.APPROVED, other)


def test_agent_sees_no_campaign(house: House) -> None:
    first, *_ = campaign_of_three(house.cast)

    assert house.client(house.cast.agent).get(page(house, first.campaign)).status_code == 403


def test_ignored_identifier_joins_no_more(house: House) -> None:
    told(house.cast, "17000000061", house.cast.customer)
    trait = Trait.objects.for_wallet(house.cast.wallet).get()

    house.lead.post(f"/console/fraud-campaigns/traits/{trait.id}/ignoring")
    later = told(house.cast, f"17000000061 {FROZEN}", somebody(house.cast, 1))

    assert later is not None and later.by_what == ""
