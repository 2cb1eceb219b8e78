"""A report joins what it resembles, says by what, and comes and goes without leaving anything behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from answerback.findings.campaigns.join import Report, join
from answerback.findings.campaigns.joining.identify import Ours, identifiers
from answerback.findings.campaigns.leave import leave
from answerback.findings.campaigns.models import FraudCampaign, Member, Posting, Source, State, Trait
from answerback.findings.campaigns.people import people_in
from answerback.findings.campaigns.queries import campaigns_of, members_of
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from tests.cast import NOON
from tests.findings.campaigns.reporting import (
    ENGLISH,
    FROZEN,
    FROZEN_BY_EAR,
    PARCEL,
    campaign_of_three,
    somebody,
    told,
)

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [
        ("他用 170 0000 0061 打来的", "号码是 +86 17000000061，说我中奖了", "number"),
        ("link: hxxps://1anyue-help[.]example/a", "打开 lanyue-help.example/b", "link"),
        ("加微信 kefu_8866 处理", "wechat: kefu_8866", "link"),
        (
            "转到 TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
            "地址是 TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 。",
            "address",
        ),
        (FROZEN, FROZEN_BY_EAR, "wording"),
        (ENGLISH, "they wrote: " + ENGLISH.upper(), "wording"),
    ],
)
def test_second_report_joins_by_what_they_share(cast: Cast, first: str, second: str, by: str) -> None:
    one, two = told(cast, first, cast.customer), told(cast, second, cast.stranger)

    assert one is not None and two is not None
    assert (two.campaign_id, two.by_what, two.resembles_id) == (one.campaign_id, by, one.id)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FROZEN, PARCEL),
        ("他让我打 +86 400 000 0188", "说官方电话是 400 000 0188"),  # our own number
        ("在 www.baidu.com 搜到的", "百度 baidu.com 上看到的"),  # a host of everybody
        ("https://bit.ly/3aBcDeF", "https://bit.ly/9zYxWvU"),  # a shortener, two pages
        ("one.pages.dev 要我登录", "two.pages.dev 要我登录"),  # hosting for anybody
        ("我的号码是 170 0000 0001", "95588 打来的"),
        ("验证码", "验证码"),
    ],
)
def test_what_many_have_in_common_joins_nobody(cast: Cast, first: str, second: str) -> None:
    told(cast, first, cast.customer)
    told(cast, second, cast.stranger)

    rows = Member.objects.for_wallet(cast.wallet)
    assert rows.count() == rows.values("campaign").distinct().count()


def test_own_number_of_the_reporter_joins_nothing(cast: Cast) -> None:
    told(cast, "他们打了我的 170 0000 0001", cast.customer)

    assert Trait.objects.for_wallet(cast.wallet).count() == 0


def test_third_person_makes_it_a_find_told_once(cast: Cast) -> None:
    campaign_of_three(cast)
    told(cast, FROZEN, somebody(cast, 9), at=NOON + timedelta(days=3))

    campaign = FraudCampaign.objects.for_wallet(cast.wallet).get()
    found = Entry.objects.filter(kind="fraud_campaign.found")
    assert (campaign.state, campaign.found_at) == (State.FOUND, NOON + timedelta(days=2))
    assert [one.data for one in found] == [{"campaign": str(campaign.id), "members": 3}]


def test_one_person_three_times_is_no_campaign(cast: Cast) -> None:
    for _ in range(3):
        told(cast, FROZEN, cast.customer)

    assert FraudCampaign.objects.for_wallet(cast.wallet).get().state == State.GATHERING


def from_the_page(cast: Cast, sender: str, day: int) -> Member:
    """A report on the public page, whose sender's index is another one each day."""
    at = NOON + timedelta(days=day)
    report = Report(cast.wallet, Source.REPORT, uuid4(), sender, at, f"{FROZEN} 电话 170 0000 0061")
    member = join(report, by=SYSTEM, at=at)
    assert member is not None
    member.refresh_from_db()
    return member


def test_one_angry_sender_on_many_days_is_no_campaign_three_on_one_day_are(cast: Cast) -> None:
    for day in range(5):
        alone = from_the_page(cast, f"sender of day {day}", day).campaign
    assert (alone.state, people_in(members_of(alone))) == (State.GATHERING, 1)
    assert campaigns_of(cast.wallet).get().people == 1

    for number in range(2):
        alone = from_the_page(cast, f"another sender {number} of day 4", 4).campaign
    told(cast, FROZEN, cast.customer, at=NOON + timedelta(days=4))
    alone.refresh_from_db()
    assert (alone.state, people_in(members_of(alone))) == (State.FOUND, 4)
    assert campaigns_of(cast.wallet).get().people == 4


def test_changed_words_of_the_only_report_leave_no_empty_campaign(cast: Cast) -> None:
    source = uuid4()
    told(cast, FROZEN, cast.customer, source_id=source)
    member = told(cast, PARCEL, cast.customer, source_id=source)

    assert member is not None
    assert list(FraudCampaign.objects.for_wallet(cast.wallet)) == [member.campaign]


def test_report_that_leaves_twice_leaves_once(cast: Cast) -> None:
    member = told(cast, FROZEN, cast.customer)
    assert member is not None

    for _ in range(2):
        leave(member)
    assert not Member.objects.for_wallet(cast.wallet).exists()


def test_our_page_on_everybodys_host_does_not_make_other_pages_there_ours() -> None:
    ours = Ours(pages=frozenset({"weibo.com/lanyue"}))

    found = identifiers("见 https://weibo.com/lanyue 和 https://weibo.com/lanyue_kefu", ours=ours)
    assert {one.key for one in found} == {"weibo.com/lanyue_kefu"}


def test_people_met_it_too_far_apart_to_be_found(cast: Cast) -> None:
    for number in range(3):
        told(cast, FROZEN, somebody(cast, number), at=NOON + timedelta(days=40 * number))

    assert FraudCampaign.objects.for_wallet(cast.wallet).get().state == State.GATHERING


def test_same_report_again_changes_nothing(cast: Cast) -> None:
    source = uuid4()
    told(cast, FROZEN, cast.customer)
    before = told(cast, FROZEN_BY_EAR, cast.stranger, source_id=source)
    entries = Entry.objects.count()

    again = told(cast, FROZEN_BY_EAR, cast.stranger, source_id=source)

    assert again == before
    assert (Member.objects.for_wallet(cast.wallet).count(), Entry.objects.count()) == (2, entries)


def test_changed_words_are_joined_anew_and_none_leave(cast: Cast) -> None:
    source = uuid4()
    first = told(cast, FROZEN, cast.customer)
    told(cast, FROZEN_BY_EAR, cast.stranger, source_id=source)

    moved = told(cast, PARCEL, cast.stranger, source_id=source)
    assert first is not None and moved is not None and moved.campaign_id != first.campaign_id

    assert told(cast, "不记得了", cast.stranger, source_id=source) is None
    assert list(Member.objects.for_wallet(cast.wallet)) == [first]
    assert FraudCampaign.objects.for_wallet(cast.wallet).count() == 1


def test_witness_that_leaves_is_replaced_by_another_of_its_campaign(cast: Cast) -> None:
    source = uuid4()
    told(cast, FROZEN, cast.customer, source_id=source)
    for number in range(4):
        told(cast, FROZEN, somebody(cast, number))
    before = Posting.objects.for_wallet(cast.wallet).count()

    told(cast, "", cast.customer, source_id=source)

    assert Posting.objects.for_wallet(cast.wallet).count() == before


def test_bridge_makes_two_campaigns_one(cast: Cast) -> None:
    told(cast, FROZEN, cast.customer)
    told(cast, "170 0000 0061", cast.stranger)

    told(cast, f"{FROZEN} 请拨 17000000061", somebody(cast, 1))

    campaigns = FraudCampaign.objects.for_wallet(cast.wallet)
    assert sorted(campaigns.values_list("state", flat=True)) == ["found", "merged"]
    assert Member.objects.for_wallet(cast.wallet).values("campaign").distinct().count() == 1


def test_nothing_kept_of_a_report_shows_its_words_or_number(cast: Cast) -> None:
    told(cast, f"{FROZEN} 17000000061", cast.customer)

    trait = Trait.objects.for_wallet(cast.wallet).get()
    assert trait.value == "+8617000000061"
    assert "17000000061" not in trait.token
    member = Member.objects.for_wallet(cast.wallet).get()
    assert len(bytes(member.sketch)) % 8 == 0
    assert FROZEN[:4].encode() not in bytes(member.sketch)


def test_two_wallets_never_join(cast: Cast) -> None:
    from tests.cast import make_cast

    other = make_cast("qingtan", "+8617000000031")
    one, two = told(cast, FROZEN, cast.customer), told(other, FROZEN, other.customer)

    assert one is not None and two is not None
    assert (two.by_what, two.campaign_id == one.campaign_id) == ("", False)
    assert bytes(one.sketch) != bytes(two.sketch)
