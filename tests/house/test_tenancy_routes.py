"""Every address that names a thing answers 404 to whoever comes from another wallet.

The addresses are read from the resolver, so that a new one cannot be forgotten; that the same ids are found by
their own people shows that the test could fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

FACES = ("desk/", "console/", "my/", "api/v1/")
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
# What these name is no thing of a wallet: a one-time link, the purpose of the own wallet's key, a place for texts.
NOT_A_THING = {"token", "purpose", "place", "figure"}
FIXED = {"kind": "unlock_account", "session": "0190f3a0-0000-7000-8000-000000000001"}
# Enough of every form, so that what is refused is refused for whose it is.
FORM = {"language": "en", "level": "nothing", "said": "answered", "verdict": "mistaken", "way": "earlier"}
# By the end of the address, where the API wants another body than most.
BODIES = {
    "uses": b'{"customer": "user-1", "use_id": "use-1"}',
    "state": b'{"tracker": "jira", "reference": "WISH-1"}',
}
# Found only in a certain state: on the agent's own desk, on a live leg, with a chosen half hour.
IN_A_STATE = (
    *("desk/callbacks/", "desk/calls/", "desk/hotline/", "my/calls/"),
    "my/callbacks/<uuid:callback_id>/calendar.ics",
)


def patterns(of: list[object], before: str = "") -> Iterator[str]:
    for one in of:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern).lstrip("^").rstrip("$")


def addresses() -> list[str]:
    """All addresses of the faces that hold an id."""
    found = {one for one in patterns(get_resolver().url_patterns) if one.startswith(FACES)}
    return sorted(one for one in found if HOLE.search(one) and not set(HOLE.findall(one)) & NOT_A_THING)


def filled_in(address: str, ids: dict[str, object]) -> str:
    return "/" + HOLE.sub(lambda hole: str((FIXED | ids)[hole[1]]), address)


def face_of(address: str) -> str:
    return next(face for face in FACES if address.startswith(face))


@pytest.fixture
def two_wallets(db, settings):
    from tests.console.cast import make_house
    from tests.filled import fill

    settings.DEMO = True
    at = datetime.now(UTC)
    house = make_house()
    type(house.other.customer).objects.filter(id=house.other.customer.id).update(external_id="install-7f3a")
    house.other.customer.refresh_from_db()
    own = fill(house.cast.wallet, house.cast.customer, house.cast.agent, at=at)
    theirs = fill(house.other.wallet, house.other.customer, house.other.agent, at=at)
    return house, own, theirs


def visitors(house) -> dict[str, list]:
    """Who may open something on each face, all of the first wallet."""
    from tests.api.cast import a_machine

    staff = {
        "desk/": [house.cast.agent],
        "console/": [house.cast.supervisor, house.administrator],
    }
    found = {face: [house.client(member) for member in members] for face, members in staff.items()}
    return found | {"my/": [user(house.cast.customer)], "api/v1/": [a_machine(house.cast.wallet)]}


def user(customer) -> Client:
    from answerback.customers import portal_session
    from answerback.portal.access import COOKIE

    _session, cookie = portal_session.begin(customer, at=timezone.now())
    client = Client()
    client.cookies[COOKIE] = cookie
    return client


def methods_of(address: str) -> tuple[str, ...]:
    return ("GET", "POST", "DELETE") if face_of(address) == "api/v1/" else ("GET", "POST")


def answers(visitor, method: str, path: str) -> int:
    if hasattr(visitor, "token"):
        from tests.api.test_legs import CallCentre

        body = BODIES.get(path.rpartition("/")[2], b'{"done": true, "code": "done"}')
        raw = body if method == "POST" else b""
        signed = CallCentre(visitor).headers(raw)
        return visitor.call(method, path.removeprefix("/api"), raw, **signed).status_code
    return (visitor.post(path, FORM) if method == "POST" else visitor.get(path)).status_code


def test_another_wallets_ids_are_found_nowhere(two_wallets) -> None:
    house, _own, theirs = two_wallets
    who = visitors(house)

    found = []
    for address in addresses():
        path = filled_in(address, theirs)
        for visitor in who[face_of(address)]:
            for method in methods_of(address):
                status = answers(visitor, method, path)
                # 403: the role has no such right at all; 405: nothing is done by this method
                if status not in (403, 404, 405):
                    found.append((method, address, status))
    assert found == []


def test_every_address_says_404_to_the_one_who_could_open_his_own(two_wallets) -> None:
    """A page that refuses everybody would pass the test above."""
    house, _own, theirs = two_wallets
    who = visitors(house)

    silent = [
        address
        for address in addresses()
        if 404
        not in {
            answers(visitor, method, filled_in(address, theirs))
            for visitor in who[face_of(address)]
            for method in methods_of(address)
        }
    ]
    assert silent == []


def test_own_ids_are_found_on_every_page(two_wallets) -> None:
    house, own, _theirs = two_wallets
    who = visitors(house)
    lost = []
    for address in addresses():
        statuses = {answers(one, "GET", filled_in(address, own)) for one in who[face_of(address)]}
        if statuses <= {403, 404}:
            lost.append(address)
    assert [one for one in lost if not one.startswith(IN_A_STATE)] == []


def test_same_external_id_names_another_person_in_another_wallet(two_wallets) -> None:
    house, _own, _theirs = two_wallets
    (machine,) = visitors(house)["api/v1/"]
    type(house.other.stranger).objects.filter(id=house.other.stranger.id).update(zone="Europe/Paris")

    said = machine.call("GET", "/v1/customers/user-2").content.decode()

    assert ("Asia/Shanghai" in said, "Europe/Paris" in said) == (True, False)
