"""Real browsers against the whole system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

    from tests.browser.system import System

FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-gpu", "--disable-quic", "--no-first-run", "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
]  # fmt: skip


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    from tests.browser.system import System

    running = System(tmp_path_factory.mktemp("demo")).start()
    yield running
    running.stop()


@pytest.fixture
def own_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """For a test after which the user's page says something else for a while."""
    from tests.browser.system import System

    running = System(tmp_path_factory.mktemp("own")).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    from tests import parts

    browser = playwright.chromium.launch(executable_path=parts.chromium(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    opener = OpenPage(chromium)
    yield opener
    opener.close()


class OpenPage:
    """Opens pages in contexts of their own, in a given language and size; problems in the console fail the test."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[object] = []
        self.complaints: list[str] = []

    def __call__(
        self, url: str, *, language: str = "en", width: int = 1440, dark: bool = False, script: bool = True
    ) -> Page:
        context = self._browser.new_context(
            locale="zh-CN" if language == "zh" else "en-GB",
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            permissions=["microphone"],
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto(url)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()  # type: ignore[attr-defined]
