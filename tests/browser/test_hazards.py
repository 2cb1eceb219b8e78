"""A user tells of a fraud in the demo: the desk interrupts, takes nothing from who types; the user reads a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.telling import tell
from tests.browser.test_desk import both, done, talk

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser

TELLS = {"h_contacts": ["call"], "h_said": "自称客服，让我共享屏幕", "h_did": ["told_code", "shared_screen"]}


def test_a_yes_interrupts_the_desk_and_becomes_a_letter(own_system: System, open_page: OpenPage) -> None:
    desk, user = both(own_system, open_page, language="zh")
    talk(desk, user)
    quiet = desk.locator("#part-urgent").bounding_box()

    tell(desk, TELLS)

    urgent = desk.locator("#part-urgent .urgent--now")
    urgent.wait_for()
    assert "现在就说：" in urgent.inner_text()
    loud = desk.locator("#part-urgent").bounding_box()
    assert quiet is not None
    assert loud is not None
    assert loud["height"] == quiet["height"]

    user.set_viewport_size({"width": 390, "height": 844})
    user.goto(user.url.split("/my/")[0] + "/my/matters")
    user.get_by_role("link", name="屏幕给陌生人看过或操作过").first.click()
    assert user.locator("h1").inner_text() == "屏幕给陌生人看过或操作过"
    assert user.evaluate("document.documentElement.scrollWidth") <= 390
    user.get_by_role("button", name="我做好了").first.click()
    user.get_by_role("button", name="其实还没做").wait_for()
    desk.locator("#part-hazards").get_by_text("撤销").first.wait_for(state="attached")
    assert open_page.complaints == []
    done(desk)


def test_what_is_typed_stays_and_keeps_the_focus_when_a_hazard_interrupts(
    own_system: System, open_page: OpenPage
) -> None:
    desk, user = both(own_system, open_page)
    talk(desk, user)
    tell(desk, TELLS)
    note = desk.locator("#part-note textarea").first
    note.fill("用户很慌")

    user.set_viewport_size({"width": 390, "height": 844})
    user.goto(user.url.split("/my/")[0] + "/my/matters")
    user.locator("a.line[href^='/my/hazards/']").first.click()
    user.get_by_role("button", name="I have done this").first.click()
    desk.locator("#part-hazards").get_by_text("Undo").first.wait_for(state="attached")

    assert note.input_value() == "用户很慌"
    assert desk.evaluate("document.activeElement.tagName") == "TEXTAREA"
