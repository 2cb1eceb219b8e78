"""No page of the console or the public check has an accessibility fault, in either language, by day or night,
on a phone or a desk; and the wall greys when nothing comes any more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

    from tests.browser.system import System

pytestmark = pytest.mark.browser
LISTS = (
    *(
        "",
        "callbacks",
        "customers",
        "alarms",
        "promises",
        "requests",
        "events",
        "imports",
        "rules",
        "rules/new",
        "hazards",
        "fraud-campaigns",
        "suggestions",
        "suggestions/waiting",
        "iteration-plan",
        "solutions",
        "offers",
        "quality",
        "weekly",
    ),
    *("conversations", "staff", "policies", "journal", "wallboard", "wallboard?kiosk=1"),
    *("suspects", "channels"),
    *("insight", "insight/csat", "insight/csat/calls"),
    *("text-safety", "text-safety/findings", "text-safety/places/note", "text-safety/places/webhook"),
)
HOUSEKEEPING = ("staff/new", "wallet", "keys", "webhooks", "deliveries", "journal")
LOOKS = [
    ("en", False, 1440),
    ("en", True, 390),
    ("zh", True, 1440),
    ("zh", False, 390),
]


@dataclass(frozen=True)
class Filled:
    """The running demo, filled: pages that show one thing each, and the sessions of two people."""

    things: list[str]
    origin: str
    supervisor: StorageState
    administrator: StorageState


@pytest.fixture(scope="module")
def filled(system: System, chromium: Browser) -> Filled:
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
    lines = done.stdout.split()
    links = [line for line in lines if "/accounts/enter/" in line]
    parts = urlsplit(links[0])
    supervisor, administrator = (session(chromium, link) for link in links)
    things = [line for line in lines if line.startswith("/console/")]
    return Filled(things, f"{parts.scheme}://{parts.netloc}", supervisor, administrator)


def session(chromium: Browser, link: str) -> StorageState:
    """The cookies after a one-time link."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/**")
    kept = context.storage_state()
    context.close()
    return kept


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds, and whether the page is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    nodes = [(fault["id"], node["html"][:120]) for fault in found for node in fault["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*nodes, *([("wider than the window", str(wide))] if wide else [])]


@pytest.mark.parametrize(("language", "dark", "width"), LOOKS)
def test_no_page_has_an_accessibility_fault(
    filled: Filled, chromium: Browser, language: str, dark: bool, width: int
) -> None:
    rounds = [
        (filled.supervisor, [f"/console/{name}" for name in LISTS] + filled.things),
        (filled.administrator, [f"/console/{name}" for name in HOUSEKEEPING]),
        (None, ["/check/", "/check/wallets/lanyue", "/check/wallets/qingtan"]),
    ]
    found = {}
    for state, paths in rounds:
        context = chromium.new_context(
            locale="zh-CN" if language == "zh" else "en-GB",
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            storage_state=state,
        )
        page = context.new_page()
        for path in paths:
            host = filled.origin.replace("desk.", "check.") if path.startswith("/check") else filled.origin
            answer = page.goto(host + path)
            assert answer is not None
            found[path] = (answer.status, faults(page))
        context.close()

    assert {path: said for path, said in found.items() if said != (200, [])} == {}


def test_wall_greys_when_nothing_comes_any_more_and_comes_back(filled: Filled, chromium: Browser) -> None:
    context = chromium.new_context(storage_state=filled.supervisor)
    page = context.new_page()
    page.goto(f"{filled.origin}/console/wallboard?kiosk=1")
    page.wait_for_timeout(6000)
    fresh = page.locator(".wall__stale").is_visible()

    context.set_offline(True)
    page.locator(".wall__stale").wait_for(state="visible", timeout=20_000)
    context.set_offline(False)
    page.locator(".wall__stale").wait_for(state="hidden", timeout=30_000)

    assert fresh is False
    context.close()
