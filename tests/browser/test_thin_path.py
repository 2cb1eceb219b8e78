"""The thinnest true path through all floors: event, call in two browsers, proof, end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import button, enter, expect_face, links, post

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser


def test_phone_call_is_proven_by_the_code_and_named_only_then(system: System, open_page: OpenPage) -> None:
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name))
    user = enter(open_page, next(url for name, url in start.items() if "Lanyue" in name))
    expect_face(user, "quiet")

    post(user, "/demo/trouble")
    expect_face(user, "arranged")
    button(desk, "Next callback")
    button(desk, "Call")
    expect_face(user, "ringing")
    post(user, "/demo/phone/answer")
    expect_face(user, "connected")
    assert "Li Lei" not in user.content()
    code = desk.locator("[data-code]").inner_text().replace(" ", "")
    user.locator("input[name=code]").fill(code)
    button(user, "Check the code")
    expect_face(user, "talking")
    assert "Li Lei" in user.locator("#status").inner_text()

    button(desk, "Hang up")
    expect_face(user, "ended")
    assert open_page.complaints == [], "".join(system.said)


def test_in_app_call_is_talking_only_once_sound_flows_both_ways(system: System, open_page: OpenPage) -> None:
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name))
    desk.get_by_role("combobox", name="Wallet").select_option(label="Qingtan Wallet")
    button(desk, "Switch")
    user = enter(open_page, next(url for name, url in start.items() if "Qingtan" in name))
    expect_face(user, "quiet")
    post(user, "/demo/trouble")
    expect_face(user, "arranged")
    button(desk, "Next callback")
    button(desk, "Call")
    expect_face(user, "ringing")
    button(user, "Accept")
    expect_face(user, "talking")

    button(user, "Hang up")
    expect_face(user, "ended")
    assert open_page.complaints == [], "".join(system.said)
