from typing import Any

import pytest

from answerback.customers.models import Customer
from answerback.customers.queries import find
from answerback.wallets.models import Wallet
from tests.api.cast import Machine, json_of

BODY: dict[str, Any] = {
    "name": "苏晴",
    "language": "zh-hans",
    "zone": "Asia/Shanghai",
    "numbers": [{"number": "170 0000 0021", "verified_at": "2025-01-01T00:00:00Z", "forwarding": False}],
    "consents": {"service": {"granted": True, "at": "2025-01-01T08:00:00+08:00"}},
}
SHOWN = {
    "external_id": "u-1",
    "version": 1,
    "language": "zh-hans",
    "zone": "Asia/Shanghai",
    "stop": "nothing",
    "quiet_until": None,
    "prefers_in_app": False,
    "numbers": [
        {
            "ending": "21",
            "verified_at": "2025-01-01T00:00:00Z",
            "changed_at": None,
            "sim_changed_at": None,
            "forwarding": False,
        }
    ],
    "consents": ["service"],
}


def test_a_customer_is_brought_shown_and_never_told_in_full(machine: Machine) -> None:
    brought = machine.call("PUT", "/v1/customers/u-1", BODY)
    read = machine.call("GET", "/v1/customers/u-1")

    assert (brought.status_code, brought["ETag"], json_of(brought)) == (201, '"1"', SHOWN)
    assert (read.status_code, read["ETag"], json_of(read)) == (200, '"1"', SHOWN)


def test_the_same_body_again_is_200_and_the_same_version(machine: Machine) -> None:
    machine.call("PUT", "/v1/customers/u-1", BODY)
    again = machine.call("PUT", "/v1/customers/u-1", BODY)

    assert (again.status_code, again["ETag"]) == (200, '"1"')


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"if-match": '"1"'}, 200),
        ({"if-match": "*"}, 200),
        ({"if-match": '"2"'}, 412),
        ({"if-none-match": "*"}, 412),
        ({"if-match": "1"}, 400),
        ({"if-match": 'W/"1"'}, 400),
    ],
)
def test_a_change_may_ask_for_a_version(machine: Machine, headers: dict[str, str], status: int) -> None:
    machine.call("PUT", "/v1/customers/u-1", BODY)

    assert machine.call("PUT", "/v1/customers/u-1", {"zone": "Asia/Tokyo"}, **headers).status_code == status


def test_what_is_wrong_is_pointed_at(machine: Machine) -> None:
    body = BODY | {"numbers": [{"number": "abc"}], "zone": "Nowhere/There"}
    shape = {"numbers": [{"number": 17, "colour": "red", "verified_at": "today"}], "consents": {"fun": {}}}

    values = json_of(machine.call("PUT", "/v1/customers/u-1", body))
    types = json_of(machine.call("PUT", "/v1/customers/u-1", shape))

    assert [(one["pointer"], one["code"]) for one in values["errors"]] == [
        ("/zone", "not_a_zone"),
        ("/numbers/0/number", "not_a_number"),
    ]
    assert [(one["pointer"], one["code"]) for one in types["errors"]] == [
        ("/numbers/0/number", "wrong_type"),
        ("/numbers/0/verified_at", "malformed"),
        ("/numbers/0/colour", "unknown"),
        ("/consents/fun/[key]", "not_listed"),
        ("/consents/fun/granted", "missing"),
        ("/consents/fun/at", "missing"),
    ]


def test_a_self_custodial_wallet_takes_no_name(other_machine: Machine) -> None:
    refused = other_machine.call("PUT", "/v1/customers/inst-1", {"name": "苏晴"})
    taken = other_machine.call("PUT", "/v1/customers/inst-1", {"language": "en"})

    assert (refused.status_code, json_of(refused)["code"]) == (422, "customers.only_an_installation")
    assert taken.status_code == 201


def test_erasing_answers_204_and_then_there_is_nothing(machine: Machine, customer: Customer) -> None:
    first = machine.call("DELETE", "/v1/customers/u-1001")
    second = machine.call("DELETE", "/v1/customers/u-1001")

    assert (first.status_code, second.status_code) == (204, 404)
    assert find(customer.wallet, "u-1001") is None


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_another_wallets_customer_is_not_there(
    machine: Machine, other_machine: Machine, customer: Customer, method: str
) -> None:
    assert other_machine.call(method, "/v1/customers/u-1001").status_code == 404
    assert machine.call("GET", "/v1/customers/u-1001").status_code == 200


def test_two_wallets_may_use_the_same_external_id(
    machine: Machine, other_machine: Machine, lanyue: Wallet, qingtan: Wallet
) -> None:
    machine.call("PUT", "/v1/customers/same", {"zone": "Asia/Shanghai"})
    other_machine.call("PUT", "/v1/customers/same", {"zone": "Europe/Lisbon"})

    zones = [one.zone for wallet in (lanyue, qingtan) if (one := find(wallet, "same"))]
    assert zones == ["Asia/Shanghai", "Europe/Lisbon"]
