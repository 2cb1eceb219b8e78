"""The sender takes a parcel to one pinned address, in a bounded time, and trusts nothing it hears there."""

from time import monotonic

from answerback.wallets.sender import Answer, HttpSender, Parcel
from tests.wallets.receiver import Receiver, listening


def parcel(url: str) -> Parcel:
    return Parcel(url, {"webhook-id": "msg_1", "Content-Type": "application/json"}, b'{"type":"x"}')


def send(url: str, *, total_seconds: float = 5) -> Answer:
    return HttpSender(allow_loopback=True, total_seconds=total_seconds).send(parcel(url))


def test_a_parcel_arrives_as_it_was_packed() -> None:
    with listening(Receiver()) as receiver:
        answer = send(receiver.url)

    ((path, headers, body),) = receiver.heard
    assert (answer.status, answer.is_accepted, answer.error) == (204, True, "")
    assert (path, headers["webhook-id"], body) == ("/hooks?from=answerback", "msg_1", b'{"type":"x"}')
    assert headers["host"] == receiver.url.split("/")[2]


def test_a_redirect_is_not_followed() -> None:
    with listening(Receiver(answers=[204])) as trap, listening(Receiver(answers=[302])) as receiver:
        receiver.location = trap.url
        answer = send(receiver.url)

    assert (answer.status, answer.is_accepted, trap.heard) == (302, False, [])


def test_a_long_answer_is_accepted_without_being_read_to_its_end() -> None:
    with listening(Receiver(answers=[200], body=b"x" * 3_000_000)) as receiver:
        assert send(receiver.url).status == 200


def test_an_answer_that_drips_byte_by_byte_ends_with_the_total_time() -> None:
    with listening(Receiver(drip_seconds=4)) as receiver:
        began = monotonic()
        answer = send(receiver.url, total_seconds=0.5)

    assert (answer.status, answer.error) == (None, "timed_out")
    assert monotonic() - began < 3


def test_nobody_listening_is_an_error_code_not_an_exception() -> None:
    with listening(Receiver()) as receiver:
        url = receiver.url

    assert send(url).error == "no_connection"


def test_a_forbidden_address_is_never_connected_to() -> None:
    with listening(Receiver()) as receiver:
        answer = HttpSender(allow_loopback=False).send(parcel(receiver.url))

    assert (answer.status, answer.error, receiver.heard) == (None, "address_scheme", [])
