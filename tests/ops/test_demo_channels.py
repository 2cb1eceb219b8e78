"""The demo's registry: every kind is there, two people stand behind each entry, and seeding again changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Change, ChangeState
from answerback.channels.published import published_channels
from answerback.ops.demo.seed import seed

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_demo_publishes_every_kind_by_two_people_and_leaves_one_to_the_visitor(db: None) -> None:
    seed(at=AT)
    first = published_channels(AT)

    seed(at=AT)

    decided = Change.objects.exclude(state=ChangeState.OPEN)
    assert published_channels(AT) == first
    assert {one.kind for one in first} == set(Kind)
    assert {one.wallet for one in first} == {"lanyue", "qingtan"}
    assert {Direction.RETIRED, Direction.REPORTED} <= {one.direction for one in first}
    assert {(one.proposer.username, one.decider.username) for one in decided} == {("hanmeimei", "admin")}
    waiting = Change.objects.get(state=ChangeState.OPEN)
    assert (waiting.channel.value, waiting.proposer.username) == ("news@lanyue.example", "admin")
