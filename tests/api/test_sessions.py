from datetime import UTC, datetime

import pytest

from answerback.api.idempotency import forget_old
from answerback.api.models import StoredAnswer
from answerback.customers.models import Customer, PortalLink
from answerback.customers.portal_link import spend
from tests.api.cast import Machine, json_of

BODY = {"customer": "u-1001", "return_path": "/my/calls/"}


def test_a_session_is_opened_by_a_link_that_works_once(machine: Machine, customer: Customer) -> None:
    response = machine.call("POST", "/v1/customer-sessions", BODY)

    url = json_of(response)["url"]
    spent = spend(url.rsplit("/", 1)[1], at=datetime.now(UTC))
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    assert url.startswith("http://my.localhost:8000/my/enter/")
    assert (spent.session.customer, spent.return_path) == (customer, "/my/calls/")


def test_the_same_idempotency_key_gives_the_same_link(machine: Machine, customer: Customer) -> None:
    first = machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-1"})
    second = machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-1"})
    other = machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-2"})

    assert (first.status_code, second.status_code) == (201, 201)
    assert json_of(second) == json_of(first)
    assert json_of(other) != json_of(first)
    assert PortalLink.objects.for_wallet(customer.wallet).count() == 2


def test_an_idempotency_key_is_for_one_request(machine: Machine, customer: Customer) -> None:
    machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-1"})
    response = machine.call(
        "POST", "/v1/customer-sessions", {"customer": "u-1"}, **{"idempotency-key": "k-1"}
    )

    assert (response.status_code, json_of(response)["code"]) == (422, "idempotency_key_reused")


def test_an_idempotency_key_of_one_wallet_tells_another_nothing(
    machine: Machine, other_machine: Machine, customer: Customer
) -> None:
    machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-1"})
    response = other_machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-1"})

    assert response.status_code == 404


def test_a_refusal_is_not_kept_and_may_be_tried_again(machine: Machine, customer: Customer) -> None:
    body = {"customer": "u-later"}
    refused = machine.call("POST", "/v1/customer-sessions", body, **{"idempotency-key": "k-1"})
    machine.call("PUT", "/v1/customers/u-later", {})
    again = machine.call("POST", "/v1/customer-sessions", body, **{"idempotency-key": "k-1"})

    assert (refused.status_code, again.status_code) == (404, 201)


def test_kept_answers_are_forgotten_after_a_day(machine: Machine, customer: Customer) -> None:
    machine.call("POST", "/v1/customer-sessions", BODY, **{"idempotency-key": "k-1"})

    assert forget_old(at=datetime.now(UTC)) == 0
    assert forget_old(at=datetime(2100, 1, 1, tzinfo=UTC)) == 1
    assert StoredAnswer.objects.count() == 0


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/desk/"])
def test_a_session_leads_into_the_portal_only(machine: Machine, customer: Customer, path: str) -> None:
    response = machine.call("POST", "/v1/customer-sessions", {"customer": "u-1001", "return_path": path})

    assert (response.status_code, json_of(response)["code"]) == (422, "portal.not_our_page")
