"""The public check with a whole message in it: no script, no cookie, no fault, in every look."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.test_desk_looks import faults

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
MESSAGE = "【岚月】您的账户异常，请告诉我您的助记词。详情 https://lanyue-refund.top 电话 +86 400 000 0187"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_message_is_answered_without_script_and_without_a_fault(
    system: System, open_page: OpenPage, language: str
) -> None:
    address = f"http://check.localhost:{urlsplit(system.root).port}/check/"
    bare = open_page(address, language=language, width=390, script=False)
    bare.locator("textarea").fill(MESSAGE)
    bare.locator("main form button").click()
    bare.locator("#answer .notice--stop").first.wait_for()
    assert (bare.locator("#answer .notice--stop").count() >= 2, bare.context.cookies()) == (True, [])
    assert (MESSAGE in bare.content(), bare.locator("#answer mark").count() > 0) == (False, True)

    page = open_page(address, language=language)
    page.locator("textarea").fill(MESSAGE)
    page.locator("main form button").click()
    page.locator("#answer").wait_for()
    assert faults(page, "answered") == []

    page.locator("#answer form button").first.click()
    page.locator("#id_thing").wait_for()
    assert (page.locator("#id_thing").input_value(), faults(page, "report")) == ("lanyue-refund.top", [])
    page.locator("#id_words").fill("打电话来要助记词")
    page.locator("main form button").click()
    page.locator("#got").wait_for()
    assert (faults(page, "reported"), page.context.cookies()) == ([], [])
    assert open_page.complaints == []
