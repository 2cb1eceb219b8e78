"""A real server on a thread and a real Chromium, for what only a browser can show."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from tests.parts import chromium
from tests.ui.streaming_site import StreamingSite


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news in a test."""


@pytest.fixture(scope="session")
def streaming_site() -> StreamingSite:
    return StreamingSite()


@pytest.fixture(scope="session")
def site(streaming_site: StreamingSite) -> Iterator[str]:
    """The address of the whole system plus the pages of `streaming_site` under /test/."""
    server = make_server("127.0.0.1", 0, streaming_site, server_class=_Threaded, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    streaming_site.close()
    server.shutdown()


@pytest.fixture(scope="session")
def browser(playwright):
    chrome = playwright.chromium.launch(
        executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"]
    )
    yield chrome
    chrome.close()


@pytest.fixture
def page(browser, site: str):
    """A 1440-pixel English page whose errors (CSP breaches too) fail the test."""
    context = browser.new_context(base_url=site, locale="en-GB", viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda said: troubles.append(said.text) if "Security Policy" in said.text else None)
    yield opened
    context.close()
    assert troubles == []
