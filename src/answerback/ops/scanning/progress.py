"""How far a run has come, on stderr: done, speed, remaining time. One line that is written over, or a line a minute."""

from __future__ import annotations

import time
from typing import TextIO

from django.utils.translation import gettext as _

EVERY_SECONDS, EVERY_SECONDS_IN_A_LOG = 0.5, 60.0
MEGA = 1_000_000


class Progress:
    """`whole`: how much there is, 0 when unknown; `unit`: octets, rows, changes."""

    def __init__(self, out: TextIO, whole: int, unit: str) -> None:
        self.out, self.whole, self.unit = out, whole, unit
        self.is_terminal = out.isatty()
        self.begun_at = self.said_at = time.monotonic()
        self.first: int | None = None
        self.done = 0

    def __call__(self, done: int) -> None:
        """So much is done, counted from the very beginning, an interrupted run before this one included."""
        self.first = done if self.first is None else self.first
        self.done = done
        now = time.monotonic()
        if now - self.said_at >= (EVERY_SECONDS if self.is_terminal else EVERY_SECONDS_IN_A_LOG):
            self.said_at = now
            self._say(now)

    def finish(self) -> None:
        """The last line stays."""
        self._say(time.monotonic())
        self.out.write("\n" if self.is_terminal else "")

    def _say(self, now: float) -> None:
        words = self.words(now - self.begun_at)
        self.out.write(f"\r{words}\x1b[K" if self.is_terminal else f"{words}\n")
        self.out.flush()

    def words(self, seconds: float) -> str:
        """The line after so much time."""
        speed = (self.done - (self.first or 0)) / seconds if seconds > 0 else 0.0
        told = {
            "done": self._amount(self.done),
            "whole": self._amount(self.whole),
            "speed": self._amount(speed),
            "left": _clock((self.whole - self.done) / speed) if speed > 0 else "–",
        }
        if not self.whole:
            return _("%(done)s, %(speed)s a second") % told
        return _("%(done)s of %(whole)s, %(speed)s a second, %(left)s left") % told

    def _amount(self, number: float) -> str:
        if self.unit == "octets":
            return f"{number / MEGA:.1f} MB"
        if self.unit == "rows":
            return _("%(number)d rows") % {"number": number}
        return _("%(number)d changes") % {"number": number}


def _clock(seconds: float) -> str:
    whole = max(0, int(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
