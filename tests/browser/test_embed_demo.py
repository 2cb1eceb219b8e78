"""The demo wallet's own page, on another origin than ours, follows one whole call through the real system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import expect_face, post
from tests.browser.test_desk import both, preview
from tests.browser.test_embed import face, until

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser


def test_wallets_own_page_says_what_the_portal_says(own_system: System, open_page: OpenPage) -> None:
    desk, user = both(own_system, open_page)
    site = open_page(f"{own_system.root}demo/embed/", width=390)
    until(site, lambda: face(site) == "quiet", "it does not come up")

    preview(desk, user)
    until(site, lambda: face(site) == "arranged", "arranged is not shown")
    desk.keyboard.press("c")
    until(site, lambda: face(site) == "ringing", "ringing is not shown")
    post(user, "/demo/phone/answer")
    until(site, lambda: face(site) == "connected", "connected is not shown")
    code = desk.locator("[data-code]").inner_text().replace(" ", "")
    expect_face(user, "connected")
    user.locator("input[name=code]").fill(code)
    user.keyboard.press("Enter")
    until(site, lambda: face(site) == "talking", "talking is not shown")
    post(user, "/demo/phone/hang_up")
    until(site, lambda: face(site) == "ended", "ended is not shown")
    assert open_page.complaints == []


def test_page_of_a_site_that_was_not_declared_stays_grey(own_system: System, open_page: OpenPage) -> None:
    """The ticket is for `localhost`; the same page under another name may not read the stream."""
    undeclared = re.sub(r"//localhost", "//127.0.0.1", own_system.root)
    site = open_page(f"{undeclared}demo/embed/")
    for _ in range(30):
        site.wait_for_timeout(100)
        assert face(site) in ("", "unknown")
    assert site.locator("answerback-status").count() == 1
