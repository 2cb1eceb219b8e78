"""The desk as an agent uses it for eight hours: by keys alone, with an input method, never losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import choose_wallet, enter, expect_face, links, post, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser

STEPS_AT_MOST = 60


def both(system: System, open_page: OpenPage, **look: object) -> tuple[Page, Page]:
    """The desk and the user's status page of the payment wallet."""
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name), **look)
    user = enter(open_page, next(url for name, url in start.items() if "Lanyue" in name), **look)
    user.goto(user.url.split("/demo")[0] + "/my/")
    desk.locator("#part-queue").wait_for()
    return desk, user


def press(desk: Page, key: str, then: str) -> None:
    """Press a key and wait until what it leads to is there."""
    desk.keyboard.press(key)
    desk.locator(then).first.wait_for()


def preview(desk: Page, user: Page) -> None:
    """A callback on the desk, taken by its key, not yet rung."""
    post(user, "/demo/trouble")

    def taken() -> bool:
        desk.keyboard.press("e")
        desk.wait_for_timeout(700)
        return desk.locator("[data-key=C]").is_visible()

    wait_until(desk, taken, "no callback came")


def talk(desk: Page, user: Page) -> None:
    """A call that the customer has confirmed by its code."""
    preview(desk, user)
    desk.keyboard.press("c")
    expect_face(user, "ringing")
    post(user, "/demo/phone/answer")
    code = desk.locator("[data-code]").inner_text().replace(" ", "")
    user.locator("input[name=code]").fill(code)
    user.keyboard.press("Enter")
    desk.locator("#part-bar .badge--sure").wait_for()


def wrap_up(desk: Page) -> None:
    press(desk, "g", "#part-finish form")


def done(desk: Page) -> None:
    """Leave the desk empty for the next test."""
    if desk.locator("#part-finish form").count() == 0:
        wrap_up(desk)
    desk.keyboard.press("1")
    press(desk, "q", ".toast")
    desk.locator(".toast").wait_for(state="detached")


def go_through(desk: Page) -> int:
    """Answer every step by keys; how many there were."""
    for number in range(STEPS_AT_MOST):
        shown = desk.locator("#step input[name=step]").get_attribute("value")
        if desk.locator("#step button").count() == 0:
            return number
        desk.keyboard.press("1")
        desk.wait_for_timeout(60)
        kind = desk.evaluate("document.activeElement.type")
        if desk.locator("#step-given").count():
            desk.locator("#step-given").fill(
                "2026-11-20" if kind == "date" else "12" if kind == "text" else "好"
            )
            desk.keyboard.press("Control+Enter")
        elif desk.locator("#step input[type=checkbox]").count():
            desk.keyboard.press("0")
        wait_until(
            desk,
            lambda was=shown: desk.locator("#step input[name=step]").get_attribute("value") != was,  # type: ignore[misc]
            f"step {shown} does not go on",
        )
    raise AssertionError("the conversation does not end")


def test_whole_callback_goes_by_keys_alone_in_chinese(system: System, open_page: OpenPage) -> None:
    desk, user = both(system, open_page, language="zh")
    talk(desk, user)
    press(desk, "l", "#step[lang=en]")
    press(desk, "l", "#step[lang=zh-Hans]")
    assert go_through(desk) > 4
    press(desk, "b", "#step button")

    desk.keyboard.press("n")
    desk.keyboard.type("客户说钱两小时没到。")
    desk.locator("#note-state").get_by_text("已保存").wait_for()
    desk.keyboard.press("Escape")
    wrap_up(desk)
    desk.keyboard.press("1")
    press(desk, "e", ".toast")
    press(desk, "u", "#part-finish form")
    assert desk.locator("#note").input_value() == "客户说钱两小时没到。"
    done(desk)
    assert open_page.complaints == [], "".join(system.said)


def test_input_method_and_the_switch_keep_single_keys_from_acting(
    system: System, open_page: OpenPage
) -> None:
    desk, user = both(system, open_page)
    preview(desk, user)
    method = desk.context.new_cdp_session(desk)
    desk.keyboard.press("n")
    method.send("Input.imeSetComposition", {"text": "c", "selectionStart": 1, "selectionEnd": 1})
    desk.evaluate(
        """document.body.dispatchEvent(new KeyboardEvent("keydown",
             {key: "c", keyCode: 229, isComposing: true, bubbles: true}))"""
    )
    method.send("Input.insertText", {"text": "查"})
    desk.locator("#note-state").get_by_text("Saved").wait_for()
    assert (desk.locator("#note").input_value(), desk.locator("[data-key=C]").is_visible()) == ("查", True)

    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Keys").click()
    desk.locator("[data-keys-switch]").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("c")
    desk.wait_for_timeout(800)
    assert desk.locator("[data-key=C]").is_visible()
    desk.evaluate("localStorage.clear()")
    press(desk, "s", "[data-key=E]")
    assert open_page.complaints == [], "".join(system.said)


def test_note_survives_what_happens_around_it_and_a_reload(system: System, open_page: OpenPage) -> None:
    desk, user = both(system, open_page)
    talk(desk, user)
    desk.keyboard.press("n")
    desk.keyboard.type("First half, ")
    post(user, "/demo/phone/hang_up")
    desk.locator("#part-finish form").wait_for()
    desk.keyboard.type("second half")
    assert desk.evaluate("document.activeElement.id") == "note"
    assert desk.locator("#note").input_value() == "First half, second half"
    desk.reload()
    desk.locator("#part-finish form").wait_for()
    assert desk.locator("#note").input_value() == "First half, second half"
    done(desk)
    assert open_page.complaints == [], "".join(system.said)


def test_page_loaded_again_in_an_in_app_call_joins_it_anew(system: System, open_page: OpenPage) -> None:
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name))
    choose_wallet(desk, "Qingtan Wallet")
    user = enter(open_page, next(url for name, url in start.items() if "Qingtan" in name))
    user.goto(user.url.split("/demo")[0] + "/my/")
    preview(desk, user)
    desk.keyboard.press("c")
    expect_face(user, "ringing")
    user.get_by_role("button", name="Accept").first.click()
    hears = desk.get_by_text("The customer hears you.")
    hears.wait_for()
    desk.keyboard.press("m")
    desk.get_by_text("Muted: the customer hears nothing.").wait_for()
    desk.keyboard.press("m")
    desk.keyboard.press("1")
    hears.wait_for()
    desk.reload()
    hears.wait_for(timeout=30_000)
    expect_face(user, "talking")
    done(desk)
    assert open_page.complaints == [], "".join(system.said)
