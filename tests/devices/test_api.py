"""The wallet's backend carries its app's question and answer; the agent's desk shows the digits."""

from __future__ import annotations

from answerback.callbacks.status import Face
from tests.api.cast import Machine, a_machine, json_of
from tests.devices.calling import Call


def test_app_proves_a_call_over_the_api(call: Call) -> None:
    machine = a_machine(call.cast.wallet)
    call.answered()
    body = {"customer": "user-1", "device": str(call.app.device), "question": call.app.ask()}
    asked = machine.call("POST", "/v1/device-exchanges", body)
    made = json_of(asked)
    answer = {"customer": "user-1", "exchange": made["exchange"]}
    wrong = machine.call("POST", "/v1/device-answers", answer | {"answer": "00000000"})
    right = machine.call(
        "POST", "/v1/device-answers", answer | {"answer": call.app.answer(made["server_question"])}
    )

    assert (asked.status_code, made["suite"]) == (201, "OCRA-1:HOTP-SHA256-8:QA08")
    assert json_of(wrong) == {"matched": False, "tries_left": 2}
    assert json_of(right) == {"matched": True, "tries_left": 0}
    assert call.face == Face.TALKING


def test_without_a_call_the_api_refuses_in_one_way(call: Call) -> None:
    machine: Machine = a_machine(call.cast.wallet)
    body = {"customer": "user-1", "device": str(call.app.device), "question": "ABCDEFGH"}

    assert json_of(machine.call("POST", "/v1/device-exchanges", body))["code"] == "device.no_call"
    unknown = machine.call("POST", "/v1/device-exchanges", body | {"customer": "user-2"})
    assert json_of(unknown)["code"] == "device.unknown"
