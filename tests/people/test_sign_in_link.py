"""A one-time link signs one person in, once; whoever already has a second step still has to show it."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from answerback.people import sign_in_link
from answerback.people.models import Membership, SignInLink
from answerback.people.refusals import DemoOnly, LinkRefused
from tests.people.conftest import AT

pytestmark = pytest.mark.urls("tests.people.pages")
MINUTE = timedelta(minutes=1)
DEMO = SignInLink.Purpose.DEMO


def test_a_link_is_spent_once_and_its_token_is_kept_nowhere(li_lei: Membership) -> None:
    token = sign_in_link.make(li_lei.person, at=AT)

    assert token not in str(SignInLink.objects.values().get())
    assert sign_in_link.spend(token, at=AT).person == li_lei.person
    with pytest.raises(LinkRefused):
        sign_in_link.spend(token, at=AT)


def test_a_link_ends_after_ten_minutes_and_is_then_forgotten(li_lei: Membership) -> None:
    token = sign_in_link.make(li_lei.person, at=AT)

    assert sign_in_link.is_open(token, at=AT + 9 * MINUTE) is True
    assert sign_in_link.is_open(token, at=AT + 10 * MINUTE) is False
    with pytest.raises(LinkRefused):
        sign_in_link.spend(token, at=AT + 10 * MINUTE)
    assert sign_in_link.forget_old(at=AT + 9 * MINUTE) == 0
    assert sign_in_link.forget_old(at=AT + 10 * MINUTE) == 1


def test_demo_links_exist_only_in_the_demo(li_lei: Membership, settings: LazySettings) -> None:
    with pytest.raises(DemoOnly):
        sign_in_link.make(li_lei.person, at=AT, purpose=DEMO)
    settings.DEMO = True
    token = sign_in_link.make(li_lei.person, at=AT, purpose=DEMO)
    settings.DEMO = False

    with pytest.raises(DemoOnly):
        sign_in_link.spend(token, at=AT)


def test_looking_at_the_landing_page_spends_nothing(li_lei: Membership, client: Client) -> None:
    path = sign_in_link.path_of(sign_in_link.make(li_lei.person, at=timezone.now()))

    assert [client.get(path).status_code, client.head(path).status_code] == [200, 200]
    assert "_auth_user_id" not in client.session
    assert client.post(path).status_code == 302
    assert client.session["_auth_user_id"] == str(li_lei.person_id)
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410


def test_an_invited_person_is_sent_to_set_up_a_second_step_before_any_page(
    li_lei: Membership, client: Client
) -> None:
    client.post(sign_in_link.path_of(sign_in_link.make(li_lei.person, at=timezone.now())))

    response = client.get("/desk/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/?next=/desk/")


def test_a_demo_link_opens_the_page_it_names_at_once(
    li_lei: Membership, client: Client, settings: LazySettings
) -> None:
    settings.DEMO = True
    token = sign_in_link.make(li_lei.person, at=timezone.now(), purpose=DEMO, next_path="/desk/")

    response = client.post(sign_in_link.path_of(token))

    assert response["Location"] == "/desk/"
    assert client.get("/desk/").content == b"lanyue 8021 False"
    settings.DEMO = False
    assert client.get("/desk/").status_code == 302


def test_a_link_leads_nowhere_else(li_lei: Membership, client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    token = sign_in_link.make(li_lei.person, at=timezone.now(), purpose=DEMO, next_path="//evil.example/")

    assert client.post(sign_in_link.path_of(token))["Location"] == "/desk/"


def test_the_session_gets_a_new_key_and_a_former_person_is_signed_out(
    li_lei: Membership, han_meimei: Membership, client: Client
) -> None:
    client.force_login(han_meimei.person)
    before = client.session.session_key

    client.post(sign_in_link.path_of(sign_in_link.make(li_lei.person, at=timezone.now())))

    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(li_lei.person_id)
