"""What a visitor does in the demo: opens the screens by their links, presses buttons, looks at the status."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

WAITS_SECONDS = 30


def links(page: Page) -> dict[str, str]:
    """The screens that the first page offers, by their English names."""
    return {
        a.inner_text(): a.get_attribute("href") or "" for a in page.locator("section[lang=en] li a").all()
    }


def enter(open_page: OpenPage, url: str, **look: object) -> Page:
    """Open one screen by its link."""
    page = open_page(url, **look)  # type: ignore[arg-type]
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    return page


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(name)).first.click()


def post(page: Page, path: str) -> None:
    """What the demo wallet's buttons do."""
    page.evaluate(
        """path => fetch(path, {method: "POST", headers: {
             "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content}})""",
        path,
    )


def expect_face(page: Page, face: str) -> None:
    """The status card says this and is not grey."""
    page.locator(f'#status .status[data-status="{face}"]:not([data-stale])').wait_for(
        timeout=WAITS_SECONDS * 1000
    )


def wait_until(page: Page, condition: Callable[[], object], what: str) -> None:
    """Ask again and again: the pages allow no evaluated strings, so Playwright's own waiting does not work on them."""
    until = time.monotonic() + WAITS_SECONDS
    while not condition():
        assert time.monotonic() < until, what
        page.wait_for_timeout(100)


def next_call(desk: Page) -> None:
    """Take the next callback and ring."""
    button(desk, "Next callback")
    button(desk, "^Call")


def choose_wallet(desk: Page, name: str) -> None:
    desk.get_by_role("combobox", name="Wallet").select_option(label=name)
    button(desk, "Switch")
