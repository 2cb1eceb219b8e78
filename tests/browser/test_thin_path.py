"""The thinnest true path through all floors: event, call in two browsers, proof, end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser

FACE = "#status .status"

# How loud the other side is in this page, by the browser's own analysis of the received track (0 to 1).
HEARD = """async () => {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(window.answerbackPeer.remote).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  for (let i = 0; i < 60; i++) {
    await new Promise((done) => setTimeout(done, 50));
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
  }
  return loudest;
}"""


def links(page: Page) -> dict[str, str]:
    return {a.inner_text(): a.get_attribute("href") or "" for a in page.locator("main li a").all()}


def enter(open_page: OpenPage, url: str) -> Page:
    page = open_page(url)
    page.locator("main form button").first.click()
    return page


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(name)).first.click()


def post(page: Page, path: str) -> None:
    """What the demo wallet's buttons do."""
    page.evaluate(
        """path => fetch(path, {method: "POST", headers: {
             "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content}})""",
        path,
    )


def expect_face(page: Page, face: str) -> None:
    page.locator(f'{FACE}[data-status="{face}"]:not([data-stale])').wait_for()


def test_phone_call_is_proven_by_the_code_and_named_only_then(system: System, open_page: OpenPage) -> None:
    start = links(open_page(system.root))
    desk = enter(open_page, next(url for name, url in start.items() if "desk" in name))
    user = enter(open_page, next(url for name, url in start.items() if "Lanyue" in name))
    expect_face(user, "quiet")

    post(user, "/demo/trouble")
    expect_face(user, "arranged")
    desk.get_by_text("1 ready").wait_for()
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
    desk.get_by_text("1 ready").wait_for()
    button(desk, "Next callback")
    button(desk, "Call")
    expect_face(user, "ringing")
    button(user, "Accept")
    expect_face(user, "talking")

    for page in (desk, user):
        assert page.evaluate(HEARD) > 0.01
    button(user, "Hang up")
    expect_face(user, "ended")
    assert open_page.complaints == [], "".join(system.said)
