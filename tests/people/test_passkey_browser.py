"""A real browser with a virtual authenticator: passkeys are added and used, under the page's own CSP."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from django.utils import timezone

from answerback.journal.models import Entry
from answerback.people import sign_in_link
from answerback.people.models import Membership
from tests import parts
from tests.people.totp import code_at

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.people.pages"),
    pytest.mark.django_db(transaction=True),
]
PASSWORD = "the blue whale swims slowly by moonlight"
CORNER_COLOUR = """async (image) => {
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 240, height: 240 });
  const drawing = canvas.getContext("2d");
  drawing.drawImage(image, 0, 0, 240, 240);
  return Array.from(drawing.getImageData(3, 3, 1, 1).data);
}"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context(playwright: Playwright) -> Iterator[BrowserContext]:
    cache.clear()
    flags = ["--no-sandbox", "--disable-background-networking"]
    browser = playwright.chromium.launch(executable_path=parts.chromium(), args=flags)
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(10_000)
    yield context
    browser.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose errors and CSP breaches fail the test."""
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if "Security Policy" in said.text else None)
    yield page
    assert troubles == []


def with_authenticator(context: BrowserContext, page: Page, **changes: object) -> None:
    """Give the page a passkey store that says yes to everything, or with `changes` less."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, **changes}})


def invited(page: Page, live_server: LiveServer, membership: Membership) -> None:
    """Come in by the one-time link, as on the first day."""
    token = sign_in_link.make(membership.person, at=timezone.now(), next_path="/desk/")
    page.goto(live_server.url + sign_in_link.path_of(token))
    page.get_by_role("button", name="Sign in").click()


def test_an_invited_person_adds_a_passkey_and_next_time_signs_in_with_it_alone(
    context: BrowserContext, page: Page, live_server: LiveServer, li_lei: Membership
) -> None:
    with_authenticator(context, page)
    invited(page, live_server, li_lei)
    page.wait_for_url("**/accounts/2fa/?next=/desk/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this key").fill("My laptop")
    page.get_by_role("button", name="Add it now").click()
    page.wait_for_url("**/recovery-codes/")
    assert page.get_by_role("listitem").filter(has_text=re.compile(r"^\d{4} ?\d{4}$")).count() == 10
    page.goto(live_server.url + "/desk/")
    assert page.inner_text("body") == "lanyue 8021 False"

    context.clear_cookies()
    page.goto(live_server.url + "/desk/")
    page.wait_for_url("**/accounts/login/?next=/desk/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(live_server.url + "/desk/")

    assert page.inner_text("body") == "lanyue 8021 False"
    signed_in = Entry.objects.filter(kind="person.signed_in", subject_id=li_lei.id).order_by("id")
    assert [entry.data["methods"] for entry in signed_in] == [["link"], ["webauthn"]]


def test_a_passkey_that_fails_says_so_in_the_page_and_opens_nothing(
    context: BrowserContext, page: Page, live_server: LiveServer, li_lei: Membership
) -> None:
    with_authenticator(context, page, isUserVerified=False)
    page.goto(live_server.url + "/accounts/login/")
    assert page.get_by_text("The passkey was not accepted").is_hidden()

    page.get_by_role("button", name="Use a passkey").click()

    page.get_by_text("The passkey was not accepted").wait_for()
    page.goto(live_server.url + "/desk/")
    assert "/accounts/login/" in page.url


def test_a_person_with_password_and_app_signs_in_without_any_script(
    context: BrowserContext, page: Page, live_server: LiveServer, li_lei: Membership, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    li_lei.person.set_password(PASSWORD)
    li_lei.person.save()
    invited(page, live_server, li_lei)
    page.get_by_role("link", name="Set up an app").click()
    picture = page.get_by_role("img", name="QR code")
    assert picture.evaluate(CORNER_COLOUR) == [255, 255, 255, 255]  # else nobody scans it in dark colours
    secret = page.locator("form code").inner_text()
    page.get_by_label("Six digits from the app").fill(code_at(secret, time.time()))
    page.get_by_role("button", name="Finish setting up").click()
    page.wait_for_url("**/recovery-codes/")
    recovery_code = page.get_by_role("listitem").filter(has_text=re.compile(r"\d{4}")).first.inner_text()

    plain = context.browser.new_context(locale="en-GB", java_script_enabled=False).new_page()
    plain.goto(live_server.url + "/accounts/login/?next=/desk/")
    plain.get_by_label("User name").fill("lilei")
    plain.get_by_label("Password").fill(PASSWORD)
    plain.get_by_role("button", name="Go on").click()
    plain.get_by_label("Six digits, or a recovery code").fill(recovery_code)
    plain.get_by_role("button", name="Sign in").click()

    assert plain.inner_text("body") == "lanyue 8021 False"
    assert Authenticator.objects.filter(user=li_lei.person).count() == 2


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh-CN", "dark", 390)])
def test_the_sign_in_pages_have_no_accessibility_fault(
    context: BrowserContext,
    live_server: LiveServer,
    li_lei: Membership,
    language: str,
    scheme: str,
    width: int,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    reader = context.browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": width, "height": 900}
    ).new_page()
    token = sign_in_link.make(li_lei.person, at=timezone.now())
    found = {}
    for path in (
        sign_in_link.path_of(token),
        "/accounts/login/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/add/",
    ):
        if path == "2fa/":
            reader.goto(live_server.url + sign_in_link.path_of(token))
            reader.locator("main form button").click()
        reader.goto(live_server.url + (path if path.startswith("/") else f"/accounts/{path}"))
        faults = Axe().run(reader).response["violations"]
        found[path] = [(fault["id"], fault["nodes"][0]["html"][:100]) for fault in faults]
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    assert found == {path: [] for path in found}
