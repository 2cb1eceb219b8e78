"""Two people at the same moment: one decision stands, one journal entry, one leaf; on either database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from answerback.channels.kinds import Direction, Kind
from answerback.ui.refusals import Refusal
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.channels.cast import Registry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registry(transactional_db: None) -> Registry:
    from tests.channels.cast import make_registry

    return make_registry()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of each: `done`, or the code of its refusal."""
    start, became = threading.Barrier(len(acts)), [""] * len(acts)

    def play(number: int) -> None:
        from django.db import connection

        start.wait()
        try:
            acts[number]()
            became[number] = "done"
        except Refusal as refused:
            became[number] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=play, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return became


def test_two_publishers_publish_once(registry: Registry) -> None:
    from answerback.channels.publish import publish
    from answerback.journal.log.models import Leaf
    from answerback.journal.models import Entry
    from answerback.journal.write import Actor
    from answerback.people.models import Role
    from tests.cast import make_member

    third = make_member(registry.cast.wallet, Role.ADMINISTRATOR, "third", "第三人", "Third", "9003")
    change = registry.proposed(Kind.LINK, "lanyue.example")
    others = (registry.lin_tao, Actor("staff", third.id))
    became = at_once(*(lambda by=by: publish(change, by=by, at=NOON) for by in others))

    assert became == ["done", "done"]
    assert (Leaf.objects.count(), Entry.objects.filter(kind="channel.published").count()) == (1, 1)


def test_publication_and_refusal_at_once_leave_one_of_them(registry: Registry) -> None:
    from answerback.channels.publish import publish
    from answerback.channels.refuse import refuse
    from answerback.journal.log.models import Leaf

    change = registry.proposed(Kind.LINK, "lanyue.example")
    became = at_once(
        lambda: publish(change, by=registry.lin_tao, at=NOON),
        lambda: refuse(change, reason="no", by=registry.lin_tao, at=NOON),
    )
    change.refresh_from_db()

    assert sorted(became) == ["channels.change_decided", "done"]
    assert (change.state, Leaf.objects.count()) in {("published", 1), ("refused", 0)}


def test_number_is_never_retired_while_the_wallet_names_it(registry: Registry) -> None:
    from answerback.channels.declared import change_declaration
    from answerback.channels.publish import publish
    from answerback.channels.retire import propose_retirement
    from answerback.wallets.models import Wallet

    channel = registry.published(Kind.NUMBER, "+86 400 000 0266", Direction.DIALLED)
    change = propose_retirement(channel, reason="closed", by=registry.han_meimei, at=NOON)
    named = {"official_number": "+864000000266"}
    became = at_once(
        lambda: publish(change, by=registry.lin_tao, at=NOON),
        lambda: change_declaration(registry.cast.wallet, changes=named, by=registry.lin_tao, at=NOON),
    )
    channel.refresh_from_db()
    wallet = Wallet.objects.get(id=registry.cast.wallet.id)

    assert became.count("done") == 1
    assert (channel.direction == "retired") is (wallet.official_number != "+864000000266")
