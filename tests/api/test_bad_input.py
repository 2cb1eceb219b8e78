import json
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerback.customers.models import Customer
from answerback.intake.models import Event
from tests.api.cast import BATCH, CLOUDEVENT, Machine, json_of
from tests.canary import Canary
from tests.guard.phrases import phrase
from tests.intake.cast import event

BODIES = [
    (b" ", 400, "broken_json"),
    (b"{", 400, "broken_json"),
    (b"\xff\xfe", 400, "broken_json"),
    (b'{"a": 1} x', 400, "broken_json"),
    (b'{"a": 1, "a": 2}', 400, "ambiguous_json"),
    (b'{"a": NaN}', 400, "ambiguous_json"),
    (b'{"a": -Infinity}', 400, "ambiguous_json"),
    (b'{"a": 1e999}', 400, "ambiguous_json"),
    (b'{"a": 9007199254740993}', 400, "ambiguous_json"),
    (b'{"a": ' + b"9" * 5000 + b"}", 400, "ambiguous_json"),
    (b'{"a": "\\ud800"}', 400, "ambiguous_json"),
    (b"[" * 100_000, 400, "ambiguous_json"),
    (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "ambiguous_json"),
    (b"null", 422, "invalid"),
    (b"[]", 422, "invalid"),
    (b'"text"', 422, "invalid"),
    (b"{}", 422, "invalid"),
]


@pytest.mark.parametrize(("body", "status", "code"), BODIES)
def test_what_is_not_an_event_is_a_clear_problem(
    machine: Machine, body: bytes, status: int, code: str
) -> None:
    response = machine.call("POST", "/v1/events", body, type_=CLOUDEVENT)

    told = json_of(response)
    assert (response.status_code, told["status"], told["code"]) == (status, status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert told["type"] == f"/api/problems/{code}"
    assert told["instance"] == response["X-Request-Id"]
    assert Event.objects.count() == 0


def test_name_of_an_unknown_field_that_is_a_secret_is_not_repeated(machine: Machine) -> None:
    words = " ".join(phrase())
    response = machine.call("POST", "/v1/customer-sessions", {words: "x"})
    assert (response.status_code, words in response.content.decode()) == (422, False)


def test_brackets_inside_a_text_are_not_depth(machine: Machine, customer: Customer) -> None:
    sent = event(time=None, data={"matter_id": "m", "summary": '[{"\\' * 100})

    assert machine.call("POST", "/v1/events", sent, type_=CLOUDEVENT).status_code == 202


def test_a_body_beyond_the_limit_is_413_and_nothing_is_kept(machine: Machine) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        response = machine.call("POST", "/v1/events", b" " * 1001, type_=CLOUDEVENT)

    assert (response.status_code, json_of(response)["code"]) == (413, "body_too_large")


def test_a_batch_beyond_the_limit_is_413(machine: Machine) -> None:
    response = machine.call("POST", "/v1/events", [{}] * 501, type_=BATCH)

    assert (response.status_code, json_of(response)["code"]) == (413, "events.batch_too_long")


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/", "/v1/nothing", "/v2/events", "/v1/events/", "/v1/events/7"]
)
def test_an_address_that_is_not_there_is_a_problem(machine: Machine, path: str) -> None:
    response = machine.call("GET", path)

    assert response.status_code in (404, 422)
    assert response["Content-Type"] == "application/problem+json"


def test_a_wrong_method_says_which_are_right(machine: Machine) -> None:
    response = machine.call("PATCH", "/v1/customers/u-1001", {})

    assert (response.status_code, json_of(response)["code"]) == (405, "method_not_allowed")
    assert set(response["Allow"].split(", ")) == {"PUT", "GET", "DELETE"}


def test_a_trouble_that_nobody_foresaw_is_500_and_logged_without_what_was_sent(
    machine: Machine, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    from answerback.api import events

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(canary.text)

    monkeypatch.setattr(events, "accept", broken)

    response = machine.call("POST", "/v1/events", event(), type_=CLOUDEVENT)

    told = json_of(response)
    assert (response.status_code, told["code"]) == (500, "our_fault")
    assert canary.heard_in(response.content.decode()) == []


def test_neither_errors_nor_logs_repeat_what_was_sent(machine: Machine, canary: Canary) -> None:
    personal = {
        "name": canary.name * 40,
        "numbers": [{"number": canary.text}, {"number": canary.phone, "verified_at": canary.code}],
        canary.text: 1,
    }
    bad_event = event(time=None, data={"matter_id": canary.name, "amount": canary.phone, "rail": canary.text})

    told = [
        machine.call("PUT", "/v1/customers/u-1", personal),
        machine.call("POST", "/v1/events", bad_event, type_=CLOUDEVENT),
        machine.call("POST", "/v1/events", bad_event | {"id": canary.name}, type_=CLOUDEVENT),
        machine.call("GET", f"/v1/customers/{canary.name}"),
    ]

    assert [one.status_code for one in told] == [422, 422, 422, 404]
    spoken = "".join(one.content.decode() for one in told)
    assert [one for one in canary.heard_in(spoken) if one != canary.text] == []


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        ("zh-CN,zh;q=0.9", "此地址没有内容，或者不属于您。"),
        ("en", "There is nothing at this address, or it is not yours."),
        ("tlh", "There is nothing at this address, or it is not yours."),
    ],
)
def test_a_problem_is_told_in_the_readers_language(machine: Machine, language: str, detail: str) -> None:
    response = machine.call("GET", "/v1/nothing", **{"accept-language": language})

    assert json_of(response)["detail"] == detail


FIELDS = ["name", "zone", "numbers", "consents", "stop", "language", "mail"]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)
fuzzed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


@fuzzed
@given(changes=st.dictionaries(st.sampled_from(sorted(event())), anything, max_size=4), data=anything)
def test_whatever_an_event_holds_there_is_an_answer(
    machine: Machine, changes: dict[str, Any], data: Any
) -> None:
    body = json.dumps(event() | {"data": data} | changes).encode()

    response = machine.call("POST", "/v1/events", body, type_=CLOUDEVENT)

    assert response.status_code in (202, 400, 409, 422, 413)
    assert json_of(response)


@fuzzed
@given(body=st.binary(max_size=200))
def test_whatever_the_bytes_there_is_an_answer(machine: Machine, body: bytes) -> None:
    response = machine.call("POST", "/v1/events", b" " + body, type_=BATCH)

    assert response.status_code in (200, 400, 422)


@fuzzed
@given(
    body=st.dictionaries(
        st.sampled_from(["name", "zone", "numbers", "consents", "stop", "language", "mail"]), anything
    )
)
def test_whatever_a_customer_holds_there_is_an_answer(machine: Machine, body: dict[str, Any]) -> None:
    response = machine.call("PUT", "/v1/customers/u-fuzz", json.dumps(body).encode())

    assert response.status_code in (200, 201, 400, 422)


@fuzzed
@given(external_id=st.text(min_size=1, max_size=30).filter(lambda text: text < "\ud800"))
def test_whatever_the_address_there_is_an_answer(machine: Machine, external_id: str) -> None:
    from urllib.parse import quote

    response = machine.call("GET", f"/v1/customers/{quote(external_id, safe='')}")

    assert response.status_code == 404
