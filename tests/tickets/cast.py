"""李雷 (agent), 韩梅梅 (supervisor), a customer, a stranger of the other wallet, and a ticket."""

from datetime import UTC, datetime, timedelta

import pytest

from answerback.customers.models import Customer, PortalSession
from answerback.journal.models import Entry
from answerback.journal.write import Actor
from answerback.people.models import Membership, Person, Role
from answerback.tickets.kinds import Category
from answerback.tickets.models import Ticket
from answerback.tickets.open import open_ticket
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
LAST_YEAR = datetime(2025, 11, 23, tzinfo=UTC)


@pytest.fixture
def lanyue(db: None) -> Wallet:
    """A payment wallet that can do everything."""
    return Wallet.objects.create(
        slug="lanyue",
        name_en="Lanyue Pay",
        name_zh="岚月支付",
        custody=Custody.CUSTODIAL,
        calling=Calling.PHONE,
        capabilities=list(Capability),
        lines=[Line.IN_APP, Line.SIMULATED],
        official_number="+864000000188",
        caller_number="+864000000188",
        created_at=LAST_YEAR,
    )


@pytest.fixture
def qingtan(db: None) -> Wallet:
    """A self-custodial wallet, which can do nothing for anybody."""
    return Wallet.objects.create(
        slug="qingtan",
        name_en="Qingtan Wallet",
        name_zh="青檀钱包",
        custody=Custody.SELF_CUSTODIAL,
        calling=Calling.IN_APP_ONLY,
        lines=[Line.IN_APP],
        created_at=LAST_YEAR,
    )


def make_customer(wallet: Wallet, external_id: str) -> Customer:
    customer: Customer = Customer.objects.create(
        wallet=wallet, external_id=external_id, name="", created_at=LAST_YEAR, updated_at=LAST_YEAR
    )
    return customer


@pytest.fixture
def customer(lanyue: Wallet) -> Customer:
    return make_customer(lanyue, "u-1001")


@pytest.fixture
def stranger(qingtan: Wallet) -> Customer:
    return make_customer(qingtan, "inst-7f3a")


def make_member(
    wallet: Wallet, *, username: str, role: Role, name: tuple[str, str], number: str
) -> Membership:
    person = Person.objects.create(username=username)
    member: Membership = Membership.objects.create(
        wallet=wallet, person=person, role=role, name_en=name[0], name_zh=name[1], work_number=number
    )
    return member


@pytest.fixture
def lilei(lanyue: Wallet) -> Membership:
    """李雷, agent."""
    return make_member(lanyue, username="lilei", role=Role.AGENT, name=("Li Lei", "李雷"), number="1024")


@pytest.fixture
def hanmeimei(lanyue: Wallet) -> Membership:
    """韩梅梅, supervisor."""
    return make_member(
        lanyue, username="hanmeimei", role=Role.SUPERVISOR, name=("Han Meimei", "韩梅梅"), number="1007"
    )


@pytest.fixture
def session(customer: Customer) -> PortalSession:
    """The customer's own session in the portal."""
    return make_session(customer)


def make_session(customer: Customer) -> PortalSession:
    session: PortalSession = PortalSession.objects.create(
        wallet_id=customer.wallet_id,
        customer=customer,
        digest=customer.id.hex * 2,
        created_at=NOON,
        expires_at=NOON + timedelta(days=30),
    )
    return session


@pytest.fixture
def ticket(customer: Customer, lilei: Membership) -> Ticket:
    return open_ticket(
        customer, category=Category.PAYMENT_NOT_ARRIVED, by=agent(lilei), at=NOON, origin="callback:1"
    )


def agent(member: Membership) -> Actor:
    return Actor("staff", member.id)


def himself(customer: Customer) -> Actor:
    return Actor("customer", customer.id)


def written(ticket: Ticket) -> list[str]:
    """The kinds of the journal's entries about this ticket, in order."""
    entries = Entry.objects.filter(subject_kind="ticket", subject_id=ticket.id).order_by("id")
    return [entry.kind for entry in entries]
