"""An agent at the desk: a session, a customer for whom it is day, and a line that is told to go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.test import Client
from django.utils import timezone

from answerback.callbacks import plan, wrap_up
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.queries import held_by
from answerback.callbacks.request import request
from answerback.conversations.install import install_guides
from answerback.customers.models import Purpose
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.ops import lines
from answerback.people import sign_in_link
from answerback.people.models import Membership, Role, SignInLink
from tests.cast import Cast, make_cast, make_member

ALL_DAY = {"windows": ["08:00-22:00"], "rest_windows": ["08:00-22:00"], "outer": "08:00-22:00"}


def now() -> datetime:
    return datetime.now(UTC)


def where_it_is_noon() -> str:
    """A zone in which it is about one in the afternoon now. `Etc/GMT-8` is eight hours ahead of UTC."""
    ahead = 13 - now().hour
    return "Etc/GMT" + (f"-{ahead}" if ahead > 0 else f"+{-ahead}")


def signed_in(member: Membership) -> Client:
    """A session of the demo, which counts as having its second step."""
    client = Client(headers={"accept-language": "en"})
    token = sign_in_link.make(member.person, at=timezone.now(), purpose=SignInLink.Purpose.DEMO)
    assert client.post(sign_in_link.path_of(token)).status_code == 302
    return client


@dataclass
class Desk:
    """李雷's desk. `client` is his session, `other` the one of another agent of the same wallet."""

    cast: Cast
    client: Client
    other: Client
    later: timedelta = field(default_factory=timedelta)

    def arrange(self, **changes: object) -> Callback:
        fields: dict[str, object] = {
            "kind": "payment_not_arrived",
            "purpose": Purpose.SERVICE,
            "priority": 3,
            "guide": "payment_not_arrived",
            "customer": self.cast.customer,
            "not_before": now(),
            "deadline_at": None,
            "by": SYSTEM,
            "at": now(),
        }
        callback = request(wallet=self.cast.wallet, **fields | changes)  # type: ignore[arg-type]
        plan.promote(at=now())
        return callback

    def post(self, name: str, callback: Callback | None = None, **data: object) -> int:
        path = f"/desk/callbacks/{callback.id}/{name}" if callback else f"/desk/{name}"
        return self.client.post(path, data).status_code

    def page(self) -> str:
        return self.client.get("/desk/").content.decode()

    def line_goes_on(self, seconds: float = 5) -> None:
        """Let the lines live so much longer."""
        self.later += timedelta(seconds=seconds)
        lines.step(now() + self.later)

    def talk(self) -> Callback:
        """A callback whose customer has answered."""
        callback = self.arrange()
        self.post("next")
        self.post("call", callback)
        self.line_goes_on(0)
        self.line_goes_on(5)
        return self.again(callback)

    def end(self, callback: Callback) -> Callback:
        self.post("hang-up", callback)
        self.line_goes_on(1)
        return self.again(callback)

    def settle(self) -> None:
        """The ten seconds pass."""
        wrap_up.settle(at=now() + timedelta(seconds=30))

    def again(self, callback: Callback) -> Callback:
        return Callback.objects.for_wallet(self.cast.wallet).get(id=callback.id)

    def held(self) -> Callback:
        found = held_by(self.cast.agent)
        assert found is not None
        return found

    def attempts(self, callback: Callback) -> list[Attempt]:
        return list(Attempt.objects.for_wallet(self.cast.wallet).filter(callback=callback))

    def entries(self, kind: str) -> int:
        return Entry.objects.for_wallet(self.cast.wallet).filter(kind=kind).count()


def make_desk() -> Desk:
    cast = make_cast()
    cast.wallet.policies = {"hours": ALL_DAY, "appointment_hours": ALL_DAY}
    cast.wallet.save()
    for customer in (cast.customer, cast.stranger):
        customer.zone = where_it_is_noon()
        customer.save()
    install_guides(cast.wallet, by=SYSTEM, at=now())
    other = make_member(cast.wallet, Role.AGENT, "other", "别人", "Another", "1002")
    return Desk(cast, signed_in(cast.agent), signed_in(other))
