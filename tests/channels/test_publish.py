"""One person proposes, another publishes: no entry, no change and no end of one without two."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Change, ChangeState, Channel, ChannelState
from answerback.channels.propose import Wanted, propose, propose_change
from answerback.channels.publish import publish
from answerback.channels.refusals import (
    ChangeDecided,
    ChangeWaiting,
    ChannelUnreadable,
    DatesUnfit,
    DirectionUnfit,
    NotAllowed,
    NothingNew,
    NotTheProposer,
    NotYetPublished,
    ReasonMissing,
    SamePerson,
    WordsMissing,
)
from answerback.channels.refuse import refuse, withdraw
from answerback.channels.report import propose_report
from answerback.channels.retire import propose_retirement
from answerback.journal.log.models import Leaf
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from answerback.texts.refusals import SecretInText
from tests.cast import NOON
from tests.channels.cast import FOR, REASON, Registry, make_registry
from tests.phrase import PHRASE

LATER = NOON + timedelta(hours=1)


def told() -> list[str]:
    """The kinds of what the journal says of channels, in order."""
    return list(Entry.objects.filter(subject_kind="channel").order_by("id").values_list("kind", flat=True))


def test_proposal_publishes_nothing(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "https://Lanyue.example/")

    assert (change.state, change.channel.state, change.channel.value, change.channel.direction) == (
        ChangeState.OPEN,
        ChannelState.PROPOSED,
        "lanyue.example",
        "",
    )
    assert (told(), Leaf.objects.count()) == (["channel.proposed"], 0)


def test_second_person_publishes_it(registry: Registry) -> None:
    change = publish(registry.proposed(Kind.LINK, "lanyue.example"), by=registry.lin_tao, at=LATER)

    channel = Channel.objects.get(id=change.channel_id)
    assert (channel.state, channel.direction, channel.what_for_en, channel.since) == (
        ChannelState.PUBLISHED,
        Direction.SITE,
        FOR[0],
        LATER,
    )
    assert (change.decided_by, change.decided_at) == (registry.administrator, LATER)
    assert told() == ["channel.proposed", "channel.published"]


def test_public_log_gets_what_anybody_may_read_and_no_person(registry: Registry) -> None:
    change = publish(registry.proposed(Kind.LINK, "lanyue.example"), by=registry.lin_tao, at=LATER)

    leaf = Leaf.objects.get(id=change.leaf_id)
    assert json.loads(bytes(leaf.entry)) == {
        "at": "2026-11-23T03:00:00.000000Z",
        "change": str(change.id),
        "direction": "site",
        "entry": "channel.published",
        "id": str(change.channel_id),
        "kind": "link",
        "people": 2,
        "since": "2026-11-23T03:00:00.000000Z",
        "until": None,
        "value": "lanyue.example",
        "wallet": "lanyue",
        "what_for": {"en": FOR[0], "zh": FOR[1]},
    }


def test_proposer_cannot_publish_his_own(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "lanyue.example")

    with pytest.raises(SamePerson):
        publish(change, by=registry.han_meimei, at=LATER)
    change.refresh_from_db()
    assert change.state == ChangeState.OPEN


def test_one_person_in_two_roles_is_one_person(registry: Registry) -> None:
    second = Membership.objects.create(
        wallet=registry.cast.wallet,
        person=registry.cast.supervisor.person,
        role=Role.ADMINISTRATOR,
        name_en="Han Meimei",
        name_zh="韩梅梅",
        work_number="9002",
    )
    change = registry.proposed(Kind.LINK, "lanyue.example")

    with pytest.raises(SamePerson):
        publish(change, by=Actor("staff", second.id), at=LATER)
    with pytest.raises(SamePerson):
        refuse(change, reason=REASON, by=Actor("staff", second.id), at=LATER)


def test_database_itself_refuses_one_person_twice(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "lanyue.example")
    rows = Change.objects.filter(id=change.id)
    publish(
        registry.proposed(Kind.MAIL, "help@lanyue.example", Direction.BOTH), by=registry.lin_tao, at=LATER
    )
    leaf = Change.objects.get(state=ChangeState.PUBLISHED).leaf_id

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="published", decider=change.proposer, leaf_id=leaf)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="published", decider=None, leaf_id=leaf)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="published", decider=registry.administrator.person, leaf_id=None)
    assert rows.update(state="published", decider=registry.administrator.person, leaf_id=leaf) == 1


def test_agent_the_system_and_who_has_left_change_nothing(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "lanyue.example")
    Membership.objects.filter(id=registry.administrator.id).update(ended_at=NOON)

    for by in (registry.cast.li_lei, SYSTEM, registry.lin_tao, registry.cast.user):
        with pytest.raises(NotAllowed):
            publish(change, by=by, at=LATER)
        with pytest.raises(NotAllowed):
            propose(
                registry.cast.wallet, Kind.LINK, "b.example", Wanted(Direction.SITE, *FOR), by=by, at=NOON
            )


def test_staff_of_another_wallet_change_nothing_here(registry: Registry) -> None:
    theirs = make_registry("qingtan", "+8617000000031")
    change = registry.proposed(Kind.LINK, "lanyue.example")

    with pytest.raises(NotAllowed):
        publish(change, by=theirs.lin_tao, at=LATER)


def test_same_proposal_again_is_the_first(registry: Registry) -> None:
    first = registry.proposed(Kind.NUMBER, "400 000 0199", Direction.RINGS)

    again = registry.proposed(Kind.NUMBER, "+86 400-000-0199", Direction.RINGS)

    assert (again.id, Change.objects.count(), told()) == (first.id, 1, ["channel.proposed"])


def test_publishing_again_changes_nothing(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "lanyue.example")
    publish(change, by=registry.lin_tao, at=LATER)

    again = publish(change, by=registry.lin_tao, at=LATER + timedelta(days=1))

    assert (again.decided_at, Leaf.objects.count(), len(told())) == (LATER, 1, 2)


def test_second_proposal_waits_for_the_first(registry: Registry) -> None:
    registry.proposed(Kind.MAIL, "help@lanyue.example", Direction.RINGS)

    with pytest.raises(ChangeWaiting):
        registry.proposed(Kind.MAIL, "help@lanyue.example", Direction.BOTH)


def test_what_stands_already_is_nothing_new(registry: Registry) -> None:
    registry.published(Kind.LINK, "lanyue.example")

    with pytest.raises(NothingNew):
        registry.proposed(Kind.LINK, "lanyue.example")


def test_refused_proposal_says_why_and_publishes_nothing(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "lanyue.example")
    with pytest.raises(ReasonMissing):
        refuse(change, reason=" ", by=registry.lin_tao, at=LATER)

    refuse(change, reason="We do not own it yet.", by=registry.lin_tao, at=LATER)
    again = refuse(change, reason="Again.", by=registry.lin_tao, at=LATER)

    assert (again.state, again.decision_reason, again.channel.state) == (
        ChangeState.REFUSED,
        "We do not own it yet.",
        ChannelState.DROPPED,
    )
    assert told() == ["channel.proposed", "channel.refused"]
    with pytest.raises(ChangeDecided):
        publish(change, by=registry.lin_tao, at=LATER)


def test_only_the_proposer_withdraws(registry: Registry) -> None:
    change = registry.proposed(Kind.LINK, "lanyue.example")
    with pytest.raises(NotTheProposer):
        withdraw(change, by=registry.lin_tao, at=LATER)

    withdraw(change, by=registry.han_meimei, at=LATER)
    withdraw(change, by=registry.han_meimei, at=LATER)

    assert told() == ["channel.proposed", "channel.withdrawn"]
    with pytest.raises(ChangeDecided):
        refuse(change, reason=REASON, by=registry.lin_tao, at=LATER)


def test_withdrawn_channel_may_be_proposed_again(registry: Registry) -> None:
    withdraw(registry.proposed(Kind.LINK, "lanyue.example"), by=registry.han_meimei, at=NOON)

    channel = registry.published(Kind.LINK, "lanyue.example")

    assert (channel.state, Channel.objects.count(), Change.objects.count()) == (ChannelState.PUBLISHED, 1, 2)


def test_retiring_needs_two_people_and_a_reason(registry: Registry) -> None:
    channel = registry.published(Kind.TELEGRAM, "@lanyue_pay", Direction.BOTH)
    with pytest.raises(ReasonMissing):
        propose_retirement(channel, reason="", by=registry.han_meimei, at=LATER)
    change = propose_retirement(channel, reason="Closed.", by=registry.han_meimei, at=LATER)
    with pytest.raises(SamePerson):
        publish(change, by=registry.han_meimei, at=LATER)
    channel.refresh_from_db()
    assert channel.direction == Direction.BOTH

    publish(change, by=registry.lin_tao, at=LATER)

    channel.refresh_from_db()
    assert (channel.direction, channel.since, told()[-1]) == (Direction.RETIRED, NOON, "channel.retired")


def test_what_was_never_published_is_not_retired(registry: Registry) -> None:
    change = registry.proposed(Kind.TELEGRAM, "@lanyue_pay", Direction.BOTH)

    with pytest.raises(NotYetPublished):
        propose_retirement(change.channel, reason="Closed.", by=registry.han_meimei, at=LATER)


def test_another_direction_needs_two_people(registry: Registry) -> None:
    channel = registry.published(Kind.MAIL, "help@lanyue.example", Direction.BOTH)
    change = propose_change(channel, Wanted(Direction.DIALLED, *FOR), by=registry.lin_tao, at=LATER)

    publish(change, by=registry.han_meimei, at=LATER)

    channel.refresh_from_db()
    assert (channel.direction, told()[-1], Leaf.objects.count()) == (Direction.DIALLED, "channel.changed", 2)


def test_fraud_is_listed_by_two_people_however_much_it_looks_like_ours(registry: Registry) -> None:
    registry.published(Kind.LINK, "lanyue.example")
    by = registry.han_meimei
    change = propose_report(
        registry.cast.wallet, Kind.LINK, "lanyue-help.example", reason="Two users.", by=by, at=NOON
    )
    with pytest.raises(SamePerson):
        publish(change, by=by, at=LATER)

    channel = publish(change, by=registry.lin_tao, at=LATER).channel

    assert (channel.direction, told()[-1]) == (Direction.REPORTED, "channel.reported")


@pytest.mark.parametrize(
    ("kind", "direction"),
    [
        (Kind.LINK, Direction.RINGS),
        (Kind.NUMBER, Direction.SITE),
        (Kind.SMS_SENDER, Direction.DIALLED),
        (Kind.CONTRACT, Direction.BOTH),
    ],
)
def test_direction_must_fit_the_kind(registry: Registry, kind: Kind, direction: Direction) -> None:
    texts = {
        Kind.LINK: "lanyue.example",
        Kind.NUMBER: "+864000000199",
        Kind.SMS_SENDER: "LANYUE",
        Kind.CONTRACT: "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    }

    with pytest.raises(DirectionUnfit):
        registry.proposed(kind, texts[kind], direction)
    assert Channel.objects.count() == 0


def test_what_cannot_be_read_is_refused_in_the_readers_language(registry: Registry) -> None:
    from django.utils import translation

    with pytest.raises(ChannelUnreadable) as refused:
        registry.proposed(Kind.WECHAT, "岚月支付")

    with translation.override("zh-hans"):
        assert (
            refused.value.sentence == "这不是微信号：应为 6 到 20 位字母、数字、连字符或下划线，以字母开头。"
        )


def test_words_are_needed_in_both_languages_and_hold_no_secret(registry: Registry) -> None:
    wallet, by = registry.cast.wallet, registry.han_meimei

    with pytest.raises(WordsMissing):
        propose(wallet, Kind.LINK, "a.example", Wanted(Direction.SITE, "Help", " "), by=by, at=NOON)
    with pytest.raises(SecretInText):
        propose(wallet, Kind.LINK, "a.example", Wanted(Direction.SITE, PHRASE, "帮助"), by=by, at=NOON)
    with pytest.raises(SecretInText):
        registry.proposed(Kind.LINK, "a.example", reason=PHRASE)


def test_end_lies_after_the_beginning_and_in_the_future(registry: Registry) -> None:
    wallet, by = registry.cast.wallet, registry.han_meimei
    for since, until in ((None, NOON), (LATER, LATER)):
        wanted = Wanted(Direction.SITE, *FOR, since=since, until=until)
        with pytest.raises(DatesUnfit):
            propose(wallet, Kind.LINK, "a.example", wanted, by=by, at=NOON)


def test_proposal_that_ran_out_before_its_decision_is_not_published(registry: Registry) -> None:
    wanted = Wanted(Direction.SITE, *FOR, until=LATER)
    change = propose(registry.cast.wallet, Kind.LINK, "a.example", wanted, by=registry.han_meimei, at=NOON)

    with pytest.raises(DatesUnfit):
        publish(change, by=registry.lin_tao, at=LATER)


def test_two_wallets_know_nothing_of_each_other(registry: Registry) -> None:
    from answerback.channels.queries import channels_of, open_changes

    theirs = make_registry("qingtan", "+8617000000031")
    registry.proposed(Kind.LINK, "lanyue.example")
    theirs.proposed(Kind.ENS, "qingtan.eth")

    assert [one.value for one in channels_of(registry.cast.wallet)] == ["lanyue.example"]
    assert [one.channel.value for one in open_changes(theirs.cast.wallet)] == ["qingtan.eth"]
