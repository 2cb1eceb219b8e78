"""The door of staff pages: one's own wallets and rights; everybody else's are not there."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from answerback.journal.kinds import SYSTEM
from answerback.people import sign_in_link
from answerback.people.end import end_membership
from answerback.people.models import Membership, Person, Role, SignInLink
from answerback.wallets.models import Wallet
from tests.people.conftest import AT, hire

pytestmark = pytest.mark.urls("tests.people.pages")


@pytest.fixture
def _demo(settings: LazySettings) -> None:
    settings.DEMO = True


def signed_in(person: Person) -> Client:
    """A session of the demo, which counts as having its second step."""
    client = Client()
    token = sign_in_link.make(person, at=timezone.now(), purpose=SignInLink.Purpose.DEMO)
    assert client.post(sign_in_link.path_of(token)).status_code == 302
    return client


@pytest.mark.usefixtures("_demo")
def test_a_page_opens_for_who_holds_its_right_and_for_nobody_else(
    li_lei: Membership, han_meimei: Membership, stranger: Membership
) -> None:
    pages = {
        one.person.username: [
            signed_in(one.person).get(path).status_code for path in ("/desk/", "/console/keys/")
        ]
        for one in (li_lei, han_meimei, stranger)
    }

    assert pages == {"lilei": [200, 403], "hanmeimei": [403, 403], "stranger": [403, 200]}


@pytest.mark.django_db
def test_nobody_is_sent_to_sign_in_and_comes_back_to_the_page(client: Client) -> None:
    response = client.get("/desk/?callback=7")

    assert (response.status_code, response["Location"]) == (
        302,
        "/accounts/login/?next=/desk/%3Fcallback%3D7",
    )


@pytest.mark.usefixtures("_demo")
def test_a_place_that_ended_opens_nothing(li_lei: Membership) -> None:
    client = signed_in(li_lei.person)
    end_membership(li_lei, by=SYSTEM, at=AT)

    assert client.get("/desk/").status_code == 302


@pytest.mark.usefixtures("_demo")
def test_who_works_for_two_wallets_chooses_and_the_choice_holds(li_lei: Membership, qingtan: Wallet) -> None:
    other = hire(qingtan, "lilei", Role.AGENT, "李雷", "15")
    hire(qingtan, "lilei", Role.ADMINISTRATOR, "李雷", "16")
    client = signed_in(li_lei.person)
    assert client.get("/desk/").content == b"lanyue 8021 False"

    response = client.post("/accounts/wallet/", {"wallet": str(qingtan.id), "next": "/desk/"})

    assert response["Location"] == "/desk/"
    assert client.get("/desk/").content == b"qingtan 15 True"
    assert client.get("/console/keys/").content == b"qingtan"
    end_membership(other, by=SYSTEM, at=AT)
    Person.objects.filter(id=li_lei.person_id).update(session_epoch=0)
    assert client.get("/desk/").status_code == 403


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("wallet", ["", "qingtan", "00000000-0000-0000-0000-000000000000", None])
def test_a_wallet_one_does_not_work_for_is_not_there(
    li_lei: Membership, qingtan: Wallet, wallet: str | None
) -> None:
    client = signed_in(li_lei.person)

    response = client.post("/accounts/wallet/", {"wallet": str(qingtan.id) if wallet is None else wallet})

    assert response.status_code == 404
    assert client.get("/desk/").content == b"lanyue 8021 False"


def superuser() -> Person:
    return Person.objects.create_superuser("root", password="long enough for a root password")


@pytest.mark.django_db
def test_the_back_office_takes_no_password_of_its_own(client: Client) -> None:
    superuser()

    page = client.get("/admin/login/")
    posted = client.post("/admin/login/", {"username": "root", "password": "long enough for a root password"})

    assert [page.status_code, posted.status_code] == [302, 302]
    assert page["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_the_back_office_stays_shut_without_a_second_step(client: Client) -> None:
    client.force_login(superuser())

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/2fa/")


@pytest.mark.usefixtures("_demo")
def test_the_back_office_is_for_superusers_with_a_second_step(li_lei: Membership) -> None:
    root, agent = signed_in(superuser()), signed_in(li_lei.person)

    assert root.get("/admin/").status_code == 200
    assert root.get("/admin/login/")["Location"] == "/admin/"
    assert agent.get("/admin/", follow=True).status_code == 403
