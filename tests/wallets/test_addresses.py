"""Messages go to public addresses only, whatever the name in the URL turns out to mean."""

import socket
from typing import Any

import pytest

from answerback.wallets.addresses import Target, checked_url, pinned_address
from answerback.wallets.refusals import AddressForbidden


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.lanyue.example/",
        "ftp://hooks.lanyue.example/",
        "https://user:pass@hooks.lanyue.example/",
        "https://user@hooks.lanyue.example/",
        "https:///path",
        "https://hooks.lanyue.example/#part",
        "https://hooks.lanyue.example:22/",
        "https://hooks.lanyue.example:99999/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://192.168.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "not a url",
        "",
    ],
)
def test_a_url_that_could_reach_a_neighbour_is_refused(url: str) -> None:
    with pytest.raises(AddressForbidden):
        checked_url(url, allow_loopback=False)


def test_a_good_url_is_taken_apart() -> None:
    target = checked_url("https://Hooks.Lanyue.example:8443/in?x=1", allow_loopback=False)

    assert target == Target("https", "hooks.lanyue.example", 8443, "/in?x=1")
    assert target.authority == "hooks.lanyue.example:8443"


def test_only_the_demo_and_tests_may_talk_to_this_machine() -> None:
    target = checked_url("http://127.0.0.1:9000/x", allow_loopback=True)

    assert pinned_address(target, allow_loopback=True) == "127.0.0.1"
    with pytest.raises(AddressForbidden):
        pinned_address(target, allow_loopback=False)
    with pytest.raises(AddressForbidden):
        checked_url("http://10.0.0.1:9000/x", allow_loopback=True)


@pytest.mark.parametrize(
    "answers", [["10.0.0.5"], ["93.184.215.14", "169.254.169.254"], ["::ffff:10.0.0.5"], ["fe80::1%eth0"]]
)
def test_a_public_name_with_one_private_address_is_refused(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    target = checked_url("https://rebind.example/", allow_loopback=False)

    with pytest.raises(AddressForbidden):
        pinned_address(target, allow_loopback=False)
