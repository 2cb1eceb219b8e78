from typing import Any

import pytest

from answerback.callbacks.models import Callback
from answerback.customers.models import Customer
from answerback.intake.models import Event, Rule
from answerback.wallets.kinds import Scope
from answerback.wallets.models import Wallet
from tests.api.cast import BATCH, CLOUDEVENT, Machine, a_machine, json_of
from tests.intake.cast import event


def fresh(event_id: str = "e-1", **changes: Any) -> dict[str, Any]:
    """An event of now."""
    return event(event_id, **({"time": None} | changes))


def test_an_event_is_answered_202_with_its_callback(machine: Machine, customer: Customer, rule: Rule) -> None:
    response = machine.call("POST", "/v1/events", fresh(), type_=CLOUDEVENT)

    kept = Event.objects.get()
    assert response.status_code == 202
    assert json_of(response) == {
        "source": "/lanyue/payments",
        "id": "e-1",
        "event": str(kept.id),
        "status": "planned",
        "callback": str(Callback.objects.get().id),
    }


def test_the_same_event_again_is_the_same_answer(machine: Machine, customer: Customer, rule: Rule) -> None:
    first = machine.call("POST", "/v1/events", fresh(), type_=CLOUDEVENT)
    second = machine.call("POST", "/v1/events", fresh(), type_=CLOUDEVENT)

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert Callback.objects.count() == 1


def test_the_same_id_with_another_body_is_a_conflict(machine: Machine, customer: Customer) -> None:
    machine.call("POST", "/v1/events", fresh(), type_=CLOUDEVENT)
    response = machine.call("POST", "/v1/events", fresh(data={"matter_id": "m-9"}), type_=CLOUDEVENT)

    assert (response.status_code, json_of(response)["code"]) == (409, "events.conflict")


def test_a_batch_is_answered_item_by_item(machine: Machine, customer: Customer, rule: Rule) -> None:
    second = fresh("e-3", data={"matter_id": "m-3"})
    response = machine.call("POST", "/v1/events", [fresh(), {"id": "e-2"}, second], type_=BATCH)

    results = json_of(response)["results"]
    assert response.status_code == 200
    assert [one["status"] for one in results] == [202, 422, 202]
    assert [one.get("answer", {}).get("id") for one in results] == ["e-1", None, "e-3"]
    assert {"pointer": "/source", "code": "missing", "detail": "This is required."} in results[1]["problem"][
        "errors"
    ]
    assert Callback.objects.count() == 2


def test_an_unknown_customer_is_waited_for_and_served_when_he_comes(machine: Machine, rule: Rule) -> None:
    answer = json_of(machine.call("POST", "/v1/events", fresh(), type_=CLOUDEVENT))
    machine.call("PUT", "/v1/customers/u-1001", {"zone": "Asia/Shanghai"})
    now = json_of(machine.call("GET", f"/v1/events/{answer['event']}"))

    assert answer["status"] == "customer_missing"
    assert (now["status"], now["callback"]) == ("planned", str(Callback.objects.get().id))


def test_another_wallets_event_is_not_there(
    machine: Machine, other_machine: Machine, customer: Customer, rule: Rule
) -> None:
    answer = json_of(machine.call("POST", "/v1/events", fresh(), type_=CLOUDEVENT))

    assert machine.call("GET", f"/v1/events/{answer['event']}").status_code == 200
    assert other_machine.call("GET", f"/v1/events/{answer['event']}").status_code == 404


@pytest.mark.parametrize("type_", ["application/json", "text/plain", "", "application/x-www-form-urlencoded"])
def test_any_other_type_of_body_is_415(machine: Machine, type_: str) -> None:
    response = machine.call("POST", "/v1/events", fresh(), type_=type_)

    assert (response.status_code, json_of(response)["code"]) == (415, "wrong_media_type")


def test_a_type_with_a_charset_is_the_same_type(machine: Machine) -> None:
    type_ = "application/cloudevents+json; charset=utf-8"

    assert machine.call("POST", "/v1/events", fresh(), type_=type_).status_code == 202


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [
        ("", 401, "key_missing"),
        ("abk_live_invented", 401, "wallets.key_refused"),
        ("\u00ff", 401, "wallets.key_refused"),
    ],
)
def test_without_a_good_key_nothing_happens(db: None, token: str, status: int, code: str) -> None:
    response = Machine(token).call("POST", "/v1/events", fresh(), type_=CLOUDEVENT)

    assert (response.status_code, json_of(response)["code"]) == (status, code)
    assert response["WWW-Authenticate"] == "Bearer"
    assert Event.objects.count() == 0


def test_a_key_that_may_only_read_cannot_send(lanyue: Wallet) -> None:
    response = a_machine(lanyue, Scope.READ).call("POST", "/v1/events", fresh(), type_=CLOUDEVENT)

    assert (response.status_code, json_of(response)["code"]) == (403, "wallets.scope_missing")


def test_a_key_that_asks_too_often_is_told_when_to_come_back(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from answerback.api import key_auth
    from answerback.api.rate import Limiter

    monkeypatch.setattr(key_auth, "limiter", Limiter(burst=2, per_second=0.1))

    responses = [machine.call("GET", "/v1/customers/nobody") for _ in range(3)]

    assert [one.status_code for one in responses] == [404, 404, 429]
    assert 1 <= int(responses[2]["Retry-After"]) <= 10
