from datetime import timedelta

import pytest

from answerback.customers import portal_session
from answerback.customers.models import Customer, PortalLink, PortalSession
from answerback.customers.portal_link import LinkSpent, NotOurPage, is_alive, make, spend
from answerback.journal.models import Entry, Payload
from tests.customers.cast import BACKEND, NOON


def test_a_link_opens_one_session_of_its_customer(customer: Customer) -> None:
    token = make(customer, return_path="/my/calls/", by=BACKEND, at=NOON)

    spent = spend(token, at=NOON + timedelta(seconds=59))

    assert (spent.session.customer, spent.return_path) == (customer, "/my/calls/")
    assert portal_session.find(spent.cookie, at=NOON + timedelta(hours=1)) == spent.session


def test_a_link_works_once(customer: Customer) -> None:
    token = make(customer, by=BACKEND, at=NOON)
    spend(token, at=NOON)

    with pytest.raises(LinkSpent):
        spend(token, at=NOON)

    assert PortalSession.objects.for_wallet(customer.wallet).count() == 1


def test_looking_at_a_link_does_not_spend_it(customer: Customer) -> None:
    token = make(customer, by=BACKEND, at=NOON)

    assert [is_alive(token, at=NOON), is_alive(token, at=NOON)] == [True, True]
    assert spend(token, at=NOON).session.customer == customer


@pytest.mark.parametrize("seconds", [60, 3600])
def test_a_link_is_dead_after_sixty_seconds(customer: Customer, seconds: int) -> None:
    token = make(customer, by=BACKEND, at=NOON)

    with pytest.raises(LinkSpent):
        spend(token, at=NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize("token", ["", "invented", "\udc80", "x" * 10_000])
def test_an_invented_token_gets_the_same_answer(customer: Customer, token: str) -> None:
    with pytest.raises(LinkSpent):
        spend(token, at=NOON)


@pytest.mark.parametrize(
    "path",
    ["https://evil.example", "//evil.example", "/my//evil", "/desk/", "/my/\\x", "/my/?next=//x", "my/"],
)
def test_a_link_never_leads_anywhere_but_into_the_portal(customer: Customer, path: str) -> None:
    with pytest.raises(NotOurPage):
        make(customer, return_path=path, by=BACKEND, at=NOON)


def test_neither_token_nor_cookie_is_kept(customer: Customer) -> None:
    token = make(customer, by=BACKEND, at=NOON)
    cookie = spend(token, at=NOON).cookie

    kept = repr(list(PortalLink.objects.values())) + repr(list(PortalSession.objects.values()))
    kept += repr(list(Entry.objects.values())) + repr(list(Payload.objects.values()))
    assert len(kept) > 200
    assert token not in kept
    assert cookie not in kept


def test_a_session_ends_by_time_and_by_its_customer(customer: Customer) -> None:
    first = spend(make(customer, by=BACKEND, at=NOON), at=NOON)
    second = spend(make(customer, by=BACKEND, at=NOON), at=NOON)

    portal_session.end(first.session, at=NOON)
    portal_session.end(first.session, at=NOON)

    assert portal_session.find(first.cookie, at=NOON) is None
    assert portal_session.find(second.cookie, at=NOON) == second.session
    assert portal_session.find(second.cookie, at=NOON + portal_session.LIVES) is None
    assert Entry.objects.filter(kind="portal_session.ended").count() == 1
