"""The cast of every test: 李雷 (agent), 韩梅梅 (supervisor), a customer and a stranger, in one payment wallet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from answerback.customers.models import Consent, Customer, PhoneNumber, Purpose
from answerback.journal.write import Actor
from answerback.keys.seal import blind_index
from answerback.people.models import Membership, Person, Role
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet

# A Monday morning in Shanghai, within calling hours, not a holiday.
NOON = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """One wallet and its people."""

    wallet: Wallet
    agent: Membership
    supervisor: Membership
    customer: Customer
    stranger: Customer

    @property
    def li_lei(self) -> Actor:
        return Actor("staff", self.agent.id)

    @property
    def han_meimei(self) -> Actor:
        return Actor("staff", self.supervisor.id)

    @property
    def user(self) -> Actor:
        return Actor("customer", self.customer.id)


def make_wallet(slug: str = "lanyue", **changes: Any) -> Wallet:
    fields: dict[str, Any] = {
        "slug": slug,
        "name_en": "Lanyue Pay",
        "name_zh": "岚月支付",
        "custody": Custody.CUSTODIAL,
        "calling": Calling.PHONE,
        "capabilities": [c.value for c in Capability],
        "lines": [Line.SIMULATED.value, Line.IN_APP.value],
        "official_number": "+864000000188",
        "caller_number": "+864000000188",
        "created_at": NOON,
    }
    return Wallet.objects.create(**fields | changes)


def make_member(
    wallet: Wallet, role: Role, username: str, name_zh: str, name_en: str, number: str
) -> Membership:
    person = Person.objects.create(username=f"{wallet.slug}-{username}")
    return Membership.objects.create(
        wallet=wallet,
        person=person,
        role=role,
        name_zh=name_zh,
        name_en=name_en,
        team_en="Payments team",
        team_zh="支付组",
        work_number=number,
        languages=["zh-hans", "en"],
    )


def make_customer(
    wallet: Wallet, external_id: str, number: str = "+8617000000001", **changes: Any
) -> Customer:
    customer = Customer.objects.create(
        wallet=wallet,
        external_id=external_id,
        created_at=NOON,
        updated_at=NOON,
        **{"name": "王小明"} | changes,
    )
    if number:
        PhoneNumber.objects.create(
            wallet=wallet,
            customer=customer,
            e164=number,
            blind_index=blind_index(wallet.id, number),
            last_two=number[-2:],
            verified_at=NOON - timedelta(days=400),
            created_at=NOON,
        )
    for purpose in (Purpose.SERVICE,):
        Consent.objects.create(
            wallet=wallet,
            customer=customer,
            purpose=purpose,
            source="test",
            granted_at=NOON - timedelta(days=30),
        )
    return customer


def make_cast(slug: str = "lanyue", number: str = "+8617000000001") -> Cast:
    wallet = make_wallet(slug)
    return Cast(
        wallet=wallet,
        agent=make_member(wallet, Role.AGENT, "lilei", "李雷", "Li Lei", "1001"),
        supervisor=make_member(wallet, Role.SUPERVISOR, "hanmeimei", "韩梅梅", "Han Meimei", "2001"),
        customer=make_customer(wallet, "user-1", number),
        stranger=make_customer(wallet, "user-2", "+8617000000012"),
    )
