import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from answerback.callbacks.models import Callback
from answerback.customers.erase import erase
from answerback.customers.faults import Fault, Invalid
from answerback.customers.models import Customer
from answerback.intake.accept import EventConflict, accept
from answerback.intake.batch import accept_batch
from answerback.intake.incoming import TooLarge, UnknownType
from answerback.intake.models import Event, Rule
from answerback.intake.resume import arrive, step
from answerback.wallets.models import Wallet
from tests.customers.cast import BACKEND, NOON, full_data
from tests.intake.cast import a_rule, event, resolved

LATER = NOON + timedelta(hours=1)


def states(wallet: Wallet) -> list[str]:
    return list(Event.objects.for_wallet(wallet).order_by("id").values_list("state", flat=True))


def callback_states(wallet: Wallet) -> list[str]:
    return list(Callback.objects.for_wallet(wallet).order_by("id").values_list("state", flat=True))


def test_an_event_becomes_the_callback_that_its_rule_describes(customer: Customer, rule: Rule) -> None:
    accepted = accept(customer.wallet, event(), by=BACKEND, at=NOON)

    callback = Callback.objects.get()
    assert accepted.answer == {
        "source": "/lanyue/payments",
        "id": "e-1",
        "event": str(accepted.event.id),
        "status": "planned",
        "callback": str(callback.id),
    }
    assert (callback.customer, callback.kind, callback.purpose) == (
        customer,
        "payment_not_arrived",
        "service",
    )
    assert (callback.priority, callback.guide, callback.matter_id) == (3, "payment_not_arrived", "m-77")
    assert callback.not_before == NOON + timedelta(minutes=10)
    assert callback.deadline_at == NOON + timedelta(hours=48)
    assert (accepted.event.rule_id, accepted.event.rule_version) == (rule.id, 1)


def test_a_user_who_asks_says_when_and_how(customer: Customer) -> None:
    a_rule(customer.wallet, kind="customer_request", guide="customer_request", delay_minutes=0)
    data = {"topic": "transfer", "wished_at": "2026-11-24T10:00:00+08:00", "in_app": True}

    accept(customer.wallet, event(type="answerback.customer_request.v1", data=data), by=BACKEND, at=NOON)

    callback = Callback.objects.get()
    assert (callback.in_app, callback.not_before) == (True, datetime(2026, 11, 24, 2, 0, tzinfo=UTC))


def test_in_a_wallet_that_never_telephones_the_callback_is_in_the_app(stranger: Customer) -> None:
    a_rule(stranger.wallet)

    accept(stranger.wallet, event(subject=stranger.external_id), by=BACKEND, at=NOON)

    assert Callback.objects.get().in_app is True


def test_the_same_event_twice_is_one_callback_and_the_same_answer(customer: Customer, rule: Rule) -> None:
    first = accept(customer.wallet, event(), by=BACKEND, at=NOON)
    reordered = dict(reversed(event().items()))

    second = accept(customer.wallet, reordered, by=BACKEND, at=LATER)

    assert second.answer == first.answer
    assert (second.repeated, Callback.objects.count(), Event.objects.count()) == (True, 1, 1)


def test_the_same_id_with_another_body_is_refused(customer: Customer, rule: Rule) -> None:
    accept(customer.wallet, event(), by=BACKEND, at=NOON)

    with pytest.raises(EventConflict):
        accept(customer.wallet, event(data={"matter_id": "m-78"}), by=BACKEND, at=NOON)

    assert Callback.objects.count() == 1


def test_the_same_id_from_another_source_or_wallet_is_another_event(
    customer: Customer, stranger: Customer, rule: Rule
) -> None:
    accept(customer.wallet, event(), by=BACKEND, at=NOON)
    accept(customer.wallet, event(source="/lanyue/other", data={"matter_id": "m-2"}), by=BACKEND, at=NOON)
    accept(stranger.wallet, event(), by=BACKEND, at=NOON)

    assert states(customer.wallet) == ["planned", "planned"]
    assert states(stranger.wallet) == ["customer_missing"]


def test_an_event_of_an_unknown_customer_waits_and_goes_on_when_he_comes(lanyue: Wallet, rule: Rule) -> None:
    waiting = accept(lanyue, event(), by=BACKEND, at=NOON)

    arrive(lanyue, "u-1001", full_data(), by=BACKEND, at=LATER)
    arrive(lanyue, "u-1001", full_data(), by=BACKEND, at=LATER)

    assert waiting.answer["status"] == "customer_missing"
    assert states(lanyue) == ["planned"]
    assert callback_states(lanyue) == ["planned"]
    assert accept(lanyue, event(), by=BACKEND, at=LATER).answer == waiting.answer


def test_an_event_of_another_wallets_customer_waits(stranger: Customer, lanyue: Wallet, rule: Rule) -> None:
    accept(lanyue, event(subject=stranger.external_id), by=BACKEND, at=NOON)

    assert states(lanyue) == ["customer_missing"]
    assert step(at=LATER) == 0


def test_the_sweep_finds_customers_who_came_by_another_way(lanyue: Wallet, rule: Rule) -> None:
    from answerback.customers.bring import bring

    accept(lanyue, event(), by=BACKEND, at=NOON)
    bring(lanyue, "u-1001", full_data(), by=BACKEND, at=LATER)

    assert [step(at=LATER), step(at=LATER)] == [1, 0]
    assert states(lanyue) == ["planned"]


def test_a_settled_matter_cancels_the_undialled_callback(customer: Customer, rule: Rule) -> None:
    accept(customer.wallet, event(), by=BACKEND, at=NOON)

    answer = accept(customer.wallet, resolved(), by=BACKEND, at=LATER).answer
    accept(customer.wallet, resolved(), by=BACKEND, at=LATER)

    assert answer["status"] == "settled"
    assert callback_states(customer.wallet) == ["cancelled"]


def test_good_news_that_overtakes_the_bad_news_prevents_the_call(customer: Customer, rule: Rule) -> None:
    accept(customer.wallet, resolved(), by=BACKEND, at=NOON)

    accept(customer.wallet, event(time="2026-11-23T11:00:00+08:00"), by=BACKEND, at=LATER)

    assert states(customer.wallet) == ["settled", "already_settled"]
    assert callback_states(customer.wallet) == []


def test_good_news_for_a_missing_customer_ends_the_waiting_event(lanyue: Wallet, rule: Rule) -> None:
    accept(lanyue, event(), by=BACKEND, at=NOON)
    accept(lanyue, resolved(), by=BACKEND, at=LATER)

    arrive(lanyue, "u-1001", full_data(), by=BACKEND, at=LATER)

    assert states(lanyue) == ["already_settled", "settled"]
    assert callback_states(lanyue) == []


def test_settling_one_matter_leaves_the_others(customer: Customer, rule: Rule) -> None:
    accept(customer.wallet, event(), by=BACKEND, at=NOON)

    accept(customer.wallet, resolved(data={"matter_id": "m-78"}), by=BACKEND, at=LATER)

    assert callback_states(customer.wallet) == ["planned"]


def test_a_second_event_of_one_matter_joins_the_planned_callback(customer: Customer, rule: Rule) -> None:
    first = accept(customer.wallet, event("e-1"), by=BACKEND, at=NOON)

    second = accept(customer.wallet, event("e-2"), by=BACKEND, at=LATER)

    assert second.answer["status"] == "joined"
    assert second.answer["callback"] == first.answer["callback"]
    assert Callback.objects.count() == 1


def test_without_a_rule_the_event_is_kept_and_nobody_is_rung(customer: Customer) -> None:
    assert accept(customer.wallet, event(), by=BACKEND, at=NOON).answer["status"] == "no_rule"
    assert Callback.objects.count() == 0


def test_the_first_rule_whose_conditions_hold_decides(customer: Customer) -> None:
    large = [{"field": "amount", "op": "at_least", "value": "10000"}]
    a_rule(customer.wallet, position=1, conditions=large, priority=1)
    a_rule(customer.wallet, position=2, priority=6)

    accept(customer.wallet, event("small"), by=BACKEND, at=NOON)
    data = {"matter_id": "m-2", "amount": "10000.00"}
    accept(customer.wallet, event("large", data=data), by=BACKEND, at=NOON)

    assert list(Callback.objects.order_by("id").values_list("priority", flat=True)) == [6, 1]


@pytest.mark.parametrize(("percent", "status"), [(0, "not_sampled"), (100, "planned")])
def test_a_sample_of_none_or_all(customer: Customer, percent: int, status: str) -> None:
    a_rule(customer.wallet, sample_percent=percent)

    assert accept(customer.wallet, event(), by=BACKEND, at=NOON).answer["status"] == status


def test_an_event_that_comes_after_its_deadline_rings_nobody(customer: Customer, rule: Rule) -> None:
    answer = accept(customer.wallet, event(), by=BACKEND, at=NOON + timedelta(hours=49)).answer

    assert answer["status"] == "too_late"
    assert Callback.objects.count() == 0


def test_a_secret_in_a_free_text_is_masked_before_it_is_kept(customer: Customer, rule: Rule) -> None:
    words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
    data = {"matter_id": "m-77", "summary": f"my words: {words}", "new_field": [{"deep": words}]}

    kept = accept(customer.wallet, event(data=data), by=BACKEND, at=NOON).event

    kept.refresh_from_db()
    assert words not in kept.data
    assert json.loads(kept.data)["matter_id"] == "m-77"


def test_after_erasure_a_replay_brings_nothing_back(customer: Customer, rule: Rule) -> None:
    accept(customer.wallet, event(), by=BACKEND, at=NOON)
    Callback.objects.all().delete()

    erase(customer, by=BACKEND, at=LATER)
    answer = accept(customer.wallet, event(), by=BACKEND, at=LATER).answer

    kept = Event.objects.get()
    assert answer["status"] == "erased"
    assert (kept.subject, kept.matter_id, kept.data, kept.digest, kept.customer) == ("", "", "", "", None)


def test_a_batch_answers_in_order_and_a_bad_item_does_not_undo_the_others(
    customer: Customer, rule: Rule
) -> None:
    items: list[Any] = [
        event("e-1"),
        {"id": 7},
        event("e-3", data={"matter_id": "m-3"}),
        "text",
        event("e-1"),
    ]

    results = accept_batch(customer.wallet, items, by=BACKEND, at=NOON)

    told = [r.accepted.answer["id"] if r.accepted else r.refused and r.refused.code for r in results]
    assert told == ["e-1", "invalid", "e-3", "invalid", "e-1"]
    assert Callback.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"id": None}, [Fault("/id", "missing")]),
        ({"source": 5}, [Fault("/source", "wrong_type")]),
        ({"subject": "苏 晴"}, [Fault("/subject", "malformed")]),
        ({"specversion": "0.3"}, [Fault("/specversion", "not_listed")]),
        ({"time": "yesterday"}, [Fault("/time", "malformed")]),
        ({"time": "2026-11-23T12:00:00"}, [Fault("/time", "malformed")]),
        ({"time": "2026-11-23T12:05:01+08:00"}, [Fault("/time", "in_the_future")]),
        ({"data": None}, [Fault("/data", "missing")]),
        ({"data": []}, [Fault("/data", "wrong_type")]),
        ({"data": {}}, [Fault("/data/matter_id", "missing")]),
        ({"data": {"matter_id": "m", "amount": 250}}, [Fault("/data/amount", "wrong_type")]),
        ({"data": {"matter_id": "m", "rail": "pigeon"}}, [Fault("/data/rail", "not_listed")]),
        (
            {"data": {"matter_id": "m", "sent_at": "2026-13-01T00:00Z"}},
            [Fault("/data/sent_at", "malformed")],
        ),
        ({"data": {"matter_id": "m", "summary": "x" * 501}}, [Fault("/data/summary", "too_long")]),
        ({"Bad-Extension": "x"}, [Fault("/Bad-Extension", "unknown")]),
        ({"data": {"matter_id": "m", "n": 2**60}}, [Fault("", "malformed")]),
        ({"data": {"matter_id": "m", "n": float("inf")}}, [Fault("", "malformed")]),
        ({"data": {"matter_id": "m", "s": "\ud800"}}, [Fault("", "malformed")]),
    ],
)
def test_what_is_wrong_is_named_by_its_place(
    customer: Customer, rule: Rule, changes: dict[str, Any], faults: list[Fault]
) -> None:
    with pytest.raises(Invalid) as refused:
        accept(customer.wallet, event(**changes), by=BACKEND, at=NOON)

    assert list(refused.value.faults) == faults
    assert Event.objects.count() == 0


def test_an_event_that_is_too_deep_or_too_large_is_refused(customer: Customer) -> None:
    deep: Any = {}
    for _ in range(5000):
        deep = {"d": deep}

    with pytest.raises(Invalid):
        accept(customer.wallet, event(data={"matter_id": "m", "deep": deep}), by=BACKEND, at=NOON)
    with pytest.raises(TooLarge):
        accept(customer.wallet, event(data={"matter_id": "m", "x": "x" * 70_000}), by=BACKEND, at=NOON)


@pytest.mark.parametrize(
    "name", ["answerback.flood.v1", "answerback.payment_not_arrived.v2", "com.example.x", "answerback..v1"]
)
def test_an_unknown_type_is_refused(customer: Customer, name: str) -> None:
    with pytest.raises(UnknownType):
        accept(customer.wallet, event(type=name), by=BACKEND, at=NOON)


def test_fields_that_a_later_version_adds_are_kept(customer: Customer, rule: Rule) -> None:
    data = {"matter_id": "m-77", "branch": 12, "tags": ["a", "b"]}

    kept = accept(customer.wallet, event(data=data, traceparent="00-ab-cd-01"), by=BACKEND, at=NOON).event

    assert json.loads(kept.data) == data


def test_callback_knows_choices_and_amounts_of_its_event_and_no_free_text(
    customer: Customer, rule: Rule
) -> None:
    wallet = customer.wallet
    data = {
        "matter_id": "m-77",
        "amount": "250.00",
        "currency": "CNY",
        "rail": "bank_transfer",
        "summary": "王小明 paid",
    }

    accept(wallet, event(data=data), by=BACKEND, at=NOON)

    about = Callback.objects.for_wallet(wallet).get().about
    assert {name: about[name] for name in ("amount", "currency", "rail")} == {
        "amount": "250.00",
        "currency": "CNY",
        "rail": "bank_transfer",
    }
    assert "summary" not in about
