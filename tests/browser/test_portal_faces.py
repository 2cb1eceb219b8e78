"""One whole callback on the user's page: axe finds nothing on any face or letter, by day and night, wide and narrow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import expect_face, post
from tests.browser.test_desk import both, done, preview, wrap_up
from tests.browser.test_desk_looks import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
UNDO_MS = 11_000
STALE_WITHIN_MS = 60_000


def ask_of_the_wallet(desk: Page) -> None:
    """The first thing that this wallet can be asked for, with every field filled."""
    asked = desk.locator("#actions details").first
    asked.locator("summary").click()
    for box in asked.locator("input[type=text], input:not([type]), textarea").all():
        box.fill("LY-4821")
    asked.locator("form button").last.click()
    desk.locator("#actions p").first.wait_for()


def confirm(desk: Page, user: Page) -> None:
    code = desk.locator("[data-code]").inner_text().replace(" ", "")
    user.locator("input[name=code]").fill(code)
    user.keyboard.press("Enter")
    expect_face(user, "talking")


def follow(user: Page, path: str) -> None:
    """The first link from the matters whose address holds this."""
    user.goto(re.sub(r"/my/.*", "/my/matters", user.url))
    user.locator(f"main a[href*='{path}']").first.click()
    user.wait_for_load_state()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_face_and_no_letter_has_a_fault(own_system: System, open_page: OpenPage, language: str) -> None:
    desk, user = both(own_system, open_page, language=language)
    expect_face(user, "quiet")
    found = faults(user, "quiet")
    preview(desk, user)
    expect_face(user, "arranged")
    found += faults(user, "arranged")
    desk.keyboard.press("c")
    expect_face(user, "ringing")
    found += faults(user, "ringing")
    post(user, "/demo/phone/answer")
    expect_face(user, "connected")
    found += faults(user, "connected")
    confirm(desk, user)
    found += faults(user, "talking")
    ask_of_the_wallet(desk)
    follow(user, "/approvals/")
    found += faults(user, "approval")
    wrap_up(desk)
    done(desk)
    user.goto(re.sub(r"/my/.*", "/my/", user.url))
    expect_face(user, "ended")
    found += faults(user, "ended")
    user.wait_for_timeout(UNDO_MS)
    follow(user, "/callbacks/")
    found += faults(user, "record")
    follow(user, "/tickets/")
    found += faults(user, "ticket")
    user.goto(re.sub(r"/my/.*", "/my/nothing-here", user.url))
    found += faults(user, "no such page")
    user.goto(re.sub(r"/my/.*", "/my/", user.url))
    expect_face(user, "ended")
    user.context.set_offline(True)
    user.locator("#status .status[data-stale]").wait_for(timeout=STALE_WITHIN_MS)
    found += faults(user, "out of touch")
    assert found == []
