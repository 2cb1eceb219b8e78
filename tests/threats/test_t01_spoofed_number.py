"""T1: a caller shows our own number. Played in the demo's wallet, where phone and page lie side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import button, enter, links
from tests.threats.rows import Row, Verdict

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
ID = "T1"
ATTACK = "A caller shows our number (caller-ID spoofing)"
OFFICIAL = "+864000000188"


def test_number_on_the_phone_moves_nothing(running: System, open_page: OpenPage, row: Row) -> None:
    address = next(url for name, url in links(open_page(running.root)).items() if "Lanyue" in name)
    user = enter(open_page, address, width=390)
    before = user.locator("#status .status").get_attribute("data-status")
    button(user, "Play a scammer")
    screen = user.locator(".phone__screen")
    screen.get_by_text(OFFICIAL).wait_for()
    row.step(
        f"The user's telephone rings and shows our official number, {OFFICIAL}: anybody can have it shown."
    )
    button(user, "Pick up")
    screen.get_by_text("security department").wait_for()
    card = user.locator("#status .status")
    assert (before, card.get_attribute("data-status")) == ("quiet", "quiet")
    said = {}
    for language, code in (("zh", "zh-hans"), ("en", "en")):
        user.goto(f"{user.url.split('?')[0]}?language={code}")
        said[language] = " / ".join(user.locator("#status .status__live").inner_text().splitlines())
    row.step(
        "He picks up and hears the security department. No line of ours is up, so the page, right "
        "beside the phone, has not moved."
    )
    row.saw(
        "in his wallet, while his phone shows our number",
        **{lang: _lines(text) for lang, text in said.items()},
    )
    button(user, "Put the phone down")

    row.ends(
        Verdict.TOLD,
        stopped_by="the page says *not us* unless our own leg is connected to the number on file; no "
        "number that a phone shows moves it",
        residual="The telephone network still shows the false number, and the spoofed call rings. "
        "Where the wallet is an Android app that answers the system's "
        "own question (docs/reference), such a call can be dropped before it rings.",
    )


def _lines(text: str) -> str:
    return " / ".join(part.strip() for part in text.split("/") if part.strip())
