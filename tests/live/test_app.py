"""`/live/status` answers once, `/live/stream` goes on; both by ticket alone, and nothing else is here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from answerback.journal.seal import seal
from answerback.live.app import LiveApp
from answerback.live.tickets import Audience, mint
from tests.cast import NOON, Cast, make_cast
from tests.live.listening import House

pytestmark = pytest.mark.django_db(transaction=True)


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


def ask(house: House, path: str, *, method: str = "GET", **query: str) -> tuple[int, dict[str, str], Any]:
    """One request; the reader turns beside it, as its thread does."""
    app, sent = LiveApp(house.hub, lambda: house.now), []
    text = "&".join(f"{name}={value}" for name, value in query.items())
    scope = {"type": "http", "method": method, "path": path, "query_string": text.encode(), "headers": []}

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def request() -> None:
        done = asyncio.ensure_future(app(scope, receive, send))
        while not done.done():
            await asyncio.sleep(0.02)
            if house.hub.streams():
                await asyncio.to_thread(house.reader.step)
        await done

    house.loop.run_until_complete(asyncio.wait_for(request(), 20))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], headers, json.loads(body)


def test_status_is_one_signed_verdict_never_stored(house: House, cast: Cast) -> None:
    ticket = mint(Audience.PORTAL, cast.wallet.id, cast.customer.id, "s-1", at=NOON)
    seal(at=NOON)

    status, headers, said = ask(house, "/live/status", ticket=ticket, nonce="n-7")

    assert (status, said["state"], headers["cache-control"]) == (200, "quiet", "no-store")
    assert said["jws"].count(".") == 2
    assert house.hub.streams() == frozenset()


def test_without_a_good_ticket_there_is_nothing(house: House, cast: Cast) -> None:
    for path in ("/live/status", "/live/stream"):
        assert ask(house, path)[0] == 403
        assert ask(house, path, ticket="forged.forged")[0] == 403
    assert ask(house, "/live/else")[0] == 404
    assert ask(house, "/live/status", method="POST")[0] == 404


def test_closing_the_hub_ends_an_open_stream(house: House, cast: Cast) -> None:
    ticket = mint(Audience.DESK, cast.wallet.id, cast.agent.id, "s-1", at=NOON)
    app, sent = LiveApp(house.hub, lambda: house.now), []
    scope = {
        "type": "http", "method": "GET", "path": "/live/stream", "headers": [],
        "query_string": f"ticket={ticket}".encode(),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def story() -> None:
        open_one = asyncio.ensure_future(app(scope, receive, send))
        while not house.hub.streams():
            await asyncio.sleep(0.02)
        house.hub.close()
        await asyncio.wait_for(open_one, 3)

    house.loop.run_until_complete(story())
    assert sent[-1] == {"type": "http.response.body", "body": b""}
