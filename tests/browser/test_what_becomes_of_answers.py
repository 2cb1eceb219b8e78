"""One call in the demo: a fake support SMS, a payment that failed, a confusing button; and what becomes of each.

The solution runs its steps, the hazard joins its campaign and is followed up, the suggestion counts in its group, the
offer stays silent, the promise is kept, and a product manager reads of it in the weekly page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import enter, links, wait_until
from tests.browser.telling import tell
from tests.browser.test_desk import both, done, press, talk

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser

SMS = "短信说我在岚月支付的账户因异常登录被临时冻结，要我两小时内打开 lanyue-jiedong.example 解冻"
WISH = "确认按钮和取消按钮挨得太近，我总是按错"
TOLD = {
    "h_contacts": ["sms"],
    "h_said": SMS,
    "h_did": ["opened_link"],
    "s_hard": "yes",
    "s_where": ["look"],
    "s_better": WISH,
}
GROUP = "确认按钮更好认、更好按"


def supervisor(system: System, open_page: OpenPage) -> Page:
    start = links(open_page(system.root))
    return enter(open_page, next(url for name, url in start.items() if "onsole" in name), language="zh")


def opened(console: Page, section: str) -> Page:
    console.goto(console.url.split("/console/")[0] + f"/console/{section}")
    return console


def figures(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def group_row(console: Page) -> str:
    return opened(console, "suggestions").locator("tr", has_text=GROUP).inner_text()


def test_every_answer_of_one_call_gets_its_owner_its_step_and_its_end(
    own_system: System, open_page: OpenPage
) -> None:
    console = supervisor(own_system, open_page)
    asked_before = figures(group_row(console))
    desk, user = both(own_system, open_page, language="zh")
    talk(desk, user)

    tell(desk, {"p_arrived": "no", "p_rail": "bank"})
    desk.locator("#main").focus()
    press(desk, "j", "#solution [data-key=J][value=done]")
    desk.locator("#main").focus()
    desk.keyboard.press("j")
    desk.locator("#solution").get_by_text("已完成").first.wait_for()
    tell(desk, TOLD, to_the_end=True)

    desk.locator("[data-offer-silent]").wait_for()
    desk.locator("#promise > summary").click()
    desk.locator("#promise button[name=ready]").first.click()
    desk.locator("#part-hazards").get_by_text("点开过可疑链接").first.wait_for(state="attached")

    hazards = opened(console, "hazards")
    hazards.get_by_role("link", name="点开过可疑链接").first.click()
    console.get_by_text("lanyue-jiedong.example").first.wait_for(state="attached")
    campaigns = opened(console, "fraud-campaigns")
    campaigns.locator("tbody a").first.click()
    shared = console.locator("#shared").inner_text()
    assert "lanyue-jiedong.example" in shared
    assert console.locator("#members li[id]").count() == 3

    waiting = opened(console, "suggestions/waiting")
    mine = waiting.locator("article", has_text=WISH)
    mine.get_by_role("button", name="归入该组").first.click()
    asked_now = figures(group_row(console))
    assert asked_now != asked_before
    assert sum(asked_now) > sum(asked_before)

    weekly = opened(console, "weekly")
    read = weekly.locator("article.weekly").inner_text()
    assert GROUP in read

    user.goto(user.url.split("/my/")[0] + "/my/matters")
    assert "点开过可疑链接" in user.locator("main").inner_text()
    user.locator("a[href*='/my/tickets/']").first.click()
    letter = user.locator("article.letter").inner_text()
    assert "我们要做的" in letter

    done(desk)
    desk.goto(desk.url.split("/desk/")[0] + "/desk/promises")
    owed = desk.get_by_role("button", name="已经做到").count()
    assert owed >= 1
    desk.get_by_role("button", name="已经做到").first.click()
    wait_until(
        desk, lambda: desk.get_by_role("button", name="已经做到").count() == owed - 1, "the promise stays"
    )
    assert open_page.complaints == [], "".join(own_system.said)
