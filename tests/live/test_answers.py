"""A verdict for somebody whom the snapshot holds is given at once; leave that was taken away opens nothing."""

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from answerback.journal.kinds import Audience as Told
from answerback.journal.seal import seal
from answerback.journal.write import SYSTEM, Subject, write
from answerback.keys.checking import check_jws
from answerback.keys.purposes import Purpose
from answerback.live.app import KnownTickets, LiveApp
from answerback.live.hub import PER_ADDRESS, PER_READER, PER_SESSION, Stream
from answerback.live.snapshot import ASKED_FOR
from answerback.live.tickets import LIVES_SECONDS, Audience, Ticket, mint, read
from answerback.live.verdict import TYPE
from answerback.storage.ids import new_id
from tests.cast import NOON, Cast, make_cast
from tests.live.listening import House, happens, heard

pytestmark = pytest.mark.django_db
SITE = "https://app.lanyue.example"


@pytest.fixture
def house() -> Iterator[House]:
    one = House()
    yield one
    one.close()


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    seal(at=NOON)
    return made


def leave(cast: Cast, house: House, *, session: str = "", origin: str = "") -> str:
    return mint(
        Audience.APP, cast.wallet.id, cast.customer.id, session or new_id().hex, at=house.now, origin=origin
    )


def known(house: House, cast: Cast) -> None:
    """The reader has read the customer, and nobody listens any more."""
    stream = house.open(Audience.APP, cast.wallet.id, cast.customer.id)
    house.step()
    house.hub.leave(stream)
    house.reader.answers.verdict(stream.ticket, "", house.now)
    house.step(seconds=1)


def ask(house: House, path: str, headers: dict[str, str] | None = None, **query: str) -> Any:
    """Status, headers and JSON of one request; no reader turns beside it, so the answer must be there at once."""
    app, sent = LiveApp(house.hub, lambda: house.now, house.reader.answers), []
    text = "&".join(f"{name}={value}" for name, value in query.items())
    given = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": text.encode(), "headers": given}

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    house.loop.run_until_complete(asyncio.wait_for(app(scope, receive, send), 3))
    said = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], said, json.loads(body) if said["content-type"].endswith("json") else body


def test_verdict_of_somebody_known_is_given_at_once_and_signed(house: House, cast: Cast) -> None:
    known(house, cast)
    session = new_id().hex

    status, _, said = ask(house, "/live/status", ticket=leave(cast, house, session=session), nonce="n-9")

    claims = check_jws(Purpose.STATUS, cast.wallet.id, said["jws"], typ=TYPE)
    assert (status, said["state"], claims["state"]) == (200, "quiet", "quiet")
    assert (claims["sid"], claims["nonce"], claims["iat"]) == (session, "n-9", int(house.now.timestamp()))
    assert house.hub.streams() == frozenset()


def test_verdict_at_once_is_unknown_when_the_reader_stands_still(house: House, cast: Cast) -> None:
    known(house, cast)
    house.now += timedelta(seconds=6)

    assert ask(house, "/live/status", ticket=leave(cast, house))[2]["state"] == "unknown"


def test_verdict_at_once_follows_the_journal_without_an_open_stream(house: House, cast: Cast) -> None:
    known(house, cast)
    before = ask(house, "/live/status", ticket=leave(cast, house))[2]["seq"]
    cast.customer.erased_at = house.now
    cast.customer.save()
    happens(cast.wallet.id, at=house.now, customer_id=cast.customer.id)
    house.step()

    ticket = Ticket(Audience.APP, cast.wallet.id, cast.customer.id, "s-1", 0)
    assert before > 0
    assert house.reader.answers.verdict(ticket, "", house.now) is None, "who is forgotten is held no more"


def test_who_does_not_ask_again_is_forgotten(house: House, cast: Cast) -> None:
    known(house, cast)
    ticket = Ticket(Audience.APP, cast.wallet.id, cast.customer.id, "s-1", 0)
    house.step(seconds=ASKED_FOR.total_seconds() - 2)
    assert house.reader.answers.verdict(ticket, "", house.now) is not None
    house.step(seconds=ASKED_FOR.total_seconds() + 1)

    assert house.reader.answers.verdict(ticket, "", house.now) is None


def test_one_wallets_ticket_never_tells_of_another_wallets_customer(house: House, cast: Cast) -> None:
    other = make_cast("other", "+8617000000033")
    known(house, cast)
    known(house, other)
    mixed = Ticket(Audience.APP, other.wallet.id, cast.customer.id, "s-1", 0)

    assert house.reader.answers.verdict(mixed, "", house.now) is None


def test_app_hears_verdicts_and_no_entries(house: House, cast: Cast) -> None:
    app = house.open(Audience.APP, cast.wallet.id, cast.customer.id)
    house.step()
    happens(cast.wallet.id, at=house.now, customer_id=cast.customer.id, audience=Told.CUSTOMER)
    house.step(seconds=4)

    assert {event.name for event in heard(app)} == {"welcome", "status"}


def ended(cast: Cast, house: House, session: str) -> None:
    write(
        "status_session.ended",
        wallet_id=cast.wallet.id,
        subject=Subject("status_session", UUID(session)),
        by=SYSTEM,
        at=house.now,
        customer_id=cast.customer.id,
    )
    seal(at=house.now)


def test_ended_session_closes_its_streams_and_opens_none_with_an_old_ticket(house: House, cast: Cast) -> None:
    session = new_id().hex
    stream = Stream(Ticket(Audience.APP, cast.wallet.id, cast.customer.id, session, 0), "n", None)
    house.hub.join(stream)
    house.step()
    ticket, others = leave(cast, house, session=session), leave(cast, house)
    ended(cast, house, session)
    house.step()

    assert [event.name for event in heard(stream)][-1] == "end"
    assert ask(house, "/live/status", ticket=ticket)[0] == 403
    assert ask(house, "/live/stream", ticket=ticket)[0] == 403
    assert ask(house, "/live/status", ticket=others)[0] == 200


def test_session_of_another_customer_under_the_same_name_stays_open(house: House, cast: Cast) -> None:
    """Who signs out under somebody else's session id shuts nobody out."""
    session, other = new_id().hex, make_cast("other", "+8617000000033")
    mine = mint(Audience.APP, other.wallet.id, other.customer.id, session, at=house.now)
    same_wallet = mint(Audience.APP, cast.wallet.id, new_id(), session, at=house.now)
    ended(cast, house, session)
    house.step()

    tickets = [read(text, at=house.now) for text in (mine, same_wallet)]
    assert [ticket is not None and house.reader.answers.has_left(ticket) for ticket in tickets] == [
        False,
        False,
    ]


def test_ticket_of_before_opens_no_stream_for_somebody_erased(house: House, cast: Cast) -> None:
    cast.customer.erased_at = NOON
    cast.customer.save()
    stream = Stream(Ticket(Audience.APP, cast.wallet.id, cast.customer.id, "s-1", 0), "n", None)
    house.hub.join(stream)
    house.step()

    assert [event.name for event in heard(stream)] == ["end"]


def test_process_that_starts_knows_what_ended_a_minute_ago(house: House, cast: Cast) -> None:
    session = new_id().hex
    ticket = leave(cast, house, session=session)
    ended(cast, house, session)
    house.step(seconds=LIVES_SECONDS)

    assert ask(house, "/live/status", ticket=ticket)[0] == 403


def test_answer_is_shared_with_the_tickets_origin_alone(house: House, cast: Cast) -> None:
    known(house, cast)
    shared, own = leave(cast, house, origin=SITE), leave(cast, house)

    theirs = ask(house, "/live/status", {"origin": SITE}, ticket=shared)
    stranger = ask(house, "/live/status", {"origin": "https://evil.example"}, ticket=shared)
    native = ask(house, "/live/status", {"origin": SITE}, ticket=own)

    assert (theirs[0], theirs[1]["access-control-allow-origin"], theirs[1]["vary"]) == (200, SITE, "origin")
    assert (stranger[0], stranger[2]) == (403, {"code": "wrong_origin"})
    assert [one for one in (*stranger[1], *native[1]) if one.startswith("access-control")] == []
    assert "access-control-allow-credentials" not in theirs[1]


def test_stream_is_shared_with_the_tickets_origin(house: House, cast: Cast) -> None:
    house.step()
    said = ask(house, "/live/stream", {"origin": SITE}, ticket=leave(cast, house, origin=SITE))

    assert (said[0], said[1]["access-control-allow-origin"]) == (200, SITE)
    assert said[1]["content-type"].startswith("text/event-stream")


def streams(cast: Cast, count: int, *, session: str = "", address: str = "") -> list[Stream]:
    made = [
        Ticket(Audience.APP, cast.wallet.id, cast.customer.id, session or f"s-{n}", 0) for n in range(count)
    ]
    return [Stream(ticket, "", None, address) for ticket in made]


def test_one_session_keeps_its_newest_streams(house: House, cast: Cast) -> None:
    opened = streams(cast, PER_SESSION + 2, session="s-1")
    for stream in opened:
        assert house.hub.join(stream)

    assert [bool(heard(stream)) for stream in opened] == [True, True] + [False] * PER_SESSION


def test_one_customer_keeps_his_newest_streams_over_all_sessions(house: House, cast: Cast) -> None:
    opened = streams(cast, PER_READER + 1)
    for stream in opened:
        house.hub.join(stream)

    assert [bool(heard(stream)) for stream in opened] == [True] + [False] * PER_READER


def test_address_with_too_many_streams_gets_no_more_until_some_leave(house: House, cast: Cast) -> None:
    tickets = [Ticket(Audience.APP, cast.wallet.id, new_id(), "s", 0) for _ in range(PER_ADDRESS)]
    opened = [Stream(ticket, "", None, "192.0.2.1") for ticket in tickets]
    (one_more,) = streams(cast, 1, address="192.0.2.1")
    (elsewhere,) = streams(cast, 1, address="192.0.2.2")

    assert all(house.hub.join(stream) for stream in opened)
    assert not house.hub.join(one_more)
    assert house.hub.join(elsewhere)
    house.hub.leave(opened[0])
    assert house.hub.join(one_more)


def test_ticket_that_was_found_right_is_refused_once_it_is_too_old(house: House, cast: Cast) -> None:
    house.step()
    keys, text = house.reader.answers.ticket_keys, leave(cast, house)
    assert keys is not None
    known_ones = KnownTickets()
    later = house.now + timedelta(seconds=LIVES_SECONDS + 1)

    assert known_ones.read(keys, text, house.now) == known_ones.read(keys, text, house.now) is not None
    assert known_ones.read(keys, text, later) is None


def test_streams_that_came_together_beat_in_turns(house: House, cast: Cast) -> None:
    opened = [house.open(Audience.APP, cast.wallet.id, cast.customer.id) for _ in range(8)]
    house.step()
    for stream in opened:
        heard(stream)
    told = []
    for _ in range(8):
        house.step(seconds=0.5)
        told.append(sum(event.name == "status" for stream in opened for event in heard(stream)))

    assert told == [1] * 8
