"""No entry slips in beside one that it could be taken for, unless two people write down why."""

from __future__ import annotations

from uuid import UUID

import pytest

from answerback.channels.kinds import Direction, Kind
from answerback.channels.lookalikes import Entry, trick_between
from answerback.channels.models import Channel
from answerback.channels.publish import publish
from answerback.channels.refusals import LooksAlike
from tests.cast import NOON
from tests.channels.cast import REASON, Registry, make_registry

OURS, THEIRS = UUID(int=1), UUID(int=2)
TOKEN = "ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
POISONED = "ethereum:0x5aae11112222333344445555666677778888eaed"
DOUBLES = [
    # numbers
    (Kind.NUMBER, "+864000000199", "+864000000188", None),
    (Kind.NUMBER, "+864000000189", "+864000000188", "changed"),
    (Kind.NUMBER, "+864000000818", "+864000000188", "swapped"),
    (Kind.NUMBER, "95818", "95188", "swapped"),
    (Kind.NUMBER, "951888", "95188", "suffix"),
    (Kind.NUMBER, "951288", "95188", "inserted"),
    (Kind.NUMBER, "95188", "951288", "missing"),
    (Kind.NUMBER, "+864000095188", "95188", "prefix"),
    (Kind.NUMBER, "95188", "+864000095188", "prefix"),
    (Kind.NUMBER, "95188", "95533", None),
    # sites
    (Kind.LINK, "lanyue-help.example", "lanyue.example", "added_words"),
    (Kind.LINK, "lanyue.example", "lanyue-help.example", "added_words"),
    (Kind.LINK, "lanyua.example", "lanyue.example", "one_edit"),
    (Kind.LINK, "1anyue.example", "lanyue.example", "lookalike_characters"),
    (Kind.LINK, "lanyue.top", "lanyue.example", "other_ending"),
    (Kind.LINK, "lanyue.evil.example", "lanyue.example", "name_in_subdomain"),
    (Kind.LINK, "help.lanyue.example", "lanyue.example", None),
    (Kind.LINK, "forum.example/lanyue", "forum.example/Ianyue", "characters"),
    (Kind.LINK, "forum.example/lanyue", "forum.example/notices", None),
    (Kind.LINK, "river.example", "lanyue.example", None),
    # mail, also against sites
    (Kind.MAIL, "help@lanyue-pay.example", "help@lanyue.example", "added_words"),
    (Kind.MAIL, "heip@lanyue.example", "help@lanyue.example", "characters"),
    (Kind.MAIL, "supp0rt@lanyue.example", "support@lanyue.example", "characters"),
    (Kind.MAIL, "news@lanyue.example", "help@lanyue.example", None),
    # accounts
    (Kind.TELEGRAM, "@ianyue_pay", "@lanyue_pay", "characters"),
    (Kind.TELEGRAM, "@lanyue__pay", "@lanyue_pay", "characters"),
    (Kind.TELEGRAM, "@1anyue_pay", "@lanyue_pay", "characters"),
    (Kind.TELEGRAM, "@lanyue_pey", "@lanyue_pay", "one_edit"),
    (Kind.TELEGRAM, "@lanyue_pay_support", "@lanyue_pay", "added"),
    (Kind.TELEGRAM, "@riverbank", "@lanyue_pay", None),
    (Kind.X, "@lanyue0fficial", "@lanyueofficial", "characters"),
    (Kind.WECHAT, "lanyue-pay1", "lanyue-pay", "one_edit"),
    # senders
    (Kind.SMS_SENDER, "LANYUE1", "LANYUE", "one_edit"),
    (Kind.SMS_SENDER, "LANYUE SAFE", "LANYUE", "added"),
    (Kind.SMS_SENDER, "岚月文付", "岚月支付", "one_edit"),
    (Kind.SMS_SENDER, "岚月支付客服", "岚月支付", "added"),
    (Kind.SMS_SENDER, "青檀钱包", "岚月支付", None),
    # apps
    (Kind.APP, "android:com.lanyue.wa11et", "android:com.lanyue.wallet", "characters"),
    (Kind.APP, "android:com.lanyue.walet", "android:com.lanyue.wallet", "one_edit"),
    (Kind.APP, "android:com.lanyue.wallet.pro", "android:com.lanyue.wallet", "added"),
    (Kind.APP, "apple:1234567891", "apple:1234567890", "one_edit"),
    (Kind.APP, "apple:9876543210", "apple:1234567890", None),
    (Kind.APP, "apple:com.lanyue.wallet", "android:com.lanyue.wallet", None),
    # contracts and names
    (Kind.CONTRACT, POISONED, TOKEN, "ends_alike"),
    (Kind.CONTRACT, TOKEN.replace("ethereum", "bsc"), TOKEN, None),
    (Kind.CONTRACT, "ethereum:0xde709f2102306220921060314715629080e2fb77", TOKEN, None),
    (Kind.ENS, "qlngtan.eth", "qingtan.eth", "characters"),
    (Kind.ENS, "qingtam.eth", "qingtan.eth", "one_edit"),
    (Kind.ENS, "qingtan-claim.eth", "qingtan.eth", "added"),
    (Kind.ENS, "pay.qingtan.eth", "qingtan.eth", None),
]
ACROSS = [
    (Kind.MAIL, "help@lanyue-safe.example", Kind.LINK, "lanyue.example", "added_words"),
    (Kind.MAIL, "help@lanyue.example", Kind.LINK, "lanyue.example", None),
    (Kind.X, "@lanyue_pay", Kind.TELEGRAM, "@lanyue_pay", None),
    (Kind.X, "@ianyue_pay", Kind.TELEGRAM, "@lanyue_pay", "characters"),
    (Kind.SMS_SENDER, "951888", Kind.NUMBER, "95188", "suffix"),
    (Kind.SMS_SENDER, "LANYUE", Kind.TELEGRAM, "@lanyue", None),
]
OF_TWO_WALLETS = [
    (Kind.NUMBER, "95188", "95188"),
    (Kind.LINK, "lanyue.example", "lanyue.example"),
    (Kind.MAIL, "help@lanyue.example", "help@lanyue.example"),
    (Kind.TELEGRAM, "@lanyue_pay", "@lanyue_pay"),
    (Kind.SMS_SENDER, "LANYUE", "LANYUE"),
    (Kind.APP, "apple:com.lanyue.wallet", "android:com.lanyue.wallet"),
    (Kind.CONTRACT, TOKEN.replace("ethereum", "bsc"), TOKEN),
    (Kind.ENS, "qingtan.eth", "qingtan.eth"),
]


def between(kind: Kind, value: str, other_kind: Kind, other: str, *, wallet: UUID = OURS) -> str | None:
    return trick_between(
        Entry(UUID(int=10), OURS, kind, value), Entry(UUID(int=11), wallet, other_kind, other)
    )


@pytest.mark.parametrize(("kind", "value", "other", "trick"), DOUBLES)
def test_each_trick_within_a_kind(kind: Kind, value: str, other: str, trick: str | None) -> None:
    assert between(kind, value, kind, other) == trick


@pytest.mark.parametrize(("kind", "value", "other_kind", "other", "trick"), ACROSS)
def test_each_trick_between_kinds(
    kind: Kind, value: str, other_kind: Kind, other: str, trick: str | None
) -> None:
    assert between(kind, value, other_kind, other) == trick


@pytest.mark.parametrize(("kind", "value", "other"), OF_TWO_WALLETS)
def test_what_another_wallet_has_is_not_ours_too(kind: Kind, value: str, other: str) -> None:
    assert between(kind, value, kind, other, wallet=THEIRS) == "same"


def test_names_below_anothers_domain_are_not_ours() -> None:
    assert (
        between(Kind.LINK, "help.lanyue.example", Kind.LINK, "lanyue.example", wallet=THEIRS) == "same_domain"
    )
    assert between(Kind.ENS, "pay.qingtan.eth", Kind.ENS, "qingtan.eth", wallet=THEIRS) == "same_domain"


def test_look_alike_is_refused_and_leaves_nothing(registry: Registry) -> None:
    site = registry.published(Kind.LINK, "lanyue.example")

    with pytest.raises(LooksAlike) as refused:
        registry.proposed(Kind.LINK, "lanyue-help.example")

    assert [(one.other.id, one.trick) for one in refused.value.found] == [(site.id, "added_words")]
    assert list(Channel.objects.values_list("value", flat=True)) == ["lanyue.example"]


def test_reasons_of_both_people_override(registry: Registry) -> None:
    site = registry.published(Kind.LINK, "lanyue.example")
    change = registry.proposed(Kind.LINK, "lanyue-help.example", reason=REASON)
    with pytest.raises(LooksAlike):
        publish(change, by=registry.lin_tao, at=NOON)
    with pytest.raises(LooksAlike):
        publish(change, reason="  ", by=registry.lin_tao, at=NOON)

    done = publish(change, reason="I looked at the contract.", by=registry.lin_tao, at=NOON)

    assert (done.reason, done.decision_reason, done.lookalikes) == (
        REASON,
        "I looked at the contract.",
        [{"channel": str(site.id), "trick": "added_words"}],
    )


def test_what_came_to_look_alike_since_the_proposal_is_refused_too(registry: Registry) -> None:
    early = registry.proposed(Kind.TELEGRAM, "@lanyue_pay", Direction.BOTH)
    registry.published(Kind.TELEGRAM, "@lanyue_pey", Direction.BOTH, reason=REASON)

    with pytest.raises(LooksAlike):
        publish(early, reason=REASON, by=registry.lin_tao, at=NOON)


def test_another_wallets_entries_are_compared_too(registry: Registry) -> None:
    theirs = make_registry("qingtan", "+8617000000031")
    theirs.published(Kind.ENS, "qingtan.eth")

    with pytest.raises(LooksAlike):
        registry.proposed(Kind.ENS, "q1ngtan.eth")


def test_what_is_retired_is_still_compared_and_what_was_dropped_is_not(registry: Registry) -> None:
    from answerback.channels.refuse import withdraw
    from answerback.channels.retire import propose_retirement

    gone = registry.published(Kind.X, "@lanyuepay", Direction.BOTH)
    change = propose_retirement(gone, reason="Closed.", by=registry.han_meimei, at=NOON)
    publish(change, by=registry.lin_tao, at=NOON)
    withdraw(registry.proposed(Kind.ENS, "qingtan.eth"), by=registry.han_meimei, at=NOON)

    with pytest.raises(LooksAlike):
        registry.proposed(Kind.X, "@1anyuepay", Direction.BOTH)
    assert registry.proposed(Kind.ENS, "qlngtan.eth").lookalikes == []


def test_fraud_on_the_list_does_not_stand_in_the_way_of_the_real_one(registry: Registry) -> None:
    from answerback.channels.report import propose_report

    by = registry.han_meimei
    fraud = propose_report(
        registry.cast.wallet, Kind.LINK, "lanyue-help.example", reason="A trap.", by=by, at=NOON
    )
    mail = registry.published(Kind.MAIL, "help@lanyue.example", Direction.BOTH)
    publish(fraud, by=registry.lin_tao, at=NOON)

    site = registry.published(Kind.LINK, "lanyue.example")

    assert (mail.direction, site.direction) == (Direction.BOTH, Direction.SITE)


def test_what_is_listed_as_fraud_becomes_no_wallets_own_unseen(registry: Registry) -> None:
    from answerback.channels.report import propose_report

    by = registry.han_meimei
    fraud = propose_report(
        registry.cast.wallet, Kind.LINK, "lanyue-help.example", reason="A trap.", by=by, at=NOON
    )
    publish(fraud, by=registry.lin_tao, at=NOON)

    with pytest.raises(LooksAlike):
        make_registry("qingtan", "+8617000000031").proposed(Kind.LINK, "lanyue-help.example")
