"""How soon a screen shows what happened: an event on the agent's desk, a change of the call on the user's page.

python -m benchmarks.live [EVENTS] [CALLS]

Against the floor: a POST told to a stream by the same server with nothing in between (benchmarks/echo.py), same run.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from benchmarks import echo, page
from benchmarks.listening import Heard, Listener
from benchmarks.running import Demo, Visitor


def main(events: int, calls: int) -> None:
    """The floor first, then the system, one after the other."""
    with tempfile.TemporaryDirectory(prefix="answerback-bench-") as folder, Demo(Path(folder)) as demo:
        with echo.running(demo.port + 100):
            floor = echo.measure(demo.port + 100, max(events, 50))
        inside = Inside(demo, Path(folder))
        told, takeable = inside.events(events)
        changes = inside.calls(calls)
    of_floor = page.p95(floor)
    page.write(
        "live",
        "From what happened to what the screen shows",
        why="The demo on SQLite, everything in one process. Each time runs from before the POST leaves to the "
        "event's arrival on an open stream: committed, sealed into the journal, fanned out.",
        head=page.TIMES,
        rows=[
            page.times("event POST to the desk's stream (the callback is there)", told),
            page.times("event POST to *ready* on the desk's stream (it may be taken)", takeable),
            page.times("call answered or hung up to the signed verdict on the user's stream", changes),
            page.times("floor: bare POST to stream on the same server", floor),
        ],
        notes=[
            f"p95 against the floor: event {page.ratio(page.p95(told), of_floor)}, ready "
            f"{page.ratio(page.p95(takeable), of_floor)}, state change {page.ratio(page.p95(changes), of_floor)}",
            "what lies between: two durable commits (the verb's and the sealer's), the rules, the guard over the text",
        ],
    )


class Inside:
    """What the bench knows of the running demo, read and prepared in its database."""

    def __init__(self, demo: Demo, data: Path) -> None:
        os.environ |= {
            "ANSWERBACK_MODE": "demo",
            "ANSWERBACK_DATA_DIR": str(data),
            "ANSWERBACK_PORT": str(demo.port),
        }
        os.environ["DJANGO_SETTINGS_MODULE"] = "answerback.settings"
        import django

        django.setup()
        from answerback.wallets.models import Wallet

        self.demo = demo
        self.wallet = Wallet.objects.get(slug="lanyue")
        self.machine = self._machine()

    def events(self, count: int) -> tuple[list[float], list[float]]:
        """For each event: seconds until the desk hears of the callback, and until it may be taken."""
        from benchmarks import people

        now = datetime.now(UTC)
        zone = _zone_of_the_demo_user(self.wallet)
        known = people.customers(self.wallet, count, zone=zone, at=now - timedelta(days=500))
        listener = Listener(self.demo.port, f"/live/stream?ticket={self._ticket('desk')}")
        listener.wait_for(lambda one: one.name == "welcome")
        told, takeable = [], []
        for customer in known:
            began = time.monotonic()
            self.machine.post("/api/v1/events", json=_event(customer.external_id)).raise_for_status()
            said = listener.wait_for(lambda one: _is(one, "callback.requested"))
            told.append(said.at - began)
            subject = said.data["subject"]
            ready = listener.wait_for(
                lambda one, its=subject: _is(one, "callback.ready") and one.data["subject"] == its
            )
            takeable.append(ready.at - began)
            time.sleep(0.05)
        return told, takeable

    def calls(self, count: int) -> list[float]:
        """Real calls on the simulated line: seconds from each change of the line to the user's new verdict."""
        from benchmarks import people

        self._clear()
        agent = Visitor(self.demo).enter(self._staff_link())
        desk, found = agent.token(agent.page("/desk/")), []
        zone, at = _zone_of_the_demo_user(self.wallet), datetime.now(UTC) - timedelta(days=500)
        for customer in people.customers(self.wallet, count, zone=zone, at=at, ending="88"):
            user = Visitor(self.demo).enter(self._portal_link(customer))
            mine = user.token(user.page("/my/"))
            listener = Listener(self.demo.port, f"/live/stream?ticket={self._ticket('portal', customer.id)}")
            callback = self._offered(agent, customer, desk)
            agent.press(f"/desk/callbacks/{callback}/call", desk)
            listener.wait_for(lambda one: _shows(one, "ringing"))
            for button, state in (("answer", "connected"), ("hang_up", "ended")):
                time.sleep(0.3)
                began = time.monotonic()
                user.press(f"/demo/phone/{button}", mine)
                found.append(listener.wait_for(lambda one, its=state: _shows(one, its)).at - began)
            time.sleep(0.3)
            agent.press(f"/desk/callbacks/{callback}/finishing", desk, outcome="solved")
        return found

    def _staff_link(self) -> str:
        from answerback.people import sign_in_link
        from answerback.people.models import Membership, Role

        person = Membership.objects.for_wallet(self.wallet).get(role=Role.AGENT).person
        made = sign_in_link.make(
            person, at=datetime.now(UTC), purpose=sign_in_link.Purpose.DEMO, next_path="/desk/"
        )
        return sign_in_link.path_of(made)

    def _portal_link(self, customer: Any) -> str:
        from django.urls import reverse

        from answerback.customers import portal_link
        from answerback.journal.write import SYSTEM

        return reverse("portal:enter", args=[portal_link.make(customer, by=SYSTEM, at=datetime.now(UTC))])

    def _offered(self, agent: Visitor, customer: Any, desk: str) -> str:
        """A new callback of this customer on the agent's desk."""
        from answerback.callbacks.models import Callback

        self.machine.post("/api/v1/events", json=_event(customer.external_id)).raise_for_status()
        for _ in range(200):
            agent.press("/desk/next", desk)
            rows = Callback.objects.for_wallet(self.wallet).filter(customer=customer, state="offered")
            if found := rows.first():
                return str(found.id)
            time.sleep(0.1)
        raise SystemExit("no callback came to the desk")

    def _clear(self) -> None:
        """Take the callbacks of the first measurement off the queue, so that the demo's user is next."""
        from django.db import transaction

        from answerback.callbacks.models import Callback
        from answerback.callbacks.states import State, move
        from answerback.journal.write import SYSTEM

        for callback in Callback.objects.for_wallet(self.wallet).filter(state="planned"):
            with transaction.atomic():
                move(callback, State.CANCELLED, by=SYSTEM, at=datetime.now(UTC))

    def _ticket(self, audience: str, customer_id: UUID | None = None) -> str:
        from answerback.live.tickets import Audience, mint
        from answerback.people.models import Membership, Role

        agent = Membership.objects.for_wallet(self.wallet).get(role=Role.AGENT)
        return mint(
            Audience(audience), self.wallet.id, customer_id or agent.id, "bench", at=datetime.now(UTC)
        )

    def _machine(self) -> httpx.Client:
        from answerback.journal.write import SYSTEM
        from answerback.wallets.api_keys import make
        from answerback.wallets.kinds import Scope

        _, text = make(
            self.wallet, name="bench", scopes=[Scope.EVENTS_WRITE], by=SYSTEM, at=datetime.now(UTC), test=True
        )
        headers = {"Authorization": f"Bearer {text}", "Content-Type": "application/cloudevents+json"}
        return httpx.Client(base_url=self.demo.address, headers=headers, timeout=30, trust_env=False)


def _zone_of_the_demo_user(wallet: Any) -> str:
    from answerback.customers.models import Customer

    return str(Customer.objects.for_wallet(wallet).get(external_id="demo-user").zone)


def _event(subject: str) -> dict[str, Any]:
    from answerback.storage.ids import new_id

    return {
        "specversion": "1.0",
        "id": new_id().hex,
        "source": "/bench",
        "type": "answerback.payment_not_arrived.v1",
        "subject": subject,
        "time": (datetime.now(UTC) - timedelta(hours=2)).isoformat(),
        "data": {"matter_id": new_id().hex, "amount": "250.00", "currency": "CNY", "rail": "bank_transfer"},
    }


def _is(heard: Heard, kind: str) -> bool:
    return heard.name == "entry" and heard.data["kind"] == kind


def _shows(heard: Heard, state: str) -> bool:
    return heard.name == "status" and heard.data["state"] == state


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(numbers[0] if numbers else 100, numbers[1] if len(numbers) > 1 else 12)
