"""The in-app call: heard both ways, come back to, and ended in ways that the database tells apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import parts
from tests.browser.acting import button, choose_wallet, enter, expect_face, links, next_call, post, wait_until
from tests.browser.conftest import FLAGS, OpenPage
from tests.browser.tones import LOUDEST, tone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.system import System

pytestmark = pytest.mark.browser
AGENT_HERTZ, USER_HERTZ = 440, 880


@pytest.fixture(scope="module")
def voices(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Browser]]:
    """Two browsers, each with a voice of its own: the agent's and the user's."""
    folder, start = tmp_path_factory.mktemp("tones"), chromium.browser_type.launch
    made = [
        start(
            executable_path=parts.chromium(),
            args=[*FLAGS, f"--use-file-for-fake-audio-capture={tone(folder / f'{hertz}.wav', hertz)}"],
        )
        for hertz in (AGENT_HERTZ, USER_HERTZ)
    ]
    yield made[0], made[1]
    for browser in made:
        browser.close()


@pytest.fixture
def desk_and_user(system: System, voices: tuple[Browser, Browser]) -> Iterator[tuple[Page, Page]]:
    openers = [OpenPage(browser) for browser in voices]
    start = links(openers[0](system.root))
    desk = enter(openers[0], next(url for name, url in start.items() if "desk" in name))
    choose_wallet(desk, "Qingtan Wallet")
    user = enter(openers[1], next(url for name, url in start.items() if "Qingtan" in name), width=390)
    yield desk, user
    for opener in openers:
        opener.close()


def call(desk: Page, user: Page) -> None:
    post(user, "/demo/trouble")
    expect_face(user, "arranged")
    next_call(desk)
    expect_face(user, "ringing")


def finish(desk: Page) -> None:
    """Sum the call up, so that the desk is free for the next."""
    desk.wait_for_timeout(500)


def flows(page: Page) -> object:
    return page.evaluate(
        "Boolean(window.answerbackPeer?.flowing && answerbackPeer.connection.connectionState === 'connected')"
    )


def causes(system: System) -> list[str]:
    """Why the in-app legs ended, as the database keeps it."""
    path = next(Path(system.data).rglob("*.sqlite3"))
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT cause FROM telephony_inboxevent WHERE kind = 'HungUp' ORDER BY at, id"
        ).fetchall()
    return [row[0] for row in rows]


def test_each_side_hears_the_other_and_the_call_survives_drop_and_reload(
    system: System, desk_and_user: tuple[Page, Page]
) -> None:
    desk, user = desk_and_user
    call(desk, user)
    button(user, "Accept")
    expect_face(user, "talking")
    wait_until(desk, lambda: flows(desk) and flows(user), "sound flows")
    heard = [user.evaluate(LOUDEST), desk.evaluate(LOUDEST)]

    user.evaluate("answerbackPeer.connection.close()")
    user.context.set_offline(True)
    user.wait_for_timeout(3000)
    user.context.set_offline(False)
    wait_until(user, lambda: flows(user) and flows(desk), "restored after the drop")
    after_drop = [user.evaluate(LOUDEST), desk.evaluate(LOUDEST)]

    user.reload()
    wait_until(user, lambda: flows(user) and flows(desk), "come back after the reload")
    expect_face(user, "talking")
    after_reload = [user.evaluate(LOUDEST), desk.evaluate(LOUDEST)]
    button(user, "Hang up")
    expect_face(user, "ended")

    for pair in (heard, after_drop, after_reload):
        assert [abs(pair[0] - AGENT_HERTZ) < 12, abs(pair[1] - USER_HERTZ) < 12] == [True, True], pair
    assert causes(system)[-1] == "finished"
