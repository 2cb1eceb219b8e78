"""`kill -9` of the whole process at every step of the story: it goes on, nothing is lost, nobody is rung twice."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.system import System
from tests.crash.visitor import Visitor

STEPS = ("event", "offer", "dial", "ring", "answer", "code", "hang_up", "finish")
WITHIN_SECONDS = 60
NEWEST = (
    "FROM callbacks_callback ORDER BY created_at DESC LIMIT 1"  # the demo begins with calls of earlier days
)
TABLES = ("callbacks_callback", "callbacks_attempt", "telephony_leg")


class Story:
    """The story of one callback, told step by step over HTTP."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.agent, self.user = Visitor(system), Visitor(system)
        self.agent.enter("Agent")
        self.user.enter("Lanyue")

    def event(self) -> None:
        self.user.press("/my/", "/demo/trouble")
        self.until(
            lambda: self.row("SELECT count(*) FROM callbacks_callback WHERE ready_at IS NOT NULL") == 1
        )

    def offer(self) -> None:
        self.agent.press("/desk/", "/desk/next")
        self.until(lambda: self.state() == "offered")

    def dial(self) -> None:
        self.agent.press("/desk/", f"/desk/callbacks/{self.callback()}/call")
        self.until(lambda: self.state() == "dialling")

    def ring(self) -> None:
        self.until(lambda: 'data-status="ringing"' in self.user.page("/my/"))

    def answer(self) -> None:
        self.user.press("/my/", "/demo/phone/answer")
        self.until(lambda: 'data-status="connected"' in self.user.page("/my/"))

    def code(self) -> None:
        found = re.search(r"data-code>([\d ]+)<", self.agent.page("/desk/"))
        assert found is not None
        self.user.press("/my/", "/my/code", code=found.group(1))
        self.until(lambda: 'data-status="talking"' in self.user.page("/my/"))

    def hang_up(self) -> None:
        self.agent.press("/desk/", f"/desk/callbacks/{self.callback()}/hang-up")
        self.until(lambda: self.state() == "wrap_up")

    def finish(self) -> None:
        self.agent.press("/desk/", f"/desk/callbacks/{self.callback()}/finishing", outcome="solved")

    def callback(self) -> str:
        raw = self.row(f"SELECT id {NEWEST}")
        assert isinstance(raw, str)
        return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"

    def state(self) -> object:
        return self.row(f"SELECT state {NEWEST}")

    def counts(self) -> list[object]:
        return [self.row(f"SELECT count(*) FROM {table}") for table in TABLES]  # noqa: S608 (names of our own)

    def row(self, query: str) -> object:
        with sqlite3.connect(self.system.data / "answerback.sqlite3", timeout=20) as database:
            found = database.execute(query).fetchone()
        return found[0] if found else None

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + WITHIN_SECONDS
        while not true():
            assert time.monotonic() < end, (self.state(), "".join(self.system.said)[-3000:])
            time.sleep(0.1)


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    running = System(tmp_path / "data").start()
    yield running
    running.stop()


@pytest.mark.slow
def test_story_goes_on_after_a_kill_at_every_step(system: System) -> None:
    story = Story(system)
    before = story.counts()

    for step in STEPS:
        getattr(story, step)()
        system.kill()
        system.start()

    story.until(lambda: story.state() == "done")
    assert story.counts() == [count + 1 for count in before]
    assert story.row("SELECT count(*) FROM telephony_linelock") == 0
