from datetime import timedelta

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Customer
from answerback.intake.accept import accept
from answerback.intake.models import Event
from answerback.intake.retention import forget_old
from answerback.intake.routine import step
from tests.customers.cast import BACKEND, NOON
from tests.intake.cast import a_rule, event

MONTH = timedelta(days=30)


def routine_rule(customer: Customer, **changes: object) -> None:
    values = {
        "kind": "routine_follow_up",
        "guide": "routine_follow_up",
        "after_days": 30,
        "after_kinds": ["payment_not_arrived"],
        "delay_minutes": 0,
    } | changes
    a_rule(customer.wallet, **values)


def follow_ups() -> list[tuple[str, str]]:
    events = Event.objects.filter(kind=Kind.ROUTINE_FOLLOW_UP).order_by("id")
    return list(events.values_list("event_id", "state"))


def run_all(at: object) -> None:
    while step(at=at):  # type: ignore[arg-type]
        pass


def test_so_many_days_after_an_event_its_customer_is_asked_how_things_are(customer: Customer) -> None:
    routine_rule(customer)
    first = accept(customer.wallet, event(), by=BACKEND, at=NOON).event

    run_all(NOON + MONTH - timedelta(seconds=1))
    too_early = follow_ups()
    run_all(NOON + MONTH)

    assert too_early == []
    assert follow_ups() == [(str(first.id), "planned")]
    assert [one.kind for one in Callback.objects.all()] == ["routine_follow_up"]


def test_stepping_again_asks_nobody_twice(customer: Customer) -> None:
    routine_rule(customer)
    for number in range(45):
        data = {"matter_id": f"m-{number}"}
        accept(customer.wallet, event(f"e-{number}", data=data), by=BACKEND, at=NOON)

    run_all(NOON + MONTH)
    run_all(NOON + 2 * MONTH)

    assert len(follow_ups()) == 45


def test_a_sample_asks_some_and_forgets_nobody_of_them(customer: Customer) -> None:
    routine_rule(customer, sample_percent=40)
    for number in range(60):
        data = {"matter_id": f"m-{number}"}
        accept(customer.wallet, event(f"e-{number}", data=data), by=BACKEND, at=NOON)

    run_all(NOON + MONTH)

    assert 10 < len(follow_ups()) < 40
    assert {state for _event_id, state in follow_ups()} == {"planned"}


def test_what_happened_before_the_rule_or_is_of_another_kind_is_left_alone(customer: Customer) -> None:
    before = NOON - timedelta(days=1)
    accept(customer.wallet, event("old", time=None), by=BACKEND, at=before)
    routine_rule(customer, created_at=NOON)
    other = event("other", type="answerback.ticket_solved.v1", data={"matter_id": "m"})
    accept(customer.wallet, other, by=BACKEND, at=NOON)

    run_all(NOON + 2 * MONTH)

    assert follow_ups() == []


def test_each_routine_rule_decides_about_its_own_follow_ups(customer: Customer) -> None:
    routine_rule(customer, after_days=1, priority=8)
    routine_rule(customer, after_days=30, priority=9)
    accept(customer.wallet, event(), by=BACKEND, at=NOON)

    run_all(NOON + MONTH)

    assert sorted(Callback.objects.values_list("priority", flat=True)) == [8, 9]


def test_events_are_forgotten_after_their_days(customer: Customer) -> None:
    accept(customer.wallet, event(), by=BACKEND, at=NOON)

    assert forget_old(customer.wallet, at=NOON + timedelta(days=365)) == 0
    assert forget_old(customer.wallet, at=NOON + timedelta(days=366)) == 1
    assert Event.objects.count() == 0
