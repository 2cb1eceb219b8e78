"""Every page of the portal and of the demo: no accessibility fault, nothing out of its width, in every look."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import enter, expect_face, links, post

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
PAGES = (
    "/my/",
    "/my/matters",
    "/my/callback-request",
    "/my/calls-to-me",
    "/my/notes",
    "/my/hang-up",
    "/demo/wallet/",
)
LOOKS = list(itertools.product(("en", "zh"), (False, True), (390, 1440)))


def faults(page: Page) -> tuple[list[tuple[str, str]], int]:
    """What axe finds, and by how many pixels the page is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    found = [
        (fault["id"], node["html"][:120])
        for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
    ]
    return found, page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def with_letters(user: Page) -> list[str]:
    """The pages of one arranged call, whose ids only the list knows."""
    post(user, "/demo/trouble")
    expect_face(user, "arranged")
    user.goto(origin(user) + "/my/matters")
    path = user.locator(".line[href*='/callbacks/']").first.get_attribute("href")
    return [*PAGES, f"{path}", f"{path}/appointment", f"{path}/refusal"]


def origin(page: Page) -> str:
    return page.evaluate("location.origin")


@pytest.mark.parametrize(("language", "dark", "width"), LOOKS)
@pytest.mark.parametrize("wallet", ["Lanyue", "Qingtan"])
def test_no_page_has_a_fault_or_is_too_wide(
    system: System, open_page: OpenPage, wallet: str, language: str, dark: bool, width: int
) -> None:
    start = open_page(system.root, language=language, width=width, dark=dark)
    found = {"/": faults(start)}
    address = next(url for name, url in links(start).items() if wallet in name)
    user = enter(open_page, address, language=language, width=width, dark=dark)
    paths = with_letters(user)
    for path in paths:
        user.goto(origin(user) + path)
        found[path] = faults(user)
    assert found == {path: ([], 0) for path in ["/", *paths]}
