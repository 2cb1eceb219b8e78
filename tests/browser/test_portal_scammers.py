"""A call that is not ours: each test alone with its system, as what it does stays on the user's page for minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import button, enter, expect_face, links, next_call, post

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser


def test_scammer_leaves_the_wallet_saying_that_it_is_not_us(own_system: System, open_page: OpenPage) -> None:
    address = next(url for name, url in links(open_page(own_system.root)).items() if "Lanyue" in name)
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


def test_scammer_on_the_line_makes_our_call_meet_a_busy_phone(
    own_system: System, open_page: OpenPage
) -> None:
    start = links(open_page(own_system.root))
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


def test_confirmed_face_never_shows_without_script(own_system: System, open_page: OpenPage) -> None:
    address = next(url for name, url in links(open_page(own_system.root)).items() if "Lanyue" in name)
    user = enter(open_page, address, width=390, script=False)
    user.goto(address.split("/demo")[0] + "/my/")
    assert user.locator("noscript").count() > 0
    assert user.locator('#status .status[data-status="talking"]').count() == 0
    user.get_by_role("button", name="They asked me for a secret").click()
    user.get_by_text("HANG UP NOW").wait_for()
