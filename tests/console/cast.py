"""Two wallets with guides, rules and people; each role has a session of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client
from django.utils import timezone

from answerback.conversations.install import install_guides
from answerback.intake.install import install as install_rules
from answerback.journal.write import SYSTEM
from answerback.people import sign_in_link
from answerback.people.models import Membership, Person, Role, SignInLink
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from tests.cast import Cast, make_cast, make_member, make_wallet


def now() -> datetime:
    return datetime.now(UTC)


def signed_in(person: Person, language: str = "en") -> Client:
    """A session of the demo, which counts as having its second step."""
    client = Client(headers={"accept-language": language})
    token = sign_in_link.make(person, at=timezone.now(), purpose=SignInLink.Purpose.DEMO)
    assert client.post(sign_in_link.path_of(token)).status_code == 302
    return client


@dataclass(frozen=True)
class House:
    """The wallet that the tests work in, and another."""

    cast: Cast
    administrator: Membership
    analyst: Membership
    other: Cast

    def client(self, member: Membership, language: str = "en") -> Client:
        return signed_in(member.person, language)

    @property
    def lead(self) -> Client:
        return self.client(self.cast.supervisor)

    @property
    def admin(self) -> Client:
        return self.client(self.administrator)


def make_house(*, equipped: bool = False) -> House:
    """`equipped`: with the ready-made conversations and rules, which take a while to check."""
    cast = make_cast()
    if equipped:
        install_guides(cast.wallet, by=SYSTEM, at=now())
        install_rules(cast.wallet, by=SYSTEM, at=now())
    return House(
        cast,
        make_member(cast.wallet, Role.ADMINISTRATOR, "lintao", "林涛", "Lin Tao", "9001"),
        make_member(cast.wallet, Role.ANALYST, "anna", "安娜", "Anna", "5001"),
        _qingtan(),
    )


def _qingtan() -> Cast:
    """The second wallet, with people and customers of its own."""
    return make_cast("qingtan", "+8617000000031")


__all__ = [
    "Calling",
    "Capability",
    "Custody",
    "House",
    "Line",
    "make_house",
    "make_wallet",
    "now",
    "signed_in",
]
