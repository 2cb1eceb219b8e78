"""Invented wallets and people for the benches, made in bulk. Django must be set up before this is imported."""

from datetime import datetime, timedelta

from answerback.customers.models import Consent, Customer, PhoneNumber, Purpose
from answerback.keys.seal import blind_index
from answerback.ops.demo.cast import POLICIES
from answerback.people.models import Membership, Person, Role
from answerback.wallets.kinds import Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet

OFFICIAL = "+864000000188"
AT_ONCE = 2_000


def wallet(slug: str, at: datetime) -> Wallet:
    """A payment wallet with every capability."""
    made: Wallet = Wallet.objects.create(
        slug=slug,
        name_en="Lanyue Pay",
        name_zh="岚月支付",
        custody=Custody.CUSTODIAL,
        calling=Calling.PHONE,
        capabilities=[one.value for one in Capability],
        lines=[Line.SIMULATED.value, Line.IN_APP.value],
        official_number=OFFICIAL,
        caller_number=OFFICIAL,
        policies=POLICIES,
        created_at=at,
    )
    return made


def agent(its: Wallet) -> Membership:
    """An agent who speaks both languages and takes every kind."""
    person = Person.objects.create(username=f"{its.slug}-agent")
    made: Membership = Membership.objects.create(
        wallet=its, person=person, role=Role.AGENT, name_zh="李雷", name_en="Li Lei", work_number="1001"
    )
    return made


def customers(its: Wallet, count: int, *, zone: str, at: datetime, ending: str = "") -> list[Customer]:
    """So many customers with an old, verified number (ending so) and consent to service calls."""
    people = [
        Customer(wallet=its, external_id=f"user{ending}-{n}", zone=zone, created_at=at, updated_at=at)
        for n in range(count)
    ]
    Customer.objects.bulk_create(people, batch_size=AT_ONCE)
    numbers = [
        _number(its, customer, f"+8617{n:0{9 - len(ending)}d}{ending}", at)
        for n, customer in enumerate(people)
    ]
    PhoneNumber.objects.bulk_create(numbers, batch_size=AT_ONCE)
    agreed = [
        Consent(wallet=its, customer=customer, purpose=Purpose.SERVICE, source="bench", granted_at=at)
        for customer in people
    ]
    Consent.objects.bulk_create(agreed, batch_size=AT_ONCE)
    return people


def _number(its: Wallet, customer: Customer, e164: str, at: datetime) -> PhoneNumber:
    return PhoneNumber(
        wallet=its,
        customer=customer,
        e164=e164,
        blind_index=blind_index(its.id, e164),
        last_two=e164[-2:],
        verified_at=at - timedelta(days=400),
        created_at=at,
    )
