"""A visitor without a browser: follows the demo's links and presses its buttons over HTTP."""

from __future__ import annotations

import re
from typing import Any

import httpx

from tests.browser.system import System

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


class Visitor:
    """One person with his own cookies; every face is reached through `localhost`, the demo's fallback."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.client = httpx.Client(follow_redirects=True, timeout=30, trust_env=False)

    def url(self, path: str) -> str:
        return self.system.root.rstrip("/") + path

    def enter(self, name: str) -> None:
        """Open the demo's first page, follow the link of that name, press its button."""
        start = self.client.get(self.system.root).text
        link = re.search(rf'href="[^"]*?//[^/"]+(/[^"]+)"[^>]*>(?:<span[^>]*>)?[^<]*{name}', start)
        assert link is not None, start
        page = self.client.get(self.url(link.group(1)))
        self.client.post(str(page.url), data={"csrfmiddlewaretoken": self._token(page.text)})

    def page(self, path: str) -> str:
        return self.client.get(self.url(path)).text

    def press(self, on: str, path: str, **fields: Any) -> httpx.Response:
        """Press a button of the page `on`."""
        token = self._token(self.page(on))
        return self.client.post(self.url(path), data=fields | {"csrfmiddlewaretoken": token})

    def _token(self, page: str) -> str:
        found = TOKEN.search(page)
        assert found is not None, page
        return found.group(1)
