"""In the demo the answers propose a solution, one key begins it, and the user reads who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.telling import tell
from tests.browser.test_desk import both, done, talk

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser

TELLS = {"p_arrived": "no", "p_rail": "bank"}


def test_one_key_begins_the_solution_and_the_user_reads_it(own_system: System, open_page: OpenPage) -> None:
    desk, user = both(own_system, open_page, language="zh")
    talk(desk, user)
    tell(desk, TELLS)
    desk.locator("#solution").get_by_text("用户说这笔钱是跟银行之间走的。").wait_for()

    desk.locator("#main").focus()
    desk.keyboard.press("j")
    done_key = desk.locator("#solution [data-key=J][value=done]")
    done_key.wait_for()
    desk.locator("#main").focus()
    desk.keyboard.press("j")
    desk.locator("#solution").get_by_text("已完成").first.wait_for()

    user.set_viewport_size({"width": 390, "height": 844})
    user.goto(user.url.split("/my/")[0] + "/my/matters")
    user.locator("a[href*='/my/tickets/']").first.click()
    letter = user.locator("article.letter")
    letter.get_by_text("我们查清这笔钱是已经交给银行，还是还在钱包这边。").wait_for()
    assert "银行什么时候入账由银行定" in letter.inner_text()
    assert "还能找谁" in letter.inner_text()
    assert user.evaluate("document.documentElement.scrollWidth") <= 390
    assert open_page.complaints == []
    done(desk)
