"""An agent, or a user, who starts to write a secret is stopped, and nothing of it is anywhere but on his screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.browser.acting import enter, links
from tests.browser.test_desk import both, done, talk
from tests.phrase import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
HAN = "标 厚 销 矩 哀 丈 疑 药 挡 纳 漫 勤"
KEY = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
CODE = ("482913", "四八二九一三", "four eight two nine")
SECRETS = [*WORDS, HAN[:7], HAN.replace(" ", "")[:4], KEY, KEY[:20], *CODE]
PAUSE_MS = 700


def found_in(text: str) -> list[str]:
    """A code only by itself: six digits stand by chance in one of the many hashes, ids and microseconds."""
    words = [secret for secret in SECRETS if not secret.isdigit() and secret in text]
    return words + [
        code for code in SECRETS if code.isdigit() and re.search(rf"(?<![0-9a-f.]){code}(?![0-9a-f])", text)
    ]


@dataclass
class Wire:
    """What left the pages: every address and every body."""

    seen: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("request", lambda request: self.seen.append(f"{request.url}\n{request.post_data or ''}"))

    def heard(self) -> list[str]:
        from urllib.parse import unquote_plus

        return found_in(unquote_plus("\n".join(self.seen)))


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture(scope="module", autouse=True)
def clean_afterwards(system: System) -> Iterator[None]:
    """Whatever these tests wrote: nothing of a secret is in a file, the database or what the server printed."""
    yield
    files = {
        str(path.relative_to(system.data)): found_in(path.read_bytes().decode("utf-8", "ignore"))
        for path in system.data.rglob("*")
        if path.is_file()
    }
    ours = ("ANSWERBACK_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"ANSWERBACK_MODE": "demo", "ANSWERBACK_DATA_DIR": str(system.data)}
    command = [sys.executable, "-m", "tests.browser.reading"]
    read = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (read.returncode, "Callback" in read.stdout) == (0, True), read.stderr
    assert {name: found for name, found in files.items() if found} == {}
    assert (found_in(read.stdout), found_in("".join(system.said))) == ([], [])


def on_device(page: Page) -> list[str]:
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, location.href, document.cookie])"
    )
    return found_in(kept)


def said(page: Page, box: str) -> str:
    return page.locator(f"{box} ~ [role=alert]").first.inner_text()


def leave(page: Page) -> None:
    page.wait_for_timeout(PAUSE_MS)
    page.keyboard.press("Escape")
    page.wait_for_timeout(PAUSE_MS)


Write = Callable[["Page"], None]


def typed(before: str, words: list[str], pause_ms: int) -> Write:
    def write(page: Page) -> None:
        page.keyboard.insert_text(before)
        for word in words:
            page.keyboard.insert_text(f"{word} ")
            page.wait_for_timeout(pause_ms)

    return write


def pasted(text: str) -> Write:
    """As the browser pastes: from its clipboard."""

    def write(page: Page) -> None:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        page.keyboard.press("Control+v")
        page.wait_for_timeout(50)

    return write


SEED, PRIVATE, SHORT = "‹seed_phrase›", "‹private_key›", "‹one_time_code›"
SAID_SHORT = "Not arrived. The one-time code is four eight two nine one three"
WAYS: list[tuple[str, Write, str, str, str]] = [
    (
        "en",
        typed("Fee of 5 lost. His recovery words: ", WORDS, 450),
        "Fee of 5 lost. ",
        SEED,
        "words",
    ),
    ("zh", typed("两小时没到账。他念助记词：", WORDS, 450), "两小时没到账。", SEED, "助记词"),
    ("zh", typed("两小时没到账。他念：", HAN.split(), 60), "两小时没到账。", SEED, "助记词"),
    ("en", pasted(f"Fee lost; {' '.join(WORDS)}; rang twice"), "Fee lost; ", SEED, "words"),
    ("zh", pasted(f"没到账。私钥 {KEY}，他发来的"), "没到账。", PRIVATE, "私钥"),
    ("zh", typed("没到账。验证码是", list("四八二九一三"), 450), "没到账。", SHORT, "验证码"),
    ("en", pasted(SAID_SHORT), "Not arrived. ", SHORT, "code"),
    ("en", typed("Not arrived. Verification code ", ["48", "29", "13"], 450), "Not arrived. ", SHORT, "code"),
]


@pytest.mark.parametrize(("language", "write", "harmless", "mark", "word"), WAYS)
def test_agent_who_starts_to_write_a_secret_is_stopped(
    system: System,
    open_page: OpenPage,
    wire: Wire,
    language: str,
    write: Write,
    harmless: str,
    mark: str,
    word: str,
) -> None:
    desk, user = both(system, open_page, language=language)
    wire.on(desk)
    talk(desk, user)
    desk.keyboard.press("n")
    write(desk)
    leave(desk)
    note = desk.locator("#note").input_value()

    assert (note.startswith(harmless), mark in note, found_in(note)) == (True, True, [])
    assert word in said(desk, "#note")
    assert (wire.heard(), on_device(desk)) == ([], [])
    desk.reload()
    assert desk.locator("#note").input_value().strip() == note.strip()
    done(desk)


def notebook(system: System, open_page: OpenPage, **look: object) -> Page:
    """The page on which the user writes down a call, with an empty field."""
    start = links(open_page(system.root))
    user = enter(open_page, next(url for name, url in start.items() if "Lanyue" in name), **look)
    user.goto(user.url.split("/demo")[0] + "/my/notes")
    return user


@pytest.mark.parametrize(("language", "write", "harmless", "mark", "word"), WAYS)
def test_user_who_starts_to_write_a_secret_is_stopped(
    system: System,
    open_page: OpenPage,
    wire: Wire,
    language: str,
    write: Write,
    harmless: str,
    mark: str,
    word: str,
) -> None:
    user = notebook(system, open_page, language=language, width=390)
    wire.on(user)
    user.locator("#id_text").focus()
    write(user)
    user.locator("#id_about").focus()
    words = user.locator("#id_text").input_value()

    assert (words.startswith(harmless), mark in words, found_in(words)) == (True, True, [])
    assert word in said(user, "#id_text")
    user.locator("main form button[type=submit]").first.click()
    user.locator(".written").get_by_text(words.strip()).first.wait_for()
    assert (wire.heard(), on_device(user), found_in(user.content())) == ([], [], [])


def test_without_script_the_server_refuses_and_hands_the_rest_back(
    system: System, open_page: OpenPage
) -> None:
    user = notebook(system, open_page, script=False)
    user.locator("#id_text").fill("两小时没到账；" + " ".join(WORDS))
    user.locator("main form button[type=submit]").first.click()
    user.locator("#id_text_error").wait_for()

    assert (user.locator("#id_text").input_value(), found_in(user.content())) == (
        "两小时没到账；‹seed_phrase›",
        [],
    )
