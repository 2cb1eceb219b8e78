"""`<answerback-status>` on somebody else's page: what was signed for this user seconds ago, else nothing good."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.foreign_site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
FACES = ("talking", "connected", "you_rang_us", "ringing", "elsewhere", "ended", "arranged", "quiet")
OURS = ("talking", "connected", "you_rang_us", "ringing")
HEADS = {
    "en": {
        "talking": "You are talking to us now",
        "quiet": "We are not talking to you",
        "unknown": "We cannot tell right now",
    },
    "zh": {"talking": "您正在和我们通话", "quiet": "我们没有在和您通话", "unknown": "现在无法确认"},
}
HANG = {"en": "Someone says they are us? Hang up.", "zh": "有人自称是我们？请挂断。"}
WITHIN_SECONDS = 15


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site().start()
    yield one
    one.stop()


def until(page: Page, condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + WITHIN_SECONDS
    while not condition():
        assert time.monotonic() < end, what
        page.wait_for_timeout(50)


def face(page: Page) -> str:
    shown: str = page.evaluate(
        "document.querySelector('answerback-status')?.shadowRoot?.firstElementChild?.className ?? ''"
    )
    return shown.removeprefix("box ")


def opened(site: Site, open_page: OpenPage, **look: Any) -> Page:
    page = open_page(site.url, **look)
    connected(site, page)
    return page


def connected(site: Site, page: Page) -> None:
    until(page, lambda: site.streams, "no stream was opened")


def shows(site: Site, page: Page, state: str, **bent: Any) -> str:
    said = site.say(state, **bent)
    until(page, lambda: face(page) == state, f"{state} is not shown, but {face(page)}")
    return said


def stays_grey(page: Page) -> None:
    for _ in range(8):
        assert face(page) == "unknown"
        page.wait_for_timeout(50)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_face_has_its_words_and_no_fault(site: Site, open_page: OpenPage, language: str) -> None:
    from tests.browser.test_desk_looks import faults

    site.language = language
    page = opened(site, open_page, language=language)
    found = faults(page, "unknown")
    for state in FACES:
        shows(site, page, state)
        hang = page.locator("answerback-status .hang")
        assert hang.is_visible() == (state not in OURS)
        found += looks(site, page, state)
    shows(site, page, "talking")
    assert page.locator("answerback-status .head").inner_text() == HEADS[language]["talking"]
    shows(site, page, "quiet")
    assert page.locator("answerback-status .head").inner_text() == HEADS[language]["quiet"]
    assert page.locator("answerback-status .hang").inner_text() == HANG[language]
    assert found == []


def looks(site: Site, page: Page, state: str) -> list[tuple[str, ...]]:
    """What axe finds by day and night at 390 px; the face is told again, so that it does not grow old meanwhile."""
    from axe_playwright_python.sync_playwright import Axe

    found: list[tuple[str, ...]] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": 390, "height": 800})
        shows(site, page, state)
        for fault in Axe().run(page).response["violations"]:
            found += [(state, scheme, fault["id"], node["html"][:120]) for node in fault["nodes"]]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found += [(state, scheme, "too wide")] if wide else []
    return found


def test_hang_up_is_the_largest_on_the_page(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page, width=390)
    shows(site, page, "quiet")
    sizes = page.evaluate(
        "[...document.querySelector('answerback-status').shadowRoot.querySelectorAll('p')]"
        ".map(p => [p.className, parseFloat(getComputedStyle(p).fontSize)])"
    )

    assert max(sizes, key=lambda pair: pair[1])[0] == "hang"
    assert dict(sizes)["hang"] >= 34


def test_before_the_first_verdict_and_without_a_ticket_nothing_is_told(
    site: Site, open_page: OpenPage
) -> None:
    site.refuses = True
    page = open_page(site.url)
    until(page, lambda: face(page) == "unknown", "the element is not there")

    assert page.locator("answerback-status .head").inner_text() == HEADS["en"]["unknown"]
    assert page.locator("answerback-status .hang").inner_text() == HANG["en"]
    stays_grey(page)


@pytest.mark.parametrize(
    "bent",
    [
        {"iss": "answerback:qingtan"},
        {"sub": "6" * 32},
        {"sid": "0" * 32},
        {"nonce": "of another stream"},
        {"typ": "JWT"},
        {"exp": 4102444800},
        {"iat": 1, "exp": 31},
        {"seq": -1},
        {"seq": "200"},
    ],
)
def test_verdict_that_is_not_for_this_reader_now_turns_it_grey(
    site: Site, open_page: OpenPage, bent: dict[str, Any]
) -> None:
    page = opened(site, open_page)
    shows(site, page, "quiet")
    site.say("talking", **bent)
    until(page, lambda: face(page) == "unknown", f"{bent} was believed, it shows {face(page)}")


def test_verdict_of_another_key_or_changed_on_the_way_turns_it_grey(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    shows(site, page, "quiet")
    site.say("talking", key=site.other_key)
    until(page, lambda: face(page) == "unknown", "another key was believed")
    until(page, lambda: site.streams, "no new stream")

    quiet, talking = (site.verdict(state, site.nonces[-1]) for state in ("quiet", "talking"))
    head, _, signature = quiet.split(".")
    site.tell(f"{head}.{talking.split('.')[1]}.{signature}")
    stays_grey(page)


def test_old_verdict_played_again_turns_it_grey(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    talking = shows(site, page, "talking")
    shows(site, page, "ended")
    site.tell(talking)
    until(page, lambda: face(page) == "unknown", "an older verdict was believed")


def test_verdict_with_a_lower_place_is_refused_on_the_next_stream_too(
    site: Site, open_page: OpenPage
) -> None:
    page = opened(site, open_page)
    shows(site, page, "quiet", seq=500)
    next(iter(site.streams.values())).put(None)
    until(page, lambda: len(site.nonces) > 1 and site.streams, "no new stream")
    site.say("talking", seq=499)
    stays_grey(page)


def test_pinned_key_and_issuer_win_over_what_is_served(site: Site, open_page: OpenPage) -> None:
    site.attributes = "keys='[]'"
    page = opened(site, open_page)
    site.say("talking")
    stays_grey(page)

    site.attributes = 'issuer="answerback:qingtan"'
    other = opened(site, open_page)
    site.say("talking")
    stays_grey(other)


def test_silence_turns_it_grey_and_asks_again(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    shows(site, page, "talking")
    until(page, lambda: face(page) == "unknown", "it is still green after ten seconds of silence")
    until(page, lambda: len(site.nonces) > 1, "it does not ask again")


def test_lost_stream_turns_it_grey(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    shows(site, page, "talking")
    next(iter(site.streams.values())).put(None)
    until(page, lambda: face(page) == "unknown", "it is still green without a stream")


def test_offline_it_is_never_green(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    shows(site, page, "talking")
    page.context.set_offline(True)
    until(page, lambda: face(page) == "unknown", "green offline")
    before = len(site.nonces)
    stays_grey(page)
    page.context.set_offline(False)
    until(page, lambda: len(site.nonces) > before and site.streams, "it does not come back")
    shows(site, page, "talking")


@pytest.mark.parametrize("hours", [-30, 30])
def test_wrong_clock_of_the_device_changes_nothing(site: Site, open_page: OpenPage, hours: int) -> None:
    page = opened(site, open_page)
    page.add_init_script(
        f"""{{ const Real = Date, off = {hours} * 3600000; const now = () => Real.now() + off;
        globalThis.Date = class extends Real {{
          constructor(...given) {{ given.length ? super(...given) : super(now()); }}
          static now() {{ return now(); }} }}; }}"""
    )
    before = len(site.nonces)
    page.reload()
    until(page, lambda: len(site.nonces) > before and site.streams, "no stream")
    assert abs(page.evaluate("Date.now()") / 1000 - time.time()) > 29 * 3600
    shows(site, page, "talking")
    site.say("talking", iat=int(time.time()) - 60, exp=int(time.time()) - 30)
    until(page, lambda: face(page) == "unknown", "an old verdict was believed")


@pytest.mark.parametrize(
    "leaving", ["new PageTransitionEvent('pagehide', {persisted: true})", "new Event('freeze')"]
)
def test_page_that_is_put_away_is_grey_before_it_is(site: Site, open_page: OpenPage, leaving: str) -> None:
    page = opened(site, open_page)
    shows(site, page, "talking")
    target = "document" if "freeze" in leaving else "window"
    kept = page.evaluate(
        f"{target}.dispatchEvent({leaving}),"
        " document.querySelector('answerback-status').shadowRoot.firstElementChild.className"
    )

    assert kept == "box unknown"
    before = len(site.nonces)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    until(page, lambda: len(site.nonces) > before and site.streams, "it does not ask again")
    shows(site, page, "talking")


def test_real_way_back_shows_grey_first(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    shows(site, page, "talking")
    before = len(site.nonces)
    page.goto(f"{site.url}elsewhere")
    page.go_back()
    until(page, lambda: len(site.nonces) > before, "it does not ask again")

    assert face(page) == "unknown"


def test_page_around_it_cannot_change_its_looks(site: Site, open_page: OpenPage) -> None:
    green = "#116329"
    site.style = f"""answerback-status {{ display: none !important; opacity: 0 !important; color: {green} !important;
      filter: hue-rotate(90deg) !important; transform: scale(0.01) !important; visibility: hidden !important;
      font-size: 3px !important;
      --edge: {green}; --paper: {green}; --ink: {green}; --answerback-radius: 900px; --answerback-font: serif; }}
      .box, .head, .hang, p {{ display: none !important; }}"""
    page = opened(site, open_page)
    hang = page.locator("answerback-status .hang")
    looks = page.evaluate(
        """() => { const host = document.querySelector('answerback-status'), of = getComputedStyle;
        const box = host.shadowRoot.firstElementChild;
        return [of(host).display, of(host).opacity, of(host).filter, of(host).transform, of(host).visibility,
                of(box).borderTopColor, of(box).borderTopStyle, of(box).borderTopLeftRadius]; }"""
    )

    assert hang.is_visible()
    assert looks == ["grid", "1", "none", "none", "visible", "rgb(87, 96, 106)", "dashed", "16px"]


def test_code_is_typed_on_the_wallets_call_page_alone(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    link = page.locator("answerback-status a")
    for state in FACES:
        shows(site, page, state)
        assert link.is_visible() == (state == "connected")
    assert page.locator("answerback-status input").count() == 0
    shows(site, page, "connected")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("/call", "noopener")


def test_change_is_said_once_and_politely(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    page.evaluate(
        """() => { globalThis.said = []; const region = document.querySelector('answerback-status')
        .shadowRoot.querySelector('[role=status]');
        new MutationObserver(() => said.push(region.querySelector('.head').textContent)).observe(region, {
          childList: true, characterData: true, subtree: true }); }"""
    )
    for state in ("ringing", "ringing", "ringing", "talking"):
        shows(site, page, state)
        page.wait_for_timeout(50)

    assert page.evaluate("said") == ["We are ringing you now", "You are talking to us now"]


def test_face_that_this_version_does_not_know_is_grey(site: Site, open_page: OpenPage) -> None:
    page = opened(site, open_page)
    shows(site, page, "talking")
    site.say("verified")
    until(page, lambda: face(page) == "unknown", "an unknown face is shown")


def test_style_sheet_can_put_no_words_before_it_nor_wipe_its_first_line(
    site: Site, open_page: OpenPage
) -> None:
    """A style sheet alone, without any script, is what a hole for foreign HTML most often gives away."""
    site.style = """answerback-status::before, answerback-status::after {
      content: "You are talking to us now" !important; display: block !important; font-size: 60px; }
      answerback-status::first-line { font-size: 1px !important; color: white !important; }
      answerback-status::first-letter { font-size: 0 !important; }
      answerback-status { direction: rtl !important; unicode-bidi: bidi-override !important; }"""
    page = opened(site, open_page)
    shows(site, page, "quiet")
    found = page.evaluate(
        """() => { const host = document.querySelector('answerback-status'), of = getComputedStyle;
        const head = host.shadowRoot.querySelector('.head');
        const words = document.createRange(); words.selectNodeContents(head);
        return [of(host, '::before').content, of(host, '::after').content, of(host).direction,
                words.getBoundingClientRect().height > 15]; }"""
    )

    assert found == ["none", "none", "ltr", True]


@pytest.mark.parametrize(
    ("attributes", "asks"),
    [('ticket="https://evil.example/t"', False), ('ticket="//localhost:{port}/ticket"', False), ("", True)],
)
def test_ticket_is_asked_for_on_the_pages_own_origin_alone(
    site: Site, open_page: OpenPage, attributes: str, asks: bool
) -> None:
    site.attributes = attributes.format(port=site.port)
    page = open_page(site.url)
    until(page, lambda: face(page) == "unknown" or site.streams, "the element is not there")
    page.wait_for_timeout(1000)

    assert bool(site.tickets) is asks


@pytest.mark.parametrize("leads", ["https://evil.example/", "javascript:alert(1)", "//evil.example/call"])
def test_call_page_is_on_the_pages_own_origin_or_not_offered(
    site: Site, open_page: OpenPage, leads: str
) -> None:
    site.attributes = f'open="{leads}"'
    page = opened(site, open_page)
    shows(site, page, "connected")
    link = page.locator("answerback-status a")

    assert (link.is_visible(), leads in (link.get_attribute("href") or "")) == (False, False)
