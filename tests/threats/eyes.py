"""A user in front of a real Chromium: his wallet's page, and what he sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.threats.http import LANGUAGES
from tests.threats.playing import Scene

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

GREEN = '#status .status[data-status="talking"]:not([data-stale])'
GREY = "#status .status[data-stale]"


def opens_his_wallet(open_page: OpenPage, scene: Scene, external_id: str) -> Page:
    """The one-time link of the wallet's app, opened in a browser of his own."""
    page = open_page(scene.root + scene.backend.opens(external_id), width=390)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    return page


def seen(page: Page, part: str) -> str:
    """The words of one part that are really in sight, with strokes between the lines."""
    lines = page.locator(part).first.inner_text().splitlines()
    return " / ".join(line.strip() for line in lines if line.strip())


def in_language(page: Page, path: str, language: str) -> None:
    page.goto(f"{page.url.split('/my/')[0]}{path}?language={LANGUAGES[language]}")
