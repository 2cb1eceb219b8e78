"""A warning is careful: two people, only who fits and agreed, nothing of the swindler's in it, not too often."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone, translation

from answerback.callbacks.models import Callback
from answerback.customers import consent, portal_session
from answerback.customers.erase import erase
from answerback.customers.models import Customer, Purpose, Stop
from answerback.findings.campaigns.audience import Facts, dry_run
from answerback.findings.campaigns.by_hand import merge
from answerback.findings.campaigns.models import FraudCampaign, Told, Warning, WarningState
from answerback.findings.campaigns.refusals import (
    NobodyFits,
    NotConfirmed,
    WarningDecided,
    WarningNeedsTwo,
    WarningUnsafe,
    WarningWaits,
    WarningWordsMissing,
)
from answerback.findings.campaigns.review import confirm, reopen
from answerback.findings.campaigns.warn import (
    approve_warning,
    propose_warning,
    refuse_warning,
    sentences_for,
    step,
)
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from answerback.portal.access import COOKIE
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.cast import NOON, make_customer, make_member
from tests.findings.campaigns.reporting import FROZEN, PARCEL, campaign_of_three
from tests.findings.campaigns.reporting import told as reported

if TYPE_CHECKING:
    from tests.cast import Cast

EN = "A person who claims to work for us may tell you to act at once. We never do that. End the call."
ZH = "近来有人假扮工作人员催人马上操作。我们不会催您，请先停一停，回到钱包里自己看。"
LATER = NOON + timedelta(days=3)


@pytest.fixture
def campaign(cast: Cast) -> FraudCampaign:
    """Met by three; the customer and the stranger of the cast have not met it."""
    first, *_ = campaign_of_three(cast)
    return confirm(first.campaign, reason="冒充客服", reviewer=cast.supervisor, by=cast.han_meimei, at=LATER)


@pytest.fixture
def wang_fang(cast: Cast) -> Membership:
    return make_member(cast.wallet, Role.SUPERVISOR, "wangfang", "王芳", "Wang Fang", "2002")


def proposed(cast: Cast, campaign: FraudCampaign, facts: Facts | None = None, **words: str) -> Warning:
    said = {"zh": ZH, "en": EN} | words
    return propose_warning(
        campaign, facts or Facts(), **said, proposer=cast.supervisor, by=cast.han_meimei, at=LATER
    )


def told(cast: Cast) -> set[str]:
    return set(Told.objects.for_wallet(cast.wallet).values_list("customer__external_id", flat=True))


def test_warning_goes_out_once_to_those_who_have_not_met_it(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership
) -> None:
    add_endpoint(cast.wallet, url="https://backend.lanyue.test/hooks", by=SYSTEM, at=NOON)
    warning = proposed(cast, campaign)
    assert (warning.fitting, warning.known, step(LATER), told(cast)) == (2, 5, 0, set())

    for _ in range(2):
        approve_warning(warning, approver=wang_fang, by=Actor("staff", wang_fang.id), at=LATER)
    assert (step(LATER), step(LATER)) == (2, 0)

    warning.refresh_from_db()
    assert (told(cast), warning.state, warning.told) == ({"user-1", "user-2"}, WarningState.SENT, 2)
    entry = Entry.objects.get(kind="fraud_campaign.warned")
    assert entry.data == {"campaign": str(campaign.id), "customers": 2}
    (delivery,) = Delivery.objects.for_wallet(cast.wallet).filter(kind="fraud_campaign.warning")
    body = opened_body(delivery)
    assert [part in body for part in ("user-1", "user-2", ZH, EN, "victim-0")] == [True] * 4 + [False]


def test_one_person_cannot_warn_alone(cast: Cast, campaign: FraudCampaign) -> None:
    warning = proposed(cast, campaign)

    with pytest.raises(WarningNeedsTwo):
        approve_warning(warning, approver=cast.supervisor, by=cast.han_meimei, at=LATER)
    assert step(LATER) == 0


def test_same_proposal_is_the_first_another_waits_its_turn(cast: Cast, campaign: FraudCampaign) -> None:
    first = proposed(cast, campaign)

    assert proposed(cast, campaign).id == first.id
    with pytest.raises(WarningWaits):
        proposed(cast, campaign, en="Something else. Please stop and think.")


def test_refused_warning_goes_nowhere(cast: Cast, campaign: FraudCampaign, wang_fang: Membership) -> None:
    warning = proposed(cast, campaign)
    for _ in range(2):
        refuse_warning(warning, who=cast.supervisor, by=cast.han_meimei, at=LATER)

    with pytest.raises(WarningDecided):
        approve_warning(warning, approver=wang_fang, by=SYSTEM, at=LATER)
    assert step(LATER) == 0


@pytest.mark.parametrize(
    "en",
    [
        "Look at lanyue-help.example before you answer.",
        "Do not answer 170 0000 0061.",
        "Block @lanyue_help on Telegram.",
        "He says 您的账户因异常登录已被临时冻结，请在两小时内联系专员 and more.",
    ],
)
def test_warning_that_leads_to_the_fraud_or_repeats_it_is_refused(
    cast: Cast, campaign: FraudCampaign, en: str
) -> None:
    with pytest.raises(WarningUnsafe):
        proposed(cast, campaign, en=en)


@pytest.mark.parametrize("en", ["", "a " * 150])
def test_warning_has_both_languages_and_is_short(cast: Cast, campaign: FraudCampaign, en: str) -> None:
    with pytest.raises(WarningWordsMissing):
        proposed(cast, campaign, en=en)


def test_nothing_is_told_before_somebody_confirmed_the_fraud(cast: Cast) -> None:
    first, *_ = campaign_of_three(cast)

    with pytest.raises(NotConfirmed):
        proposed(cast, first.campaign)


def test_who_withdrew_consent_or_stopped_everything_is_not_told(cast: Cast, campaign: FraudCampaign) -> None:
    consent.withdraw(cast.customer, Purpose.SERVICE, by=cast.user, at=NOON)
    Customer.objects.for_wallet(cast.wallet).filter(id=cast.stranger.id).update(stop=Stop.EVERYTHING)

    assert dry_run(campaign, Facts(), at=LATER).fitting == 0
    with pytest.raises(NobodyFits):
        proposed(cast, campaign)


def test_facts_choose_by_kind_of_callback_and_language(cast: Cast, campaign: FraudCampaign) -> None:
    make_customer(cast.wallet, "english", "+8617000000077", language="en")
    Callback.objects.create(
        wallet=cast.wallet,
        customer=cast.customer,
        kind="account_locked",
        purpose="service",
        priority=3,
        guide="account_locked",
        not_before=NOON,
        deadline_at=LATER,
        created_at=NOON,
    )

    fitting = [
        dry_run(campaign, facts, at=LATER).fitting
        for facts in (Facts(), Facts("account_locked"), Facts(language="en"), Facts("account_locked", "en"))
    ]
    assert fitting == [3, 1, 1, 0]


def test_nobody_is_told_twice_of_one_campaign_nor_of_two_within_a_week(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership
) -> None:
    approve_warning(proposed(cast, campaign), approver=wang_fang, by=SYSTEM, at=LATER)
    step(LATER)
    other = FraudCampaign.objects.create(wallet=cast.wallet, opened_at=NOON, last_at=NOON)

    days = [LATER + timedelta(days=days) for days in (1, 6, 8)]
    assert [dry_run(campaign, Facts(), at=day).fitting for day in days] == [0, 0, 0]
    assert [dry_run(other, Facts(), at=day).fitting for day in days] == [3, 3, 5]


def test_warning_that_stood_still_for_a_week_goes_on_with_the_rest(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerback.findings.campaigns.warn.BATCH", 1)
    warning = approve_warning(proposed(cast, campaign), approver=wang_fang, by=SYSTEM, at=LATER)

    counts = [step(LATER), step(LATER + timedelta(days=9)), step(LATER + timedelta(days=18))]

    warning.refresh_from_db()
    assert (counts, warning.state, warning.told) == ([1, 1, 0], WarningState.SENT, 2)


def test_nobody_is_warned_of_what_is_taken_back_and_what_was_said_is_said_no_more(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership
) -> None:
    early = proposed(cast, campaign)
    reopen(campaign, by=cast.han_meimei, at=LATER)
    with pytest.raises(NotConfirmed):
        approve_warning(early, approver=wang_fang, by=SYSTEM, at=LATER)

    again = confirm(campaign, reason="冒充客服", reviewer=cast.supervisor, by=cast.han_meimei, at=LATER)
    approve_warning(early, approver=wang_fang, by=SYSTEM, at=LATER)
    reopen(again, by=cast.han_meimei, at=LATER)
    assert (step(LATER), told(cast)) == (0, set())

    confirm(campaign, reason="冒充客服", reviewer=cast.supervisor, by=cast.han_meimei, at=LATER)
    assert step(LATER) == 2
    reopen(campaign, by=cast.han_meimei, at=LATER)
    assert sentences_for(cast.customer, at=LATER) == []


def test_merged_campaign_takes_its_warnings_along_and_spares_whom_either_has_met(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership
) -> None:
    met = reported(cast, PARCEL, cast.customer)
    assert met is not None
    at = LATER + timedelta(days=1)
    other = confirm(met.campaign, reason="假理赔", reviewer=cast.supervisor, by=cast.han_meimei, at=at)
    warnings = [proposed(cast, campaign), proposed(cast, other)]

    stays = merge(campaign, other, by=cast.han_meimei, at=at)

    for one in warnings:
        one.refresh_from_db()
    states = {(one.campaign_id, one.state) for one in warnings}
    assert states == {(stays.id, WarningState.PROPOSED), (stays.id, WarningState.REFUSED)}
    waiting = next(one for one in warnings if one.state == WarningState.PROPOSED)
    approve_warning(waiting, approver=wang_fang, by=SYSTEM, at=at)
    assert (step(at), told(cast)) == (1, {"user-2"})


def test_sentence_stands_on_the_users_page_in_his_language_for_two_weeks(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership
) -> None:
    approve_warning(proposed(cast, campaign), approver=wang_fang, by=SYSTEM, at=LATER)
    step(LATER)

    with translation.override("zh-hans"):
        shown = [sentences_for(cast.customer, at=LATER + timedelta(days=days)) for days in (0, 13, 15)]
    assert shown == [[ZH], [ZH], []]
    with translation.override("en"):
        assert sentences_for(cast.customer, at=LATER) == [EN]


def test_page_of_the_user_folds_the_warning_away(cast: Cast, campaign: FraudCampaign) -> None:
    at = timezone.now()
    warning = proposed(cast, campaign)
    Told.objects.create(
        wallet=cast.wallet, warning=warning, customer=cast.customer, told_at=at, until=at + timedelta(days=1)
    )
    pages = []
    for customer in (cast.customer, cast.stranger):
        _session, cookie = portal_session.begin(customer, at=at)
        client = Client(headers={"accept-language": "zh-hans"})
        client.cookies[COOKIE] = cookie
        pages.append(client.get("/my/").content.decode())

    assert [ZH in page for page in pages] == [True, False]
    assert FROZEN not in pages[0]


def test_erased_person_is_in_no_count_and_no_warning(
    cast: Cast, campaign: FraudCampaign, wang_fang: Membership
) -> None:
    from answerback.findings.campaigns.queries import campaigns_of, told_of

    approve_warning(proposed(cast, campaign), approver=wang_fang, by=SYSTEM, at=LATER)
    step(LATER)
    victim = Customer.objects.for_wallet(cast.wallet).get(external_id="victim-1")
    for person in (victim, cast.customer):
        erase(person, by=SYSTEM, at=LATER)

    counted = campaigns_of(cast.wallet).get()
    assert (counted.people, counted.reports, told_of(campaign).people) == (2, 2, 2)
    assert told(cast) == {"user-2"}
