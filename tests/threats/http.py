"""Somebody at the other end of HTTP: a browser without eyes, with cookies of its own."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import httpx

from tests.threats.words import words_in

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
WITHIN_SECONDS = 60
LANGUAGES = {"zh": "zh-hans", "en": "en"}


class Caller:
    """One person with his own cookies; every face is reached through `localhost`, the demo's fallback."""

    def __init__(self, root: str, **headers: str) -> None:
        self.root = root.rstrip("/")
        self.http = httpx.Client(follow_redirects=True, timeout=60, trust_env=False, headers=headers)

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.http.get(self.root + path, params=query)

    def page(self, path: str, language: str = "en") -> str:
        return self.get(path, language=LANGUAGES[language]).text

    def press(self, on: str, path: str, *, language: str = "en", **fields: Any) -> httpx.Response:
        """Press a button of the page `on`; the answer's page comes in that language."""
        found = TOKEN.search(self.get(on).text)
        data = fields | ({"csrfmiddlewaretoken": found.group(1)} if found else {})
        return self.http.post(self.root + path, data=data, params={"language": LANGUAGES[language]})

    def reads(self, path: str, part: str) -> dict[str, str]:
        """The words of one part of a page, in both languages."""
        return {language: words_in(self.page(path, language), part) for language in LANGUAGES}

    def enters(self, path: str) -> httpx.Response:
        """Open a one-time link and press its button."""
        landing = self.get(path)
        found = TOKEN.search(landing.text)
        assert found is not None, landing.text
        return self.http.post(str(landing.url), data={"csrfmiddlewaretoken": found.group(1)})


def until(true: Callable[[], object], what: str) -> None:
    """Ask again and again until it is so."""
    end = time.monotonic() + WITHIN_SECONDS
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.1)
