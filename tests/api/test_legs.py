"""`POST /api/v1/legs`: what a request must be before a call centre's word moves a user's page."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from answerback.api import idempotency
from answerback.api.models import SignedMessage
from answerback.callbacks.ask import ask
from answerback.callbacks.models import Attempt
from answerback.callbacks.queries import state_of
from answerback.callbacks.status import Face
from answerback.journal.write import SYSTEM
from answerback.people.models import Role
from answerback.wallets.kinds import Scope
from tests.api.cast import Machine, a_machine, json_of
from tests.cast import Cast, make_cast, make_member
from tests.desk.acting import where_it_is_noon

NUMBER = "+8617000000001"


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class CallCentre:
    """A dialer that signs as Standard Webhooks say, with the secret that it computes from its API key."""

    machine: Machine

    def headers(
        self, raw: bytes, *, id: str = "", at: datetime | None = None, key: str = ""
    ) -> dict[str, str]:
        message_id = id or f"msg_{uuid4().hex}"
        stamp = str(int((at or now()).timestamp()))
        secret = hashlib.sha256((key or self.machine.token).encode()).digest()
        made = hmac.digest(secret, f"{message_id}.{stamp}.".encode() + raw, "sha256")
        return {
            "webhook-id": message_id,
            "webhook-timestamp": stamp,
            "webhook-signature": "v1," + base64.b64encode(made).decode(),
        }

    def says(self, _event: str, **more: Any) -> HttpResponse:
        fields = {"call_id": "dialer-7:1", "number": NUMBER, "agent": "1001", "at": now().isoformat()}
        return self.sends(json.dumps(fields | {"event": _event} | more).encode())

    def sends(self, raw: bytes, **how: Any) -> HttpResponse:
        return self.machine.call("POST", "/v1/legs", raw, **self.headers(raw, **how))

    def code(self, call_id: str = "dialer-7:1") -> HttpResponse:
        return self.machine.call("POST", f"/v1/legs/{call_id}/code", b"", **self.headers(b""))


@pytest.fixture
def cast(db: None) -> Cast:
    """A customer for whom it is day, who has asked to be rung."""
    cast = make_cast()
    cast.wallet.lines = ["external", "inapp"]
    cast.wallet.save()
    cast.customer.zone = where_it_is_noon()
    cast.customer.save()
    ask(cast.customer, language="en", by=SYSTEM, at=now() - timedelta(minutes=5))
    return cast


@pytest.fixture
def centre(cast: Cast) -> CallCentre:
    return CallCentre(a_machine(cast.wallet, Scope.LEGS_WRITE))


def told(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, json_of(response).get("code", "")


def test_call_is_followed_from_ringing_to_the_code_and_the_end(cast: Cast, centre: CallCentre) -> None:
    ringing = json_of(centre.says("ringing"))
    faces = [state_of(cast.customer, now()).face]
    answered = json_of(centre.says("answered"))
    faces.append(state_of(cast.customer, now()).face)
    code = json_of(centre.code())
    over = json_of(centre.says("hung_up"))
    faces.append(state_of(cast.customer, now()).face)

    assert faces == [Face.RINGING, Face.CONNECTED, Face.ENDED]
    assert [one["state"] for one in (ringing, answered, over)] == ["ringing", "answered", "ended"]
    assert (ringing["witness"], ringing["status"], over["confirmed"]) == ("reported", "taken", False)
    assert len(code["code"]) == 6 and code["code"].isdigit()


def test_same_event_signed_again_is_known(cast: Cast, centre: CallCentre) -> None:
    centre.says("ringing")

    again = centre.says("ringing")

    assert (again.status_code, json_of(again)["status"]) == (202, "known")
    assert Attempt.objects.for_wallet(cast.wallet).count() == 1


def test_replayed_bytes_are_refused(cast: Cast, centre: CallCentre) -> None:
    raw = json.dumps(
        {"call_id": "c", "number": NUMBER, "agent": "1001", "at": now().isoformat(), "event": "ringing"}
    ).encode()
    headers = centre.headers(raw)
    first = centre.machine.call("POST", "/v1/legs", raw, **headers)

    again = centre.machine.call("POST", "/v1/legs", raw, **headers)

    assert (first.status_code, told(again)) == (202, (409, "message_replayed"))


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,é"},
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1"},
        {"webhook-timestamp": "９９"},
        {"webhook-timestamp": "1e9"},
    ],
)
def test_forged_request_is_refused_and_moves_nothing(
    cast: Cast, centre: CallCentre, change: dict[str, str]
) -> None:
    raw = json.dumps(
        {"call_id": "c", "number": NUMBER, "agent": "1001", "at": now().isoformat(), "event": "ringing"}
    ).encode()

    response = centre.machine.call("POST", "/v1/legs", raw, **centre.headers(raw) | change)

    assert told(response) == (401, "signature_wrong")
    assert state_of(cast.customer, now()).face is Face.ARRANGED


def test_signature_of_another_body_key_or_hour_is_refused(cast: Cast, centre: CallCentre) -> None:
    raw = b'{"call_id": "c"}'
    other = a_machine(cast.wallet, Scope.LEGS_WRITE, Scope.READ)
    elsewhere = centre.machine.call("POST", "/v1/legs", raw + b" ", **centre.headers(raw))
    keys = centre.sends(raw, key=other.token)
    hours = [centre.sends(raw, at=now() + timedelta(minutes=off)) for off in (-6, 6)]

    assert {told(one) for one in (elsewhere, keys, *hours)} == {(401, "signature_wrong")}


def test_key_without_the_scope_is_refused(cast: Cast) -> None:
    reader = CallCentre(a_machine(cast.wallet, Scope.READ))

    assert told(reader.says("ringing")) == (403, "wallets.scope_missing")


def test_second_wallet_finds_neither_number_nor_call(cast: Cast, centre: CallCentre) -> None:
    second = make_cast("second", "+8617000000031")
    second.wallet.lines = ["external", "inapp"]
    second.wallet.save()
    stranger = CallCentre(a_machine(second.wallet, Scope.LEGS_WRITE))
    centre.says("answered")

    answers = [told(stranger.says("answered")), told(stranger.says("hung_up")), told(stranger.code())]

    assert answers == [(409, "call_not_vouched_for"), (202, ""), (404, "not_found")]
    assert state_of(cast.customer, now()).face is Face.CONNECTED


def test_strangers_number_and_an_invented_one_get_the_same_bytes(cast: Cast, centre: CallCentre) -> None:
    make_member(cast.wallet, Role.AGENT, "other", "小红", "Xiao Hong", "1002")
    stranger = cast.stranger
    stranger.stop = "everything"
    stranger.save()

    bodies = set()
    for number in ("+8617000000012", "+8617000000098"):
        body = json_of(centre.says("ringing", number=number, agent="1002"))
        body.pop("instance")
        bodies.add(json.dumps(body, sort_keys=True))

    assert len(bodies) == 1


def test_code_is_not_there_before_the_answer_nor_after_the_end(cast: Cast, centre: CallCentre) -> None:
    centre.says("ringing")
    before = told(centre.code())
    centre.says("answered")
    centre.says("hung_up")

    assert (before, told(centre.code())) == ((409, "no_code_left"), (409, "no_code_left"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("call_id", "a b"),
        ("call_id", ""),
        ("event", "media"),
        ("at", "yesterday"),
        ("cause", "bored"),
        ("agent", "10 01"),
        ("callback", "not-a-uuid"),
        ("more", "unknown"),
    ],
)
def test_wrong_field_is_named(cast: Cast, centre: CallCentre, field: str, value: str) -> None:
    response = centre.says("ringing", **{field: value})

    assert response.status_code == 422
    assert [one["pointer"] for one in json_of(response)["errors"]] == [f"/{field}"]


def test_end_is_not_believed_to_lie_before_the_call(cast: Cast, centre: CallCentre) -> None:
    centre.says("ringing")
    centre.says("answered")

    over = centre.says("hung_up", at=(now() - timedelta(days=3)).isoformat())

    attempt = Attempt.objects.for_wallet(cast.wallet).get()
    assert (told(over), attempt.ended_at) == ((422, "report_too_old"), None)


def test_time_that_is_no_date_is_refused(cast: Cast, centre: CallCentre) -> None:
    raw = b"{}"
    headers = centre.headers(raw) | {"webhook-timestamp": "9" * 12}
    secret = hashlib.sha256(centre.machine.token.encode()).digest()
    made = hmac.digest(secret, f"{headers['webhook-id']}.{'9' * 12}.".encode() + raw, "sha256")
    headers["webhook-signature"] = "v1," + base64.b64encode(made).decode()

    assert centre.machine.call("POST", "/v1/legs", raw, **headers).status_code == 401


def test_signed_messages_are_forgotten_after_a_day(cast: Cast, centre: CallCentre) -> None:
    centre.says("ringing")
    kept = SignedMessage.objects.for_wallet(cast.wallet).count()

    idempotency.forget_old(at=now() + timedelta(days=2))

    assert (kept, SignedMessage.objects.for_wallet(cast.wallet).count()) == (1, 0)
