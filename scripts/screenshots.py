"""Takes the pictures of the README from the running demo, in both languages: docs/images/<name>.<language>.png.

python -m scripts.screenshots [zh|en]

Starts the demo in an empty folder, plays one callback in each wallet and a scammer between them, and leaves nothing
behind but the pictures, each below 200 KB.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from benchmarks.running import Demo
from tests.parts import chromium

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
PHONE, DESK, WIDE = (390, 844), (1280, 800), (1280, 900)
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--allow-loopback-in-peer-connection",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
MOST_BYTES = 200_000


class Story:
    """One language's walk through the demo; every picture is taken where the story is."""

    def __init__(self, browser: Browser, demo: Demo, language: str) -> None:
        self.browser, self.demo, self.language = browser, demo, language

    def open(self, name: str, size: tuple[int, int]) -> Page:
        """A window of a visitor of his own, behind the demo's link of that name (its English words)."""
        context = self.browser.new_context(
            locale=LOCALES[self.language],
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2 if size is PHONE else 1,
            permissions=["microphone"],
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(self._link(name))
        if name:
            page.locator("main form button").first.click()
            page.wait_for_load_state()
        return page

    def _link(self, name: str) -> str:
        """Each link opens once: fresh ones are on the first page."""
        if not name:
            return self.demo.address + "/"
        page = self.browser.new_page(locale="en-GB")
        page.goto(self.demo.address + "/")
        found = page.locator("section[lang=en] a, main a").filter(has_text=name).last.get_attribute("href")
        page.close()
        if found is None:
            raise SystemExit(f"the demo's first page has no link {name!r}")
        return found

    def take(self, page: Page, name: str, *, from_top: bool = True) -> None:
        """One picture, with few colours so that it stays small."""
        if from_top:
            page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(400)
        picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
        path = IMAGES / f"{name}.{self.language}.png"
        for colours in (256, 128, 64, 32):
            picture.convert("RGB").quantize(colours).save(path, optimize=True)
            if path.stat().st_size < MOST_BYTES:
                return
        raise SystemExit(f"{path} stays too large")

    def payment_wallet(self) -> None:
        """A missing payment, a scammer, our call, the proof, the record."""
        self.take(self.open("", WIDE), "start")
        desk, user = self.open("desk", DESK), self.open("Lanyue", PHONE)
        press(user, "/demo/trouble")
        shows(user, "arranged")
        press(user, "/demo/scammer/ringing")
        press(user, "/demo/scammer/talking")
        shows(user, "arranged")
        user.set_viewport_size({"width": 1000, "height": 800})
        self.take(user, "scammer")
        press(user, "/demo/scammer/gone")
        portal = self._portal(user)
        self.take(portal, "arranged")
        self._call(desk)
        shows(portal, "ringing")
        press(user, "/demo/phone/answer")
        shows(portal, "connected")
        desk.locator("[data-code]").wait_for()
        self.take(desk, "desk-code")
        self.take(portal, "connected", from_top=False)  # the page itself shows the field
        self._prove(desk, portal)
        self.take(portal, "talking")
        self._talk(desk)
        self.take(self.open("Wallboard", DESK), "wallboard")
        self._finish(desk)
        self._record(portal)
        self._alarm(portal)

    def _portal(self, user: Page) -> Page:
        portal = user.context.new_page()
        portal.goto(user.url.replace("/demo/wallet/", "/my/"))
        shows(portal, "arranged")
        return portal

    def _call(self, desk: Page) -> None:
        press(desk, "/desk/next", until="/call")
        press(desk, "/call", until="/hang-up")

    def _prove(self, desk: Page, portal: Page) -> None:
        code = desk.locator("[data-code]").inner_text().replace(" ", "")
        portal.locator("input[name=code]").fill(code)
        portal.locator("form:has(input[name=code]) button").first.click()
        shows(portal, "talking")

    def _talk(self, desk: Page) -> None:
        desk.locator("#step").wait_for()
        for _ in range(2):
            desk.keyboard.press("1")
            desk.wait_for_timeout(800)
        self.take(desk, "desk-talking")

    def _finish(self, desk: Page) -> None:
        press(desk, "/hang-up")
        desk.locator("input[name=outcome][value=solved]").check()
        desk.locator("form[action$='/finishing'] button").last.click()
        desk.locator("form[action$='/desk/next'], form[action$='/undo']").first.wait_for()

    def _record(self, portal: Page) -> None:
        shows(portal, "ended")
        portal.wait_for_timeout(11_000)  # the ten seconds in which the agent may still undo
        portal.goto(re.sub(r"/my/.*", "/my/matters", portal.url))
        portal.locator("main a[href*='/my/callbacks/']").first.click()
        portal.wait_for_load_state()
        self.take(portal, "record")

    def _alarm(self, portal: Page) -> None:
        portal.goto(re.sub(r"/my/.*", "/my/", portal.url))
        press(portal, "/my/alarm")
        portal.wait_for_url("**/my/hang-up*")
        self.take(portal, "hang-up")

    def self_custodial_wallet(self) -> None:
        """The same trouble where nobody knows the user: a call in the app, browser to browser."""
        desk, user = self.open("desk", DESK), self.open("Qingtan", PHONE)
        desk.locator("select[name=wallet]").select_option(index=self._other_wallet(desk))
        desk.locator("form:has(select[name=wallet]) button").click()
        press(user, "/demo/trouble")
        portal = user
        portal.goto(user.url.replace("/demo/wallet/", "/my/"))
        shows(portal, "arranged")
        self._call(desk)
        shows(portal, "ringing")
        self.take(portal, "in-app-ringing")
        portal.locator("[data-accept]").click()
        shows(portal, "talking")
        self.take(portal, "in-app-talking")
        press(desk, "/hang-up")
        shows(portal, "ended")

    def _other_wallet(self, desk: Page) -> int:
        options = desk.locator("select[name=wallet] option")
        names = ("Qingtan", "青檀")
        return next(n for n in range(options.count()) if any(w in options.nth(n).inner_text() for w in names))

    def others(self) -> None:
        """The console and the public page."""
        self.take(self.open("Console", DESK), "console")
        check = self.open("", PHONE)
        check.goto(f"http://check.localhost:{self.demo.port}/check/")
        self.take(check, "check")


def press(page: Page, action: str, *, until: str = "") -> None:
    """Press the button of the form whose action ends so; again while a form that should come does not."""
    button = page.locator(f"form[action$='{action}'] button").first
    button.wait_for()
    while True:
        with suppress(PlaywrightTimeout):  # the page may be redrawn under the hand, the button gone with it
            button.click(timeout=3_000)
        page.wait_for_timeout(1_000)
        if not until or page.locator(f"form[action$='{until}']").count():
            return


def shows(page: Page, face: str) -> None:
    """Wait until the user's page shows this face, and not greyed."""
    page.locator(f'#status .status[data-status="{face}"]:not([data-stale])').first.wait_for()


@contextmanager
def stories(language: str) -> Iterator[Story]:
    """A demo of its own, and a browser."""
    with (
        tempfile.TemporaryDirectory(prefix="answerback-pictures-") as folder,
        Demo(Path(folder)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield Story(browser, demo, language)
        browser.close()


def main() -> None:
    """Every picture of the languages asked for."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for language in sys.argv[1:] or LOCALES:
        with stories(language) as story:
            story.payment_wallet()
            story.self_custodial_wallet()
            story.others()


if __name__ == "__main__":
    main()
