"""The desk's pages in both languages, light and dark, wide and narrow: axe finds nothing, nothing is too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import post
from tests.browser.test_desk import both, done, preview, wrap_up

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser


def faults(page: Page, state: str) -> list[tuple[str, ...]]:
    """What axe finds in every look of this state, and where the page is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    found: list[tuple[str, ...]] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            look = (state, scheme, str(width))
            for fault in Axe().run(page).response["violations"]:
                found += [(*look, fault["id"], node["html"][:160]) for node in fault["nodes"]]
            root = page.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            found += [(*look, "too wide", str(root))] if root[0] > root[1] else []
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_desk_has_no_fault_in_any_look(system: System, open_page: OpenPage, language: str) -> None:
    desk, user = both(system, open_page, language=language)
    found = faults(desk, "idle")
    preview(desk, user)
    found += faults(desk, "preview")
    desk.keyboard.press("c")
    desk.wait_for_timeout(1500)
    post(user, "/demo/phone/answer")
    desk.locator("[data-code]").wait_for()
    found += faults(desk, "code")
    wrap_up(desk)
    found += faults(desk, "wrap-up")
    done(desk)
    found += faults(desk, "done")
    desk.keyboard.press("g")
    desk.keyboard.press("t")
    desk.locator(".tickets").wait_for()
    found += faults(desk, "tickets")
    desk.locator(".tickets .reference").first.click()
    desk.locator("h1 .reference").wait_for()
    found += faults(desk, "ticket")
    assert found == []
