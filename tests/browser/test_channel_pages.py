"""Two people in two browsers put an entry into the registry; the pages of channels have no accessibility fault."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.test_console_axe import LOOKS, faults, session

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, StorageState

    from tests.browser.system import System

pytestmark = pytest.mark.browser
REASON = "We print it on every receipt; the other one is the app's."


@pytest.fixture(scope="module")
def people(system: System, chromium: Browser) -> tuple[str, StorageState, StorageState]:
    """The desk's origin, and the sessions of 韩梅梅 and of the administrator."""
    port = urlsplit(system.root).port
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ANSWERBACK_")}
    environment = clean | {
        "ANSWERBACK_MODE": "demo",
        "ANSWERBACK_DATA_DIR": str(system.data),
        "ANSWERBACK_PORT": str(port),
    }
    command = [sys.executable, "-m", "tests.browser.filling"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    links = [line for line in done.stdout.split() if "/accounts/enter/" in line]
    parts = urlsplit(links[0])
    lead, admin = (session(chromium, link) for link in links)
    return f"{parts.scheme}://{parts.netloc}", lead, admin


def entered(chromium: Browser, state: StorageState, **look: object) -> BrowserContext:
    return chromium.new_context(storage_state=state, **{"locale": "en-GB", **look})


def fill_in(page: Page, text: str, reason: str = "") -> None:
    page.select_option("[name=kind]", "link")
    page.fill("[name=text]", text)
    page.check("[name=direction][value=site]")
    page.fill("[name=what_for_zh]", "小票上的网址")
    page.fill("[name=what_for_en]", "The address on receipts")
    page.fill("[name=reason]", reason)
    page.locator("main form.form button").last.click()


def test_one_proposes_what_looks_alike_and_another_publishes_it_with_reasons_of_both(
    people: tuple[str, StorageState, StorageState], chromium: Browser
) -> None:
    origin, lead, admin = people
    with entered(chromium, lead) as one:
        page = one.new_page()
        page.goto(f"{origin}/console/channels/new")
        fill_in(page, "lanyue-receipt.example")
        if page.url.endswith("/new"):
            refused = page.locator("main").inner_text()
            fill_in(page, "lanyue-receipt.example", REASON)
        else:
            refused = "looks like"
        proposal = page.url
        own = page.locator("main").inner_text()
    with entered(chromium, admin) as two:
        page = two.new_page()
        page.goto(proposal)
        page.fill("[name=reason]", "The printer's contract names it.")
        page.locator("#decision button").first.click()
        said = page.locator("main").inner_text()
        page.goto(f"{origin}/console/channels?q=receipt")
        listed = page.locator("main").inner_text()

    assert "looks like" in refused
    assert ("Publish" in own, "Withdraw it" in own) == (False, True)
    assert "The address on receipts" in said and "Published" in said
    assert "lanyue-receipt.example" in listed


@pytest.mark.parametrize(("language", "dark", "width"), LOOKS)
def test_pages_of_channels_have_no_accessibility_fault(
    people: tuple[str, StorageState, StorageState],
    chromium: Browser,
    language: str,
    dark: bool,
    width: int,
) -> None:
    origin, lead, _admin = people
    look = {
        "locale": "zh-CN" if language == "zh" else "en-GB",
        "color_scheme": "dark" if dark else "light",
        "viewport": {"width": width, "height": 900},
    }
    found = {}
    with entered(chromium, lead, **look) as context:
        page = context.new_page()
        page.goto(f"{origin}/console/channels")
        links = page.locator("main a[href*='/console/channels/'], main a[href*='/console/channel']")
        paths = {str(one.get_attribute("href")) for one in links.all()}
        shown = sorted(path for path in paths if "?" not in path)[:4]
        for path in ("/console/channels", "/console/channels/new", *shown):
            answer = page.goto(origin + path)
            assert answer is not None
            found[path] = (answer.status, faults(page))

    assert len(found) > 3
    assert {path: said for path, said in found.items() if said != (200, [])} == {}
