"""回拨, as its two people see it: the PIN on a telephone's small screen, the answer and the way back on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.test_desk import both, done, talk
from tests.browser.test_portal_pages import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser


def go(page: Page, path: str) -> None:
    parts = urlsplit(page.url)
    page.goto(f"{parts.scheme}://{parts.netloc}{path}")


def send(page: Page, form: str) -> None:
    """Press the button of a form, and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(f"{form} button").first.click()


@pytest.mark.parametrize(("language", "dark"), [("zh", False), ("en", True)])
def test_pin_answer_and_way_back_have_no_fault(
    system: System, open_page: OpenPage, language: str, dark: bool
) -> None:
    desk, user = both(system, open_page, language=language, dark=dark)
    user.set_viewport_size({"width": 390, "height": 844})
    talk(desk, user)
    done(desk)
    found = {}

    go(user, "/my/ring-us")
    found["without a PIN"] = faults(user)
    send(user, "form[action$='/ring-us/pins']")
    pin = user.locator(".pin").first.inner_text()
    found["with a PIN"] = faults(user)
    go(desk, "/desk/hotline")
    found["hotline"] = faults(desk)
    desk.locator("#pin-digits").fill(pin)
    desk.locator("#pin-number").fill("+8617000000001")
    send(desk, "#pin form")
    told = desk.locator("#case dl").count()
    found["answer"] = faults(desk)
    send(desk, "#case form")
    digits = desk.locator("[data-code]").inner_text().replace(" ", "")
    found["digits"] = faults(desk)
    user.reload()
    found["asked for digits"] = faults(user)
    user.locator("input[name=code]").fill(digits)
    with user.expect_navigation():
        user.keyboard.press("Enter")
    desk.locator("#case a[data-key=R]").click()
    desk.locator("#case dl").wait_for()
    found["case"] = faults(desk)

    assert told == 0
    assert {name: said for name, said in found.items() if said != ([], 0)} == {}
