"""Every page of the portal and of the demo: no accessibility fault, nothing out of its width, in every look."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import button, enter, expect_face, links, next_call, post

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


def test_scammer_leaves_the_wallet_saying_that_it_is_not_us(system: System, open_page: OpenPage) -> None:
    address = next(url for name, url in links(open_page(system.root)).items() if "Lanyue" in name)
    user = enter(open_page, address, width=390)
    button(user, "Play a scammer")
    button(user, "Pick up")
    user.get_by_text("security department").wait_for()
    card = user.locator("#status .status")
    said = card.inner_text()
    assert card.get_attribute("data-status") in ("quiet", "arranged", "ended")
    assert any(words in said for words in ("is not us", "not talking to you"))
    button(user, "They asked me for a secret")
    user.get_by_text("HANG UP NOW").wait_for()


def test_scammer_on_the_line_makes_our_call_meet_a_busy_phone(system: System, open_page: OpenPage) -> None:
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name))
    user = enter(open_page, next(url for name, url in start.items() if "Lanyue" in name), width=390)
    button(user, "Play a scammer")
    button(user, "Pick up")
    user.get_by_text("security department").wait_for()
    post(user, "/demo/trouble")
    next_call(desk)
    expect_face(user, "elsewhere")
    assert (
        "If the person on it says they rang you for us, they did not: hang up."
        in user.locator("#status").inner_text()
    )


def test_confirmed_face_never_shows_without_script(system: System, open_page: OpenPage) -> None:
    address = next(url for name, url in links(open_page(system.root)).items() if "Lanyue" in name)
    user = enter(open_page, address, width=390, script=False)
    user.goto(address.split("/demo")[0] + "/my/")
    assert user.locator("noscript").count() > 0
    assert user.locator('#status .status[data-status="talking"]').count() == 0
    user.get_by_role("button", name="They asked me for a secret").click()
    user.get_by_text("HANG UP NOW").wait_for()
