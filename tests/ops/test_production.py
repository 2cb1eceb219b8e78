"""A production process with safe settings: no demo convenience is there, and nothing secret is said."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ops.deployment import Deployment

CREATE = (
    "wallets create lanyue --name-en Lanyue --name-zh 岚月支付 --custody custodial --calling phone --line simulator"
    " --official-number +864000000188 --caller-number +864000000188"
)


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    one = Deployment(tmp_path_factory.mktemp("production"))
    assert one.command("migrate").returncode == 0
    assert one.command(*CREATE.split()).returncode == 0
    with one.process("serve", ready="port"):
        yield one


@pytest.mark.parametrize(
    ("face", "path", "status"),
    [
        ("staff", "/", 302),
        ("portal", "/", 302),
        ("public", "/", 302),
        ("staff", "/desk/", 302),
        ("portal", "/my/", 403),
        ("public", "/check/", 200),
        ("portal", "/desk/", 404),
        ("staff", "/my/", 404),
        ("public", "/my/", 404),
        ("staff", "/demo/trouble", 404),
        ("portal", "/demo/enter/x", 404),
        ("portal", "/demo/phone/answer", 404),
        ("public", "/ui/gallery", 404),
        ("public", "/ui/gallery/", 404),
        ("public", "/livez", 200),
        ("public", "/readyz", 200),
    ],
)
def test_each_origin_has_its_own_pages_and_no_demo(
    deployment: Deployment, face: str, path: str, status: int
) -> None:
    with deployment.visitor(face) as visitor:
        answer = visitor.get(path)

    assert answer.status_code == status
    assert "demo" not in answer.headers.get("location", "")


def test_unknown_host_is_refused(deployment: Deployment) -> None:
    with deployment.visitor("public", host="evil.test") as visitor:
        assert visitor.get("/check/").status_code == 404


def test_cookies_are_for_tls_only_and_pages_pin_it(deployment: Deployment) -> None:
    with deployment.visitor("staff") as visitor:
        page = visitor.get("/accounts/login/")

    assert page.status_code == 200
    assert all("Secure" in cookie for cookie in page.headers.get_list("set-cookie"))
    assert page.headers["strict-transport-security"].startswith("max-age=31536000")


def test_invitation_link_signs_in_and_a_demo_link_cannot_be_made(deployment: Deployment) -> None:
    invite = "staff invite lintao --wallet lanyue --work-number 9001 --name-en Lin --name-zh 林涛"
    said = deployment.command(*invite.split()).stdout
    link = said.strip().splitlines()[-1]

    assert link.startswith("https://desk.lanyue.test/accounts/enter/")
    with deployment.visitor("staff") as visitor:
        assert visitor.get(link.removeprefix("https://desk.lanyue.test")).status_code == 200


def test_second_server_on_the_same_data_is_refused(deployment: Deployment) -> None:
    ended = deployment.command("serve", "--port", "0")

    assert ended.returncode == 2
    assert "already serves" in ended.stderr


def test_turn_secret_and_keys_are_nowhere_in_the_logs(deployment: Deployment) -> None:
    assert "canary-turn-secret" not in "".join(deployment.said)
    assert deployment.variables["ANSWERBACK_SECRET_KEY"] not in "".join(deployment.said)


def test_server_stops_within_three_seconds_with_open_connections(tmp_path: Path) -> None:
    one = Deployment(tmp_path)
    with (
        one.process("serve", ready="port") as running,
        socket.create_connection(("127.0.0.1", one.port)) as idle,
    ):
        idle.sendall(b"GET /livez HTTP/1.1\r\nHost: che")
        running.send_signal(signal.SIGINT)
        running.wait(8)  # three seconds of ours; the rest is this machine's load

    assert running.returncode == 0
