"""The money went out on the wrong network: one key tells the agent, and the user reads the same on his own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import choose_wallet, enter, expect_face, links, wait_until
from tests.browser.test_desk import press
from tests.browser.test_desk_looks import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
PATIENCE_MILLISECONDS = 60_000  # a look-up asks two nodes over HTTP, on a machine that may be busy
ACCEPT = {"en": "Accept", "zh": "接听"}
WALLET = {"en": "Qingtan Wallet", "zh": "青檀钱包"}
SENTENCE = {
    "en": "It went over BNB Smart Chain, but the platform expected it over Ethereum.",
    "zh": "钱走的是BNB智能链（BSC），而平台要求的是以太坊。",
}
FINAL = {"en": "Final", "zh": "已最终确认"}
RECIPIENT = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"


def both(system: System, open_page: OpenPage, language: str) -> tuple[Page, Page]:
    """The desk of the self-custodial wallet, and its user's own wallet in his hand."""
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name), language=language)
    choose(desk, language)
    user = enter(
        open_page,
        next(url for name, url in start.items() if "Qingtan" in name),
        language=language,
        width=390,
    )
    for page in (desk, user):
        page.set_default_timeout(PATIENCE_MILLISECONDS)
    return desk, user


def choose(desk: Page, language: str) -> None:
    if language == "en":
        choose_wallet(desk, WALLET["en"])
        return
    box = desk.locator("select", has=desk.locator("option", has_text=WALLET["zh"])).first
    box.select_option(label=WALLET["zh"])
    box.locator("xpath=ancestor::form").get_by_role("button").click()


def tell(user: Page) -> None:
    """He presses “I sent it to the wrong place”."""
    user.locator(
        "form:has(input[value=mistaken_transfer]) button, button[value=mistaken_transfer]"
    ).first.click()
    expect_face(user, "arranged")


def call(desk: Page, user: Page, language: str) -> None:
    def taken() -> bool:
        desk.keyboard.press("e")
        desk.wait_for_timeout(700)
        return desk.locator("[data-key=C]").is_visible()

    wait_until(desk, taken, "no callback came")
    desk.keyboard.press("c")
    expect_face(user, "ringing")
    user.get_by_role("button", name=ACCEPT[language]).first.click()
    expect_face(user, "talking")


def payment_page(user: Page) -> Page:
    """The user's own page about this payment, beside the first: to leave that would end a call in the app."""
    page = user.context.new_page()
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    page.goto(user.evaluate("location.origin") + "/my/matters")
    page.locator(".line[href*='/callbacks/']").first.click()
    page.locator("a[href$='/payment']").first.click()
    page.locator("h1").wait_for()
    return page


def ends_at(page: Page, what: str) -> float:
    """How far below the top of the window it ends, in CSS pixels."""
    box = page.locator(what).bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def selected(page: Page, what: str) -> str:
    """What a copy by hand would take."""
    return str(
        page.locator(what).evaluate(
            "(one) => (getSelection().selectAllChildren(one), String(getSelection()))"
        )
    )


def copied(page: Page) -> str:
    """What the button beside the id copies."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").first.click()
    page.wait_for_function("document.getElementById('copied-portal').textContent !== ''")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_key_finds_the_wrong_network_and_the_user_reads_the_same(
    own_system: System, open_page: OpenPage, language: str
) -> None:
    desk, user = both(own_system, open_page, language)
    tell(user)
    call(desk, user, language)
    filled = desk.locator("#triage-form [name=transaction]")
    wait_until(desk, lambda: filled.input_value().startswith("0xde30"), "the event's facts are not there")

    press(desk, "x", "#verdict-desk")

    assert desk.locator("#verdict-desk").inner_text() == SENTENCE[language]
    assert ends_at(desk, "#triage ol li >> nth=-1") < 900  # what to do next, without scrolling
    assert selected(desk, "#id-desk") == desk.locator("#triage-form [name=transaction]").input_value()
    evidence = desk.locator("#triage .evidence").inner_text().replace("\n", " ")
    assert [word in evidence for word in (FINAL[language], "250 USDT", "BNB")] == [True] * 3
    shown = desk.locator("#triage .evidence .address").all_inner_texts()
    assert RECIPIENT in ["".join(text.split()) for text in shown]

    page = payment_page(user)
    assert page.locator("#verdict-portal").inner_text() == SENTENCE[language]
    assert "250 USDT" in page.locator(".evidence").inner_text()
    assert copied(page) == filled.input_value()
    assert faults(page, "portal") + faults(desk, "desk") == []
    assert open_page.complaints == []


@pytest.mark.parametrize("language", ["zh"])
def test_user_asks_before_the_call_and_the_agent_sees_it(
    own_system: System, open_page: OpenPage, language: str
) -> None:
    desk, user = both(own_system, open_page, language)
    tell(user)
    page = payment_page(user)
    page.locator("main form button.button--primary").first.click()
    page.locator("#verdict-portal").wait_for()
    assert page.locator("#verdict-portal").inner_text() == SENTENCE[language]

    press(desk, "e", "#verdict-desk")

    assert desk.locator("#verdict-desk").inner_text() == SENTENCE[language]
