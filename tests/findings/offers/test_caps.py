"""Whatever happens in two calls at once, the caps hold; and nothing is ever said against consent, trouble or hazard."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerback.conversations.record import walk_of
from answerback.findings.offers.audience import Facts
from answerback.findings.offers.choose import Chosen, choose
from answerback.findings.offers.dry_run import DryRun, dry_run
from answerback.findings.offers.models import Offer, Saying
from answerback.findings.offers.standing import Standing
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from tests.cast import NOON
from tests.findings.offers.acting import Call, withdraw

if TYPE_CHECKING:
    from tests.findings.offers.acting import House


@pytest.fixture
def shared_house(transactional_db: None) -> House:
    from tests.findings.offers.acting import make_house

    return make_house()


def test_two_calls_at_once_never_say_more_than_the_cap(shared_house: House) -> None:
    house = shared_house
    house.offer()
    calls = [Call.begun(house).to("t_record") for _ in range(2)]
    for call in calls:
        call.answer(walk_of(call.talk).guide.by_id["t_record"], "")
        call.answer(walk_of(call.talk).guide.by_id["t_verify"], "")
    Saying.objects.all().delete()
    together = threading.Barrier(len(calls))
    shown: list[str] = []

    def draw(call: Call) -> None:
        together.wait()
        shown.append(walk_of(call.ready()).frontier.id)
        connection.close()

    threads = [threading.Thread(target=draw, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(shown) == ["t_offer", "t_thanks"]
    assert Saying.objects.count() == 1


@given(
    consents=st.frozensets(st.sampled_from(["service", "security", "marketing"])),
    tickets=st.integers(0, 2),
    hazards=st.integers(0, 2),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_chosen_without_consent_or_against_trouble_or_hazard(
    house: House, consents: frozenset[str], tickets: int, hazards: int
) -> None:
    if not Offer.objects.exists():
        house.offer()
    facts = Facts("zh-hans", "routine_follow_up", "custodial", NOON - timedelta(days=40))

    verdict = choose(house.cast.customer, facts, Standing(consents, tickets, hazards), at=NOON)

    assert isinstance(verdict, Chosen) is ("marketing" in consents and not tickets and not hazards)


@pytest.mark.parametrize(
    ("audience", "is_meant"),
    [
        ({}, True),
        ({"languages": ["zh-hans"]}, True),
        ({"languages": ["en"]}, False),
        ({"kinds": ["routine_follow_up", "ticket_solved"]}, True),
        ({"kinds": ["account_locked"]}, False),
        ({"custody": ["self_custodial"]}, False),
        ({"days_at_least": 40}, True),
        ({"days_at_least": 41}, False),
        ({"days_at_most": 40}, True),
        ({"days_at_most": 39}, False),
    ],
)
def test_audience_is_every_condition_that_is_there(
    house: House, audience: dict[str, object], is_meant: bool
) -> None:
    house.offer(audience=audience)
    facts = Facts("zh-hans", "routine_follow_up", "custodial", NOON - timedelta(days=40))
    verdict = choose(house.cast.customer, facts, Standing(frozenset({"marketing"})), at=NOON)
    assert isinstance(verdict, Chosen) is is_meant


def test_dry_run_tells_how_many_would_hear_it_and_why_the_others_not(house: House) -> None:
    offer = house.offer(audience={"kinds": ["routine_follow_up"]})
    Call.begun(house)
    Call.begun(house, customer=house.cast.stranger)
    later = NOON + timedelta(hours=1)

    assert dry_run(offer, hazardous=(), at=later) == DryRun(2, 2, ())
    withdraw(house.cast.stranger)
    assert dry_run(offer, hazardous=(), at=later) == DryRun(2, 1, (("no_consent", 1),))
    hazardous = [house.cast.customer.id]
    assert dry_run(offer, hazardous=hazardous, at=later).because == (("no_consent", 1), ("open_hazard", 1))
    open_ticket(
        house.cast.customer, category=Category.ACCOUNT_LOCKED, by=house.cast.li_lei, at=NOON, origin="z"
    )
    assert ("open_trouble", 1) in dry_run(offer, hazardous=hazardous, at=later).because
    assert dry_run(offer, hazardous=(), at=NOON + timedelta(days=31)) == DryRun(0, 0, ())
