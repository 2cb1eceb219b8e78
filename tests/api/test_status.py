"""A wallet's backend lets its signed-in user see the live status in its own app, and takes it back."""

from __future__ import annotations

from datetime import UTC, datetime

from answerback.customers.models import Customer
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.keys.checking import check_jws
from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks
from answerback.live.call_verdicts import TYPE
from answerback.live.tickets import Audience, Ticket, read
from answerback.storage.ids import new_id
from answerback.wallets.kinds import Scope
from answerback.wallets.models import Wallet
from answerback.wallets.update import change_policies
from tests.api.cast import Machine, a_machine, json_of

SITE = "https://app.lanyue.example"
PUBLIC = "http://check.localhost:8000"


def ticket_of(said: dict[str, str]) -> Ticket:
    ticket = read(said["ticket"], at=datetime.now(UTC))
    assert ticket is not None
    return ticket


def test_ticket_is_for_this_customer_alone_and_says_what_to_check(
    machine: Machine, customer: Customer
) -> None:
    response = machine.call("POST", "/v1/status-tickets", {"customer": "u-1001"})

    said = json_of(response)
    ticket = ticket_of(said)
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    assert (ticket.audience, ticket.wallet_id, ticket.subject_id) == (
        Audience.APP,
        customer.wallet_id,
        customer.id,
    )
    assert (ticket.origin, ticket.session) == ("", said["session"].replace("-", ""))
    assert said == {
        "ticket": said["ticket"],
        "expires_at": datetime.fromtimestamp(ticket.expires, tz=UTC).isoformat().replace("+00:00", "Z"),
        "session": said["session"],
        "issuer": "answerback:lanyue",
        "subject": customer.pairwise_id.hex,
        "stream": f"{PUBLIC}/live/stream",
        "status": f"{PUBLIC}/live/status",
        "jwks": f"{PUBLIC}/.well-known/answerback/keys/lanyue",
        "portal": "http://my.localhost:8000/my/",
        "keys": public_jwks(Purpose.STATUS, customer.wallet_id)["keys"],
    }


def test_next_ticket_goes_on_with_the_same_session(machine: Machine, customer: Customer) -> None:
    first = json_of(machine.call("POST", "/v1/status-tickets", {"customer": "u-1001"}))
    body = {"customer": "u-1001", "session": first["session"]}

    assert json_of(machine.call("POST", "/v1/status-tickets", body))["session"] == first["session"]


def test_only_a_declared_site_may_read_in_a_browser(machine: Machine, customer: Customer) -> None:
    body = {"customer": "u-1001", "origin": SITE}
    refused = machine.call("POST", "/v1/status-tickets", body)
    change_policies(customer.wallet, changes={"status_origins": [SITE]}, by=SYSTEM, at=datetime.now(UTC))
    given = machine.call("POST", "/v1/status-tickets", body)

    assert (refused.status_code, json_of(refused)["code"]) == (422, "status.origin_not_declared")
    assert ticket_of(json_of(given)).origin == SITE


def test_ended_session_gets_no_ticket_and_ends_once(machine: Machine, customer: Customer) -> None:
    session = json_of(machine.call("POST", "/v1/status-tickets", {"customer": "u-1001"}))["session"]
    path = f"/v1/customers/u-1001/status-sessions/{session}"
    answers = [machine.call("DELETE", path).status_code for _ in range(2)]
    again = machine.call("POST", "/v1/status-tickets", {"customer": "u-1001", "session": session})

    assert answers == [204, 204]
    assert (again.status_code, json_of(again)["code"]) == (409, "status.session_ended")
    assert Entry.objects.filter(kind="status_session.ended").count() == 1


def test_another_wallets_machine_knows_nobody_here(other_machine: Machine, customer: Customer) -> None:
    session = new_id()
    answers = [
        other_machine.call("POST", "/v1/status-tickets", {"customer": "u-1001"}),
        other_machine.call("DELETE", f"/v1/customers/u-1001/status-sessions/{session}"),
        other_machine.call("POST", "/v1/call-verdicts", {"customer": "u-1001", "number": "+864000000188"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_key_without_the_scope_gets_no_ticket(lanyue: Wallet, customer: Customer) -> None:
    reader = a_machine(lanyue, Scope.READ)

    assert reader.call("POST", "/v1/status-tickets", {"customer": "u-1001"}).status_code == 403


def judged(machine: Machine, number: str) -> dict[str, str]:
    body = {"customer": "u-1001", "number": number, "nonce": "n-3"}
    response = machine.call("POST", "/v1/call-verdicts", body)
    assert response.status_code == 200
    said: dict[str, str] = json_of(response)
    return said


def test_call_that_we_do_not_make_is_not_legit_and_signed(machine: Machine, customer: Customer) -> None:
    said = judged(machine, "400 000 0188")
    claims = check_jws(Purpose.STATUS, customer.wallet_id, said["jws"], typ=TYPE)

    assert (said["verdict"], said["why"], said["number"]) == (
        "NOT_LEGIT",
        "we_are_not_ringing",
        "+864000000188",
    )
    assert {name: claims[name] for name in ("iss", "sub", "number", "verdict", "leg", "nonce")} == {
        "iss": "answerback:lanyue",
        "sub": customer.pairwise_id.hex,
        "number": "+864000000188",
        "verdict": "NOT_LEGIT",
        "leg": None,
        "nonce": "n-3",
    }
    assert claims["exp"] - claims["iat"] == 30


def test_number_that_is_nobodys_is_unknown(machine: Machine, customer: Customer) -> None:
    assert [judged(machine, number)["verdict"] for number in ("+8617000000077", "not a number", "")] == [
        "UNKNOWN"
    ] * 3
