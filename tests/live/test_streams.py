"""Who hears what: by wallet, audience and customer; signed verdicts; resuming; and who does not keep up is dropped."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest

from answerback.journal.kinds import Audience as Told
from answerback.journal.seal import seal
from answerback.journal.write import SYSTEM, Subject, write
from answerback.keys.checking import BadSignature, check_jws
from answerback.keys.purposes import Purpose
from answerback.live.hub import BUFFER
from answerback.live.tickets import Audience
from answerback.live.verdict import LIVES_SECONDS, TYPE
from answerback.storage.ids import new_id
from tests.cast import NOON, Cast, make_cast
from tests.live.listening import House, happens, heard


@pytest.fixture
def house(db: None) -> Iterator[House]:
    one = House()
    yield one
    one.close()


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    seal(at=NOON)  # the keys that were made for it
    return made


def names(stream) -> list[str]:
    return [event.name for event in heard(stream)]


def test_new_stream_is_welcomed_with_a_signed_verdict(house: House, cast: Cast) -> None:
    page = house.open(Audience.PORTAL, cast.wallet.id, cast.customer.id)
    house.step()

    welcome, status, *_ = heard(page)
    assert (welcome.name, status.name, status.data["state"]) == ("welcome", "status", "quiet")
    claims = check_jws(Purpose.STATUS, cast.wallet.id, status.data["jws"], typ=TYPE)
    issued = int(NOON.timestamp())
    assert claims == {
        "iss": "answerback:lanyue",
        "sub": cast.customer.pairwise_id.hex,
        "sid": "s-1",
        "state": "quiet",
        "leg": None,
        "seq": welcome.data["seq"],
        "iat": issued,
        "exp": issued + LIVES_SECONDS,
        "nonce": "n-1",
    }
    assert claims["exp"] - claims["iat"] <= 30


def test_verdict_of_one_wallet_is_not_signed_by_another(house: House, cast: Cast) -> None:
    other = make_cast("other", "+8617000000033")
    page = house.open(Audience.PORTAL, cast.wallet.id, cast.customer.id)
    house.step()
    jws = heard(page)[-1].data["jws"]

    with pytest.raises(BadSignature):
        check_jws(Purpose.STATUS, other.wallet.id, jws, typ=TYPE)
    with pytest.raises(BadSignature):
        check_jws(Purpose.STATUS, cast.wallet.id, jws[:-4] + "AAAA", typ=TYPE)


def test_verdict_is_unknown_when_old_entries_wait_to_be_sealed(house: House, cast: Cast) -> None:
    page = house.open(Audience.PORTAL, cast.wallet.id, cast.customer.id)
    house.step()
    seal(at=house.now)  # the keys that the first verdict made
    heard(page)
    write(
        "callback.planned", wallet_id=cast.wallet.id, subject=Subject("callback", new_id()), by=SYSTEM, at=house.now
    )  # fmt: skip

    states = []
    for _ in range(4):
        house.step(seconds=4)
        states += [event.data["state"] for event in heard(page) if event.name == "status"]

    assert states[0] == "quiet"
    assert states[-1] == "unknown"


def test_seq_never_goes_down_and_heartbeats_are_four_seconds_apart(house: House, cast: Cast) -> None:
    page = house.open(Audience.PORTAL, cast.wallet.id, cast.customer.id)
    seqs, issued = [], []
    for _ in range(30):
        happens(cast.wallet.id, at=house.now)
        house.step(seconds=1)
        for event in heard(page):
            if event.name == "status":
                seqs.append(event.data["seq"])
                issued.append(event.data["iat"])

    assert seqs == sorted(seqs)
    assert max(later - earlier for earlier, later in pairwise(issued)) <= 5


def test_portal_hears_only_what_is_for_its_customer(house: House, cast: Cast) -> None:
    other = make_cast("other", "+8617000000033")
    mine, strangers = cast.customer.id, cast.stranger.id
    page = house.open(Audience.PORTAL, cast.wallet.id, mine)
    house.step()
    heard(page)

    for audience in (Told.STAFF, Told.AUDIT, Told.PUBLIC):
        happens(cast.wallet.id, at=house.now, customer_id=mine, audience=audience)
    happens(cast.wallet.id, at=house.now, customer_id=strangers, audience=Told.CUSTOMER)
    happens(other.wallet.id, at=house.now, customer_id=mine, audience=Told.CUSTOMER)
    house.step()
    assert "entry" not in names(page)

    happens(cast.wallet.id, at=house.now, customer_id=mine, audience=Told.CUSTOMER)
    house.step()
    (entry,) = [event for event in heard(page) if event.name == "entry"]
    assert entry.data["kind"] == "callback.planned"
    assert set(entry.data) == {"kind", "subject", "seq", "data"}, "who acted is staff's to know"
    assert entry.data["data"] == {}


def test_no_desk_hears_how_a_colleagues_call_was_scored(house: House, cast: Cast) -> None:
    desk = house.open(Audience.DESK, cast.wallet.id, cast.agent.id)
    wall = house.open(Audience.WALL, cast.wallet.id, cast.agent.id)
    house.step()
    heard(desk), heard(wall)

    subject, data = Subject("review", new_id()), {"points": 3, "of": 10, "risk": "ordinary"}
    for kind in ("quality.half_scored", "quality.scored", "quality.coached", "quality.answered"):
        write(kind, wallet_id=cast.wallet.id, subject=subject, by=SYSTEM, at=house.now, data=data)
    happens(cast.wallet.id, at=house.now)
    house.step()

    said = [[one.data["kind"] for one in heard(stream) if one.name == "entry"] for stream in (desk, wall)]
    assert said == [["callback.planned"]] * 2


def test_desk_hears_its_wallet_but_not_the_audit_nor_another_wallet(house: House, cast: Cast) -> None:
    other = make_cast("other", "+8617000000033")
    desk = house.open(Audience.DESK, cast.wallet.id, cast.agent.id)
    house.step()
    heard(desk)

    happens(cast.wallet.id, at=house.now, audience=Told.AUDIT)
    happens(other.wallet.id, at=house.now)
    house.step()
    assert names(desk) == []

    happens(cast.wallet.id, at=house.now)
    house.step()
    assert names(desk) == ["entry"]


def test_portal_of_another_wallets_ticket_gets_no_verdict(house: House, cast: Cast) -> None:
    """A ticket never mixes wallet and customer; were one forged by us, it would still open nothing."""
    other = make_cast("other", "+8617000000033")
    page = house.open(Audience.PORTAL, other.wallet.id, cast.customer.id)
    house.step()

    assert names(page) == ["end"]


def test_stream_resumes_after_the_last_event_that_it_saw(house: House, cast: Cast) -> None:
    for _ in range(3):
        happens(cast.wallet.id, at=house.now)
    first = house.open(Audience.DESK, cast.wallet.id, cast.agent.id, after=0)
    house.step()
    seen = [event.id for event in heard(first) if event.name == "entry"]
    again = house.open(Audience.DESK, cast.wallet.id, cast.agent.id, after=int(seen[0]))
    house.step()

    assert len(seen) == 3
    assert [event.id for event in heard(again) if event.name == "entry"] == seen[1:]


def test_stream_that_does_not_read_is_ended(house: House, cast: Cast) -> None:
    desk = house.open(Audience.DESK, cast.wallet.id, cast.agent.id)
    house.step()
    for _ in range(BUFFER + 1):
        happens(cast.wallet.id, at=house.now)
    house.step()

    assert names(desk) == ["end"]


def test_erased_customer_gets_no_verdict_any_more(house: House, cast: Cast) -> None:
    page = house.open(Audience.PORTAL, cast.wallet.id, cast.customer.id)
    house.step()
    heard(page)
    cast.customer.erased_at = NOON + timedelta(seconds=1)
    cast.customer.save()
    happens(cast.wallet.id, at=house.now, customer_id=cast.customer.id, audience=Told.AUDIT)
    house.step(seconds=5)

    assert "status" not in names(page)
