"""The cast of every play: the wallet's backend, its user with his telephone, its agent, and nobody else's friend."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from tests.threats.http import Caller, until
from tests.threats.words import words_in

FACE = re.compile(r'data-face="(\w+)"')
CODE = re.compile(r"data-code>([\d ]+)<")
CALLBACK = re.compile(r"/desk/callbacks/([0-9a-f-]{36})/(?!undo)")
HAPPENED_BEFORE = timedelta(hours=2)  # long enough ago for every rule to ring at once
CLOUD_EVENT = "application/cloudevents+json"


class Backend(Caller):
    """The wallet's own servers, with its API key."""

    def __init__(self, root: str, key: str, zone: str) -> None:
        super().__init__(root, Authorization=f"Bearer {key}")
        self.zone = zone

    def brings(self, external_id: str, number: str = "", **about_number: object) -> httpx.Response:
        """A customer, with a number that has been his for a year unless said otherwise."""
        year_ago = (datetime.now(UTC) - timedelta(days=400)).isoformat()
        numbers = [{"number": number, "verified_at": year_ago, **about_number}] if number else []
        body = {
            "name": "王小明",
            "zone": self.zone,
            "language": "zh-hans",
            "numbers": numbers,
            "consents": {"service": {"granted": True, "at": year_ago}},
        }
        return self.http.put(f"{self.root}/api/v1/customers/{external_id}", json=body).raise_for_status()

    def tells(self, external_id: str, event_id: str = "", at: datetime | None = None) -> httpx.Response:
        """An event: a payment that did not arrive."""
        name = event_id or uuid4().hex
        envelope = {
            "specversion": "1.0",
            "id": name,
            "source": "/payments",
            "type": "answerback.payment_not_arrived.v1",
            "subject": external_id,
            "time": ((at or datetime.now(UTC)) - HAPPENED_BEFORE).isoformat(),
            "datacontenttype": "application/json",
            "data": {
                "matter_id": f"m-{name[:8]}",
                "amount": "250.00",
                "currency": "CNY",
                "rail": "bank_transfer",
            },
        }
        url = f"{self.root}/api/v1/events"
        return self.http.post(url, json=envelope, headers={"Content-Type": CLOUD_EVENT}).raise_for_status()

    def opens(self, external_id: str) -> str:
        """The path of a one-time link into the portal, as the wallet's app asks for it."""
        body = {"customer": external_id}
        answer = self.http.post(f"{self.root}/api/v1/customer-sessions", json=body).raise_for_status()
        return str(urlsplit(answer.json()["url"]).path)


class User(Caller):
    """A customer in his wallet, and the telephone in his other hand (a simulated number that ends in 88)."""

    def __init__(self, root: str, backend: Backend, external_id: str, number: str = "") -> None:
        super().__init__(root)
        self.external_id, self.number = external_id, number
        self.enters(backend.opens(external_id))

    @property
    def face(self) -> str:
        """What the status page draws now."""
        found = FACE.search(self.page("/my/"))
        return found.group(1) if found else ""

    def waits_for(self, face: str) -> None:
        until(lambda: self.face == face, f"the page never said {face}, but {self.face}")

    def sees(self, path: str = "/my/", part: str = "status__live") -> dict[str, str]:
        """The status card as he reads it, or another part of another page."""
        return self.reads(path, part)

    def picks_up(self) -> None:
        self.lets_the_phone("answer")

    def lets_the_phone(self, button: str) -> None:
        """While it rings: answer, refuse, voicemail, busy; afterwards hang_up."""
        if button != "hang_up":
            self.waits_for("ringing")
        self.press("/my/", f"/demo/phone/{button}")

    def types(self, code: str, language: str = "en") -> str:
        """The code, into the field of the page; what the page says to it, nothing when it matches."""
        answer = self.press("/my/", "/my/code", language=language, code=code)
        return words_in(answer.text, "code__error")

    def asks_to_be_rung(self) -> httpx.Response:
        return self.press("/my/callback-request", "/my/callback-request")

    def raises_the_alarm(self) -> httpx.Response:
        return self.press("/my/", "/my/alarm")


class Agent(Caller):
    """A member of staff at the desk or the console."""

    def __init__(self, root: str, link: str) -> None:
        super().__init__(root)
        self.enters(link)

    def takes_the_next(self) -> str:
        """The id of the callback that the system has chosen."""
        until(lambda: self._took(), "the system offers nobody")
        return self.callback

    def _took(self) -> bool:
        self.press("/desk/", "/desk/next")
        return CALLBACK.search(self.page("/desk/")) is not None

    @property
    def callback(self) -> str:
        found = CALLBACK.search(self.page("/desk/"))
        return found.group(1) if found else ""

    def rings(self) -> str:
        """Take the next callback and ring; the callback's id."""
        callback = self.takes_the_next()
        self.does("call")
        return callback

    def does(self, what: str, **fields: str) -> httpx.Response:
        """Something with the callback on the desk: call, hang-up, code, actions/…"""
        return self.press("/desk/", f"/desk/callbacks/{self.callback}/{what}", **fields)

    def reads_the_code(self) -> str:
        """The six digits that stand on his desk."""
        until(lambda: CODE.search(self.page("/desk/")), "no code at the desk")
        found = CODE.search(self.page("/desk/"))
        assert found is not None
        return found.group(1).replace(" ", "")

    def hangs_up(self, outcome: str = "solved", **said: str) -> None:
        """End the call and sum it up, so that the desk is free."""
        self.does("hang-up")
        self.finishes(outcome, **said)

    def finishes(self, outcome: str, **said: str) -> None:
        """Sum up; possible once the line has told that the call is over."""
        until(lambda: "/finishing" in self.page("/desk/"), "nothing to sum up")
        self.does("finishing", outcome=outcome, **said)
        assert not self.callback, words_in(self.page("/desk/"), "main")


def proven_call(user: User, agent: Agent) -> str:
    """A real call, answered and proven by its code; the callback's id."""
    callback = agent.rings()
    user.picks_up()
    user.waits_for("connected")
    assert user.types(agent.reads_the_code()) == ""
    user.waits_for("talking")
    return callback
