"""Ways past the two people and the refusal of look-alikes, each tried."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from answerback.channels.kinds import Direction, Kind
from answerback.journal.write import Actor
from tests.cast import NOON

if TYPE_CHECKING:
    from answerback.people.models import Membership
    from tests.channels.cast import Registry

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def qingtan(db: None) -> Registry:
    from tests.channels.cast import make_registry

    return make_registry("qingtan", "+8617000000051")


def invited(registry: Registry, *, by: Actor, role: str = "administrator", at: object = NOON) -> Membership:
    """Somebody new, from the hand of `by`."""
    from answerback.people.invite import Face, invite
    from answerback.people.models import Role

    face = Face("Second", "第二个")
    return invite(
        registry.cast.wallet,
        username="second",
        role=Role(role),
        face=face,
        work_number="9002",
        by=by,
        at=at,
    )


def test_role_given_after_the_proposal_publishes_nothing(registry: Registry) -> None:
    from answerback.channels.publish import publish
    from answerback.channels.refusals import TooNear

    change = registry.proposed(Kind.LINK, "lanyue.example")
    late = invited(registry, by=registry.lin_tao, at=NOON + MINUTE)
    with pytest.raises(TooNear):
        publish(change, by=Actor("staff", late.id), at=NOON + 2 * DAY)

    assert publish(change, by=registry.lin_tao, at=NOON + 2 * DAY).state == "published"


def test_account_that_the_publisher_made_yesterday_counts_and_one_made_today_does_not(
    registry: Registry,
) -> None:
    from answerback.channels.propose import Wanted, propose
    from answerback.channels.publish import publish
    from answerback.channels.refusals import TooNear
    from tests.channels.cast import FOR

    puppet = invited(registry, by=registry.lin_tao)
    wanted, by = Wanted(Direction.SITE, *FOR), Actor("staff", puppet.id)
    change = propose(registry.cast.wallet, Kind.LINK, "lanyue.example", wanted, by=by, at=NOON + MINUTE)
    with pytest.raises(TooNear):
        publish(change, by=registry.lin_tao, at=NOON + 2 * MINUTE)

    assert publish(change, by=registry.lin_tao, at=NOON + DAY).state == "published"


def test_account_that_a_third_made_today_decides_at_once(registry: Registry) -> None:
    from answerback.channels.publish import publish

    new = invited(registry, by=registry.lin_tao)
    change = registry.proposed(Kind.LINK, "lanyue.example", at=NOON + MINUTE)

    assert publish(change, by=Actor("staff", new.id), at=NOON + 2 * MINUTE).state == "published"


@pytest.mark.parametrize(
    ("kind", "text", "direction"),
    [
        (Kind.NUMBER, "+86 400 000 0189", Direction.RINGS),
        (Kind.SMS_SENDER, "4000000118", Direction.RINGS),
        (Kind.LINK, "1anyue.example", Direction.SITE),
        (Kind.MAIL, "help@lanyue-pay.example", Direction.DIALLED),
    ],
)
def test_look_alike_of_what_a_wallet_named_when_it_was_set_up_is_refused(
    registry: Registry, qingtan: Registry, kind: Kind, text: str, direction: Direction
) -> None:
    from answerback.channels.refusals import LooksAlike
    from answerback.wallets.models import Wallet

    Wallet.objects.filter(id=registry.cast.wallet.id).update(website="https://lanyue.example/")
    with pytest.raises(LooksAlike):
        qingtan.proposed(kind, text, direction)


def test_both_people_see_what_an_entry_named_at_set_up_is(registry: Registry, qingtan: Registry) -> None:
    from answerback.console.channels import doubles_of
    from answerback.wallets.models import Wallet

    Wallet.objects.update(official_number="")
    Wallet.objects.filter(id=registry.cast.wallet.id).update(official_number="+864000000188")
    Wallet.objects.filter(id=qingtan.cast.wallet.id).update(caller_number="+8617000000051")
    change = qingtan.proposed(Kind.NUMBER, "+864000000189", Direction.RINGS, reason="ours too")

    assert [one.value for one in doubles_of(change)] == ["+864000000188"]


@pytest.mark.parametrize("text", ["lanyue.example", "help.lanyue.example", "lanyue.example/pay"])
def test_nobody_calls_another_wallets_own_site_a_fraud(
    registry: Registry, qingtan: Registry, text: str
) -> None:
    from answerback.channels.refusals import AnothersChannel
    from answerback.channels.report import propose_report

    registry.published(Kind.LINK, "lanyue.example")
    wallet, by = qingtan.cast.wallet, qingtan.han_meimei
    with pytest.raises(AnothersChannel):
        propose_report(wallet, Kind.LINK, text, reason="a rival", by=by, at=NOON)


def test_report_that_waited_while_the_owner_published_is_not_published(
    registry: Registry, qingtan: Registry
) -> None:
    from answerback.channels.publish import publish
    from answerback.channels.refusals import AnothersChannel
    from answerback.channels.report import propose_report

    wallet, by = qingtan.cast.wallet, qingtan.han_meimei
    change = propose_report(wallet, Kind.LINK, "lanyue.example", reason="a rival", by=by, at=NOON)
    registry.published(Kind.LINK, "lanyue.example", reason="ours")
    with pytest.raises(AnothersChannel):
        publish(change, by=qingtan.lin_tao, at=NOON)


def test_published_entry_cannot_vanish_by_a_beginning_to_come(registry: Registry) -> None:
    from answerback.channels.propose import Wanted, propose
    from answerback.channels.publish import publish
    from answerback.channels.published import published_channels
    from answerback.channels.refusals import BegunAlready
    from tests.channels.cast import FOR

    wallet, later = registry.cast.wallet, Wanted(Direction.SITE, *FOR, since=NOON + DAY)
    waiting = propose(wallet, Kind.LINK, "lanyue.example", later, by=registry.han_meimei, at=NOON)
    publish(waiting, by=registry.lin_tao, at=NOON)
    publish_again = Wanted(Direction.SITE, *FOR, since=NOON + 9 * DAY)
    with pytest.raises(BegunAlready):
        propose(wallet, Kind.LINK, "lanyue.example", publish_again, by=registry.han_meimei, at=NOON + 2 * DAY)

    found = [one.value for one in published_channels(NOON + 2 * DAY) if one.kind is Kind.LINK]
    assert found == ["lanyue.example"]


@pytest.mark.parametrize(
    ("after", "direction"),
    [
        (timedelta(seconds=-1), None),
        (timedelta(0), "site"),
        (DAY - timedelta(microseconds=1), "site"),
        (DAY, "retired"),
    ],
)
def test_entry_counts_from_its_since_until_before_its_until(
    registry: Registry, after: timedelta, direction: str | None
) -> None:
    from answerback.channels.propose import Wanted, propose
    from answerback.channels.publish import publish
    from answerback.channels.published import published_channels
    from tests.channels.cast import FOR

    begins = NOON + DAY
    wanted = Wanted(Direction.SITE, *FOR, since=begins, until=begins + DAY)
    change = propose(
        registry.cast.wallet, Kind.LINK, "lanyue.example", wanted, by=registry.han_meimei, at=NOON
    )
    publish(change, by=registry.lin_tao, at=NOON)

    found = [one.direction.value for one in published_channels(begins + after) if one.kind is Kind.LINK]
    assert found == ([direction] if direction else [])


def test_mail_code_is_sent_five_times_a_day_at_most(registry: Registry) -> None:
    from answerback.channels.control import ask, confirm
    from answerback.channels.models import Way
    from answerback.channels.refusals import ProofTooOften, ProofWrong

    channel = registry.proposed(Kind.MAIL, "help@lanyue.example", Direction.DIALLED).channel
    for _ in range(5):
        proof = ask(channel, Way.MAIL, by=registry.han_meimei, at=NOON)
        for _ in range(5):
            with pytest.raises(ProofWrong):
                confirm(proof, "no digits", by=registry.han_meimei, at=NOON)
    with pytest.raises(ProofTooOften):
        ask(channel, Way.MAIL, by=registry.han_meimei, at=NOON + MINUTE)

    assert ask(channel, Way.MAIL, by=registry.han_meimei, at=NOON + DAY).tries == 0
