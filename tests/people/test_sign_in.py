"""Staff sign in with a password and a code; each step is told in the journal, and nothing else opens."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from answerback.journal.kinds import SYSTEM
from answerback.journal.models import Entry
from answerback.people.models import Membership, Person
from answerback.people.sign_out_everywhere import sign_out_everywhere
from tests.canary import Canary
from tests.people.conftest import AT
from tests.people.totp import code_at

pytestmark = pytest.mark.urls("tests.people.pages")
PASSWORD = "蓝色的鲸鱼在月光下慢慢地游过海峡"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _quick_passwords_and_fresh_limits(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def clock() -> time_machine.Traveller:
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


def with_password(membership: Membership) -> Membership:
    membership.person.set_password(PASSWORD)
    membership.person.save()
    return membership


def enter_password(client: Client, password: str = PASSWORD) -> object:
    return client.post("/accounts/login/", {"login": "lilei", "password": password})


def enrol(client: Client) -> str:
    """Set up an authenticator app in a signed-in session; returns its secret."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    (secret,) = re.findall(r"<code[^>]*>([A-Z2-7]{32})</code>", page)
    code = code_at(secret, AT.timestamp())
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    return secret


def told(membership: Membership) -> list[tuple[str, object]]:
    entries = Entry.objects.filter(subject_id=membership.id, kind__startswith="person.").order_by("id")
    assert {(entry.wallet_id, entry.actor_id) for entry in entries} <= {(membership.wallet_id, membership.id)}
    return [(entry.kind, entry.data) for entry in entries]


def test_a_password_alone_opens_no_page(
    li_lei: Membership, client: Client, clock: time_machine.Traveller
) -> None:
    with_password(li_lei)

    assert enter_password(client)["Location"] == "/accounts/2fa/"
    assert client.get("/desk/")["Location"] == "/accounts/2fa/?next=/desk/"


@pytest.mark.django_db(transaction=True)  # allauth tells of a new second step after commit
def test_who_sets_up_the_app_may_go_on_and_next_time_needs_both(
    li_lei: Membership, client: Client, clock: time_machine.Traveller
) -> None:
    with_password(li_lei)
    enter_password(client)
    secret = enrol(client)
    assert client.get("/desk/").content == b"lanyue 8021 False"

    client.post("/accounts/logout/")
    clock.shift(MINUTE)
    assert enter_password(client)["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/desk/")["Location"] == "/accounts/login/?next=/desk/"
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    right = client.post("/accounts/2fa/authenticate/", {"code": code_at(secret, (AT + MINUTE).timestamp())})

    assert right["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert told(li_lei) == [
        ("person.signed_in", {"methods": ["password"]}),
        ("person.second_step_added", {"type": "totp"}),
        ("person.second_step_added", {"type": "recovery_codes"}),
        ("person.signed_out", {}),
        ("person.second_step_failed", {"type": "totp"}),
        ("person.signed_in", {"methods": ["password", "totp"]}),
    ]


def test_a_code_is_taken_once(li_lei: Membership, client: Client, clock: time_machine.Traveller) -> None:
    with_password(li_lei)
    enter_password(client)
    secret = enrol(client)
    clock.shift(MINUTE)
    code = code_at(secret, (AT + MINUTE).timestamp())

    opened = []
    for again in (Client(), Client()):
        enter_password(again)
        again.post("/accounts/2fa/authenticate/", {"code": code})
        opened.append(again.get("/desk/").status_code)

    assert opened == [200, 302]


def test_the_secret_of_the_app_is_sealed_in_the_database(
    li_lei: Membership, client: Client, clock: time_machine.Traveller
) -> None:
    with_password(li_lei)
    enter_password(client)
    secret = enrol(client)

    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)

    assert secret not in str(totp.data)
    assert totp.wrap().validate_code(code_at(secret, AT.timestamp())) is True


def test_after_five_minutes_a_change_of_the_second_step_asks_for_proof_again(
    li_lei: Membership, client: Client, clock: time_machine.Traveller
) -> None:
    with_password(li_lei)
    enter_password(client)
    enrol(client)
    clock.shift(6 * MINUTE)

    response = client.get("/accounts/2fa/totp/deactivate/")

    assert response["Location"].startswith("/accounts/reauthenticate/")


def test_a_wrong_password_is_told_without_the_password_and_an_unknown_name_not_at_all(
    li_lei: Membership, client: Client, canary: Canary
) -> None:
    with_password(li_lei)

    enter_password(client, canary.text)
    client.post("/accounts/login/", {"login": canary.text, "password": canary.text})

    assert told(li_lei) == [("person.sign_in_failed", {})]
    assert Entry.objects.filter(kind="person.sign_in_failed").count() == 1


def test_guessing_a_password_is_stopped_after_a_few_tries(li_lei: Membership, client: Client) -> None:
    with_password(li_lei)
    for _ in range(10):
        enter_password(client, "wrong wrong wrong wrong")

    enter_password(client)

    assert "_auth_user_id" not in client.session


def test_signing_out_everywhere_ends_every_session_and_nothing_else(
    li_lei: Membership, han_meimei: Membership
) -> None:
    one, two, other = Client(), Client(), Client()
    for client, person in ((one, li_lei.person), (two, li_lei.person), (other, han_meimei.person)):
        client.force_login(person)
    assert one.get("/accounts/2fa/").status_code == 200

    one.post("/accounts/sign-out-everywhere/")

    assert [c.get("/accounts/2fa/").status_code for c in (one, two, other)] == [302, 302, 200]
    assert ("person.signed_out_everywhere", {}) in told(li_lei)


def test_an_administrator_can_end_somebodys_sessions(li_lei: Membership, client: Client) -> None:
    client.force_login(li_lei.person)

    sign_out_everywhere(li_lei.person, by=SYSTEM, at=AT)

    assert client.get("/accounts/2fa/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "password/reset/key/done/",
        "login/code/confirm/",
    ],
)
@pytest.mark.django_db
def test_nobody_signs_up_and_no_mail_is_sent(client: Client, path: str) -> None:
    answers = [client.get(f"/accounts/{path}"), client.post(f"/accounts/{path}", {"login": "lilei"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Person.objects.exists()


def test_every_page_of_the_account_says_all_it_says_in_chinese(
    li_lei: Membership, client: Client, clock: time_machine.Traveller
) -> None:
    with_password(li_lei)
    client.cookies["answerback_language"] = "zh-hans"
    pages = [client.get("/accounts/login/").content.decode()]
    enter_password(client)
    enrol(client)
    for path in (
        "2fa/",
        "2fa/recovery-codes/",
        "2fa/webauthn/add/",
        "2fa/webauthn/",
        "password/change/",
        "logout/",
    ):
        response = client.get(f"/accounts/{path}")
        assert response.status_code == 200, path
        pages.append(response.content.decode())

    titles = [re.findall(r"<h1>(.*?)</h1>", page) for page in pages]

    assert titles == [
        ["员工登录"],
        ["您的登录方式"],
        ["您的恢复码"],
        ["添加通行密钥"],
        ["我的密钥"],
        ["修改密码"],
        ["退出登录"],
    ]


def test_no_page_of_the_account_holds_an_inline_script_or_style(
    li_lei: Membership, client: Client, clock: time_machine.Traveller
) -> None:
    with_password(li_lei)
    pages = [client.get("/accounts/login/").content.decode()]
    enter_password(client)
    for path in ("2fa/", "2fa/totp/activate/", "2fa/webauthn/add/"):
        pages.append(client.get(f"/accounts/{path}").content.decode())

    for page in pages:
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
        assert all('type="application/json"' in attributes for attributes in scripts)
        assert not re.findall(r"\sstyle=|\son[a-z]+=|<style", page)
