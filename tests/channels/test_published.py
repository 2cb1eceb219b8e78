"""What anybody may read: every wallet's entries that count now, retired and reported ones among them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.channels.declared import change_declaration, unpublished
from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.propose import Wanted, propose, propose_change
from answerback.channels.publish import publish
from answerback.channels.published import REFRESHED_BY, published_channels, registry_version
from answerback.channels.refusals import NotInRegistry, StillDeclared
from answerback.channels.retire import propose_retirement
from answerback.journal.models import Entry
from answerback.wallets.models import Wallet
from tests.cast import NOON
from tests.channels.cast import FOR, Registry, make_registry

LATER = NOON + timedelta(hours=1)
OFFICIAL = "+864000000188"


def facts(at=LATER) -> list[tuple[str, str, str, str]]:
    return [(one.wallet, one.kind, one.value, one.direction) for one in published_channels(at)]


def test_what_a_wallet_named_when_it_was_set_up_counts_until_there_is_an_entry(registry: Registry) -> None:
    before = facts()

    registry.published(Kind.NUMBER, OFFICIAL, Direction.BOTH)

    found = published_channels(LATER)
    assert before == [("lanyue", "number", OFFICIAL, "both")]
    assert [(one.value, one.what_for) for one in found] == [(OFFICIAL, {"en": FOR[0], "zh": FOR[1]})]


def test_entry_is_told_whole(registry: Registry) -> None:
    channel = registry.published(Kind.NUMBER, OFFICIAL, Direction.BOTH)

    assert published_channels(LATER) == (
        Published(
            id=channel.id,
            wallet="lanyue",
            wallet_name={"en": "Lanyue Pay", "zh": "岚月支付"},
            kind=Kind.NUMBER,
            value=OFFICIAL,
            direction=Direction.BOTH,
            what_for={"en": FOR[0], "zh": FOR[1]},
            since=NOON,
            until=None,
        ),
    )


def test_proposals_are_not_published(registry: Registry) -> None:
    before, version = facts(), registry_version()
    registry.proposed(Kind.LINK, "lanyue.example")

    assert (facts(), registry_version()) == (before, version)


def test_entry_begins_and_ends_at_its_time(registry: Registry) -> None:
    wanted = Wanted(Direction.SITE, *FOR, since=LATER, until=LATER + timedelta(days=1))
    change = propose(
        registry.cast.wallet, Kind.LINK, "lanyue.example", wanted, by=registry.han_meimei, at=NOON
    )
    publish(change, by=registry.lin_tao, at=NOON)

    said = [
        [one[3] for one in facts(at) if one[1] == "link"]
        for at in (NOON, LATER, LATER + timedelta(hours=23), LATER + timedelta(days=1))
    ]
    assert said == [[], ["site"], ["site"], ["retired"]]


def test_retired_entries_are_told(registry: Registry) -> None:
    channel = registry.published(Kind.X, "@lanyuepay", Direction.BOTH)
    publish(
        propose_retirement(channel, reason="Closed.", by=registry.han_meimei, at=NOON),
        by=registry.lin_tao,
        at=NOON,
    )

    assert ("lanyue", "x", "@lanyuepay", "retired") in facts()


def test_every_wallets_entries_are_told(registry: Registry) -> None:
    make_registry("qingtan", "+8617000000031").published(Kind.ENS, "qingtan.eth")
    registry.published(Kind.LINK, "lanyue.example")

    assert [(one[0], one[1]) for one in facts()] == [
        ("lanyue", "link"),
        ("lanyue", "number"),
        ("qingtan", "ens"),
        ("qingtan", "number"),
    ]


def test_version_changes_with_every_publication_and_with_a_wallets_name(registry: Registry) -> None:
    versions = [registry_version()]
    channel = registry.published(Kind.LINK, "lanyue.example")
    versions.append(registry_version())
    publish(
        propose_retirement(channel, reason="Sold.", by=registry.han_meimei, at=NOON),
        by=registry.lin_tao,
        at=NOON,
    )
    versions.append(registry_version())
    Wallet.objects.filter(id=registry.cast.wallet.id).update(name_en="Lanyue")
    versions.append(registry_version())

    assert len(set(versions)) == 4
    assert registry_version() == versions[-1]


def test_journal_tells_the_public_of_each_publication_under_a_kind_to_refresh_by(registry: Registry) -> None:
    channel = registry.published(Kind.LINK, "lanyue.example")
    publish(
        propose_retirement(channel, reason="Sold.", by=registry.han_meimei, at=NOON),
        by=registry.lin_tao,
        at=NOON,
    )

    public = Entry.objects.filter(audience="public").values_list("kind", flat=True)
    assert (sorted(public), set(public) <= REFRESHED_BY) == (["channel.published", "channel.retired"], True)


def test_costs_two_queries_however_many_entries(registry: Registry, django_assert_num_queries) -> None:
    for name in ("river", "forest", "harbour"):
        registry.published(Kind.LINK, f"{name}.example")

    with django_assert_num_queries(2):
        published_channels(LATER)
    with django_assert_num_queries(3):
        registry_version()


def test_wallet_names_only_what_two_people_published(registry: Registry) -> None:
    wallet, by = registry.cast.wallet, registry.lin_tao
    changes = {"official_number": "400 000 0199"}
    with pytest.raises(NotInRegistry):
        change_declaration(wallet, changes=changes, by=by, at=LATER)
    registry.proposed(Kind.NUMBER, "+864000000199", Direction.DIALLED)
    with pytest.raises(NotInRegistry):
        change_declaration(wallet, changes=changes, by=by, at=LATER)


def test_published_number_may_be_named_for_what_it_is_for(registry: Registry) -> None:
    wallet, by = registry.cast.wallet, registry.lin_tao
    registry.published(Kind.NUMBER, "+864000000199", Direction.DIALLED)

    changed = change_declaration(wallet, changes={"official_number": "400 000 0199"}, by=by, at=LATER)

    assert changed.official_number == "+864000000199"
    with pytest.raises(NotInRegistry):
        change_declaration(wallet, changes={"caller_number": "400 000 0199"}, by=by, at=LATER)


def test_other_parts_of_a_declaration_change_without_the_registry(registry: Registry) -> None:
    changes = {"name_en": "Lanyue", "official_number": "+86 400 000 0188"}

    changed = change_declaration(registry.cast.wallet, changes=changes, by=registry.lin_tao, at=LATER)

    assert (changed.name_en, changed.official_number) == ("Lanyue", OFFICIAL)


def test_what_the_wallet_names_is_neither_retired_nor_turned_round(registry: Registry) -> None:
    channel = registry.published(Kind.NUMBER, OFFICIAL, Direction.BOTH)
    retired = propose_retirement(channel, reason="Old.", by=registry.han_meimei, at=NOON)
    with pytest.raises(StillDeclared):
        publish(retired, by=registry.lin_tao, at=LATER)

    from answerback.channels.refuse import withdraw

    withdraw(retired, by=registry.han_meimei, at=LATER)
    turned = propose_change(channel, Wanted(Direction.DIALLED, *FOR), by=registry.han_meimei, at=LATER)
    with pytest.raises(StillDeclared):
        publish(turned, by=registry.lin_tao, at=LATER)


def test_what_nobody_has_put_into_the_registry_yet_is_listed(registry: Registry) -> None:
    wallet = registry.cast.wallet
    before = unpublished(wallet)
    registry.published(Kind.NUMBER, OFFICIAL, Direction.BOTH)

    assert ({one[2] for one in before}, unpublished(wallet)) == ({OFFICIAL}, [])
